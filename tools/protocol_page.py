# ruff: noqa: INP001, E501
"""Write docs/protocol.md from the schemas and the table of errors."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

INTRODUCTION = """# The protocol between extension and host

{notice}

Framing is the browsers': four bytes of length in the machine's byte order, then so many bytes of UTF-8 JSON, at most
1 MiB ([native messaging](https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging)). The host is
`fr.posos_bridge.host`; browsers start `posos-bridge-host` and pass the extension's origin or id, which the host checks.

A request: `{{"v": 1, "id": "<1 to 64 printable characters>", "op": "<name>", "params": {{…}}}}`.

Its answer: `{{"v": 1, "id": "<the same>", "ok": true, "result": {{…}}}}`, or
`{{"v": 1, "id": "<the same, or null>", "ok": false, "error": {{"code": "…", "message": "…", "retryable": false, "hint": "…"}}}}`.

Each request gets exactly one answer, in whatever order they are ready. 32 run at a time and the others wait, 512 in all;
10,000 at once or 100 a second in the long run are taken: beyond, `rate_limited`. Waiting takes of a request's own time. Unknown fields, a name twice in an
object and NaN are refused. After a message that cannot be read, the next one is.

By hand, from a terminal (without an argument the host takes its caller for a person):

```sh
python3 -c 'import json, struct, sys; m = json.dumps({{"v": 1, "id": "1", "op": "status"}}).encode(); sys.stdout.buffer.write(struct.pack("=I", len(m)) + m)' | posos-bridge-host | tail -c +5
```
"""

COMMAND_LINE = """The command line alone ends with these, which no message has:

| code | when |
|---|---|
| `audit_broken` | `audit list --check` and `doctor`: somebody changed, removed or added a row of the audit trail |
| `demo_failed` | `demo`: a step came to nothing |
| `sandbox_failed` | `sandbox`: the port cannot be taken, or a package is not installed |
| `table_broken` | a file to import is damaged, cut off, not a table or without one right code; the table stays as it was |
| `table_missing` | there is no readable drug table to look up in |
| `table_unwritable` | the drug table cannot be written; it stays as it was |"""


def page(
    notice: str, types: dict[str, Schema], operations: dict[str, Schema], errors: dict[str, dict[str, Any]]
) -> str:
    parts = [INTRODUCTION.format(notice=notice), "## Operations"]
    for name, operation in operations.items():
        parts += [f"### `{name}`", operation["description"]]
        for part in ("params", "result"):
            fields = operation["definitions"][part]
            parts.append(table(part, fields) if fields.get("properties") else f"No {part}.")
    parts.append("## Types")
    for name, schema in types.items():
        if schema.get("properties"):
            parts += [
                f"### `{name}`",
                *([schema["description"]] if "description" in schema else []),
                table("field", schema),
            ]
    parts += [
        "## Errors",
        "Codes are only ever added. `message` speaks to the clinician, `hint` to the administrator.",
        codes(errors),
        COMMAND_LINE,
    ]
    return "\n\n".join(parts) + "\n"


def table(caption: str, schema: Schema) -> str:
    rows = [f"| {caption} | type | |", "|---|---|---|"]
    for name, field in schema["properties"].items():
        optional = "" if name in schema.get("required", []) else " (optional)"
        rows.append(f"| `{name}`{optional} | {kind(field)} | {field.get('description', '')} |")
    return "\n".join(rows)


def kind(field: Schema) -> str:
    """Word a field's type and limits."""
    match field:
        case {"$ref": str(reference)}:
            return f"`{reference.rpartition('/')[2]}`"
        case {"anyOf": options}:
            return " or ".join(kind(option) for option in options)
        case {"enum": values}:
            return ", ".join(f"`{value}`" for value in values)
        case {"type": "array", "items": items}:
            return f"list of {kind(items)}{limits(field, 'maxItems', 'minItems')}"
        case {"type": list(types)}:
            return " or ".join(types)
        case {"type": "object", "additionalProperties": {"$ref": str(reference)}}:
            return f"tables of `{reference.rpartition('/')[2]}`"
        case {"type": "object", "properties": properties}:
            return "{" + ", ".join(f"`{name}`: {kind(part)}" for name, part in properties.items()) + "}"
    if "type" not in field:
        return "table"
    return f"{field['type']}{limits(field, 'maxLength', 'minLength') or limits(field, 'maximum', 'minimum')}"


def limits(field: Schema, most: str, least: str) -> str:
    return f" ({field.get(least, 0)} to {field[most]})" if most in field else ""


def codes(errors: dict[str, dict[str, Any]]) -> str:
    rows = ["| code | try again | message | hint |", "|---|---|---|---|"]
    for code, row in errors.items():
        again = "yes" if row["retryable"] else "no"
        said = [row, *(row | case for case in row.get("cases", {}).values())]
        rows.extend(f"| `{code}` | {again} | {each['en']} | {each['hint_en']} |" for each in said)
    return "\n".join(rows)
