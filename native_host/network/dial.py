"""Opening a connection: the name looked up, the proxy asked, TLS made, and each failure told apart."""

import socket
from threading import Thread
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError, reason_of
from native_host.network import proxy as proxies
from native_host.network.connection import Connection, DeadlineReader, interrupt
from native_host.network.operation import Connecting, Operation
from native_host.network.tls import reason_of_tls, secure

if TYPE_CHECKING:
    from native_host.network.proxy import Proxy


class Route:
    """How this machine reaches other hosts.

    Args:
        proxy: `system`, `none`, or the address of a proxy.
        ca_bundle: path of a PEM file of authorities to trust beside the system's.
        connect_timeout: seconds for one connection, a proxy's part in it and TLS included; not for looking its name up.
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
            sock, connecting = self._open(scheme, host, port, operation)
            if scheme == "https":
                again = lambda: self._open(scheme, host, port, operation)[0]  # noqa: E731
                sock = secure(sock, host, self._ca_bundle, connecting, again)
        except BridgeError as error:
            # What failed below is known there by the name that was looked up: a person needs the port as well.
            if error.facts.get("host") == host:
                error.facts["host"] = named
            raise
        return Connection(sock, named)

    def _open(self, scheme: str, host: str, port: int, operation: Operation) -> tuple[socket.socket, Connecting]:
        """Connect, through a proxy where there is one; also return what is left of the connection's time."""
        proxy = proxies.choose(self._proxy, scheme, host)
        if not proxy:
            addresses = look_up(host, port, operation)
            connecting = Connecting(operation, self._connect_timeout)
            return reach(host, addresses, connecting), connecting
        try:
            addresses = look_up(proxy.host, proxy.port, operation)
            connecting = Connecting(operation, self._connect_timeout)
            sock = reach(proxy.host, addresses, connecting)
        except BridgeError as error:
            if error.code == "cancelled":
                raise
            facts = {"reason": "no answer", **error.facts, "proxy": proxy.name, "host": host}
            raise BridgeError("proxy", **facts) from None
        try:
            tunnel(sock, proxy, host, port, connecting)
        except BaseException:
            sock.close()
            raise
        return sock, connecting


def reach(host: str, addresses: list[tuple[int, Any]], connecting: Connecting) -> socket.socket:
    """Connect to the first of a host's addresses that answers."""
    failure: OSError | None = None
    for left, (family, address) in zip(range(len(addresses), 0, -1), addresses, strict=True):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(connecting.remaining(host) / left)  # one that never answers leaves the others time
            with connecting.interrupted_by(lambda sock=sock: interrupt(sock)):  # type: ignore[misc]
                sock.connect(address)
        except OSError as error:
            sock.close()
            connecting.remaining(host)
            failure = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    if isinstance(failure, TimeoutError):
        raise connecting.timeout(host)
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
        # In TLS 1.3 a server says only after the handshake that it wants a certificate of its client.
        refused = {"code": "tls", "case": "handshake"} if "ALERT" in (failure.reason or "") else {"code": "network"}
        return BridgeError(refused.pop("code"), host=host, reason=reason_of_tls(failure), **refused)
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
    except TimeoutError:
        operation.remaining(proxy.name)
        raise operation.timeout(proxy.name) from None
    except (OSError, HTTPException, ValueError):
        operation.remaining(proxy.name)
        raise BridgeError("proxy", proxy=proxy.name, host=host, reason="connection closed") from None
    if answer.status != 200:
        why = {"reason": "HTTP {status}", "status": str(answer.status)}
        if answer.status == 407:
            why = proxies.wanted(answer.headers.get_all("Proxy-Authenticate", []))
        raise BridgeError("proxy", proxy=proxy.name, host=host, **why)
