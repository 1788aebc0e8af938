"""Reading a file that a configuration or a person names: a pipe that nobody writes into must hold nobody up."""

import os
import stat

# Why nothing is read, in a person's words.
NOT_REGULAR = "not a regular file"


def read_regular(path: str | os.PathLike[str], most: int = -1) -> bytes:
    """Return what a regular file holds, its first `most` bytes at most; raise OSError when it cannot be read."""
    with open(path, "rb", opener=without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(NOT_REGULAR)
        return file.read(most)


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe is open at once, whoever writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
