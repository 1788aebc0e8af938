"""What the machine-wide file locks: dotted names of tables and keys that no other file may change."""

from collections.abc import Iterable, Sequence
from typing import Any

Table = dict[str, Any]


def is_locked(path: str, locks: Iterable[str]) -> bool:
    """Tell whether the table or key at the dotted `path` is locked, by itself or with a table that holds it."""
    return any(path == lock or path.startswith(lock + ".") for lock in locks)


def locked_part(table: Table, locks: Sequence[str], path: str = "") -> Table:
    """Return what of `table` is locked, and nothing else."""
    part: Table = {}
    for name, value in table.items():
        here = f"{path}.{name}" if path else name
        if is_locked(here, locks):
            part[name] = value
        elif isinstance(value, dict) and (below := locked_part(value, locks, here)):
            part[name] = below
    return part


def overlay(under: Table, over: Table, locks: Sequence[str], path: str = "") -> Table:
    """Lay one table over another, key by key, except what is locked. A custody (`key`) is replaced whole."""
    result = dict(under)
    for name, value in over.items():
        here = f"{path}.{name}" if path else name
        if is_locked(here, locks):
            continue
        if isinstance(value, dict):
            below = under.get(name)
            value = overlay(below if isinstance(below, dict) and name != "key" else {}, value, locks, here)  # noqa: PLW2901
        result[name] = value
    return result
