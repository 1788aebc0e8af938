"""What the vendor hands to an establishment, a key and a client id, and the configuration made of them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from native_host.whole_files import write_whole

CLIENT_ID = "sandbox.apps.googleusercontent.com"
CLIENT_EMAIL = "hopital@bac-a-sable.iam.gserviceaccount.com"


@dataclass(frozen=True, slots=True)
class Establishment:
    """An establishment that the sandbox knows: where it calls, and the public half of the key it signs with."""

    base_url: str
    token_uri: str
    client_id: str
    client_email: str
    key_id: str
    public_key_pem: bytes


def found(directory: Path, base_url: str) -> Establishment:
    """Write `key.json` and `config.toml` into `directory`, and return what the sandbox has to know of them.

    A key that is there already is kept, so that a host that holds it goes on working after a restart.
    """
    directory.mkdir(parents=True, exist_ok=True)
    key_file = directory / "key.json"
    private_key, key_id = _key_in(key_file) or (new_key(), uuid.uuid4().hex)
    token_uri = f"{base_url}/token"
    write_whole(key_file, json.dumps(_service_account(private_key, key_id, token_uri), indent=2) + "\n", 0o600)
    template = Template((Path(__file__).parent / "config.toml.template").read_text("utf-8"))
    write_whole(directory / "config.toml", template.substitute(base_url=base_url, client_id=CLIENT_ID))
    return Establishment(
        base_url=base_url,
        token_uri=token_uri,
        client_id=CLIENT_ID,
        client_email=CLIENT_EMAIL,
        key_id=key_id,
        public_key_pem=private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    )


def new_key() -> rsa.RSAPrivateKey:
    """Make a key like those that the vendor hands out: RSA, 2048 bits."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _key_in(file: Path) -> tuple[rsa.RSAPrivateKey, str] | None:
    try:
        account = json.loads(file.read_bytes())
        private_key = load_pem_private_key(account["private_key"].encode(), password=None)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return (private_key, account["private_key_id"]) if isinstance(private_key, rsa.RSAPrivateKey) else None


def _service_account(private_key: rsa.RSAPrivateKey, key_id: str, token_uri: str) -> dict[str, Any]:
    return {
        "type": "service_account",
        "project_id": "bac-a-sable",
        "private_key_id": key_id,
        "private_key": private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "client_email": CLIENT_EMAIL,
        "client_id": "100000000000000000000",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": token_uri,
        "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
        "universe_domain": "googleapis.com",
    }
