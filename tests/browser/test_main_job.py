"""From a drug on the page to its side effects in Posos, by every way in, in both browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import Chromium
from tests.browser.firefox import Firefox
from tests.browser.firefox_toolbar import choose_guide
from tests.browser.screens import cip13

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Sandbox
    from tests.browser.drawn import Button
    from tests.browser.rig import Browser

EXAMPLE = "#traitement-personnel"
UCDS = ["3400894203018", "3400892335049"]
BODY = {"rpps": "abcde1234", "first_name": "John", "last_name": "Doe", "guide": "side_effects", "ucds": UCDS}


def arrive(browser: Browser, sandbox: Sandbox, ucds: list[str]) -> None:
    """Wait for the guide, and see that it is the right one, for the right person."""
    browser.switch_to("/guide")
    browser.wait_for_element("[data-signed-in]")
    assert browser.evaluate("return document.body.dataset.guide") == "side_effects"
    assert browser.evaluate("return document.querySelector('[data-signed-in]').textContent") == "John Doe"
    shown = browser.evaluate("return document.body.textContent")
    assert all(ucd in shown for ucd in ucds)
    assert sandbox.prepared() == [{**BODY, "ucds": ucds}]


@pytest.mark.parametrize("site", ["enabled", "unknown"])
def test_menu_on_a_selection_opens_the_guide(browser: Browser, sandbox: Sandbox, site: str) -> None:
    if site == "enabled":
        browser.grant(["http://127.0.0.1/*"])
    browser.open(f"{sandbox.ehr_url}service")
    browser.select(EXAMPLE)
    browser.choose_menu(f"{EXAMPLE} li")
    arrive(browser, sandbox, UCDS)


def test_guide_opens_beside_its_page(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.new_tab(f"{sandbox.ehr_url}courrier")
    enabled.switch_to("service")
    enabled.select(EXAMPLE)
    enabled.choose_menu(f"{EXAMPLE} li")
    arrive(enabled, sandbox, UCDS)
    in_order = enabled.in_extension(
        "const tabs = await (globalThis.browser ?? chrome).tabs.query({});"
        "return tabs.sort((a, b) => a.index - b.index).map(tab => tab.url)"
    )
    assert ["service" in in_order[0], "/guide" in in_order[1], "courrier" in in_order[2]] == [True] * 3


def test_menu_title_counts_the_drugs_of_the_selection(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.wait_for_buttons()
    enabled.select(EXAMPLE)
    if isinstance(enabled, Firefox):  # Chromium's native menu can't be read
        counted = enabled
        counted.wait_for(
            lambda: counted.menu_title(f"{EXAMPLE} li") == "Check side effects (2)", "the number in the menu"
        )
    enabled.choose_menu(f"{EXAMPLE} li")
    arrive(enabled, sandbox, UCDS)


def test_menu_on_table_cells_takes_their_codes_alone(browser: Browser, sandbox: Sandbox) -> None:
    browser.open(f"{sandbox.ehr_url}service")
    browser.wait_for_element("tbody tr")
    browser.evaluate(
        "const [first, second] = document.querySelectorAll('tbody tr'); const range = document.createRange();"
        "range.setStart(first, 0); range.setEnd(second, second.childNodes.length);"
        "getSelection().removeAllRanges(); getSelection().addRange(range);"
    )
    browser.choose_menu("tbody tr:first-child td b")
    arrive(browser, sandbox, ["3400893887738", "3400892669236"])


def test_menu_takes_the_code_of_a_link_or_a_field_and_else_opens_the_popup(browser: Browser, sandbox: Sandbox) -> None:
    browser.open(f"{sandbox.ehr_url}courrier")
    browser.evaluate(
        "const link = Object.assign(document.createElement('a'),"
        "{id: 'link', href: 'https://dpi.example/?ucd=' + arguments[0], textContent: 'Fiche'});"
        "const field = Object.assign(document.createElement('input'), {id: 'field', value: arguments[1]});"
        "document.body.prepend(link, ' ', field)",
        *UCDS,
    )
    for place, ucd in zip(("#link", "#field"), UCDS, strict=True):
        browser.choose_menu(place)
        arrive(browser, sandbox, [ucd])
        browser.close_tab()
        browser.switch_to("courrier")
        sandbox.forget()
    if isinstance(browser, Chromium):  # its menu of a page ends with one item more
        browser.choose_menu("h1", from_bottom=3)
    else:
        browser.choose_menu("h1")
    browser.wait_for(browser.popup_is_open, "the popup")
    assert sandbox.prepared() == []


@pytest.mark.parametrize("family", ["firefox"])  # Chromium's menu of a hidden toolbar button is out of reach
def test_another_guide_is_chosen_in_the_menu_of_the_toolbar_button(enabled: Browser, sandbox: Sandbox) -> None:
    assert isinstance(enabled, Firefox)
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.open_popup("service")
    enabled.wait_for_element("[data-ucd]")
    enabled.close_tab()
    choose_guide(enabled, "Posos home")
    enabled.wait_for(enabled.popup_is_open, "the popup")
    assert sandbox.prepared() == []


def test_words_without_a_code_open_the_popup_and_send_nothing(browser: Browser, sandbox: Sandbox) -> None:
    browser.open(f"{sandbox.ehr_url}ordres")
    browser.select(".orders li")
    browser.choose_menu(".orders li")
    browser.wait_for(browser.popup_is_open, "the popup")
    assert sandbox.prepared() == []


def test_more_boxes_than_the_host_takes_at_once_are_chosen_from_in_the_popup(
    show: Callable[[str], Browser], sandbox: Sandbox
) -> None:
    rows = "".join(f"<tr><td>{cip13(3_000_000 + number)}</td></tr>" for number in range(501))
    browser = show(f"<table id=boxes><tr><th>CIP13</th></tr>{rows}</table>")
    browser.select("#boxes")
    browser.choose_menu("#boxes tr:nth-child(3) td")
    browser.wait_for(browser.popup_is_open, "the popup")
    assert browser.notice() == ""
    assert sandbox.prepared() == []


def test_popup_opens_the_guide_beside_its_tab(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.open_popup("service")
    enabled.wait_for_element(f"[data-ucd='{UCDS[0]}']")
    for ucd in enabled.evaluate("return [...document.querySelectorAll('[data-ucd]')].map(e => e.dataset.ucd)"):
        if ucd not in UCDS:
            enabled.click_on(f"[data-ucd='{ucd}'] input")
    enabled.click_on("[data-action='open']")
    arrive(enabled, sandbox, UCDS)


def test_button_beside_a_code_opens_the_guide_for_it(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    enabled.press_button(enabled.wait_for_button(UCDS[0]))
    arrive(enabled, sandbox, UCDS[:1])


def test_button_of_a_list_opens_the_guide_for_all_of_it(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)

    def of_list() -> list[Button]:
        left, top, right, bottom = enabled.evaluate(
            "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [b.left, b.top, b.right, b.bottom]",
            EXAMPLE,
        )
        near = [b for b in enabled.buttons() if left - 40 < b.x < right + 40 and top - 40 < b.y < bottom + 40]
        return [button for button in near if " 2 " in f" {button.label} "]

    enabled.press_button(enabled.wait_for(of_list, "the button of the list")[0])
    arrive(enabled, sandbox, UCDS)


def test_enabling_a_site_draws_buttons_on_the_open_page_and_disabling_takes_them(
    browser: Browser, sandbox: Sandbox
) -> None:
    browser.open(f"{sandbox.ehr_url}service")
    browser.pause(0.5)
    assert browser.buttons() == []
    browser.grant(["http://127.0.0.1/*"])
    browser.wait_for_buttons()
    browser.in_extension(
        "return (globalThis.browser ?? chrome).permissions.remove({origins: arguments[0]})", ["http://127.0.0.1/*"]
    )
    browser.wait_for(lambda: not browser.buttons(), "the buttons to go")
    browser.in_extension("await (globalThis.browser ?? chrome).storage.local.set({ language: 'fr' })")
    browser.pause(1)
    assert browser.buttons() == []


def test_site_that_is_switched_off_meanwhile_opens_nothing(enabled: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"delay": 2, "endpoint": "prepare"})
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    enabled.press_button(enabled.wait_for_button(UCDS[0]))
    enabled.wait_for(sandbox.prepared, "the request")
    enabled.in_extension(
        "return (globalThis.browser ?? chrome).permissions.remove({origins: args[0]})", ["http://127.0.0.1/*"]
    )
    enabled.pause(3)
    assert not any("/guide" in url for url in enabled.tabs())


def test_second_click_opens_no_second_tab(enabled: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"delay": 1})
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    button = enabled.wait_for_button(UCDS[0])
    enabled.press_button(button)
    enabled.click(button.x, button.y, count=2)
    arrive(enabled, sandbox, UCDS[:1])
    enabled.pause(2)
    assert len([url for url in enabled.tabs() if "/guide" in url]) == 1


def test_killed_host_is_started_again_by_the_next_click(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    button = enabled.wait_for_button(UCDS[0])
    for host in enabled.wait_for(enabled.hosts, "the host"):
        host.kill()
    enabled.press_button(button)
    arrive(enabled, sandbox, UCDS[:1])


def test_host_killed_while_it_works_loses_no_click(enabled: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"delay": 3, "times": 1})
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    button = enabled.wait_for_button(UCDS[0])
    enabled.press_button(button)
    enabled.wait_for(sandbox.prepared, "the request")
    sandbox.forget()
    for host in enabled.hosts():
        host.kill()
    arrive(enabled, sandbox, UCDS[:1])


def test_sleeping_background_wakes_for_a_click(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    button = enabled.wait_for_button(UCDS[0])
    hosts = enabled.wait_for(enabled.hosts, "the host")
    enabled.stop_background()
    enabled.wait_for(lambda: not any(host.is_running() for host in hosts), "the host to end with the background")
    enabled.press_button(button)
    arrive(enabled, sandbox, UCDS[:1])


def test_updated_extension_takes_over_the_open_page(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.centre(EXAMPLE)
    enabled.wait_for_button(UCDS[0])
    hosts = enabled.wait_for(enabled.hosts, "the host")
    enabled.reload_extension()
    enabled.wait_for(lambda: not any(host.is_running() for host in hosts), "the old extension's host to end")
    enabled.wait_for(enabled.hosts, "the new extension on the page")
    enabled.press_button(enabled.wait_for_button(UCDS[0]))
    arrive(enabled, sandbox, UCDS[:1])
    enabled.switch_to("service")
    places = [(round(button.x), round(button.y)) for button in enabled.buttons()]
    assert len(places) == len(set(places))
