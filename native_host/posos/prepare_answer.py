"""Reading what partner-connect answers to a prepare request: its documentation does not print the shape."""

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from native_host.errors import BridgeError

if TYPE_CHECKING:
    from native_host.network import Answer

JSON_SHAPES: dict[type, str] = {
    list: "HTTP {status}, a JSON array",
    str: "HTTP {status}, an empty JSON string",
    bool: "HTTP {status}, a JSON boolean",
    type(None): "HTTP {status}, JSON null",
}


def read_url(answer: "Answer", asked: str, host: str) -> str:
    """Take the address from an answer: `location` or `url` of an object, a bare string, a redirection's `Location`.

    Args:
        answer: a 2xx or 3xx answer.
        asked: the address that was asked, which a relative `Location` stands beside.
        host: who answered.

    Raises:
        BridgeError: `bad_response`, with the answer's shape.
    """
    if answer.status >= 300:
        location = answer.headers.get("Location")
        # A Location in other than ASCII, with blanks or with half a host is left as it is: the check of it refuses it.
        if location and answer.status in (301, 302, 303, 307, 308):
            with suppress(ValueError):
                return urljoin(asked, location) if location.isprintable() else location
            return location
        raise unexpected(answer, host, "HTTP {status} without a Location")
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise unexpected(answer, host, body_shape(answer)) from None
    found = (document.get("location") or document.get("url")) if isinstance(document, dict) else document
    if isinstance(found, str) and found:
        return found
    raise unexpected(answer, host, *json_shape(document))


def unexpected(answer: "Answer", host: str, shape: str, keys: str = "") -> BridgeError:
    facts = {"status": answer.status, "size": len(answer.body), "keys": keys}
    return BridgeError("bad_response", host=host, shape=shape, **facts)


def body_shape(answer: "Answer") -> str:
    if not answer.body:
        return "HTTP {status}, an empty body"
    html = re.match(rb"\s*<(!doctype html|html|head|body)", answer.body[:512], re.IGNORECASE)
    return (
        "HTTP {status}, {size} bytes of HTML" if html else "HTTP {status}, {size} bytes of something that is not JSON"
    )


def json_shape(document: Any) -> tuple[str, str]:
    """Name the kind of a JSON document, and an object's keys where they are plain words."""
    if isinstance(document, dict):
        keys = [key if re.fullmatch(r"[A-Za-z_]{1,24}", key) else "…" for key in list(document)[:8]]
        shape = "HTTP {status}, a JSON object with the keys {keys}" if keys else "HTTP {status}, an empty JSON object"
        return shape, ", ".join(keys)
    return JSON_SHAPES.get(type(document), "HTTP {status}, a JSON number"), ""
