"""One browser a family for all attacks, and a server for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import FAMILIES, Launcher, Sandbox, origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.rig import Browser

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
    launcher = Launcher()
    with serve_pages(HERE, HERE / "layout.html") as address:
        try:
            browser = launcher.start(request.param, config=sandbox_process.config)
            browser.grant([origin_pattern(address)])
            yield Arena(browser, sandbox_process, address)
        finally:
            launcher.end()
