"""French or English, by the locale, for what the command line says.

Sentences stand in `sentences/<file>.toml`, one table per sentence with the keys `fr` and `en`. A placeholder with two
words, `{count:row|rows}`, is the one that fits the number.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from native_host.language import language

__all__ = ["catalogue", "language", "sentence"]

HERE = Path(__file__).parent


def sentence(key: str, /, **facts: object) -> str:
    """Return the sentence `<file>.<name>` in the person's language, its placeholders filled with `facts`."""
    file, _, name = key.partition(".")
    return Counting().format(catalogue(file)[name][language()], **facts)


class Counting(Formatter):
    """Fills placeholders, and chooses between the words for one and for several."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, bar, several = format_spec.partition("|")
        if not bar:
            return super().format_field(value, format_spec)
        # French counts nothing as one.
        return one if value == 1 or (value == 0 and language() == "fr") else several


@cache
def catalogue(file: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "sentences" / f"{file}.toml").read_text("utf-8"))
