"""One connection to one host: the way there, and one exchange after another on it."""

import socket
import time
from contextlib import suppress
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, Any, NamedTuple

from native_host.errors import BridgeError
from native_host.network.operation import Operation

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse

MAX_BODY = 1024 * 1024
PART = 16 * 1024
# Cloud load balancers keep an idle connection for ten minutes, many firewalls forget it after five.
MAX_IDLE = 240.0


class Answer(NamedTuple):
    """What came back: never followed, never decoded."""

    status: int
    headers: "HTTPMessage"
    body: bytes

    def __repr__(self) -> str:
        return f"Answer({self.status}, {len(self.body)} bytes)"


class Stale(Exception):  # noqa: N818  (not an error: a kept connection that the other side has let go)
    """The kept connection ended before the first byte of an answer."""


class Connection:
    """A connected socket. Used by one operation at a time."""

    def __init__(self, sock: socket.socket, host: str) -> None:
        self._socket = sock
        self._host = host
        self._reusable = True
        self._rested = False
        self._idle_since = 0.0
        self._awake_since = 0.0

    def exchange(self, request: bytes, operation: Operation) -> Answer:
        """Send one request, headers and body in one packet, and read the answer whole.

        Raises:
            Stale: a kept connection had ended; nothing has been answered.
            BridgeError: `bad_response` (cut off, too large, not HTTP), `timeout`, `cancelled`.
            OSError: the connection failed.
        """
        from http.client import HTTPException

        reader = DeadlineReader(self._socket, operation, self._host)
        try:
            with operation.interrupted_by(lambda: interrupt(self._socket)):
                self._socket.settimeout(operation.remaining(self._host))
                self._socket.sendall(request)
                response = begun(reader)
                while 102 <= response.status < 200:  # the answer proper is still to come (RFC 9110, 15.2)
                    response.fp = None  # type: ignore[assignment]  # else it would close the reader when it goes
                    response = begun(reader)
                with response:
                    # After 101 nothing that follows is HTTP.
                    self._reusable = not response.will_close and response.status >= 200
                    return Answer(response.status, response.headers, self._body(response))
        except BaseException as error:
            self.close()
            operation.remaining(self._host)  # a cancelled or late operation is that, whatever the socket said
            if isinstance(error, TimeoutError):
                raise operation.timeout(self._host) from None
            if self._rested and not reader.received and isinstance(error, OSError | HTTPException):
                raise Stale from None
            if isinstance(error, OSError) and not reader.received:
                raise
            if isinstance(error, OSError | HTTPException | ValueError):
                raise self._bad(shape_of(error), name=type(error).__name__) from None
            raise

    def _body(self, response: "HTTPResponse") -> bytes:
        if response.getheader("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise self._bad("an encoding that was not asked for")
        body = bytearray()
        while (response.length or 0) + len(body) <= MAX_BODY and (part := response.read(PART)):
            body += part
        if (response.length or 0) + len(body) > MAX_BODY:
            raise self._bad("over {most} bytes", most=MAX_BODY)
        if response.length:
            raise self._bad("cut off")
        return bytes(body)

    def _bad(self, shape: str, **facts: object) -> BridgeError:
        return BridgeError("bad_response", host=self._host, shape=shape, **facts)

    def rest(self) -> bool:
        """Note that it waits for its next exchange; tell whether it can have one."""
        self._rested = True
        self._idle_since = time.time()
        self._awake_since = self._idle_since - time.monotonic()
        return self._reusable

    def alive(self) -> bool:
        """Tell whether it may still work: not long idle, not slept over, not ended by the other side."""
        now = time.time()
        # The monotonic clock stands still while the machine sleeps.
        asleep = now - time.monotonic() - self._awake_since
        if abs(asleep) > 5 or now - self._idle_since > MAX_IDLE:
            return False
        self._socket.settimeout(0)
        try:
            self._socket.recv(1)
        except OSError as error:
            return isinstance(error, BlockingIOError) or type(error).__name__ == "SSLWantReadError"
        return False  # an end, or what nobody asked for

    def close(self) -> None:
        self._socket.close()


def interrupt(sock: socket.socket) -> None:
    """Wake the thread that waits on `sock`, from another one."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not TLS's own: it would change the object under the reader


class DeadlineReader(RawIOBase):
    """Reads a socket for `http.client`, each time with what is left of the operation's time."""

    def __init__(self, sock: socket.socket, operation: Operation, host: str) -> None:
        self._socket, self._operation, self._host = sock, operation, host
        self.received = 0
        self.is_at_end = False
        self._buffered: BufferedReader = BufferedReader(self, 16 * 1024)

    def makefile(self, _mode: str) -> BufferedReader:
        return self._buffered

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(self._operation.remaining(self._host))
        count = self._socket.recv_into(buffer)
        self.received += count
        self.is_at_end = count == 0
        return count


def begun(reader: DeadlineReader) -> "HTTPResponse":
    """Read the head of an answer, whole: `http.client` takes a connection's end for the head's."""
    from http.client import HTTPResponse, IncompleteRead

    response = HTTPResponse(reader)  # type: ignore[arg-type]  # all it wants of a socket is makefile()
    response.begin()
    if reader.is_at_end:
        raise IncompleteRead(b"")
    return response


def shape_of(error: BaseException) -> str:
    """Describe an answer that could not be read, without what it held."""
    cut = ("IncompleteRead", "RemoteDisconnected", "ConnectionResetError")
    return "cut off" if type(error).__name__ in cut else "not HTTP (“{name}”)"
