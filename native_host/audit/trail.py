"""Writing the audit trail: many hosts at once, each row in the file before the answer that it tells of is written."""

from __future__ import annotations

import os
import stat
import time
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from native_host.audit.chain import GENESIS, INSERT, SCHEMA, row_hash
from native_host.databases import OTHER_KIND, is_anothers
from native_host.errors import reason_of
from native_host.regular_files import NOT_REGULAR, without_waiting

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

# Longer than another host may be stopped in the middle of its row, shorter than anybody's patience.
LOCK_WAIT_S = 3.0
DAY_S = 86_400
CHANGED = "another program has changed what is in it"


class Attempt(NamedTuple):
    """One attempt to prepare a call: what the trail keeps of it."""

    began: float  # seconds since the epoch
    duration: float  # seconds
    environment: str | None
    os_user: str
    practitioner: str | None
    guide: str
    ucds: tuple[str, ...]
    origin: str | None
    trigger: str | None
    outcome: str  # "ok" or an error code
    codes: int | None = None  # how many were named, where `ucds` does not hold them all


class Problem(NamedTuple):
    """Why the trail is not as it should be: an error code of the catalogue and the facts of its hint."""

    code: str
    facts: dict[str, str]


class AuditTrail:
    """The trail in one SQLite file, opened at the first row and again whenever the file is another than before.

    `failure` is why the last write failed, in the words of the system or of SQLite; None where it did not.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        retention_days: int = 365,
        record_codes: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = os.fspath(path)
        self._retention_days = retention_days
        self._record_codes = record_codes
        self._clock = clock
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self.failure: str | None = None

    def record(self, attempt: Attempt) -> bool:
        """Write one row and return whether it is kept. Never raises: `problems` says what went wrong."""
        with self._lock:
            self._attempt(lambda database: self._append(database, attempt))
            return self.failure is None

    def problems(self) -> list[Problem]:
        """Tell what is wrong with the trail, after writing to its file without adding a row; none is made for that."""
        from native_host.audit.damage import set_aside_files

        with self._lock:
            # A full disk may refuse a row and take this smaller write: what failed last stays true until a row is kept.
            before = self.failure
            if os.path.lexists(self.path):
                self._attempt(lambda database: database.execute("PRAGMA user_version = 1"))
            else:
                self.failure = obstacle(self.path)
            self.failure = self.failure or before
        problems = [Problem("audit_set_aside", {"file": file}) for file in set_aside_files(self.path)]
        if self.failure:
            problems.insert(0, Problem("audit_unwritable", {"file": self.path, "reason": self.failure}))
        return problems

    def close(self) -> None:
        """Let go of the file; the next row opens it again."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _attempt(self, write: Callable[[sqlite3.Connection], object]) -> None:
        """Write, once more on a new file when this one is damaged, and keep the reason of a failure."""
        import sqlite3

        self.failure = None
        try:
            try:
                write(self._connection())
            except sqlite3.DatabaseError as error:
                from native_host.audit.damage import is_damage, set_aside

                if not is_damage(error):
                    raise
                self._let_go()
                set_aside(self.path, self._clock())
                write(self._connection())
        except OSError as error:
            self.failure = reason_of(error)
        except (OverflowError, TypeError):  # a counter at its end, a time that is no text
            self.failure = CHANGED
        except sqlite3.Error as error:
            self.failure = str(error)

    def _connection(self) -> sqlite3.Connection:
        # Another host may have set the file aside, or a person moved it: rows must not follow it there.
        if self._database is not None and self._identity == identity(self.path):
            return self._database
        self._let_go()
        self._database = open_for_writing(self.path)
        self._identity = identity(self.path)
        self._prune(self._database)
        return self._database

    def _append(self, database: sqlite3.Connection, attempt: Attempt) -> None:
        with database:
            database.execute("BEGIN IMMEDIATE")
            # The counter and not the last row: rows that someone took from the end must leave a gap.
            counter = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'attempts'").fetchone()
            last = database.execute(
                "SELECT hash FROM attempts WHERE number = (SELECT max(number) FROM attempts)",
            ).fetchone()
            last = last or database.execute("SELECT hash FROM anchor").fetchone()
            row = (
                counter[0] + 1 if counter else 1,
                timestamp(attempt.began),
                attempt.environment,
                attempt.os_user,
                attempt.practitioner,
                attempt.guide,
                len(attempt.ucds) if attempt.codes is None else attempt.codes,
                " ".join(attempt.ucds) if self._record_codes else None,
                attempt.origin,
                attempt.trigger,
                attempt.outcome,
                round(attempt.duration * 1000, 1),
                last[0] if last else GENESIS,
            )
            database.execute(INSERT, (*row, row_hash(row)))

    def _prune(self, database: sqlite3.Connection) -> None:
        """Remove the rows that are older than the retention, leaving the last one's hash as the chain's anchor."""
        oldest_kept = timestamp(self._clock() - self._retention_days * DAY_S)
        first = database.execute("SELECT time FROM attempts ORDER BY number LIMIT 1").fetchone()
        if first is None or first[0] >= oldest_kept:
            return
        with database:
            database.execute("BEGIN IMMEDIATE")
            # Up to the first row that is kept, in the order of the chain: a clock may have gone back meanwhile.
            kept = database.execute("SELECT min(number) FROM attempts WHERE time >= ?", (oldest_kept,)).fetchone()
            last = database.execute(
                "SELECT number, hash FROM attempts WHERE number < coalesce(?, 1e18) ORDER BY number DESC LIMIT 1",
                kept,
            ).fetchone()
            if last is None:  # another host has just done it
                return
            database.execute("DELETE FROM anchor")
            database.execute("INSERT INTO anchor VALUES (?, ?)", last)
            database.execute("DELETE FROM attempts WHERE number <= ?", last[:1])


def open_for_writing(path: str) -> sqlite3.Connection:
    import sqlite3

    if is_anothers(path, "attempts"):
        raise OSError(OTHER_KIND)
    os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
    # Names of practitioners: nobody else's to read. SQLite gives its other files the mode of this one.
    descriptor = without_waiting(path, os.O_RDWR | os.O_CREAT, 0o600)
    is_regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
    os.close(descriptor)
    if not is_regular:
        raise OSError(NOT_REGULAR)
    database = sqlite3.connect(path, timeout=LOCK_WAIT_S, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    # A committed row is in the operating system's hands: it outlives this process however that is killed. FULL would
    # also outlive a power failure, for a disk flush at each click; NORMAL then loses at most the last rows, never the
    # file, and the practitioner whose machine lost power has no answer to account for on the screen either.
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(SCHEMA)
    return database


def obstacle(path: str) -> str | None:
    """Return why a file that is not there could not be made, None where nothing stands in its way."""
    import errno

    folder = os.path.dirname(os.path.abspath(path))
    while not os.path.lexists(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    if not os.path.isdir(folder):
        return os.strerror(errno.ENOTDIR)
    return None if os.access(folder, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)


def identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def timestamp(seconds: float) -> str:
    """Return seconds since the epoch as ISO 8601 in UTC with milliseconds, which sorts as text."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return time.strftime(f"%Y-%m-%dT%H:%M:%S.{thousandths:03}Z", time.gmtime(whole))
