"""Asks Posos for the one-time address of a guide; the attempt is in the audit trail before it is answered."""

import re
import time
from contextlib import suppress
from typing import Any

from native_host.audit import Attempt
from native_host.drug_codes.ucd import is_ucd13
from native_host.errors import BridgeError
from native_host.messages.envelope import check_params
from native_host.messages.operations.hello import no_practitioner
from native_host.messages.task import Task
from native_host.places import os_user
from native_host.posos.guides import known_guides
from native_host.posos.practitioner import Practitioner
from native_host.settings import Settings

ORIGIN = re.compile(r"([a-z][a-z0-9+.-]*://[^\s/?#@\\]*)(?:[/?#].*)?", re.IGNORECASE | re.ASCII | re.DOTALL)


def run(params: dict[str, Any], task: Task) -> dict[str, Any]:
    outcome, settings, practitioner = "internal", None, None
    ucds = list(dict.fromkeys(params["ucds"]))
    try:
        with task:
            settings = task.workstation.settings
            refuse_unknown_codes(ucds)
            practitioner = who_signs_in(params, settings)
            client = task.workstation.client
            if params["guide"] in client.guides and not client.guides[params["guide"]].takes_codes:
                ucds = []
            url = client.prepare(practitioner, params["guide"], ucds, task.begin(client.operation(task.arrived)))
        outcome = "ok"
        task.workstation.passed()
    except BridgeError as error:
        outcome = error.code
        task.workstation.met(error)
        if settings:
            error.facts.setdefault("file", " + ".join(settings.files))  # of a guide that is not as it should be
        raise
    except KeyboardInterrupt:  # Ctrl-C on the command line
        outcome = "cancelled"
        raise
    finally:
        attempt = Attempt(
            began=task.began,
            duration=time.monotonic() - task.arrived,
            environment=settings.environment if settings else None,
            os_user=os_user(),
            practitioner=practitioner.rpps if practitioner else None,
            guide=params["guide"],
            ucds=valid(ucds),
            origin=origin_alone(params.get("source", {}).get("origin")),
            trigger=params.get("source", {}).get("trigger"),
            outcome=outcome,
            codes=len(ucds),
        )
        record(attempt, task)
    return {"url": url, "guide": params["guide"], "ucds": ucds}


def refused(params: dict[str, Any], task: Task, outcome: str) -> None:
    """Record an attempt that is not run, by those of its params that are as the schema says."""
    settings = None
    with suppress(BridgeError):
        settings = task.workstation.settings
    guide, ucds, source = params.get("guide"), params.get("ucds"), params.get("source")
    known = isinstance(guide, str) and guide in known_guides(settings.guides if settings else ())
    sound = {name: value for name, value in source.items() if is_sound(name, value)} if isinstance(source, dict) else {}
    attempt = Attempt(
        began=task.began,
        duration=time.monotonic() - task.arrived,
        environment=settings.environment if settings else None,
        os_user=os_user(),
        practitioner=None,
        guide=str(guide) if known else "-",
        ucds=valid(ucds[:100]) if isinstance(ucds, list) else (),
        origin=origin_alone(sound.get("origin")),
        trigger=sound.get("trigger"),
        outcome=outcome,
        codes=len(ucds) if isinstance(ucds, list) else 0,
    )
    record(attempt, task)


def valid(ucds: list[Any]) -> tuple[str, ...]:
    """Return those that are codes: what is none may be anything, a name too."""
    return tuple(code for code in ucds if isinstance(code, str) and is_ucd13(code))


def is_sound(name: str, value: Any) -> bool:
    """Tell whether a field of `source` is as the schema says."""
    try:
        check_params("prepare", {"guide": "-", "ucds": [], "source": {"trigger": "page", name: value}})
    except BridgeError:
        return False
    return True


def record(attempt: Attempt, task: Task) -> None:
    if (trail := task.workstation.trail) and not trail.record(attempt):
        task.workstation.log("error", f"audit trail: a row could not be written to {trail.path}: {trail.failure}")


def refuse_unknown_codes(ucds: list[str]) -> None:
    for code in ucds:
        if not is_ucd13(code):
            raise BridgeError("invalid_code", code=code)


def who_signs_in(params: dict[str, Any], settings: Settings) -> Practitioner:
    """Choose the practitioner: the one that a page names where it may, else the configured one."""
    named = params.get("practitioner")
    if named:
        origin = params.get("source", {}).get("origin") or "-"
        if origin.rstrip("/").lower() not in settings.accept_practitioner_from:
            raise BridgeError("practitioner_refused", origin=origin[:200])
        return Practitioner(**named)
    if not settings.practitioner:
        raise no_practitioner(settings)
    return settings.practitioner


def origin_alone(named: str | None) -> str | None:
    """Cut what was named as an origin down to one: the address of an EHR's page may hold a patient's number."""
    found = ORIGIN.fullmatch(named or "")
    return found[1] if found else None
