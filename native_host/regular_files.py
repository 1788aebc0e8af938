"""Reading a file that a configuration or a person names: a pipe that nobody writes into must hold nobody up."""

import os
import stat
from io import BufferedReader

# Why nothing is read, in a person's words.
NOT_REGULAR = "not a regular file"


def open_regular(path: str | os.PathLike[str]) -> BufferedReader:
    """Open a regular file to read its bytes; raise OSError when there is none, or none that may be read."""
    file = open(path, "rb", opener=without_waiting)  # noqa: SIM115  (the caller's to close)
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(NOT_REGULAR)


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """Return what a regular file holds; raise OSError as `open_regular` does."""
    with open_regular(path) as file:
        return file.read()


def without_waiting(path: str, flags: int, mode: int = 0o666) -> int:
    """Open a file; a pipe is open at once, whoever is at its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), mode)
