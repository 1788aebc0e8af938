"""French or English, by the locale, for what the command line says; what came from outside is made visible in it.

Sentences stand in `sentences/<file>.toml`, one table per sentence with the keys `fr` and `en`. A placeholder with two
words, `{count:row|rows}`, is the one that fits the number.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path, PurePath
from string import Formatter
from typing import Any

from native_host.language import language

__all__ = ["HIDDEN", "catalogue", "language", "sentence", "visible"]

HERE = Path(__file__).parent

# What a terminal obeys instead of showing it: controls, changes of direction, what has no width, halves of characters.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def sentence(key: str, /, **facts: object) -> str:
    """Return the sentence `<file>.<name>` in the person's language, its placeholders filled with `facts`, visible."""
    file, _, name = key.partition(".")
    shown = {name: visible(str(fact)) if isinstance(fact, str | PurePath) else fact for name, fact in facts.items()}
    return Counting().format(catalogue(file)[name][language()], **shown)


def visible(text: str) -> str:
    """Return a text from outside as a terminal can show it, on one line: what would be obeyed as its escape."""
    return HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}" if sign[0] <= "\uffff" else f"\\U{ord(sign[0]):08x}", text)


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
