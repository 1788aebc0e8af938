"""Every screen of the demo EHR: exactly its drugs are found, and an EHR's own calls open the guide."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.checkout import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

ASSETS = ROOT / "native_host/sandbox/pages/assets"
DRUGS = json.loads((ASSETS / "drugs.json").read_text("utf-8"))
EXAMPLE = ["3400894203018", "3400892335049"]
SERVICE = [
    "3400893887738",
    "3400892669236",
    "3400891937626",
    "3400890020275",
    "3400890048958",
    "3400892778617",
    "3400893634318",
    "3400893538234",
    "3400892169026",
    "3400893244777",
]
LETTER = [
    "3400892669236",
    "3400893725719",
    "3400892083926",
    "3400891705256",
    "3400890048958",
    "3400890551847",
    "3400890007368",
]
FHIR = ["3400891937626", "3400891846515", "3400893964361", "3400894078036"]
REVIEWED = {line[0] for file in json.loads((ASSETS / "pharmacie.json").read_text("utf-8")) for line in file["lines"]}

FOUND = {
    "service": {*SERVICE, *EXAMPLE},
    "courrier": set(LETTER),
    "pharmacie": REVIEWED,
    "fhir": set(FHIR),
    "ordres": set(),
    "armoire": set(),
}


def listed(browser: Browser) -> set[str]:
    """The codes that the popup lists."""
    return set(
        browser.evaluate("return [...document.querySelectorAll('[data-ucd]')].map(e => e.getAttribute('data-ucd'))")
    )


def wait_for_list(browser: Browser, name: str, expected: set[str]) -> None:
    browser.wait_for(lambda: listed(browser) == expected, f"the drugs of {name}")


def test_exactly_the_drugs_of_each_screen_are_found(enabled: Browser, sandbox: Sandbox) -> None:
    for name, expected in FOUND.items():
        enabled.open(sandbox.ehr_url + name)
        enabled.open_popup(f"/ehr/{name}")
        if expected:
            enabled.wait_for_element("[data-ucd]")
        wait_for_list(enabled, name, expected)
        enabled.close_tab()
        enabled.switch_to(f"/ehr/{name}")


def test_a_list_that_redraws_itself_keeps_working_buttons(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}direct")
    enabled.wait_for(lambda: "redessiné" in enabled.evaluate("return document.body.innerText"), "a redraw")
    enabled.click_on("#pause")
    shown = enabled.evaluate("return [...document.querySelectorAll('.dose-line small')].map(e => e.textContent)")
    buttons = enabled.wait_for_buttons(5)
    assert len(buttons) <= len(shown) + 1  # one each, and one for all
    enabled.press_button(min(buttons, key=lambda button: (button.width, button.y)))
    enabled.wait_for_tab("/guides/side_effects")
    [body] = sandbox.prepared()
    assert set(body["ucds"]) <= set(shown)


def test_an_ehr_asks_by_itself_in_each_documented_way(enabled: Browser, sandbox: Sandbox) -> None:
    attribute, message, module = ("#attribute", EXAMPLE), ("#message", EXAMPLE), ("#module", EXAMPLE)
    resources = ("#resources", ["3400893887738"])
    for button, ucds in (attribute, resources, message, resources, module):
        sandbox.forget()
        enabled.open(f"{sandbox.ehr_url}integration")
        enabled.wait_for_element("#ready.ok")
        enabled.click_on(button)
        enabled.switch_to("/guides/side_effects")
        [body] = sandbox.prepared()
        assert body["ucds"] == ucds, button
        enabled.close_tab()
        if button in {"#message", "#resources"}:
            enabled.wait_for(lambda: "guide ouvert" in enabled.evaluate("return document.body.innerText"), "an answer")
        enabled.pause(1)  # the same order again in less would be a double click
