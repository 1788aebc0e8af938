"""`posos-bridge sandbox`: the outside world on loopback."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path  # noqa: TC003  typer reads the annotations at run time

import typer

from native_host.cli.language import language, sentence
from native_host.cli.output import fail
from native_host.errors import in_language, reason_of

app = typer.Typer(add_completion=False)


@app.command(help=sentence("sandbox.help"))
def sandbox(
    directory: Path = typer.Option(..., "--dir", metavar="DIR", file_okay=False, help=sentence("sandbox.dir")),
    port: int = typer.Option(0, "--port", min=0, max=65535, help=sentence("sandbox.port")),
) -> None:
    try:
        from native_host.sandbox.server import serve
    except ModuleNotFoundError as missing:
        fail("sandbox_failed", sentence("sandbox.extra_missing", module=missing.name), as_json=False)
    try:
        with suppress(KeyboardInterrupt):  # the way to end it
            serve(directory, port)
    except OSError as error:
        if error.filename:  # the folder's
            raise
        reason = in_language(reason_of(error), language())
        fail("sandbox_failed", sentence("sandbox.no_port", port=port, reason=reason), as_json=False)
