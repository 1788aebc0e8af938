"""`posos-bridge audit`, as an administrator types it."""

import contextlib
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from native_host.audit import Attempt, AuditTrail

CONFIG = """
environment = "preprod"
[environments.preprod]
base_url = "https://partner-connect.preprod.posos.co"
client_id = "1.apps.googleusercontent.com"
allowed_hosts = ["posos.co"]
key = { file = "key.json" }
[audit]
path = "audit.sqlite3"
"""


def run(tmp_path: Path, *arguments: str, language: str = "en_GB.UTF-8") -> subprocess.CompletedProcess[str]:
    environment = {
        "HOME": str(tmp_path),
        "LANG": language,
        "PATH": "/usr/bin:/bin",
        "POSOS_BRIDGE_CONFIG": str(tmp_path / "config.toml"),
    }
    return subprocess.run(
        [sys.executable, "-m", "native_host.cli", "audit", *arguments],
        check=False,
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
    )


@pytest.fixture
def trail(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG)
    writer = AuditTrail(tmp_path / "audit.sqlite3", clock=lambda: 1.795e9)
    origins = ["https://dpi.example", None, "=cmd|' /C calc'!A0"]
    for index, origin in enumerate(origins):
        outcome = "timeout" if index == 1 else "ok"
        writer.record(
            Attempt(1.795e9 + index, 0.01, "preprod", "jdoe", "abcde1234", "home", (), origin, "button", outcome)
        )
    writer.close()
    return tmp_path


def test_list_shows_the_calls_and_a_script_gets_them_as_json(trail: Path) -> None:
    shown = run(trail, "list")
    assert shown.returncode == 0
    assert "https://dpi.example" in shown.stdout
    document = json.loads(run(trail, "list", "--json", "--outcome", "timeout").stdout)
    assert [row["number"] for row in document["attempts"]] == [2]
    assert document["chain"] is None


def test_check_says_whether_the_chain_is_whole_in_both_languages(trail: Path) -> None:
    assert "The chain is whole: 3 rows" in run(trail, "list", "--check").stdout
    assert "La chaîne est entière : 3 lignes" in run(trail, "list", "--check", language="fr_FR.UTF-8").stdout


def test_check_fails_where_the_last_rows_are_gone_and_their_counter_with_them(trail: Path) -> None:
    with sqlite3.connect(trail / "audit.sqlite3") as database:
        database.execute("DELETE FROM sqlite_sequence")
    assert run(trail, "list", "--check").returncode == 1


def test_list_takes_a_time_with_its_zone(trail: Path) -> None:
    everything = run(trail, "list", "--json")
    first = json.loads(everything.stdout)["attempts"][0]["time"]
    day, hour = first[:10], int(first[11:13])
    assert json.loads(run(trail, "list", "--json", "--since", f"{day}T{hour:02}:00Z").stdout)["attempts"]
    assert not json.loads(run(trail, "list", "--json", "--since", f"{day}T{hour + 1:02}:00+00:00").stdout)["attempts"]


def test_check_fails_where_somebody_tampered(trail: Path) -> None:
    with sqlite3.connect(trail / "audit.sqlite3") as database:
        database.execute("UPDATE attempts SET outcome = 'ok' WHERE number = 2")
    checked = run(trail, "list", "--check", "--json")
    assert checked.returncode == 1
    assert json.loads(checked.stdout)["chain"]["broken_at"] == 2
    assert json.loads(checked.stdout)["error"]["code"] == "audit_broken"
    assert run(trail, "list", "--check").stderr.startswith("audit_broken: The chain breaks at row 2")


def test_export_writes_csv_that_a_spreadsheet_takes_for_text(trail: Path) -> None:
    assert run(trail, "export", "--out", str(trail / "out.csv")).returncode == 0
    rows = list(csv.DictReader(io.StringIO((trail / "out.csv").read_text("utf-8-sig"))))
    assert [row["origin"] for row in rows] == ["https://dpi.example", "", "'=cmd|' /C calc'!A0"]


