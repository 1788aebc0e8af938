"""The popup in both browsers: what it lists, what it sends, what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import origin_pattern
from tests.browser.screens import listed, paste, text, ticked, ucd13, untick_all, wait_for_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

PAGE = "service"
UNNAMED = ["3400894203018", "3400892335049"]  # printed there without a name of the table


@pytest.fixture
def popup(enabled: Browser, sandbox: Sandbox) -> Browser:
    """The popup of a ward's prescriptions, its codes listed and named."""
    enabled.open(sandbox.ehr_url + PAGE)
    enabled.open_popup(PAGE)
    enabled.wait_for_element("[data-ucd]")
    return enabled


def opened(browser: Browser, sandbox: Sandbox) -> list[str]:
    """The UCD13s that reached `prepare`, once the guide's tab is there."""
    browser.wait_for(sandbox.prepared, "a call of prepare")
    return list(sandbox.prepared()[-1]["ucds"])


def test_all_drugs_of_the_tab_are_listed_and_ticked(popup: Browser) -> None:
    assert len(set(listed(popup))) == len(listed(popup)) == 12
    assert ticked(popup) == listed(popup)
    assert set(UNNAMED) <= set(listed(popup))


def test_enter_opens_the_guide_for_what_is_ticked(popup: Browser, sandbox: Sandbox) -> None:
    shown = listed(popup)
    popup.wait_for(lambda: popup.evaluate("return document.activeElement.dataset.action === 'open'"), "the focus")
    popup.press("Enter")
    assert opened(popup, sandbox) == shown
    assert sandbox.prepared()[0]["guide"] == "side_effects"


def test_a_drug_can_be_left_out_by_keyboard_alone(popup: Browser, sandbox: Sandbox) -> None:
    first, *others = listed(popup)
    inside = "return document.activeElement.closest('[data-ucd]')?.dataset.ucd === arguments[0]"

    def arrived() -> bool:
        popup.press("Shift+Tab")
        return bool(popup.evaluate(inside, first)) and bool(
            popup.evaluate("return document.activeElement.type === 'checkbox'")
        )

    popup.wait_for(arrived, "the focus on the first drug")
    popup.press(" ")
    popup.press("Enter")
    assert opened(popup, sandbox) == others


def test_one_tick_takes_or_leaves_a_whole_table(popup: Browser) -> None:
    untick_all(popup)
    assert popup.evaluate("return document.querySelector('[data-action=open]').disabled")
    popup.evaluate("document.querySelector('.group h2 input').focus()")
    popup.press(" ")
    assert 0 < len(ticked(popup)) < len(listed(popup))


def test_pasted_codes_are_added_in_any_printed_form(popup: Browser, sandbox: Sandbox) -> None:
    untick_all(popup)
    paste(popup, "UCD : 9420301 puis 34008 938 877 3 8")
    popup.wait_for(lambda: "3400893887738" in listed(popup), "the pasted code")
    paste(popup, "\n0103400892169026172712311012345")
    popup.wait_for(lambda: "3400892169026" in listed(popup)[:3], "the scanned box")
    assert set(listed(popup)[:3]) == {"3400894203018", "3400893887738", "3400892169026"}


def test_codes_of_no_drug_are_named(popup: Browser) -> None:
    paste(popup, "3400894203019\n3400893887738")
    wait_for_text(popup, "No drug is known by the code 3400894203019.")
    assert "3400893887738." not in text(popup)


def test_words_find_drugs_to_choose_and_choose_none(popup: Browser, sandbox: Sandbox) -> None:
    untick_all(popup)
    paste(popup, "Tixtar 550 mg cp x2/j\nEliquis 5 mg matin et soir\nappeler la famille")
    popup.wait_for(lambda: "3400894078036" in listed(popup)[:1], "the right drug first")
    wait_for_text(popup, "Which drug is “Eliquis 5 mg matin et soir”?")
    wait_for_text(popup, "“appeler la famille”")
    assert "Which drug is “appeler la famille”?" not in text(popup)
    assert ticked(popup) == []
    popup.click_on("[data-ucd='3400894078036'] label")
    popup.press("Enter")
    assert opened(popup, sandbox) == ["3400894078036"]


def test_drugs_have_the_names_of_the_table(popup: Browser) -> None:
    wait_for_text(popup, "LOVENOX 4000UI SRG0,4ML +ERIS\n", "[data-ucd='3400892669236']")


