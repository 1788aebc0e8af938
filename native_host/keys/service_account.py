"""The vendor's `.json`: a Google service account and its RSA key, as a signer."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

PUBLIC_FIELDS = ("client_email", "private_key_id", "token_uri")


class ServiceAccount:
    """A service account whose private key is in this process. Its `repr` holds no part of the key."""

    def __init__(self, client_email: str, key_id: str, token_uri: str, private_key: RSAPrivateKey) -> None:
        self.client_email = client_email
        self.key_id = key_id
        self.token_uri = token_uri
        self._private_key = private_key

    def sign(self, message: bytes) -> bytes:
        """Return the RSASSA-PKCS1-v1_5 SHA-256 signature of a message (the RS256 of RFC 7518)."""
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return self._private_key.sign(message, PKCS1v15(), SHA256())

    def der(self) -> bytes:
        """Return the private key as PKCS#1, for a token to take in."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        return self._private_key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())

    def __repr__(self) -> str:
        return f"ServiceAccount({self.client_email!r}, key_id={self.key_id!r})"


def parse(document: str | bytes, where: str, *, thorough: bool = False) -> ServiceAccount:
    """Read the vendor's `.json`.

    Args:
        document: its text.
        where: how an error names the place that it came from.
        thorough: prove that the key's numbers belong together (40 ms), as when a key comes in.

    Raises:
        BridgeError: `key_invalid`, without any part of the key.
    """
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    fields = account_fields(document, where)
    if not isinstance(fields.get("private_key"), str):
        raise BridgeError("key_invalid", where=where, reason="private_key")
    try:
        key = load_pem_private_key(
            fields["private_key"].encode(), password=None, unsafe_skip_rsa_key_validation=not thorough
        )
    except (ValueError, TypeError):  # their text may quote the PEM
        raise BridgeError("key_invalid", where=where, reason="private_key") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < 2048:
        raise BridgeError("key_invalid", where=where, reason="private_key: RSA ≥ 2048")
    return ServiceAccount(fields["client_email"], fields["private_key_id"], fields["token_uri"], key)


def account_fields(document: str | bytes, where: str) -> dict[str, Any]:
    """Read the fields of a service account's `.json`, private key or not.

    Raises:
        BridgeError: `key_invalid`, with the field at fault.
    """
    try:
        fields = json.loads(document)
    except ValueError:
        raise BridgeError("key_invalid", where=where, reason="JSON") from None
    if not isinstance(fields, dict) or fields.get("type") != "service_account":
        raise BridgeError("key_invalid", where=where, reason="type")
    for name in PUBLIC_FIELDS:
        if not isinstance(fields.get(name), str) or not fields[name]:
            raise BridgeError("key_invalid", where=where, reason=name)
    return fields


def write_privately(file: Path, text: str) -> None:
    """Write a file that its owner alone can read, in one step."""
    draft = file.with_name(f".{file.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
