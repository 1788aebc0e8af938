"""Where buttons stand on pages of every kind, in both browsers: beside their code, and over nothing that one reads."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.screens import ucd13

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Sandbox
    from tests.browser.drawn import Button
    from tests.browser.rig import Browser

# The words of the page that lie below one of the boxes; lines of text are higher than their letters.
COVERED = """
const [boxes, spare] = arguments;
const covered = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  if (!text.data.trim() || text.parentElement.closest('script, style, [hidden]')) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  for (const line of range.getClientRects())
    for (const { x, y, width, height, label } of boxes)
      if (line.left < x + width / 2 && x - width / 2 < line.right &&
          line.top < y + height / 2 - spare && y - height / 2 + spare < line.bottom)
        covered.push(`${label}: ${text.data.trim().slice(0, 40)}`);
}
return covered;
"""
DENSE = """<style>
body { font: 13px/1.2 sans-serif; margin: 30px } td { padding: 0 1px } .turned { transform:scale(1.4);
transform-origin: 0 0; margin-bottom: 40px } .larger { zoom: 1.3 }</style>
<table><tr><td>DUROGESIC<td>3400891937626<td>1 patch<td>72 h<tr><td>CLARADOL<td>3400891705256<td>1 cp<td>matin</table>
<p>Relais de Lovenox 3400892669236 par Eliquis 3400893887738, puis arrêt.</p>
<p dir="rtl">قرص 3400890020275 صباحا</p>
<p class="turned">UCD <b>34008</b> 920 839 2 6 le soir</p>
<p class="larger">UCD 3400893964361</p>
<p style="width: 110px; overflow: hidden">3400892778617</p>"""


def covered(browser: Browser, buttons: list[Button]) -> list[str]:
    boxes: list[dict[str, Any]] = [vars(button) for button in buttons]
    return list(browser.evaluate(COVERED, boxes, 4))


@contextlib.contextmanager
def enlarged(browser: Browser, part: str, factor: float) -> Iterator[None]:
    """Enlarge the page as Ctrl and + do; taken back at the end, since browsers remember it for the site."""
    if factor == 1:
        yield
        return
    setting = "await (globalThis.browser ?? chrome).tabs.setZoom(arguments[0], arguments[1])"
    tab = browser.tab_id(part)
    browser.in_extension(setting, tab, factor)
    try:
        yield
    finally:
        browser.in_extension(setting, tab, 1)


# A code of each page, as it is printed there.
PRINTED = {
    "service": "34008 938 877 3 8",
    "courrier": "9266923",
    "pharmacie": "9388773",
    "direct": "3400891705256",
    "fhir": "9184651",
}
GO_TO_TEXT = """
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const at = walker.currentNode.data.replaceAll('\u00a0', ' ').indexOf(arguments[0]);
  if (at < 0 || walker.currentNode.parentElement.closest('script')) continue;
  const range = document.createRange();
  range.setStart(walker.currentNode, at);
  range.setEnd(walker.currentNode, at + arguments[0].length);
  const box = range.getBoundingClientRect();
  scrollBy({ top: box.y - innerHeight / 2, behavior: 'instant' });
  return true;
}
return false;
"""


def go_to_buttons(browser: Browser, printed: str) -> list[Button]:
    """Scroll to a code, again when the page has come to stand otherwise; the buttons in view."""
    return browser.buttons() if browser.evaluate(GO_TO_TEXT, printed) else []


@pytest.mark.parametrize(("factor", "pages"), [(1, list(PRINTED)), (2, ["service", "courrier", "pharmacie", "direct"])])
def test_buttons_on_the_demo_pages_cover_no_word(
    enabled: Browser, sandbox: Sandbox, factor: float, pages: list[str]
) -> None:
    for page in pages:
        printed = PRINTED[page]
        enabled.open(sandbox.ehr_url + page)
        enabled.move(1, 1)  # where the pointer is, a code without room shows its button over words
        with enlarged(enabled, f"/ehr/{page}", factor):
            enabled.wait_for(functools.partial(go_to_buttons, enabled, printed), f"a button near {printed}")
            enabled.wait_for(lambda: covered(enabled, enabled.buttons()) == [], f"buttons over no word of {page}")
            enabled.pause(0.3)
            buttons = enabled.buttons()
            assert buttons
            assert covered(enabled, buttons) == [], (page, factor)


def test_crowded_turned_and_enlarged_codes_have_their_buttons_on_their_line(show: Callable[[str], Browser]) -> None:
    browser = show(DENSE)
    buttons = browser.wait_for_buttons(8)  # the table's own is one of them
    assert covered(browser, buttons) == []
    rows: list[float] = browser.evaluate(
        "return [...document.querySelectorAll('td:nth-child(2)')].map(cell => cell.getBoundingClientRect())"
        ".map(({ top, bottom }) => (top + bottom) / 2)"
    )
    for row, name in zip(rows, ("DUROGESIC", "CLARADOL"), strict=True):
        assert abs(browser.wait_for_button(name).y - row) < 6
    browser.show_as_printed()
    browser.wait_for(lambda: not browser.buttons(), "no button on paper")


# A table right under a line with codes: neither over it nor right after it is room for its button.
BELOW_A_LINE = """<div>UCD 3400894203018 et 34008 923 350 4 9</div>
<table><tr><th>UCD<th>Nom<tr><td>9420301<td>A<tr><td>9233504<td>B</table>"""


def test_button_of_a_table_under_a_line_with_codes_covers_no_heading(show: Callable[[str], Browser]) -> None:
    browser = show(BELOW_A_LINE)
    browser.wait_for_button("2 drugs")
    buttons = browser.wait_for_buttons(5)
    assert covered(browser, buttons) == []


# So large that a browser takes milliseconds to say what stands at one point; bars lie over the first rows and the last.
LARGE = """<style>
body { margin: 0 } td { padding: 2px } .bar { position: fixed; inset: 0 0 auto; height: 60px; background: silver }
.bar.low { inset: auto 0 0; height: 90px }</style>
<div hidden></div><div class="bar">DPI</div><div class="bar low">Brouillon enregistré</div>
<table><tr><th>Nom<th>UCD<th>Prise</table>
<script>
document.querySelector('[hidden]').innerHTML = '<i></i>'.repeat(100_001);
for (const code of CODES) {
  const row = document.querySelector('tbody').insertRow();
  for (const words of ['DOLIPRANE 1000MG CPR', code, '1 matin']) row.insertCell().append(words);
}
</script>"""
EXPOSED = """
return [...document.querySelectorAll('td:nth-child(2)')].filter((cell) => {
  const { top, bottom } = cell.getBoundingClientRect();
  return top + bottom > 120 && top + bottom < 2 * (innerHeight - 90);
}).map((cell) => cell.textContent);
"""


def test_buttons_of_a_very_large_page_stand_beside_the_codes_that_nothing_lies_over(
    show: Callable[[str], Browser],
) -> None:
    codes = [ucd13(9_200_000 + n) for n in range(60)]
    browser = show(LARGE.replace("CODES", str(codes)))
    browser.wait_for_buttons(10)
    exposed = browser.evaluate(EXPOSED)
    assert 10 < len(exposed) < len(codes)
    browser.wait_for(
        lambda: len(browser.buttons()) == len(exposed), "a button for each code in plain view, and none for others"
    )
    assert covered(browser, browser.buttons()) == []
