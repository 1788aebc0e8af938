"""The guides that Posos opens: the documented ones, and those that a configuration adds without a release."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from native_host.errors import BridgeError
from native_host.posos.practitioner import Practitioner


class Guide(NamedTuple):
    """A page of Posos and what it takes beside the practitioner.

    Attributes:
        name: the API's name of it.
        labels: its name for people, by language.
        needs_codes: whether it is about at least one drug.
        parameters: a JSON Schema of its parameters; what has a `const` or a `default` there is sent as such.
        codes_parameter: the parameter that receives the UCD13s, where the schema has it.
    """

    name: str
    labels: Mapping[str, str]
    needs_codes: bool
    parameters: Mapping[str, Any]
    codes_parameter: str = "ucds"

    @property
    def takes_codes(self) -> bool:
        """Whether codes are sent to it at all."""
        properties = self.parameters.get("properties")
        return isinstance(properties, dict) and self.codes_parameter in properties

    def is_unsupplied(self, parameter: str) -> bool:
        """Tell whether nothing gives `parameter` a value: neither its schema nor the codes."""
        if self.takes_codes and parameter == self.codes_parameter:
            return False
        return not has_value(self.parameters.get("properties", {}).get(parameter))


UCDS = {
    "type": "object",
    "properties": {"ucds": {"type": "array", "items": {"type": "string", "pattern": "^34008[0-9]{8}$"}}},
    "required": ["ucds"],
    "additionalProperties": False,
}
BUILT_IN = (
    Guide("side_effects", {"fr": "Effets indésirables", "en": "Side effects"}, needs_codes=True, parameters=UCDS),
    Guide("home", {"fr": "Accueil de Posos", "en": "Posos home"}, needs_codes=False, parameters={}),
)


def known_guides(configured: Iterable[Mapping[str, Any]] = ()) -> dict[str, Guide]:
    """Return every guide by name: the built-in ones, and the configuration's `[[guides]]` after or in place of them."""
    guides = {guide.name: guide for guide in BUILT_IN}
    for row in configured:
        name = row["name"]
        guide = guides.get(name, Guide(name, {"fr": name, "en": name}, needs_codes=False, parameters={}))
        guides[name] = guide._replace(**row)
    return guides


def body(guide: Guide, practitioner: Practitioner, ucds: Sequence[str]) -> dict[str, Any]:
    """Write the body of a prepare request.

    Raises:
        BridgeError: `bad_request`, when the codes are not what the guide's schema asks for; `not_configured`, when
            that schema is none, asks for what nobody gives, or has no place for the codes that the guide needs.
    """
    if fault := fault_of(guide):
        raise fault
    if guide.needs_codes and not ucds:
        raise BridgeError("bad_request", reason="the guide {guide} needs at least one code", guide=guide.name)
    properties = guide.parameters.get("properties", {})
    parameters = {
        name: schema["const"] if "const" in schema else schema["default"]
        for name, schema in properties.items()
        if has_value(schema)
    }
    if guide.takes_codes:
        parameters[guide.codes_parameter] = list(ucds)
    if guide.parameters and guide.parameters is not UCDS:
        check(parameters, guide)
    fixed = {**practitioner._asdict(), "guide": guide.name}
    return {**fixed, **parameters, **fixed}  # no parameter says who signs in


def has_value(schema: Any) -> bool:
    """Tell whether a parameter's schema gives its value itself."""
    return isinstance(schema, dict) and ("const" in schema or "default" in schema)


def fault_of(guide: Guide) -> BridgeError | None:
    """Return what is wrong with a guide's parameters, as far as it shows without a schema library."""
    for name, kind in (("$schema", str), ("properties", dict)):
        if not isinstance(guide.parameters.get(name, kind()), kind):
            return misconfigured(guide, reason="not a JSON Schema at {path}", path=f"$.{name}")
    for name, schema in guide.parameters.get("properties", {}).items():
        try:
            json.dumps(schema)
        except TypeError:
            return misconfigured(guide, f".properties.{name}", reason="a date in it, which JSON does not have")
    required = guide.parameters.get("required", [])
    for name in required if isinstance(required, list) else ():
        if isinstance(name, str) and guide.is_unsupplied(name):
            return misconfigured(guide, ".required", reason="{parameter} needs a const or a default", parameter=name)
    if guide.needs_codes and not guide.takes_codes:
        return misconfigured(guide, reason="{parameter} is missing in its properties", parameter=guide.codes_parameter)
    if guide.codes_parameter in (*Practitioner._fields, "guide"):
        return misconfigured(guide, reason="{parameter} cannot receive codes", parameter=guide.codes_parameter)
    return None


def check(parameters: Mapping[str, Any], guide: Guide) -> None:
    import jsonschema  # 150 ms, for the guides alone that a configuration adds
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    try:
        # An empty registry: left to itself, jsonschema fetches what a `$ref` names.
        jsonschema.validate(dict(parameters), dict(guide.parameters), registry=Registry())
    except jsonschema.ValidationError as error:
        if list(error.absolute_path)[:1] != [guide.codes_parameter]:  # all but the codes is the configuration's own
            raise misconfigured(guide, reason="it refuses its own value at {path}", path=error.json_path) from None
        reason = "the guide {guide} does not accept its parameter {path}"
        raise BridgeError("bad_request", reason=reason, guide=guide.name, path=error.json_path) from None
    except jsonschema.SchemaError as error:
        raise misconfigured(guide, reason="not a JSON Schema at {path}", path=error.json_path) from None
    except (Unresolvable, RecursionError):
        raise misconfigured(guide, reason="a $ref in it leads nowhere") from None


def misconfigured(guide: Guide, within: str = "", /, **facts: str) -> BridgeError:
    return BridgeError("not_configured", case="mistake", key=f"guides.{guide.name}.parameters{within}", **facts)
