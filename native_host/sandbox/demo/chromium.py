"""Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, sync_playwright

from native_host.browsers import CHROMIUM_ID, HOST_NAME
from native_host.sandbox.demo import SETTLING, DemoBrowser, StepFailed, is_root

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import CDPSession

    from native_host.sandbox.demo import Setting

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
)
# The extension's buttons in one of its closed shadow roots.
LIST_BUTTONS = """function () {
  return [...this.querySelectorAll('button')].map((button) => button.getBoundingClientRect())
    .filter(({ width }) => width > 0).map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);
}"""


class DemoChromium(DemoBrowser):
    """A Chromium with a profile of its own."""

    def __init__(self, setting: Setting) -> None:
        profile = setting.home / "profile"
        manifests = profile / "NativeMessagingHosts"
        manifests.mkdir(parents=True)
        (manifests / f"{HOST_NAME}.json").write_text(setting.host_manifest, "utf-8")
        self._playwright = sync_playwright().start()
        try:
            self._context = self._playwright.chromium.launch_persistent_context(
                profile,
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                headless=False,
                no_viewport=setting.window,
                viewport=None if setting.window else {"width": 1280, "height": 860},
                env={**os.environ, **setting.environment()},
                handle_sigint=False,  # Ctrl-C is the caller's to hear, who then closes in good order
                handle_sigterm=False,
                ignore_default_args=["--disable-extensions", "--enable-automation"],
                args=[*QUIET, *_switches(setting)],
            )
        except Error as error:
            self._playwright.stop()
            raise StepFailed("no_chromium") from error
        self._page = self._context.pages[0]
        session = self._context.new_cdp_session(self._page)
        self.version = session.send("Browser.getVersion")["product"].replace("Chrome/", "Chromium ")
        session.detach()

    def enable(self, pattern: str) -> None:
        page = self._context.new_page()
        try:
            page.goto("chrome://extensions/")
            page.evaluate("given => chrome.developerPrivate.addHostPermission(...given)", [CHROMIUM_ID, pattern])
            page.goto(f"chrome-extension://{CHROMIUM_ID}/options.html")
            granted = page.evaluate("origins => chrome.permissions.request({origins})", [pattern])
        except Error as error:
            raise StepFailed("no_extension_page") from error
        finally:
            page.close()
        if not granted:
            raise StepFailed("not_enabled")

    def open(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, body: str, *arguments: Any) -> Any:
        return self._page.evaluate(f"given => (function () {{ {body} }})(...given)", list(arguments))

    def buttons(self) -> list[tuple[float, float]]:
        session = self._context.new_cdp_session(self._page)
        try:
            return [(x, y) for root in _closed_roots(session) for x, y in _buttons_in(session, root)]
        finally:
            session.detach()

    def click(self, x: float, y: float) -> None:
        self._page.mouse.move(x + 1, y)
        self.pause(SETTLING)
        self._page.mouse.click(x, y)

    def go_to_tab(self, part: str) -> bool:
        found = next((page for page in self._context.pages if part in page.url), None)
        self._page = found or self._page
        return found is not None

    def picture(self, file: Path) -> None:
        self._page.screenshot(path=file)

    def pause(self, seconds: float) -> None:
        self._page.wait_for_timeout(seconds * 1000)  # `time.sleep` would keep the driver from hearing of new tabs

    def is_open(self) -> bool:
        try:
            self._context.pages[0].wait_for_timeout(500)
        except (Error, IndexError):
            return bool(self._context.pages)
        return True

    def close(self) -> None:
        with suppress(Error):  # a person may have closed it
            self._context.close()
        self._playwright.stop()


def _switches(setting: Setting) -> list[str]:
    return [
        f"--disable-extensions-except={setting.extension}",
        f"--load-extension={setting.extension}",
        *([] if setting.window else ["--headless=new"]),
        *(["--no-sandbox"] if is_root() else []),
    ]


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
