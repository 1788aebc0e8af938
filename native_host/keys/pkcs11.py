"""The key in a PKCS#11 token (a smart card, an HSM, SoftHSM2): it signs there, and never enters this process."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Lock
from typing import Any

from native_host.errors import BridgeError
from native_host.keys.service_account import account_fields, parse, write_privately

# Where packages put the libraries, for a `module` that is a bare name such as "libsofthsm2.so".
LIBRARY_FOLDERS = (
    "/usr/lib/softhsm",
    "/usr/lib/x86_64-linux-gnu/softhsm",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib/pkcs11",
    "/usr/lib64/pkcs11",
    "/usr/lib64",
    "/usr/lib",
    "/usr/local/lib",
    "/opt/homebrew/lib",
    "/Library/OpenSC/lib",
)


class Token:
    """A service account whose key is in a token; the session is opened at the first signature and again when lost."""

    def __init__(self, client_email: str, key_id: str, token_uri: str, options: dict[str, Any]) -> None:
        self.client_email = client_email
        self.key_id = key_id
        self.token_uri = token_uri
        self._options = options
        self._key: Any = None
        self._lock = Lock()

    def sign(self, message: bytes) -> bytes:
        """Return the RSASSA-PKCS1-v1_5 SHA-256 signature of a message (the RS256 of RFC 7518).

        Raises:
            BridgeError: `key_unreadable` with what the token said.
        """
        with self._lock:
            if self._key is not None:
                try:
                    return self._sign(message)
                except BridgeError:
                    # The card was taken out and put back, or its service restarted.
                    self._key = open_key(self._options, anew=True)
            else:
                self._key = open_key(self._options)
            return self._sign(message)

    def _sign(self, message: bytes) -> bytes:
        import pkcs11

        try:
            return bytes(self._key.sign(message, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        except pkcs11.PKCS11Error as error:
            raise refused(self._options, error) from None

    def __repr__(self) -> str:
        return f"Token({self.client_email!r}, key_id={self.key_id!r})"


def open_signer(options: dict[str, Any], directory: str) -> Token:
    """Open the key that `options` describe: `module`, `token`, `label`, a PIN, and `account`.

    Args:
        options: `account` is the vendor's `.json` without its private key, as a path relative to `directory`.
        directory: that of the configuration file.

    Raises:
        BridgeError: `key_unreadable` for the library, the token or the PIN; `key_invalid` for the account.
    """
    account = Path(directory, options["account"])
    try:
        fields = account_fields(account.read_bytes(), str(account))
    except OSError as error:
        raise BridgeError("key_unreadable", where=account, reason=error.strerror) from None
    if fields.get("private_key"):
        # A key that also lies in a file is not in the token's custody: nobody would notice otherwise.
        raise BridgeError("key_invalid", where=account, reason="private_key: posos-bridge key import")
    return Token(fields["client_email"], fields["private_key_id"], fields["token_uri"], options)


def open_key(options: dict[str, Any], *, anew: bool = False) -> Any:
    """Open a session and return the handle of the private key; `anew` forgets what the library knew of its tokens."""
    import pkcs11

    try:
        return open_session(options, anew=anew).get_key(
            object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=options["label"]
        )
    except pkcs11.PKCS11Error as error:
        raise refused(options, error) from None


def open_session(options: dict[str, Any], *, anew: bool = False, writable: bool = False) -> Any:
    try:
        import pkcs11
    except ImportError:
        raise BridgeError("key_unreadable", where=place(options), reason="pip install posos-bridge[pkcs11]") from None
    try:
        library = pkcs11.lib(library_path(options["module"]))
        if anew:
            library.reinitialize()
        token = library.get_token(token_label=options["token"])
        try:
            return token.open(user_pin=pin(options), rw=writable)
        except pkcs11.UserAlreadyLoggedIn:  # by another session of this process: a token has one login for all
            return token.open(rw=writable)
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise refused(options, error) from None


def refused(options: dict[str, Any], error: Exception) -> BridgeError:
    return BridgeError("key_unreadable", where=place(options), reason=str(error) or type(error).__name__)


def library_path(module: str) -> str:
    """Return the path of the token's library, searching the usual folders for a bare name."""
    if os.sep in module or (os.altsep and os.altsep in module):
        return module
    return next((str(Path(folder, module)) for folder in LIBRARY_FOLDERS if Path(folder, module).exists()), module)


def pin(options: dict[str, Any]) -> str | None:
    """Return the PIN from where the configuration says; None for a reader with its own keypad."""
    if variable := options.get("pin_env"):
        try:
            return os.environ[variable]
        except KeyError:
            raise BridgeError("key_unreadable", where=place(options), reason=f"pin_env: {variable}") from None
    if file := options.get("pin_file"):
        try:
            return Path(file).read_text("utf-8").strip()
        except OSError as error:
            raise BridgeError("key_unreadable", where=file, reason=error.strerror) from None
    return options.get("pin")


def place(options: dict[str, Any]) -> str:
    return f"pkcs11 {options['token']}/{options['label']}"


def store(options: dict[str, Any], document: str, directory: str) -> None:
    """Move a vendor's `.json` into the token, and write the account without its key beside the configuration.

    The old key goes when the new one has signed in the token as it does in memory, and not before.

    Raises:
        BridgeError: `key_invalid` for the document, `key_unreadable` with what the token said.
    """
    import pkcs11
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.rsa import decode_rsa_private_key

    in_memory = parse(document, place(options), thorough=True)
    label = options["label"]
    attributes = {
        **decode_rsa_private_key(in_memory.der()),
        Attribute.LABEL: f"{label} (new)",
        Attribute.TOKEN: True,
        Attribute.PRIVATE: True,
        Attribute.SENSITIVE: True,
        Attribute.EXTRACTABLE: False,
        Attribute.SIGN: True,
        Attribute.DECRYPT: False,
        Attribute.UNWRAP: False,
    }
    try:
        with open_session(options, writable=True) as session:
            new = session.create_object(attributes)
            if new.sign(b"proof", mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS) != in_memory.sign(b"proof"):
                new.destroy()
                raise BridgeError("key_invalid", where=place(options), reason="RS256")
            old = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: label}))
            new[Attribute.LABEL] = label
            for key in old:
                key.destroy()
    except pkcs11.PKCS11Error as error:
        raise refused(options, error) from None
    public = {name: value for name, value in json.loads(document).items() if name != "private_key"}
    write_privately(Path(directory, options["account"]), json.dumps(public, indent=2) + "\n")
