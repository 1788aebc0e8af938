"""Each way in which the world outside fails, against the real process: the right code, in time, and working after."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.host.process import PREPARE, Browser, Sandbox, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.host.conftest import Start

DEADLINE = 4
HURRIED = f"[network]\ndeadline = {DEADLINE}"
ONCE: dict[str, Any] = {"times": 1}
NOW: dict[str, Any] = {"retry_after": 0}
AT_PREPARE: list[tuple[dict[str, Any], str]] = [
    ({"status": 400}, "rejected"),
    ({"status": 401}, "unauthorized"),
    ({"status": 401, **ONCE}, "ok"),
    ({"status": 403}, "forbidden"),
    ({"status": 404}, "rejected"),
    ({"status": 409}, "rejected"),
    ({"status": 429}, "rate_limited"),
    ({"status": 429, **ONCE}, "ok"),
    ({"status": 429, "retry_after": 60}, "rate_limited"),
    ({"status": 500}, "unavailable"),
    ({"status": 500, **ONCE}, "unavailable"),
    ({"status": 502, **ONCE}, "ok"),
    ({"status": 503, **ONCE, **NOW}, "ok"),
    ({"status": 503}, "unavailable"),
    ({"status": 504, "times": 2}, "ok"),
    ({"status": 304}, "bad_response"),
    ({"closed_connection": True}, "network"),
    ({"closed_connection": True, **ONCE}, "ok"),
    ({"closed_connection": "reset"}, "network"),
    ({"closed_connection": "reset", **ONCE}, "ok"),
    ({"foreign_redirect": True}, "untrusted_url"),
    ({"foreign_redirect": "http://127.0.0.1.evil.example/"}, "untrusted_url"),
    ({"body": "truncated"}, "bad_response"),
    ({"body": "huge"}, "bad_response"),
    ({"body": "endless"}, "bad_response"),
    ({"body": "trickle"}, "timeout"),
    ({"body": "gzip_bomb"}, "bad_response"),
    ({"body": "captive_portal"}, "bad_response"),
    ({"body": "empty"}, "bad_response"),
    ({"body": "not_json"}, "bad_response"),
    ({"body": "no_url"}, "bad_response"),
    ({"delay": 10}, "timeout"),
    ({"delay": 0.2}, "ok"),
    ({"shape": "location"}, "ok"),
    ({"shape": "url"}, "ok"),
    ({"shape": "token_and_url"}, "ok"),
    ({"shape": "string"}, "ok"),
    ({"shape": "redirect"}, "ok"),
    ({"url": "https://evil.example/"}, "untrusted_url"),
    ({"url": "http://posos.co/"}, "untrusted_url"),
    ({"url": "http://localhost:1/"}, "untrusted_url"),
    ({"url": "https://127.0.0.1@evil.example/"}, "untrusted_url"),
    ({"url": "javascript:alert(1)"}, "untrusted_url"),
]
AT_TOKEN: list[tuple[dict[str, Any], str]] = [
    ({"status": 400}, "token_refused"),
    ({"status": 401}, "token_refused"),
    ({"status": 403}, "token_refused"),
    ({"status": 429}, "rate_limited"),
    ({"status": 500}, "unavailable"),
    ({"status": 503}, "unavailable"),
    ({"status": 503, **ONCE}, "ok"),
    ({"refused_key": True}, "token_refused"),
    ({"refused_key": "signature"}, "token_refused"),
    ({"refused_key": "account"}, "token_refused"),
    ({"closed_connection": True}, "network"),
    ({"closed_connection": "reset", **ONCE}, "ok"),
    ({"foreign_redirect": True}, "bad_response"),
    ({"body": "truncated"}, "bad_response"),
    ({"body": "huge"}, "bad_response"),
    ({"body": "endless"}, "bad_response"),
    ({"body": "trickle"}, "timeout"),
    ({"body": "gzip_bomb"}, "bad_response"),
    ({"body": "captive_portal"}, "bad_response"),
    ({"body": "empty"}, "bad_response"),
    ({"body": "not_json"}, "bad_response"),
    ({"body": "no_url"}, "bad_response"),
    ({"delay": 10}, "timeout"),
]


@pytest.fixture(scope="module")
def patient(world: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(environment(tmp_path_factory.mktemp("patient"), world.configuration())) as browser:
        yield browser


@pytest.fixture(scope="module")
def hurried(world: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Waits no longer than the test of a timeout wants to."""
    with Browser(environment(tmp_path_factory.mktemp("hurried"), world.configuration(network=HURRIED))) as browser:
        yield browser


@pytest.fixture
def shared(code: str, patient: Browser, hurried: Browser) -> Browser:
    return hurried if code == "timeout" else patient


def outcome(browser: Browser) -> str:
    answer = browser.ask("prepare", PREPARE)
    if answer["ok"]:
        return "ok"
    assert "evil.example" not in answer["error"]["message"]
    return str(answer["error"]["code"])


def named(case: Any) -> str | None:
    return str(case) if isinstance(case, dict) else None


@pytest.mark.parametrize(("fault", "code"), AT_PREPARE, ids=named)
def test_fault_of_prepare(shared: Browser, sandbox: Sandbox, fault: dict[str, Any], code: str) -> None:
    shared.ask("warm")
    sandbox.set({"endpoint": "prepare", **fault})
    assert outcome(shared) == code
    sandbox.set()
    assert outcome(shared) == "ok"


