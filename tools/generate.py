# ruff: noqa: INP001
"""Write what follows from the schemas and the table of errors; with `--check`, only say whether it is up to date.

`native_host/schemas/` and `native_host/errors.json` are the sources. From them come the host's validators (compiled
ahead of time: a cold start has no room for a schema library), the extension's types, and `docs/protocol.md`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import configuration_page
import fastjsonschema
import protocol_page

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "native_host/schemas"
EXTENSION = ROOT / "extension"
NOTICE = "Made by `make generate` from native_host/schemas/ and native_host/errors.json. Do not edit."
# What a validator raises, in place of an import of fastjsonschema; it holds no value, so no secret either.
REFUSAL = """
class Invalid(ValueError):
    def __init__(self, message: str, value: object = None, name: str = "", rule: str = "") -> None:
        super().__init__(message)
        self.path: str = name
        self.rule: str = rule


JsonSchemaValueException = Invalid
"""

Schema = dict[str, Any]


def load(path: Path) -> Schema:
    schema: Schema = json.loads(path.read_text("utf-8"))
    return schema


def operations() -> dict[str, Schema]:
    order = ["hello", "warm", "resolve", "search", "prepare", "status", "cancel"]
    found = {path.stem: load(path) for path in sorted((SCHEMAS / "operations").glob("*.json"))}
    return {name: found[name] for name in order} | found


def bundle() -> dict[str, Schema]:
    """Gather every named type in one place, references made local."""
    types = {**load(SCHEMAS / "types.json")["definitions"], **load(SCHEMAS / "envelope.json")["definitions"]}
    for name, operation in operations().items():
        for part, schema in operation["definitions"].items():
            types[name.capitalize() + part.capitalize()] = schema
    local: dict[str, Schema] = localize(types)
    return local


def localize(schema: Any) -> Any:
    match schema:
        case {"$ref": str(reference)}:
            return {"$ref": "#" + reference.partition("#")[2]}
        case dict():
            return {key: localize(value) for key, value in schema.items()}
        case list():
            return [localize(value) for value in schema]
        case _:
            return schema


def validators(types: dict[str, Schema], exported: dict[str, str]) -> str:
    """Compile the exported types; `exported` is type → name of the function."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": strip(types),
        "properties": {name: {"$ref": f"#/definitions/{name}"} for name in exported},
    }
    code = fastjsonschema.compile_to_code(schema, use_default=False)
    # The definitions of every failed rule are not worth their weight: the message names the rule.
    code = re.sub(r", definition=.*, rule=", ", rule=", code)
    code = code[code.index("REGEX_PATTERNS") :].replace("(int, float, Decimal)", "(int, float)")
    first = code.index("def validate(")
    code = code[:first] + code[code.index("\ndef ", first + 1) + 1 :]
    for name, function in exported.items():
        code = code.replace(f"validate___definitions_{name.lower()}(", f"{function}(")
    code = code.replace("validate___definitions_", "_")
    typed = "(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:"
    code = code.replace("(data, custom_formats={}, name_prefix=None):", typed)
    return f'"""{NOTICE}"""\n\n# ruff: noqa\n# mypy: ignore-errors\nimport re\n\n{REFUSAL}\n\n{code.rstrip()}\n'


def strip(schema: Any) -> Any:
    """Leave out what only people read."""
    match schema:
        case dict():
            drop = [key for key in ("description", "title") if isinstance(schema.get(key), str)]
            return {key: strip(value) for key, value in schema.items() if key not in drop}
        case list():
            return [strip(value) for value in schema]
        case _:
            return schema


def message_validators() -> str:
    names = list(operations())
    code = validators(bundle(), {"Request": "request", **{f"{name.capitalize()}Params": name for name in names}})
    return f"{code}\n\nOPERATIONS = frozenset({names})\n"


def configuration_validator() -> str:
    configuration = load(SCHEMAS / "config.json")
    parts = {**load(SCHEMAS / "types.json")["definitions"], **configuration.pop("definitions")}
    code = validators(localize({**parts, "Configuration": configuration}), {"Configuration": "configuration"})
    return f"{code}\n\nKEYS = {keys(configuration, parts)}\n"


def keys(schema: Schema, types: dict[str, Schema]) -> Any:
    """Return the names that a table may have, each with those of what it holds; `*` is any name, a list has rows."""
    match schema:
        case {"$ref": str(reference)}:
            return keys(types[reference.rpartition("/")[2]], types)
        case {"properties": properties}:
            return {name: keys(part, types) for name, part in properties.items()}
        case {"additionalProperties": dict(part)}:
            return {"*": keys(part, types)}
        case {"items": items}:
            return [keys(items, types)]
        case _:
            return None


def typescript() -> str:
    types = bundle()
    codes = list(load(ROOT / "native_host/errors.json"))
    types["ErrorCode"] = {"description": types["ErrorCode"]["description"], "enum": codes}
    everything = {"title": "Messages", "definitions": types, "type": "object", "additionalProperties": False}
    everything["properties"] = {name: {"$ref": f"#/definitions/{name}"} for name in types}
    source = run(["npx", "--no-install", "json2ts", "--bannerComment", f"/** {NOTICE} */"], json.dumps(everything))
    source = re.sub(r"(/\*\*(?:(?!\*/).)*\*/\s*)?export interface Messages \{.*?\n\}\n", "", source, flags=re.DOTALL)
    source = re.sub(r"^( +)(?=\w+\??: )", r"\1readonly ", source, flags=re.MULTILINE)
    source = re.sub(r"(?<=: )(\w+\[\])", r"readonly \1", source)
    source = re.sub(r"/\*\*\n *\* ([^\n]*)\n *\*/", r"/** \1 */", source)
    source = re.sub(r"export interface (\w+) \{\}", r"export type \1 = Readonly<Record<string, never>>;", source)
    return prettier(source.replace("[k: string]: unknown", "readonly [name: string]: unknown"), "messages.ts")


def protocol() -> str:
    types = load(SCHEMAS / "types.json")["definitions"]
    return prettier(
        protocol_page.page(NOTICE, types, operations(), load(ROOT / "native_host/errors.json")), "protocol.md"
    )


def prettier(source: str, name: str) -> str:
    return run(["npx", "--no-install", "prettier", "--stdin-filepath", name], source)


def run(command: list[str], text: str) -> str:
    return subprocess.run(command, cwd=EXTENSION, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603


def outputs() -> dict[Path, str]:
    return {
        ROOT / "native_host/messages/_validators.py": message_validators(),
        ROOT / "native_host/settings/_validators.py": configuration_validator(),
        EXTENSION / "host/messages.ts": typescript(),
        ROOT / "docs/protocol.md": protocol(),
        ROOT / "docs/configuration.md": prettier(
            configuration_page.page(NOTICE, load(SCHEMAS / "config.json")), "configuration.md"
        ),
    }


def main() -> None:
    stale = {path: text for path, text in outputs().items() if not path.exists() or path.read_text("utf-8") != text}
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run make generate", file=sys.stderr)  # noqa: T201
        sys.exit(bool(stale))
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
