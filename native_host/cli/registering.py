"""What `install`, `uninstall` and `setup` have in common: the choice of browsers, and telling what was done."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from native_host.browsers.machine import Machine
from native_host.browsers.registration import CHROMIUM_ID_FORM, FIREFOX_ID_FORM, Outcome, Registration
from native_host.browsers.table import browsers
from native_host.cli.language import sentence
from native_host.cli.output import print_json
from native_host.errors import BridgeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from native_host.browsers.registration import Step
    from native_host.browsers.table import Browser


def known_browsers(names: list[str]) -> list[str]:
    """Refuse a browser that the table has not."""
    for name in names:
        if name not in browsers():
            raise typer.BadParameter(sentence("install.unknown_browser", name=name, names=", ".join(browsers())))
    return names


def extension_ids(ids: list[str]) -> list[str]:
    """Refuse what is no extension's id in any browser."""
    for id_ in ids:
        if not (CHROMIUM_ID_FORM.fullmatch(id_) or FIREFOX_ID_FORM.fullmatch(id_)):
            raise typer.BadParameter(sentence("install.bad_extension_id", id=id_))
    return ids


BROWSER = typer.Option([], metavar="NAME", callback=known_browsers, help=sentence("install.browser"))
SYSTEM = typer.Option(False, "--system", help=sentence("install.system"))
DRY_RUN = typer.Option(False, "--dry-run", help=sentence("install.dry_run"))


def host_executable() -> Path:
    """Return the absolute path of the program that browsers start: beside this one, or in the path.

    Raises:
        BridgeError: `host_missing` when it is nowhere.
    """
    name = "posos-bridge-host.exe" if sys.platform == "win32" else "posos-bridge-host"
    for folder in (Path(sysconfig.get_path("scripts")), Path(sys.argv[0]).parent):
        if (folder / name).is_file():
            return (folder / name).absolute()
    if found := shutil.which(name):
        return Path(found).absolute()
    raise BridgeError("host_missing")


def registration(system: bool, extension_ids: tuple[str, ...] = ()) -> Registration:
    """Describe the registration of this very program on this very machine."""
    return Registration(Machine(), host_executable(), "system" if system else "user", extension_ids)


def chosen(names: list[str], machine: Machine) -> list[Browser]:
    """Return the browsers that were named, or every one on the machine."""
    if names:
        return [browsers()[name] for name in dict.fromkeys(names)]
    return [browser for browser in browsers().values() if browser.is_on(machine) or browser.is_confined_on(machine)]


def run(registration: Registration, steps: list[Step], *, dry_run: bool, as_json: bool) -> None:
    """Do the steps, or only show them, and tell each one.

    Raises:
        BridgeError: `host_missing` when a step failed: a browser does not find the host.
    """
    if not dry_run:
        steps = [registration.perform(step) for step in steps]
    failed = any(step.outcome is Outcome.FAILED for step in steps)
    if as_json:
        rows = [
            {"browser": step.browser or None, "place": step.where, "outcome": step.outcome, "reason": step.reason}
            for step in steps
        ]
        print_json({"ok": not failed, "dry_run": dry_run, "steps": rows})
        raise typer.Exit(1 if failed else 0)
    if dry_run:
        print(sentence("install.dry_run_title"))
    for step in steps:
        label = browsers()[step.browser].label if step.browser else sentence("install.callers")
        print(f"{label}: {sentence(f'install.{step.outcome}', where=step.where, reason=step.reason)}")
    if failed:
        raise BridgeError("host_missing")


def advise(of: Sequence[Browser], machine: Machine) -> None:
    """Say what a person should know about the browsers that were chosen."""
    if not of:
        print(sentence("install.none_found", names=", ".join(browsers())))
    for browser in of:
        if browser.is_confined_on(machine):
            print(sentence(f"install.confined_{browser.family}", label=browser.label))
