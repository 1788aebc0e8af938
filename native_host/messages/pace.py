"""How fast requests may come: far beyond any person and any ward's round, not beyond a page or extension gone wild."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """A bucket of requests that refills by itself. Used by one thread.

    Args:
        burst: how many may come at once.
        per_second: how many may go on coming.
        clock: seconds, ever growing.
    """

    def __init__(
        self, burst: int = 10_000, per_second: float = 100, clock: "Callable[[], float]" = time.monotonic
    ) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._left, self._seen = float(burst), clock()

    def allows(self) -> bool:
        """Count one more request; tell whether it comes slowly enough."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._seen) * self._per_second)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    @property
    def limits(self) -> dict[str, str]:
        return {"burst": f"{self._burst}", "rate": f"{self._per_second:g}"}
