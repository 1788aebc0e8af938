"""What stands between a hospital's workstation and Posos: a TLS server, and proxies of each kind."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
from abc import ABC, abstractmethod
from threading import Thread
from typing import Self

import trustme

NAME = "partner-connect.hopital.test"


class Server(ABC):
    """Listens on loopback and gives each connection to a thread."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connections = 0
        Thread(target=self._accept, daemon=True).start()

    @abstractmethod
    def serve(self, client: socket.socket) -> None:
        """Do with one connection what this server is there for."""

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                self.connections += 1
                Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            self.serve(client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


class Silent(Server):
    """Takes connections and says nothing on them."""

    def serve(self, client: socket.socket) -> None:
        while client.recv(4096):
            pass


class Alerting(Server):
    """Answers a TLS handshake with the alert `handshake_failure` (RFC 8446, 6)."""

    def serve(self, client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(b"\x15\x03\x03\x00\x02\x02\x28")


class Deaf:
    """Holds a port to which no connection can be made: its queue is full, and nobody takes from it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.port: int = self._socket.getsockname()[1]
        self._waiting = []
        for _ in range(4):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", self.port))
            self._waiting.append(client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sock in (*self._waiting, self._socket):
            sock.close()


class TLSServer(Server):
    """Ends TLS in front of a plain server; the first `silent` connections meet nobody.

    Args:
        ca: the authority that issued its certificate.
        behind: the port of the plain server.
        name: whose certificate it is.
        silent: how many connections meet nobody.
        asks: the TLS version up to which it speaks, and asks for a certificate of its client.
    """

    def __init__(
        self, ca: trustme.CA, behind: int, name: str = NAME, silent: int = 0, asks: ssl.TLSVersion | None = None
    ) -> None:
        self._context = server_context(ca, name)
        if asks:
            self._context.maximum_version, self._context.verify_mode = asks, ssl.CERT_REQUIRED
        self._behind = behind
        self._silent = silent
        super().__init__()

    def serve(self, client: socket.socket) -> None:
        if self._silent:
            self._silent -= 1
            while client.recv(4096):
                pass
            return
        with client.dup() as plain:
            try:
                secure = self._context.wrap_socket(client, server_side=True)
            except ssl.SSLError:
                while plain.recv(4096):  # to close on what was not read would take the alert back
                    pass
                return
        with secure, socket.create_connection(("127.0.0.1", self._behind)) as server:
            join(secure, server)


class Proxy(Server):
    """Opens tunnels by CONNECT; the hospital's names are known to it alone.

    Args:
        names: where a name leads, by port on loopback.
        authorization: the Proxy-Authorization that it asks for.
        status: what it answers instead of opening a tunnel.
        resigned_by: the authority with which it re-signs the TLS that passes through it.
        trusted: the authority that it trusts on the other side, then.
    """

    def __init__(
        self,
        names: dict[str, int],
        *,
        authorization: str | None = None,
        status: str | None = None,
        resigned_by: trustme.CA | None = None,
        trusted: trustme.CA | None = None,
    ) -> None:
        self._names, self._authorization, self._status = names, authorization, status
        self._resigning = server_context(resigned_by, NAME) if resigned_by else None
        self._outside = ssl.create_default_context()
        if trusted:
            trusted.configure_trust(self._outside)
        self.asked: list[str] = []
        self.tunnels: list[socket.socket] = []
        super().__init__()

    def serve(self, client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            part = client.recv(4096)
            if not part:
                return
            head += part
        lines = head.decode().split("\r\n")
        host, _, port = lines[0].split()[1].rpartition(":")
        self.asked.append(host)
        status = self._status
        if self._authorization and f"Proxy-Authorization: {self._authorization}" not in lines:
            status = "407 Proxy Authentication Required"
        if status:
            client.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
            return
        with socket.create_connection(("127.0.0.1", self._names.get(host, int(port)))) as server:
            self.tunnels.append(server)
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            if self._resigning and host == NAME:
                inside = self._resigning.wrap_socket(client, server_side=True)
                join(inside, self._outside.wrap_socket(server, server_hostname=NAME))
            else:
                join(client, server)


def server_context(ca: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert(name).configure_cert(context)
    return context


def join(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until one end is done; in one thread, because TLS must not be read and written at once."""
    with contextlib.suppress(OSError, ValueError):
        while True:
            for source, target in ((one, other), (other, one)):
                while (part := what_came(source)) is not None:
                    if not part:
                        return
                    target.sendall(part)
            select.select([one, other], [], [])


def what_came(source: socket.socket) -> bytes | None:
    """Read without waiting; None where nothing has come, or no whole record of TLS."""
    source.settimeout(0)
    try:
        return source.recv(65536)
    except (BlockingIOError, ssl.SSLWantReadError):
        return None
    finally:
        source.settimeout(None)
