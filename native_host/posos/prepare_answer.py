"""Reading what partner-connect answers to a prepare request: its documentation does not print the shape."""

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from native_host.errors import BridgeError

if TYPE_CHECKING:
    from native_host.network import Answer


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
        raise BridgeError("bad_response", host=host, shape=f"HTTP {answer.status} without a Location")
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise BridgeError("bad_response", host=host, shape=f"HTTP {answer.status}, {body_shape(answer)}") from None
    found = (document.get("location") or document.get("url")) if isinstance(document, dict) else document
    if isinstance(found, str) and found:
        return found
    raise BridgeError("bad_response", host=host, shape=f"HTTP {answer.status}, {json_shape(document)}")


def body_shape(answer: "Answer") -> str:
    if not answer.body:
        return "an empty body"
    html = re.match(rb"\s*<(!doctype html|html|head|body)", answer.body[:512], re.IGNORECASE)
    return f"{len(answer.body)} bytes of {'HTML' if html else 'something that is not JSON'}"


def json_shape(document: Any) -> str:
    """Name the kind of a JSON document, and an object's keys where they are plain words."""
    if isinstance(document, dict):
        keys = [key if re.fullmatch(r"[A-Za-z_]{1,24}", key) else "…" for key in list(document)[:8]]
        return f"a JSON object with the keys {', '.join(keys)}" if keys else "an empty JSON object"
    names = {list: "a JSON array", str: "an empty JSON string", bool: "a JSON boolean", type(None): "JSON null"}
    return names.get(type(document), "a JSON number")
