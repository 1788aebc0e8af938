"""A real Firefox without a window, driven through Marionette, its own remote protocol."""

from __future__ import annotations

import base64
import os
import re
import time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from marionette_driver.addons import Addons
from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette

from tests.browser.drawn import LIST_DRAWN, Button
from tests.browser.rig import Browser
from tests.browser.setting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.browser.setting import Setting

MENU_TITLE = re.compile(r"Check side effects|Vérifier les effets indésirables")
FIREFOX_ID = "posos-bridge@native-host"
KEYS = {
    "Enter": Keys.ENTER,
    "Escape": Keys.ESCAPE,
    "Tab": Keys.TAB,
    "ArrowDown": Keys.ARROW_DOWN,
    "ArrowUp": Keys.ARROW_UP,
    "ArrowLeft": Keys.ARROW_LEFT,
    "ArrowRight": Keys.ARROW_RIGHT,
    "Shift": Keys.SHIFT,
    "Control": Keys.CONTROL,
    "Alt": Keys.ALT,
    "Space": " ",
    "Backspace": Keys.BACK_SPACE,
    "Delete": Keys.DELETE,
    "Home": Keys.HOME,
    "End": Keys.END,
}
QUIET = {
    "extensions.webextOptionalPermissionPrompts": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "browser.startup.page": 0,
    "xpinstall.signatures.required": False,
    "dom.disable_open_during_load": False,
    "ui.prefersReducedMotion": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "browser.toolbars.bookmarks.visibility": "never",  # it shows on empty tabs alone, and changes the height of pages
}


