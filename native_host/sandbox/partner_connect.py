"""Partner-connect's `prepare`: what it takes, and the shapes in which it may answer with the address to open."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

PATH = "/api/partners/proxy/prepare"
formats = FormatChecker(formats=())


@formats.checks("ucd13")
def is_ucd13(code: object) -> bool:
    """Tell whether `code` is a UCD13 with its EAN-13 key (arrêté du 30 décembre 2021, annexe)."""
    if not isinstance(code, str) or not re.fullmatch(r"34008[0-9]{8}", code):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(code)) % 10 == 0


@cache
def _validators() -> dict[str, Draft202012Validator]:
    guides = json.loads((files(__package__) / "guides.json").read_text("utf-8"))
    return {
        name: Draft202012Validator(_body(name, parameters), format_checker=formats)
        for name, parameters in guides.items()
    }


def _body(guide: str, parameters: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    properties = {"rpps": text, "first_name": text, "last_name": text, "guide": {"const": guide}, **parameters}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def faults_in(body: bytes) -> list[str]:
    """Say what is wrong with the body of a `prepare`; an empty list when nothing is."""
    try:
        context = json.loads(body)
    except ValueError:
        return ["body must be JSON"]
    if not isinstance(context, dict):
        return ["body must be an object"]
    validator = _validators().get(str(context.get("guide")))
    if validator is None:
        return [f"guide must be one of {', '.join(_validators())}"]
    return [f"{'.'.join(map(str, error.path)) or 'body'}: {error.message}" for error in validator.iter_errors(context)]


def answer(shape: str, url: str) -> bytes:
    """Return `url` in the shape of answer named `shape`, as JSON."""
    shapes: dict[str, object] = {
        "location": {"location": url},
        "url": {"url": url},
        "token_and_url": {"token": url.rpartition("/")[2], "url": url},
        "string": url,
    }
    return json.dumps(shapes[shape]).encode()
