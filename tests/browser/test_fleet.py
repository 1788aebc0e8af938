"""What an establishment deploys: its sites are enabled with the extension, and nobody is asked."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.browser.rig import Browser
from tests.browser.test_main_job import EXAMPLE, UCDS, arrive
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Sandbox


def test_deployed_builds_work_on_the_establishments_sites_at_once(
    family: str, launch: Callable[..., Browser], sandbox: Sandbox, tmp_path: Path
) -> None:
    subprocess.run(
        [ROOT / ".venv/bin/posos-bridge", "fleet", "--site", "http://127.0.0.1/*", "--out", tmp_path], check=True
    )
    browser = launch(extension=tmp_path / "extension" / family, config=sandbox.config)
    browser.open(f"{sandbox.ehr_url}service")
    browser.centre(EXAMPLE)
    browser.press_button(browser.wait_for_button(UCDS[0]))
    arrive(browser, sandbox, UCDS[:1])
