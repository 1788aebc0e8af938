"""The time that one operation has, and the way to end it from another thread."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from native_host.errors import BridgeError


class Operation:
    """A deadline that can be called off.

    Args:
        seconds: how long the operation may take in all.
        began: when it began, by the monotonic clock; now, when left out.
    """

    def __init__(self, seconds: float, began: float | None = None) -> None:
        self.seconds = seconds
        self.ends = (time.monotonic() if began is None else began) + seconds
        self.wake = Event()
        self.cancelled = False
        self.unconnected: BridgeError | None = None  # what the last connection failed with, until one is made
        self._interrupt: Callable[[], object] | None = None

    def remaining(self, host: str = "-") -> float:
        """Return the seconds that are left.

        Raises:
            BridgeError: `cancelled`, or `timeout` naming `host`, the one that is being waited for.
        """
        if self.cancelled:
            raise BridgeError("cancelled")
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.timeout(host)
        return left

    def timeout(self, host: str) -> BridgeError:
        """Return the failure of `host` to answer in time."""
        return BridgeError("timeout", host=host, seconds=round(self.seconds, 1))

    def wait(self, seconds: float, host: str = "-") -> None:
        """Wait until somebody sets `wake`, or for `seconds`; raise as `remaining` does."""
        self.wake.wait(min(seconds, self.remaining(host)))
        self.remaining(host)

    def pause(self, seconds: float, host: str = "-") -> None:
        """Wait for so long, whatever sets `wake` meanwhile or has left it set; raise as `remaining` does."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self.wait(left, host)
            self.wake.clear()

    def cancel(self) -> None:
        """End the operation at once: what it waits for is interrupted."""
        self.cancelled = True
        self.wake.set()
        if interrupt := self._interrupt:
            interrupt()

    @contextmanager
    def interrupted_by(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Let `cancel` call `interrupt` while the block runs."""
        self._interrupt = interrupt
        try:
            if self.cancelled:
                raise BridgeError("cancelled")
            yield
        finally:
            self._interrupt = None


class Connecting(Operation):
    """The part of an operation in which one connection is made: it has a time of its own within the whole's.

    Args:
        whole: the operation, which may be cancelled meanwhile.
        seconds: `network.connect_timeout`.
    """

    def __init__(self, whole: Operation, seconds: float) -> None:
        left = whole.remaining()
        super().__init__(min(seconds, left))
        self._whole = whole
        self._limit = "network.connect_timeout" + (", network.deadline" if left < seconds else "")

    def remaining(self, host: str = "-") -> float:
        self.cancelled = self._whole.cancelled
        return super().remaining(host)

    def timeout(self, host: str) -> BridgeError:
        return BridgeError("timeout", case="connect", host=host, seconds=round(self.seconds, 2), setting=self._limit)

    @contextmanager
    def interrupted_by(self, interrupt: Callable[[], object]) -> Iterator[None]:
        with self._whole.interrupted_by(interrupt):
            yield
