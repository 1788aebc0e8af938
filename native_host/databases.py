"""Whose file stands where this program is about to keep a database: nobody else's may be changed or replaced."""

import os
from contextlib import closing

HEADER = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html
NAMES = (".sqlite3", ".sqlite", ".db")
# Why nothing is written, in a person's words.
OTHER_KIND = "another kind of file is there"


def is_anothers(path: str, table: str) -> bool:
    """Tell whether there is a file at `path` that never was the database of ours that has `table`.

    A damaged database may no longer show that it was one: then its name does, or the files of SQLite beside it.
    """
    if not os.path.isfile(path):  # whoever opens a folder or a pipe says what is the matter
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(len(HEADER))
    except OSError:
        return False
    if head != HEADER:
        return bool(head) and not path.endswith(NAMES) and not os.path.exists(f"{path}-wal")
    import sqlite3

    try:
        with closing(sqlite3.connect(path)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error:
        return False
    return bool(tables) and table not in tables
