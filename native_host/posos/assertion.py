"""The signed assertion that is exchanged for an identity token (RFC 7523, Google's service account flow for OIDC)."""

import json
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from native_host.keys import Signer

LIFETIME_S = 3600


def assertion(signer: "Signer", audience: str, now: float) -> str:
    """Write and sign an assertion.

    Args:
        signer: the service account's key.
        audience: the OAuth client id that the identity token is for.
        now: seconds since the epoch.

    Returns:
        A JWT in compact form (RFC 7515), signed RS256, valid for an hour.
    """
    account, issued = signer.account, int(now)
    header = {"alg": "RS256", "typ": "JWT", "kid": account.key_id}
    claims = {
        "iss": account.client_email,
        "sub": account.client_email,
        "aud": account.token_uri,
        "target_audience": audience,
        "iat": issued,
        "exp": issued + LIFETIME_S,
    }
    signed = f"{_part(header)}.{_part(claims)}"
    return f"{signed}.{_base64url(signer.sign(signed.encode()))}"


def _part(value: object) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
