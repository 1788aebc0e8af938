"""What a configuration may say of a guide, and what it may not."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from native_host.errors import BridgeError
from native_host.posos.guides import body, known_guides
from native_host.posos.practitioner import Practitioner

JOHN = Practitioner("abcde1234", "John", "Doe")
UCDS = ["3400894203018"]


def body_of(**properties: Any) -> dict[str, Any]:
    row = {"name": "interactions", "parameters": {"type": "object", "properties": {"ucds": {}, **properties}}}
    return body(known_guides([row])["interactions"], JOHN, UCDS)


def test_a_guide_cannot_say_who_signs_in() -> None:
    others = {name: {"const": "somebody else"} for name in (*JOHN._fields, "guide")}
    assert body_of(**others) == {**JOHN._asdict(), "guide": "interactions", "ucds": UCDS}


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/schema.json", "#/nowhere", "#/properties/mode"])
def test_a_reference_that_leads_nowhere_is_the_configurations_fault(address: str) -> None:
    with pytest.raises(BridgeError, match="not_configured") as refused:
        body_of(mode={"$ref": address, "default": "all"})
    assert "guides.interactions.parameters" in refused.value.hint("en")


def test_a_guide_that_needs_codes_has_a_place_for_them() -> None:
    guide = known_guides([{"name": "interactions", "needs_codes": True}])["interactions"]
    with pytest.raises(BridgeError, match="not_configured") as refused:
        body(guide, JOHN, UCDS)
    assert "ucds" in refused.value.hint("fr")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"required": ["mode"]}, "mode needs a const or a default"),
        ({"required": ["ucds", "mode"]}, "mode needs a const or a default"),
        ({"required": ["rpps"]}, "rpps needs a const or a default"),
        ({"properties": {"ucds": {}, "mode": {"type": "string", "default": 7}}}, "$.mode"),
        ({"properties": {"ucds": {}}, "minProperties": 2}, "refuses its own value"),
        ({"required": True}, "$.required"),
        ({"required": [["mode"]]}, "$.required"),
    ],
)
def test_what_a_schema_asks_for_and_nobody_gives_is_the_configurations_fault(
    changes: dict[str, Any], named: str
) -> None:
    parameters = {"type": "object", "properties": {"ucds": {}, "mode": {"type": "string"}}, **changes}
    with pytest.raises(BridgeError, match="not_configured") as refused:
        body(known_guides([{"name": "interactions", "parameters": parameters}])["interactions"], JOHN, UCDS)
    assert "guides.interactions.parameters" in refused.value.hint("en")
    assert named in refused.value.hint("en")


@pytest.mark.parametrize("ucds", [{"maxItems": 0}, {"items": {"pattern": "^0"}}])
def test_codes_that_a_guide_does_not_take_are_the_requests_fault(ucds: dict[str, Any]) -> None:
    with pytest.raises(BridgeError, match="bad_request"):
        body_of(ucds=ucds)


def test_what_is_required_and_given_is_sent() -> None:
    parameters = {"properties": {"ucds": {}, "mode": {"const": "all"}}, "required": ["ucds", "mode"]}
    sent = body(known_guides([{"name": "interactions", "parameters": parameters}])["interactions"], JOHN, UCDS)
    assert (sent["mode"], sent["ucds"]) == ("all", UCDS)


def test_codes_go_into_no_parameter_that_says_who_signs_in() -> None:
    row = {"name": "interactions", "parameters": {"properties": {"rpps": {}}}, "codes_parameter": "rpps"}
    with pytest.raises(BridgeError, match="not_configured") as refused:
        body(known_guides([row])["interactions"], JOHN, UCDS)
    assert "rpps" in refused.value.hint("fr")


@pytest.mark.parametrize(
    ("parameters", "key"),
    [
        ("properties = { ucds = {}, since = { default = 2020-01-01 } }", "parameters.properties.since"),
        ("properties = { ucds = {}, since = { const = [2020-01-01T00:00:00Z] } }", "parameters.properties.since"),
        ("properties = 7", "$.properties"),
        ('properties = ["ucds"]', "$.properties"),
        ('"$schema" = 7, properties = { ucds = {} }', "$.$schema"),
    ],
)
def test_parameters_that_are_no_json_schema_are_told_by_their_key(parameters: str, key: str) -> None:
    row = tomllib.loads(f'name = "interactions"\nneeds_codes = true\nparameters = {{ {parameters} }}')
    with pytest.raises(BridgeError, match="not_configured") as refused:
        body(known_guides([row])["interactions"], JOHN, UCDS)
    assert "guides.interactions.parameters" in refused.value.hint("en")
    assert key in refused.value.hint("en")
