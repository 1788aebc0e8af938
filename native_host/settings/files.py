"""Reading the configuration files and laying one over the other."""

import os
import tomllib
from collections.abc import Mapping
from typing import Any

from native_host.errors import BridgeError, reason_of
from native_host.places import CONFIGURATION, place, shared_file
from native_host.regular_files import read_regular

Table = dict[str, Any]

# What tells the rows of a list apart, case aside: that is how users are compared.
TOLD_APART_BY = {"guides": "name", "practitioners": "os_user"}
CONTROL = "a control character in it: write \\\\ for each \\, or put single quotes around it"
# Values that name a file relative to the configuration file that they stand in; `*` is any environment.
PATHS = (
    ("environments", "*", "key", "file"),
    ("environments", "*", "key", "account"),
    ("environments", "*", "key", "pkcs11", "pin_file"),
    ("network", "ca_bundle"),
    ("audit", "path"),
    ("log", "path"),
)


def machine_file() -> str:
    return shared_file("site_config_dir", CONFIGURATION)


def user_file(env: Mapping[str, str]) -> str:
    return env.get("POSOS_BRIDGE_CONFIG") or os.path.join(place("user_config_dir"), CONFIGURATION)


def read(file: str, *, required: bool) -> Table | None:
    """Read and check one file; None where there is none and none is required.

    Raises:
        BridgeError: `not_configured`, with the file and the line or the key.
    """
    try:
        content = read_regular(file)
        table = tomllib.loads(
            content.decode().removeprefix("\ufeff"), parse_float=finite
        )  # Notepad begins a file with a mark
    except FileNotFoundError:
        if required:
            raise BridgeError("not_configured", case="absent", file=file) from None
        return None
    except OSError as error:
        raise unreadable(file, reason_of(error)) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise unreadable(file, "not UTF-8 (at line {line})", line=line) from None
    except (ValueError, RecursionError) as error:
        from native_host.settings.wording import damage

        reason, facts = damage(error)
        raise unreadable(file, reason, **facts) from None
    check(table, file)
    for path in PATHS:
        relocate(table, path, file)
    return table


def unreadable(file: str, reason: str, **facts: object) -> BridgeError:
    return BridgeError("not_configured", case="unreadable", file=file, reason=reason, **facts)


def finite(number: str) -> float:
    """Read a number that can be compared: TOML has `inf` and `nan`, and no setting is either."""
    if number.endswith(("inf", "nan")):
        raise ValueError(number)
    return float(number)


def check(table: Table, file: str) -> None:
    from native_host.settings import _validators

    try:
        _validators.configuration(table)
    except _validators.Invalid as error:
        from native_host.settings.wording import refusal

        key, reason, facts = refusal(error.path, error.rule, str(error), table)
        raise BridgeError("not_configured", case="mistake", file=file, key=key, reason=reason, **facts) from None
    if locked := table.get("locked"):
        refuse_unknown_locks(locked, table.get("environments", {}), file)
    for name, key in TOLD_APART_BY.items():
        seen: set[str] = set()
        for index, row in enumerate(table.get(name, ())):
            if row[key].casefold() in seen:
                where = f"{name}[{index}].{key}"
                raise BridgeError("not_configured", case="mistake", file=file, key=where, reason="stands there twice")
            seen.add(row[key].casefold())


def refuse_unknown_locks(locked: list[str], environments: Table, file: str) -> None:
    """Refuse a lock that would hold nothing."""
    from native_host.settings import _validators
    from native_host.settings.locks import names_a_key

    for index, lock in enumerate(locked):
        if not names_a_key(lock, _validators.KEYS, environments):
            where = f"locked[{index}]"
            raise BridgeError(
                "not_configured", case="mistake", file=file, key=where, reason="no table or key: {lock}", lock=lock
            )


def relocate(table: Table, path: tuple[str, ...], file: str, above: str = "") -> None:
    """Make the path at `path` absolute, as seen from the configuration file; `above` is what was descended into."""
    first, *rest = path
    for name in table if first == "*" else [first]:
        value = table.get(name)
        if rest and isinstance(value, dict):
            relocate(value, tuple(rest), file, f"{above}{name}.")
        elif not rest and isinstance(value, str):
            if min(value) < " ":  # "C:\temp" between double quotes has a tab in it
                raise BridgeError("not_configured", case="mistake", file=file, key=above + name, reason=CONTROL)
            table[name] = os.path.join(os.path.dirname(os.path.abspath(file)), os.path.expanduser(value))
