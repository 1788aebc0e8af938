"""What becomes of a trail whose file is damaged: it is set aside under a dated name, and a new one begins."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

LOCK_WAIT_S = 3.0
MARK = ".damaged-"


def is_damage(error: sqlite3.Error) -> bool:
    """Tell a damaged file from one that can't be written now."""
    # The low byte is the kind of error, whatever detail the others add.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def set_aside(path: str, now: float) -> None:
    """Rename a damaged trail to a dated name, once however many hosts find it damaged at the same time."""
    # SQLite's own lock is the one that every system has and that a dying process gives back.
    lock = sqlite3.connect(f"{path}.lock", timeout=LOCK_WAIT_S, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        if not is_damaged(path):
            return
        moved = path + MARK + time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
        for suffix in ("-wal", "-shm", ""):
            part = Path(path + suffix)
            if part.exists():
                part.replace(moved + suffix)
    finally:
        lock.close()


def is_damaged(path: str) -> bool:
    """Read the file through and tell whether SQLite finds a fault in it."""
    database = sqlite3.connect(path, timeout=LOCK_WAIT_S)
    try:
        return bool(database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.DatabaseError as error:
        return is_damage(error)
    finally:
        database.close()


def set_aside_files(path: str) -> list[str]:
    """List the damaged trails that were set aside here and that nobody has taken away yet."""
    trail = Path(path)
    return sorted(
        str(file) for file in trail.parent.glob(f"{trail.name}{MARK}*") if not file.name.endswith(("-wal", "-shm"))
    )
