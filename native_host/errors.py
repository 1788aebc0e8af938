"""What can fail, and what a person can do about it.

The sentences stand in `errors.json`, one row per code; `reasons.json` has the French of the reasons that they name.
"""

import json
import os
from functools import cache
from os.path import dirname, join
from typing import Any

Facts = dict[str, object]

# The facts that are words of ours, said in the reader's language.
WORDED = {"reason", "shape", "limit"}

# What nobody worded for a person, such as a library's English in a French hint.
QUOTED = {"fr": "« {} »", "en": "“{}”"}


class BridgeError(Exception):
    """A failure with its code, and the facts that its hint names.

    Args:
        code: a row of `errors.json`.
        facts: what the hint's placeholders stand for, and those of the facts in `WORDED`. Never a key, a token or a
            URL. `case` names the one of the row's `cases` whose sentences stand in for the row's own.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Facts = facts

    @property
    def retryable(self) -> bool:
        """Tell whether the same request may succeed a little later."""
        return bool(table()[self.code]["retryable"])

    def message(self, language: str) -> str:
        """Return the clinician's sentence in `language` ("fr" or "en")."""
        return self._sentence(language)

    def hint(self, language: str) -> str:
        """Return what the person who administers the machine should know, in `language` ("fr" or "en")."""
        known = _Known(self.facts)
        for name in WORDED.intersection(known):
            known[name] = in_language(known[name], language, self.facts)
        if "host" in known:
            known["host"] = worded(str(known["host"]), language)
        return self._sentence(f"hint_{language}").format_map(known)

    def reason(self, language: str) -> str:
        """Return why, in `language`."""
        return in_language(self.facts.get("reason", "-"), language, self.facts)

    def _sentence(self, name: str) -> str:
        row = table()[self.code]
        case = row["cases"][self.facts["case"]] if "case" in self.facts else {}
        return str(case.get(name, row[name]))

    def __repr__(self) -> str:
        return f"BridgeError({self.code!r})"


def in_language(reason: object, language: str, facts: Facts | None = None) -> str:
    """Return why, in `language`; in quotation marks, as it came, what a system, a server or a library said."""
    said = str(reason)
    if said.lower() in reasons():
        return worded(said, language).format_map(_Known(facts or {}))
    return said if said in ("", "-") else QUOTED[language].format(said)


def reason_of(error: OSError) -> str:
    """Return what the system says of a failure, in its own words: `reasons.json` has the French of most."""
    return (os.strerror(error.errno) if error.errno else error.strerror or str(error)).lower()


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "-"


def worded(english: str, language: str) -> str:
    """Return a reason in `language` ("fr" or "en"), its placeholders left; as it came where the table has it not."""
    return reasons().get(english.lower(), english) if language == "fr" else english


@cache
def table() -> dict[str, dict[str, Any]]:
    """Return every error code with its sentences and whether it is retryable."""
    rows: dict[str, dict[str, Any]] = _read("errors.json")
    return rows


@cache
def reasons() -> dict[str, str]:
    """Return the French of each reason that is known, by its English in lower case."""
    return {english.lower(): french for english, french in _read("reasons.json").items()}


def _read(name: str) -> Any:
    with open(join(dirname(__file__), name), encoding="utf-8") as file:
        return json.load(file)
