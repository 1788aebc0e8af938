"""Buttons in pages, in both browsers: where they stand, what they do, what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.chromium import Chromium
from tests.browser.screens import ucd13

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Sandbox
    from tests.browser.drawn import Button
    from tests.browser.rig import Browser

TABLE = """<h1>Prescription</h1><input id="first"><table id="order"><tr><th>Drug</th><th>UCD</th></tr>
<tr><td>DUROGESIC 25µG/H</td><td id="one">3400891937626</td></tr>
<tr><td>CLARADOL 500MG</td><td id="two">3400891705256</td></tr></table><button id="last">Save</button>"""
CODES = tuple(ucd13(9_200_000 + n) for n in range(6))  # of no drug that the table knows: the page names them


def rows(codes: tuple[str, ...]) -> str:
    return "".join(f"<tr><td>Remedy {n}</td><td>{code}</td></tr>" for n, code in enumerate(codes))


def named(browser: Browser, part: str) -> Button:
    """The button whose label holds `part`, once it is there."""

    def those() -> list[Button]:
        return [button for button in browser.buttons() if part in button.label]

    return browser.wait_for(those, f"a button for {part}")[0]


def gone(browser: Browser, part: str) -> None:
    browser.wait_for(lambda: not any(part in b.label for b in browser.buttons()), f"no button for {part}")


def box(browser: Browser, selector: str) -> dict[str, float]:
    found: dict[str, float] = browser.evaluate(
        "return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", selector
    )
    return found


def test_button_beside_each_code_and_one_for_the_table(show: Callable[[str], Browser], sandbox: Sandbox) -> None:
    browser = show(TABLE)
    browser.wait_for_buttons(3)
    one, code = named(browser, "DUROGESIC"), box(browser, "#one")
    assert abs(one.y - (code["top"] + code["bottom"]) / 2) < 4
    assert 0 < one.x - code["left"] < code["width"] + 20
    browser.press_button(named(browser, "2 drugs"))
    browser.wait_for_tab("/guides/")
    assert sandbox.prepared()[0]["ucds"] == ["3400891937626", "3400891705256"]


# Says on demand whether anything on the page has moved; Chromium also says what it counts as a shift of the layout.
WATCH_LAYOUT = """<script>
  let shift = 0;
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
    new PerformanceObserver(list => list.getEntries().forEach(entry => { shift += entry.value }))
      .observe({ type: 'layout-shift', buffered: true });
  const measure = () => JSON.stringify([...document.querySelectorAll('body *')].map(e => e.getBoundingClientRect())
    .concat(document.documentElement.scrollWidth, document.documentElement.scrollHeight));
  const before = measure();
  document.addEventListener('measure', () => {
    Object.assign(document.documentElement.dataset, { moved: Number(measure() !== before), shift });
  });