@pytest.mark.parametrize(("fault", "code"), AT_TOKEN, ids=named)
def test_fault_of_the_token_endpoint(shared: Browser, sandbox: Sandbox, fault: dict[str, Any], code: str) -> None:
    os.utime(sandbox.key)  # another key, as far as the host can tell: the token is fetched anew
    sandbox.set({"endpoint": "token", **fault})
    assert outcome(shared) == code
    sandbox.set()
    assert outcome(shared) == "ok"


def test_a_request_ends_at_its_deadline(hurried: Browser, sandbox: Sandbox) -> None:
    hurried.ask("warm")
    sandbox.set({"endpoint": "prepare", "delay": 60})
    began = time.monotonic()
    assert outcome(hurried) == "timeout"
    assert time.monotonic() - began < 5 * DEADLINE  # the machine may be slow, the sandbox is slower


def test_a_fresh_host_too_waits_as_long_as_it_is_asked(start: Start, sandbox: Sandbox) -> None:
    sandbox.set({"endpoint": "token", "status": 503, "retry_after": 1, "times": 1})
    assert outcome(start()) == "ok"
    refused, accepted = (call["monotonic"] for call in sandbox.calls("/token")[-2:])
    assert accepted - refused >= 1


@pytest.mark.parametrize("skew", [300, -300, 7200])
def test_a_wrong_clock_is_mended_and_told_in_status(start: Start, sandbox: Sandbox, skew: int) -> None:
    sandbox.set({"clock_skew": skew})
    browser = start()
    assert browser.outcome("prepare", PREPARE) == "ok"
    checks = {check["name"]: check for check in browser.ask("status")["result"]["checks"]}
    assert checks["clock"]["ok"] is False
    assert checks["clock"]["code"] == "clock_skew"
    assert "works all the same" in checks["clock"]["message"]
    assert "NTP" in checks["clock"]["hint"]
    french = start(env={"LANG": "fr_FR.UTF-8"})
    french.ask("warm")
    assert "fonctionne quand même" in str(french.ask("status")["result"])
    assert checks["token"]["ok"] is True
    assert len(sandbox.calls("/token")) >= 2


def test_a_401_drops_the_token_and_tries_once_more(browser: Browser, sandbox: Sandbox) -> None:
    browser.ask("warm")
    before = len(sandbox.calls()), len(sandbox.calls("/token"))
    sandbox.set({"endpoint": "prepare", "status": 401})
    assert browser.outcome("prepare", PREPARE) == "unauthorized"
    assert (len(sandbox.calls()) - before[0], len(sandbox.calls("/token")) - before[1]) == (2, 1)


def test_many_requests_wait_for_one_token(browser: Browser, sandbox: Sandbox) -> None:
    before = len(sandbox.calls("/token"))
    sandbox.set({"endpoint": "token", "delay": 0.3})
    requests = [browser.say("prepare", PREPARE) for _ in range(20)]
    assert all(browser.answer_to(request)["ok"] for request in requests)
    assert len(sandbox.calls("/token")) - before == 1


def test_a_key_that_is_replaced_is_used_without_a_restart(start: Start, sandbox: Sandbox, tmp_path: Any) -> None:
    key = tmp_path / "own.json"
    key.write_text("{}")
    key.chmod(0o600)
    browser = start(config=sandbox.configuration(key=f'key = {{ file = "{key}" }}'))
    assert browser.outcome("prepare", PREPARE) == "key_invalid"
    key.write_bytes(sandbox.key.read_bytes())
    assert browser.outcome("prepare", PREPARE) == "ok"
    key.unlink()
    assert browser.outcome("prepare", PREPARE) == "key_unreadable"


def test_a_key_that_others_can_read_is_refused_with_the_remedy(start: Start, sandbox: Sandbox, tmp_path: Any) -> None:
    key = tmp_path / "own.json"
    key.write_bytes(sandbox.key.read_bytes())
    key.chmod(0o640)
    error = start(config=sandbox.configuration(key=f'key = {{ file = "{key}" }}')).ask("prepare", PREPARE)["error"]
    assert error["code"] == "key_permissions"
    assert f"chmod 600 {key}" in error["hint"]


@pytest.mark.parametrize(
    ("base_url", "code"),
    [
        ("http://127.0.0.1:9", "network"),
        ("https://nowhere.invalid", "network"),
        ("http://posos.co", "not_configured"),
        ("http://localhost:9", "not_configured"),
    ],
)
def test_a_host_that_cannot_be_reached_is_named(start: Start, sandbox: Sandbox, base_url: str, code: str) -> None:
    error = start(config=sandbox.configuration(base_url=f'base_url = "{base_url}"')).ask("prepare", PREPARE)["error"]
    assert error["code"] == code
    assert ("base_url" if code == "not_configured" else base_url.split("/")[2].partition(":")[0]) in error["hint"]


def test_plain_http_is_for_an_environment_named_sandbox_alone(start: Start, sandbox: Sandbox) -> None:
    config = sandbox.configuration(top='environment = "preprod"', environment="[environments.preprod]")
    error = start(config=config).ask("prepare", PREPARE)["error"]
    assert error["code"] == "not_configured"
    assert "base_url" in error["hint"]
