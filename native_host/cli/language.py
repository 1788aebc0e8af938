"""French or English, by the locale, for what the command line says.

Sentences stand in `sentences/<file>.toml`, one table per sentence with the keys `fr` and `en`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from native_host.language import language

__all__ = ["catalogue", "language", "sentence"]

HERE = Path(__file__).parent


def sentence(key: str, /, **facts: object) -> str:
    """Return the sentence `<file>.<name>` in the person's language, its placeholders filled with `facts`."""
    file, _, name = key.partition(".")
    return catalogue(file)[name][language()].format(**facts)


@cache
def catalogue(file: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "sentences" / f"{file}.toml").read_text("utf-8"))
