"""How commands speak: sentences and tables for people, one JSON document for scripts, failures on the error stream."""

from __future__ import annotations

import codecs
import json
import os
import sys
from io import TextIOWrapper
from typing import Any, NoReturn, TextIO

import typer

from native_host.cli.language import HIDDEN, language, sentence, visible
from native_host.errors import BridgeError
from native_host.standard_streams import stand_in_for_missing

# What stands in where an output's encoding has no such sign: a file or pipe on Windows, mostly.
PLAINER = {"✓": "+", "✗": "x", "→": "->", "•": "-", "\u2013": "-", "\u2019": "'", "\u202f": " "}

# The type of a `--json` option: `as_json: bool = JSON`.
JSON: bool = typer.Option(False, "--json", help=sentence("cli.json"))


def have_streams() -> None:
    """Have a command that was started without its streams read and write nothing."""
    os.close(stand_in_for_missing())
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  (as long as the process)


def let_go(stream: TextIO) -> None:
    """Write what a stream still holds; nowhere, when it takes no more: Python would end with 120 of its own."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def speak_any_encoding() -> None:
    """Have standard output and error take every sentence, whatever their encoding."""

    def plainer(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeEncodeError)
        return "".join(PLAINER.get(sign, "?") for sign in error.object[error.start : error.end]), error.end

    codecs.register_error("plainer", plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plainer")


def print_json(value: Any) -> None:
    """Write one JSON document to standard output, in ASCII where that is not UTF-8."""
    is_utf8 = codecs.lookup(sys.stdout.encoding).name == "utf-8"
    print(to_json(value, ensure_ascii=not is_utf8, indent=2 if sys.stdout.isatty() else None))


def to_json(value: Any, *, ensure_ascii: bool = False, indent: int | None = None) -> str:
    """Return a JSON document; what JSON lets stand and a terminal obeys is escaped in it, which changes no value."""
    text = json.dumps(value, ensure_ascii=ensure_ascii, indent=indent)
    return HIDDEN.sub(lambda sign: sign[0] if sign[0] == "\n" else json.dumps(sign[0])[1:-1], text)


class CommandError(BridgeError):
    """A failure of one command, which says more of it than the catalogue's row for the code: what it was about to do.

    Args:
        code: a row of `errors.json`.
        message: what failed, in the person's language.
        hint: what to do about it, likewise.
    """

    def __init__(self, code: str, /, message: str, hint: str) -> None:
        super().__init__(code)
        self._message, self._hint = message, hint

    def message(self, language: str) -> str:  # noqa: ARG002
        return self._message

    def hint(self, language: str) -> str:  # noqa: ARG002
        return self._hint


def as_data(error: BridgeError) -> dict[str, Any]:
    """Return an error as a script reads it."""
    return {
        "code": error.code,
        "message": error.message(language()),
        "retryable": error.retryable,
        "hint": error.hint(language()),
    }


def report(error: BridgeError, *, as_json: bool) -> None:
    """Say what failed: the code and what to do about it, for a person or for a script."""
    if as_json:
        print_json({"ok": False, "error": as_data(error)})
        return
    if type(error) is BridgeError:  # the facts of a `CommandError` are visible in its sentences already
        error = BridgeError(error.code, **{name: visible(str(fact)) for name, fact in error.facts.items()})
    print(f"{error.code}: {error.message(language())}", file=sys.stderr)
    if hint := error.hint(language()):
        print(hint, file=sys.stderr)


def detail_of(code: str, message: str) -> dict[str, Any]:
    """Return a failure whose code is the command line's alone, as a script reads it."""
    return {"code": code, "message": message, "retryable": False, "hint": ""}


def fail(code: str, message: str, *, as_json: bool) -> NoReturn:
    """Say what failed, by a code that is the command line's alone (`docs/protocol.md` lists them), and end."""
    if as_json:
        print_json({"ok": False, "error": detail_of(code, message)})
    else:
        print(f"{code}: {message}", file=sys.stderr)
    raise typer.Exit(1)
