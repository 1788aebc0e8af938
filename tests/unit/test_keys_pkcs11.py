"""The key in a PKCS#11 token: SoftHSM2, with its own configuration in a directory of the test."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11 import lib as module_of
from pkcs11.exceptions import AttributeSensitive

from native_host.errors import BridgeError
from native_host.keys import incoming, open_signer, pkcs11


def vendor_json(key: rsa.RSAPrivateKey, key_id: str = "k1") -> str:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return json.dumps(
        {
            "type": "service_account",
            "client_email": "bridge@hopital.iam.gserviceaccount.com",
            "private_key_id": key_id,
            "private_key": pem,
            "token_uri": "https://oauth2.googleapis.com/token",
        }
    )


@pytest.fixture(scope="module")
def keys() -> list[rsa.RSAPrivateKey]:
    return [rsa.generate_private_key(65537, 2048) for _ in range(2)]


@pytest.fixture(scope="module")
def softhsm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A token "posos", for the whole module: a process loads SoftHSM2 with one configuration."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "posos", "--pin", "1234", "--so-pin", "5678"],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def options(softhsm: Path, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    return {
        "module": "libsofthsm2.so",
        "token": "posos",
        "label": request.node.name,
        "pin": "1234",
        "account": str(tmp_path / "account.json"),
    }


def table(options: dict[str, Any]) -> dict[str, Any]:
    options = dict(options)
    return {"account": options.pop("account"), "pkcs11": options}


def write_pin(options: dict[str, Any], content: bytes, mode: int = 0o600) -> dict[str, Any]:
    """Return the options with the PIN in a file."""
    file = Path(options["account"]).with_name("pin")
    file.write_bytes(content)
    file.chmod(mode)
    return {**{name: value for name, value in options.items() if name != "pin"}, "pin_file": str(file)}


def store(options: dict[str, Any], document: str) -> None:
    incoming.store(table(options), incoming.read_incoming(document, "test"))


def restart(options: dict[str, Any]) -> None:
    module_of(pkcs11.module_path(options["module"])).reinitialize()


def test_the_token_signs_as_the_key_would(options: dict[str, Any], tmp_path: Path, keys: list[Any]) -> None:
    store(options, vendor_json(keys[0]))
    signer = open_signer(table(options))
    signature = signer.sign(b"header.claims")
    keys[0].public_key().verify(signature, b"header.claims", PKCS1v15(), SHA256())
    assert signer.account.client_email == "bridge@hopital.iam.gserviceaccount.com"
    assert signer.account.key_id == "k1"
    assert signer.account.token_uri == "https://oauth2.googleapis.com/token"


def test_the_key_cannot_leave_the_token_and_no_file_holds_it(
    options: dict[str, Any], tmp_path: Path, keys: list[Any]
) -> None:
    store(options, vendor_json(keys[0]))
    key = pkcs11.open_key(options)
    with pytest.raises(AttributeSensitive):
        key[Attribute.PRIVATE_EXPONENT]
    assert not key[Attribute.EXTRACTABLE]
    assert "private_key" not in json.loads((tmp_path / "account.json").read_text())
    assert (tmp_path / "account.json").stat().st_mode & 0o777 == 0o600


def test_a_new_key_takes_the_place_of_the_old_one(options: dict[str, Any], tmp_path: Path, keys: list[Any]) -> None:
    store(options, vendor_json(keys[0], "k1"))
    store(options, vendor_json(keys[1], "k2"))
    signer = open_signer(table(options))
    keys[1].public_key().verify(signer.sign(b"m"), b"m", PKCS1v15(), SHA256())
    assert signer.account.key_id == "k2"


def test_a_token_that_was_restarted_signs_again(options: dict[str, Any], tmp_path: Path, keys: list[Any]) -> None:
    store(options, vendor_json(keys[0]))
    signer = open_signer(table(options))
    signer.sign(b"m")
    restart(options)
    keys[0].public_key().verify(signer.sign(b"again"), b"again", PKCS1v15(), SHA256())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"pin": "9999"}, "(le code PIN est faux)"),
        ({"token": "other"}, "(aucune carte ni aucun module de ce nom ; la carte est-elle dans son lecteur ?)"),
        ({"label": "other"}, "pkcs11:posos/other (aucune clé de ce nom dans la carte ou le module)"),
        ({"module": "libabsent.so"}, "(« OS exception while loading libabsent.so"),
        ({"pin_env": "NO_PIN"}, "pin_env = NO_PIN (la variable d\u2019environnement n\u2019est pas définie)"),
        ({"pin_file": "/nonexistent/pin"}, "/nonexistent/pin (ce fichier ou ce dossier n\u2019existe pas)"),
    ],
)
def test_what_the_token_refuses_is_told(
    options: dict[str, Any], tmp_path: Path, keys: list[Any], changed: dict[str, str], reason: str
) -> None:
    store(options, vendor_json(keys[0]))
    restart(options)  # a token has one login for a whole process: forget the one that stored the key
    with pytest.raises(BridgeError) as refused:
        open_signer(table({**options, **changed})).sign(b"m")
    assert refused.value.code == "key_unreadable"
    assert reason in refused.value.hint("fr")
    assert "1234" not in refused.value.hint("en")


def test_a_pin_is_read_from_a_file_whatever_editor_wrote_it(options: dict[str, Any], keys: list[Any]) -> None:
    store(options, vendor_json(keys[0]))
    restart(options)
    file = write_pin(options, b"\xef\xbb\xbf1234\r\n")
    keys[0].public_key().verify(open_signer(table(file)).sign(b"m"), b"m", PKCS1v15(), SHA256())


@pytest.mark.parametrize(
    "content", [b"\xff\xfe1\x002\x003\x004\x00", b"1\x002\x003\x004\x00", b"caf\xe9", b"1234\n5678\n", b"\n"]
)
def test_what_cannot_be_a_pin_is_not_tried(options: dict[str, Any], keys: list[Any], content: bytes) -> None:
    store(options, vendor_json(keys[0]))
    with pytest.raises(BridgeError) as refused:
        open_signer(table(write_pin(options, content)))
    assert refused.value.code == "key_unreadable"
    assert "pin (a PIN is one line of UTF-8 text)" in refused.value.hint("en")


def test_a_pin_that_others_can_read_is_refused_as_a_key_is(options: dict[str, Any], keys: list[Any]) -> None:
    store(options, vendor_json(keys[0]))
    with pytest.raises(BridgeError) as refused:
        open_signer(table(write_pin(options, b"1234\n", 0o644)))
    assert refused.value.code == "key_permissions"
    assert "The PIN in " in refused.value.hint("en")
    assert "chmod 600 " in refused.value.hint("fr")


def test_pipes_in_the_place_of_its_files_hold_nobody_up(options: dict[str, Any], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "account.json", 0o600)
    with pytest.raises(BridgeError) as refused:
        open_signer(table(options))
    assert "account.json (not a regular file)" in refused.value.hint("en")
    os.mkfifo(tmp_path / "pin", 0o600)
    with pytest.raises(BridgeError) as refused:
        open_signer(table({**options, "pin_file": str(tmp_path / "pin")}))
    assert "pin (not a regular file)" in refused.value.hint("en")


def test_a_key_that_lies_beside_the_token_is_refused(options: dict[str, Any], tmp_path: Path, keys: list[Any]) -> None:
    (tmp_path / "account.json").write_text(vendor_json(keys[0]))
    with pytest.raises(BridgeError) as refused:
        open_signer(table(options))
    assert refused.value.code == "key_invalid"


def test_a_wrong_pin_is_tried_once_and_does_not_lock_the_card(options: dict[str, Any], keys: list[Any]) -> None:
    store(options, vendor_json(keys[0]))
    restart(options)
    signer = open_signer(table({**options, "pin": "9999"}))
    for _ in range(20):
        with pytest.raises(BridgeError):
            signer.sign(b"m")
    open_signer(table(options)).sign(b"m")
