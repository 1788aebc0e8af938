"""Writing a small file whole or not at all: who reads meanwhile finds the old one or the new one."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, text: str, mode: int = 0o666) -> None:
    """Put a file in the place of another, in one step; a failure leaves nothing of the new one.

    Args:
        file: where; its folders are made.
        text: what it holds, written as UTF-8.
        mode: who can read and write it, less what the process's mask takes away.

    Raises:
        OSError: naming `file`.
    """
    draft = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with open(draft, "x", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, mode)) as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None
    finally:
        with suppress(OSError):
            draft.unlink()
