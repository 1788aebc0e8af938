"""One request under way: what its operation works with, and how another one ends it."""

import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Self

from native_host.errors import BridgeError
from native_host.messages.workstation import Workstation

if TYPE_CHECKING:
    from native_host.network import Operation


class Task:
    """A request under way. `with task:` stands around what decides its outcome, which is `cancelled` once `end` came.

    Args:
        workstation: this machine.
        cancel: ends the tasks of a request's id; tells whether there was one.
        can_end: whether it waits for the world outside; what does not is answered before it could be ended.

    Attributes:
        began: when the request came, in seconds since the epoch.
        arrived: the same moment, by the monotonic clock.
    """

    def __init__(self, workstation: Workstation, cancel: Callable[[str], bool], *, can_end: bool = True) -> None:
        self.workstation = workstation
        self.cancel = cancel
        self.began, self.arrived = time.time(), time.monotonic()
        self._lock = Lock()
        self._operation: Operation | None = None
        self._ended, self._settled = False, not can_end

    def begin(self, operation: "Operation") -> "Operation":
        """Note what `end` has to cancel; raise `cancelled` when it has been called already."""
        with self._lock:
            if self._ended:
                raise BridgeError("cancelled")
            self._operation = operation
        return operation

    def end(self) -> bool:
        """Cancel what the request is doing; False when its outcome stands already."""
        with self._lock:
            if self._settled:
                return False
            self._ended = True
            operation = self._operation
        if operation:
            operation.cancel()
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._settled = True
            if self._ended:  # whatever came of it meanwhile
                raise BridgeError("cancelled") from None
