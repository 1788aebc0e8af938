"""The table of the trail, and the chain of hashes that makes tampering show.

Each row carries the hash of the row before it (`previous`) and its own (`hash`), which covers `previous` too: a row
that is changed, removed, added or moved breaks the chain at its place. Rows removed from the end show by the counter
that SQLite keeps for AUTOINCREMENT, those that retention removed by the anchor left in their stead.
"""

from __future__ import annotations

import json

COLUMNS = (
    "number",
    "time",
    "environment",
    "os_user",
    "practitioner",
    "guide",
    "codes",
    "ucds",
    "origin",
    "trigger",
    "outcome",
    "duration_ms",
    "previous",
)

SCHEMA = """
CREATE TABLE IF NOT EXISTS attempts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    environment TEXT,
    os_user TEXT NOT NULL,
    practitioner TEXT,
    guide TEXT NOT NULL,
    codes INTEGER NOT NULL,
    ucds TEXT,
    origin TEXT,
    trigger TEXT,
    outcome TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS anchor (number INTEGER NOT NULL, hash TEXT NOT NULL);
"""

INSERT = f"INSERT INTO attempts ({', '.join(COLUMNS)}, hash) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"  # noqa: S608

# What the first row of a trail carries in place of a hash.
GENESIS = "0" * 64


def row_hash(row: tuple[object, ...]) -> str:
    """Return the SHA-256, in hexadecimal, of a row's values in the order of `COLUMNS`, written as JSON."""
    # Here and not above: `hello` reads the settings of the trail but writes no row.
    from hashlib import sha256

    # `default`: what no row of ours holds has a hash as well, another one.
    return sha256(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=repr).encode()).hexdigest()
