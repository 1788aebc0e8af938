"""The options and the first run in both browsers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.screens import text, wait_for_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

STORED = "return (globalThis.browser ?? chrome).storage.local.get()"


@pytest.fixture
def options(enabled: Browser) -> Browser:
    """The options page, with the demo EHR's site enabled."""
    enabled.new_tab(enabled.extension_url("options.html"))
    enabled.wait_for_element("[data-site]")
    return enabled


def fill(browser: Browser, field: str, words: str) -> None:
    """Write into a field of the profile editor."""
    browser.click_on(f"#profile-{field}")
    browser.evaluate("document.activeElement.select(); document.execCommand('insertText', false, arguments[0])", words)


def test_a_site_can_be_disabled(options: Browser) -> None:
    options.click_on("[data-site] button")
    options.wait_for(lambda: not options.evaluate("return !!document.querySelector('[data-site]')"), "no site left")


def test_a_site_can_be_enabled_by_its_address(browser: Browser) -> None:
    browser.allow_without_prompt(["https://dpi.example/*"])
    browser.new_tab(browser.extension_url("options.html"))
    browser.click_on("#add-site")
    browser.type("dpi.example/prescriptions?id=1")
    browser.click_on("#sites [data-action=enable]")
    browser.wait_for_element("[data-site='https://dpi.example/*']")


def test_what_is_no_address_is_refused(browser: Browser) -> None:
    browser.new_tab(browser.extension_url("options.html"))
    browser.click_on("#add-site")
    browser.type("my software")
    browser.click_on("#sites [data-action=enable]")
    wait_for_text(browser, "not the address", "#sites")


def test_what_a_site_may_do_is_kept(options: Browser) -> None:
    options.click_on("[data-site] input[type=checkbox]")
    options.wait_for(
        lambda: list(options.evaluate(STORED).get("sites", {}).values()) == [{"page_requests": False}], "the choice"
    )


def test_the_language_changes_at_once(options: Browser) -> None:
    options.click_on("#language input[value=fr]")
    wait_for_text(options, "Réglages de Posos Bridge")
    assert options.evaluate("return document.documentElement.lang") == "fr"
    options.click_on("#language input[value=en]")
    wait_for_text(options, "Posos Bridge settings")


def test_a_profile_is_tried_then_saved(options: Browser, sandbox: Sandbox) -> None:
    options.new_tab(sandbox.ehr_url + "service")
    options.switch_to("options.html")
    options.click_on("#profiles .actions button")
    fill(options, "name", "Ward")
    fill(options, "matches", sandbox.ehr_url + "*")
    fill(options, "codes", "td")
    options.click_on("[data-action=try]")
    wait_for_text(options, "codes were found", ".try")
    options.click_on(".editor [type=submit]")
    options.wait_for_element("[data-profile=Ward]")
    [profile] = options.evaluate(STORED)["profiles"]
    assert profile == {"name": "Ward", "matches": [sandbox.ehr_url + "*"], "codes": "td"}


def test_a_profile_with_a_fault_is_not_saved_and_says_where(options: Browser) -> None:
    options.click_on("#profiles .actions button")
    fill(options, "name", "Ward")
    fill(options, "matches", "dpi.example")
    fill(options, "rows", "tr[")
    options.click_on(".editor [type=submit]")
    wait_for_text(options, "not a CSS selector", "#profile-rows-fault")
    wait_for_text(options, "not of the form", "#profile-matches-fault")
    assert "profiles" not in options.evaluate(STORED)


FAULTY = {
    "not JSON": "{",
    "/script": json.dumps({"name": "Ward", "matches": ["https://dpi.example/*"], "script": "alert(1)"}),
    "/0/matches": json.dumps([{"name": "Ward", "matches": []}]),
}


def test_a_bad_file_is_refused_with_the_place_of_the_fault(options: Browser) -> None:
    for place, content in FAULTY.items():
        import_file(options, content)
        wait_for_text(options, place, "#profiles")
    assert "profiles" not in options.evaluate(STORED)


