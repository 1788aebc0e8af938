"""What comes from outside moves no cursor and hides no row on an administrator's terminal."""

from __future__ import annotations

import csv
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.checkout import ROOT
from tests.host.process import Sandbox, environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.host.conftest import Start

# A colour, a line that another row could be forged with, the eight-bit form of ESC [, and a change of direction.
GUIDE = "a\x1b[31mRED\nb\x9b2J\u202ec"
SHOWN = "a\\u001b[31mRED\\u000ab\\u009b2J\\u202ec"


class Terminal:
    """Runs commands as the person whose host has just been called."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env | {"COLUMNS": "400"}

    def run(self, *arguments: str, done: int = 0) -> str:
        command = [f"{ROOT}/.venv/bin/posos-bridge", *arguments]
        found = subprocess.run(command, env=self._env, capture_output=True, check=False)
        assert found.returncode == done, found.stderr
        return (found.stdout + found.stderr).decode()


@pytest.fixture
def terminal(start: Start, sandbox: Sandbox, tmp_path: Path) -> Terminal:
    source = {"origin": "https://evil.example\x1b[2J", "trigger": "page"}
    assert start().outcome("prepare", {"guide": GUIDE, "ucds": [], "source": source}) == "unknown_guide"
    return Terminal(environment(tmp_path, sandbox.configuration()))


def obeyed(said: str) -> list[str]:
    return [sign for sign in said if not sign.isprintable() and sign not in "\n\u202f\xa0"]


def test_the_audit_trail_is_shown_with_what_would_be_obeyed_as_its_escape(terminal: Terminal) -> None:
    said = terminal.run("audit", "list")
    assert obeyed(said) == []
    _, row = said.splitlines()
    assert SHOWN in row
    assert "https://evil.example\\u001b[2J" in row
    assert SHOWN in terminal.run("audit", "export")
    (exported,) = csv.DictReader(terminal.run("audit", "export").splitlines())
    assert exported["guide"] == SHOWN


def test_a_script_gets_what_was_said(terminal: Terminal) -> None:
    for arguments in (["audit", "list", "--json"], ["audit", "export", "--format", "jsonl"]):
        said = terminal.run(*arguments)
        assert obeyed(said) == []
        found = json.loads(said)
        assert (found["attempts"][0] if "attempts" in found else found)["guide"] == GUIDE


def test_a_drug_table_is_shown_in_the_same_way(terminal: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "t\x1b[1m.csv"
    table.write_text("TITLE\x1b[1m;\nCodeUCD13;LibelleUCD\n3400892169026;DOLI\x1b[31mRED\x07 [bold]\n123\x1b;X\n")
    for arguments in (
        ["table", "import", str(table)],
        ["table", "lookup", "3400892169026"],
        ["table", "lookup", "doli"],
        ["table", "info"],
    ):
        said = terminal.run(*arguments)
        assert obeyed(said) == []
        assert "\\u001b[" in said
    assert "DOLI\\u001b[31mRED\\u0007 [bold]" in terminal.run("table", "lookup", "doli")
    said = terminal.run("doctor", "--offline", done=1)
    assert obeyed(said) == []


def test_a_failure_is_told_in_the_same_way(terminal: Terminal, tmp_path: Path) -> None:
    for arguments in (["open", "--guide", GUIDE], ["open", GUIDE], ["key", "import", f"{tmp_path}/config.toml"]):
        assert obeyed(terminal.run(*arguments, done=1)) == []
    assert SHOWN in terminal.run("open", "--guide", GUIDE, done=1)
    assert obeyed(terminal.run("install", "--browser", GUIDE, done=2)) == []
    assert obeyed(terminal.run("key", "import", "nowhere\x1b[1m", done=2)) == []
