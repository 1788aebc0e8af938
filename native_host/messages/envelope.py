"""The envelope of every message: read strictly, written once."""

import json
from typing import Any, NamedTuple, NoReturn

from native_host.errors import BridgeError
from native_host.language import language
from native_host.messages import _validators
from native_host.messages.framing import MAX_SIZE

VERSION = 1


class Request(NamedTuple):
    """A request whose envelope is as the schema says; of its parameters `check_params` tells."""

    id: str
    op: str
    params: dict[str, Any]


def parse(content: bytes) -> dict[str, Any]:
    """Read one JSON object, refusing what JSON readers disagree about: NaN, a name twice, half a character.

    Raises:
        BridgeError: `bad_request`.
    """
    try:
        text = content.decode()
        message = DECODER.decode(text)
        if "\\u" in text:
            json.dumps(message, ensure_ascii=False).encode()
    except UnicodeError:
        raise refusal("not UTF-8") from None
    except AmbiguousError as error:
        raise refusal(error.reason, **error.facts) from None
    except (ValueError, RecursionError):
        raise refusal("not JSON") from None
    if not isinstance(message, dict):
        raise refusal("not a JSON object")
    return message


def check(message: dict[str, Any]) -> Request:
    """Check a message against the envelope's schema.

    Raises:
        BridgeError: `unsupported_version`, `bad_request` or `unknown_op`.
    """
    version = message.get("v")
    # To JSON Schema 1.0 and 1 are one number.
    if isinstance(version, int | float) and not isinstance(version, bool) and version != VERSION:
        raise BridgeError("unsupported_version", asked=str(version)[:20], supported=VERSION)
    try:
        _validators.request(message)
    except _validators.Invalid as error:
        raise invalid(error) from None
    if message["op"] not in _validators.OPERATIONS:
        raise BridgeError("unknown_op", op=message["op"])
    return Request(message["id"], message["op"], message.get("params", {}))


def check_params(op: str, params: dict[str, Any]) -> None:
    """Check parameters against the schema of their operation.

    Raises:
        BridgeError: `bad_request`.
    """
    try:
        getattr(_validators, op)(params, name_prefix="params")
    except _validators.Invalid as error:
        raise invalid(error) from None


def id_of(message: dict[str, Any]) -> str | None:
    """Return the id that the answer to a refused message may carry."""
    try:
        _validators.request({"v": VERSION, "id": message.get("id"), "op": "-"})
    except _validators.Invalid:
        return None
    return str(message["id"])


def refusal(reason: str, **facts: str) -> BridgeError:
    return BridgeError("bad_request", reason=reason, **facts)


def invalid(error: _validators.Invalid) -> BridgeError:
    """Return what a schema refuses: the key, and why."""
    from native_host.settings.wording import refusal

    key, reason, facts = refusal(error.path, error.rule, str(error), {})
    reason = "not a JSON object" if reason == "must be object" else reason
    return BridgeError("bad_request", case="key", key=key[:200], reason=reason, **facts)


def success(request_id: str, result: dict[str, Any]) -> bytes:
    """Write the answer to a request that succeeded."""
    content = _dump({"v": VERSION, "id": request_id, "ok": True, "result": result})
    if len(content) > MAX_SIZE:
        return failure(request_id, BridgeError("internal", reason="the answer is too long"))
    return content


def failure(request_id: str | None, error: BridgeError) -> bytes:
    """Write the answer to a request that failed."""
    spoken = language()
    detail = {
        "code": error.code,
        "message": error.message(spoken),
        "retryable": error.retryable,
        "hint": error.hint(spoken),
    }
    return _dump({"v": VERSION, "id": request_id, "ok": False, "error": detail})


def _dump(message: dict[str, Any]) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode("ascii")


class AmbiguousError(ValueError):
    """What different readers of JSON would read differently: why, and what the reason names."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(table := dict(pairs)) < len(pairs):
        raise AmbiguousError("a name stands twice in an object")
    return table


def _no_such_number(name: str) -> NoReturn:
    raise AmbiguousError("{number} is no number of JSON", number=name)


DECODER = json.JSONDecoder(object_pairs_hook=_no_name_twice, parse_constant=_no_such_number)
