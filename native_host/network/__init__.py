"""HTTP to a few hosts: kept connections, one deadline per operation, nothing followed and nothing decoded."""

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING

from native_host.network.connection import MAX_BODY, Answer, Connection, Stale
from native_host.network.dial import Route, unreachable
from native_host.network.operation import Operation

if TYPE_CHECKING:
    from urllib.parse import SplitResult

__all__ = ["MAX_BODY", "Answer", "Operation", "Route", "Transport"]

# A click at a time is the rule, a ward round's worth the exception.
MAX_KEPT = 8


class Transport:
    """Sends requests and keeps the connections for the next ones. Safe to share between threads."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._kept: dict[str, list[Connection]] = {}
        self._lock = Lock()

    def post(self, url: str, headers: Mapping[str, str], body: bytes, operation: Operation) -> Answer:
        """Send one POST and return the answer, whatever its status.

        Raises:
            BridgeError: `network`, `tls`, `proxy`, `timeout`, `cancelled` or `bad_response`.
        """
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        request = write_post(parts, headers, body)
        origin = f"{parts.scheme}://{parts.netloc}"
        while connection := self._take(origin):
            try:
                return self._exchange(connection, origin, request, operation)
            except Stale:
                continue  # the other side had let it go: no failure, there is a new one to be had
        return self._exchange(self._dial(parts, operation), origin, request, operation)

    def open(self, url: str, operation: Operation) -> None:
        """Have a connection ready for the next request to `url`'s host."""
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        self._keep(origin, self._take(origin) or self._dial(parts, operation))

    def close(self) -> None:
        """Close the kept connections."""
        with self._lock:
            kept, self._kept = self._kept, {}
        for connections in kept.values():
            for connection in connections:
                connection.close()

    def _exchange(self, connection: Connection, origin: str, request: bytes, operation: Operation) -> Answer:
        host = origin.partition("://")[2]
        operation.unconnected = None
        try:
            answer = connection.exchange(request, operation)
        except OSError as error:
            raise unreachable(host, error) from None
        self._keep(origin, connection)
        return answer

    def _dial(self, parts: "SplitResult", operation: Operation) -> Connection:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return self._route.dial(parts.scheme, parts.hostname or "", port, operation)

    def _take(self, origin: str) -> Connection | None:
        while True:
            with self._lock:
                connections = self._kept.get(origin)
                if not connections:
                    return None
                connection = connections.pop()
            if connection.alive():
                return connection
            connection.close()

    def _keep(self, origin: str, connection: Connection) -> None:
        if connection.rest():
            with self._lock:
                connections = self._kept.setdefault(origin, [])
                if len(connections) < MAX_KEPT:
                    connections.append(connection)
                    return
        connection.close()


def write_post(parts: "SplitResult", headers: Mapping[str, str], body: bytes) -> bytes:
    """Write a request as one run of bytes: two packets would wait 40 ms for each other (Nagle, delayed ACK)."""
    lines = [
        f"POST {parts.path or '/'} HTTP/1.1",
        f"Host: {parts.netloc}",
        "Accept: application/json",
        "Accept-Encoding: identity",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + body
