"""The table of errors: complete, in both languages, without jargon for clinicians."""

from __future__ import annotations

import re

import pytest

from native_host.errors import BridgeError, table

HOST = {
    "bad_request",
    "unsupported_version",
    "message_too_large",
    "unknown_op",
    "unknown_guide",
    "invalid_code",
    "no_practitioner",
    "practitioner_refused",
    "not_configured",
    "key_unreadable",
    "key_invalid",
    "key_permissions",
    "caller_refused",
    "clock_skew",
    "token_refused",
    "unauthorized",
    "forbidden",
    "rejected",
    "rate_limited",
    "network",
    "tls",
    "proxy",
    "timeout",
    "unavailable",
    "bad_response",
    "untrusted_url",
    "cancelled",
    "internal",
}
EXTENSION = {"host_missing", "host_crashed", "host_outdated", "extension_outdated"}
JARGON = re.compile(
    r"_|\b(API|HTTP|JSON|TLS|JWT|token|jeton|host|hôte|proxy|DNS|URL|UCD|manifest|config\w*\.toml|serveur|server|key|clé)\b"
)


def test_every_promised_code_is_there() -> None:
    assert set(table()) >= HOST | EXTENSION


@pytest.mark.parametrize("code", table())
def test_each_speaks_both_languages_to_both_readers(code: str) -> None:
    row = table()[code]
    assert set(row) == {"fr", "en", "hint_fr", "hint_en", "retryable"}
    for language in ("fr", "en"):
        sentence, hint = str(row[language]), str(row[f"hint_{language}"])
        assert sentence.endswith((".", "?")), sentence
        assert not JARGON.search(sentence), sentence
        assert "{" not in sentence
        assert hint
    assert row["fr"] != row["en"]
    assert re.findall(r"{\w+}", str(row["hint_fr"])) == re.findall(r"{\w+}", str(row["hint_en"]))


def test_a_hint_is_filled_with_the_facts() -> None:
    error = BridgeError("network", host="posos.co", reason="no such host")
    assert error.hint("en") == "No connection to posos.co: no such host."
    assert "posos.co" in error.hint("fr")
    assert BridgeError("network").hint("en") == "No connection to -: -."
    assert error.retryable
