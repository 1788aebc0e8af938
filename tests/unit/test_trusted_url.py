"""Which addresses a browser may open."""

from __future__ import annotations

import contextlib
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from native_host.errors import BridgeError
from native_host.posos.sandbox_exception import is_allowed, is_loopback_http, refuse_token_uri
from native_host.posos.trusted_url import trusted_url

ALLOWED = ("posos.co", "posos.care")


@pytest.mark.parametrize(
    "url",
    [
        "https://posos.co",
        "https://posos.co/",
        "https://app.posos.co/go?token=a.b-c_d~e&x=%20#y",
        "https://partner-connect.preprod.posos.co/x",
        "https://app.posos.care:443/x",
        "https://APP.POSOS.CO/x",
        "HTTPS://posos.co/x",
    ],
)
def test_addresses_of_posos_are_opened(url: str) -> None:
    assert trusted_url(url, ALLOWED) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "posos.co",
        "//posos.co/",
        "/go/x",
        "http://posos.co/",
        "ftp://posos.co/",
        "javascript:alert(1)//https://posos.co",
        "data:text/html,https://posos.co",
        "https://",
        "https:///posos.co",
        "https:posos.co",
        "https://evil.example/",
        "https://posos.co.evil.example/",
        "https://evilposos.co/",
        "https://evil.example/posos.co",
        "https://evil.example?posos.co",
        "https://evil.example#posos.co",
        "https://posos.co@evil.example/",
        "https://user@posos.co/",
        "https://user:password@posos.co/",
        "https://@posos.co/",
        "https://posos.co\\@evil.example/",
        "https://evil.example\\.posos.co/",
        "https://posos.co\\.evil.example/",
        "https://posos.co./",
        "https://.posos.co/",
        "https://a..posos.co/",
        "https://-a.posos.co/",
        "https://posos.co:0/",
        "https://posos.co:/",
        "https://posos.co:99999/",
        "https://posos.co:x/",
        "https://posos\u3002co/",
        "https://\uff50osos.co/",
        "https://p\u03bfsos.co/",
        "https://é.posos.co/",
        "https://posos.co%2eevil.example/",
        "https://evil.example%2f.posos.co/",
        "https://[::1]/",
        "https://127.0.0.1/",
        "https://posos.co/\n",
        "https://posos.co/\r\nSet-Cookie: a=b",
        "https://pos\tos.co/",
        " https://posos.co/",
        "https://posos.co/ x",
        "https://posos.co/\x00",
        "https://posos.co/\x7f",
        'https://posos.co/"',
        "https://posos.co/<script>",
        "https://posos.co/é",
        "https://posos.co/" + "x" * 20_000,
    ],
)
def test_other_addresses_are_refused_without_being_quoted(url: str) -> None:
    with pytest.raises(BridgeError) as caught:
        trusted_url(url, ALLOWED)
    assert caught.value.code == "untrusted_url"
    if len(url) > 24:
        assert url not in caught.value.hint("en")


@settings(deadline=None)
@given(st.text())
def test_what_passes_is_on_an_allowed_host_for_every_reader(rest: str) -> None:
    for url in (f"https://{rest}", f"https://posos.co{rest}", f"https://{rest}.posos.co/"):
        with contextlib.suppress(BridgeError):
            assert trusted_url(url, ALLOWED) == url
            host = urlsplit(url).hostname or ""
            assert host == "posos.co" or host.endswith((".posos.co", ".posos.care"))
            assert url.isascii()
            assert "\\" not in url


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://127.0.0.1:80", "http://127.255.1.2:1/x", "http://[::1]:8/x"]
)
def test_the_sandbox_alone_may_have_plain_http_on_loopback(url: str) -> None:
    assert is_loopback_http(url)
    assert is_allowed(url, "sandbox")
    assert not is_allowed(url, "preprod")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://127.0.0.1:80@evil.example/",
        "http://127.0.0.1\\@evil.example/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://127.0.0.256/",
        "http://127.0.0.01.x/",
        "http://[::2]/",
        "http://[::1].evil.example/",
        "http://posos.co/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
    ],
)
def test_nothing_else_is_loopback(url: str) -> None:
    assert not is_loopback_http(url)
    assert not is_allowed(url, "sandbox")


def test_the_scheme_of_a_token_endpoint_may_stand_in_capitals() -> None:
    refuse_token_uri("HTTPS://oauth2.googleapis.com/token", "production")
    with pytest.raises(BridgeError, match="key_invalid"):
        refuse_token_uri("HTTP://oauth2.googleapis.com/token", "production")
