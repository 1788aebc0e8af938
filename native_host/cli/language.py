"""French or English, by the locale, for what the command line says.

Sentences stand in `sentences/<file>.toml`, one table per sentence with the keys `fr` and `en`.
"""

from __future__ import annotations

import locale
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["fr", "en"]

HERE = Path(__file__).parent


def language() -> Language:
    """Tell the person's language by the first locale variable that is set, in gettext's order, else by the system's."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            break
    else:
        # Windows has no such variables: setlocale takes the account's language, "French_France".
        value = locale.setlocale(locale.LC_CTYPE, "")
    return "fr" if value.lower().startswith("fr") else "en"


def sentence(key: str, /, **facts: object) -> str:
    """Return the sentence `<file>.<name>` in the person's language, its placeholders filled with `facts`."""
    file, _, name = key.partition(".")
    return catalogue(file)[name][language()].format(**facts)


@cache
def catalogue(file: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "sentences" / f"{file}.toml").read_text("utf-8"))
