"""What is set to go wrong, and the answers that go wrong. `faults.schema.json` says what can be set."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import struct
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from jsonschema import Draft202012Validator
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from native_host.sandbox.identity_aware_proxy import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Receive, Scope, Send

Fault = dict[str, Any]
Endpoint = Literal["token", "prepare"]
MEBIBYTE = 1 << 20
SCHEMA = json.loads((files(__package__) / "faults.schema.json").read_text("utf-8"))
PORTAL = (
    "<!doctype html><title>Accès au réseau</title><h1>Wi-Fi patients</h1><form><button>Se connecter</button></form>"
)


@dataclass
class Faults:
    """The faults that are set, and how often each may still strike."""

    waiting: dict[str, list[Fault]] = field(default_factory=dict)
    clock_skew: float = 0.0

    def set(self, faults: Any) -> str | None:
        """Replace what is set by `faults`, a fault or a list of them; return what is wrong with them, if anything."""
        if error := next(Draft202012Validator(SCHEMA).iter_errors(faults), None):
            return str(next((deeper.message for deeper in error.context or ()), error.message))
        listed: list[Fault] = faults if isinstance(faults, list) else [faults]
        self.clock_skew = sum(fault.pop("clock_skew", 0.0) for fault in listed)
        self.waiting = {}
        for fault in filter(None, listed):
            default = "token" if "refused_key" in fault else "prepare"
            self.waiting.setdefault(fault.pop("endpoint", default), []).append(fault)
        return None

    def strike(self, endpoint: Endpoint) -> Fault:
        """Return the fault that this request to `endpoint` meets, an empty one when none."""
        line = self.waiting.get(endpoint)
        if not line:
            return {}
        fault = line[0]
        if "times" in fault:
            fault["times"] -= 1
            if fault["times"] == 0:
                line.pop(0)
        return fault


class ClosedConnection(Response):
    """No answer: the connection ends."""

    def __init__(self, *, reset: bool) -> None:
        super().__init__()
        self._reset = reset

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        transport: asyncio.Transport = scope["state"]["transport"]
        if self._reset:
            linger_no_longer = struct.pack("ii", 1, 0)
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_no_longer)
            transport.abort()
        transport.close()


class Truncated(Response):
    """An answer that ends half-way through its announced length."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        scope["state"]["transport"].close()


def replaced(fault: Fault, endpoint: Endpoint, path: str) -> Response | None:
    """Return the answer that `fault` puts in the place of the endpoint's own; None when it leaves that alone."""
    if how := fault.get("closed_connection"):
        return ClosedConnection(reset=how == "reset")
    if to := fault.get("foreign_redirect"):
        return RedirectResponse(to if isinstance(to, str) else "https://foreign.example/", status_code=302)
    if status := fault.get("status"):
        headers = {"Retry-After": str(fault["retry_after"])} if "retry_after" in fault else {}
        return Response(_words(status, endpoint, path), status, headers, media_type=_media_type(status, endpoint))
    return None


def _words(status: int, endpoint: Endpoint, path: str) -> str:
    if endpoint == "token":
        return json.dumps({"error": "internal_failure" if status >= 500 else "invalid_request"})
    if status == 401:
        return "Invalid IAP credentials: JWT signature is invalid"
    if status == 403:
        return FORBIDDEN.format(path=path)
    return json.dumps({"statusCode": status})


def _media_type(status: int, endpoint: Endpoint) -> str:
    return "text/html" if endpoint == "prepare" and status in {401, 403} else "application/json"


def spoiled(response: Response, fault: Fault) -> Response:
    """Return what becomes of a good answer under `fault`."""
    body = bytes(response.body)
    match fault.get("body"):
        case "truncated":
            return Truncated(body, media_type="application/json")
        case "huge":
            padding = b" " * fault.get("size", 2 * MEBIBYTE)
            return Response(body + padding, media_type="application/json")
        case "endless":
            return StreamingResponse(_endless(body), media_type="application/json")
        case "trickle":
            return StreamingResponse(
                _trickle(body), headers={"Content-Length": str(len(body))}, media_type="application/json"
            )
        case "gzip_bomb":
            return Response(_bomb(), headers={"Content-Encoding": "gzip"}, media_type="application/json")
        case "captive_portal":
            return HTMLResponse(PORTAL)
        case "empty":
            return Response(b"", media_type="application/json")
        case "not_json":
            return Response(body[:-1], media_type="application/json")
        case "no_url":
            return Response(b'{"status": "ok"}', media_type="application/json")
    return response


async def _endless(body: bytes) -> AsyncIterator[bytes]:
    yield body
    while True:
        yield b" " * 65536
        await asyncio.sleep(0.001)  # a caller that has gone is noticed between two pieces


async def _trickle(body: bytes) -> AsyncIterator[bytes]:
    for byte in body:
        yield bytes([byte])
        await asyncio.sleep(0.25)


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * (16 * MEBIBYTE))
