"""What can fail, and what a person can do about it. The sentences stand in `errors.json`, one row per code."""

import json
from functools import cache
from os.path import dirname, join

Facts = dict[str, object]


class BridgeError(Exception):
    """A failure with its code, and the facts that its hint names.

    Args:
        code: a row of `errors.json`.
        facts: what the hint's placeholders stand for. Never a key, a token or a URL.
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
        return str(table()[self.code][f"hint_{language}"]).format_map(_Known(self.facts))

    def __repr__(self) -> str:
        return f"BridgeError({self.code!r})"


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "-"


@cache
def table() -> dict[str, dict[str, str | bool]]:
    """Return every error code with its sentences and whether it is retryable."""
    with open(join(dirname(__file__), "errors.json"), encoding="utf-8") as file:
        rows: dict[str, dict[str, str | bool]] = json.load(file)
    return rows
