"""`posos-bridge uninstall`: leave no trace of the host in browsers."""

from __future__ import annotations

import typer

from native_host.browsers.registration import Outcome
from native_host.browsers.table import browsers
from native_host.cli.language import sentence
from native_host.cli.output import JSON
from native_host.cli.registering import BROWSER, DRY_RUN, SYSTEM, chosen, registration, run

app = typer.Typer(add_completion=False)


@app.command(help=sentence("install.uninstall_help"))
def uninstall(
    browser: list[str] = BROWSER,
    system: bool = SYSTEM,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    here = registration(system)
    # Without a choice all of them, also one that was removed from the machine since the host was put there.
    steps = here.uninstall(chosen(browser, here.machine) if browser else list(browsers().values()))
    if not browser:
        steps = [step for step in steps if step.outcome is not Outcome.ABSENT]
    if steps or as_json:
        run(here, steps, dry_run=dry_run, as_json=as_json)
    else:
        print(sentence("install.nothing_there"))
