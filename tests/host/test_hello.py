"""Whether the program is ready, and what it says of that before anybody clicks, asked of the real process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.host.process import HELLO, PREPARE, Browser, Sandbox

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


def with_key(sandbox: Sandbox, file: Path, **changes: str) -> str:
    """Write a changed key to a file, and return a configuration that names it."""
    file.write_text(json.dumps({**json.loads(sandbox.key.read_text()), **changes}))
    file.chmod(0o600)
    return sandbox.configuration(key=f"key = {{ file = {json.dumps(str(file))} }}")


def problems(browser: Browser) -> list[str]:
    """Return what `hello` says is wrong; that it is not ready exactly when something stops a guide, too."""
    greeting = browser.ask("hello", HELLO)["result"]
    codes = [problem["code"] for problem in greeting["problems"]]
    assert greeting["ready"] is (set(codes) <= {"audit_unwritable"})
    return codes


def states(browser: Browser) -> dict[str, str | None]:
    return {check["name"]: check["code"] for check in browser.ask("status")["result"]["checks"]}


def test_a_key_that_was_found_damaged_when_it_was_used_is_told(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    pem = json.loads(sandbox.key.read_text())["private_key"]
    middle = len(pem) // 2
    damaged = pem[:middle].rstrip()[:-40] + pem[middle:]
    browser = start(config=with_key(sandbox, tmp_path / "own.json", private_key=damaged))
    assert problems(browser) == []
    assert browser.outcome("prepare", PREPARE) == "key_invalid"
    assert problems(browser) == ["key_invalid"]
    assert states(browser)["key"] == "key_invalid"
    with_key(sandbox, tmp_path / "own.json")
    assert problems(browser) == []
    assert states(browser)["key"] is None
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert problems(browser) == []


@pytest.mark.parametrize(
    ("fault", "code", "link"),
    [
        ({"refused_key": True}, "token_refused", "token"),
        ({"endpoint": "prepare", "status": 401}, "unauthorized", "connection"),
        ({"endpoint": "prepare", "status": 403}, "forbidden", "connection"),
        ({"endpoint": "prepare", "foreign_redirect": True}, "untrusted_url", "connection"),
    ],
)
def test_a_refusal_that_stands_is_told_until_a_call_succeeds(
    browser: Browser, sandbox: Sandbox, fault: dict[str, object], code: str, link: str
) -> None:
    assert problems(browser) == []
    sandbox.set(fault)
    assert browser.outcome("prepare", PREPARE) == code
    assert problems(browser) == [code]
    assert states(browser)[link] == code
    if link == "connection":  # further than `warm` goes
        assert browser.outcome("warm") == "ok"
        assert problems(browser) == [code]
    sandbox.set()
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert problems(browser) == []
    assert code not in states(browser).values()


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 400}, {"closed_connection": True}])
def test_what_passes_or_is_about_one_request_leaves_it_ready(
    browser: Browser, sandbox: Sandbox, fault: dict[str, object]
) -> None:
    sandbox.set(fault)
    assert browser.outcome("prepare", PREPARE) != "ok"
    assert browser.outcome("prepare", {**PREPARE, "guide": "nowhere"}) == "unknown_guide"
    assert problems(browser) == []


def test_a_row_that_was_lost_is_told_and_stops_nobody(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    browser = start(config=sandbox.configuration(audit=f'[audit]\npath = "{tmp_path}/file/audit.sqlite3"'))
    assert problems(browser) == []
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert problems(browser) == ["audit_unwritable"]
    (tmp_path / "file").unlink()
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert problems(browser) == []


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


def test_without_a_guide_that_can_be_opened_it_is_not_ready(start: Start, sandbox: Sandbox) -> None:
    names = ("home", "side_effects")
    tables = "\n".join(f'[[guides]]\nname = "{name}"\nparameters = {{ properties = 7 }}' for name in names)
    greeting = start(config=sandbox.configuration(guides=tables)).ask("hello", HELLO)["result"]
    assert greeting["ready"] is False
    assert len(greeting["problems"]) == 2


@pytest.mark.parametrize(
    ("bundle", "reason"),
    [
        ("missing.pem", "no such file or directory"),
        ("key.json", "not a PEM file of certificates"),
        (".", "is a directory"),
    ],
)
def test_a_broken_bundle_is_told_before_a_connection_needs_it(
    start: Start, sandbox: Sandbox, tmp_path: Path, bundle: str, reason: str
) -> None:
    (tmp_path / "key.json").write_text("{}")
    browser = start(config=sandbox.configuration(network=f'[network]\nca_bundle = "{bundle}"'))
    greeting = browser.ask("hello", HELLO)["result"]
    assert greeting["ready"] is False
    (problem,) = greeting["problems"]
    said = f"file {tmp_path}/config.toml, key network.ca_bundle = {tmp_path}/{bundle}: {reason}."
    assert said in problem["hint"]
    configuration = browser.ask("status")["result"]["checks"][0]
    assert (configuration["name"], configuration["ok"]) == ("configuration", False)
    assert said in configuration["hint"]
