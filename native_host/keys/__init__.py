"""Custody of the service account key: one file per kind, behind one small interface."""

from importlib import import_module
from typing import Any, NamedTuple, Protocol

from native_host.errors import BridgeError

KINDS = ("file", "env", "keyring", "pkcs11")
# Those that need an optional extra of this program, which brings a package of the same name.
EXTRAS = frozenset({"keyring", "pkcs11"})


class Account(NamedTuple):
    """Whose key it is: what an assertion says of it. Nothing secret."""

    client_email: str
    key_id: str
    token_uri: str


class Signer(Protocol):
    """Signs with the service account's key, wherever that is kept."""

    @property
    def account(self) -> Account:
        """Whose key it is."""

    def sign(self, message: bytes) -> bytes:
        """Return the RS256 signature (RFC 7518, 3.3) of `message`.

        Raises:
            BridgeError: `key_unreadable` or `key_invalid`.
        """

    def is_current(self) -> bool:
        """Tell whether the custody still holds the key that this signer has: another may have been put in its place."""


def open_signer(key: dict[str, Any]) -> Signer:
    """Open the custody that the configuration's `key` table names; the private key itself is read when it first signs.

    Args:
        key: the table, its paths absolute: `{"file": path}`, `{"keyring": name}`, `{"pkcs11": {…}, "account": path}`,
            or `{"env": variable}`.

    Raises:
        BridgeError: `key_unreadable`, `key_permissions` or `key_invalid`.
    """
    kind = next(kind for kind in KINDS if kind in key)
    require_extra(kind)
    signer: Signer = import_module(f"native_host.keys.{kind}").open_signer(key)
    return signer


def require_extra(kind: str) -> None:
    """Refuse a custody whose package is not installed, without loading it.

    Raises:
        BridgeError: `key_unreadable`, with what to install.
    """
    if kind in EXTRAS:
        from importlib.util import find_spec

        if not find_spec(kind):
            reason = "the package {extra} is not installed: pip install posos-bridge[{extra}]"
            raise BridgeError("key_unreadable", where=kind, reason=reason, extra=kind)


def read_account(document: Any, where: str) -> Account:
    """Take what is not secret from the vendor's .json.

    Raises:
        BridgeError: `key_invalid`, naming `where` and the field.
    """

    def field(name: str) -> str:
        value = document.get(name)
        if not isinstance(value, str) or not value:
            raise BridgeError("key_invalid", where=where, reason="without {field}", field=name)
        return value

    if not isinstance(document, dict) or document.get("type") != "service_account":
        raise BridgeError("key_invalid", where=where, reason="not a service account's .json")
    return Account(field("client_email"), field("private_key_id"), field("token_uri"))
