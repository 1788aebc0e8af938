"""Hostile pages that want a person's click to open a guide unseen. None of them may cause a call of `prepare`.

The techniques are those of the research on DOM-based extension clickjacking (Marek Tóth, DEF CON 33, 2025), of the
reports to keepassxc-browser that came before and after it, and what else a page can do to things drawn into it.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.attacks.conftest import Arena
    from tests.browser.rig import Browser

PAGES = sorted(page.stem for page in Path(__file__).parent.glob("*.html"))
BARE = {"layout", "control", "styles", "stranger"}  # pages that attack nothing by themselves
ATTACKS = [name for name in PAGES if name not in BARE and not name.startswith("honest-")]
HONEST = [name for name in PAGES if name.startswith("honest-")]
STYLES = json.loads((Path(__file__).parent / "styles.json").read_text())


SETTLING = 300  # ms; what stands so long has been seen


def click_as_lured(arena: Arena, name: str) -> None:
    """Open the page, begin the attack once the button stands, and do what the page wants the person to do.

    A page whose last deed comes so long before the press that the person has seen it has not attacked: once more, when
    what that press opened is there.
    """
    while lure_once(arena, name) > SETTLING - 50:
        arena.browser.pause(3)
        clear_up(arena)


def lure_once(arena: Arena, name: str) -> float:
    """Give the time between the page's last deed and the press on its button, in ms; 0 where there is none."""
    browser = arena.browser
    arena.sandbox.forget()
    browser.open(arena.address + name)
    lure = json.loads(browser.evaluate("return document.documentElement.dataset.lure"))
    button = browser.wait_for_button(lure.get("label", ""))
    browser.pause(0.5)
    browser.evaluate("postMessage({ button: arguments[0] }, location.origin)", {"x": button.x, "y": button.y})
    browser.pause(0.5)
    for key in lure.get("keys", ()):
        browser.press(key)
        browser.pause(0.4)
    if "keys" not in lure:
        at = lure.get("at", {"x": button.x, "y": button.y})
        approach(browser, at["x"], at["y"])
        browser.evaluate("postMessage('strike', location.origin)")
        browser.click(at["x"], at["y"], count=lure.get("clicks", 1))
    return float(browser.evaluate("return document.documentElement.dataset.between ?? '0'"))


def approach(browser: Browser, x: float, y: float) -> None:
    browser.move(x - 30, y - 30)
    browser.pause(0.1)
    browser.move(x, y)
    browser.pause(0.4)


def approach_and_click(browser: Browser, x: float, y: float) -> None:
    approach(browser, x, y)
    browser.click(x, y)


def clear_up(arena: Arena) -> None:
    browser = arena.browser
    if arena.sandbox.prepared():
        browser.wait_for_tab("/guides/")
        browser.switch_to("/guides/")
        browser.close_tab()
    browser.switch_to(arena.address.removeprefix("http://127.0.0.1"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_opens_nothing(arena: Arena, attack: str) -> None:
    click_as_lured(arena, attack)
    arena.browser.pause(0.4)
    assert [call["ucds"] for call in arena.sandbox.prepared()] == []
    clear_up(arena)


def test_style_sheet_of_the_page_opens_nothing(arena: Arena) -> None:
    browser = arena.browser
    arena.sandbox.forget()
    browser.open(arena.address + "styles")
    button = browser.wait_for_buttons()[0]
    opened = []
    for name, style in STYLES.items():
        browser.evaluate("document.getElementById('attack').textContent = arguments[0]", style)
        browser.move(button.x - 300, button.y + 200)
        browser.pause(0.5)
        approach_and_click(browser, button.x, button.y)
        browser.pause(0.3)
        if arena.sandbox.prepared():
            opened.append(name)
            clear_up(arena)
            arena.sandbox.forget()
    browser.evaluate("document.getElementById('attack').textContent = ''")
    assert opened == []


@pytest.mark.parametrize("disguise", ["faded", "covered", "shrunk", "cut"])
def test_stranger_that_hides_the_site_in_a_frame_opens_nothing(arena: Arena, disguise: str) -> None:
    browser = arena.browser
    arena.sandbox.forget()
    browser.open(arena.address + "control")
    button = browser.wait_for_buttons()[0]
    browser.open(arena.address.replace("127.0.0.1", "localhost") + "stranger?" + disguise)
    browser.pause(1)
    approach_and_click(browser, button.x, button.y)
    browser.pause(0.4)
    assert arena.sandbox.prepared() == []
    clear_up(arena)


def test_stranger_that_moves_the_site_below_the_pointer_opens_nothing(arena: Arena) -> None:
    browser = arena.browser
    browser.open(arena.address + "control")
    button = browser.wait_for_buttons()[0]
    took = float(SETTLING)
    while took > SETTLING - 50:  # on a slow machine the person has seen it: once more
        arena.sandbox.forget()
        browser.open(arena.address.replace("127.0.0.1", "localhost") + "stranger?elsewhere")
        browser.pause(1)
        approach(browser, button.x, button.y)
        start = time.monotonic()
        browser.evaluate("postMessage('strike', location.origin)")
        browser.pause(0.05)
        browser.click(button.x, button.y)
        took = 1000 * (time.monotonic() - start)
    browser.pause(0.4)
    assert arena.sandbox.prepared() == []
    clear_up(arena)


def test_same_click_on_a_page_without_attack_opens_the_guide(arena: Arena) -> None:
    click_as_lured(arena, "control")
    arena.browser.wait_for(arena.sandbox.prepared, "a call of prepare")
    clear_up(arena)


@pytest.mark.parametrize("page", HONEST)
def test_unusual_page_opens_the_guide_all_the_same(arena: Arena, page: str) -> None:
    click_as_lured(arena, page)
    arena.browser.wait_for(arena.sandbox.prepared, "a call of prepare")
    clear_up(arena)
