"""Each operation, asked of the real process."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from native_host.drug_codes.importing import SAMPLE, import_table
from tests.host.process import HELLO, PREPARE, UCDS, Browser, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.host.conftest import Start


def test_hello_says_who_it_is_and_that_it_is_ready(browser: Browser) -> None:
    result = browser.ask("hello", HELLO)["result"]
    assert result["ready"] is True
    assert result["problems"] == []
    assert result["environment"] == "sandbox"
    assert result["practitioner"] == {"rpps": "abcde1234", "first_name": "John", "last_name": "Doe"}
    guides = {guide["name"]: guide for guide in result["guides"]}
    assert guides["side_effects"]["needs_codes"] is True
    assert guides["home"]["needs_codes"] is False
    assert guides["side_effects"]["labels"] == {"fr": "Effets indésirables", "en": "Side effects"}


def test_hello_without_a_configuration_says_what_is_missing(start: Start, tmp_path: Path) -> None:
    browser = start(env={"POSOS_BRIDGE_CONFIG": str(tmp_path / "nowhere.toml")})
    result = browser.ask("hello", HELLO)["result"]
    assert result["ready"] is False
    assert result["environment"] is None
    (problem,) = result["problems"]
    assert problem["code"] == "not_configured"
    assert "nowhere.toml" in problem["hint"]


def test_hello_tells_what_is_wrong_with_the_key_before_anybody_clicks(start: Start, sandbox: Sandbox) -> None:
    browser = start(config=sandbox.configuration(key='key = { file = "nowhere.json" }', practitioner=""))
    result = browser.ask("hello", HELLO)["result"]
    assert result["ready"] is False
    assert [problem["code"] for problem in result["problems"]] == ["no_practitioner", "key_unreadable"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://oauth2.googleapis.com/token", "https"),
        ("http://localhost/token", "https"),
        ("https://oauth2.googleapis.com:443443/token", "port"),
        ("https://[oauth2.googleapis.com/token", "host"),
        ("https://oauth2.googleapis.com/jeton-é", "host"),
    ],
)
def test_a_key_that_cannot_be_sent_in_safety_is_told(
    start: Start, sandbox: Sandbox, tmp_path: Path, address: str, why: str
) -> None:
    key = tmp_path / "plain.json"
    key.write_text(json.dumps({**json.loads(sandbox.key.read_text()), "token_uri": address}))
    key.chmod(0o600)
    browser = start(config=sandbox.configuration(key=f"key = {{ file = {json.dumps(str(key))} }}"))
    greeting = browser.ask("hello", HELLO)["result"]
    assert greeting["ready"] is False
    assert [problem["code"] for problem in greeting["problems"]] == ["key_invalid"]
    assert why in greeting["problems"][0]["hint"]
    states = {check["name"]: check["code"] for check in browser.ask("status")["result"]["checks"]}
    assert states["key"] == "key_invalid"
    assert browser.outcome("prepare", PREPARE) == "key_invalid"


@pytest.mark.parametrize("private_key", [None, "", "MIIE", "-----BEGIN PRIVATE KEY-----\ud800"])
def test_a_key_file_without_its_key_is_told(
    start: Start, sandbox: Sandbox, tmp_path: Path, private_key: str | None
) -> None:
    key = tmp_path / "public.json"
    key.write_text(json.dumps({**json.loads(sandbox.key.read_text()), "private_key": private_key}))
    key.chmod(0o600)
    browser = start(config=sandbox.configuration(key=f"key = {{ file = {json.dumps(str(key))} }}"))
    assert [problem["code"] for problem in browser.ask("hello", HELLO)["result"]["problems"]] == ["key_invalid"]
    assert browser.outcome("prepare", PREPARE) == "key_invalid"


TOKEN = 'pkcs11 = {{ module = "{}", token = "posos", label = "bridge"{} }}, account = "account.json"'


@pytest.mark.parametrize(
    ("custody", "named"),
    [
        ('keyring = "sandbox"', "pip install posos-bridge[keyring]"),
        (TOKEN.format("libsofthsm2.so", ""), "pip install posos-bridge[pkcs11]"),
        (TOKEN.format("/nowhere/token.so", ""), "/nowhere/token.so"),
        (TOKEN.format("libsofthsm2.so", ', pin_file = "nowhere"'), "nowhere"),
        (TOKEN.format("libsofthsm2.so", ', pin_env = "NO_PIN"'), "NO_PIN"),
    ],
)
def test_a_custody_that_is_not_installed_is_told(
    start: Start, sandbox: Sandbox, tmp_path: Path, custody: str, named: str
) -> None:
    account = {**json.loads(sandbox.key.read_text()), "private_key": ""}
    (tmp_path / "account.json").write_text(json.dumps(account))
    if "pip" in named:
        (tmp_path / "sitecustomize.py").write_text(
            "import sys\nsys.modules['keyring'] = sys.modules['pkcs11'] = None\n"
        )
    config = sandbox.configuration(key=f"key = {{ {custody} }}")
    browser = start(config=config, env={"PYTHONPATH": str(tmp_path)})
    greeting = browser.ask("hello", HELLO)["result"]
    assert greeting["ready"] is False
    (problem,) = greeting["problems"]
    assert problem["code"] == "key_unreadable"
    assert named in problem["hint"]
    assert browser.ask("prepare", PREPARE)["error"]["hint"] == problem["hint"]


def test_a_token_that_is_installed_is_not_asked_at_hello(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    account = {**json.loads(sandbox.key.read_text()), "private_key": ""}
    (tmp_path / "account.json").write_text(json.dumps(account))
    browser = start(config=sandbox.configuration(key=f"key = {{ {TOKEN.format('libsofthsm2.so', '')} }}"))
    assert browser.ask("hello", HELLO)["result"]["ready"] is True
    assert browser.outcome("prepare", PREPARE) == "key_unreadable"


def test_a_broken_configuration_uses_up_nothing(start: Start) -> None:
    browser = start(config="environment = 1")
    assert browser.outcome("prepare", PREPARE) == "not_configured"
    files = browser.counts()[1]
    for _ in range(30):
        assert browser.outcome("prepare", PREPARE) == "not_configured"
    assert browser.counts()[1] <= files + 1  # the log, which the first line opens


def test_a_configuration_that_is_mended_needs_no_restart(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    browser = start(config="environment = 1")
    assert browser.outcome("prepare", PREPARE) == "not_configured"
    (tmp_path / "config.toml").write_text(sandbox.configuration())
    assert browser.outcome("prepare", PREPARE) == "ok"


def test_a_configuration_that_changes_leaves_no_file_open(browser: Browser, sandbox: Sandbox, tmp_path: Path) -> None:
    assert browser.outcome("prepare", PREPARE) == "ok"
    files = browser.counts()[1]
    for days in range(1, 21):
        audit = f"[audit]\nretention_days = {days}"
        (tmp_path / "config.toml").write_text(sandbox.configuration(audit=audit))
        assert browser.outcome("prepare", PREPARE) == "ok"
    assert browser.counts()[1] <= files + 4


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


def test_warm_leaves_nothing_to_fetch_before_a_click(browser: Browser, sandbox: Sandbox) -> None:
    assert browser.ask("warm")["result"]["token_expires_in"] > 3000
    before = len(sandbox.calls("/token"))
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert len(sandbox.calls("/token")) == before


def test_resolve_answers_one_for_one_by_arithmetic(browser: Browser) -> None:
    found = browser.ask("resolve", {"codes": ["34008 942 030 1 8", "9420301", "rien", "3400933433154"]})["result"][
        "codes"
    ]
    assert [(code["kind"], code["ucd13"]) for code in found] == [
        ("ucd13", "3400894203018"),
        ("ucd7", "3400894203018"),
        ("unknown", None),
        ("cip13", None),
    ]


def test_search_without_a_table_finds_nothing(browser: Browser) -> None:
    assert browser.ask("search", {"text": "doliprane", "limit": 5})["result"] == {"matches": []}


def test_status_tells_every_link_of_the_chain(browser: Browser) -> None:
    browser.ask("warm")
    result = browser.ask("status")["result"]
    states = {check["name"]: check["ok"] for check in result["checks"]}
    assert states == {
        "configuration": True,
        "practitioner": True,
        "key": True,
        "clock": True,
        "token": True,
        "drug_table": None,
        "audit": True,
    }


def test_a_log_that_cannot_be_written_is_a_link_to_mend(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder, told in (("file", True), ("folder", False)):
        log = tmp_path / folder / "host.log"
        browser = start(config=sandbox.configuration(log=f'[log]\nlevel = "error"\npath = "{log}"'))
        checks = [check for check in browser.ask("status")["result"]["checks"] if check["name"] == "log"]
        assert [check["code"] for check in checks] == ["file_unusable"] * told
        assert all(f"The file {log} cannot be written: not a directory" in check["hint"] for check in checks)
    assert not (tmp_path / "folder").exists()


def test_the_log_says_where_and_why_a_row_of_the_trail_was_lost(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    trail, log = tmp_path / "file/audit.sqlite3", tmp_path / "host.log"
    browser = start(config=sandbox.configuration(audit=f'[audit]\npath = "{trail}"\n[log]\npath = "{log}"'))
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert f"a row could not be written to {trail}: file exists" in log.read_text()


@pytest.mark.parametrize("whole", [0, 4096])
def test_a_damaged_drug_table_is_told_and_stops_nothing_else(start: Start, tmp_path: Path, whole: int) -> None:
    file = tmp_path / "drug-table.sqlite3"
    import_table([SAMPLE], file)
    content = file.read_bytes()
    file.write_bytes(content[:whole] + b"\xff" * (len(content) - whole))
    browser = start(env={"POSOS_BRIDGE_TABLE": str(file)})
    states = {check["name"]: check for check in browser.ask("status")["result"]["checks"]}
    assert states["drug_table"]["code"] == "file_unusable"
    assert str(file) in states["drug_table"]["hint"]
    assert states["key"]["ok"] is True
    assert browser.outcome("search", {"text": "doliprane", "limit": 5}) == "file_unusable"
    assert browser.outcome("warm") == "ok"
    assert browser.ask("resolve", {"codes": UCDS})["result"]["codes"][0]["ucd13"] == UCDS[0]
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert browser.errors == b""


def test_cancel_ends_the_exchange_and_the_request_is_answered_cancelled(browser: Browser, sandbox: Sandbox) -> None:
    browser.ask("warm")
    sandbox.set({"delay": 5})
    request = browser.say("prepare", PREPARE)
    while not browser.ask("cancel", {"request": request})["result"]["cancelled"]:
        pass
    assert browser.answer_to(request)["error"]["code"] == "cancelled"
    assert browser.ask("cancel", {"request": request})["result"] == {"cancelled": False}


def test_answers_come_in_the_order_of_their_work(browser: Browser, sandbox: Sandbox) -> None:
    browser.ask("warm")
    sandbox.set({"delay": 0.5, "times": 1})
    slow = browser.say("prepare", PREPARE)
    quick = browser.say("hello", HELLO)
    assert [browser.hear()["id"], browser.hear()["id"]] == [quick, slow]


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


def test_without_a_guide_that_can_be_opened_it_is_not_ready(start: Start, sandbox: Sandbox) -> None:
    names = ("home", "side_effects")
    tables = "\n".join(f'[[guides]]\nname = "{name}"\nparameters = {{ properties = 7 }}' for name in names)
    greeting = start(config=sandbox.configuration(guides=tables)).ask("hello", HELLO)["result"]
    assert greeting["ready"] is False
    assert len(greeting["problems"]) == 2


def test_the_token_travels_in_proxy_authorization_where_configured(start: Start, sandbox: Sandbox) -> None:
    key = f'key = {{ file = "{sandbox.key}" }}\nauthorization = "Proxy-Authorization"'
    browser = start(config=sandbox.configuration(key=key))
    assert browser.outcome("prepare", PREPARE) == "ok"
    headers = sandbox.calls()[-1]["headers"]
    assert "authorization" not in headers
    assert headers["proxy-authorization"].startswith("Bearer ")


def test_messages_come_in_french_on_a_french_machine(start: Start) -> None:
    browser = start(env={"LANG": "fr_FR.UTF-8"})
    assert "guide" in browser.ask("prepare", {**PREPARE, "guide": "x"})["error"]["message"].lower()
    assert "Choisissez" in browser.ask("prepare", {**PREPARE, "guide": "x"})["error"]["message"]


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
