"""When a request is worth another try, and how long to wait for it."""

import random
import time
from typing import TYPE_CHECKING

from native_host.errors import BridgeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from native_host.network import Answer, Operation

PASSING = frozenset({429, 502, 503, 504})
# A second and a third attempt; somebody is waiting in front of a screen.
BACK_OFF_S = (0.2, 0.7)


def persist(send: "Callable[[], Answer]", operation: "Operation", host: str) -> "Answer":
    """Send, and send again after what passes: connection failures, 429 and 502 to 504.

    Args:
        send: sends the request once.
        operation: whose deadline no waiting outlasts.
        host: who is waited for.

    Returns:
        The first answer that is final, or the last one.

    Raises:
        BridgeError: as `send` does.
    """
    for back_off in (*BACK_OFF_S, None):
        pause = back_off and back_off * random.uniform(0.5, 1.5)  # noqa: S311  (so that a ward does not return as one)
        try:
            answer = send()
        except BridgeError as error:
            is_of_the_connection = error.code == "network" or error.facts.get("case") == "connect"
            if not is_of_the_connection or pause is None or pause > operation.ends - time.monotonic():
                raise
            operation.unconnected = error
        else:
            if answer.status not in PASSING or pause is None:
                return answer
            pause = max(pause, retry_after(answer))
            if pause > operation.remaining(host):
                return answer
        operation.pause(pause, host)
    raise AssertionError


def retry_after(answer: "Answer") -> float:
    """Return the seconds that an answer asks to wait (RFC 9110, 10.2.3), 0 when it does not say."""
    value = (answer.headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), 86_400.0)
    from email.utils import parsedate_to_datetime

    try:
        asked = parsedate_to_datetime(value).timestamp()
        now = parsedate_to_datetime(answer.headers.get("Date") or "").timestamp()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return max(0.0, asked - now)
