"""Framing: four bytes of length in the machine's order, then so many bytes of UTF-8 JSON.

https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging
"""

import os
import struct
import sys
from io import BufferedReader

from native_host.standard_streams import stand_in_for_missing

LENGTH = struct.Struct("=I")
# Browsers refuse what is longer from a host; the same limit holds the other way.
MAX_SIZE = 1024 * 1024


class TooLarge(Exception):  # noqa: N818  (what was announced, not a failure of this program)
    """A message that was announced over the limit; what follows its announcement is still to be skipped."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def read(stream: BufferedReader) -> bytes | None:
    """Read the next message; None at the end of the stream, also when that cuts a message off.

    Raises:
        TooLarge: the message is over the limit; the stream stands before its `size` bytes.
    """
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(header)
    if size > MAX_SIZE:
        raise TooLarge(size)
    content = stream.read(size)
    return content if len(content) == size else None


def skip(stream: BufferedReader, size: int) -> None:
    """Pass over `size` bytes, or what there is of them."""
    while size > 0 and (part := stream.read(min(size, MAX_SIZE))):
        size -= len(part)


def write(descriptor: int, content: bytes) -> None:
    """Write one message whole."""
    rest = memoryview(LENGTH.pack(len(content)) + content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def take_pipes() -> tuple[BufferedReader, int]:
    """Take standard input and output for messages alone.

    Whatever else prints in this process goes to standard error from now on, and nothing else reads what the browser
    writes; child processes inherit neither.

    Returns:
        The stream to read from, the descriptor to write to.
    """
    nowhere = stand_in_for_missing()
    source, sink = os.dup(0), os.dup(1)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    os.close(nowhere)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (source, sink):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return open(source, "rb"), sink
