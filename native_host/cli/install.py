"""`posos-bridge install`: have browsers find the host."""

from __future__ import annotations

import typer

from native_host.cli.language import sentence
from native_host.cli.output import JSON
from native_host.cli.registering import BROWSER, DRY_RUN, SYSTEM, advise, chosen, extension_ids, registration, run

app = typer.Typer(add_completion=False)


@app.command(help=sentence("install.install_help"))
def install(
    browser: list[str] = BROWSER,
    system: bool = SYSTEM,
    dry_run: bool = DRY_RUN,
    extension_id: list[str] = typer.Option(
        [], metavar="ID", callback=extension_ids, help=sentence("install.extension_id")
    ),
    as_json: bool = JSON,
) -> None:
    here = registration(system, tuple(extension_id))
    found = chosen(browser, here.machine)
    run(here, here.install(found), dry_run=dry_run, as_json=as_json)
    advise(found, here.machine)
