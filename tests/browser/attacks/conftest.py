"""One browser a family for all attacks, and a server for their pages."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import BUILDS, FAMILIES, Sandbox, origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.rig import Browser, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Arena:
    """A browser on an enabled site whose pages are hostile."""

    browser: Browser
    sandbox: Sandbox
    address: str


@pytest.fixture(scope="module", params=list(FAMILIES))
def arena(request: pytest.FixtureRequest, sandbox_process: Sandbox, display: None) -> Iterator[Arena]:
    profile = Path(tempfile.mkdtemp(prefix="posos-bridge-"))
    kind: Any = FAMILIES[request.param][0]
    build = FAMILIES[request.param][1]
    with serve_pages(HERE, HERE / "layout.html") as address:
        browser = kind(Setting(profile=profile, extension=BUILDS / build, config=sandbox_process.config))
        try:
            browser.grant([origin_pattern(address)])
            yield Arena(browser, sandbox_process, address)
        finally:
            browser.quit()
            shutil.rmtree(profile, ignore_errors=True)
