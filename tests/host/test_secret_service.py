"""The key in a real keyring: the Secret Service of a desktop, of its own for this test."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.checkout import ROOT
from tests.host.process import PREPARE, Browser, Sandbox, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLI = ROOT / ".venv/bin/posos-bridge"


@pytest.fixture
def desktop(sandbox: Sandbox, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a person whose keyring is open, and whose configuration keeps the key there."""
    env = environment(tmp_path, sandbox.configuration(key='key = { keyring = "sandbox" }'))
    env["XDG_RUNTIME_DIR"] = str(tmp_path)
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, env=env)
    assert bus.stdout
    env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
    keyring = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]  # goes with its bus
    subprocess.run(keyring, input=b"pass phrase", stdout=subprocess.DEVNULL, env=env, check=True)
    yield env
    bus.terminate()
    bus.wait()


def test_a_key_goes_into_the_keyring_and_signs_from_there(
    desktop: dict[str, str], sandbox: Sandbox, tmp_path: Path
) -> None:
    with Browser(desktop) as browser:
        assert browser.outcome("prepare", PREPARE) == "key_unreadable"  # nothing is there yet
        received = tmp_path / "received.json"
        received.write_bytes(sandbox.key.read_bytes())
        done = subprocess.run(
            [CLI, "key", "import", received, "--wipe", "--json"], env=desktop, capture_output=True, check=False
        )
        assert json.loads(done.stdout)["wiped"] is True, done.stderr
        assert not received.exists()
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert not any(b"PRIVATE KEY" in file.read_bytes() for file in files)
    with Browser(desktop) as browser:
        assert browser.outcome("prepare", PREPARE) == "ok"
        assert sandbox.calls()[-1]["status"] == 200
