"""The surroundings in which a test's browser starts: its profile, its extension, the host that it knows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.checkout import ROOT

HOST_NAME = "fr.posos_bridge.host"
HOST_EXECUTABLE = ROOT / ".venv" / "bin" / "posos-bridge-host"
PATIENCE = 60.0  # seconds that a wait may last on a slow machine before the test gives up


@dataclass(frozen=True)
class Setting:
    """The surroundings in which a browser starts."""

    profile: Path  # an empty folder, also the home of the browser
    extension: Path
    host: Path | None = HOST_EXECUTABLE  # None: no native messaging host is registered
    config: Path | None = None  # POSOS_BRIDGE_CONFIG
    language: str = "en"
    environment: tuple[tuple[str, str], ...] = ()
    preferences: tuple[tuple[str, Any], ...] = ()  # Firefox alone
    arguments: tuple[str, ...] = ()  # Chromium alone

    def register_host(self, folder: Path, allowed: dict[str, list[str]]) -> Path:
        """Tell the browser of the host, as `posos-bridge install` does; the place of its manifest, written or not."""
        place = folder / f"{HOST_NAME}.json"
        if self.host:
            folder.mkdir(parents=True, exist_ok=True)
            told = {"name": HOST_NAME, "description": "Posos Bridge", "path": str(self.host), "type": "stdio"}
            place.write_text(json.dumps({**told, **allowed}))
        return place

    def variables(self) -> dict[str, str]:
        """The environment of the browser, beyond that of the tests."""
        config = {"POSOS_BRIDGE_CONFIG": str(self.config)} if self.config else {}
        return {"HOME": str(self.profile), "LANGUAGE": self.language, **config, **dict(self.environment)}


def command_of(process: psutil.Process) -> list[str]:
    """How a process was started; empty when it has ended."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []
