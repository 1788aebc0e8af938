"""The configuration: found, read, checked against its schema (`schemas/config.json`), and handed on as `Settings`."""

import os
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from native_host.errors import BridgeError
from native_host.places import os_user, place
from native_host.posos.practitioner import Practitioner
from native_host.posos.sandbox_exception import is_address, is_allowed
from native_host.settings.files import Table, machine_file, read, user_file
from native_host.settings.locks import locked_part, locks_of, overlay
from native_host.settings.model import Audit, Log, Network, Settings

__all__ = ["Audit", "Log", "Network", "Practitioner", "Settings", "config_files", "load"]

CUSTODIES = ("file", "env", "keyring", "pkcs11")


def config_files(env: Mapping[str, str] = os.environ) -> tuple[str, str]:
    """Return where the configuration is looked for: the machine's file, and the user's that stands over it."""
    return machine_file(), user_file(env)


def load(env: Mapping[str, str] = os.environ) -> Settings:
    """Load the configuration in force.

    Args:
        env: `POSOS_BRIDGE_CONFIG` in it names the one file to read instead of the two; what the machine-wide file
            locks still holds.

    Raises:
        BridgeError: `not_configured`, with the file and the key.
    """
    machine, user = config_files(env)
    named = bool(env.get("POSOS_BRIDGE_CONFIG"))
    under = read(machine, required=False)
    over = read(user, required=named or under is None) or {}
    under = under or {}
    locks = locks_of(under)
    if named:
        under = locked_part(under, locks)
    files = tuple(file for file, table in ((machine, under), (user, over)) if table)
    return to_settings(overlay(under, over, locks), files or (user,))


def to_settings(table: Table, files: tuple[str, ...]) -> Settings:
    def refuse(key: str, reason: str, **facts: str) -> NoReturn:
        raise BridgeError("not_configured", case="mistake", file=" + ".join(files), key=key, reason=reason, **facts)

    name = table.get("environment")
    if not name:
        refuse("environment", "missing")
    chosen = table.get("environments", {}).get(name)
    if chosen is None:
        refuse(f"environments.{name}", "missing")
    if not is_address(chosen["base_url"]):
        refuse(f"environments.{name}.base_url", "its host or port cannot be read")
    if not is_allowed(chosen["base_url"], name):
        refuse(f"environments.{name}.base_url", "must be https (a sandbox alone may have http, on a loopback address)")
    if len([kind for kind in CUSTODIES if kind in chosen["key"]]) != 1:
        refuse(f"environments.{name}.key", "must have exactly one of {kinds}", kinds=", ".join(CUSTODIES))
    if "pkcs11" in chosen["key"] and "account" not in chosen["key"]:
        refuse(f"environments.{name}.key.account", "missing: the vendor's .json without its private key")
    refuse_shared_files(table, chosen["key"], files, refuse)
    return Settings(
        files=files,
        environment=name,
        base_url=chosen["base_url"].rstrip("/"),
        client_id=chosen["client_id"],
        allowed_hosts=tuple(host.lower() for host in chosen["allowed_hosts"]),
        key=chosen["key"],
        authorization=chosen.get("authorization", "Authorization"),
        practitioner=practitioner(table),
        accept_practitioner_from=accepted_origins(table, refuse),
        network=Network(**table.get("network", {})),
        guides=tuple(table.get("guides", ())),
        audit=default_audit()._replace(**table.get("audit", {})),
        log=default_log()._replace(**table.get("log", {})),
    )


def refuse_shared_files(table: Table, key: Table, files: tuple[str, ...], refuse: Callable[..., NoReturn]) -> None:
    """Refuse to write into a file that is another one's."""
    written = {f"{name}.path": table[name]["path"] for name in ("audit", "log") if "path" in table.get(name, {})}
    if written:
        from native_host.settings.written_files import collision

        if found := collision(written, [*files, table.get("network", {}).get("ca_bundle")], key):
            refuse(found[0], "must not be another file of this program, {other}", other=found[1])


def accepted_origins(table: Table, refuse: Callable[..., NoReturn]) -> frozenset[str]:
    """Return the origins whose pages may say who signs in, as browsers write them."""
    accepted = set()
    for index, written in enumerate(table.get("accept_practitioner_from", ())):
        from native_host.settings.origins import as_browsers_write

        key = f"accept_practitioner_from[{index}]"
        if written.lower().startswith("file:"):
            refuse(key, "any file on this computer could then say who signs in")
        if (origin := as_browsers_write(written)) is None:
            refuse(key, "no page has such an origin: no *, and xn--… for accents")
        accepted.add(origin)
    return frozenset(accepted)


def default_audit() -> Audit:
    return Audit(os.path.join(place("user_data_dir"), "audit.sqlite3"))


def default_log() -> Log:
    return Log(os.path.join(place("user_state_dir"), "log", "host.log"))


# What holds where nothing is configured.
DEFAULTS: dict[str, Callable[[], Any]] = {"audit": default_audit, "log": default_log}


def practitioner(table: Table) -> Practitioner | None:
    """Find who signs in: the one named for this operating system user, else the machine's one person."""
    rows: list[dict[str, Any]] = table.get("practitioners", [])
    user = os_user().casefold() if rows else ""
    for row in rows:
        if row["os_user"].casefold() == user:
            return Practitioner(row["rpps"], row["first_name"], row["last_name"])
    one = table.get("practitioner")
    return Practitioner(**one) if one else None
