"""The command line: a file and a row of `COMMANDS` for each command, imported only when it is the one that runs."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from native_host import __version__
from native_host.cli.language import sentence
from native_host.cli.usage import in_the_persons_language, tell_wrong_use
from native_host.errors import BridgeError, reason_of

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

# typer's own class for it; `typer.BadParameter` is the one of its kind that it publishes.
WrongUse: type[Exception] = typer.BadParameter.__mro__[1]


# What typer returns of a command that Ctrl-C ended.
INTERRUPTED = 130


class Commands(TyperGroup):
    """A group that finds its commands in `COMMANDS`."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"native_host.cli.{COMMANDS[cmd_name]}").app)
        command.name = cmd_name
        return in_the_persons_language(command)


def print_version(asked: bool) -> None:
    if asked:
        print(f"posos-bridge {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    """Build the whole command line, in the language of the person who runs it."""
    app = typer.Typer(cls=Commands, help=sentence("cli.help"), add_completion=False)

    @app.callback()
    def root(
        version: bool = typer.Option(False, "--version", callback=print_version, help=sentence("cli.version")),
    ) -> None:
        del version  # answered by its callback

    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 it failed (the error's code is printed), 2 wrong use."""
    from native_host.cli.output import have_streams, let_go, speak_any_encoding

    have_streams()
    speak_any_encoding()
    status = run(list(sys.argv[1:] if arguments is None else arguments))
    let_go(sys.stdout)
    let_go(sys.stderr)
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run one command, say what failed, and return what it exits with."""
    command = in_the_persons_language(typer.main.get_command(build()))
    try:
        status: int = command.main(args=arguments or ["--help"], prog_name="posos-bridge", standalone_mode=False) or 0
        sys.stdout.flush()  # what it fails with is told as all else is
        if status != INTERRUPTED:
            return status
        failure = stopped()
    except WrongUse as error:
        with suppress(OSError):
            tell_wrong_use(error)
        return 2
    except typer.Abort as stop:
        failure = stopped(stop)
    except BrokenPipeError:  # who read us has read enough: `… | head`
        return 1
    except Exception as error:  # noqa: BLE001  (a person at a terminal is told what failed, never shown our source)
        failure = known(error)
    tell(failure, as_json="--json" in arguments)
    return 1


def tell(error: BridgeError, *, as_json: bool) -> None:
    """Say what failed; to a person where the output takes no JSON."""
    from native_host.cli.output import report

    for for_a_script in (as_json, False):
        with suppress(OSError):
            report(error, as_json=for_a_script)
            sys.stdout.flush()
            return


def stopped(stop: typer.Abort | None = None) -> BridgeError:
    """Return a command that was ended before its end, as a failure: by a person, or because nobody answers it."""
    from native_host.cli.output import CommandError

    if stop and isinstance(stop.__context__, EOFError):
        print()  # the question is still on its line
        return CommandError("cancelled", sentence("cli.unanswered"), sentence("cli.answer_by_options"))
    return CommandError("cancelled", sentence("cli.stopped"), "")


def known(error: Exception) -> BridgeError:
    """Return an error as a row of the catalogue; of one that nobody foresaw, what a report of it needs."""
    if isinstance(error, BridgeError):
        return error
    if isinstance(error, OSError):  # without a name it is of what was open already, the output mostly
        return BridgeError("file_unusable", file=error.filename or sentence("cli.output"), reason=reason_of(error))
    from native_host.log import place_of

    return BridgeError("internal", reason=place_of(error))
