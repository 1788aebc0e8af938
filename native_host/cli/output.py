"""How commands speak: sentences and tables for people, one JSON document for scripts, failures on the error stream."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer

from native_host.cli.language import language, sentence

if TYPE_CHECKING:
    from native_host.errors import BridgeError

# The type of a `--json` option: `as_json: bool = JSON`.
JSON: bool = typer.Option(False, "--json", help=sentence("cli.json"))


def print_json(value: Any) -> None:
    """Write one JSON document to standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


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
