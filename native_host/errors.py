"""What can fail, and what a person can do about it.

The sentences stand in `errors.json`, one row per code; `reasons.json` has the French of the reasons that they name.
"""

import json
from functools import cache
from os.path import dirname, join
from typing import Any

Facts = dict[str, object]


class BridgeError(Exception):
    """A failure with its code, and the facts that its hint names.

    Args:
        code: a row of `errors.json`.
        facts: what the hint's placeholders stand for, and those of `reason`. Never a key, a token or a URL.
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
        return str(table()[self.code][language])

    def hint(self, language: str) -> str:
        """Return what the person who administers the machine should know, in `language` ("fr" or "en")."""
        known = _Known(self.facts)
        known["reason"] = self.reason(language)
        return str(table()[self.code][f"hint_{language}"]).format_map(known)

    def reason(self, language: str) -> object:
        """Return why, in `language`; as it came where a system, a server or a library said what the table has not."""
        reason = self.facts.get("reason", "-")
        known = str(reason).lower() in reasons()
        return worded(str(reason), language).format_map(_Known(self.facts)) if known else reason

    def __repr__(self) -> str:
        return f"BridgeError({self.code!r})"


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "-"


def worded(english: str, language: str) -> str:
    """Return a reason in `language` ("fr" or "en"), its placeholders left; as it came where the table has it not."""
    return reasons().get(english.lower(), english) if language == "fr" else english


@cache
def table() -> dict[str, dict[str, str | bool]]:
    """Return every error code with its sentences and whether it is retryable."""
    rows: dict[str, dict[str, str | bool]] = _read("errors.json")
    return rows


@cache
def reasons() -> dict[str, str]:
    """Return the French of each reason that is known, by its English in lower case."""
    return {english.lower(): french for english, french in _read("reasons.json").items()}


def _read(name: str) -> Any:
    with open(join(dirname(__file__), name), encoding="utf-8") as file:
        return json.load(file)
