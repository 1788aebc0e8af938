"""`posos-bridge doctor`: every link of the chain, from the browsers to Posos, each with what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import typer

from native_host.audit.reading import check as follow
from native_host.browsers.machine import Machine
from native_host.browsers.registration import Registration
from native_host.browsers.table import browsers
from native_host.cli.language import language, sentence, visible
from native_host.cli.operating import operate
from native_host.cli.output import JSON, print_json
from native_host.cli.registering import host_executable
from native_host.errors import BridgeError
from native_host.messages.workstation import Workstation

app = typer.Typer(add_completion=False)

Check = dict[str, Any]
SIGNS = {True: ("✓", "green"), False: ("✗", "red"), None: ("·", "dim")}
# What is said of a link about which the host says nothing.
SILENT = {("clock", True): "doctor.right_clock", ("drug_table", None): "doctor.no_table"}


@app.command(help=sentence("doctor.help"))
def doctor(
    *,
    offline: bool = typer.Option(False, "--offline", help=sentence("doctor.offline")),
    as_json: bool = JSON,
) -> None:
    examine(offline=offline, as_json=as_json)


def examine(*, offline: bool, as_json: bool) -> None:
    """Look at every link and tell each; exit with 1 when one is broken."""
    workstation = Workstation()
    connection = None if offline else reach(workstation)
    status = operate("status", workstation)
    status["checks"] = [*in_order(status["checks"], connection), *registered(), extension()]
    status["checks"] = [chain(check) if check["name"] == "audit" else check for check in status["checks"]]
    if as_json:
        print_json(status)
    else:
        show(status)
    if any(check["ok"] is False for check in status["checks"]):
        raise typer.Exit(1)


def reach(workstation: Workstation) -> Check:
    """Get a token and open the connection to Posos: the only way to know about the clock, the network and the key."""
    try:
        operate("warm", workstation)
    except BridgeError as error:
        return failed("connection", error)
    return good("connection", sentence("doctor.reached", url=workstation.settings.base_url))


def in_order(checks: list[Check], connection: Check | None) -> list[Check]:
    """Put the connection behind the token; a failure that another link shows already is not told twice."""
    if connection is None:
        return checks
    checks = [check for check in checks if check["name"] != "connection"]  # what `reach` has met, as the host tells it
    told = {check["code"] for check in checks if check["code"]}
    if connection["code"] in told:
        connection = unknown("connection")
    place = next(index for index, check in enumerate(checks) if check["name"] == "token") + 1
    return [*checks[:place], connection, *checks[place:]]


def chain(audit: Check) -> Check:
    """Follow the chain of the audit trail that is written to: the host has no time to do so."""
    trail = Path(audit["message"]) if audit["ok"] else None
    if trail is None or not trail.exists():
        return audit
    try:
        verdict = follow(trail)
    except sqlite3.Error as error:
        return failed("audit", BridgeError("audit_unwritable", file=trail, reason=error))
    if verdict.broken_at is None:
        return audit
    told = sentence("audit.broken", number=verdict.broken_at, rows=verdict.rows)
    return {**audit, "ok": False, "code": "audit_broken", "message": told, "hint": "posos-bridge audit list --check"}


def registered() -> list[Check]:
    """Tell, for each browser on this machine, whether it finds this very host."""
    machine = Machine()
    here = [browser for browser in browsers().values() if browser.is_on(machine) or browser.is_confined_on(machine)]
    try:
        executable = host_executable()
    except BridgeError as error:
        return [failed("browser", error)]
    scopes = [Registration(machine, executable, scope) for scope in ("user", "system")]
    checks = []
    for browser in here:
        if any(registration.is_installed(browser) for registration in scopes):
            checks.append(good("browser", sentence("doctor.registered", label=browser.label)))
        else:
            missing = failed("browser", BridgeError("host_missing"))
            checks.append({**missing, "message": sentence("doctor.unregistered", label=browser.label)})
        if browser.is_confined_on(machine):
            checks[-1]["hint"] = sentence(f"install.confined_{browser.family}", label=browser.label)
    return checks or [unknown("browser", sentence("doctor.no_browser"))]


def extension() -> Check:
    """Say where to look: which extensions a browser has is its own affair."""
    return unknown("extension", sentence("doctor.look_at_extension"))


def good(name: str, message: str) -> Check:
    return {"name": name, "ok": True, "code": None, "message": message, "hint": ""}


def unknown(name: str, message: str = "") -> Check:
    return {"name": name, "ok": None, "code": None, "message": message, "hint": ""}


def failed(name: str, error: BridgeError) -> Check:
    spoken = language()
    return {
        "name": name,
        "ok": False,
        "code": error.code,
        "message": error.message(spoken),
        "hint": error.hint(spoken),
    }


def said(check: Check) -> str:
    """Return what a check found, for a person."""
    if (check["name"], check["ok"]) == ("token", True):
        return sentence("doctor.valid_for", time=check["message"])
    return str(check["message"])


def show(status: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False, soft_wrap=True)
    files = ", ".join(status["config_files"]) or sentence("doctor.no_file")
    console.print(sentence("doctor.title", version=status["host_version"], files=escape(files)))
    for check in status["checks"]:
        sign, colour = SIGNS[check["ok"]]
        message = said(check) or sentence(SILENT.get((check["name"], check["ok"]), "doctor.not_known"))
        code = f" \\[{check['code']}]" if check["code"] else ""
        console.print(
            f"[{colour}]{sign}[/] [bold]{sentence('doctor.' + check['name'])}[/]{code} {escape(visible(message))}"
        )
        if check["hint"]:
            console.print(f"  → {escape(visible(check['hint']))}")
    log = status["log_file"]
    if log and not any(check["name"] == "log" for check in status["checks"]):
        console.print(sentence("doctor.log_file" if Path(log).exists() else "doctor.log_to_come", file=escape(log)))
