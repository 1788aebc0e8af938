"""The sandbox as a process of its own, for tests and benchmarks."""

from __future__ import annotations

import contextlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Announced:
    """What a sandbox says of itself when it begins."""

    base_url: str  # without a slash at its end
    config: Path
    ehr_url: str


@contextlib.contextmanager
def run_sandbox(folder: Path) -> Iterator[Announced]:
    """Serve a sandbox on a free port while the block lasts; its files go into `folder`."""
    command = [str(ROOT / ".venv/bin/posos-bridge"), "sandbox", "--dir", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = json.loads(process.stdout.readline())
            yield Announced(said["base_url"].rstrip("/"), Path(said["config"]), said["ehr_url"])
        finally:
            process.terminate()
