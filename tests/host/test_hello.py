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
