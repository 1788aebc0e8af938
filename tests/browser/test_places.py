"""Where the guide opens: beside the page that it was asked on, in its window, whatever happens meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.browser.firefox import Firefox

if TYPE_CHECKING:
    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

EXAMPLE = "#traitement-personnel"
UCD = "3400894203018"

Tab = dict[str, Any]

API = "const api = globalThis.browser ?? chrome;"
NEW_WINDOW = f"{API} const made = await api.windows.create(arguments[0]); return made.tabs[0].id"
LOADED = f"{API} return (await api.tabs.get(arguments[0])).status === 'complete'"

# Firefox: tabs of one container share their cookies with no other's.
OPEN_IN_CONTAINER = """
gBrowser.selectedTab = gBrowser.addTab(arguments[0], { userContextId: arguments[1],
  triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
"""
CONTAINER_OF = """
return gBrowser.tabs.find(tab => tab.linkedBrowser.currentURI.spec.includes(arguments[0])).userContextId
"""


def tabs(browser: Browser) -> list[Tab]:
    """All tabs of all windows, as the extension sees them."""
    found: list[Tab] = browser.in_extension(f"{API} return api.tabs.query({{}})")
    return found


def new_window(browser: Browser, **options: Any) -> int:
    """The number of the tab in a window of its own."""
    tab = int(browser.in_extension(NEW_WINDOW, options))
    browser.wait_for(lambda: browser.in_extension(LOADED, tab), "the page of the new window")
    return tab


def ask_in(browser: Browser, tab: int) -> None:
    """Ask for the guide of a tab's codes, in the popup that belongs to it."""
    browser.new_tab(browser.extension_url(f"popup.html?tab={tab}"))
    browser.wait_for_element(f"[data-ucd='{UCD}']")
    browser.click_on("[data-action=open]")


def guide(browser: Browser) -> Tab:
    """The one tab with a guide, once it is there; it is closed again."""

    def arrived() -> list[Tab]:
        return [tab for tab in tabs(browser) if "/guide" in tab.get("url", "")]

    [found] = browser.wait_for(arrived, "the guide")
    browser.in_extension(f"{API} return api.tabs.remove(arguments[0])", found["id"])
    return found


def where(browser: Browser, tab: int) -> Tab:
    return next(found for found in tabs(browser) if found["id"] == tab)


def test_guide_opens_in_the_window_of_its_page(enabled: Browser, sandbox: Sandbox) -> None:
    page = f"{sandbox.ehr_url}service"
    enabled.allow_private_windows()
    enabled.grant(["http://127.0.0.1/*"])

    private = new_window(enabled, url=page, incognito=True)
    ask_in(enabled, private)
    opened, asked = guide(enabled), where(enabled, private)
    assert opened["incognito"]
    assert (opened["windowId"], opened["index"]) == (asked["windowId"], asked["index"] + 1)

    if isinstance(enabled, Firefox):
        enabled.chrome(OPEN_IN_CONTAINER, f"{page}?ward=2", 2)
        enabled.switch_to("ward=2")
        enabled.centre(EXAMPLE)
        enabled.press_button(enabled.wait_for_button(UCD))
        enabled.wait_for_tab("/guides/")
        assert enabled.chrome(CONTAINER_OF, "/guides/") == 2
        guide(enabled)

    sandbox.fault({"endpoint": "prepare", "delay": 6})
    other = new_window(enabled, url=page)
    ask_in(enabled, other)
    new_window(enabled, url=f"{sandbox.ehr_url}courrier")
    opened, asked = guide(enabled), where(enabled, other)
    assert (opened["windowId"], opened["index"]) == (asked["windowId"], asked["index"] + 1)

    moved = where(enabled, new_window(enabled, url=f"{sandbox.ehr_url}courrier"))["windowId"]
    ask_in(enabled, other)
    enabled.in_extension(f"{API} await api.tabs.move(arguments[0], {{windowId: arguments[1], index: 0}})", other, moved)
    opened, asked = guide(enabled), where(enabled, other)
    assert (opened["windowId"], opened["index"]) == (moved, asked["index"] + 1)

    ask_in(enabled, other)
    enabled.in_extension(f"{API} await api.tabs.remove(arguments[0])", other)
    assert guide(enabled)["windowId"] == moved
