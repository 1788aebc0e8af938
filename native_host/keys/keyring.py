"""The key in the system's keyring: Secret Service, macOS Keychain, Windows Credential Manager.

One entry holds the vendor's `.json`, under the service `posos-bridge`. Windows takes no more than 1,280 characters in
an entry, so a longer document lies in several, and the entry itself says which ones: it is written last, so that a
host that reads meanwhile finds the old key or the new one.
"""

from __future__ import annotations

import json
import time
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError
from native_host.keys import read_account
from native_host.keys.file import pem_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from native_host.keys.incoming import Incoming

SERVICE = "posos-bridge"
# What the keyring's library raises → what that means to a person.
REASONS = {
    "NoKeyringError": "no keyring service on this computer: install one, such as GNOME Keyring or KWallet",
    "KeyringLocked": "the keyring is locked: unlock it",
    "InitError": "the keyring did not open",
    "PasswordSetError": "the keyring did not take the key",
}
PART = 1200
MARK = "posos-bridge parts "
# A look at the keyring is an exchange with another process: a new key is noticed within so many seconds.
LOOK_EVERY_S = 30.0


def open_signer(key: dict[str, Any]) -> KeyringSigner:
    """Open the key of the entry that the table names.

    Raises:
        BridgeError: `key_unreadable` when there is no such entry or no keyring, `key_invalid` when it holds no key.
    """
    return KeyringSigner(key["keyring"])


class KeyringSigner:
    """Signs with the key of a keyring's entry."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        text = load(name)
        self._digest = sha256(text.encode()).digest()
        self._looked = time.monotonic()
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise BridgeError("key_invalid", where=place(name), reason="not JSON") from None
        self.account = read_account(document, place(name))
        self._private_key: RSAPrivateKey | bytes = pem_of(document, place(name))

    def sign(self, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        from native_host.keys.file import load_private_key

        with self._lock:
            if isinstance(self._private_key, bytes):
                self._private_key = load_private_key(self._private_key, place(self._name))
            key = self._private_key
        return key.sign(message, PKCS1v15(), SHA256())

    def is_current(self) -> bool:
        if time.monotonic() - self._looked < LOOK_EVERY_S:
            return True
        self._looked = time.monotonic()
        try:
            return sha256(load(self._name).encode()).digest() == self._digest
        except BridgeError:
            return False


def load(name: str) -> str:
    """Return the document in an entry."""
    head = ask("get_password", name)
    if head is not None and head.startswith(MARK):
        parts = [ask("get_password", part) for part in head.removeprefix(MARK).split()]
        head = None if None in parts else "".join(part or "" for part in parts)
    if head is None:
        raise BridgeError("key_unreadable", where=place(name), reason="no such entry")
    return head


def store(key: dict[str, Any], incoming: Incoming) -> None:
    """Put a key into the entry that the table names, in the place of the one that was there."""
    name, document = key["keyring"], incoming.text()
    before = ask("get_password", name)
    pieces = [document[start : start + PART] for start in range(0, len(document), PART)]
    if len(pieces) == 1:
        ask("set_password", name, document)
        parts = []
    else:
        generation = sha256(document.encode()).hexdigest()[:12]
        parts = [f"{name}.{generation}.{number}" for number in range(len(pieces))]
        for part, piece in zip(parts, pieces, strict=True):
            ask("set_password", part, piece)
        ask("set_password", name, MARK + " ".join(parts))
    if before is not None and before.startswith(MARK):
        for part in before.removeprefix(MARK).split():
            if part not in parts:
                ask("delete_password", part)


def ask(what: str, name: str, *value: str) -> str | None:
    """Ask the keyring; its refusals become errors that hold no secret."""
    import keyring

    try:
        answer = getattr(keyring, what)(SERVICE, name, *value)
    except Exception as error:  # noqa: BLE001  (each system's store raises what its own libraries raise)
        reason = REASONS.get(type(error).__name__, type(error).__name__)
        raise BridgeError("key_unreadable", where=place(name), reason=reason) from None
    return None if answer is None else str(answer)


def place(name: str) -> str:
    return f"keyring:{SERVICE}/{name}"
