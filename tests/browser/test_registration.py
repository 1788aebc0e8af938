"""`posos-bridge install` and `uninstall`, as the browser sees them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import Chromium
from tests.browser.firefox import Firefox
from tests.browser.rig import Browser
from tests.browser.setting import Setting
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Sandbox

BUILDS = os.environ.get("POSOS_BRIDGE_TEST_BUILDS", str(ROOT / "extension/.output"))
KINDS = {"chromium": (Chromium, "chrome-mv3"), "firefox": (Firefox, "firefox-mv3")}
SAY_HELLO = """
const api = globalThis.browser ?? chrome;
const message = { v: 1, id: '1', op: 'hello', params: { extension_version: '0.1.0', browser: 'test' } };
return api.runtime.sendNativeMessage('fr.posos_bridge.host', message).catch((error) => String(error));
"""


@pytest.fixture
def unregistered(family: str, sandbox: Sandbox, tmp_path: Path) -> Iterator[Browser]:
    """A browser that knows no host; its home is the test's folder."""
    kind, build = KINDS[family]
    browser = kind(Setting(profile=tmp_path, extension=ROOT / BUILDS / build, host=None, config=sandbox.config))
    yield browser
    browser.quit()


@pytest.fixture
def command(family: str, tmp_path: Path) -> Callable[[str], Any]:
    # A Chromium started on a profile of its own looks for hosts in that profile.
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}

    def run(name: str) -> Any:
        command: list[str | Path] = [ROOT / ".venv/bin/posos-bridge", name, "--browser", family]
        return subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)

    return run


def test_install_makes_the_browser_find_the_host_and_uninstall_undoes_it(
    unregistered: Browser, command: Callable[[str], Any], sandbox: Sandbox
) -> None:
    unregistered.open(sandbox.ehr_url)
    assert isinstance(unregistered.in_extension(SAY_HELLO), str)
    command("install")
    answer = unregistered.in_extension(SAY_HELLO)
    assert answer["result"]["practitioner"] == {"rpps": "abcde1234", "first_name": "John", "last_name": "Doe"}
    command("uninstall")
    assert isinstance(unregistered.in_extension(SAY_HELLO), str)
