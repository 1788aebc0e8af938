"""A site profile tells the extension where the codes of an odd page stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.screens import listed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.rig import Browser

A, B, OLD, ELSEWHERE = "3400894203018", "3400892335049", "3400891937626", "3400891705256"
# Seven digits that nothing names, the drug's name far from them, an archive, a code in the margin.
PAGE = f"""<!doctype html><html lang="fr"><meta charset="utf-8"><title>Odd</title><body>
<aside>{ELSEWHERE}</aside>
<div class="line"><i class="nom">Premier 5 mg</i> <p><b>SECOND 10MG CPR</b> <u class="ucd">{A[5:12]}</u></p></div>
<div class="line"><div><i class="nom">Autre</i></div><div><u class="ucd">{B}</u> <u>{ELSEWHERE}</u></div></div>
<div class="archive"><div class="line"><u class="ucd">{OLD}</u></div></div>
</body></html>"""
PROFILE = {"name": "Odd", "rows": ".line", "codes": ".ucd", "labels": ".nom", "ignore": ".archive"}
ROWS = "".join(
    f'<tr><td>{name}</td><td class="code">{code}</td><td>&nbsp;</td><td class="actions"></td></tr>'
    for name, code in {"DOLIPRANE": A, "LOVENOX": B}.items()
)
CABINET = f"""<!doctype html><html lang="fr"><meta charset="utf-8"><title>Cabinet</title>
<style>td {{ padding: 6px 40px }}</style><body><table>{ROWS}</table></body></html>"""
PLACES = """
return [...document.querySelectorAll(arguments[0])]
  .map((cell) => cell.getBoundingClientRect()).map(({ left, right, top, bottom }) => [left, right, top, bottom])
"""
NAMES = "return [...document.querySelectorAll('[data-ucd] .name')].map((name) => name.textContent)"


def test_a_profile_says_where_codes_and_names_stand(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "odd.html").write_text(PAGE)
    with serve_pages(tmp_path) as site:
        pattern = origin_pattern(site)
        browser.grant([pattern])
        browser.open(f"{site}odd")
        browser.open_popup("odd")
        browser.wait_for_element("main[aria-busy=false]")
        assert set(listed(browser)) == {ELSEWHERE, B, OLD}
        popup = browser.evaluate("return location.href")

        profile = PROFILE | {"matches": [pattern]}
        browser.evaluate("return (globalThis.browser ?? chrome).storage.local.set({profiles: [arguments[0]]})", profile)
        browser.switch_to(f"{site}odd")
        browser.open(f"{site}odd")
        assert len(browser.wait_for_buttons(2)) == 2
        browser.switch_to("popup.html")
        browser.open(popup)
        browser.wait_for_element("main[aria-busy=false]")
        assert listed(browser) == [A, B]
        assert browser.evaluate(NAMES) == ["Premier 5 mg", "Autre"]


def test_a_profile_says_where_the_buttons_stand(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "cabinet.html").write_text(CABINET)
    with serve_pages(tmp_path) as site:
        pattern = origin_pattern(site)
        browser.grant([pattern])

        def places(buttons: str) -> list[tuple[float, float]]:
            profile = {"name": "Cabinet", "matches": [pattern], "rows": "tr", "buttons": buttons}
            setting = "return (globalThis.browser ?? chrome).storage.local.set({profiles: [arguments[0]]})"
            browser.in_extension(setting, profile)
            browser.open(f"{site}cabinet")
            browser.wait_for_buttons(3)  # the table's own is one of them
            return sorted((button.y, button.x) for button in browser.buttons() if "2" not in button.label)

        for (y, x), (left, right, top, bottom) in zip(
            places(".actions"), browser.evaluate(PLACES, ".actions"), strict=True
        ):
            assert left < x < right
            assert top < y < bottom
        for (_, x), (left, right, _, _) in zip(places("before"), browser.evaluate(PLACES, ".code"), strict=True):
            assert left < x < (left + right) / 2
        for (_, x), (left, right, _, _) in zip(places("after"), browser.evaluate(PLACES, ".code"), strict=True):
            assert (left + right) / 2 < x < right
