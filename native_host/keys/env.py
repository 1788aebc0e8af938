"""The key as the file that an environment variable names, as the vendor's own examples do."""

import os
from typing import Any

from native_host.errors import BridgeError
from native_host.keys.file import FileSigner


def open_signer(key: dict[str, Any]) -> FileSigner:
    variable = key["env"]
    path = os.environ.get(variable)
    if not path:
        raise BridgeError("key_unreadable", where=variable, reason="the environment variable is not set")
    return FileSigner(path)
