"""Hostile pages that want a person's click to open a guide unseen. None of them may cause a call of `prepare`.

The techniques are those of the research on DOM-based extension clickjacking (Marek Tóth, DEF CON 33, 2025), of the
reports to keepassxc-browser that came before and after it, and what else a page can do to things drawn into it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.attacks.conftest import Arena

PAGES = sorted(page.stem for page in Path(__file__).parent.glob("*.html"))
ATTACKS = [name for name in PAGES if name not in {"layout", "control"} and not name.startswith("honest-")]
HONEST = [name for name in PAGES if name.startswith("honest-")]


def click_as_lured(arena: Arena, name: str) -> None:
    """Open the page, begin the attack once the button stands, and do what the page wants the person to do."""
    browser = arena.browser
    arena.sandbox.forget()
    browser.open(arena.address + name)
    button = browser.wait_for_buttons()[0]
    browser.pause(0.5)
    there = {"x": button.x, "y": button.y}
    browser.evaluate("postMessage({ button: arguments[0] }, location.origin)", there)
    aim = json.loads(browser.evaluate("return document.documentElement.dataset.aim ?? 'null'")) or there
    browser.pause(0.5)
    browser.move(aim["x"] - 30, aim["y"] - 30)
    browser.pause(0.1)
    browser.move(aim["x"], aim["y"])
    browser.pause(0.4)
    browser.click(aim["x"], aim["y"])


def clear_up(arena: Arena) -> None:
    browser = arena.browser
    if arena.sandbox.prepared():
        browser.wait_for_tab("/guides/")
        browser.switch_to("/guides/")
        browser.close_tab()
    browser.switch_to(arena.address)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_opens_nothing(arena: Arena, attack: str) -> None:
    click_as_lured(arena, attack)
    arena.browser.pause(0.4)
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