def test_a_good_file_is_taken(options: Browser) -> None:
    import_file(options, json.dumps({"name": "Ward", "matches": ["https://dpi.example/*"], "codes": ".ucd"}))
    options.wait_for_element("[data-profile=Ward]")


def import_file(browser: Browser, content: str) -> None:
    """Hand a file to the page as its file field does."""
    browser.evaluate(
        "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'profile.json'));"
        "const field = document.querySelector('#profiles input[type=file]'); field.files = files.files;"
        "field.dispatchEvent(new Event('change', {bubbles: true}))",
        content,
    )


def test_the_chain_is_told_link_by_link(options: Browser) -> None:
    options.wait_for_element("#chain .checks .good")
    headings = "return [...document.querySelectorAll('#chain .checks h3')].map(link => link.textContent)"
    assert {"Configuration", "Who signs in", "Key of the establishment"} <= set(options.evaluate(headings))


def test_the_first_run_checks_three_steps(browser: Browser, sandbox: Sandbox) -> None:
    browser.new_tab(browser.extension_url("welcome.html"))
    browser.wait_for_element("[data-step='1'][data-state=good]")
    browser.wait_for_element("[data-step='2'][data-state=good]")
    assert "John Doe" in text(browser, "[data-step='2']")
    browser.click_on("[data-action=open]")
    browser.wait_for_tab("/guide")
    browser.switch_to("welcome.html")
    browser.wait_for_element("[data-step='3'][data-state=good]")
    assert len(sandbox.prepared()[0]["ucds"]) == 3


def test_the_first_run_can_be_tried_again_after_a_refusal(browser: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"endpoint": "prepare", "status": 403})
    browser.new_tab(browser.extension_url("welcome.html"))
    browser.wait_for_element("[data-step='2'][data-state=good]")
    browser.click_on("[data-action=open]")
    browser.wait_for_element("[data-step='3'] [data-error=forbidden]")
    sandbox.fault({})
    browser.open(browser.extension_url("welcome.html"))  # by now the host tells of it by itself
    browser.wait_for_element("[data-step='2'][data-state=bad] [data-error=forbidden]")
    browser.click_on("[data-action=open]")
    browser.wait_for_tab("/guide")


def test_options_and_first_run_are_used_by_keyboard_alone(browser: Browser, sandbox: Sandbox) -> None:
    browser.allow_without_prompt(["https://dpi.example/*"])
    browser.new_tab(browser.extension_url("options.html"))
    go_to(browser, "#add-site")
    browser.type("dpi.example")
    browser.press("Enter")
    browser.wait_for_element("[data-site='https://dpi.example/*']")
    go_to(browser, "#buttons input:checked")
    browser.press("ArrowDown")
    browser.wait_for(lambda: browser.evaluate(STORED).get("buttons") == "hover", "the choice")
    go_to(browser, "#profiles .actions button")
    browser.press("Enter")
    go_to(browser, ".editor [type=submit]")
    browser.press("Enter")
    wait_for_text(browser, "was not saved", ".editor")

    browser.open(browser.extension_url("welcome.html"))
    browser.wait_for_element("[data-step='2'][data-state=good]")
    go_to(browser, "[data-action=open]")
    browser.press("Enter")
    browser.wait_for_tab("/guide")
    assert len(sandbox.prepared()) == 1


def go_to(browser: Browser, selector: str) -> None:
    """Press Tab until the focus is there, and can be seen."""

    def arrived() -> bool:
        browser.press("Tab")
        return bool(browser.evaluate("return document.activeElement.matches(arguments[0])", selector))

    browser.wait_for(arrived, f"the focus on {selector}")
    assert browser.evaluate("return document.activeElement.matches(':focus-visible')")


def test_the_first_run_says_that_the_program_is_missing(launch: Callable[..., Browser]) -> None:
    browser = launch(host=None)
    browser.new_tab(browser.extension_url("welcome.html"))
    browser.wait_for_element("[data-step='1'][data-state=bad] [data-error=host_missing]")
    assert browser.evaluate("return document.querySelector('[data-step=\"3\"] [data-action=open]').disabled")
