"""What `install`, `uninstall` and `setup` have in common: the choice of browsers, and telling what was done."""

from __future__ import annotations

import shlex
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from native_host.browsers.machine import Machine
from native_host.browsers.registration import CHROMIUM_ID_FORM, FIREFOX_ID_FORM, Outcome, Registration
from native_host.browsers.table import browsers
from native_host.cli.language import language, sentence
from native_host.cli.output import CommandError, as_data, print_json
from native_host.errors import BridgeError, in_language

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
        BridgeError: `file_unusable` when a step failed.
    """
    if not dry_run:
        steps = [registration.perform(step) for step in steps]
    failed = [step for step in steps if step.outcome is Outcome.FAILED]
    error = failure_of(min(failed, key=lambda step: not step.denied), registration) if failed else None
    if as_json:
        rows = [
            {"browser": step.browser or None, "place": step.where, "outcome": step.outcome, "reason": step.reason}
            for step in steps
        ]
        told = {"error": as_data(error)} if error else {}
        print_json({"ok": not error, "dry_run": dry_run, "steps": rows, **told})
        raise typer.Exit(1 if error else 0)
    if dry_run:
        print(sentence("install.dry_run_title"))
    for step in steps:
        label = browsers()[step.browser].label if step.browser else sentence("install.callers")
        reason = in_language(step.reason, language())
        done = sentence(f"install.{step.outcome}", where=step.where, reason=reason)
        print(sentence("install.step", label=label, done=done))
    if error:
        raise error


def failure_of(step: Step, registration: Registration) -> BridgeError:
    """Return what a person is told of a step that failed."""
    if step.denied:
        return without_rights(step.where, registration.machine, registration.scope)
    return BridgeError("file_unusable", file=step.where, reason=step.reason)


def without_rights(where: str | Path, machine: Machine, scope: str) -> BridgeError:
    """Return the failure of a command that the system does not let write, with how to have it do so."""
    if scope == "user":  # as an administrator the command would act on that account's own files
        hint = sentence("install.not_yours", file=where)
    elif machine.system == "windows":
        hint = sentence("install.as_administrator")
    else:
        hint = sentence("install.with_sudo", command=shlex.join(["sudo", *typed()]))
    return CommandError("file_unusable", sentence("install.needs_rights", file=where), hint)


def typed() -> list[str]:
    """Return the command as it was typed, by its full path: for an administrator the path is another one."""
    program = Path(sys.argv[0]).absolute()
    return [*([sys.executable, "-m", "native_host.cli"] if program.suffix == ".py" else [str(program)]), *sys.argv[1:]]


def advise(of: Sequence[Browser], machine: Machine) -> None:
    """Say what a person should know about the browsers that were chosen."""
    if not of:
        print(sentence("install.none_found", names=", ".join(browsers())))
    for browser in of:
        if browser.is_confined_on(machine):
            print(sentence(f"install.confined_{browser.family}", label=browser.label))