</script>"""


def assert_nothing_moved(browser: Browser) -> None:
    data = browser.evaluate(
        "document.dispatchEvent(new Event('measure')); return {...document.documentElement.dataset}"
    )
    assert (float(data["moved"]), float(data["shift"])) == (0, 0)


def test_layout_and_document_stay_as_they_are(show: Callable[[str], Browser]) -> None:
    browser = show(TABLE + WATCH_LAYOUT)
    inner = browser.evaluate("return document.body.innerHTML")
    browser.wait_for_buttons(3)
    assert_nothing_moved(browser)
    assert browser.evaluate("return document.body.innerHTML") == inner


def test_tab_key_goes_through_the_page_first_then_to_the_buttons(
    show: Callable[[str], Browser], sandbox: Sandbox
) -> None:
    browser = show(TABLE)
    browser.wait_for_buttons(3)
    browser.click_on("#first")
    stops = []
    for _ in range(2):
        browser.press("Tab")
        stops.append(browser.evaluate("return document.activeElement.id || document.activeElement.localName"))
    assert stops == ["last", "div"]
    browser.press("ArrowDown")
    browser.press("ArrowDown")
    browser.let_settle()
    browser.press("Enter")
    browser.wait_for_tab("/guides/")
    assert len(sandbox.prepared()) == 1


def test_button_follows_redraws_and_goes_with_its_code(show: Callable[[str], Browser]) -> None:
    browser = show(TABLE)
    browser.wait_for_buttons(3)
    browser.evaluate("const t = document.getElementById('order'); t.replaceWith(t.cloneNode(true))")
    browser.evaluate("document.getElementById('order').style.marginTop = '200px'")
    browser.wait_for(lambda: abs(named(browser, "DUROGESIC").y - box(browser, "#one")["y"]) < 30, "the new place")
    assert len([b for b in browser.buttons() if "DUROGESIC" in b.label]) == 1
    browser.evaluate("document.getElementById('one').parentElement.remove()")
    gone(browser, "DUROGESIC")
    gone(browser, "2 drugs")
    browser.evaluate("document.documentElement.lastElementChild.remove()")
    named(browser, "CLARADOL")


def test_buttons_are_cut_with_their_scrolling_table_and_its_sticky_header(show: Callable[[str], Browser]) -> None:
    browser = show(
        f"<div class=scroller><table><thead><tr><th>Drug</th><th>UCD</th></tr></thead>{rows(CODES)}</table></div>"
    )
    named(browser, "Remedy 0")
    assert not any("Remedy 5" in button.label for button in browser.buttons())
    browser.evaluate("document.querySelector('.scroller').scrollTop = 1000")
    named(browser, "Remedy 5")
    gone(browser, "Remedy 0")
    frame, head = box(browser, ".scroller"), box(browser, ".scroller th")
    for button in browser.buttons():
        if "Remedy" in button.label:
            assert head["bottom"] - button.height / 2 <= button.y <= frame["bottom"]


def test_modal_takes_the_buttons_behind_it_away_and_has_its_own(
    show: Callable[[str], Browser], sandbox: Sandbox
) -> None:
    cover = "<div id=cover style='position:fixed;inset:0;background:#fff;z-index:1000' hidden></div>"
    browser = show(TABLE + cover + f"<dialog><p id=in>{CODES[0]}</p></dialog>")
    browser.wait_for_buttons(3)
    browser.evaluate("document.getElementById('cover').hidden = false")
    gone(browser, "DUROGESIC")
    browser.evaluate("document.getElementById('cover').hidden = true")
    browser.evaluate("document.querySelector('dialog').showModal()")
    browser.press_button(named(browser, CODES[0]))
    browser.wait_for_tab("/guides/")
    assert sandbox.prepared()[0]["ucds"] == [CODES[0]]


def test_second_click_opens_no_second_tab(show: Callable[[str], Browser], sandbox: Sandbox) -> None:
    browser = show(TABLE)
    button = named(browser, "DUROGESIC")
    browser.move(button.x, button.y)
    browser.let_settle()
    browser.click(button.x, button.y, count=2)
    browser.wait_for_tab("/guides/")
    browser.pause(0.5)
    assert len(sandbox.prepared()) == 1


def test_failure_is_said_beside_the_button_and_can_be_tried_again(
    show: Callable[[str], Browser], sandbox: Sandbox
) -> None:
    sandbox.fault({"status": 403})
    browser = show(TABLE)
    browser.press_button(named(browser, "DUROGESIC"))
    close = named(browser, "Close")
    browser.press("Escape")
    gone(browser, "Close")
    assert abs(close.y - box(browser, "#one")["y"]) < 120
    sandbox.fault({"status": 503})
    browser.press_button(named(browser, "CLARADOL"))
    again = named(browser, "Try again")
    sandbox.fault({})
    browser.press_button(again)
    browser.wait_for_tab("/guides/")


def test_sleeping_background_and_killed_host_lose_no_click(show: Callable[[str], Browser], sandbox: Sandbox) -> None:
    browser = show(TABLE)
    page = next(url for url in browser.tabs() if url.endswith("/page"))
    named(browser, "DUROGESIC")
    browser.stop_background()
    browser.press_button(named(browser, "DUROGESIC"))
    browser.wait_for_tab("/guides/")
    browser.switch_to(page)
    for host in browser.hosts():
        host.kill()
    browser.press_button(named(browser, "CLARADOL"))
    browser.wait_for(lambda: len(sandbox.prepared()) == 2, "the second call of prepare")


def test_thousand_codes_get_their_buttons_where_one_looks(show: Callable[[str], Browser]) -> None:
    in_view = (
        "return [...document.querySelectorAll('tr')].map(row => row.getBoundingClientRect())"
        ".filter(({ top, bottom }) => top >= 0 && bottom <= innerHeight).length"
    )
    browser = show(f"<table>{rows(CODES[:1] * 1000)}</table>{WATCH_LAYOUT}")
    browser.wait_for_buttons(browser.evaluate(in_view))
    assert_nothing_moved(browser)
    assert len(browser.buttons()) < 120
    browser.evaluate("scrollTo(0, 1e6)")
    named(browser, "Remedy 999")
    browser.wait_for_buttons(browser.evaluate(in_view))
    assert len(browser.buttons()) < 120


def test_shortcut_brings_the_keyboard_to_the_buttons(show: Callable[[str], Browser], sandbox: Sandbox) -> None:
    browser = show(TABLE)
    browser.wait_for_buttons(3)
    browser.click_on("#first")
    browser.shortcut("Alt+Shift+U")
    browser.wait_for(lambda: browser.evaluate("return document.activeElement.localName") == "div", "the focus")
    if isinstance(browser, Chromium):  # in Firefox the keys of the automation would still go to the address bar
        browser.let_settle()
        browser.press("Enter")
        browser.wait_for_tab("/guides/")
        assert len(sandbox.prepared()) == 1


def test_slow_opening_can_be_given_up(show: Callable[[str], Browser], sandbox: Sandbox) -> None:
    sandbox.fault({"delay": 8})
    browser = show(TABLE)
    browser.press_button(named(browser, "DUROGESIC"))
    browser.wait_for(lambda: "Opening" in browser.notice(), "a word that it takes long")
    browser.press_button(named(browser, "Cancel"))
    browser.wait_for(lambda: not browser.notice(), "the end of the notice")
    assert not any("/guides/" in url for url in browser.tabs())
    sandbox.fault({})
    browser.press_button(named(browser, "DUROGESIC"))
    browser.wait_for_tab("/guides/")


def test_more_than_a_hundred_drugs_are_chosen_from_in_the_popup(
    show: Callable[[str], Browser], sandbox: Sandbox
) -> None:
    browser = show(f"<table>{rows(tuple(ucd13(9_100_000 + n) for n in range(101)))}</table>")
    browser.press_button(named(browser, "101 drugs"))
    browser.wait_for(browser.popup_is_open, "the popup")
    assert sandbox.prepared() == []


def set_position(browser: Browser, position: str) -> None:
    browser.in_extension("await (globalThis.browser ?? chrome).storage.local.set({ buttons: arguments[0] })", position)


def test_buttons_can_wait_for_the_pointer_or_stay_away(show: Callable[[str], Browser]) -> None:
    browser = show(TABLE)
    browser.wait_for_buttons(3)
    set_position(browser, "hover")
    gone(browser, "Side effects")
    browser.move(*browser.centre("#one"))
    named(browser, "DUROGESIC")
    assert not any("CLARADOL" in button.label for button in browser.buttons())
    set_position(browser, "off")
    browser.move(*browser.centre("#two"))
    gone(browser, "Side effects")
