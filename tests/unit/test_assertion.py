"""The assertion, with google-auth's own as the witness of what it has to say."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from google.oauth2.service_account import IDTokenCredentials

from native_host.keys import open_signer
from native_host.posos.assertion import assertion

if TYPE_CHECKING:
    from pathlib import Path

CLIENT_ID = "20286154155-852pf0ti456nd81ongbiecmjqgag84q3.apps.googleusercontent.com"
KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
DOCUMENT = {
    "type": "service_account",
    "client_email": "hopital@posos.iam.gserviceaccount.com",
    "private_key": PEM,
    "private_key_id": "8c5f",
    "token_uri": "https://oauth2.googleapis.com/token",
}


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(DOCUMENT))
    file.chmod(0o600)
    return file


def decoded(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    claims = jwt.decode(token, KEY.public_key(), ["RS256"], audience=DOCUMENT["token_uri"])
    return jwt.get_unverified_header(token), claims


def test_it_carries_what_the_documented_library_would(key_file: Path) -> None:
    now = time.time()
    header, claims = decoded(assertion(open_signer({"file": str(key_file)}), CLIENT_ID, now))
    witness = IDTokenCredentials.from_service_account_file(key_file, target_audience=CLIENT_ID)  # type: ignore[no-untyped-call]
    their_header, theirs = decoded(witness._make_authorization_grant_assertion().decode())
    assert header == {"alg": "RS256", "typ": "JWT", "kid": "8c5f"} == their_header
    for name in ("iss", "aud", "target_audience"):
        assert claims[name] == theirs[name]
    assert claims["sub"] == claims["iss"]
    assert claims["iat"] == int(now)
    assert abs(claims["iat"] - theirs["iat"]) <= 2
    assert claims["exp"] - claims["iat"] == 3600 >= theirs["exp"] - theirs["iat"]
    assert set(claims) == set(theirs) | {"sub"}
