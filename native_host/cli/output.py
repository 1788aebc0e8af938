"""How commands speak: sentences and tables for people, one JSON document for scripts, failures on the error stream."""

from __future__ import annotations

import codecs
import json
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import typer

from native_host.cli.language import language, sentence

if TYPE_CHECKING:
    from native_host.errors import BridgeError

# What stands in where an output's encoding has no such sign: a file or pipe on Windows, mostly.
PLAINER = {"✓": "+", "✗": "x", "→": "->", "•": "-", "\u2013": "-", "\u2019": "'", "\u202f": " "}

# The type of a `--json` option: `as_json: bool = JSON`.
JSON: bool = typer.Option(False, "--json", help=sentence("cli.json"))


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
    print(json.dumps(value, ensure_ascii=not is_utf8, indent=2 if sys.stdout.isatty() else None))


def report(error: BridgeError, *, as_json: bool) -> None:
    """Say what failed: the code and what to do about it, for a person or for a script."""
    if as_json:
        print_json(
            {
                "ok": False,
                "error": {
                    "code": error.code,
                    "message": error.message(language()),
                    "retryable": error.retryable,
                    "hint": error.hint(language()),
                },
            }
        )
        return
    print(f"{error.code}: {error.message(language())}", file=sys.stderr)
    if hint := error.hint(language()):
        print(hint, file=sys.stderr)
