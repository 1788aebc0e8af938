"""Firefox, driven through Marionette, its own remote protocol."""

from __future__ import annotations

import base64
import logging
import os
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marionette_driver.addons import Addons
from marionette_driver.errors import MarionetteException
from marionette_driver.marionette import Marionette

from native_host.browsers import FIREFOX_ID, HOST_NAME
from native_host.sandbox.demo import PATIENCE, SETTLING, DemoBrowser, StepFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from native_host.sandbox.demo import Setting

QUIET = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
}
# Privileged scripts see the extension's closed shadow roots.
LIST_BUTTONS = """return [...document.querySelectorAll('*')].flatMap((element) => {
  const root = element.openOrClosedShadowRoot;
  return root ? [...root.querySelectorAll('button')] : [];
}).map((button) => button.getBoundingClientRect()).filter(({ width }) => width > 0)
  .map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);"""
GRANT = """const { ExtensionPermissions } = ChromeUtils.importESModule(
  'resource://gre/modules/ExtensionPermissions.sys.mjs');
const [id, pattern] = arguments;
return ExtensionPermissions.add(id, { origins: [pattern], permissions: [] },
  WebExtensionPolicy.getByID(id).extension).then(() => true);"""


class DemoFirefox(DemoBrowser):
    """A Firefox with a profile and a home of its own: it finds the host's manifest by the home."""

    def __init__(self, setting: Setting) -> None:
        manifests = setting.home / ".mozilla/native-messaging-hosts"
        manifests.mkdir(parents=True)
        (manifests / f"{HOST_NAME}.json").write_text(setting.host_manifest, "utf-8")
        environment = {**setting.environment(), "HOME": str(setting.home), "XAUTHORITY": _x_authority()}
        logging.getLogger("mozversion").setLevel(logging.WARNING)
        with _surroundings(environment):
            self._driver = Marionette(
                bin=_executable(),
                headless=not setting.window,
                gecko_log=str(setting.home / "firefox.log"),
                port=0,
                startup_timeout=PATIENCE * 3,
                prefs=QUIET,
                app_args=["--width=1280", "--height=946", "-remote-allow-system-access"],
            )
            try:
                self._driver.start_session()
            except (MarionetteException, OSError) as error:
                raise StepFailed("no_firefox") from error
        Addons(self._driver).install(str(setting.extension), temp=True)
        self.version = f"Firefox {self._driver.session_capabilities['browserVersion']}"

    def enable(self, pattern: str) -> None:
        with self._driver.using_context("chrome"):
            self._driver.execute_script(GRANT, script_args=[FIREFOX_ID, pattern])

    def open(self, url: str) -> None:
        self._driver.navigate(url)

    def evaluate(self, body: str, *arguments: Any) -> Any:
        return self._driver.execute_script(body, script_args=list(arguments), new_sandbox=False, sandbox=None)

    def buttons(self) -> list[tuple[float, float]]:
        return [(x, y) for x, y in self._driver.execute_script(LIST_BUTTONS, sandbox="system")]

    def click(self, x: float, y: float) -> None:
        pointer = self._driver.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})
        pointer.pointer_move(round(x) + 1, round(y)).pause(round(SETTLING * 1000))
        pointer.pointer_move(round(x), round(y)).pointer_down(button=0).pointer_up(button=0).perform()

    def go_to_tab(self, part: str) -> bool:
        here = self._driver.current_window_handle
        for handle in self._driver.window_handles:
            self._driver.switch_to_window(handle, focus=False)  # a look must not change what the person sees
            if part in self._driver.get_url():
                self._driver.switch_to_window(handle)
                return True
        self._driver.switch_to_window(here, focus=False)
        return False

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._driver.screenshot(full=False)))

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def is_open(self) -> bool:
        time.sleep(0.5)
        return bool(self._driver.instance.runner.is_running())

    def close(self) -> None:
        with suppress(MarionetteException, OSError):  # a person may have closed it
            self._driver.quit(in_app=True)
        self._driver.cleanup()


def _executable() -> str:
    """Find Firefox."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        raise StepFailed("no_firefox")
    return found


def _x_authority() -> str:
    return os.environ.get("XAUTHORITY") or str(Path.home() / ".Xauthority")


@contextmanager
def _surroundings(environment: dict[str, str]) -> Iterator[None]:
    """Set variables for the browser: the driver hands on its own environment, as it is at the start."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
