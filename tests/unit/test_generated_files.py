"""What is generated from the schemas follows them."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.checkout import ROOT

SCHEMAS = ROOT / "native_host/schemas"


def test_generated_files_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_each_operation_of_the_schemas_has_its_file() -> None:
    described = {path.stem for path in (SCHEMAS / "operations").glob("*.json")}
    written = {path.stem for path in (ROOT / "native_host/messages/operations").glob("[a-z]*.py")}
    assert described == written == {"hello", "warm", "resolve", "search", "prepare", "status", "cancel"}


def test_no_object_of_the_protocol_takes_unknown_fields() -> None:
    def objects(schema: object) -> list[dict[str, object]]:
        if isinstance(schema, list):
            return [found for part in schema for found in objects(part)]
        if not isinstance(schema, dict):
            return []
        own = [schema] if "properties" in schema and schema.get("type") == "object" else []
        return own + [found for part in schema.values() for found in objects(part)]

    for path in SCHEMAS.rglob("*.json"):
        for schema in objects(json.loads(path.read_text())):
            assert schema["additionalProperties"] is False, (path, schema)
