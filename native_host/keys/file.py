"""The key as the vendor's .json file, readable by its owner alone."""

import json
import os
import stat
from threading import Lock
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError, reason_of
from native_host.keys import Account, read_account
from native_host.regular_files import open_regular

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

MAX_SIZE = 64 * 1024
# By whether its mode lets others read it, and write to it.
WHAT_OTHERS_CAN = {
    (True, True): "others can read it and write to it",
    (True, False): "others can read it",
    (False, True): "others can write to it",
    (False, False): "others can execute it",
}
# The arc of RSA's algorithms, 1.2.840.113549.1.1, as base64 has it in the tenth byte of a PKCS#8 key (RFC 5958).
RSA_IN_PKCS8 = "BgkqhkiG9w0BAQ"


def open_signer(key: dict[str, Any]) -> "FileSigner":
    return FileSigner(key["file"])


class FileSigner:
    """Signs with the key in a file, which is read once and read again when another takes its place."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = Lock()
        document, self._version = read(path)
        self.account: Account = read_account(document, path)
        self._private_key: RSAPrivateKey | bytes = pem_of(document, path)

    def sign(self, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        with self._lock:
            if isinstance(self._private_key, bytes):
                self._private_key = load_private_key(self._private_key, self._path)
            key = self._private_key
        return key.sign(message, PKCS1v15(), SHA256())

    def is_current(self) -> bool:
        try:
            return version(os.stat(self._path)) == self._version
        except OSError:
            return False


def read(path: str) -> tuple[Any, tuple[int, ...]]:
    """Read a key file that nobody but its owner can read; return what it holds, and which version of it that was.

    Raises:
        BridgeError: `key_unreadable`, `key_permissions` or `key_invalid`.
    """
    content, status = read_private(path)
    try:
        return json.loads(content), version(status)
    except (ValueError, RecursionError):
        # `from None`: the refusal of a JSON document quotes it.
        raise BridgeError("key_invalid", where=path, reason="not JSON") from None


def read_private(path: str, **facts: str) -> tuple[bytes, os.stat_result]:
    """Read a file that nobody but its owner can read; `facts` are further ones of its refusal.

    Raises:
        BridgeError: `key_unreadable` or `key_permissions`.
    """
    try:
        with open_regular(path) as file:
            status = os.fstat(file.fileno())
            refuse_if_shared(path, status, **facts)
            return file.read(MAX_SIZE), status
    except OSError as error:
        raise BridgeError("key_unreadable", where=path, reason=reason_of(error)) from None


def refuse_if_shared(path: str, status: os.stat_result, **facts: str) -> None:
    mode = stat.S_IMODE(status.st_mode)
    if os.name == "posix" and mode & 0o077:
        import shlex

        command = f"chmod 600 {shlex.quote(path)}"
        reason = WHAT_OTHERS_CAN[bool(mode & 0o044), bool(mode & 0o022)]
        raise BridgeError("key_permissions", where=path, reason=reason, mode=f"{mode:03o}", command=command, **facts)


def version(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode


def pem_of(document: dict[str, Any], where: str) -> bytes:
    """Take the private key from the vendor's .json, as it stands there.

    Raises:
        BridgeError: `key_invalid`, naming `where`.
    """
    pem = str(document.get("private_key", ""))
    if reason := fault_of(pem):
        raise BridgeError("key_invalid", where=where, reason=reason)
    return pem.encode()


def fault_of(pem: str) -> str | None:
    """Return why a PEM holds no RSA key, as far as that shows without the library that reads it (20 ms)."""
    kind, _, rest = pem.partition("-----BEGIN ")[2].partition("-----")
    body, end, _ = rest.partition(f"-----END {kind}-----")
    if not kind or not end:
        return "private_key is not a PEM key"
    if "ENCRYPTED" in kind or "ENCRYPTED" in body:  # PKCS#8, or OpenSSL's older way
        return "private_key is protected by a passphrase"
    if kind not in ("PRIVATE KEY", "RSA PRIVATE KEY"):
        return "private_key is not an RSA key"
    text = "".join(body.split())
    letters = text.rstrip("=").replace("+", "").replace("/", "")
    if len(text) % 4 or not text.startswith("M") or not letters.isascii() or not letters.isalnum():
        return "private_key is not a PEM key"
    if kind == "PRIVATE KEY" and text[12:26] != RSA_IN_PKCS8:
        return "private_key is not an RSA key"
    return None


def load_private_key(pem: bytes, where: str) -> "RSAPrivateKey":
    """Read an RSA key from PEM.

    Its numbers are not proved to belong together (40 ms at each start): a signature by a damaged key is refused by
    the token endpoint, and `posos-bridge key check` proves them.

    Raises:
        BridgeError: `key_invalid`, naming `where`.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BridgeError("key_invalid", where=where, reason="private_key is not a PEM key") from None
    if not isinstance(key, RSAPrivateKey):
        raise BridgeError("key_invalid", where=where, reason="private_key is not an RSA key")
    return key
