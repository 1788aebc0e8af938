"""The threads that requests run in: so many at once at most, and one that waits for the next click."""

from _queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Work = TypeVar("Work")


class Workers(Generic[Work]):
    """Runs pieces of work side by side, and those that are too many one after another as they came.

    Args:
        run: does a piece of work.
        most: how many are done at once.
    """

    def __init__(self, run: "Callable[[Work], None]", most: int) -> None:
        self._run, self._most = run, most
        self._lock = Lock()
        self._busy = 0
        self._waiting: dict[Work, None] = {}  # in the order in which they came
        self._idle: SimpleQueue[Work] | None = None  # where the worker that waits takes its work

    def start(self, work: Work) -> None:
        """Run `work` beside the caller, at once or in its turn; RuntimeError when the system gives no thread at all."""
        with self._lock:
            if self._busy >= self._most:
                self._waiting[work] = None
                return
            idle, self._idle = self._idle, None
            if idle:
                idle.put(work)
            else:
                try:
                    Thread(target=self._go_on, args=(work,), daemon=True, name="request").start()
                except RuntimeError:
                    if not self._busy:
                        raise
                    self._waiting[work] = None
                    return
            self._busy += 1

    def take_back(self, work: Work) -> bool:
        """Have `work` not run; False when it does already."""
        with self._lock:
            return self._waiting.pop(work, self) is None

    def _go_on(self, work: Work) -> None:
        mine: SimpleQueue[Work] = SimpleQueue()
        while True:
            self._run(work)
            with self._lock:
                if self._waiting:
                    work = next(iter(self._waiting))
                    del self._waiting[work]
                    continue
                self._busy -= 1
                if self._idle:
                    return
                self._idle = mine
            work = mine.get()
