"""How the host lives and ends: with its browser, whatever that does to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.host.process import CHROMIUM, HELLO, HOST, LENGTH, PREPARE, UCDS, Browser, Sandbox, environment, outcomes

if TYPE_CHECKING:
    from tests.host.conftest import Start

MESSAGE = json.dumps({"v": 1, "id": "1", "op": "hello", "params": HELLO}).encode()
FRAME = LENGTH.pack(len(MESSAGE)) + MESSAGE


def test_it_ends_when_standard_input_closes(browser: Browser) -> None:
    assert browser.outcome("hello", HELLO) == "ok"
    assert browser.close() == 0


def test_it_does_not_wait_for_an_exchange_when_standard_input_closes(start: Start, sandbox: Sandbox) -> None:
    browser = start(config=sandbox.configuration(network="[network]\ndeadline = 60"))
    browser.ask("warm")
    sandbox.set({"delay": 60})
    browser.say("prepare", PREPARE)
    assert browser.close() == 0


def test_what_is_under_way_when_standard_input_closes_is_in_the_audit_trail(
    start: Start, sandbox: Sandbox, tmp_path: Path
) -> None:
    browser = start()
    browser.ask("warm")
    sandbox.set({"delay": 60})
    for _ in range(40):  # more than are at work at once
        browser.say("prepare", PREPARE)
    assert browser.close() == 0
    assert outcomes(tmp_path) == ["cancelled"] * 40


def test_what_is_under_way_when_nobody_can_read_the_answers_is_in_the_audit_trail(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    env = environment(tmp_path, sandbox.configuration())
    host = subprocess.Popen([HOST, CHROMIUM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert host.stdin
    assert host.stdout
    sandbox.set({"delay": 60})
    before = len(sandbox.calls())
    message = json.dumps({"v": 1, "id": "1", "op": "prepare", "params": PREPARE}).encode()
    host.stdin.write(LENGTH.pack(len(message)) + message)
    host.stdin.flush()
    while len(sandbox.calls()) == before:
        time.sleep(0.02)
    host.stdout.close()
    host.stdin.write(FRAME)
    host.stdin.flush()
    assert host.wait(10) == 0
    assert outcomes(tmp_path) == ["cancelled"]


@pytest.mark.parametrize("cut", [0, 1, 3, 4, 5, len(FRAME) - 1, len(FRAME), len(FRAME) + 2])
def test_standard_input_that_closes_at_any_byte_ends_it(world: Sandbox, tmp_path: Path, cut: int) -> None:
    env = environment(tmp_path, world.configuration())
    done = subprocess.run(
        [HOST, CHROMIUM], input=(FRAME * 2)[:cut], env=env, capture_output=True, timeout=20, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""
    answers = 0
    rest = done.stdout
    while rest:
        (size,) = LENGTH.unpack(rest[:4])
        assert json.loads(rest[4 : 4 + size])["ok"]
        rest = rest[4 + size :]
        answers += 1
    assert answers == cut // len(FRAME)


def test_a_browser_that_does_not_read_neither_fills_it_nor_keeps_it(world: Sandbox, tmp_path: Path) -> None:
    env = environment(tmp_path, world.configuration())
    host = subprocess.Popen([HOST, CHROMIUM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert host.stdin
    os.set_blocking(host.stdin.fileno(), False)
    written, still = 0, 0
    while still < 20:  # until it has stopped reading too
        try:
            written += os.write(host.stdin.fileno(), FRAME)
            still = 0
        except BlockingIOError:
            still += 1
            time.sleep(0.02)
    assert written > len(FRAME)
    assert psutil.Process(host.pid).memory_info().rss < 60 * 2**20
    host.stdin.close()
    assert host.wait(10) == 0


def test_it_ends_when_nobody_can_read_its_answers(world: Sandbox, tmp_path: Path) -> None:
    env = environment(tmp_path, world.configuration())
    host = subprocess.Popen([HOST, CHROMIUM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert host.stdin
    assert host.stdout
    host.stdout.close()
    host.stdin.write(FRAME)
    host.stdin.flush()
    assert host.wait(10) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_end_it_without_a_word(start: Start, number: int) -> None:
    before = signal.signal(number, signal.SIG_DFL)  # a shell may have its children ignore it
    browser = start()
    signal.signal(number, before)
    assert browser.outcome("hello", HELLO) == "ok"
    browser.process.send_signal(number)
    browser.process.wait(10)
    assert browser.errors == b""


def test_it_goes_on_after_a_second_of_sleep(browser: Browser, sandbox: Sandbox) -> None:
    browser.ask("warm")
    sandbox.set({"delay": 0.2, "times": 1})
    request = browser.say("prepare", PREPARE)
    browser.process.send_signal(signal.SIGSTOP)
    time.sleep(1)
    browser.process.send_signal(signal.SIGCONT)
    assert browser.answer_to(request)["ok"]
    assert browser.outcome("prepare", PREPARE) == "ok"


def test_nothing_grows_over_a_thousand_clicks(browser: Browser) -> None:
    for _ in range(50):
        assert browser.outcome("prepare", PREPARE) == "ok"
    browser.settle()
    counts, memory = browser.counts(), browser.memory()
    for _ in range(1000):
        assert browser.outcome("prepare", PREPARE) == "ok"
    browser.settle()
    assert browser.counts() == counts
    assert browser.memory() - memory < 2


def test_no_secret_is_written_anywhere(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    browser = start(config=sandbox.configuration(log='[log]\nlevel = "debug"'))
    url = browser.ask("prepare", PREPARE)["result"]["url"]
    said = [browser.ask("status"), browser.ask("hello", HELLO)]
    sandbox.set({"url": "https://evil.example/secret"})
    said.append(browser.ask("prepare", PREPARE))
    sandbox.set({"endpoint": "token", "refused_key": True})
    os.utime(sandbox.key)
    said.append(browser.ask("prepare", PREPARE))
    calls = sandbox.calls()[-1]["headers"]["authorization"], sandbox.calls("/token")[-1]["body"]["assertion"]
    browser.close()
    key = json.loads(sandbox.key.read_text())["private_key"]
    secrets = [url, url.rpartition("/")[2], calls[0].removeprefix("Bearer "), calls[1], key.splitlines()[3], "/secret"]
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"prepare: ok" in written  # the log is among what was read
    for secret in secrets:
        assert secret.encode() not in written
        assert secret not in json.dumps(said)
        assert secret.encode() not in browser.errors
    assert UCDS[0].encode() not in written


def test_its_memory_is_not_dumped(browser: Browser) -> None:
    browser.ask("warm")
    limits = Path(f"/proc/{browser.process.pid}/limits").read_text()
    (core,) = [line.split() for line in limits.splitlines() if line.startswith("Max core file size")]
    assert core[4:6] == ["0", "0"]
    # What is not dumpable belongs to root in /proc, whoever runs it, and takes no debugger.
    assert Path(f"/proc/{browser.process.pid}/environ").stat().st_uid == 0
