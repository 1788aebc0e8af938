"""A disk that takes nothing more: each command says which file it could not write, and leaves no part of one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.checkout import ROOT
from tests.host.process import Sandbox, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = ROOT / ".venv/bin/posos-bridge"


def run(env: dict[str, str], *words: str) -> tuple[int, str]:
    """Run a command that may write no byte into a file; return how it ended and what it said of that."""
    line = ["sh", "-c", 'ulimit -f 0; exec "$0" "$@"', str(COMMAND), *words]
    done = subprocess.run(line, env=env, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


def files(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("table", "import", "--sample"), "table_unwritable: "),
        (("install", "--browser", "firefox"), "file_unusable: "),
        (("sandbox", "--dir", "{}/sandbox"), "file_unusable: "),
    ],
)
def test_a_command_on_a_full_disk_says_so_and_leaves_nothing(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    status, told = run(environment(tmp_path, None), *(word.format(tmp_path) for word in words))
    assert (status, told[: len(said)]) == (1, said)
    assert str(tmp_path) in told
    assert not list(files(tmp_path))


def test_an_export_on_a_full_disk_names_its_file(tmp_path: Path) -> None:
    status, told = run(environment(tmp_path, None), "audit", "export", "--out", str(tmp_path / "rows.csv"))
    assert status == 1
    assert told.splitlines()[1].startswith(f"{tmp_path}/rows.csv: ")


def test_no_part_of_a_key_is_left_on_a_full_disk(sandbox: Sandbox, tmp_path: Path) -> None:
    document = sandbox.key.read_text("utf-8")
    custody, incoming = tmp_path / "key.json", tmp_path / "incoming.json"
    for file in (custody, incoming):
        file.write_text(document)
        file.chmod(0o600)
    config = sandbox.configuration(key=f"key = {{ file = {json.dumps(str(custody))} }}")
    before = {*files(tmp_path), "config.toml"}
    status, told = run(environment(tmp_path, config), "key", "import", str(incoming))
    assert (status, told.splitlines()[0][:16]) == (1, "key_unreadable: ")
    assert set(files(tmp_path)) == before
    assert custody.read_text("utf-8") == document
