"""`posos-bridge setup`: asks, checks, writes the configuration, registers with browsers, and ends with `doctor`."""

from __future__ import annotations

import json
import re
import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from native_host import settings as configuration
from native_host.browsers.machine import Machine
from native_host.cli import asking
from native_host.cli.asking import agreed
from native_host.cli.doctor import examine
from native_host.cli.key import bring_in, read_file, tell
from native_host.cli.language import language, sentence
from native_host.cli.registering import advise, chosen, registration, run, without_rights
from native_host.errors import BridgeError
from native_host.posos.practitioner import Practitioner
from native_host.process_memory import keep_from_others
from native_host.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(add_completion=False)


class Custody(StrEnum):
    """Where `setup` can put the key by itself; a PKCS#11 token needs more than a few questions."""

    FILE = "file"
    KEYRING = "keyring"


# What an answer must be, by a question and by its option alike. A name is as `schemas/types.json` has it.
NAME = re.compile(r"(?!\s)[^\x00-\x1f\x7f-\x9f]{1,128}")
FORMS = {
    "environment": re.compile("preprod|production"),
    "client_id": re.compile(r"[\w.-]+\.apps\.googleusercontent\.com", re.ASCII),
    "key": re.compile(".+"),
    "rpps": re.compile(r"[^\s\x00-\x1f\x7f-\x9f]{1,128}"),
    "first_name": NAME,
    "last_name": NAME,
}


def form_of(what: str) -> Callable[[str], str]:
    """Return the check of an option: the question's own."""

    def checked(value: str) -> str:
        value = value.strip()
        if value and not FORMS[what].fullmatch(value):
            raise typer.BadParameter(sentence("setup.unexpected", answer=value, expected=sentence(f"setup.is_{what}")))
        return value

    return checked


@app.command(help=sentence("setup.help"))
def setup(
    *,
    environment: str = typer.Option(
        "", metavar="NAME", callback=form_of("environment"), help=sentence("setup.environment")
    ),
    client_id: str = typer.Option("", metavar="ID", callback=form_of("client_id"), help=sentence("setup.client_id")),
    key: Path | None = typer.Option(None, metavar="FILE", exists=True, dir_okay=False, help=sentence("setup.key")),
    custody: Custody = typer.Option(Custody.FILE, help=sentence("setup.custody")),
    rpps: str = typer.Option("", metavar="RPPS", callback=form_of("rpps"), help=sentence("setup.rpps")),
    first_name: str = typer.Option(
        "", metavar="NAME", callback=form_of("first_name"), help=sentence("setup.first_name")
    ),
    last_name: str = typer.Option("", metavar="NAME", callback=form_of("last_name"), help=sentence("setup.last_name")),
    system: bool = typer.Option(False, "--system", help=sentence("setup.system")),
    force: bool = typer.Option(False, "--force", help=sentence("setup.force")),
) -> None:
    file = place(system=system)
    if file.exists() and not force and not agreed(sentence("setup.overwrite", file=file)):
        raise typer.Abort
    environment = environment or ask("environment", "preprod")
    client_id = client_id or ask("client_id")
    received = key or Path(ask("key"))
    keep_from_others()
    incoming = read_file(received)
    rpps = rpps or ask("rpps")
    first_name = first_name or ask("first_name")
    last_name = last_name or ask("last_name")

    before = file.with_name(f"{file.name}.before") if file.exists() else None
    try:
        if before:
            shutil.copy2(file, before)
            print(sentence("setup.kept_before", file=before))
        write_whole(file, configured(environment, client_id, custody, Practitioner(rpps, first_name, last_name)))
    except PermissionError:
        raise without_rights(file, Machine(), "system" if system else "user") from None
    print(sentence("setup.written", file=file))
    settings = configuration.load({"POSOS_BRIDGE_CONFIG": str(file)})
    try:
        bring_in(settings, incoming, received)
        tell("key.imported", settings, incoming.account, received, wipe=False, as_json=False, left="setup.copy_left")
    except BridgeError as error:
        # The rest is worth doing all the same; `doctor`, below, says what is the matter with the key.
        print(sentence("setup.key_not_in", code=error.code, why=error.hint(language()), file=received))
    if system:
        print(sentence(f"setup.system_{custody}"))

    machine = Machine()
    found = chosen([], machine)
    here = registration(system)
    run(here, here.install(found), dry_run=False, as_json=False)
    advise(found, machine)
    print()
    examine(offline=False, as_json=False)


def place(*, system: bool) -> Path:
    """Return the configuration file to write: the machine's, the user's, or the one that the environment names."""
    machine, user = configuration.config_files()
    return Path(machine if system else user)


def ask(what: str, default: str | None = None) -> str:
    """Ask until the answer has the form."""
    while True:
        answer = asking.ask(sentence(f"setup.{what}"), default)
        if FORMS[what].fullmatch(answer):
            return answer
        print(sentence("setup.unexpected", answer=answer, expected=sentence(f"setup.is_{what}")))


def configured(environment: str, client_id: str, custody: Custody, who: Practitioner) -> str:
    """Return the text of a configuration."""
    place = f"{environment}-key.json" if custody is Custody.FILE else environment
    # A JSON string is a TOML basic string.
    quoted = {
        "name": environment,
        "environment": json.dumps(environment),
        "base_url": json.dumps(f"https://partner-connect.{environment}.posos.co"),
        "client_id": json.dumps(client_id),
        "key": f"{{ {custody} = {json.dumps(place)} }}",
        **{name: json.dumps(value, ensure_ascii=False) for name, value in who._asdict().items()},
    }
    return sentence("setup.configuration", **quoted)
