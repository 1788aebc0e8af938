"""What is wrong with a configuration file, in a person's words. Only imported when something is."""

import re
from collections.abc import Iterator
from typing import Any

from native_host.settings._validators import KEYS

Reason = tuple[str, dict[str, Any]]

# The names in a refusal of the validator: must not contain {'one', "rock'n'roll"} properties.
STRING = re.compile(r"""(['"])(.*?)\1""", re.DOTALL)
VERDICTS = {"additionalProperties": "unknown key", "required": "missing"}
# A key's last name → what it takes, where its pattern alone would say so.
EXPECTED = {
    "proxy": "must be system, none, or an address like http://host:port",
    "base_url": "must be an address like https://host, without a path",
    "allowed_hosts": "must be a domain like posos.co, without https:// and without a path",
    "accept_practitioner_from": "must be an origin like https://dpi.hopital.example, without a path",
}
LENGTHS = {
    "minLength": "must have {least} characters at least",
    "minItems": "must not be empty",
    "maxLength": "must have {most} characters at most",
    "maxItems": "must have {most} entries at most",
}
LIMITS = {
    "exclusiveMinimum": "must be more than {limit}",
    "minimum": "must be at least {limit}",
    "maximum": "must be at most {limit}",
}
PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
TWICE = re.compile(r"Cannot (overwrite|declare|redefine|mutate)|Duplicate")


def refusal(path: str, rule: str, said: str, table: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Word what the validator refused in `table`: the key, the reason, and the reason's facts."""
    key, reason = path, said.replace(path, "", 1).strip()
    facts: dict[str, Any] = {}
    number = reason.rpartition(" ")[2]
    if rule in VERDICTS:
        key, reason = f"{key}.{names_in(reason)}", VERDICTS[rule]
        # What is missing is there, perhaps, with a letter too many.
        if rule == "required" and (unknown := next(unknown_keys(table, KEYS), None)):
            reason, facts = "missing; {unknown} is an unknown key", {"unknown": unknown}
    elif rule == "pattern":
        reason = EXPECTED.get(re.sub(r"\[\d+\]$", "", key).rpartition(".")[2], "must be words, on one line")
    elif rule == "enum":
        reason, facts = "must be one of {names}", {"names": names_in(reason)}
    elif rule in LIMITS:
        reason, facts = LIMITS[rule], {"limit": number}
    elif rule in LENGTHS:
        count = re.search(r"\d+", reason)
        facts = dict.fromkeys(("least", "most"), count[0] if count else "-")
        reason = LENGTHS["minItems" if facts["least"] == "1" and rule == "minLength" else rule]
    elif rule == "minProperties":
        reason = "must not be empty"
    return key.removeprefix("data").lstrip(".") or "-", reason, facts


def names_in(refusal: str) -> str:
    return ", ".join(name for _, name in STRING.findall(refusal))


def unknown_keys(value: Any, keys: Any, above: str = "") -> Iterator[str]:
    """Yield the dotted paths of the keys that no table has; `keys` as the validators' `KEYS`."""
    if isinstance(value, dict) and isinstance(keys, dict):
        for name, part in value.items():
            here = f"{above}.{name}" if above else name
            if name in keys or "*" in keys:
                yield from unknown_keys(part, keys.get(name, keys.get("*")), here)
            else:
                yield here
    elif isinstance(value, list) and isinstance(keys, list):
        for index, row in enumerate(value):
            yield from unknown_keys(row, keys[0], f"{above}[{index}]")


def damage(error: Exception) -> Reason:
    """Word what keeps a file from being read as TOML: the reason and its facts."""
    said = str(error)
    if isinstance(error, RecursionError):
        return "too many brackets within each other", {}
    if place := PLACE.search(said):
        facts = {"line": place[1], "column": place[2]}
        if TWICE.match(said):
            return "the same name is given twice (line {line}, column {column})", facts
        return "it is not well written (line {line}, column {column}): look for a missing quote or bracket", facts
    if said.endswith("(at end of document)"):
        if TWICE.match(said):
            return "the same name is given twice (on the last line)", {}
        return "it ends in the middle of something: look for a missing quote or bracket", {}
    return "it holds a number that no setting can have", {}
