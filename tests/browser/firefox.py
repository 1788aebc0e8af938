"""A real Firefox without a window, driven through Marionette, its own remote protocol."""

from __future__ import annotations

import base64
import json
import os
import time
from typing import TYPE_CHECKING, Any

from marionette_driver.addons import Addons
from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette

from tests.browser.rig import HOST_NAME, LIST_DRAWN, MENU_TITLE, PATIENCE, Browser, Button, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
        self.registration = setting.profile / ".mozilla" / "native-messaging-hosts" / f"{HOST_NAME}.json"
        if setting.host:
            self.registration.parent.mkdir(parents=True, exist_ok=True)
            self.registration.write_text(
                json.dumps(
                    {
                        "name": HOST_NAME,
                        "description": "Posos Bridge",
                        "path": str(setting.host),
                        "type": "stdio",
                        "allowed_extensions": [FIREFOX_ID],
                    }
                )
            )
        environment = {"HOME": str(setting.profile), **dict(setting.environment)}
        if setting.config:
            environment["POSOS_BRIDGE_CONFIG"] = str(setting.config)
        kept = {name: os.environ.get(name) for name in environment}
        os.environ.update(environment)  # the driver hands its own environment to the browser
        try:
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
        finally:
            for name, value in kept.items():
                os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
        self._driver.timeout.script = PATIENCE
        self._driver.timeout.page_load = PATIENCE
        Addons(self._driver).install(str(setting.extension), temp=True)
        self._host = self._chrome("return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname", FIREFOX_ID)

    def start_over(self) -> None:
        self._chrome("for (const panel of document.querySelectorAll('panel')) panel.hidePopup()")
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
        self._chrome("gURLBar.focus(); gURLBar.search(arguments[0])", text)
        read = "return gURLBar.view.visibleResults.map(({ payload }) => payload.title ?? '')"
        last: list[str] = []

        def settled() -> bool:
            before, last[:] = list(last), self._chrome(read)
            return before == last != []

        self.pause(1)
        self.wait_for(settled, "the suggestions of the address bar")
        with self._driver.using_context("chrome"):
            for key in keys:
                self.press(key)
        return last

    def type(self, text: str) -> None:
        actions = self._driver.actions.sequence("key", "keyboard")
        for letter in text:
            actions = actions.key_down(letter).key_up(letter)
        actions.perform()

    def choose_menu(self, selector: str) -> str:
        self.click(*self.centre(selector), button="right")
        title = self.wait_for(
            lambda: self._chrome(
                """
                const menu = document.getElementById('contentAreaContextMenu');
                if (menu.state !== 'open') return '';
                const items = [...menu.querySelectorAll('menuitem')].filter(item => !item.hidden);
                const item = items.find(item => new RegExp(arguments[0]).test(item.label));
                if (!item) return '';
                const { label } = item;
                menu.activateItem(item);
                return label;
                """,
                MENU_TITLE.pattern,
            ),
            "the extension's item in the context menu",
        )
        return str(title)

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
        self._chrome("gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'")

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
        self._chrome(
            """
            const { ExtensionPermissions } = ChromeUtils.importESModule(
              'resource://gre/modules/ExtensionPermissions.sys.mjs');
            return ExtensionPermissions.add(arguments[0], { origins: arguments[1], permissions: [] },
              WebExtensionPolicy.getByID(arguments[0]).extension).then(() => true);
            """,
            FIREFOX_ID,
            list(origins),
        )

    def extension_url(self, page: str) -> str:
        return f"moz-extension://{self._host}/{page}"

    def reload_extension(self) -> None:
        self._chrome(
            """
            const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
            return AddonManager.getAddonByID(arguments[0]).then(addon => addon.reload()).then(() => true);
            """,
            FIREFOX_ID,
        )
        self._host = self._chrome("return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname", FIREFOX_ID)

    def allow_private_windows(self) -> None:
        self._chrome(
            """
            const { ExtensionPermissions } = ChromeUtils.importESModule(
              'resource://gre/modules/ExtensionPermissions.sys.mjs');
            return ExtensionPermissions.add(arguments[0], { origins: [],
              permissions: ['internal:privateBrowsingAllowed'] }).then(() => true);
            """,
            FIREFOX_ID,
        )
        self.reload_extension()

    def open_in_container(self, url: str, number: int) -> None:
        """Open `url` in a tab of one of the browser's containers, which have their own cookies."""
        self._chrome(
            """
            gBrowser.selectedTab = gBrowser.addTab(arguments[0], { userContextId: arguments[1],
              triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
            """,
            url,
            number,
        )

    def container_of(self, part: str) -> int:
        """The number of the container that the tab with `part` in its URL belongs to."""
        return int(
            self._chrome(
                """
                return gBrowser.tabs.find(tab => tab.linkedBrowser.currentURI.spec.includes(arguments[0])).userContextId
                """,
                part,
            )
        )

    def menu_title(self, selector: str) -> str:
        self.click(*self.centre(selector), button="right")
        title = self.wait_for(
            lambda: self._chrome(
                """
                const menu = document.getElementById('contentAreaContextMenu');
                if (menu.state !== 'open') return '';
                const items = [...menu.querySelectorAll('menuitem')].filter(item => !item.hidden);
                const item = items.find(item => new RegExp(arguments[0]).test(item.label));
                if (item) menu.hidePopup();
                return item?.label ?? '';
                """,
                MENU_TITLE.pattern,
            ),
            "the extension's item in the context menu",
        )
        return str(title)

    def popup_is_open(self) -> bool:
        shown = self._chrome("return !!document.querySelector('.webextension-popup-browser')")
        return bool(shown) or any("popup.html" in url for url in self.tabs())

    def stop_background(self) -> None:
        # An open port to the host would keep it awake.
        self._chrome(
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
        rows = self._chrome(
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

    def _chrome(self, body: str, *arguments: Any) -> Any:
        with self._driver.using_context("chrome"):
            return self._driver.execute_script(body, script_args=list(arguments))

    def _pointer(self) -> Any:
        return self._driver.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})
