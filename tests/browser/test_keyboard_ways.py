"""The ways in that need no pointer: the shortcut and the address bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

UCDS = ["3400894203018", "3400892335049"]
ELIQUIS = {"3400893887738", "3400893725719"}


def opened(browser: Browser, sandbox: Sandbox) -> list[str]:
    """The UCD13s of the guide that opens; its tab is closed again."""
    browser.switch_to("/guides/")
    browser.close_tab()
    [body] = sandbox.prepared()
    sandbox.forget()
    return list(body["ucds"])


def test_shortcut_and_address_bar_open_guides(browser: Browser, sandbox: Sandbox) -> None:
    browser.open(f"{sandbox.ehr_url}service")

    browser.select("#traitement-personnel")
    browser.shortcut("Alt+Shift+E")
    assert opened(browser, sandbox) == UCDS

    browser.search_address_bar(f"posos {UCDS[0]}", "Enter")
    assert opened(browser, sandbox) == UCDS[:1]

    suggested = browser.search_address_bar("posos eliquis", "ArrowDown", "Enter")
    assert {"ELIQUIS 5MG CPR", "ELIQUIS 2,5MG CPR"} <= set(suggested) or not suggested
    [chosen] = opened(browser, sandbox)
    assert chosen in ELIQUIS

    browser.search_address_bar("posos eliquis 5 mg", "Enter")
    browser.wait_for(browser.popup_is_open, "the popup with matches to choose from")
    assert sandbox.prepared() == []


def test_shortcut_without_a_selection_opens_the_popup(browser: Browser, sandbox: Sandbox) -> None:
    browser.open(f"{sandbox.ehr_url}service")
    browser.shortcut("Alt+Shift+E")
    browser.wait_for(browser.popup_is_open, "the popup")
    assert sandbox.prepared() == []
