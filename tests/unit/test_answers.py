"""Reading what the token endpoint and partner-connect answer, in every shape that their documentation leaves open."""

from __future__ import annotations

import json
import math
import re
import time
from base64 import urlsafe_b64encode
from email.message import Message
from email.utils import formatdate
from http.client import HTTPMessage
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from native_host.errors import BridgeError
from native_host.network import Answer
from native_host.posos.prepare_answer import read_url
from native_host.posos.token_answer import is_of_another_time, read_token, refusal
from native_host.posos.trusted_url import trusted_url

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED = "https://partner-connect.preprod.posos.co/api/partners/proxy/prepare"
URL = "https://app.posos.co/go/abc"


def answer(body: bytes | object, status: int = 200, **headers: str) -> Answer:
    message: Message = HTTPMessage()
    for name, value in headers.items():
        message[name] = value
    return Answer(status, message, body if isinstance(body, bytes) else json.dumps(body).encode())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        answer({"location": URL}),
        answer({"url": URL}),
        answer({"token": "t", "url": URL}),
        answer(URL),
        answer({"location": URL}, 201),
        answer(b"", 302, Location=URL),
        answer(b"<html>", 307, Location=URL),
        answer(b"", 303, Location="//app.posos.co/go/abc"),
    ],
)
def test_every_documented_shape_gives_the_address(given: Answer) -> None:
    assert read_url(given, ASKED, "host") == URL


@pytest.mark.parametrize(
    ("given", "shape"),
    [
        (answer(b""), "an empty body"),
        (answer(b"<!DOCTYPE html><p>secret"), "bytes of HTML"),
        (answer(b"\n <html lang=fr>secret"), "bytes of HTML"),
        (answer(b"secret"), "something that is not JSON"),
        (answer({"status": "secret"}), "a JSON object with the keys status"),
        (answer({"https://secret": 1}), "a JSON object with the keys …"),
        (answer({}), "an empty JSON object"),
        (answer({"url": 7}), "keys url"),
        (answer({"url": ""}), "keys url"),
        (answer([]), "a JSON array"),
        (answer(None), "JSON null"),
        (answer(""), "an empty JSON string"),
        (answer(True), "a JSON boolean"),
        (answer(7), "a JSON number"),
        (answer(b"", 204), "an empty body"),
        (answer(b"", 304), "HTTP 304 without a Location"),
        (answer(b"", 302), "HTTP 302 without a Location"),
        (answer(b"[" * 100_000), "not JSON"),
    ],
)
def test_any_other_shape_is_described_and_not_quoted(given: Answer, shape: str) -> None:
    with pytest.raises(BridgeError) as caught:
        read_url(given, ASKED, "host")
    assert caught.value.code == "bad_response"
    assert shape in caught.value.hint("en")
    french = caught.value.hint("fr")
    for text in (french, caught.value.hint("en")):
        assert "secret" not in text
        assert "{" not in text
    assert not re.search(r"bytes|empty|without|with the| a JSON", french), french


@pytest.mark.parametrize("location", ["https://[", "//[", "https://[::1"])
def test_a_location_with_half_a_host_is_refused(location: str) -> None:
    with pytest.raises(BridgeError) as caught:
        trusted_url(read_url(answer(b"", 302, Location=location), ASKED, "host"), ["posos.co"])
    assert caught.value.code == "untrusted_url"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_body_is_an_address_or_a_bad_response(body: bytes) -> None:
    assert outcome(lambda: read_url(answer(body), ASKED, "host")) in {"ok", "bad_response"}
    assert outcome(lambda: read_token(answer(body), "host").value) in {"ok", "bad_response"}


def outcome(read: Callable[[], str]) -> str:
    try:
        read()
    except BridgeError as error:
        return error.code
    return "ok"


def token(claims: Any) -> str:
    part = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{part}.c2ln"


def test_a_tokens_life_is_counted_by_the_servers_clock() -> None:
    there = time.time() + 7200
    given = answer({"id_token": token({"iat": there, "exp": there + 3600})}, Date=formatdate(there, usegmt=True))
    assert 3590 < read_token(given, "host").expires_in() < 3610


@pytest.mark.parametrize("ends", [4_000_000_000, 4e9, 10**300])
def test_no_token_is_kept_for_more_than_an_hour(ends: float) -> None:
    for claims in ({"exp": ends}, {"exp": ends, "iat": 1}):
        for date in ("", formatdate(usegmt=True), formatdate(0, usegmt=True)):
            assert read_token(answer({"id_token": token(claims)}, Date=date), "host").expires_in() <= 3600


def test_a_token_that_has_ended_is_not_kept() -> None:
    given = answer({"id_token": token({"exp": 1})}, Date=formatdate(usegmt=True))
    assert read_token(given, "host").expires_in() <= 0


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {"id_token": None},
        {"id_token": ""},
        {"id_token": "a.b"},
        {"id_token": "a.b.c\r\nX: y"},
        {"id_token": token({})},
        {"id_token": token([])},
        {"id_token": token({"exp": "soon"})},
        {"id_token": token({"exp": 1e400})},
        {"id_token": token({"exp": math.nan})},
        {"id_token": token({"exp": 10**400})},
        {"id_token": token({"exp": -1})},
        {"id_token": token({"exp": True})},
        {"id_token": token({"exp": "4000000000"})},
        {"id_token": token({"exp": 4e9, "iat": math.nan})},
        {"id_token": token({"exp": 4e9, "iat": "1"})},
        {"access_token": token({"exp": 1})},
    ],
)
def test_what_is_no_token_is_a_bad_response(document: Any) -> None:
    with pytest.raises(BridgeError) as caught:
        read_token(answer(document), "host")
    assert caught.value.code == "bad_response"


def test_a_refusal_is_told_without_what_it_might_give_away() -> None:
    said = refusal(
        answer({"error": "invalid_grant", "error_description": f"Bad: {token({'exp': 1, 'x': 'y' * 50})}\r\n"})
    )
    assert said.startswith("invalid_grant Bad:")
    assert "e30." not in said
    assert refusal(answer(b"<html>")) == "no reason given"


@pytest.mark.parametrize(
    ("words", "is_time"),
    [
        (
            "invalid_grant Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
            True,
        ),
        ("invalid_grant Invalid JWT Signature.", False),
        ("invalid_grant account not found", False),
    ],
)
def test_a_refusal_of_the_time_is_recognised(words: str, is_time: bool) -> None:
    assert is_of_another_time(words) is is_time
