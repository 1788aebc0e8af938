"""The host as a process: how fast it starts, answers and signs, and what it holds in memory."""

from __future__ import annotations

import http.client
import json
import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import requests

from tests.bench.conversation import Conversation
from tests.bench.identity_token import identity_token, tokens
from tests.bench.row import Row
from tests.checkout import ROOT
from tests.sandbox import Announced, run_sandbox

HOST = ROOT / ".venv" / "bin" / "posos-bridge-host"
CALLER = "chrome-extension://nfbmclelljpdkapljppnhakiknhdfaeh/"
ECHO = """
import json, struct, sys
pipe = sys.stdin.buffer
length = struct.unpack("=I", pipe.read(4))[0]
message = json.loads(pipe.read(length))
answer = json.dumps({"v": 1, "id": message["id"], "ok": True, "result": {}}).encode()
sys.stdout.buffer.write(struct.pack("=I", len(answer)) + answer)
sys.stdout.buffer.flush()
"""
HELLO: dict[str, Any] = {"op": "hello", "params": {"extension_version": "0.1.0", "browser": "bench"}}
PREPARE: dict[str, Any] = {
    "op": "prepare",
    "params": {
        "guide": "side_effects",
        "ucds": ["3400894203018", "3400892335049"],
        "source": {"origin": "https://dpi.hopital.example", "trigger": "button"},
    },
}
COLD_STARTS = 25
WARM = 300


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def cold(command: list[str | Path], config: Path, request: dict[str, Any]) -> float:
    start = time.perf_counter()
    conversation = Conversation(command, config)
    conversation.ask(request)
    took = (time.perf_counter() - start) * 1000
    conversation.end()
    return took


def starts(config: Path) -> list[Row]:
    """Measure cold starts in turn, so that a slow moment of the machine meets each of them alike."""
    host: list[str | Path] = [HOST, CALLER]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "echo.py"
        script.write_text(ECHO)
        echo: list[str | Path] = [sys.executable, script]
        for command, request in ((echo, HELLO), (host, HELLO), (host, PREPARE)):
            cold(command, config, request)
        rounds = [
            (cold(echo, config, HELLO), cold(host, config, HELLO), cold(host, config, PREPARE))
            for _ in range(COLD_STARTS)
        ]
    bare, hello, prepare = (statistics.median(column) for column in zip(*rounds, strict=True))
    rival = "bare interpreter that echoes"
    return [
        Row("cold start to the answer of hello", hello, "ms", rival, bare, "≤ 2 times", hello <= 2 * bare),
        Row("cold start to the first prepare", prepare, "ms", rival, bare, "≤ 7 times", prepare <= 7 * bare),
    ]


def warm(world: Announced) -> list[Row]:
    conversation = Conversation([HOST, CALLER], world.config)
    conversation.ask(PREPARE)
    address = urlsplit(world.base_url)
    assert address.hostname
    token = identity_token(world.config)
    path = "/api/partners/proxy/prepare"
    body = json.dumps(
        {"rpps": "abcde1234", "first_name": "John", "last_name": "Doe", **without_source(PREPARE["params"])}
    )
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(address.hostname, address.port)
    session = requests.Session()

    def by_http_client() -> None:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200

    def by_requests() -> None:
        assert session.post(world.base_url + path, body, headers=headers).status_code == 200

    ways = (lambda: conversation.ask(PREPARE), by_http_client, by_requests)
    for way in ways:
        way()
    rounds = [[milliseconds(way) for way in ways] for _ in range(WARM)]
    ours, plain, library = (statistics.median(column) for column in zip(*rounds, strict=True))
    beyond = statistics.median(host - bare for host, bare, _ in rounds)

    memory = psutil.Process(conversation.pid).memory_info().rss / 2**20
    one_by_one = milliseconds(lambda: [conversation.ask(PREPARE) for _ in range(1000)])
    at_once = milliseconds(lambda: many(conversation))
    after = psutil.Process(conversation.pid).memory_info().rss / 2**20
    conversation.end()
    connection.close()
    return [
        Row("warm prepare, audit row written", ours, "ms", "http.client alone", plain),
        Row("… beyond the same exchange by http.client", beyond, "ms", "", None, "≤ 1.5 ms", beyond <= 1.5),
        Row("warm prepare", ours, "ms", "requests alone, no audit", library),
        Row("memory of an idle warm host", memory, "MiB", "", None, "≤ 40 MiB", memory <= 40),
        Row("memory after 2,000 more prepares", after, "MiB", "before them", memory),
        Row("1,000 prepares one after another, each", one_by_one / 1000, "ms"),
        Row("1,000 prepares, 32 at once, each", at_once / 1000, "ms", "one after another", one_by_one / 1000),
    ]


def ending(world: Announced) -> Row:
    """Measure how soon a host ends that is in the middle of a request."""
    faults = f"{world.base_url}/_faults"

    def ends() -> float:
        conversation = Conversation([HOST, CALLER], world.config)
        conversation.ask({"op": "warm"})
        conversation.say(PREPARE)
        return milliseconds(conversation.end)

    requests.post(faults, json={"delay": 30}, timeout=10)
    took = statistics.median(ends() for _ in range(5)) / 1000
    requests.post(faults, json={}, timeout=10)
    return Row("closed by its browser in the middle of a request", took, "s", "", None, "≤ 1 s", took <= 1)


def many(conversation: Conversation, *, total: int = 1000, at_once: int = 32) -> None:
    for _ in range(at_once):
        conversation.say(PREPARE)
    for sent in range(at_once, total + at_once):
        conversation.hear()
        if sent < total:
            conversation.say(PREPARE)


def without_source(params: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name != "source"}


def imports(config: Path) -> list[Row]:
    """List what the start of a host spends on imports, up to the answer of hello."""
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", HOST, CALLER],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "POSOS_BRIDGE_CONFIG": str(config)},
    )
    body = json.dumps({"v": 1, "id": "1", **HELLO}).encode()
    _, said = process.communicate(struct.pack("=I", len(body)) + body)
    found = re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", said.decode())
    ours = [(int(own) / 1000, name) for own, name in found if name.startswith("native_host")]
    rest = sorted(((int(own) / 1000, name) for own, name in found if not name.startswith("native_host")), reverse=True)
    return [
        Row(f"importing our own {len(ours)} modules for hello", sum(own for own, _ in ours), "ms"),
        *(Row(f"importing `{name}`", own, "ms") for own, name in rest[:6]),
    ]


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, run_sandbox(Path(folder)) as world:
        return [*starts(world.config), *warm(world), ending(world), *tokens(world.config), *imports(world.config)]
