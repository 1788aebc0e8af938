"""A vendor's `.json` on its way in: proved to be a key, then put into the configured custody."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError, reason_of
from native_host.keys import KINDS, Account, read_account, require_extra
from native_host.whole_files import write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Incoming:
    """A key in memory, which signs as it will from its custody. Its `repr` holds no part of the key."""

    account: Account
    document: dict[str, Any]
    private_key: RSAPrivateKey

    def sign(self, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return self.private_key.sign(message, PKCS1v15(), SHA256())

    def is_current(self) -> bool:
        return True

    def text(self) -> str:
        return json.dumps(self.document, indent=2) + "\n"

    def __repr__(self) -> str:
        return f"Incoming({self.account!r})"


def read_incoming(text: str | bytes, where: str) -> Incoming:
    """Read the vendor's `.json` and prove that its numbers make a key.

    Raises:
        BridgeError: `key_invalid`, naming `where` and the field, without any part of the key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise BridgeError("key_invalid", where=where, reason="not JSON") from None
    account = read_account(document, where)
    try:
        key = load_pem_private_key(str(document.get("private_key", "")).encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):  # their words may quote the PEM
        raise BridgeError("key_invalid", where=where, reason="private_key is not a PEM key") from None
    if not isinstance(key, RSAPrivateKey):
        raise BridgeError("key_invalid", where=where, reason="private_key is not an RSA key")
    return Incoming(account, document, key)


def store(key: dict[str, Any], incoming: Incoming) -> None:
    """Put a key into the custody that the configuration's `key` table names, in the place of the one that was there.

    Raises:
        BridgeError: when the custody refuses it; the key that was there is then still there.
    """
    kind = next(kind for kind in KINDS if kind in key)
    if kind in {"file", "env"}:
        file = key["file"] if kind == "file" else os.environ.get(key["env"])
        if not file:
            raise BridgeError("key_unreadable", where=key["env"], reason="the environment variable is not set")
        write_privately(Path(file), incoming.text())
    else:
        require_extra(kind)
        import_module(f"native_host.keys.{kind}").store(key, incoming)


def write_privately(file: Path, text: str) -> None:
    """Write a file that its owner alone can read, in one step.

    Raises:
        BridgeError: `key_unreadable` when the system refuses.
    """
    try:
        write_whole(file, text, 0o600)
    except OSError as error:
        raise BridgeError("key_unreadable", where=file, reason=reason_of(error)) from None
