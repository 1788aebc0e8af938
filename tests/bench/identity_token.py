"""A new identity token: what it costs us, and google-auth."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import google.auth.transport.requests
from google.oauth2.service_account import IDTokenCredentials

from tests.bench.row import Row

if TYPE_CHECKING:
    from pathlib import Path


def google_credentials(config: Path) -> Any:
    client_id = re.search(r'^client_id\s*=\s*"(.+)"', config.read_text("utf-8"), re.MULTILINE)
    assert client_id
    return IDTokenCredentials.from_service_account_file(  # type: ignore[no-untyped-call]
        config.parent / "key.json", target_audience=client_id[1]
    )


def identity_token(config: Path) -> str:
    credentials = google_credentials(config)
    credentials.refresh(google.auth.transport.requests.Request())
    return str(credentials.token)


ACQUIRE = """
import statistics, sys, time
{prologue}
acquire()
walls, start = [], time.process_time()
for _ in range(100):
    before = time.perf_counter()
    acquire()
    walls.append(time.perf_counter() - before)
print(statistics.median(walls) * 1000, (time.process_time() - start) * 10)
"""
OURS = """
from native_host.messages.client import open_client
from native_host.settings import load
source = open_client(load()).token
from native_host.network import Operation
def acquire():
    source.drop(source.get(Operation(10)))
"""
GOOGLE = """
import google.auth.transport.requests
from google.oauth2.service_account import IDTokenCredentials
credentials = IDTokenCredentials.from_service_account_file(sys.argv[1], target_audience=sys.argv[2])
request = google.auth.transport.requests.Request()
def acquire():
    credentials.refresh(request)
"""


def tokens(config: Path) -> list[Row]:
    """Measure a new identity token, wall and processor time, each library in a process of its own, in turn."""
    credentials = google_credentials(config)

    def measured(prologue: str) -> tuple[float, float]:
        said = subprocess.run(
            [
                sys.executable,
                "-c",
                ACQUIRE.format(prologue=prologue),
                config.parent / "key.json",
                credentials._target_audience,
            ],
            env={**os.environ, "POSOS_BRIDGE_CONFIG": str(config)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        return float(said[0]), float(said[1])

    rounds = [(measured(OURS), measured(GOOGLE)) for _ in range(3)]
    (wall, cpu), (their_wall, their_cpu) = (
        tuple(statistics.median(column) for column in zip(*side, strict=True)) for side in zip(*rounds, strict=True)
    )
    rival = "google-auth"
    return [
        Row("a new identity token, processor time", cpu, "ms", rival, their_cpu, "≤ its own", cpu <= their_cpu),
        Row("a new identity token, wall time", wall, "ms", rival, their_wall),
    ]
