"""A real Chromium for the demonstration: a profile of its own, the built extension in it, the host registered for it.

Playwright comes with the development environment. What a person does goes through real pointer events.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from playwright.sync_api import Error, sync_playwright

from native_host.browsers import CHROMIUM_ID, HOST_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import CDPSession, Page

T = TypeVar("T")

PATIENCE = 30.0  # seconds that a step may take on a slow machine
SETTLING = 600  # milliseconds that the pointer rests on a button before it clicks, as a person's does
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
)
# The extension's buttons in one of its closed shadow roots, each with the place of its middle in the viewport.
LIST_BUTTONS = """function () {
  return [...this.querySelectorAll('button')].map((button) => {
    const box = button.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2, box.width];
  }).filter(([, , width]) => width > 0);
}"""


class StepFailed(Exception):  # noqa: N818  a step of the demonstration
    """A step that came to nothing; `key` names the sentence that says what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Setting:
    """What the browser starts with; `home` is an empty folder that everything of it goes into."""

    home: Path
    extension: Path
    host_manifest: str
    config: Path
    drug_table: Path
    window: bool


class DemoBrowser:
    """The running browser, and the steps of the demonstration in it."""

    def __init__(self, setting: Setting) -> None:
        profile = setting.home / "profile"
        manifests = profile / "NativeMessagingHosts"
        manifests.mkdir(parents=True)
        (manifests / f"{HOST_NAME}.json").write_text(setting.host_manifest, "utf-8")
        self._playwright = sync_playwright().start()
        try:
            self.context = self._playwright.chromium.launch_persistent_context(
                profile,
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                headless=False,
                no_viewport=setting.window,
                viewport=None if setting.window else {"width": 1280, "height": 860},
                env=_environment(setting),
                handle_sigint=False,  # Ctrl-C is the caller's to hear, who then closes in good order
                handle_sigterm=False,
                ignore_default_args=["--disable-extensions", "--enable-automation"],
                args=[*QUIET, *_switches(setting)],
            )
        except Error as error:
            self._playwright.stop()
            raise StepFailed("no_browser") from error
        self.page = self.context.pages[0]

    @property
    def version(self) -> str:
        """The version of the browser."""
        session = self.context.new_cdp_session(self.page)
        product: str = session.send("Browser.getVersion")["product"]
        session.detach()
        return product.rpartition("/")[2]

    def is_open(self) -> bool:
        """Let half a second go by, and tell whether the person has still a window open."""
        try:
            self.context.pages[0].wait_for_timeout(500)
        except (Error, IndexError):
            return bool(self.context.pages)
        return True

    def close(self) -> None:
        """End the browser."""
        with suppress(Error):  # a person may have closed it
            self.context.close()
        self._playwright.stop()

    def enable(self, origin: str) -> None:
        """Enable a site as its user would, from a page of the extension."""
        page = self.context.new_page()
        try:
            page.goto("chrome://extensions/")
            page.evaluate("given => chrome.developerPrivate.addHostPermission(...given)", [CHROMIUM_ID, f"{origin}/*"])
            page.goto(f"chrome-extension://{CHROMIUM_ID}/options.html")
            granted = page.evaluate("origins => chrome.permissions.request({origins})", [f"{origin}/*"])
        except Error as error:
            raise StepFailed("no_extension_page") from error
        finally:
            page.close()
        if not granted:
            raise StepFailed("not_enabled")

    def click_beside(self, row: str) -> None:
        """Click the first button that the extension drew in the element that `row` selects."""
        place = self._until(lambda: self._button_in(row), "no_button")
        self.page.mouse.move(place[0] + 1, place[1])
        self.page.wait_for_timeout(SETTLING)
        self.page.mouse.click(*place)

    def guide(self) -> Page:
        """Return the new tab, once it has come through the chain of redirections to the guide."""
        return self._until(
            lambda: next((page for page in self.context.pages if "/guides/" in page.url), None), "no_guide"
        )

    def _button_in(self, row: str) -> tuple[float, float] | None:
        box = self.page.locator(row).bounding_box()
        if not box:
            return None
        session = self.context.new_cdp_session(self.page)
        try:
            buttons = [place for root in _closed_roots(session) for place in _buttons_in(session, root)]
        finally:
            session.detach()
        inside = [(x, y) for x, y, _ in buttons if box["y"] < y < box["y"] + box["height"]]
        return min(inside, default=None)

    def _until(self, found: Callable[[], T | None], key: str) -> T:
        end = time.monotonic() + PATIENCE
        while (answer := found()) is None:
            if time.monotonic() > end:
                raise StepFailed(key)
            self.page.wait_for_timeout(50)
        return answer


def _switches(setting: Setting) -> list[str]:
    switches = [f"--disable-extensions-except={setting.extension}", f"--load-extension={setting.extension}"]
    if not setting.window:
        switches.append("--headless=new")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        switches.append("--no-sandbox")  # Chromium's own sandbox does not work for root
    return switches


def _environment(setting: Setting) -> dict[str, str | float | bool]:
    """Keep the host's trail and logs, and the browser's caches, in the demonstration's folder."""
    folders = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}
    environment = {**os.environ, **{name: str(setting.home / name.lower()) for name in folders}}
    if sys.platform == "darwin":
        environment["HOME"] = str(setting.home)
    return {
        **environment,
        "POSOS_BRIDGE_CONFIG": str(setting.config),
        "POSOS_BRIDGE_TABLE": str(setting.drug_table),
    }


def _closed_roots(session: CDPSession) -> list[int]:
    """Find what only the developer tools can enter: the closed shadow roots of the page's own document."""
    waiting: list[dict[str, Any]] = [session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]]
    roots: list[int] = []
    while waiting:
        node = waiting.pop()
        shadows = node.get("shadowRoots", [])
        roots += [root["backendNodeId"] for root in shadows if root.get("shadowRootType") == "closed"]
        waiting += [*shadows, *node.get("children", [])]
    return roots


def _buttons_in(session: CDPSession, root: int) -> list[list[float]]:
    handle = session.send("DOM.resolveNode", {"backendNodeId": root})["object"]["objectId"]
    called = {"objectId": handle, "returnByValue": True, "functionDeclaration": LIST_BUTTONS}
    found: list[list[float]] = session.send("Runtime.callFunctionOn", called)["result"].get("value", [])
    return found