def test_export_writes_json_lines(trail: Path) -> None:
    exported = run(trail, "export", "--format", "jsonl")
    assert [json.loads(line)["outcome"] for line in exported.stdout.splitlines()] == ["ok", "timeout", "ok"]


def test_a_machine_that_made_no_call_has_an_empty_record(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG)
    shown = run(tmp_path, "list", "--check")
    assert (shown.returncode, shown.stdout.strip()) == (0, "No call matches.")


def test_a_damaged_trail_is_an_error_with_its_code(trail: Path) -> None:
    (trail / "audit.sqlite3").write_bytes(b"no database" * 1000)
    shown = run(trail, "list")
    assert shown.returncode == 1
    assert shown.stderr.startswith("audit_unwritable: ")
    assert "is damaged" in shown.stderr
    assert "set it aside as" in shown.stderr
    assert "Free some space" not in shown.stderr
    assert "est endommagé" in run(trail, "list", language="fr_FR.UTF-8").stderr


@pytest.mark.parametrize("command", ["list", "export"])
@pytest.mark.parametrize("place", ["config.toml/audit.sqlite3", "config.toml/more/audit.sqlite3", "."])
def test_a_trail_that_nobody_can_write_is_not_an_empty_one(tmp_path: Path, place: str, command: str) -> None:
    (tmp_path / "config.toml").write_text(CONFIG.replace("audit.sqlite3", place))
    told = run(tmp_path, command)
    assert told.returncode == 1
    assert told.stderr.startswith("audit_unwritable: ")


def test_a_trail_whose_folder_is_still_to_be_made_is_empty(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG.replace("audit.sqlite3", "not/yet/audit.sqlite3"))
    assert run(tmp_path, "list").returncode == 0
    assert not (tmp_path / "not").exists()


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_place_where_nothing_can_be_recorded_is_no_empty_record(tmp_path: Path, command: str) -> None:
    (tmp_path / "config.toml").write_text(CONFIG.replace("audit.sqlite3", "config.toml/audit.sqlite3"))
    done = run(tmp_path, command, language="fr_FR.UTF-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("audit_unwritable: ")
    assert "config.toml/audit.sqlite3" in done.stderr
    assert "ce n\u2019est pas un dossier" in done.stderr


def test_an_outcome_that_no_row_can_have_is_wrong_use(trail: Path) -> None:
    done = run(trail, "list", "--outcome", "nope", language="fr_FR.UTF-8")
    assert done.returncode == 2
    assert "« nope »" in done.stderr
    assert "timeout" in done.stderr
    for outcome in ("ok", "rate_limited"):
        assert run(trail, "list", "--outcome", outcome).returncode == 0


def drop_its_table(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE attempts")


def put_anothers_database(file: Path) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE invoices (number)")


def put_a_link(file: Path, target: str) -> None:
    file.unlink()
    file.symlink_to(target)


def put_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (drop_its_table, "its table of attempts is gone"),
        (put_anothers_database, "another kind of file is there"),
        (lambda file: put_a_link(file, "/dev/null"), "not a regular file"),
        (lambda file: put_a_link(file, "nowhere/audit.sqlite3"), "no such file or directory"),
        (put_a_pipe, "not a regular file"),
    ],
)
@pytest.mark.parametrize("arguments", [("list",), ("list", "--check", "--json"), ("export",)])
def test_what_is_no_trail_is_not_taken_for_an_empty_one(
    trail: Path, spoil: Callable[[Path], None], reason: str, arguments: tuple[str, ...]
) -> None:
    spoil(trail / "audit.sqlite3")
    done = run(trail, *arguments)
    assert done.returncode == 1
    assert "audit_unwritable" in done.stdout + done.stderr
    assert f"{trail}/audit.sqlite3 cannot be read or written: {reason}." in done.stdout + done.stderr
