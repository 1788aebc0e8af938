"""What is sent to Posos, for whom, and what the audit trail keeps of it, asked of the real process."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.host.process import HELLO, PREPARE, UCDS, Browser, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.host.conftest import Start


def test_prepare_sends_the_documented_body_and_returns_the_address(browser: Browser, sandbox: Sandbox) -> None:
    before = len(sandbox.calls())
    result = browser.ask("prepare", PREPARE)["result"]
    assert result["guide"] == "side_effects"
    assert result["ucds"] == UCDS
    assert result["url"].startswith(sandbox.base_url)
    (call,) = sandbox.calls()[before:]
    assert call["status"] == 200
    assert call["body"] == {
        "rpps": "abcde1234",
        "first_name": "John",
        "last_name": "Doe",
        "guide": "side_effects",
        "ucds": ["3400894203018", "3400892335049"],
    }
    assert call["headers"]["authorization"].startswith("Bearer ")


def test_home_takes_no_codes(browser: Browser, sandbox: Sandbox) -> None:
    result = browser.ask("prepare", {"guide": "home", "ucds": UCDS})["result"]
    assert result["ucds"] == []
    assert "ucds" not in sandbox.calls()[-1]["body"]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({**PREPARE, "guide": "nowhere"}, "unknown_guide"),
        ({**PREPARE, "ucds": ["3400894203019"]}, "invalid_code"),
        ({**PREPARE, "ucds": ["9420301"]}, "invalid_code"),
        ({**PREPARE, "ucds": []}, "bad_request"),
        ({**PREPARE, "ucds": UCDS * 51}, "bad_request"),
        ({**PREPARE, "patient": "x"}, "bad_request"),
        ({"guide": "home"}, "bad_request"),
    ],
)
def test_prepare_refuses_what_it_should_not_send(browser: Browser, params: dict[str, object], code: str) -> None:
    assert browser.outcome("prepare", params) == code


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("https://dpi.hopital.example/patient/1850712345678?nom=MARTIN#x", "https://dpi.hopital.example"),
        ("https://nurse:secret@dpi.hopital.example", None),
        ("null", None),
        ("moz-extension://0b1c", "moz-extension://0b1c"),
    ],
)
def test_of_a_pages_address_the_origin_alone_is_kept(
    browser: Browser, tmp_path: Path, named: str, kept: str | None
) -> None:
    assert browser.outcome("prepare", {**PREPARE, "source": {"origin": named, "trigger": "page"}}) == "ok"
    with contextlib.closing(sqlite3.connect(tmp_path / "data/posos-bridge/audit.sqlite3")) as trail:
        assert trail.execute("SELECT origin FROM attempts").fetchall() == [(kept,)]


JANE = {"rpps": "10101010101", "first_name": "Jane", "last_name": "Roe"}


def test_a_page_names_the_practitioner_only_where_the_configuration_lets_it(start: Start, sandbox: Sandbox) -> None:
    allowed = 'environment = "sandbox"\naccept_practitioner_from = ["https://dpi.hopital.example"]'
    browser = start(config=sandbox.configuration(top=allowed))
    assert browser.outcome("prepare", {**PREPARE, "practitioner": JANE}) == "ok"
    assert sandbox.calls()[-1]["body"]["rpps"] == "10101010101"
    for origin in ("https://dpi.hopital.example.evil.test", "http://dpi.hopital.example", None):
        source = {"origin": origin, "trigger": "page"}
        assert browser.outcome("prepare", {**PREPARE, "practitioner": JANE, "source": source}) == "practitioner_refused"


def test_without_a_practitioner_nothing_is_sent(start: Start, sandbox: Sandbox) -> None:
    browser = start(config=sandbox.configuration(practitioner=""))
    before = len(sandbox.calls())
    answer = browser.ask("prepare", PREPARE)
    assert answer["error"]["code"] == "no_practitioner"
    assert "os_user" in answer["error"]["hint"]
    assert len(sandbox.calls()) == before


def test_a_guide_is_added_by_configuration_alone(start: Start, sandbox: Sandbox) -> None:
    table = """
