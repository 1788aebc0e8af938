"""The key in a PKCS#11 token (a smart card, an HSM, SoftHSM2): it signs there, and never enters this process."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError, reason_of
from native_host.keys import read_account
from native_host.keys.file import read_private, version
from native_host.regular_files import read_regular

if TYPE_CHECKING:
    from native_host.keys.incoming import Incoming

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

WRONG_PIN = "the PIN is wrong"
# What the library of tokens raises → what that means to a person.
REASONS = {
    "PinIncorrect": WRONG_PIN,
    "PinLocked": "the PIN is locked after too many wrong ones",
    "PinExpired": "the PIN has expired",
    "NoSuchToken": "no token of that name: is the card in its reader?",
    "TokenNotPresent": "no token of that name: is the card in its reader?",
    "DeviceRemoved": "no token of that name: is the card in its reader?",
    "NoSuchKey": "no key of that name in the token",
    "MultipleTokensReturned": "several tokens have that name",
    "MultipleObjectsReturned": "several keys in the token have that name",
    "TokenWriteProtected": "the token is read-only",
    "UserNotLoggedIn": "the token asks for its PIN",
}


def open_signer(key: dict[str, Any]) -> TokenSigner:
    """Open the key that the table describes: `pkcs11` with `module`, `token`, `label` and a PIN, and `account`.

    Raises:
        BridgeError: `key_unreadable` or `key_invalid` for what the configuration names; the token itself is asked when
            it first signs.
    """
    module = module_path(key["pkcs11"]["module"])
    if os.path.dirname(module) and not os.path.exists(module):  # a bare name is the system's to find
        raise BridgeError("key_unreadable", where=module, reason="no such file")
    pin(key["pkcs11"])
    return TokenSigner(key["pkcs11"], key["account"])


class TokenSigner:
    """Signs in a token; the session is opened at the first signature, and again when it was lost."""

    def __init__(self, options: dict[str, Any], account: str) -> None:
        self._options = options
        self._file = Path(account)
        self._key: Any = None
        self._wrong_pin: BridgeError | None = None
        self._lock = Lock()
        try:
            self._version = version(self._file.stat())
            document = json.loads(read_regular(self._file))
        except OSError as error:
            raise BridgeError("key_unreadable", where=account, reason=reason_of(error)) from None
        except (ValueError, RecursionError):
            raise BridgeError("key_invalid", where=account, reason="not JSON") from None
        self.account = read_account(document, account)
        if document.get("private_key"):
            # A key that also lies in a file is not in the token's custody, and nobody would notice.
            raise BridgeError("key_invalid", where=account, reason="it still holds the private_key")

    def sign(self, message: bytes) -> bytes:
        with self._lock:
            if self._key is not None:
                try:
                    return self._sign(message)
                except BridgeError:
                    # The card was taken out and put back, or its service restarted.
                    self._key = None
                    self._key = self._open(anew=True)
            else:
                self._key = self._open()
            return self._sign(message)

    def _open(self, *, anew: bool = False) -> Any:
        if self._wrong_pin:  # a second and a third try would lock the card
            raise self._wrong_pin
        try:
            return open_key(self._options, anew=anew)
        except BridgeError as error:
            self._wrong_pin = error if error.facts["reason"] == WRONG_PIN else None
            raise

    def is_current(self) -> bool:
        try:
            return version(self._file.stat()) == self._version
        except OSError:
            return False

    def _sign(self, message: bytes) -> bytes:
        import pkcs11

        try:
            return bytes(self._key.sign(message, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        except pkcs11.PKCS11Error as error:
            raise refused(self._options, error) from None


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
    import pkcs11

    try:
        library = pkcs11.lib(module_path(options["module"]))
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
    name = type(error).__name__
    return BridgeError("key_unreadable", where=place(options), reason=REASONS.get(name, str(error) or name))


def module_path(module: str) -> str:
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
            where = f"pin_env = {variable}"
            raise BridgeError("key_unreadable", where=where, reason="the environment variable is not set") from None
    if file := options.get("pin_file"):
        return pin_in(file)
    return options.get("pin")


def pin_in(file: str) -> str:
    """Read a PIN: what is surely none is not tried, for a few wrong ones lock a card."""
    content, _ = read_private(file, case="pin")
    try:
        found = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        found = ""
    if not found or not found.isprintable():
        raise BridgeError("key_unreadable", where=file, reason="a PIN is one line of UTF-8 text")
    return found


def place(options: dict[str, Any]) -> str:
    return f"pkcs11:{options['token']}/{options['label']}"


def store(key: dict[str, Any], incoming: Incoming) -> None:
    """Move a key into the token, and write its account without it to where the table says.

    The old key goes when the new one has signed in the token as it does in memory, and not before.

    Raises:
        BridgeError: `key_unreadable` with what the token said.
    """
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.rsa import decode_rsa_private_key

    from native_host.keys.incoming import write_privately

    options = key["pkcs11"]
    label = options["label"]
    der = incoming.private_key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    attributes = {
        **decode_rsa_private_key(der),
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
            if new.sign(b"proof", mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS) != incoming.sign(b"proof"):
                new.destroy()
                raise BridgeError("key_invalid", where=place(options), reason="the token signs otherwise")
            old = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: label}))
            new[Attribute.LABEL] = label
            for handle in old:
                handle.destroy()
    except pkcs11.PKCS11Error as error:
        raise refused(options, error) from None
    public = {name: value for name, value in incoming.document.items() if name != "private_key"}
    write_privately(Path(key["account"]), json.dumps(public, indent=2) + "\n")
