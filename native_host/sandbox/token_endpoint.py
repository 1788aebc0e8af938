"""The token endpoint: a signed assertion in, an identity token out, or the refusal that Google would write.

Sources: RFC 7523; Google, "Using OAuth 2.0 for Server to Server Applications" (the service account flow).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import jwt

from native_host.sandbox.establishment import new_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from native_host.sandbox.establishment import Establishment

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = 3600
LEEWAY = 60  # seconds by which an assertion's clock may be off; Google tolerates more
ISSUER = "https://accounts.google.com"

BAD_SIGNATURE = "Invalid JWT Signature."
# What google-auth writes into every assertion, whatever the key's own token_uri says.
GOOGLE_AUTHS_AUDIENCE = "https://oauth2.googleapis.com/token"
BAD_AUDIENCE = "Invalid JWT: Failed audience check."
UNKNOWN_ACCOUNT = "Invalid grant: account not found"
BAD_TIMES = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


class Refused(Exception):  # noqa: N818  the field's word: a grant is refused
    """A token request that Google would refuse, with its status and its two words for it."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.status = status
        self.body = json.dumps({"error": error, "error_description": description}).encode()


class IdentityTokens:
    """Signs identity tokens as Google does, with a key that nobody else has."""

    def __init__(self, establishment: Establishment, private_key: RSAPrivateKey | None = None) -> None:
        self._establishment = establishment
        self._private_key = private_key or new_key()
        self.public_key = self._private_key.public_key()
        self.issued: list[str] = []

    def issue(self, now: float) -> str:
        """Return a new token, valid for an hour from `now` (s since the epoch)."""
        email = self._establishment.client_email
        claims = {
            "iss": ISSUER,
            "aud": self._establishment.client_id,
            "azp": email,
            "email": email,
            "email_verified": True,
            "sub": "100000000000000000000",
            "iat": int(now),
            "exp": int(now) + LIFETIME,
        }
        token = jwt.encode(claims, self._private_key, algorithm="RS256", headers={"kid": "sandbox"})
        self.issued.append(token)
        return token


def check_form(content_type: str, body: bytes) -> str:
    """Return the assertion in a token request's form.

    Raises:
        Refused: the encoding, the grant type or the fields are not RFC 7523's.
    """
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Refused("invalid_request", "Bad Request")
    try:
        form = parse_qs(body.decode("ascii"), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        raise Refused("invalid_request", "Bad Request") from None
    if any(len(values) > 1 for values in form.values()):
        raise Refused("invalid_request", "OAuth 2 parameters can only have a single value")
    grant_type = form.get("grant_type", [""])[0]
    if not grant_type:
        raise Refused("invalid_request", "Required parameter is missing: grant_type")
    if grant_type != GRANT_TYPE:
        raise Refused("unsupported_grant_type", f"Invalid grant_type: {grant_type}")
    assertion = form.get("assertion", [""])[0]
    if not assertion:
        raise Refused("invalid_request", "Missing required parameter: assertion")
    return assertion


def check_assertion(assertion: str, establishment: Establishment, now: float) -> None:
    """Let pass an assertion that `establishment` signed for an identity token, at a server whose clock says `now`.

    Raises:
        Refused: the header, the signature or a claim is not as it has to be.
    """
    try:
        header = jwt.get_unverified_header(assertion)
        claims = jwt.decode(assertion, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise Refused("invalid_grant", BAD_SIGNATURE) from None
    issuer = claims.get("iss")
    if not isinstance(issuer, str) or "@" not in issuer:
        raise Refused("invalid_grant", "Not a valid email or user ID.")
    if issuer != establishment.client_email:
        raise Refused("invalid_grant", UNKNOWN_ACCOUNT)
    _check_signature(assertion, header, establishment)
    if claims.get("aud") not in (establishment.token_uri, GOOGLE_AUTHS_AUDIENCE):
        raise Refused("invalid_grant", BAD_AUDIENCE)
    _check_times(claims, now)
    if claims.get("sub", issuer) != issuer:
        raise Refused("unauthorized_client", "Unauthorized client or scope in request.", 401)
    if "scope" in claims or claims.get("target_audience") != establishment.client_id:
        raise Refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.")


def check_key(refused: object) -> None:
    """Let pass, unless the fault `refused_key` is set: to "account", or to the signature."""
    if refused:
        raise Refused("invalid_grant", UNKNOWN_ACCOUNT if refused == "account" else BAD_SIGNATURE)


def _check_signature(assertion: str, header: dict[str, Any], establishment: Establishment) -> None:
    claims_are_checked_later = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}
    try:
        jwt.decode(
            assertion,
            establishment.public_key_pem,
            algorithms=["RS256"],
            options=claims_are_checked_later,  # type: ignore[arg-type]  # PyJWT asks for its own TypedDict
        )
    except jwt.PyJWTError:
        raise Refused("invalid_grant", BAD_SIGNATURE) from None
    if header.get("kid") != establishment.key_id:
        raise Refused("invalid_grant", BAD_SIGNATURE)


def _check_times(claims: dict[str, Any], now: float) -> None:
    issued_at, expires_at = claims.get("iat"), claims.get("exp")
    if type(issued_at) is not int or type(expires_at) is not int:
        raise Refused("invalid_grant", BAD_TIMES)
    fresh = abs(now - issued_at) <= LEEWAY + 1  # whole seconds: a claim may be a second older than it says
    if not fresh or not now < expires_at <= issued_at + LIFETIME:
        raise Refused("invalid_grant", BAD_TIMES)
