"""Opening a connection: the name looked up, the proxy asked, TLS made, and each failure told apart."""

import socket
from threading import Thread
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError, reason_of
from native_host.network import proxy as proxies
from native_host.network.connection import Connection, DeadlineReader, interrupt
from native_host.network.operation import Operation
from native_host.network.tls import reason_of_tls, secure

if TYPE_CHECKING:
    from native_host.network.proxy import Proxy


class Route:
    """How this machine reaches other hosts.

    Args:
        proxy: `system`, `none`, or the address of a proxy.
        ca_bundle: path of a PEM file of authorities to trust beside the system's.
        connect_timeout: seconds for one connection.
    """

    def __init__(self, proxy: str = "system", ca_bundle: str | None = None, connect_timeout: float = 3.0) -> None:
        self._proxy, self._ca_bundle, self._connect_timeout = proxy, ca_bundle, connect_timeout

    def dial(self, scheme: str, host: str, port: int, operation: Operation) -> Connection:
        """Open a connection.

        Raises:
            BridgeError: `proxy`, `tls`, `network`, `timeout` or `cancelled`, naming the host that failed.
        """
        named = place(scheme, host, port)
        try:
            sock = self._open(scheme, host, port, operation)
            if scheme == "https":
                sock = secure(sock, host, self._ca_bundle, operation, lambda: self._open(scheme, host, port, operation))
        except BridgeError as error:
            # What failed below is known there by the name that was looked up: a person needs the port as well.
            if error.facts.get("host") == host:
                error.facts["host"] = named
            raise
        return Connection(sock, named)

    def _open(self, scheme: str, host: str, port: int, operation: Operation) -> socket.socket:
        proxy = proxies.choose(self._proxy, scheme, host)
        if not proxy:
            return self._reach(host, port, operation)
        try:
            sock = self._reach(proxy.host, proxy.port, operation)
        except BridgeError as error:
            if error.code == "cancelled":
                raise
            reason = error.facts.get("reason", "no answer")
            raise BridgeError("proxy", proxy=proxy.name, host=host, reason=reason) from None
        try:
            tunnel(sock, proxy, host, port, operation)
        except BaseException:
            sock.close()
            raise
        return sock

    def _reach(self, host: str, port: int, operation: Operation) -> socket.socket:
        limited = Operation(min(self._connect_timeout, operation.remaining(host)))
        failure: OSError | None = None
        addresses = look_up(host, port, operation)
        for left, (family, address) in zip(range(len(addresses), 0, -1), addresses, strict=True):
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(limited.remaining(host) / left)  # one that never answers leaves the others time
                with operation.interrupted_by(lambda sock=sock: interrupt(sock)):  # type: ignore[misc]
                    sock.connect(address)
            except OSError as error:
                sock.close()
                operation.remaining(host)
                failure = error
            except BaseException:
                sock.close()
                raise
            else:
                return sock
        if isinstance(failure, TimeoutError):
            raise BridgeError("timeout", host=host, seconds=self._connect_timeout)
        raise unreachable(host, failure)


def place(scheme: str, host: str, port: int) -> str:
    """Return a host as an address has it: with its port, unless that is the scheme's own."""
    if port == (443 if scheme == "https" else 80):
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def look_up(host: str, port: int, operation: Operation) -> list[tuple[int, Any]]:
    """Find the addresses of a name, giving up when the operation ends: the system's own look-up knows no limit."""
    found: list[tuple[int, Any]] = []
    failed: list[OSError] = []

    def ask(flags: int = 0) -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
            found.extend((answer[0], answer[4]) for answer in answers)
        except OSError as error:
            failed.append(error)
        except UnicodeError:  # not a name that IDNA can write
            failed.append(socket.gaierror())
        operation.wake.set()

    ask(socket.AI_NUMERICHOST)
    if found:
        return found
    failed.clear()
    operation.wake.clear()
    Thread(target=ask, daemon=True, name="look-up").start()
    while not found and not failed:
        operation.wait(operation.remaining(host), host)
        operation.wake.clear()
    if failed:
        raise unreachable(host, failed[0])
    return found


def unreachable(host: str, failure: OSError | None) -> BridgeError:
    if isinstance(failure, socket.gaierror):
        return BridgeError("network", host=host, reason="no such host")
    import ssl

    if isinstance(failure, ssl.SSLError):  # its numbers are not the system's
        return BridgeError("network", host=host, reason=reason_of_tls(failure))
    reason = reason_of(failure) if failure else ""
    return BridgeError("network", host=host, reason=reason or "connection closed")


def tunnel(sock: socket.socket, proxy: "Proxy", host: str, port: int, operation: Operation) -> None:
    """Have the proxy open a way through to `host`.

    Raises:
        BridgeError: `proxy`, with what it said.
    """
    from http.client import HTTPException, HTTPResponse

    reader = DeadlineReader(sock, operation, proxy.name)
    try:
        with operation.interrupted_by(lambda: interrupt(sock)):
            sock.settimeout(operation.remaining(proxy.name))
            sock.sendall(proxies.connect_request(proxy, host, port))
            answer = HTTPResponse(reader, method="CONNECT")  # type: ignore[arg-type]  # it wants makefile() alone
            answer.begin()
    except (OSError, HTTPException, ValueError):
        operation.remaining(proxy.name)
        raise BridgeError("proxy", proxy=proxy.name, host=host, reason="connection closed") from None
    if answer.status != 200:
        why = {"reason": "HTTP {status}", "status": str(answer.status)}
        if answer.status == 407:
            why = proxies.wanted(answer.headers.get_all("Proxy-Authenticate", []))
        raise BridgeError("proxy", proxy=proxy.name, host=host, **why)
