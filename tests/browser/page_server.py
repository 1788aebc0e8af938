"""A server on loopback for pages of tests."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def serve_pages(folder: Path, layout: Path | None = None) -> Iterator[str]:
    """Serve `folder`'s pages, `/name` for `name.html`, set into `layout` where it says `{page}`; yields the address."""

    class Pages(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = folder / f"{self.path.split('?')[0].strip('/')}.html"
            body = page.read_bytes() if page.is_file() else b""
            if layout:
                body = layout.read_bytes().replace(b"{page}", body)
            self.send_response(200 if page.is_file() else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
