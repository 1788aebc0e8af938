"""Handing an address to the default browser without showing it to the machine.

A browser is started with the address among its arguments, which every user of the machine can list. So it is given a
loopback address that answers once, to the first of this user's programs to ask, with a redirection, and is gone.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
import time
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from native_host.errors import BridgeError

if TYPE_CHECKING:
    from collections.abc import Iterable

WAIT_S = 30.0
# Linux's table of connections, and what stands in it for one that is open.
CONNECTIONS, OPEN = Path("/proc/net/tcp"), "01"

Address = tuple[str, int]


class Once(HTTPServer):
    """Answers the one secret path, once; who is another user of this machine is not answered."""

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), Redirect)
        self.url: str | None = url
        self.path = f"/{secrets.token_urlsafe(24)}"

    def verify_request(self, _request: object, client_address: Address) -> bool:
        if sys.platform != "linux":
            return True
        owner = owner_of(client_address, ("127.0.0.1", self.server_port), CONNECTIONS.read_text("ascii").splitlines())
        # The system's relays are root's, such as the one between Windows and a Linux that runs in it.
        return owner in {0, os.getuid()}


class Redirect(BaseHTTPRequestHandler):
    server: Once

    def do_GET(self) -> None:
        asked_before, is_right = self.server.url is None, secrets.compare_digest(self.path, self.server.path)
        if asked_before or not is_right:
            self.send_error(404)
            return
        self.send_response(303)
        self.send_header("Location", str(self.server.url))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.url = None

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: a log would hold the path."""


def owner_of(near: Address, far: Address, connections: Iterable[str]) -> int | None:
    """Return the user whose program opened a connection, by the lines of Linux's table; None where it is not there."""
    wanted = [as_linux_writes(near), as_linux_writes(far), OPEN]
    for line in connections:
        _, *ends_and_state, _, _, _, owner = line.split()[:8]
        if ends_and_state == wanted:
            return int(owner)
    return None


def as_linux_writes(address: Address) -> str:
    host, port = address
    return f"{int.from_bytes(socket.inet_aton(host), sys.byteorder):08X}:{port:04X}"


def visit(url: str, wait: float = WAIT_S) -> None:
    """Open an address in the default browser.

    Raises:
        BridgeError: `internal` when there is no browser to start, or none came for the address within `wait` seconds.
    """
    with Once(url) as server:
        # Beside: some browsers, such as one in a terminal, are waited for until they end.
        starting = Starting(f"http://127.0.0.1:{server.server_port}{server.path}")
        starting.start()
        ends = time.monotonic() + wait
        while server.url is not None:
            if starting.refused:
                raise BridgeError("internal", case="no_browser")
            if time.monotonic() > ends:
                raise BridgeError("internal", case="browser_absent")
            server.timeout = 0.2
            server.handle_request()


class Starting(Thread):
    """The start of the default browser; `refused` once the system says that there is none."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._address = address
        self.refused = False

    def run(self) -> None:
        self.refused = not webbrowser.open(self._address)
