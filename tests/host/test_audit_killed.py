"""Hosts killed at random moments: no prepare that was answered is without its row in the audit trail.

`POSOS_BRIDGE_KILLS=300` tries as often as wanted; the sandbox answers, four hosts write at once.
"""

from __future__ import annotations

import json
import os
import random
import struct
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from native_host.audit.reading import Filter, check, rows
from tests.sandbox import run_sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

BIN = Path(__file__).resolve().parents[2] / ".venv/bin"
KILLS = int(os.environ.get("POSOS_BRIDGE_KILLS", "40"))
HOSTS = 4


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    with run_sandbox(tmp_path) as sandbox:
        with sandbox.config.open("a") as file:
            file.write('\n[audit]\npath = "audit.sqlite3"\n')
        yield sandbox.config


def read_answer(host: subprocess.Popen[bytes]) -> Any:
    assert host.stdout
    head = host.stdout.read(4)
    if len(head) < 4:
        return None
    body = host.stdout.read(struct.unpack("=I", head)[0])
    return json.loads(body) if len(body) == struct.unpack("=I", head)[0] else None


def work_until_killed(config: Path, chance: random.Random, numbers: Iterator[int], answered: set[str]) -> None:
    """Start a host, send prepares to it one after another, and kill it at a moment that chance chooses."""
    environment = {**os.environ, "POSOS_BRIDGE_CONFIG": str(config)}
    host = subprocess.Popen(
        [BIN / "posos-bridge-host"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    assert host.stdin
    killer: threading.Timer | None = None
    try:
        while True:
            origin = f"https://page-{next(numbers)}.example"
            params = {
                "guide": "side_effects",
                "ucds": ["3400894203018"],
                "source": {"origin": origin, "trigger": "button"},
            }
            message = json.dumps({"v": 1, "id": origin, "op": "prepare", "params": params}).encode()
            with suppress(BrokenPipeError):
                host.stdin.write(struct.pack("=I", len(message)) + message)
                host.stdin.flush()
            answer = read_answer(host)
            if answer is None:
                return
            assert answer["ok"], answer
            answered.add(answer["id"])
            if killer is None:
                # From the first answer on the host is warm, and any instruction of a prepare can be its last.
                killer = threading.Timer(chance.uniform(0, 0.05), host.kill)
                killer.start()
    finally:
        host.kill()
        with suppress(BrokenPipeError):
            host.stdin.close()
        host.wait()


def test_no_answered_prepare_is_without_its_row(config: Path) -> None:
    answered: set[str] = set()
    numbers, left = count(), iter(range(KILLS))
    seed = random.SystemRandom().randrange(1 << 32)

    def host_after_host(slot: int) -> None:
        chance = random.Random(seed + slot)
        while next(left, None) is not None:
            work_until_killed(config, chance, numbers, answered)

    began = time.monotonic()
    with ThreadPoolExecutor(HOSTS) as pool:
        list(pool.map(host_after_host, range(HOSTS)))

    trail = config.parent / "audit.sqlite3"
    recorded = {str(row["origin"]) for row in rows(trail, Filter())}
    assert len(answered) >= KILLS
    assert answered - recorded == set(), f"seed {seed}"
    assert check(trail).broken_at is None, f"seed {seed}"
    assert list(trail.parent.glob("*.damaged-*")) == []
    print(f"{KILLS} kills, {len(answered)} answers, {len(recorded)} rows, {time.monotonic() - began:.0f} s")