def test_more_drugs_than_posos_takes_are_the_persons_choice(popup: Browser, sandbox: Sandbox) -> None:
    many = [ucd13(9_000_000 + number) for number in range(120)]
    untick_all(popup)
    paste(popup, "\n".join(many))
    wait_for_text(popup, "120 drugs are ticked")
    assert popup.evaluate("return document.querySelector('[data-action=open]').disabled")
    popup.click_on(".notice.warn button")
    popup.click_on("[data-action=open]")
    assert opened(popup, sandbox) == many[:100]


def test_what_went_wrong_is_a_sentence_with_a_second_try(popup: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"endpoint": "prepare", "status": 503})
    popup.click_on("[data-action=open]")
    popup.wait_for_element("[data-error=unavailable]")
    sandbox.fault({})
    popup.click_on("[data-error=unavailable] button")
    popup.wait_for_tab("/guide")


def test_an_opening_that_takes_long_can_be_given_up(popup: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"endpoint": "prepare", "delay": 300})
    before = popup.tabs()
    popup.click_on("[data-action=open]")
    popup.wait_for(sandbox.prepared, "the request")
    [host] = popup.hosts()
    asking = {connection.laddr for connection in host.net_connections(kind="tcp")}
    assert asking
    popup.click_on("[data-action=cancel]")
    popup.wait_for(
        lambda: asking - {connection.laddr for connection in host.net_connections(kind="tcp")},
        "the host to hang up",
    )
    popup.wait_for(
        lambda: popup.evaluate("return !document.querySelector('[data-action=open]').disabled"), "the button again"
    )
    assert popup.tabs() == before
    assert not popup.evaluate("return !!document.querySelector('[data-error]')")


def test_a_drug_can_be_shown_on_its_page(popup: Browser) -> None:
    last = listed(popup)[-1]
    popup.evaluate("document.querySelector(`[data-ucd='${arguments[0]}'] .reveal`).focus()", last)
    popup.press("Enter")
    popup.switch_to(PAGE)
    popup.wait_for(
        lambda: popup.evaluate(
            "const at = [...document.querySelectorAll('td')].findLast(cell => /34008|942/.test(cell.textContent))"
            ".getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight"
        ),
        "the code in view",
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("missing", ["host", "configuration"])
def test_a_broken_chain_is_told_without_code_words(
    launch: Callable[..., Browser], sandbox: Sandbox, language: str, missing: str
) -> None:
    broken = {"host": None} if missing == "host" else {"config": sandbox.config.parent / "absent.toml"}
    browser = launch(language=language, **{"config": sandbox.config, **broken})
    browser.new_tab(browser.extension_url("popup.html?tab=1"))
    browser.wait_for_element("[data-error]")
    said = text(browser)
    assert not re.search(r"[a-z]+_[a-z]+|undefined|null|Error", said)
    assert ("service informatique" if language == "fr" else "IT department") in text(browser, "[data-error]")


def test_a_page_that_cannot_be_read_says_why_and_how_to_go_on(browser: Browser, sandbox: Sandbox) -> None:
    browser.new_tab(sandbox.ehr_url + PAGE)
    blank, asleep, _ = browser.in_extension(
        "const tabs = await (globalThis.browser ?? chrome).tabs.query({});"
        "return tabs.sort((a, b) => a.index - b.index).map(tab => tab.id)"
    )

    browser.new_tab(browser.extension_url("popup.html?tab=999999"))
    wait_for_text(browser, "This tab is closed")

    browser.open(browser.extension_url(f"popup.html?tab={blank}"))
    wait_for_text(browser, "be read")
    paste(browser, UNNAMED[0])
    browser.wait_for(lambda: ticked(browser) == UNNAMED[:1], "the pasted code")

    browser.allow_without_prompt([origin_pattern(sandbox.ehr_url)])
    browser.open(browser.extension_url(f"popup.html?tab={asleep}"))
    wait_for_text(browser, "enable it by its address")
    browser.click_on("#add-site")
    browser.type(sandbox.ehr_url)
    browser.click_on(".add [data-action=enable]")
    browser.wait_for(lambda: set(UNNAMED) <= set(listed(browser)), "the codes of the enabled page")
    wait_for_text(browser, "Enabled on this site")


def test_names_come_without_moving_what_is_listed(popup: Browser) -> None:
    heights = popup.evaluate("return [...document.querySelectorAll('.drug label')].map(line => line.offsetHeight)")
    assert len(set(heights)) == 1
