"""One request under way: what its operation works with, and how another one ends it."""

import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from native_host.errors import BridgeError
from native_host.messages.workstation import Workstation

if TYPE_CHECKING:
    from native_host.network import Operation


class Task:
    """A request under way.

    Args:
        workstation: this machine.
        cancel: ends the tasks of a request's id; tells whether there was one.

    Attributes:
        began: when the request came, in seconds since the epoch.
        arrived: the same moment, by the monotonic clock.
    """

    def __init__(self, workstation: Workstation, cancel: Callable[[str], bool]) -> None:
        self.workstation = workstation
        self.cancel = cancel
        self.began, self.arrived = time.time(), time.monotonic()
        self._lock = Lock()
        self._operation: Operation | None = None
        self._ended = False

    def begin(self, operation: "Operation") -> "Operation":
        """Note what `end` has to cancel; raise `cancelled` when it has been called already."""
        with self._lock:
            if self._ended:
                raise BridgeError("cancelled")
            self._operation = operation
        return operation

    def end(self) -> None:
        """Cancel what the request is doing."""
        with self._lock:
            self._ended = True
            operation = self._operation
        if operation:
            operation.cancel()
