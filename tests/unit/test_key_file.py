"""The key as a file: what is refused, and what is never told."""

from __future__ import annotations

import json
import os
import traceback
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from native_host.errors import BridgeError
from native_host.keys import open_signer
from tests.unit.test_assertion import DOCUMENT, KEY, PEM

if TYPE_CHECKING:
    from pathlib import Path

EC = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n"


def write(folder: Path, content: Any, mode: int = 0o600) -> dict[str, str]:
    file = folder / "la clé.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    file.chmod(mode)
    return {"file": str(file)}


def code_of(key: dict[str, str]) -> BridgeError:
    with pytest.raises(BridgeError) as caught:
        open_signer(key).sign(b"message")
    return caught.value


@pytest.mark.parametrize(
    ("mode", "what"),
    [
        (0o640, "peuvent la lire (droits 640)"),
        (0o604, "peuvent la lire ("),
        (0o644, "peuvent la lire ("),
        (0o711, "peuvent l\u2019exécuter ("),
        (0o660, "peuvent la lire et y écrire ("),
        (0o642, "peuvent la lire et y écrire ("),
        (0o602, "peuvent y écrire ("),
        (0o620, "peuvent y écrire ("),
        (0o610, "peuvent l\u2019exécuter ("),
    ],
)
def test_one_that_others_can_reach_is_refused_with_what_they_can_and_the_command(
    tmp_path: Path, mode: int, what: str
) -> None:
    error = code_of(write(tmp_path, DOCUMENT, mode))
    assert error.code == "key_permissions"
    assert f"d\u2019autres {what}" in error.hint("fr")
    assert f"chmod 600 '{tmp_path}/la clé.json'" in error.hint("fr")


def test_one_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    error = code_of({"file": str(tmp_path / "nowhere.json")})
    assert error.code == "key_unreadable"
    assert "nowhere.json" in error.hint("en")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[" * 100_000,
        "[]",
        '"x"',
        {},
        {**DOCUMENT, "type": "authorized_user"},
        {**DOCUMENT, "client_email": ""},
        {**DOCUMENT, "private_key_id": 7},
        {key: value for key, value in DOCUMENT.items() if key != "token_uri"},
        {key: value for key, value in DOCUMENT.items() if key != "private_key"},
        {**DOCUMENT, "private_key": PEM[: len(PEM) // 2]},
        {**DOCUMENT, "private_key": EC},
        {**DOCUMENT, "private_key": None},
    ],
)
def test_one_that_is_no_key_is_invalid(tmp_path: Path, content: Any) -> None:
    assert code_of(write(tmp_path, content)).code == "key_invalid"


def pem_file(key: Any, form: PrivateFormat, encryption: KeySerializationEncryption | None = None) -> str:
    return str(key.private_bytes(Encoding.PEM, form, encryption or NoEncryption()).decode())


PKCS8, PKCS1 = PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL
LINES = PEM.splitlines(keepends=True)
SECRET = BestAvailableEncryption(b"secret")


@pytest.mark.parametrize(
    "pem",
    [
        pem_file(KEY, PKCS8, SECRET),
        pem_file(KEY, PKCS1, SECRET),
        pem_file(ec.generate_private_key(ec.SECP256R1()), PKCS8),
        pem_file(ec.generate_private_key(ec.SECP256R1()), PKCS1),
        pem_file(ed25519.Ed25519PrivateKey.generate(), PKCS8),
        "".join(LINES[:-1]),
        "".join([LINES[0], LINES[1][3:], *LINES[2:]]),
        "".join([LINES[0], "garbage\n", LINES[-1]]),
        "".join([LINES[0], *(line.replace("A", "!") for line in LINES[1:-1]), LINES[-1]]),
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN -----",
    ],
)
def test_what_can_be_seen_to_be_no_key_is_told_before_it_is_used(tmp_path: Path, pem: str) -> None:
    with pytest.raises(BridgeError) as caught:
        open_signer(write(tmp_path, {**DOCUMENT, "private_key": pem}))
    assert caught.value.code == "key_invalid"


@pytest.mark.parametrize("bits", [1024, 2048, 4096])
@pytest.mark.parametrize("form", [PKCS8, PKCS1])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_each_rsa_key_signs(tmp_path: Path, bits: int, form: PrivateFormat, line_end: str) -> None:
    pem = pem_file(rsa.generate_private_key(65537, bits), form).replace("\n", line_end)
    assert len(open_signer(write(tmp_path, {**DOCUMENT, "private_key": pem})).sign(b"message")) == bits // 8


def test_a_pipe_in_its_place_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "key.json", 0o600)
    refused = code_of({"file": str(tmp_path / "key.json")})
    assert refused.code == "key_unreadable"
    assert "not a regular file" in refused.hint("en")


def test_the_environment_may_name_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = {"env": "GOOGLE_APPLICATION_CREDENTIALS"}
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    assert code_of(key).code == "key_unreadable"
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", write(tmp_path, DOCUMENT)["file"])
    assert open_signer(key).account.client_email == DOCUMENT["client_email"]


def test_another_in_its_place_is_noticed(tmp_path: Path) -> None:
    key = write(tmp_path, DOCUMENT)
    signer = open_signer(key)
    assert signer.is_current()
    os.utime(key["file"], (1, 1))
    assert not signer.is_current()


def test_nothing_tells_the_key(tmp_path: Path) -> None:
    signer = open_signer(write(tmp_path, DOCUMENT))
    secret = PEM.splitlines()[3]
    assert secret not in repr(signer)
    error = code_of(write(tmp_path, {**DOCUMENT, "private_key": PEM.replace("-----END", "-----FIN")}))
    assert secret not in "".join(traceback.format_exception(error)) + error.hint("en") + repr(error)
