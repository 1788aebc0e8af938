"""Standard streams that are closed, full, or left by who reads them; and Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.checkout import ROOT
from tests.host.process import CHROMIUM, HELLO, HOST, LENGTH, UCDS, Sandbox, environment, outcomes

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ROOT / ".venv/bin/posos-bridge"
FULL = b"file_unusable: A file cannot be read or written on this computer. Tell your IT department.\n"


def run(folder: Path, line: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    env = environment(folder, None)
    return subprocess.run(["sh", "-c", line], input=given, env=env, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "2>/dev/full"])
def test_the_host_ends_well_without_one_of_its_streams(tmp_path: Path, closed: str) -> None:
    message = json.dumps({"v": 1, "id": "1", "op": "hello", "params": HELLO}).encode()
    done = run(tmp_path, f"{HOST} {CHROMIUM} {closed}", LENGTH.pack(len(message)) + message)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b'"ok":true') == closed.startswith("2")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("--version >&-", 0),
        ("audit list >&-", 0),
        ("audit list --json >&-", 0),
        ("key check --json >&-", 1),
        ("open xx 2>&-", 1),
        ("open xx 2>/dev/full", 1),
        ("nope 2>&-", 2),
        ("nope 2>/dev/full", 2),
    ],
)
def test_a_command_without_one_of_its_streams_ends_as_it_would_with_it(tmp_path: Path, words: str, status: int) -> None:
    done = run(tmp_path, f"{COMMAND} {words}")
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


def test_a_question_that_nobody_can_answer_ends_the_command(tmp_path: Path) -> None:
    done = run(tmp_path, f"{COMMAND} setup <&-")
    assert done.returncode == 1
    assert done.stderr.startswith(b"cancelled: Stopped without an answer")


@pytest.mark.parametrize("words", ["--version", "--help", "audit list", "audit list --json"])
@pytest.mark.parametrize("variable", ["", "PYTHONUNBUFFERED=1 "])
def test_output_that_cannot_be_written_is_told(tmp_path: Path, words: str, variable: str) -> None:
    done = run(tmp_path, f"{variable}{COMMAND} {words} >/dev/full")
    assert done.returncode == 1
    assert done.stderr == FULL + b"what the command writes: no space left on device.\n"


def test_a_failure_that_a_script_cannot_be_told_is_told_to_a_person(tmp_path: Path) -> None:
    done = run(tmp_path, f"{COMMAND} key check --json >/dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith(b"not_configured: ")


@pytest.mark.parametrize("words", ["--version", "audit export"])
def test_who_has_read_enough_is_told_nothing(tmp_path: Path, words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    env = environment(tmp_path, None)
    done = subprocess.run([COMMAND, *words.split()], env=env, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_ctrl_c_ends_a_call_and_the_audit_trail_says_so(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.set({"delay": 60})
    env = environment(tmp_path, sandbox.configuration())
    before = len(sandbox.calls())
    opening = subprocess.Popen([COMMAND, "open", "--no-browser", UCDS[0]], env=env, stderr=subprocess.PIPE)
    while len(sandbox.calls()) == before:
        time.sleep(0.02)
    opening.send_signal(signal.SIGINT)
    assert opening.communicate(timeout=20)[1] == b"cancelled: Stopped: nothing more was done.\n"
    assert opening.returncode == 1
    assert outcomes(tmp_path) == ["cancelled"]


def test_ctrl_c_is_the_way_to_end_the_sandbox(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.process.send_signal(signal.SIGINT)
    assert sandbox.process.wait(20) == 0