[[guides]]
name = "interactions"
labels = { fr = "Interactions", en = "Interactions" }
needs_codes = true
parameters = { type = "object", properties = { drugs = { type = "array", maxItems = 1 }, mode = { const = "all" } } }
codes_parameter = "drugs"
"""
    browser = start(config=sandbox.configuration(guides=table))
    assert "interactions" in json.dumps(browser.ask("hello", HELLO)["result"]["guides"])
    assert browser.outcome("prepare", {"guide": "interactions", "ucds": UCDS[:1]}) == "rejected"  # the sandbox has none
    body = sandbox.calls()[-1]["body"]
    assert body["drugs"] == UCDS[:1]
    assert body["mode"] == "all"
    assert browser.outcome("prepare", {"guide": "interactions", "ucds": UCDS}) == "bad_request"


def test_a_broken_guide_is_told_and_the_others_are_opened(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    table = '[[guides]]\nname = "since"\nparameters = { properties = { since = { default = 2020-01-01 } } }'
    browser = start(config=sandbox.configuration(guides=table))
    greeting = browser.ask("hello", HELLO)["result"]
    assert greeting["ready"] is True
    (problem,) = greeting["problems"]
    assert problem["code"] == "not_configured"
    assert "guides.since.parameters" in problem["hint"]
    assert str(tmp_path / "config.toml") in problem["hint"]
    assert browser.ask("prepare", {"guide": "since", "ucds": []})["error"]["hint"] == problem["hint"]
    assert browser.outcome("prepare", PREPARE) == "ok"
    states = {check["name"]: check["hint"] for check in browser.ask("status")["result"]["checks"]}
    assert states["configuration"] == problem["hint"]


def test_the_token_travels_in_proxy_authorization_where_configured(start: Start, sandbox: Sandbox) -> None:
    key = f'key = {{ file = "{sandbox.key}" }}\nauthorization = "Proxy-Authorization"'
    browser = start(config=sandbox.configuration(key=key))
    assert browser.outcome("prepare", PREPARE) == "ok"
    headers = sandbox.calls()[-1]["headers"]
    assert "authorization" not in headers
    assert headers["proxy-authorization"].startswith("Bearer ")


def test_each_attempt_is_in_the_audit_trail_without_its_codes(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    import sqlite3

    browser = start(config=sandbox.configuration(audit=f'[audit]\npath = "{tmp_path}/audit.sqlite3"'))
    url = browser.ask("prepare", PREPARE)["result"]["url"]
    browser.ask("prepare", {**PREPARE, "ucds": ["3400894203019"]})
    rows = sqlite3.connect(tmp_path / "audit.sqlite3").execute("SELECT * FROM attempts ORDER BY number").fetchall()
    assert len(rows) == 2
    assert "ok" in rows[0]
    assert "invalid_code" in rows[1]
    assert url not in str(rows)
    assert UCDS[0] not in str(rows)


def test_what_is_no_code_is_counted_and_not_recorded(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    audit = f'[audit]\npath = "{tmp_path}/audit.sqlite3"\nrecord_codes = true'
    browser = start(config=sandbox.configuration(audit=audit))
    assert browser.outcome("prepare", {**PREPARE, "ucds": [UCDS[0], "MARTIN"]}) == "invalid_code"
    with contextlib.closing(sqlite3.connect(tmp_path / "audit.sqlite3")) as trail:
        assert trail.execute("SELECT codes, ucds FROM attempts").fetchall() == [(2, UCDS[0])]


@pytest.mark.parametrize(
    ("params", "row"),
    [
        ({**PREPARE, "ucds": UCDS * 51}, ("side_effects", 102, "https://dpi.hopital.example", "button")),
        ({**PREPARE, "ucds": [{"nom": "MARTIN"}]}, ("side_effects", 1, "https://dpi.hopital.example", "button")),
        ({**PREPARE, "patient": "MARTIN"}, ("side_effects", 2, "https://dpi.hopital.example", "button")),
        ({**PREPARE, "guide": "MARTIN" * 11}, ("-", 2, "https://dpi.hopital.example", "button")),
        ({"guide": ["MARTIN"], "ucds": "MARTIN", "source": "MARTIN"}, ("-", 0, None, None)),
        ({**PREPARE, "source": {"origin": "MARTIN", "trigger": "MARTIN"}}, ("side_effects", 2, None, None)),
        ({**PREPARE, "source": {"origin": ["MARTIN"], "trigger": "page"}}, ("side_effects", 2, None, "page")),
        ({}, ("-", 0, None, None)),
    ],
)
def test_a_malformed_attempt_is_in_the_audit_trail_too(
    start: Start, sandbox: Sandbox, tmp_path: Path, params: dict[str, object], row: tuple[object, ...]
) -> None:
    browser = start(
        config=sandbox.configuration(audit=f'[audit]\npath = "{tmp_path}/audit.sqlite3"\nrecord_codes = true')
    )
    assert browser.outcome("prepare", params) == "bad_request"
    with contextlib.closing(sqlite3.connect(tmp_path / "audit.sqlite3")) as trail:
        found = trail.execute("SELECT guide, codes, origin, trigger, environment, outcome FROM attempts").fetchall()
        assert found == [(*row, "sandbox", "bad_request")]
        assert "MARTIN" not in str(trail.execute("SELECT * FROM attempts").fetchall())
