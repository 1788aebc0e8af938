"""The table of errors: complete, in both languages, without jargon for clinicians."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from native_host.errors import WORDED, BridgeError, reasons, table
from native_host.keys import keyring, pkcs11
from native_host.keys.file import WHAT_OTHERS_CAN
from native_host.network import tls
from tests.checkout import ROOT

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


SAID = {"fr", "en", "hint_fr", "hint_en"}


def rows_and_cases() -> list[dict[str, Any]]:
    """Each row, and each of its cases laid over it."""
    return [row | case for row in table().values() for case in ({}, *row.get("cases", {}).values())]


@pytest.mark.parametrize("row", rows_and_cases(), ids=lambda row: row["en"])
def test_each_speaks_both_languages_to_both_readers(row: dict[str, Any]) -> None:
    assert set(row) - {"cases"} == {*SAID, "retryable"}
    for language in ("fr", "en"):
        sentence, hint = str(row[language]), str(row[f"hint_{language}"])
        assert sentence.endswith((".", "?")), sentence
        assert not JARGON.search(sentence), sentence
        assert "{" not in sentence
        assert hint
    assert row["fr"] != row["en"]
    assert re.findall(r"{\w+}", str(row["hint_fr"])) == re.findall(r"{\w+}", str(row["hint_en"]))
    for case in row.get("cases", {}).values():
        assert set(case) <= SAID
        assert ("fr" in case, "hint_fr" in case) == ("en" in case, "hint_en" in case)


def test_the_protocol_has_every_sentence() -> None:
    page = (ROOT / "docs/protocol.md").read_text("utf-8")
    assert all(row["en"] in page and row["hint_en"] in page for row in rows_and_cases())


def test_a_hint_is_filled_with_the_facts() -> None:
    error = BridgeError("network", host="posos.co", reason="no such host")
    assert error.hint("en") == "No connection to posos.co: no such host."
    assert re.fullmatch("Pas de connexion à posos.co : ce nom n.existe pas.", error.hint("fr"))
    assert BridgeError("network").hint("en") == "No connection to -: -."
    assert error.retryable


def test_a_reason_names_its_facts_in_both_languages() -> None:
    error = BridgeError(
        "untrusted_url", reason="the host {host} is not an allowed one", host="evil.example", allowed="posos.co"
    )
    assert "the host evil.example is not" in error.hint("en")
    assert "le domaine evil.example n" in error.hint("fr")


def test_what_others_say_is_passed_on_as_it_is() -> None:
    for language in ("fr", "en"):
        assert "{host} {0} %s" in BridgeError("network", host="posos.co", reason="{host} {0} %s").hint(language)


def test_every_reason_of_ours_has_its_french() -> None:
    for english, french in reasons().items():
        assert re.findall(r"{\w+}", english) == re.findall(r"{\w+}", french)
    found = reasons_in_source()
    assert len(found) > 40
    for reason in found:
        assert reason.lower() in reasons(), reason


@pytest.mark.parametrize("known", [keyring.REASONS, pkcs11.REASONS, tls.REASONS, WHAT_OTHERS_CAN])
def test_every_reason_in_a_table_has_its_french(known: dict[object, str]) -> None:
    assert [reason for reason in known.values() if reason.lower() not in reasons()] == []


def test_what_nobody_worded_is_in_quotation_marks() -> None:
    error = BridgeError("token_refused", host="oauth2.googleapis.com", status=400, reason="invalid_grant")
    assert "(HTTP 400, « invalid_grant »)" in error.hint("fr")
    assert "(HTTP 400, “invalid_grant”)" in error.hint("en")


def reasons_in_source() -> set[str]:
    """Each reason that the program gives for an error; one that is put together where it arises has no French."""
    found: set[str] = set()
    for file in (ROOT / "native_host").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call):
                continue
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = [word.value for word in call.keywords if word.arg in WORDED and called != "sentence"]
            if called in ("refuse", "unreadable", "_bad", "refusal", "AmbiguousError") and call.args:
                given.append(call.args[1 if len(call.args) > 1 else 0])
            assert not any(isinstance(reason, ast.JoinedStr) for reason in given), (file, call.lineno)
            found |= {str(reason.value) for reason in given if isinstance(reason, ast.Constant) and reason.value}
    return found


def test_a_number_is_in_no_quotation_marks() -> None:
    assert BridgeError("message_too_large", size=1048577, most=1048576).hint("en").endswith("limit is 1048576 bytes.")
