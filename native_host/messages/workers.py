"""The threads that requests run in: as many as there are requests under way, and one that waits for the next click."""

from _queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Workers:
    """Runs each piece of work at once, in a thread of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: SimpleQueue[Callable[[], None]] | None = None  # where the worker that waits takes its work

    def start(self, work: "Callable[[], None]") -> None:
        """Run `work` beside the caller; raise RuntimeError when the system gives no more threads."""
        with self._lock:
            idle, self._idle = self._idle, None
        if idle:
            idle.put(work)
        else:
            Thread(target=self._go_on, args=(work,), daemon=True, name="request").start()

    def _go_on(self, work: "Callable[[], None]") -> None:
        mine: SimpleQueue[Callable[[], None]] = SimpleQueue()
        while True:
            work()
            with self._lock:
                if self._idle:
                    return
                self._idle = mine
            work = mine.get()
