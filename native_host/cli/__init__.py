"""The command line: a file and a row of `COMMANDS` for each command, imported only when it is the one that runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from native_host import __version__
from native_host.cli.language import language, sentence, translate_typer

if TYPE_CHECKING:
    from collections.abc import Sequence

# Command → the module of this package whose `app`, a `typer.Typer(add_completion=False)`, it is, in `--help`'s order.
COMMANDS = {
    "setup": "setup",
    "doctor": "doctor",
    "open": "open",
    "install": "install",
    "uninstall": "uninstall",
    "key": "key",
    "table": "table",
    "audit": "audit",
    "fleet": "fleet",
    "sandbox": "sandbox",
    "demo": "demo",
}


class Commands(TyperGroup):
    """A group that finds its commands in `COMMANDS`."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"native_host.cli.{COMMANDS[cmd_name]}").app)
        command.name = cmd_name
        return command


def print_version(asked: bool) -> None:
    if asked:
        print(f"posos-bridge {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    """Build the whole command line, in the language of the person who runs it."""
    app = typer.Typer(cls=Commands, help=sentence("cli.help"), no_args_is_help=True, add_completion=False)

    @app.callback()
    def root(
        version: bool = typer.Option(False, "--version", callback=print_version, help=sentence("cli.version")),
    ) -> None:
        del version  # answered by its callback

    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 it failed (the error's code is printed), 2 wrong use."""
    os.environ.setdefault("LANGUAGE", language())
    translate_typer()
    arguments = sys.argv[1:] if arguments is None else arguments
    command = typer.main.get_command(build())
    try:
        command.main(args=list(arguments), prog_name="posos-bridge")
    except Exception as error:
        from native_host.cli.output import report
        from native_host.errors import BridgeError

        if not isinstance(error, BridgeError):
            raise
        report(error, as_json="--json" in arguments)
        sys.exit(1)
