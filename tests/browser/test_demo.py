"""`make demo` without a display: the whole way, told step by step, with a picture at the end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
from itertools import takewhile
from pathlib import Path

import psutil

from tests.browser.conftest import BUILDS
from tests.checkout import ROOT

COMMAND = ROOT / ".venv/bin/posos-bridge"


def demonstrate(*options: str | Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [COMMAND, "demo", *options],
        env={**environment, "LANGUAGE": language},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def test_without_a_display_the_flow_is_driven_and_told(tmp_path: Path, family: str) -> None:
    picture = tmp_path / "guide.png"
    done = demonstrate("--builds", BUILDS, "--screenshot", picture, "--browser", family)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Signed in: John Doe. Drugs: ELIQUIS 5MG CPR 3400893887738" in done.stdout
    assert "POST /api/partners/proxy/prepare 200 token accepted" in done.stdout
    assert '"guide": "side_effects", "ucds": ["3400893887738"]}' in done.stdout
    assert re.findall(r"GET (\S+) \d", done.stdout) == ["/go/…", "/sign-out", "/sign-in", "/guides/side_effects"]
    assert "eyJ" not in done.stdout  # how every token begins
    assert str(picture) in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_an_extension_that_is_not_built_is_said_with_what_to_do(tmp_path: Path) -> None:
    for language, words in (("en", "is not built"), ("fr", "est pas construite")):
        done = demonstrate("--builds", tmp_path, language=language)
        assert done.returncode == 1
        assert words in done.stdout
        assert "make setup" in done.stdout


def test_with_a_display_a_window_stays_until_it_is_ended_and_leaves_nothing_behind(family: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, and handed down so, in a shell's background
    with tempfile.TemporaryDirectory() as folder:  # a short path: Chromium puts a socket there
        running = subprocess.Popen(
            [COMMAND, "demo", "--builds", BUILDS, "--browser", family],
            env={**os.environ, "LANGUAGE": "en", "TMPDIR": folder},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert running.stdout
        told = list(takewhile(lambda line: "Close the window to finish" not in line, running.stdout))
        assert any("the extension is loaded in it" in line for line in told), told
        started = psutil.Process(running.pid).children(recursive=True)
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
        _, alive = psutil.wait_procs(started, 20)
        assert alive == []
        assert list(Path(folder).glob("posos-bridge-demo-*")) == []
