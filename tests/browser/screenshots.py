"""Pictures of every screen and state, into docs/images/: `make screenshots`.

Written as tests so that they stand on the same rig, under a name that no test run collects.
"""

from __future__ import annotations

import base64
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import Chromium
from tests.browser.conftest import origin_pattern
from tests.browser.screens import LANGUAGES, SCHEMES, paste, surroundings, ucd13, untick_all, with_table
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

IMAGES = ROOT / "docs" / "images"
POPUP, NARROW, PAGE, PHONE = (400, 600), (320, 600), (860, 700), (340, 700)
PROFILE = {"name": "Armoire", "matches": ["https://armoire.example/*"], "codes": ".reference"}

Look = tuple[str, str]


@pytest.fixture(params=[(scheme, language) for language in LANGUAGES for scheme in SCHEMES], ids="-".join)
def look(request: pytest.FixtureRequest) -> Look:
    """Light or dark, French or English."""
    return tuple(request.param)


@pytest.fixture
def family() -> str:
    """One browser is enough for pictures."""
    return "chromium"


def looking(look: Look) -> dict[str, Any]:
    """A browser of that look; scrollbars would be cut out of the pictures' width."""
    scheme, language = look
    chosen = surroundings(scheme)
    return {**chosen, "language": language, "arguments": (*chosen["arguments"], "--hide-scrollbars")}


def take(browser: Browser, look: Look, name: str, size: tuple[int, int]) -> None:
    """A picture of the current screen; pages in their whole length."""
    assert isinstance(browser, Chromium)
    browser.page.set_viewport_size({"width": size[0], "height": size[1]})
    browser.pause(0.3)
    browser.page.screenshot(path=IMAGES / f"{name}-{'-'.join(look)}.png", full_page=size in (PAGE, PHONE))


def start(launch: Callable[..., Browser], sandbox: Sandbox, look: Look) -> Browser:
    """A browser with the demo EHR enabled."""
    browser = launch(config=sandbox.config, **looking(look), **with_table(sandbox.config.parent))
    browser.grant([origin_pattern(sandbox.ehr_url)])
    browser.open(sandbox.ehr_url + "service")
    return browser


def show_popup(browser: Browser, page: str = "service") -> None:
    """The popup of a demo page, in the size that the browser gives it."""
    browser.switch_to(page)
    browser.open_popup(page)
    browser.wait_for_element(".chain.ready")


def test_popup(launch: Callable[..., Browser], sandbox: Sandbox, look: Look) -> None:
    browser = start(launch, sandbox, look)
    show_popup(browser)
    take(browser, look, "popup-drugs", POPUP)
    take(browser, look, "popup-narrow", NARROW)
    browser.move(*browser.centre("[data-ucd]"))
    take(browser, look, "popup-source", POPUP)
    sandbox.fault({"endpoint": "prepare", "delay": 5})
    browser.click_on("[data-action=open]")
    browser.wait_for_element("[data-action=cancel]")
    take(browser, look, "popup-opening", POPUP)
    browser.click_on("[data-action=cancel]")
    sandbox.fault({"endpoint": "prepare", "status": 503})
    browser.wait_for_element("[data-action=open]:enabled")
    browser.click_on("[data-action=open]")
    browser.wait_for_element("[data-error]")
    take(browser, look, "popup-error", POPUP)
    browser.close_tab()

    show_popup(browser)
    untick_all(browser)
    paste(browser, "Eliquis 5 mg cp x2/j\nzzz")
    browser.wait_for_element(".group .hint")
    take(browser, look, "popup-words", POPUP)
    paste(browser, "\n" + "\n".join(ucd13(9_000_000 + number) for number in range(120)))
    browser.wait_for_element(".notice.warn")
    take(browser, look, "popup-too-many", POPUP)
    browser.close_tab()

    browser.open(sandbox.ehr_url + "ordres")
    show_popup(browser, "ordres")
    take(browser, look, "popup-empty", POPUP)


