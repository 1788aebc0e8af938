"""A real Chromium, with a window (on the tests' own display), driven through its developer tools."""

from __future__ import annotations

import atexit
import base64
import contextlib
import functools
import hashlib
import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import psutil
from playwright.sync_api import Error, sync_playwright

from tests.browser.drawn import closed_roots, drawn_in
from tests.browser.rig import Browser
from tests.browser.setting import PATIENCE, command_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page, Playwright

    from tests.browser.drawn import Button
    from tests.browser.setting import Setting

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-sandbox",
    "--disable-gpu",
    "--password-store=basic",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
)


@functools.cache
def playwright() -> Playwright:
    """The one driver of this process: a second would not start beside it."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


class Chromium(Browser):
    name = "chromium"

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        profile = setting.profile / "chromium"
        self._id = extension_id(setting.extension)
        self.registration = setting.register_host(
            profile / "NativeMessagingHosts", {"allowed_origins": [f"chrome-extension://{self._id}/"]}
        )
        # The offer to translate a French page would take the keyboard from the menus.
        (profile / "Default").mkdir(parents=True, exist_ok=True)
        (profile / "Default" / "Preferences").write_text(json.dumps({"translate": {"enabled": False}}))
        self._context = playwright().chromium.launch_persistent_context(
            profile,
            executable_path="/usr/bin/chromium",
            headless=False,
            no_viewport=True,
            color_scheme="null",  # as the browser itself is set
            env={**os.environ, **setting.variables()},
            ignore_default_args=["--disable-extensions", "--disable-back-forward-cache"],
            args=[
                *QUIET,
                f"--lang={setting.language}",
                "--window-size=1280,900",
                "--window-position=0,0",
                f"--disable-extensions-except={setting.extension}",
                f"--load-extension={setting.extension}",
                *setting.arguments,
            ],
        )
        self._context.set_default_timeout(PATIENCE * 1000)
        self._page: Page = self._context.pages[0]
        self._process_id: int = next(
            process.pid
            for process in psutil.Process().children(recursive=True)
            if f"--user-data-dir={profile}" in (command := command_of(process))
            and not any("--type=" in argument for argument in command)
        )

    @property
    def page(self) -> Page:
        """The current tab, for what only this family can do."""
        return self._page

    def open(self, url: str) -> None:
        self._page.goto(url)

    def new_tab(self, url: str) -> None:
        self._page = self._context.new_page()
        self._page.goto(url)

    def switch_to(self, part: str) -> None:
        self.wait_for_tab(part)
        self._page = next(page for page in self._context.pages if part in page.url)
        self._page.bring_to_front()

    def tabs(self) -> list[str]:
        return [page.url for page in self._context.pages]

    def close_tab(self) -> None:
        self._page.close()
        self._page = self._context.pages[0]

    def evaluate(self, body: str, *arguments: Any) -> Any:
        return self._page.evaluate(f"(args) => (function () {{ {body} }}).apply(null, args)", list(arguments))

    def move(self, x: float, y: float) -> None:
        self._page.mouse.move(x, y)

    def click(self, x: float, y: float, *, button: str = "left", count: int = 1) -> None:
        self._page.mouse.click(x, y, button="right" if button == "right" else "left", click_count=count)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def shortcut(self, keys: str) -> None:
        self._focus_window()
        _xdotool("key", keys.lower())

    def search_address_bar(self, text: str, *keys: str) -> list[str]:
        self._focus_window()
        _xdotool("key", "ctrl+l")
        self.pause(0.3)
        _xdotool("type", "--delay", "40", text)
        self.pause(1.5)
        for key in keys:
            _xdotool("key", {"ArrowDown": "Down", "Enter": "Return"}.get(key, key))
            self.pause(0.2)
        return []

    def _focus_window(self) -> None:
        # The tests' display has no window manager that would give the keyboard to a window.
        self._page.bring_to_front()
        _xdotool("windowfocus", "--sync", self._windows()[-1])

    def _windows(self) -> list[str]:
        """The windows of this browser on the display, its menus among them."""
        command = ["xdotool", "search", "--onlyvisible", "--pid", str(self._process_id)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def choose_menu(self, selector: str, *, from_bottom: int = 2) -> str:
        # The native menu is drawn outside the page and grabs the keyboard of the display. Its last item is "Inspect";
        # the extension's stands above it. The display's own pointer must not lie on the menu: it would choose too.
        _xdotool("mousemove", "1399", "999")
        self._focus_window()
        before = self._windows()
        self.click(*self.centre(selector), button="right")
        self.wait_for(lambda: len(self._windows()) > len(before), "the context menu")
        self.pause(0.3)
        for key in ["Up"] * from_bottom + ["Return"]:
            _xdotool("key", key)
            self.pause(0.1)
        self.wait_for(lambda: len(self._windows()) <= len(before), "the context menu to go")
        return ""

    def drawn(self, selector: str) -> list[Button]:
        # A closed shadow root can be entered from the developer tools alone: by its backend node.
        session = self._context.new_cdp_session(self._page)
        try:
            return [match for root in closed_roots(session) for match in drawn_in(session, root, selector)]
        finally:
            session.detach()

    def show_as_printed(self) -> None:
        self._page.emulate_media(media="print")

    def open_shadow_roots(self) -> None:
        session = self._context.new_cdp_session(self._page)
        for root in closed_roots(session):
            remote = session.send("DOM.resolveNode", {"backendNodeId": root})["object"]["objectId"]
            reveal = "function () { Object.defineProperty(this.host, 'shadowRoot', { value: this }); }"
            session.send("Runtime.callFunctionOn", {"objectId": remote, "functionDeclaration": reveal})
        session.detach()

    def allow_without_prompt(self, origins: Sequence[str]) -> None:
        page = self._context.new_page()
        page.goto("chrome://extensions/")
        for origin in origins:
            page.evaluate("([id, origin]) => chrome.developerPrivate.addHostPermission(id, origin)", [self._id, origin])
        page.close()
        self._page.bring_to_front()

    def grant(self, origins: Sequence[str]) -> None:
        self.allow_without_prompt(origins)
        page = self._context.new_page()
        page.goto(self.extension_url("blank.html"))
        assert page.evaluate("origins => chrome.permissions.request({origins})", list(origins))
        page.close()
        self._page.bring_to_front()

    def extension_url(self, page: str) -> str:
        return f"chrome-extension://{self._id}/{page}"

    def reload_extension(self) -> None:
        page = self._context.new_page()
        page.goto("chrome://extensions/")
        page.evaluate(
            "id => chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true})"
            ".then(() => chrome.developerPrivate.reload(id, {failQuietly: true}))",
            self._id,
        )
        page.close()
        self._page.bring_to_front()

    def allow_private_windows(self) -> None:
        page = self._context.new_page()
        page.goto("chrome://extensions/")
        page.evaluate(
            "id => chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true}).then(() =>"
            "chrome.developerPrivate.updateExtensionConfiguration({extensionId: id, incognitoAccess: true}))",
            self._id,
        )

        def started_anew() -> bool:
            with contextlib.suppress(Error):
                page.goto(self.extension_url("blank.html"))
                return True
            return False

        self.wait_for(started_anew, "the extension to start anew")
        page.close()
        self._page.bring_to_front()

    def popup_is_open(self) -> bool:
        worker = self._context.service_workers[0]
        popups = worker.evaluate("chrome.runtime.getContexts({contextTypes: ['POPUP']}).then(found => found.length)")
        return popups > 0 or any("popup.html" in url for url in self.tabs())

    def stop_background(self) -> None:
        page = self._context.new_page()
        page.goto(self.extension_url("blank.html"))
        session = self._context.new_cdp_session(page)
        seen: set[str] = set()

        def note(event: dict[str, Any]) -> None:
            seen.update(version["runningStatus"] for version in event["versions"])

        session.on("ServiceWorker.workerVersionUpdated", note)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        self.wait_for(lambda: "stopped" in seen, "the service worker to stop")
        page.close()
        self._page.bring_to_front()

    def screenshot(self, path: Path) -> None:
        self._page.screenshot(path=path)

    def pause(self, seconds: float) -> None:
        self._page.wait_for_timeout(seconds * 1000)  # time.sleep would keep the driver from hearing of new tabs

    def quit(self) -> None:
        self._context.close()

    def process_id(self) -> int:
        return self._process_id


def _xdotool(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], check=True)


def extension_id(extension: Path) -> str:
    """The id that Chromium derives from the public key in the manifest, or from the path of the folder without one."""
    key = json.loads((extension / "manifest.json").read_text()).get("key")
    source = base64.b64decode(key) if key else str(extension).encode()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in hashlib.sha256(source).hexdigest()[:32])
