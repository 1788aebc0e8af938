"""What a browser, or who poses as one, may write: each message gets its one answer, and the next one is read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.host.process import HELLO, LENGTH, PREPARE, Browser, Sandbox, environment, outcomes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.host.conftest import Start

MEBIBYTE = 2**20
HELLO_1 = {"v": 1, "id": "1", "op": "hello", "params": HELLO}


def text(**changes: Any) -> bytes:
    return json.dumps({**HELLO_1, **changes}).encode()


@pytest.mark.parametrize(
    ("content", "code", "carried"),
    [
        (b"", "bad_request", None),
        (b"{", "bad_request", None),
        (b"\xff\xfe", "bad_request", None),
        (b"\xef\xbb\xbf" + text(), "bad_request", None),
        (b"null", "bad_request", None),
        (b"[]", "bad_request", None),
        (b"[" * 500_000, "bad_request", None),
        (b'{"a":' * 100_000, "bad_request", None),
        (b"1" * 100_000, "bad_request", None),
        (text() + text(), "bad_request", None),
        (b'{"v":1,"id":"1","id":"2","op":"hello"}', "bad_request", None),
        (b'{"v":NaN,"id":"1","op":"hello"}', "bad_request", None),
        (b'{"v":1,"id":"1","op":"hello","params":{"a":Infinity}}', "bad_request", None),
        (text(id="\ud800"), "bad_request", None),
        (text(id=""), "bad_request", None),
        (text(id="x" * 65), "bad_request", None),
        (text(id="a\nb"), "bad_request", None),
        (text(id="a\u202eb"), "bad_request", None),
        (text(id=7), "bad_request", None),
        (text(v="1"), "bad_request", "1"),
        (text(v=True), "bad_request", "1"),
        (text(v=2), "unsupported_version", "1"),
        (text(v=0), "unsupported_version", "1"),
        (text(v=2.0), "unsupported_version", "1"),
        (text(v=1.5), "unsupported_version", "1"),
        (text(op=None), "bad_request", "1"),
        (text(op="../hello"), "unknown_op", "1"),
        (text(op="run"), "unknown_op", "1"),
        (text(params=[]), "bad_request", "1"),
        (text(params={}), "bad_request", "1"),
        (text(more=1), "bad_request", "1"),
        (text(params={**HELLO, "browser": "\ud800"}), "bad_request", None),
        (text(op="search", params={"text": "x", "limit": 5}), "bad_request", "1"),
        (text(op="search", params={"text": "xx", "limit": 51}), "bad_request", "1"),
        (text(op="resolve", params={"codes": ["1"] * 501}), "bad_request", "1"),
        (text(op="status", params={"x": 1}), "bad_request", "1"),
        (text(op="prepare", params={**PREPARE, "source": {"trigger": "mouse"}}), "bad_request", "1"),
        (text(op="prepare", params={**PREPARE, "practitioner": {"rpps": "1"}}), "bad_request", "1"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else None,
)
def test_what_is_malformed_gets_its_error(browser: Browser, content: bytes, code: str, carried: str | None) -> None:
    browser.send(content)
    answer = browser.hear()
    assert answer["v"] == 1
    assert answer["ok"] is False
    assert answer["id"] == carried
    assert answer["error"]["code"] == code
    assert set(answer["error"]) == {"code", "message", "retryable", "hint"}
    assert browser.outcome("hello", HELLO) == "ok"


def test_a_version_is_a_number_however_it_is_written(browser: Browser) -> None:
    browser.send(text(v=1.0))
    assert browser.hear()["ok"]


def test_params_may_be_left_out_where_there_are_none(browser: Browser) -> None:
    browser.send(b'{"v":1,"id":"\xc3\xa9t\xc3\xa9","op":"status"}')
    answer = browser.hear()
    assert answer["ok"]
    assert answer["id"] == "été"


@pytest.mark.parametrize("size", [MEBIBYTE, MEBIBYTE + 1, 40 * MEBIBYTE])
def test_a_message_over_the_limit_is_passed_over(browser: Browser, size: int) -> None:
    browser.send(text() + b" " * (size - len(text())))
    answer = browser.hear()
    assert answer["ok"] if size <= MEBIBYTE else answer["error"]["code"] == "message_too_large"
    assert browser.outcome("hello", HELLO) == "ok"


def test_a_message_over_the_limit_is_answered_before_it_has_come(browser: Browser) -> None:
    browser.send(b"{", announced=2**32 - 1)
    assert browser.hear()["error"]["code"] == "message_too_large"
    assert browser.close() == 0


def test_who_asks_without_end_is_slowed_down(world: Sandbox, tmp_path: Path) -> None:
    """Three requests at once, and one more each quarter of an hour."""
    program = (
        "from native_host.messages import framing, host, pace\n"
        "source, sink = framing.take_pipes()\n"
        "host.Host(source, sink, pace=pace.Pace(3, 1 / 900)).serve()"
    )
    wishes = [("resolve", {"codes": []})] * 4 + [("prepare", PREPARE)]
    requests = [text(id=str(number), op=op, params=params) for number, (op, params) in enumerate(wishes)]
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b"".join(LENGTH.pack(len(request)) + request for request in requests),
        env=environment(tmp_path, world.configuration()),
        capture_output=True,
        check=True,
    )
    answers, rest = [], done.stdout
    while rest:
        (size,) = LENGTH.unpack(rest[:4])
        answers.append(json.loads(rest[4 : 4 + size]))
        rest = rest[4 + size :]
    refused = {answer["id"]: answer["error"]["code"] for answer in answers if not answer["ok"]}
    assert refused == {"3": "rate_limited", "4": "rate_limited"}
    assert len(answers) == 5
    assert outcomes(tmp_path) == ["rate_limited"]


HUNG = "[network]\ndeadline = 60"


def test_many_requests_wait_for_their_turn(browser: Browser, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.set({"endpoint": "token", "delay": 0.5, "times": 1})
    requests = [browser.say("prepare", PREPARE) for _ in range(100)]
    assert all(browser.answer_to(request)["ok"] for request in requests)
    assert outcomes(tmp_path) == ["ok"] * 100


def test_a_request_that_waits_is_cancelled_at_once(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    browser = start(config=sandbox.configuration(network=HUNG))
    browser.ask("warm")
    sandbox.set({"delay": 60})
    requests = [browser.say("prepare", PREPARE) for _ in range(40)]
    cancel = browser.say("cancel", {"request": requests[-1]})
    answers = {answer["id"]: answer for answer in (browser.hear(), browser.hear())}
    assert answers[cancel]["result"] == {"cancelled": True}
    assert answers[requests[-1]]["error"]["code"] == "cancelled"
    assert outcomes(tmp_path) == ["cancelled"]
    assert browser.ask("cancel", {"request": requests[-1]})["result"] == {"cancelled": False}


def test_waiting_for_its_turn_takes_of_a_requests_own_time(start: Start, sandbox: Sandbox) -> None:
    browser = start(config=sandbox.configuration(network="[network]\ndeadline = 4"))
    browser.ask("warm")
    sandbox.set({"delay": 60})
    began = time.monotonic()
    requests = [browser.say("prepare", PREPARE) for _ in range(480)]
    assert {browser.answer_to(request)["error"]["code"] for request in requests} == {"timeout"}
    assert time.monotonic() - began < 40  # by turns of four seconds each it would be sixty


def test_too_many_requests_at_a_time_are_refused_and_recorded(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    browser = start(config=sandbox.configuration(network=HUNG))
    browser.ask("warm")
    sandbox.set({"delay": 60})
    requests = [browser.say("prepare", PREPARE) for _ in range(515)]
    refused = [browser.hear() for _ in range(3)]
    assert [answer["id"] for answer in refused] == requests[-3:]
    assert {answer["error"]["code"] for answer in refused} == {"rate_limited"}
    assert refused[0]["error"]["retryable"] is True
    assert outcomes(tmp_path) == ["rate_limited"] * 3
    assert browser.ask("cancel", {"request": requests[0]})["result"] == {"cancelled": True}


@pytest.mark.parametrize(
    "arguments",
    [
        ("chrome-extension://nfbmclelljpdkapljppnhakiknhdfaeh/",),
        ("chrome-extension://nfbmclelljpdkapljppnhakiknhdfaeh/", "--parent-window=1"),
        ("/etc/fr.posos_bridge.host.json", "posos-bridge@native-host"),
    ],
)
def test_published_builds_are_answered(start: Start, arguments: tuple[str, ...]) -> None:
    assert start(*arguments).outcome("hello", HELLO) == "ok"


@pytest.mark.parametrize(
    "arguments",
    [
        ("chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",),
        ("chrome-extension://nfbmclelljpdkapljppnhakiknhdfaeh.evil/", "--parent-window=1"),
        ("https://nfbmclelljpdkapljppnhakiknhdfaeh/",),
        ("/etc/fr.posos_bridge.host.json", "somebody@else"),
        ("posos-bridge@native-host.evil",),
        ("--parent-window=3",),
        ("",),
    ],
)
def test_other_callers_are_refused_whatever_they_ask(
    start: Start, sandbox: Sandbox, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    browser = start(*arguments)
    before = len(sandbox.calls())
    assert browser.outcome("hello", HELLO) == "caller_refused"
    assert browser.outcome("prepare", PREPARE) == "caller_refused"
    assert len(sandbox.calls()) == before
    assert outcomes(tmp_path) == ["caller_refused"]
    for content, its_id in (
        (text(op="nope"), "1"),
        (text(op="cancel", params={}), "1"),
        (text(v=7), "1"),
        (text(more=1), "1"),
        (text(id=""), None),
        (b"{", None),
        (b" " * (MEBIBYTE + 1), None),
    ):
        browser.send(content)
        answer = browser.hear()
        assert answer["error"]["code"] == "caller_refused"
        assert answer["id"] == its_id


def test_an_extension_that_it_was_installed_for_is_answered(start: Start, tmp_path: Path) -> None:
    own = "chrome-extension://abcdefghijklmnopabcdefghijklmnop/"
    (tmp_path / "config/posos-bridge").mkdir(parents=True)
    (tmp_path / "config/posos-bridge/callers.json").write_text(json.dumps([own]))
    assert start(own).outcome("hello", HELLO) == "ok"


def test_what_else_prints_does_not_reach_the_browser(start: Start, tmp_path: Path) -> None:
    """A key custody that prints, as a library would, on the descriptor and on sys.stdout."""
    chatty = tmp_path / "chatty"
    chatty.mkdir()
    (chatty / "truststore.py").write_text("")
    (chatty / "sitecustomize.py").write_text(
        "import atexit, os, sys, threading, time\n"
        "def chat():\n"
        "    while True:\n"
        "        time.sleep(0.02); print('noise'); sys.stdout.flush(); os.write(1, b'noise')\n"
        "def later():\n"
        "    while os.readlink('/proc/self/fd/1') != os.readlink('/proc/self/fd/2'): time.sleep(0.005)\n"
        "    chat()\n"
        "threading.Thread(target=later, daemon=True).start()\n"
    )
    browser = start(env={"PYTHONPATH": str(chatty)})
    ends = time.monotonic() + 10
    while b"noise" not in browser.errors and time.monotonic() < ends:
        assert browser.outcome("hello", HELLO) == "ok"
    assert b"noise" in browser.errors
