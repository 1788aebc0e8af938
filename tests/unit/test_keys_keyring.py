"""The key in the system's keyring, with a backend of the keyring library that keeps its entries in memory.

Like Windows's, it takes no entry over 2,560 bytes of UTF-16.
"""

import json
import sys
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from native_host.errors import BridgeError
from native_host.keys import incoming, open_signer


class Narrow(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.failure:
            raise self.failure
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise keyring.errors.PasswordSetError("too long")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def backend() -> Iterator[Narrow]:
    before = keyring.get_keyring()
    narrow = Narrow()
    keyring.set_keyring(narrow)
    yield narrow
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def keys() -> list[rsa.RSAPrivateKey]:
    return [rsa.generate_private_key(65537, 2048) for _ in range(2)]


def vendor_json(key: rsa.RSAPrivateKey) -> str:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return json.dumps(
        {
            "type": "service_account",
            "client_email": "bridge@hopital.iam.gserviceaccount.com",
            "private_key_id": "k1",
            "private_key": pem,
            "token_uri": "https://oauth2.googleapis.com/token",
        }
    )


def store(key: rsa.RSAPrivateKey) -> None:
    incoming.store({"keyring": "preprod"}, incoming.read_incoming(vendor_json(key), "test"))


@pytest.mark.parametrize(
    ("failure", "advice"),
    [
        (keyring.errors.NoKeyringError("no backend"), "installez-en un, comme GNOME Keyring"),
        (keyring.errors.KeyringLocked("locked"), "déverrouillez-le"),
        (keyring.errors.InitError("closed"), "ne s\u2019est pas ouvert"),
    ],
)
def test_a_keyring_that_does_not_answer_is_told_with_what_to_do(
    backend: Narrow, failure: Exception, advice: str
) -> None:
    backend.failure = failure
    with pytest.raises(BridgeError) as refused:
        open_signer({"keyring": "preprod"})
    assert refused.value.code == "key_unreadable"
    assert advice in refused.value.hint("fr")
    assert type(failure).__name__ not in refused.value.hint("en")


def test_without_the_library_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(BridgeError) as refused:
        open_signer({"keyring": "preprod"})
    assert "n\u2019est pas installé : pip install posos-bridge[keyring]" in refused.value.hint("fr")


def test_a_stored_key_signs(backend: Narrow, keys: list[rsa.RSAPrivateKey]) -> None:
    store(keys[0])
    signer = open_signer({"keyring": "preprod"})
    keys[0].public_key().verify(signer.sign(b"m"), b"m", PKCS1v15(), SHA256())
    assert signer.account.key_id == "k1"
    assert "PRIVATE" not in repr(signer)


def test_a_new_key_leaves_nothing_of_the_old_one(backend: Narrow, keys: list[rsa.RSAPrivateKey]) -> None:
    store(keys[0])
    entries = len(backend.entries)
    store(keys[1])
    assert len(backend.entries) == entries
    keys[1].public_key().verify(open_signer({"keyring": "preprod"}).sign(b"m"), b"m", PKCS1v15(), SHA256())


def test_a_store_that_is_cut_off_leaves_the_old_key(
    backend: Narrow, keys: list[rsa.RSAPrivateKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(keys[0])
    written = iter(range(1))

    def cut_off(service: str, username: str, password: str) -> None:
        if next(written, None) is None:
            raise keyring.errors.PasswordSetError
        backend.entries[service, username] = password

    monkeypatch.setattr(backend, "set_password", cut_off)
    with pytest.raises(BridgeError):
        store(keys[1])
    keys[0].public_key().verify(open_signer({"keyring": "preprod"}).sign(b"m"), b"m", PKCS1v15(), SHA256())


def test_an_entry_that_an_administrator_pasted_whole_is_read(backend: Narrow, keys: list[rsa.RSAPrivateKey]) -> None:
    backend.entries["posos-bridge", "preprod"] = vendor_json(keys[0])
    assert open_signer({"keyring": "preprod"}).account.key_id == "k1"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (None, "key_unreadable"),
        ("no JSON", "key_invalid"),
        ("{}", "key_invalid"),
        ("posos-bridge parts a b", "key_unreadable"),
    ],
)
def test_what_is_no_key_is_told(backend: Narrow, entry: str | None, code: str) -> None:
    if entry is not None:
        backend.entries["posos-bridge", "preprod"] = entry
    with pytest.raises(BridgeError) as refused:
        open_signer({"keyring": "preprod"})
    assert refused.value.code == code
    assert "preprod" in refused.value.hint("en")
