"""What the machine-wide file locks: dotted names of tables and keys that no other file may change."""

from collections.abc import Iterable, Sequence
from typing import Any

Table = dict[str, Any]

# Two tables that say one thing, who signs in: to lock either is to lock that, and whose pages may say otherwise.
WHO_SIGNS_IN = frozenset({"practitioner", "practitioners"})
WHOSE_PAGES_SAY_SO = "accept_practitioner_from"


def locks_of(table: Table) -> list[str]:
    """Return what a machine-wide file locks."""
    locks: list[str] = table.get("locked", [])
    return [*locks, *WHO_SIGNS_IN, WHOSE_PAGES_SAY_SO] if WHO_SIGNS_IN.intersection(locks) else locks


def names_a_key(path: str, keys: Any, environments: Iterable[str] = ()) -> bool:
    """Tell whether the dotted `path` leads to a table or a key.

    Args:
        path: what is locked.
        keys: the names that tables may have, as `_validators.KEYS` has them; `*` is any name.
        environments: names that are there, which may have a dot in them.
    """
    if not isinstance(keys, dict):
        return False
    first, _, rest = path.partition(".")
    if "*" not in keys:
        return first in keys and (not rest or names_a_key(rest, keys[first], environments))
    return any(
        path == name or (path.startswith(f"{name}.") and names_a_key(path[len(name) + 1 :], keys["*"]))
        for name in (first, *environments)
    )


def is_locked(path: str, locks: Iterable[str]) -> bool:
    """Tell whether the table or key at the dotted `path` is locked, by itself or with a table that holds it."""
    return any(path == lock or path.startswith(lock + ".") for lock in locks)


def holds_lock(path: str, locks: Iterable[str]) -> bool:
    """Tell whether something within the table at the dotted `path` is locked."""
    return any(lock.startswith(path + ".") for lock in locks)


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
        below = under.get(name)
        whole = name == "key" or not (isinstance(below, dict) and isinstance(value, dict))
        if is_locked(here, locks) or (whole and name in under and holds_lock(here, locks)):
            continue
        result[name] = overlay({} if whole else below or {}, value, locks, here) if isinstance(value, dict) else value
    return result
