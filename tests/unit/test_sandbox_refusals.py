"""The sandbox refuses what Google and the vendor would refuse, in their words; a forged token never passes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jwt
import pytest

from native_host.sandbox import establishment as founding
from native_host.sandbox import identity_aware_proxy as proxy
from native_host.sandbox import partner_connect
from native_host.sandbox import token_endpoint as endpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from native_host.sandbox.establishment import Establishment

Founded = tuple["Establishment", str]  # what the sandbox knows, and the private key it does not

NOW = 1_800_000_000
DOCUMENTED = {
    "rpps": "abcde1234",
    "first_name": "John",
    "last_name": "Doe",
    "guide": "side_effects",
    "ucds": ["3400894203018", "3400892335049"],
}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    import json

    directory: Path = tmp_path_factory.mktemp("sandbox")
    known = founding.found(directory, "http://127.0.0.1:4000")
    return known, json.loads((directory / "key.json").read_text())["private_key"]


def claims(known: Establishment, **other: Any) -> dict[str, Any]:
    all_claims = {
        "iss": known.client_email,
        "sub": known.client_email,
        "aud": known.token_uri,
        "target_audience": known.client_id,
        "iat": NOW,
        "exp": NOW + 3600,
        **other,
    }
    return {name: value for name, value in all_claims.items() if value is not None}


def test_a_good_assertion_passes(founded: Founded) -> None:
    known, key = founded
    for good in (claims(known), claims(known, sub=None), claims(known, iat=NOW - 59, exp=NOW + 60)):
        assertion = jwt.encode(good, key, "RS256", {"kid": known.key_id})
        endpoint.check_assertion(assertion, known, NOW)


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"iss": "other@bac-a-sable.iam.gserviceaccount.com"}, "invalid_grant", "account not found"),
        ({"iss": None}, "invalid_grant", "Not a valid email or user ID."),
        ({"iss": "nobody"}, "invalid_grant", "Not a valid email or user ID."),
        ({"aud": "http://127.0.0.1:4000/token/"}, "invalid_grant", "Failed audience check."),
        ({"aud": ["http://127.0.0.1:4000/token"]}, "invalid_grant", "Failed audience check."),
        ({"aud": None}, "invalid_grant", "Failed audience check."),
        ({"exp": NOW + 3601}, "invalid_grant", "short-lived token (60 minutes)"),
        ({"exp": NOW}, "invalid_grant", "reasonable timeframe"),
        ({"exp": None}, "invalid_grant", "Check your iat and exp values"),
        ({"iat": None}, "invalid_grant", "Check your iat and exp values"),
        ({"iat": NOW + 0.5}, "invalid_grant", "Check your iat and exp values"),
        ({"iat": NOW - 62}, "invalid_grant", "reasonable timeframe"),
        ({"iat": NOW + 62, "exp": NOW + 600}, "invalid_grant", "reasonable timeframe"),
        ({"target_audience": "other.apps.googleusercontent.com"}, "invalid_scope", "ID token audience provided."),
        ({"target_audience": None}, "invalid_scope", "ID token audience provided."),
        ({"scope": "openid"}, "invalid_scope", "Invalid OAuth scope"),
        ({"sub": "somebody@else.example"}, "unauthorized_client", "Unauthorized client"),
    ],
)
def test_each_wrong_claim_is_refused_in_googles_words(
    founded: Founded, wrong: dict[str, Any], error: str, words: str
) -> None:
    known, key = founded
    assertion = jwt.encode(claims(known, **wrong), key, "RS256", {"kid": known.key_id})
    with pytest.raises(endpoint.Refused) as refused:
        endpoint.check_assertion(assertion, known, NOW)
    assert f'"{error}"' in refused.value.body.decode()
    assert words in str(refused.value)


def test_each_wrong_signature_is_refused(founded: Founded) -> None:
    known, key = founded
    good = claims(known)
    pem = known.public_key_pem
    forged = [
        jwt.encode(good, founding.new_key(), "RS256", {"kid": known.key_id}),
        jwt.encode(good, key, "RS256", {"kid": "another"}),
        jwt.encode(good, key, "RS256"),
        jwt.encode(good, key, "RS512", {"kid": known.key_id}),
        jwt.encode(good, "", "none", {"kid": known.key_id}),
        jwt.encode(good, pem.replace(b"-", b"_"), "HS256", {"kid": known.key_id}),
        jwt.encode(good, key, "RS256", {"kid": known.key_id})[:-8],
        "not.a.jwt",
        "",
    ]
    for assertion in forged:
        with pytest.raises(endpoint.Refused) as refused:
            endpoint.check_assertion(assertion, known, NOW)
        assert str(refused.value) == "Invalid JWT Signature."


@pytest.mark.parametrize(
    ("content_type", "body", "words"),
    [
        ("application/json", b"{}", "Bad Request"),
        (FORM, b"\xff", "Bad Request"),
        (FORM, b"", "grant_type"),
        (FORM, b"assertion=x", "grant_type"),
        (FORM, b"grant_type=client_credentials&assertion=x", "Invalid grant_type: client_credentials"),
        (FORM, urlencode({"grant_type": endpoint.GRANT_TYPE}).encode(), "Missing required parameter: assertion"),
        (FORM, urlencode([("grant_type", endpoint.GRANT_TYPE)] * 2).encode(), "single value"),
    ],
)
def test_a_form_that_is_not_rfc_7523s_is_refused(content_type: str, body: bytes, words: str) -> None:
    with pytest.raises(endpoint.Refused, match=words):
        endpoint.check_form(content_type, body)


def test_the_proxy_lets_a_valid_token_pass_in_either_header(founded: Founded) -> None:
    known, _ = founded
    tokens = endpoint.IdentityTokens(known)
    bearer = f"Bearer {tokens.issue(NOW)}"
    for headers in (
        {"authorization": bearer},
        {"proxy-authorization": bearer},
        {"proxy-authorization": bearer, "authorization": "Basic x"},
    ):
        proxy.check_credentials(headers, tokens.public_key, known.client_id, NOW + 3599)


@pytest.mark.parametrize(
    ("forge", "words"),
    [
        (lambda _: "", "empty token"),
        (lambda token: f"Basic {token}", "empty token"),
        (lambda _: "Bearer nonsense", "Unable to parse JWT"),
        (lambda token: f"Bearer {token[:-6]}AAAAAA", "JWT signature is invalid"),
    ],
)
def test_the_proxy_refuses_what_is_no_token(founded: Founded, forge: Callable[[str], str], words: str) -> None:
    known, _ = founded
    tokens = endpoint.IdentityTokens(known)
    headers = {"authorization": forge(tokens.issue(NOW))}
    with pytest.raises(proxy.BadCredentials, match=f"Invalid IAP credentials: {words}"):
        proxy.check_credentials(headers, tokens.public_key, known.client_id, NOW)


def test_the_proxy_refuses_an_expired_token_and_one_for_another_application(founded: Founded) -> None:
    known, _ = founded
    tokens = endpoint.IdentityTokens(known)
    headers = {"authorization": f"Bearer {tokens.issue(NOW)}"}
    with pytest.raises(proxy.BadCredentials, match="expired"):
        proxy.check_credentials(headers, tokens.public_key, known.client_id, NOW + 3600)
    with pytest.raises(proxy.BadCredentials, match="audience doesn't match"):
        proxy.check_credentials(headers, tokens.public_key, "other.apps.googleusercontent.com", NOW)


def test_the_documented_body_is_taken_and_each_departure_from_it_refused() -> None:
    import json

    def wrong(**other: Any) -> list[str]:
        body = {name: value for name, value in {**DOCUMENTED, **other}.items() if value is not None}
        return partner_connect.faults_in(json.dumps(body).encode())

    assert wrong() == []
    assert wrong(guide="home", ucds=None) == []
    departures: tuple[dict[str, Any], ...] = (
        {"rpps": None},
        {"rpps": 10101010101},
        {"first_name": ""},
        {"last_name": None},
        {"guide": "interactions"},
        {"guide": None},
        {"guide": "home"},
        {"ucds": None},
        {"ucds": []},
        {"ucds": "3400894203018"},
        {"ucds": ["3400894203019"]},
        {"ucds": ["9420301"]},
        {"ucds": ["34008942030181"]},
        {"ucds": ["3400892335049"] * 101},
        {"patient": "x"},
    )
    for departure in departures:
        assert wrong(**departure), departure
    assert partner_connect.faults_in(b"{") == ["body must be JSON"]
    assert partner_connect.faults_in(b"[]") == ["body must be an object"]


def test_a_restart_keeps_the_key_and_follows_the_port(tmp_path: Path) -> None:
    first = founding.found(tmp_path, "http://127.0.0.1:4000")
    second = founding.found(tmp_path, "http://127.0.0.1:5000")
    assert first.public_key_pem == second.public_key_pem
    assert first.key_id == second.key_id
    assert second.token_uri == "http://127.0.0.1:5000/token"
    (tmp_path / "key.json").write_text("{}")
    assert founding.found(tmp_path, "http://127.0.0.1:5000").public_key_pem != first.public_key_pem


def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    founding.found(tmp_path, "http://127.0.0.1:4000")
    assert (tmp_path / "key.json").stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["config.toml", "key.json"]


def test_the_clock_of_the_check_is_the_servers(founded: Founded) -> None:
    known, key = founded
    late = jwt.encode(claims(known, iat=int(time.time())), key, "RS256", {"kid": known.key_id})
    with pytest.raises(endpoint.Refused, match="timeframe"):
        endpoint.check_assertion(late, known, NOW)
