"""The key in the system's keyring: Secret Service, macOS Keychain, Windows Credential Manager.

One entry holds the vendor's `.json`, under the service `posos-bridge`. Windows takes no more than 1,280 characters in
an entry, so a longer document lies in several, and the entry itself says which ones: it is written last, so that a
host that reads meanwhile finds the old key or the new one.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError
from native_host.keys.service_account import parse

if TYPE_CHECKING:
    from native_host.keys.service_account import ServiceAccount

SERVICE = "posos-bridge"
PART = 1200
MARK = "posos-bridge parts "


def open_signer(options: Any, directory: str) -> ServiceAccount:
    """Open the key of the entry that `options` names.

    Raises:
        BridgeError: `key_unreadable` when there is no such entry or no keyring, `key_invalid` when it holds no key.
    """
    del directory
    name = str(options)
    return parse(load(name), place(name))


def load(name: str) -> str:
    """Return the document in an entry."""
    head = ask("get_password", name)
    if head is not None and head.startswith(MARK):
        parts = [ask("get_password", part) for part in head.removeprefix(MARK).split()]
        head = None if None in parts else "".join(part or "" for part in parts)
    if head is None:
        raise BridgeError("key_unreadable", where=place(name), reason="no such entry")
    return head


def store(name: str, document: str) -> None:
    """Put a document into an entry, in the place of the one that was there."""
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
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise BridgeError("key_unreadable", where=place(name), reason="pip install posos-bridge[keyring]") from None
    try:
        answer = getattr(keyring, what)(SERVICE, name, *value)
    except keyring.errors.KeyringError as error:
        raise BridgeError("key_unreadable", where=place(name), reason=type(error).__name__) from None
    return None if answer is None else str(answer)


def place(name: str) -> str:
    return f"keyring {SERVICE}/{name}"
