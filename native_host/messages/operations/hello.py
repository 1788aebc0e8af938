"""Says who the host is, whether it can work, and what it offers."""

from typing import Any

from native_host import __version__
from native_host.errors import BridgeError
from native_host.language import language
from native_host.messages.task import Task
from native_host.posos.guides import fault_of, known_guides
from native_host.posos.sandbox_exception import refuse_token_uri
from native_host.settings import Settings
from native_host.settings.authorities import broken_authorities


def run(_params: dict[str, Any], task: Task) -> dict[str, Any]:
    settings: Settings | None = None
    problems: list[BridgeError] = []
    broken: list[BridgeError] = []
    try:
        settings = task.workstation.settings
    except BridgeError as error:
        problems.append(error)
    else:
        looked_at = missing_practitioner(settings), unusable_key(settings), broken_authorities(settings)
        problems.extend(found for found in looked_at if found)
        failure = task.workstation.failure
        if failure and failure.code not in {problem.code for problem in problems}:
            problems.append(failure)
        broken = broken_guides(settings)
    unrecorded = task.workstation.unrecorded  # that stops nobody
    guides = known_guides(settings.guides if settings else ()).values()
    spoken = language()
    return {
        "host_version": __version__,
        "environment": settings.environment if settings else None,
        "ready": not problems and len(broken) < len(guides),
        "problems": [
            {"code": error.code, "message": error.message(spoken), "hint": error.hint(spoken)}
            for error in [*problems, *broken, *([unrecorded] if unrecorded else ())]
        ],
        "guides": [
            {"name": guide.name, "labels": dict(guide.labels), "needs_codes": guide.needs_codes} for guide in guides
        ],
        "practitioner": settings.practitioner._asdict() if settings and settings.practitioner else None,
    }


def missing_practitioner(settings: Settings) -> BridgeError | None:
    """Tell whether nobody can sign in: no one is configured, and no page may say who it is."""
    if settings.practitioner or settings.accept_practitioner_from:
        return None
    return no_practitioner(settings)


def no_practitioner(settings: Settings) -> BridgeError:
    from native_host.places import os_user

    return BridgeError("no_practitioner", os_user=os_user(), files=", ".join(settings.files))


def broken_guides(settings: Settings) -> list[BridgeError]:
    """List what is wrong with guides, as far as it shows without a schema library; the others can be opened."""
    faults = [fault for guide in known_guides(settings.guides).values() if (fault := fault_of(guide))]
    for fault in faults:
        fault.facts["file"] = " + ".join(settings.files)
    return faults


def unusable_key(settings: Settings) -> BridgeError | None:
    """Look at the key as far as that takes no time; a keyring or a token is asked when the key is used."""
    from native_host.keys import open_signer, require_extra
    from native_host.process_memory import keep_off_disks

    keep_off_disks()
    try:
        if "keyring" in settings.key:
            require_extra("keyring")
        else:
            refuse_token_uri(open_signer(settings.key).account.token_uri, settings.environment)
    except BridgeError as error:
        return error
    return None
