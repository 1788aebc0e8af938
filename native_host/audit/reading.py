"""Reading the audit trail: its rows, filtered, and whether its chain is whole."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from native_host.audit.chain import COLUMNS, GENESIS, row_hash
from native_host.databases import OTHER_KIND
from native_host.regular_files import NOT_REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Row = dict[str, str | int | float | None]

# What a reader is shown: the rest of a row is the chain's.
SHOWN = tuple(column for column in COLUMNS if column != "previous")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are asked for; what is None does not filter. Times are ISO 8601 in UTC, or the beginning of one."""

    since: str | None = None
    until: str | None = None
    practitioner: str | None = None
    outcome: str | None = None
    guide: str | None = None

    def condition(self) -> tuple[str, list[str]]:
        """Return the SQL condition and its values."""
        terms = {
            "time >= ?": self.since,
            # "2026-11-23" means that whole day: its rows begin with it.
            "substr(time, 1, length(?)) <= ?": self.until,
            "practitioner = ?": self.practitioner,
            "outcome = ?": self.outcome,
            "guide = ?": self.guide,
        }
        asked = {term: value for term, value in terms.items() if value is not None}
        values = [value for term, value in asked.items() for _ in range(term.count("?"))]
        return " AND ".join(asked) or "1", values


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of the chain: the rows that were read and, where it breaks, the number of the first unsound row."""

    rows: int
    last_hash: str
    broken_at: int | None = None


def rows(path: Path, wanted: Filter, limit: int | None = None) -> Iterator[Row]:
    """Yield the rows that pass the filter, oldest first; with a limit, the newest so many of them.

    Raises `sqlite3.Error` when the file can't be read.
    """
    condition, values = wanted.condition()
    newest = f"SELECT * FROM attempts WHERE {condition} ORDER BY number DESC LIMIT ?"  # noqa: S608
    with closing(open_for_reading(path)) as database:
        for row in database.execute(
            f"SELECT {', '.join(SHOWN)} FROM ({newest}) ORDER BY number",  # noqa: S608
            [*values, -1 if limit is None else limit],
        ):
            yield dict(zip(SHOWN, row, strict=True))


def check(path: Path) -> Verdict:
    """Follow the chain from its anchor to its end.

    Raises `sqlite3.Error` when the file can't be read.
    """
    with closing(open_for_reading(path)) as database:
        database.execute("BEGIN")  # one moment of the trail, whatever hosts write meanwhile
        number, previous = database.execute("SELECT number, hash FROM anchor").fetchone() or (0, GENESIS)
        count = 0
        for *row, found_hash in database.execute(f"SELECT {', '.join(COLUMNS)}, hash FROM attempts ORDER BY number"):  # noqa: S608
            sound = row[0] == number + 1 and row[-1] == previous and row_hash(tuple(row)) == found_hash
            if not sound:
                return Verdict(count, previous, broken_at=number + 1)
            number, previous = row[0], found_hash
            count += 1
        (written,) = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'attempts'").fetchone() or (0,)
        return Verdict(count, previous, broken_at=number + 1 if written != number else None)


def is_there(path: Path) -> bool:
    """Tell whether a trail is there; on a full disk one may have been begun and no more.

    Raises `OSError` or `sqlite3.Error` when what is there is no trail, or can't be read.
    """
    if not os.path.lexists(path):
        return False
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(NOT_REGULAR)
    with closing(open_for_reading(path)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "attempts" not in tables:
        raise OSError("its table of attempts is gone" if "anchor" in tables else OTHER_KIND)
    return bool(tables)


def open_for_reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
