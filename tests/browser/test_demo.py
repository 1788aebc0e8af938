"""`make demo` without a display: the whole way, told step by step, with a picture at the end."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from tests.browser.conftest import BUILDS
from tests.browser.rig import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def demonstrate(*options: str | Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [ROOT / ".venv/bin/posos-bridge", "demo", *options],
        env={**environment, "LANGUAGE": language},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def test_without_a_display_the_flow_is_driven_and_told(tmp_path: Path) -> None:
    picture = tmp_path / "guide.png"
    done = demonstrate("--extension", BUILDS / "chrome-mv3", "--screenshot", picture)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Signed in: John Doe. Drugs: ELIQUIS 5MG CPR 3400893887738" in done.stdout
    assert "POST /api/partners/proxy/prepare 200 token accepted" in done.stdout
    assert '"guide": "side_effects", "ucds": ["3400893887738"]}' in done.stdout
    assert re.findall(r"GET (\S+) \d", done.stdout) == ["/go/…", "/sign-out", "/sign-in", "/guides/side_effects"]
    assert "eyJ" not in done.stdout  # how every token begins
    assert str(picture) in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_an_extension_that_is_not_built_is_said_with_what_to_do(tmp_path: Path) -> None:
    for language, words in (("en", "is not built"), ("fr", "n'est pas construite")):
        done = demonstrate("--extension", tmp_path, language=language)
        assert done.returncode == 1
        assert words in done.stdout
        assert "make setup" in done.stdout
