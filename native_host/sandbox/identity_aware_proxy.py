"""Google's Identity-Aware Proxy, which stands before partner-connect and asks for an identity token.

Source: Google, "Programmatic authentication" of Identity-Aware Proxy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt

from native_host.sandbox.token_endpoint import ISSUER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

FORBIDDEN = "Your client does not have permission to get URL {path} from this server."


class BadCredentials(Exception):  # noqa: N818  what the proxy calls them
    """A request that the proxy would not let through; its sentence is the body of the 401."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Invalid IAP credentials: {reason}")


def check_credentials(headers: Mapping[str, str], public_key: RSAPublicKey, client_id: str, now: float) -> None:
    """Let pass a request that carries a valid identity token for `client_id` at `now` (s since the epoch).

    The token comes in `Authorization`, or in `Proxy-Authorization` where the application wants the former for itself.

    Raises:
        BadCredentials: no token, or one that is not valid here and now.
    """
    scheme, _, token = (headers.get("proxy-authorization") or headers.get("authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise BadCredentials("empty token")
    try:
        claims = jwt.decode(
            token,
            public_key,
            algorithms=["RS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False},
        )
    except jwt.InvalidSignatureError:
        raise BadCredentials("JWT signature is invalid") from None
    except jwt.PyJWTError:
        raise BadCredentials("Unable to parse JWT") from None
    if claims.get("aud") != client_id:
        raise BadCredentials(
            f"JWT audience doesn't match this application ('aud' claim ({claims.get('aud')}) "
            f"doesn't match expected value ({client_id}))"
        )
    if claims.get("iss") != ISSUER:
        raise BadCredentials("JWT issuer is invalid")
    if not now < claims.get("exp", 0):
        raise BadCredentials("JWT has expired")
