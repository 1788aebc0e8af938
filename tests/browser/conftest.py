"""Real browsers, a real sandbox, a display without a screen."""

from __future__ import annotations

import functools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.browser.chromium import Chromium
from tests.browser.display import virtual_display
from tests.browser.finder import TABS, Tab
from tests.browser.firefox import Firefox
from tests.browser.page_server import serve_pages
from tests.browser.rig import Browser
from tests.browser.screens import with_table
from tests.browser.setting import Setting
from tests.checkout import ROOT
from tests.sandbox import Announced, run_sandbox

PAGE_HEAD = """<!doctype html><meta charset="utf-8"><title>EHR</title>
<style>
body { font: 14px/1.5 sans-serif }
table { border-collapse: collapse }
td, th { padding: 4px 12px; border: 1px solid #ccc }
.scroller { height: 120px; width: 500px; overflow: auto }
.scroller th { position: sticky; top: 0; background: #ddd }
</style>
"""
BUILDS = Path(os.environ.get("POSOS_BRIDGE_TEST_BUILDS", ROOT / "extension" / ".output"))
FAMILIES = {"chromium": (Chromium, "chrome-mv3"), "firefox": (Firefox, "firefox-mv3")}


class Sandbox(Announced):
    """The running stand-in for the outside world."""

    def calls(self) -> list[dict[str, Any]]:
        """What came in since the last `forget`, oldest first."""
        with urlopen(f"{self.base_url}/_calls") as answer:
            found = json.load(answer)
        return list(found["calls"] if isinstance(found, dict) else found)

    def prepared(self) -> list[dict[str, Any]]:
        """The bodies that reached `prepare`."""
        return [call["body"] for call in self.calls() if call["path"].endswith("/proxy/prepare")]

    def forget(self) -> None:
        """Empty the list of calls."""
        urlopen(Request(f"{self.base_url}/_calls", method="DELETE")).close()

    def fault(self, fault: dict[str, Any]) -> None:
        """Let something go wrong; see the sandbox's own description of faults."""
        body = json.dumps(fault).encode()
        urlopen(
            Request(f"{self.base_url}/_faults", data=body, headers={"Content-Type": "application/json"}, method="POST")
        ).close()


@pytest.fixture(scope="session", autouse=True)
def display() -> Iterator[None]:
    """A virtual display for this process's browsers, whatever display the machine has."""
    with virtual_display():
        yield


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Sandbox]:
    """One sandbox for the whole run."""
    with tempfile.TemporaryDirectory() as folder, run_sandbox(Path(folder)) as running:
        yield Sandbox(**vars(running))


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Iterator[Sandbox]:
    """The sandbox, with an empty list of calls and no faults."""
    sandbox_process.fault({})
    sandbox_process.forget()
    yield sandbox_process
    sandbox_process.fault({})


@pytest.fixture(params=list(FAMILIES))
def family(request: pytest.FixtureRequest) -> str:
    """Each browser family in turn."""
    return str(request.param)


class Launcher:
    """Starts browsers, and ends them all."""

    def __init__(self) -> None:
        self._ending = ExitStack()

    def start(self, family: str, **surroundings: Any) -> Browser:
        """A browser in surroundings of the test's choice: the fields of `Setting`."""
        profile = Path(tempfile.mkdtemp(prefix="posos-bridge-"))
        self._ending.callback(shutil.rmtree, profile, ignore_errors=True)
        kind, build = FAMILIES[family]
        surroundings.setdefault("extension", BUILDS / build)
        browser = kind(Setting(profile=profile, **surroundings))
        self._ending.callback(browser.quit)
        return browser

    def end(self) -> None:
        """End what was started, the last first."""
        self._ending.close()


@pytest.fixture
def launch(family: str) -> Iterator[Callable[..., Browser]]:
    """Starts a browser of this family for this test alone, in surroundings of its choice."""
    launcher = Launcher()
    yield functools.partial(launcher.start, family)
    launcher.end()


@pytest.fixture(scope="session")
def used_browser(
    sandbox_process: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Browser]]:
    """The browser of a family that the tests share: starting one takes longer than most of them."""
    launcher = Launcher()
    surroundings = {"config": sandbox_process.config, **with_table(tmp_path_factory.mktemp("table"))}

    @functools.cache
    def started(family: str) -> Browser:
        return launcher.start(family, **surroundings)

    yield started
    launcher.end()


@pytest.fixture
def browser(used_browser: Callable[[str], Browser], family: str, sandbox: Sandbox) -> Iterator[Browser]:
    """A browser whose host is set up for the sandbox and knows the sample's drugs; no site is enabled yet."""
    browser = used_browser(family)
    yield browser
    browser.start_over()  # at the end: what is left open would go on working


@pytest.fixture
def enabled(browser: Browser, sandbox: Sandbox) -> Browser:
    """The same, with the demo EHR's site enabled."""
    browser.grant([origin_pattern(sandbox.ehr_url)])
    return browser


def origin_pattern(url: str) -> str:
    """The host permission that covers a URL; match patterns carry no port."""
    scheme, rest = url.split("://", 1)
    host = rest.split("/", 1)[0].rsplit(":", 1)[0]
    return f"{scheme}://{host}/*"


@pytest.fixture(scope="module", params=list(TABS))
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab of a browser without the extension, for the finding of codes by itself."""
    opened = TABS[request.param]()
    yield opened
    opened.quit()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], Browser]]:
    """Shows a page with this body on an enabled site."""
    with serve_pages(tmp_path) as address:
        browser.grant([origin_pattern(address)])

        def open_page(body: str) -> Browser:
            (tmp_path / "page.html").write_text(PAGE_HEAD + body, encoding="utf-8")
            browser.open(address + "page")
            return browser

        yield open_page
