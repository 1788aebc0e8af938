"""The drug table: labels of UCD codes, and the units that boxes hold.

Each answer opens the file anew, which costs a fraction of a millisecond: any thread may ask, a running host sees the
table that was imported meanwhile, and Windows lets the file be replaced.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Self

from native_host.drug_codes.ucd import UCD13_PREFIX, classify, ean13_key, ucd13_from_ucd7
from native_host.errors import BridgeError
from native_host.places import DRUG_TABLE, place, shared_file

if TYPE_CHECKING:
    from native_host.drug_codes.search import Match

SCHEMA_VERSION = 1


class Resolved(NamedTuple):
    """What a code found on a page stands for. `ucd13` is None when no UCD, or no single one, is known."""

    ucd13: str | None
    kind: str
    label: str | None
    alternatives: list[str]


class Info(NamedTuple):
    """What the table is: `imported_at` in UTC, `age_days` since then."""

    path: str
    source: str
    title: str
    imported_at: str
    age_days: int
    ucds: int
    cips: int
    rows: int
    skipped: int


class DrugTable:
    """A table file that was there when it was opened."""

    def __init__(self, path: str) -> None:
        self.path = path

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self | None:
        """Open the table at `path`, by default this machine's; None when there is none that this version can read."""
        table = cls(os.fspath(path or table_path()))
        with contextlib.suppress(BridgeError), table._connected() as connection:
            if connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,):
                return table
        return None

    def resolve(self, codes: Iterable[str]) -> list[Resolved]:
        """Return what each printed code stands for, in order."""
        with self._connected() as connection:
            return [_resolve(code, connection) for code in codes]

    def search(self, text: str, limit: int) -> "list[Match]":
        """Return the drugs that `text` may mean, best first; none when no word of it names a drug."""
        from native_host.drug_codes.search import find

        with self._connected() as connection:
            return find(connection, text, limit)

    def info(self) -> Info:
        """Return where the table comes from, its age and its counts."""
        import time
        from calendar import timegm

        with self._connected() as connection:
            facts = dict(connection.execute("SELECT name, value FROM facts"))
            ucds = connection.execute("SELECT count(*) FROM drugs").fetchone()[0]
            cips = connection.execute("SELECT count(*) FROM boxes WHERE length(code) = 13").fetchone()[0]
        try:
            imported = timegm(time.strptime(facts["imported_at"], "%Y-%m-%dT%H:%M:%SZ"))
            return Info(
                path=self.path,
                source=str(facts["source"]),
                title=str(facts["title"]),
                imported_at=facts["imported_at"],
                age_days=int((time.time() - imported) // 86400),
                ucds=ucds,
                cips=cips,
                rows=int(facts["rows"]),
                skipped=int(facts["skipped"]),
            )
        except (KeyError, TypeError, ValueError):
            raise unreadable(self.path) from None

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if not os.path.isfile(self.path):  # a pipe would be waited for
            raise unreadable(self.path)
        # https://sqlite.org/uri.html, 3.1: these three characters, and no others, mean something there.
        path = (
            os.path.abspath(self.path)
            .replace(os.sep, "/")
            .translate({ord(mark): f"%{ord(mark):02x}" for mark in "%?#"})
        )
        # A table is never written in place: immutable spares the locks.
        address = f"file:///{path.lstrip('/')}?mode=ro&immutable=1"
        try:
            with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
                yield connection
        except sqlite3.Error:
            raise unreadable(self.path) from None


def machines_table() -> DrugTable | None:
    """Open this machine's table; None where there is none.

    Raises:
        BridgeError: `file_unusable`, when there is one that this version cannot read.
    """
    path = table_path()
    table = DrugTable.open(path)
    if not table and os.path.exists(path):
        raise unreadable(path)
    return table


def unreadable(path: str) -> BridgeError:
    """Return the failure of the file at `path` to be a table that this version can read."""
    reason = "damaged, or of another version; `posos-bridge table import` makes a new one"
    return BridgeError("file_unusable", file=path, reason=reason)


def resolve(codes: Iterable[str], table: DrugTable | None) -> list[Resolved]:
    """Return what each printed code stands for: from the table, or by arithmetic alone where there is none."""
    codes = list(codes)
    if table:
        with contextlib.suppress(BridgeError):
            return table.resolve(codes)
    return [_resolve(code, None) for code in codes]


def table_path() -> str:
    """Return this machine's table: the one that the environment names, else the user's, else the machine's."""
    if named := os.environ.get("POSOS_BRIDGE_TABLE"):
        return named
    own, shared = own_table_path(), shared_table_path()
    return shared if not os.path.exists(own) and os.path.exists(shared) else own


def own_table_path() -> str:
    """Return where the person's own table stands."""
    return os.path.join(place("user_data_dir"), DRUG_TABLE)


def shared_table_path() -> str:
    """Return where a table for every user of the machine stands."""
    return shared_file("site_data_dir", DRUG_TABLE)


def _resolve(code: str, connection: sqlite3.Connection | None) -> Resolved:
    kind, digits = classify(code)
    if kind == "cip7" and connection and not _units(connection, digits):
        # Seven digits that no box has may be a unit's all the same: no rule says that these begin with 9.
        body = UCD13_PREFIX + digits
        if label := _label(connection, body + ean13_key(body)):
            return Resolved(body + ean13_key(body), "ucd7", label, [])
    match kind:
        case "ucd13" | "ucd7":
            ucd13 = digits if kind == "ucd13" else ucd13_from_ucd7(digits)
            return Resolved(ucd13, kind, _label(connection, ucd13), [])
        case "cip13" | "cip7":
            return _resolve_box(kind, _units(connection, digits), connection)
        case _:
            return Resolved(None, kind, None, [])


def _resolve_box(kind: str, units: list[tuple[str, str | None]], connection: sqlite3.Connection | None) -> Resolved:
    if len(units) == 1:
        ucd13, box_label = units[0]
        return Resolved(ucd13, kind, _label(connection, ucd13) or box_label, [])
    labels = {label for _, label in units if label}
    return Resolved(None, kind, min(labels, default=None), [ucd13 for ucd13, _ in units])


def _label(connection: sqlite3.Connection | None, ucd13: str) -> str | None:
    found = (
        connection and connection.execute("SELECT CAST(label AS TEXT) FROM drugs WHERE ucd13 = ?", (ucd13,)).fetchone()
    )
    return found[0] if found else None


def _units(connection: sqlite3.Connection | None, cip: str) -> list[tuple[str, str | None]]:
    if not connection:
        return []
    query = "SELECT ucd13, CAST(label AS TEXT) FROM boxes WHERE code = ? ORDER BY ucd13"
    return connection.execute(query, (cip,)).fetchall()
