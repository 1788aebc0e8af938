"""Handing an address to the default browser without showing it to the machine.

A browser is started with the address among its arguments, which every user of the machine can list. So it is given a
loopback address that answers once, to the first to ask, with a redirection, and is gone.
"""

from __future__ import annotations

import secrets
import time
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from native_host.errors import BridgeError

WAIT_S = 30.0


class Once(HTTPServer):
    """Answers the one secret path, once."""

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), Redirect)
        self.url: str | None = url
        self.path = f"/{secrets.token_urlsafe(24)}"


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
