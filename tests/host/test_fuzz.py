"""Whatever a browser may write: the host answers each message once, goes on, and writes nothing outside the framing.

`make fuzz` runs 50,000 cases of each, `make test` some hundreds.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from tests.checkout import ROOT
from tests.host.process import CHROMIUM, HELLO, HOST, LENGTH, PREPARE, Browser, Sandbox, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = ROOT / "native_host/schemas"
OPERATIONS = [path.stem for path in sorted((SCHEMAS / "operations").glob("*.json"))]


def validator(file: str, pointer: str) -> Draft7Validator:
    files = {str(path.relative_to(SCHEMAS)): json.loads(path.read_text()) for path in SCHEMAS.rglob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (f"https://posos.test/{name}", Resource.from_contents(schema)) for name, schema in files.items()
    )
    return Draft7Validator({"$ref": f"https://posos.test/{file}#{pointer}"}, registry=registry)


RESPONSE = validator("envelope.json", "/definitions/Response")
RESULTS = {op: validator(f"operations/{op}.json", "/definitions/result") for op in OPERATIONS}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
ids = st.text(min_size=1, max_size=8) | st.sampled_from(["1", "2"])
params = st.one_of(
    anything,
    st.just(HELLO),
    st.fixed_dictionaries({"codes": st.lists(st.text(max_size=20), max_size=5)}),
    st.fixed_dictionaries({"text": st.text(max_size=210), "limit": st.integers(-1, 60)}),
    st.fixed_dictionaries({"request": ids}),
    st.fixed_dictionaries(
        # Nobody is asked for these: a wrong code or guide is refused before anything leaves the machine.
        {
            "guide": st.text(max_size=70),
            "ucds": st.lists(st.sampled_from(["34008", "3400894203019", "", "é"]), max_size=3),
        },
        optional={"practitioner": anything, "source": anything},
    ),
)
messages = st.fixed_dictionaries(
    {},
    optional={
        "v": st.sampled_from([1, 1, 1, 1, 2]) | anything,
        "id": ids | anything,
        "op": st.sampled_from([op for op in OPERATIONS if op != "warm"]) | st.text(max_size=10),
        "params": params,
        "more": st.just(0),
    },
).map(lambda message: json.dumps(message).encode())
well_formed = st.builds(
    lambda op, params: json.dumps({"v": 1, "id": "f", "op": op, "params": params}).encode(),
    st.sampled_from([op for op in OPERATIONS if op != "warm"]),
    params,
)
contents = st.lists(
    st.one_of(
        st.binary(max_size=64), messages, well_formed, st.builds(lambda m, n: m[:n], messages, st.integers(0, 80))
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def fuzzed(world: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(environment(tmp_path_factory.mktemp("fuzz"), world.configuration())) as browser:
        yield browser


@given(contents=contents)
@example(contents=[b"", b"0", b'"\\ud800"'])
@example(contents=[json.dumps({"v": 1, "id": "1", "op": "prepare", "params": {**PREPARE, "ucds": ["\x00"]}}).encode()])
def test_fuzz_of_messages(fuzzed: Browser, contents: list[bytes]) -> None:
    for content in contents:
        fuzzed.send(content)
    for _ in contents:
        answer = fuzzed.hear(5)
        RESPONSE.validate(answer)
        assert answer["ok"] or answer["error"]["code"] != "internal", (contents, answer, fuzzed.errors)
    assert fuzzed.errors == b""


@given(op=st.sampled_from(["hello", "resolve", "search", "status", "cancel"]), params=params)
def test_fuzz_of_results(fuzzed: Browser, op: str, params: Any) -> None:
    fuzzed.say(op, params)
    answer = fuzzed.hear(5)
    if answer["ok"]:
        RESULTS[op].validate(answer["result"])
    else:
        assert answer["error"]["code"] == "bad_request"


@given(sizes=st.lists(st.integers(0, 3 * 2**20), min_size=1, max_size=3))
@settings(max_examples=min(200, settings().max_examples // 10))
def test_fuzz_of_sizes(fuzzed: Browser, sizes: list[int]) -> None:
    for size in sizes:
        fuzzed.send(b" " * size)
        code = fuzzed.hear(5)["error"]["code"]
        assert code == ("message_too_large" if size > 2**20 else "bad_request")
    assert fuzzed.outcome("hello", HELLO) == "ok"


@given(
    written=st.binary(max_size=40) | contents.map(lambda all_: b"".join(LENGTH.pack(len(c)) + c for c in all_)),
    cut=st.integers(0, 400),
)
@settings(max_examples=settings().max_examples // 10)
def test_fuzz_of_streams_that_end_anywhere(world: Sandbox, tmp_path: Path, written: bytes, cut: int) -> None:
    env = environment(tmp_path, world.configuration())
    done = subprocess.run([HOST, CHROMIUM], input=written[:cut], env=env, capture_output=True, timeout=10, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
    rest = done.stdout
    while rest:
        (size,) = LENGTH.unpack(rest[:4])
        RESPONSE.validate(json.loads(rest[4 : 4 + size]))
        rest = rest[4 + size :]
