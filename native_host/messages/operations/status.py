"""Tells the state of every link of the chain; of the network, what the last calls showed. Nothing is sent anywhere."""

import os
from typing import Any

from native_host import __version__
from native_host.errors import BridgeError, reason_of, worded
from native_host.language import language
from native_host.messages.operations.hello import broken_guides, missing_practitioner
from native_host.messages.task import Task
from native_host.messages.workstation import OF_THE_KEY, Workstation
from native_host.places import refusal_to_write
from native_host.posos.sandbox_exception import refuse_token_uri
from native_host.settings import DEFAULTS, Log, Settings, config_files
from native_host.settings.authorities import broken_authorities

Check = dict[str, Any]
# Said in place of the sentence of `clock_skew`, which is that Posos refuses.
MENDED = (
    "The clock of this computer is wrong. Posos works all the same, by its own clock. Ask your IT department to set it."
)


def run(_params: dict[str, Any], task: Task) -> dict[str, Any]:
    workstation = task.workstation
    try:
        settings = workstation.settings
    except BridgeError as error:
        files, environment = list(filter(os.path.exists, config_files())), None
        log = DEFAULTS["log"]()
        checks = [check("configuration", error), *(check(name) for name in ("practitioner", "key", "clock", "token"))]
    else:
        files, environment = list(settings.files), settings.environment
        log = settings.log
        fault = broken_authorities(settings) or next(iter(broken_guides(settings)), None)
        checks = [check("configuration", fault, settings.environment), *checks_of(settings, workstation)]
    return {
        "host_version": __version__,
        "environment": environment,
        "config_files": files,
        "log_file": log.path,
        "checks": [*checks, drug_table(), audit(workstation), *unwritable_log(log)],
    }


def check(name: str, failure: BridgeError | None = None, fact: str | None = None) -> Check:
    """Write one link's state: failed, good with a fact in a few words, or not known when there is neither."""
    spoken = language()
    return {
        "name": name,
        "ok": False if failure else None if fact is None else True,
        "code": failure.code if failure else None,
        "message": failure.message(spoken) if failure else fact or "",
        "hint": failure.hint(spoken) if failure else "",
    }


def checks_of(settings: Settings, workstation: Workstation) -> list[Check]:
    who = settings.practitioner
    missing = missing_practitioner(settings)
    named = f"{who.first_name} {who.last_name}, {who.rpps}" if who else ", ".join(settings.accept_practitioner_from)
    tokens = workstation.client.token
    left, failure = tokens.state()
    skew = BridgeError("clock_skew", seconds=round(tokens.skew), host=tokens.host) if tokens.skew else None
    mended = {"message": worded(MENDED, language())} if skew and not failure else {}
    if failure and failure.code == "clock_skew":
        skew, failure = failure, None
    # Only a server tells the time: one that gave a token, or that refused an assertion, but not for its time.
    known = left is not None or skew is not None or (failure is not None and failure.code == "token_refused")
    checks = [
        check("practitioner", missing, named),
        key(settings, workstation),
        check("clock", skew, "" if known else None) | mended,
        check("token", failure, f"{left:.0f} s" if left is not None else None),
    ]
    met = workstation.failure
    return (
        checks if met is None or met.code in {link["code"] for link in checks} else [*checks, check("connection", met)]
    )


def key(settings: Settings, workstation: Workstation) -> Check:
    from native_host.keys import open_signer

    try:
        account = open_signer(settings.key).account
        refuse_token_uri(account.token_uri, settings.environment)
    except BridgeError as error:
        return check("key", error)
    met = workstation.failure  # when it was used
    return check("key", met if met and met.code in OF_THE_KEY else None, account.client_email)


def drug_table() -> Check:
    """Without a table, codes are turned by arithmetic alone: that is no failure."""
    from native_host.drug_codes.table import machines_table

    try:
        table = machines_table()
        info = table.info() if table else None
    except BridgeError as error:
        return check("drug_table", error)
    if not info:
        return check("drug_table")
    return check("drug_table", fact=f"{info.title or info.source}, {info.imported_at[:10]}, {info.ucds} UCD")


def audit(workstation: Workstation) -> Check:
    trail = workstation.trail
    if not trail:
        return check("audit")
    for problem in trail.problems():
        return check("audit", BridgeError(problem.code, **problem.facts))
    return check("audit", fact=workstation.audit_path)


def unwritable_log(log: Log) -> list[Check]:
    """Tell of the log only where none can be kept: what it would have said is lost."""
    refusal = refusal_to_write(log.path) if log.level != "off" else None
    if refusal is None:
        return []
    return [check("log", BridgeError("file_unusable", case="log", file=log.path, reason=reason_of(refusal)))]