class Firefox(Browser):
    name = "firefox"

    def __init__(self, setting: Setting) -> None:
        self.registration = setting.register_host(
            setting.profile / ".mozilla" / "native-messaging-hosts", {"allowed_extensions": [FIREFOX_ID]}
        )
        with patch.dict(os.environ, setting.variables()):  # the driver hands its own environment to the browser
            self._driver = Marionette(
                bin="/usr/bin/firefox-esr",
                headless=True,
                gecko_log=str(setting.profile / "gecko.log"),
                port=0,
                startup_timeout=PATIENCE * 3,
                prefs={
                    **QUIET,
                    "intl.accept_languages": f"{setting.language}, en",
                    "intl.locale.requested": setting.language,
                    **dict(setting.preferences),
                },
                app_args=["--width=1280", "--height=900", "-remote-allow-system-access"],
            )
            self._driver.start_session()
        self._driver.timeout.script = PATIENCE
        self._driver.timeout.page_load = PATIENCE
        Addons(self._driver).install(str(setting.extension), temp=True)

    def chrome(self, body: str, *arguments: Any) -> Any:
        """Run a function body in the browser's own window, for what only this family can do."""
        with self._driver.using_context("chrome"):
            return self._driver.execute_script(body, script_args=list(arguments))

    def start_over(self) -> None:
        self.chrome("for (const panel of document.querySelectorAll('panel')) panel.hidePopup()")
        super().start_over()

    def open(self, url: str) -> None:
        self._driver.navigate(url)

    def new_tab(self, url: str) -> None:
        self._driver.switch_to_window(self._driver.open(type="tab", focus=True)["handle"])
        self._driver.navigate(url)

    def switch_to(self, part: str) -> None:
        def found() -> str:
            return next((handle for handle, url in self._addresses() if part in url), "")

        self._driver.switch_to_window(self.wait_for(found, f"a tab with {part}"))

    def tabs(self) -> list[str]:
        return [url for _, url in self._addresses()]

    def close_tab(self) -> None:
        self._driver.close()
        self._driver.switch_to_window(self._driver.window_handles[0])

    def evaluate(self, body: str, *arguments: Any) -> Any:
        return self._driver.execute_script(body, script_args=list(arguments), new_sandbox=False, sandbox=None)

    def move(self, x: float, y: float) -> None:
        self._pointer().pointer_move(round(x), round(y)).perform()

    def click(self, x: float, y: float, *, button: str = "left", count: int = 1) -> None:
        number = 2 if button == "right" else 0
        actions = self._pointer().pointer_move(round(x), round(y))
        for _ in range(count):
            actions = actions.pointer_down(button=number).pointer_up(button=number)
        actions.perform()

    def press(self, key: str) -> None:
        actions = self._driver.actions.sequence("key", "keyboard")
        *modifiers, last = [KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
        for modifier in modifiers:
            actions = actions.key_down(modifier)
        actions = actions.key_down(last).key_up(last)
        for modifier in reversed(modifiers):
            actions = actions.key_up(modifier)
        actions.perform()

    def shortcut(self, keys: str) -> None:
        # Keys that the automation presses in a page never reach the browser's own.
        with self._driver.using_context("chrome"):
            self._driver.execute_script("gURLBar.focus()")
            self.press(keys)

    def search_address_bar(self, text: str, *keys: str) -> list[str]:
        self.chrome("gURLBar.focus(); gURLBar.search(arguments[0])", text)
        read = "return gURLBar.view.visibleResults.map(({ payload }) => payload.title ?? '')"
        last: list[str] = []

        def settled() -> bool:
            before, last[:] = list(last), self.chrome(read)
            return before == last != []

        self.pause(1)
        self.wait_for(settled, "the suggestions of the address bar")
        with self._driver.using_context("chrome"):
            for key in keys:
                self.press(key)
        return last

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def choose_menu(self, selector: str) -> str:
        return self._menu(selector, "menu.activateItem(item)")

    def menu_title(self, selector: str) -> str:
        """Right-click the element; the title of our item in the menu, which is closed again."""
        return self._menu(selector, "menu.hidePopup()")

    def _menu(self, selector: str, then: str) -> str:
        self.click(*self.centre(selector), button="right")
        return self.wait_for(
            lambda: str(
                self.chrome(
                    f"""
                    const menu = document.getElementById('contentAreaContextMenu');
                    if (menu.state !== 'open') return '';
                    const items = [...menu.querySelectorAll('menuitem')].filter(item => !item.hidden);
                    const item = items.find(item => new RegExp(arguments[0]).test(item.label));
                    if (!item) return '';
                    const {{ label }} = item;
                    {then};
                    return label;
                    """,
                    MENU_TITLE.pattern,
                )
            ),
            "the extension's item in the context menu",
        )

    def drawn(self, selector: str) -> list[Button]:
        rows = self._driver.execute_script(
            "const [selector] = arguments; const enter = element => element.openOrClosedShadowRoot;"
            + LIST_DRAWN
            + "walk(document, false); return found;",
            script_args=[selector],
            sandbox="system",
        )
        return [Button(*row) for row in rows]

    def show_as_printed(self) -> None:
        self.chrome("gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'")

    def open_shadow_roots(self) -> None:
        self._driver.execute_script(
            """
            for (const host of document.querySelectorAll('*')) {
              const root = host.openOrClosedShadowRoot;
              if (root && !host.shadowRoot)
                Object.defineProperty(host.wrappedJSObject, 'shadowRoot', { value: root.wrappedJSObject });
            }
            """,
            sandbox="system",
        )

    def allow_without_prompt(self, origins: Sequence[str]) -> None:
        """Nothing to do: the preference that turns the question off is set at the start."""

    def grant(self, origins: Sequence[str]) -> None:
        self._permit({"origins": list(origins), "permissions": []})

    def extension_url(self, page: str) -> str:
        return str(
            self.chrome("return WebExtensionPolicy.getByID(arguments[0]).getURL(arguments[1])", FIREFOX_ID, page)
        )

    def reload_extension(self) -> None:
        self.chrome(
            """
            const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
            return AddonManager.getAddonByID(arguments[0]).then(addon => addon.reload()).then(() => true);
            """,
            FIREFOX_ID,
        )

    def allow_private_windows(self) -> None:
        self._permit({"origins": [], "permissions": ["internal:privateBrowsingAllowed"]})
        self.reload_extension()

    def popup_is_open(self) -> bool:
        shown = self.chrome("return !!document.querySelector('.webextension-popup-browser')")
        return bool(shown) or any("popup.html" in url for url in self.tabs())

    def stop_background(self) -> None:
        # An open port to the host would keep it awake.
        self.chrome(
            """
            return WebExtensionPolicy.getByID(arguments[0]).extension
              .terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }).then(() => true);
            """,
            FIREFOX_ID,
        )

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._driver.screenshot(full=False)))

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def quit(self) -> None:
        self._driver.quit(in_app=True)
        self._driver.cleanup()

    def process_id(self) -> int:
        return int(self._driver.process_id)

    def _addresses(self) -> list[tuple[str, str]]:
        """Handle and URL of every tab, read beside the driver's current one."""
        rows = self.chrome(
            """
            const { NavigableManager } = ChromeUtils.importESModule(
              'chrome://remote/content/shared/NavigableManager.sys.mjs');
            const rows = [];
            for (const window of Services.wm.getEnumerator('navigator:browser'))
              for (const tab of window.gBrowser.tabs)
                rows.push([NavigableManager.getIdForBrowser(tab.linkedBrowser), tab.linkedBrowser.currentURI.spec]);
            return rows;
            """
        )
        return [(handle, url) for handle, url in rows]

    def _permit(self, more: dict[str, list[str]]) -> None:
        self.chrome(
            """
            const { ExtensionPermissions } = ChromeUtils.importESModule(
              'resource://gre/modules/ExtensionPermissions.sys.mjs');
            return ExtensionPermissions.add(arguments[0], arguments[1],
              WebExtensionPolicy.getByID(arguments[0]).extension).then(() => true);
            """,
            FIREFOX_ID,
            more,
        )

    def _pointer(self) -> Any:
        return self._driver.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})
