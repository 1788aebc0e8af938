"""The audit trail: what it keeps, for how long, and what it does when its file is not what it should be."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from native_host.audit import Attempt, AuditTrail
from native_host.audit.reading import Filter, check, rows
from native_host.errors import BridgeError

DAY = 86_400
BEGAN = 1_795_000_000.0  # 2026-11-18T13:46:40Z


def attempt(began: float = BEGAN, **changed: Any) -> Attempt:
    return Attempt(
        began=began,
        duration=0.0421,
        environment="preprod",
        os_user="jdoe",
        practitioner="abcde1234",
        guide="side_effects",
        ucds=("3400894203018", "3400892335049"),
        origin="https://dpi.hopital.example",
        trigger="button",
        outcome="ok",
    )._replace(**changed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "audit.sqlite3"


def edit(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute(statement)
    database.close()


def test_a_row_tells_who_asked_for_what_and_holds_no_code(path: Path) -> None:
    trail = AuditTrail(path)
    assert trail.record(attempt())
    (row,) = rows(path, Filter())
    assert row == {
        "number": 1,
        "time": "2026-11-18T11:06:40.000Z",
        "environment": "preprod",
        "os_user": "jdoe",
        "practitioner": "abcde1234",
        "guide": "side_effects",
        "codes": 2,
        "ucds": None,
        "origin": "https://dpi.hopital.example",
        "trigger": "button",
        "outcome": "ok",
        "duration_ms": 42.1,
    }
    assert b"3400894203018" not in path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert trail.problems() == []


def test_codes_are_kept_when_the_configuration_says_so(path: Path) -> None:
    AuditTrail(path, record_codes=True).record(attempt())
    assert next(rows(path, Filter()))["ucds"] == "3400894203018 3400892335049"


def test_the_trail_is_its_owners_alone(path: Path) -> None:
    AuditTrail(path).record(attempt())
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


def test_the_chain_of_many_hosts_is_whole(path: Path) -> None:
    trails = [AuditTrail(path) for _ in range(4)]
    for index in range(40):
        assert trails[index % 4].record(attempt(BEGAN + index))
    verdict = check(path)
    assert (verdict.rows, verdict.broken_at) == (40, None)


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE attempts SET practitioner = 'somebody' WHERE number = 4", 4),
        ("UPDATE attempts SET duration_ms = duration_ms + 1 WHERE number = 9", 9),
        ("DELETE FROM attempts WHERE number = 5", 5),
        ("DELETE FROM attempts WHERE number <= 3", 1),
        ("DELETE FROM attempts WHERE number >= 8", 8),
        ("DELETE FROM attempts", 1),
        ("UPDATE attempts SET number = 100 WHERE number = 9", 9),
        ("UPDATE attempts SET hash = previous WHERE number = 2", 2),
    ],
)
def test_the_check_says_where_somebody_tampered(path: Path, tampering: str, broken_at: int) -> None:
    trail = AuditTrail(path)
    for index in range(9):
        trail.record(attempt(BEGAN + index))
    edit(path, tampering)
    assert check(path).broken_at == broken_at
    trail.record(attempt())
    assert check(path).broken_at == broken_at, "a later row must not heal the chain"


def test_retention_removes_old_rows_and_the_chain_stays_whole(path: Path) -> None:
    trail = AuditTrail(path, retention_days=365, clock=lambda: BEGAN)
    for day in range(10):
        trail.record(attempt(BEGAN + day * DAY))
    trail.close()
    trail = AuditTrail(path, retention_days=365, clock=lambda: BEGAN + 370 * DAY)
    trail.record(attempt(BEGAN + 370 * DAY))
    assert [row["number"] for row in rows(path, Filter())] == [6, 7, 8, 9, 10, 11]
    assert check(path).broken_at is None
    edit(path, "DELETE FROM attempts WHERE number = 6")
    assert check(path).broken_at == 6


def test_a_trail_whose_rows_are_all_too_old_goes_on_from_its_anchor(path: Path) -> None:
    AuditTrail(path, clock=lambda: BEGAN).record(attempt())
    AuditTrail(path, clock=lambda: BEGAN + 400 * DAY).record(attempt(BEGAN + 400 * DAY))
    assert [row["number"] for row in rows(path, Filter())] == [2]
    assert check(path).broken_at is None


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Filter(), [1, 2, 3, 4]),
        (Filter(since="2026-11-19"), [2, 3, 4]),
        (Filter(until="2026-11-19"), [1, 2]),
        (Filter(since="2026-11-19T11", until="2026-11-20"), [2, 3]),
        (Filter(practitioner="other"), [3]),
        (Filter(outcome="timeout"), [4]),
        (Filter(guide="home", outcome="ok"), [2]),
    ],
)
def test_filters(path: Path, wanted: Filter, numbers: list[int]) -> None:
    trail = AuditTrail(path, clock=lambda: BEGAN)
    trail.record(attempt(BEGAN))
    trail.record(attempt(BEGAN + DAY, guide="home"))
    trail.record(attempt(BEGAN + 2 * DAY, practitioner="other"))
    trail.record(attempt(BEGAN + 3 * DAY, outcome="timeout"))
    assert [row["number"] for row in rows(path, wanted)] == numbers
    assert [row["number"] for row in rows(path, wanted, limit=1)] == numbers[-1:]


def test_a_file_that_is_no_database_is_set_aside_under_a_dated_name(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, " * 1000)
    trail = AuditTrail(path, clock=lambda: BEGAN)
    assert trail.record(attempt())
    aside = path.with_name("audit.sqlite3.damaged-20261118T110640Z")
    assert aside.read_bytes().startswith(b"not a database")
    assert [problem.code for problem in trail.problems()] == ["audit_set_aside"]
    assert trail.problems()[0].facts == {"file": str(aside)}
    assert check(path).rows == 1
    aside.unlink()
    assert trail.problems() == []


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database")
    other = tmp_path / "other.sqlite3"
    edit(other, "CREATE TABLE drugs (ucd13 INTEGER)")
    for file in (tmp_path / "notes.txt", other):
        before = file.read_bytes()
        trail = AuditTrail(file)
        assert not trail.record(attempt())
        (problem,) = trail.problems()
        assert problem.code == "audit_unwritable"
        assert "d\u2019une autre sorte" in BridgeError(problem.code, **problem.facts).hint("fr")
        assert file.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"notes.txt", "other.sqlite3"}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE sqlite_sequence SET seq = 9223372036854775807",
        "UPDATE sqlite_sequence SET seq = 'x'",
        "UPDATE attempts SET time = x'01'",
    ],
)
def test_a_trail_that_takes_no_row_any_more_stops_nobody_and_is_said(path: Path, tampering: str) -> None:
    AuditTrail(path).record(attempt())
    edit(path, tampering)
    trail = AuditTrail(path)
    assert not trail.record(attempt())
    (problem,) = trail.problems()
    assert problem.code == "audit_unwritable"
    assert "another program has changed what is in it" in BridgeError(problem.code, **problem.facts).hint("en")


def test_what_no_row_holds_breaks_the_chain(path: Path) -> None:
    AuditTrail(path).record(attempt())
    edit(path, "UPDATE attempts SET guide = x'00ff'")
    assert check(path).broken_at == 1
    assert AuditTrail(path).record(attempt())


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/null")])
def test_what_keeps_no_row_is_no_trail(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "audit")
    trail = AuditTrail(tmp_path / "audit")
    assert not trail.record(attempt())
    assert trail.failure == "not a regular file"


def test_an_empty_file_becomes_the_trail(tmp_path: Path) -> None:
    (tmp_path / "trail").touch()
    assert AuditTrail(tmp_path / "trail").record(attempt())


def test_a_trail_by_any_name_is_set_aside_when_it_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "trail"
    file.write_bytes(b"\0" * 8192)
    (tmp_path / "trail-wal").touch()  # a killed host leaves it
    assert AuditTrail(file, clock=lambda: BEGAN).record(attempt())
    assert (tmp_path / "trail.damaged-20261118T110640Z").exists()


def test_a_trail_damaged_under_running_hosts_is_set_aside_once(path: Path) -> None:
    hosts = [AuditTrail(path, clock=lambda: BEGAN) for _ in range(3)]
    for index in range(300):
        hosts[index % 3].record(attempt())
    for host in hosts:
        host.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    for host in hosts:
        assert host.record(attempt())
    assert len(list(path.parent.glob("*.damaged-*Z"))) == 1
    assert (check(path).rows, check(path).broken_at) == (3, None)


def test_rows_do_not_follow_a_file_that_was_moved_away(path: Path) -> None:
    trail = AuditTrail(path)
    trail.record(attempt())
    archive = path.with_name("archive.sqlite3")
    for suffix in ("-wal", "-shm", ""):
        path.with_name(path.name + suffix).rename(archive.with_name(archive.name + suffix))
    trail.record(attempt())
    assert check(path).rows == 1
    assert check(archive).rows == 1


def test_a_place_that_cannot_be_written_stops_nobody_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    trail = AuditTrail(tmp_path / "file" / "audit.sqlite3")
    assert not trail.record(attempt())
    (problem,) = trail.problems()
    assert problem.code == "audit_unwritable"
    assert problem.facts["file"] == str(tmp_path / "file" / "audit.sqlite3")
    hint = BridgeError(problem.code, **problem.facts).hint
    assert "Errno" not in hint("en")
    assert "pas un dossier" in hint("fr")


def test_the_trail_begins_again_by_itself_when_its_place_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    trail = AuditTrail(tmp_path / "state" / "audit.sqlite3")
    assert not trail.record(attempt())
    (tmp_path / "state").unlink()
    assert trail.record(attempt())
    assert trail.problems() == []


FULL_DISK = """
import resource, signal, sys, time
from native_host.audit import Attempt, AuditTrail
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
trail = AuditTrail(sys.argv[1])
row = Attempt(1.8e9, 0.1, "preprod", "jdoe", "abcde1234", "home", (), None, "cli", "ok")
assert trail.record(row)
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))
kept = [trail.record(row) for _ in range(2000)]
assert not kept[-1]
print(1 + sum(kept), trail.problems()[0].code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert trail.record(row)
assert trail.problems() == []
"""


def test_a_full_disk_costs_rows_and_nothing_else(path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True)
    kept, code = run.stdout.split()
    assert code == "audit_unwritable"
    assert (check(path).rows, check(path).broken_at) == (int(kept) + 1, None)
