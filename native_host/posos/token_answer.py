"""Reading what the token endpoint answers."""

import json
import math
import re
import time
from base64 import urlsafe_b64decode
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from native_host.errors import BridgeError
from native_host.posos.assertion import LIFETIME_S

if TYPE_CHECKING:
    from native_host.network import Answer

JWT = re.compile(r"[\w-]+\.([\w-]+)\.[\w-]+", re.ASCII)
# Google's wording for an assertion of another time.
OF_ANOTHER_TIME = re.compile(r"timeframe|short-lived|\b(iat|exp)\b|expired|not yet valid|future", re.IGNORECASE)


class IdentityToken(NamedTuple):
    """A bearer token and its end, by both clocks: one stands still while the machine sleeps, the other can be set."""

    value: str
    ends: float
    ends_monotonic: float

    def expires_in(self) -> float:
        return min(self.ends - time.time(), self.ends_monotonic - time.monotonic())

    def __repr__(self) -> str:
        return "IdentityToken()"


def read_token(answer: "Answer", host: str) -> IdentityToken:
    """Take the identity token from an answer.

    Raises:
        BridgeError: `bad_response`, when there is none.
    """
    document = read_json(answer)
    value = document.get("id_token") if isinstance(document, dict) else None
    parts = JWT.fullmatch(value) if isinstance(value, str) else None
    try:
        claims: dict[str, Any] = json.loads(urlsafe_b64decode(parts[1] + "==")) if parts else {}
        ends, issued = numeric_date(claims["exp"]), numeric_date(claims.get("iat", claims["exp"]))
        life = max(0.0, min(ends - server_time(answer, issued), LIFETIME_S))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise BridgeError("bad_response", host=host, shape="no identity token in it") from None
    return IdentityToken(str(value), time.time() + life, time.monotonic() + life)


def numeric_date(claim: object) -> float:
    """Return a claim's seconds since the epoch (RFC 7519, 2); raise ValueError when they are none."""
    if isinstance(claim, bool) or not isinstance(claim, int | float) or not 0 < claim < math.inf:
        raise ValueError(claim)
    return float(claim)


def refusal(answer: "Answer") -> str:
    """Return why the token endpoint refused, in its words, cut to what a hint may hold (RFC 6749, 5.2)."""
    document = read_json(answer)
    if not isinstance(document, dict):
        return "no reason given"
    words = " ".join(str(document.get(name, "")) for name in ("error", "error_description")).strip()
    # Nothing that could be a part of the assertion comes back out.
    words = re.sub(r"[\w.~+/=-]{40,}", "…", re.sub(r"[^\x20-\x7e]", " ", words))
    return words[:160] or "no reason given"


def is_of_another_time(reason: str) -> bool:
    """Tell whether a refusal is about the assertion's time."""
    return OF_ANOTHER_TIME.search(reason) is not None


def server_time(answer: "Answer", default: float) -> float:
    """Return the server's clock by the `Date` header, in seconds since the epoch."""
    try:
        return parsedate_to_datetime(answer.headers.get("Date") or "").timestamp()
    except (ValueError, TypeError, OverflowError):
        return default


def read_json(answer: "Answer") -> Any:
    """Return the document in an answer's body, None when it is not JSON."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