def test_popup_of_a_page_that_cannot_be_read(launch: Callable[..., Browser], sandbox: Sandbox, look: Look) -> None:
    browser = launch(config=sandbox.config, **looking(look))
    blank = browser.in_extension("return (await chrome.tabs.query({index: 0}))[0].id")
    browser.new_tab(browser.extension_url(f"popup.html?tab={blank}"))
    browser.wait_for_element(".chain.ready")
    take(browser, look, "popup-closed", POPUP)


def test_options(launch: Callable[..., Browser], sandbox: Sandbox, look: Look) -> None:
    browser = start(launch, sandbox, look)
    browser.new_tab(browser.extension_url("options.html"))
    browser.evaluate("return chrome.storage.local.set({profiles: [arguments[0]]})", PROFILE)
    browser.wait_for_element("[data-site]")
    browser.wait_for_element("[data-profile]")
    browser.wait_for_element(".checks")
    take(browser, look, "options", PAGE)
    take(browser, look, "options-narrow", PHONE)
    browser.click_on("[data-profile] button")
    browser.click_on("#profile-codes")
    browser.type("[")
    browser.wait_for_element("[aria-invalid=true]")
    take(browser, look, "options-profile", PAGE)


def test_first_run(launch: Callable[..., Browser], sandbox: Sandbox, look: Look) -> None:
    browser = start(launch, sandbox, look)
    browser.new_tab(browser.extension_url("welcome.html"))
    browser.wait_for_element("[data-step='2'][data-state=good]")
    browser.click_on("[data-action=open]")
    browser.wait_for_tab("/guide")
    browser.switch_to("welcome.html")
    browser.wait_for_element("[data-step='3'][data-state=good]")
    take(browser, look, "first-run", PAGE)
    take(browser, look, "first-run-narrow", PHONE)


OVERVIEW = """
<style>
  body { margin: 0; height: 760px; position: relative; background: linear-gradient(160deg, #dff0ee, #f7f4ea); }
  img { position: absolute; width: 900px; border-radius: 12px; box-shadow: 0 12px 40px rgb(16 35 43 / 28%%); }
</style>
<img style="left: 40px; top: 36px" src="data:image/png;base64,%s">
<img style="right: 40px; bottom: 36px; width: 640px" src="data:image/png;base64,%s">
"""


def test_overview(launch: Callable[..., Browser], sandbox: Sandbox) -> None:
    browser = start(launch, sandbox, ("light", "fr"))
    assert isinstance(browser, Chromium)
    pictures = []

    def keep(size: tuple[int, int]) -> None:
        browser.page.set_viewport_size({"width": size[0], "height": size[1]})
        browser.pause(0.5)
        pictures.append(base64.b64encode(browser.page.screenshot()).decode())

    browser.wait_for_buttons(10)
    keep((1200, 800))
    browser.press_button(browser.wait_for_buttons(10)[1])
    browser.switch_to(browser.wait_for_tab("/guide"))
    keep((900, 640))
    browser.new_tab("about:blank")
    browser.page.set_viewport_size({"width": 1400, "height": 760})
    browser.page.set_content(OVERVIEW % tuple(pictures))
    browser.page.screenshot(path=IMAGES / "overview.png")


def test_without_a_host(launch: Callable[..., Browser], look: Look) -> None:
    browser = launch(host=None, **looking(look))
    for page, name, size in (("popup.html?tab=1", "popup", POPUP), ("welcome.html", "first-run", PAGE)):
        browser.new_tab(browser.extension_url(page))
        browser.wait_for_element("[data-error]")
        take(browser, look, f"{name}-no-host", size)


def main() -> int:
    with suppress(FileNotFoundError):
        shutil.rmtree(IMAGES)
    IMAGES.mkdir(parents=True)
    return pytest.main([__file__, "-q", "-p", "no:cacheprovider"])


if __name__ == "__main__":
    sys.exit(main())
