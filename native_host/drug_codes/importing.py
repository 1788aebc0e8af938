"""Making the drug table: files in, one SQLite file out, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from native_host.databases import OTHER_KIND, is_anothers
from native_host.drug_codes import search
from native_host.drug_codes.source_files import BrokenFileError, Row, sources
from native_host.drug_codes.table import SCHEMA_VERSION
from native_host.drug_codes.ucd import CIP13_PREFIX, classify, ean13_key, ucd13_from_ucd7

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Progress = Callable[[int, int], None]

# A table of real codes, small and named so, for the sandbox and the tests.
SAMPLE = Path(__file__).parent / "sample" / "CIP_UCD-sample.csv"

_SCHEMA = """
CREATE TABLE drugs(id INTEGER PRIMARY KEY, ucd13 TEXT NOT NULL UNIQUE, label TEXT);
-- code: a box's CIP13 or CIP7.
CREATE TABLE boxes(code TEXT, ucd13 TEXT, label TEXT, PRIMARY KEY(code, ucd13)) WITHOUT ROWID;
CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_KEPT_FAULTS = 100
_REPLACE_WITHIN = 5.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was skipped, or a code of it: where, and why (`wrong_key`, `disagreeing`)."""

    place: str
    line: int
    code: str
    reason: str


@dataclass(slots=True)
class Import:
    """What an import read."""

    rows: int = 0
    taken: int = 0
    without_ucd: int = 0
    skipped: int = 0
    faults: list[Fault] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    boxes: dict[tuple[str, str], str] = field(default_factory=dict)

    def blame(self, row: Row, code: str, reason: str) -> None:
        self.skipped += 1
        if len(self.faults) < _KEPT_FAULTS:
            self.faults.append(Fault(row.place, row.line, code, reason))


def import_table(files: Sequence[Path], target: Path, progress: Progress = lambda _done, _total: None) -> Import:
    """Replace the drug table by what `files` hold. A running host sees the old table, then the new one.

    Args:
        files: tables or `.zip`s; where several name a drug, the last one counts.
        target: the table's file.
        progress: called with the number of rows done and of all rows.

    Raises:
        BrokenFileError: one of the files is broken, or holds not one UCD; nothing has changed.
        OSError: the table can't be written, or there is another kind of file; nothing has changed.
    """
    if is_anothers(os.fspath(target), "drugs"):
        raise OSError(OTHER_KIND)
    found = Import()
    opened = [source for path in files for source in sources(path)]
    total = 2 * sum(source.length for source in opened)  # read, then indexed
    for source in opened:
        found.titles.append(source.title)
        taken_before = found.taken
        for row in source.rows:
            _take(found, row)
            if found.rows % 1000 == 0:
                progress(found.rows, total)
        if found.taken == taken_before:
            raise BrokenFileError("no_codes", source.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = mkstemp(prefix=target.name + ".", suffix=".new", dir=target.parent)
    os.close(handle)
    try:
        _write(beside, found, files, lambda done: progress(total // 2 + done * found.rows // len(found.labels), total))
        _settle(beside, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
    return found


def _take(found: Import, row: Row) -> None:
    found.rows += 1
    if not row.ucds:
        found.without_ucd += 1
        return
    ucd13s: dict[str, None] = {}
    for code in row.ucds:
        kind, digits = classify("UCD" + code if len(code) == 7 else code)
        if kind == "ucd13":
            ucd13s[digits] = None
        elif kind == "ucd7":
            ucd13s[ucd13_from_ucd7(digits)] = None
        elif code not in (ucd13[5:12] for ucd13 in ucd13s):  # a right UCD13 vouches for its seven digits
            found.blame(row, code, "wrong_key")
            return
    if len(ucd13s) > 1:
        found.blame(row, " / ".join(ucd13s), "disagreeing")
        return
    (ucd13,) = ucd13s
    found.taken += 1
    if row.ucd_label or not found.labels.get(ucd13):
        found.labels[ucd13] = row.ucd_label or row.cip_label
    _take_boxes(found, row, ucd13)


def _take_boxes(found: Import, row: Row, ucd13: str) -> None:
    taken: set[str] = set()
    for code in row.cips:
        kind, digits = classify("CIP" + code if len(code) == 7 else code)
        if kind in {"cip13", "cip7"}:
            taken.update(_both_cips(digits))
        elif code not in taken:
            found.blame(row, code, "wrong_key")
    found.boxes.update(((code, ucd13), row.cip_label) for code in taken)


def _both_cips(digits: str) -> tuple[str, ...]:
    """Return a box's codes of both lengths: a CIP13 is 34009, its CIP7 and a key."""
    if len(digits) == 7:
        body = f"{CIP13_PREFIX}9{digits}"
        return digits, body + ean13_key(body)
    return (digits, digits[5:12]) if digits.startswith(CIP13_PREFIX + "9") else (digits,)


def _write(path: str, found: Import, files: Sequence[Path], indexed: Callable[[int], None]) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off;" + _SCHEMA + search.SCHEMA)
        drugs = [(place, ucd13, found.labels[ucd13] or None) for place, ucd13 in enumerate(sorted(found.labels), 1)]
        connection.executemany("INSERT INTO drugs VALUES (?, ?, ?)", drugs)
        boxes = sorted((code, ucd13, label or None) for (code, ucd13), label in found.boxes.items())
        connection.executemany("INSERT INTO boxes VALUES (?, ?, ?)", boxes)
        search.build_index(connection, _counted(drugs, indexed))
        facts = {
            "source": ", ".join(path.name for path in files),
            "title": " · ".join(title for title in found.titles if title),
            "imported_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "rows": found.rows,
            "skipped": found.skipped,
        }
        connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
        connection.execute("INSERT INTO labels(labels) VALUES ('optimize')")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.commit()


def _counted(drugs: list[tuple[int, str, str | None]], indexed: Callable[[int], None]) -> Iterator[tuple[int, str]]:
    for place, _, label in drugs:
        if place % 1000 == 0:
            indexed(place)
        if label:
            yield place, label
    indexed(len(drugs))


def _settle(beside: str, target: Path) -> None:
    """Put a finished file in the table's place, safe from a power cut."""
    with open(beside, "rb+") as file:
        os.fsync(file.fileno())
    os.chmod(beside, 0o644)
    give_up = time.monotonic() + _REPLACE_WITHIN
    while True:
        try:
            os.replace(beside, target)
            break
        except PermissionError:
            # Windows refuses while a host reads the old one, which it does for some milliseconds at a time.
            if os.name != "nt" or time.monotonic() > give_up:
                raise
            time.sleep(0.05)
    if os.name == "posix":
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
