"""The files that this program writes where a configuration says must be none of its others: a key would be lost."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from native_host.places import own_files


def collision(written: Mapping[str, str], read: Sequence[str | None], key: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the first setting that names a file which is another one's, and that file.

    Args:
        written: what is written, by the setting that names it.
        read: files that are read; what is None names none.
        key: the custody's table, which may name some more.
    """
    named = [
        key.get("file"),
        key.get("account"),
        key.get("pkcs11", {}).get("pin_file"),
        os.environ.get(key.get("env", "")),
    ]
    taken = [file for file in (*read, *named, *own_files()) if file]
    for setting, file in written.items():
        for other in (*taken, *(path for name, path in written.items() if name != setting)):
            if is_same(file, other):
                return setting, other
    return None


def is_same(one: str, other: str) -> bool:
    """Tell whether two paths name one file, be it there or not."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
