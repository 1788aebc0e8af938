"""What the popup lists of whole pages, frames included, through the real extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import origin_pattern
from tests.browser.finder import serve
from tests.browser.screens import listed
from tests.browser.test_corpus import PAGES, expected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

SAMPLE = sorted(PAGES.iterdir())[::41]
A, B, C, D = "3400894203018", "3400892335049", "3400891937626", "3400891705256"
E, F = "3400891846515", "3400893964361"
# A frame each: of this origin, of another one, of a site that is not enabled, with no address, walled in, out of sight,
# written to.
FRAMES = f"""<!doctype html><meta charset="utf-8"><title>Frames</title><p>{A}</p>
<iframe src="same.html"></iframe>
<iframe src="{{other}}/other.html"></iframe>
<iframe src="{{foreign}}/foreign.html"></iframe>
<iframe srcdoc="<p>UCD : {D[5:12]}</p>"></iframe>
<iframe sandbox srcdoc="<p>{E}</p>"></iframe>
<iframe style="visibility:hidden" srcdoc="<p>3400892669236</p>"></iframe>
<iframe id="drawn"></iframe>
<script>drawn.contentDocument.body.append("{F}")</script>
"""


def in_popup(browser: Browser) -> list[str]:
    """What the popup lists once it has looked at its tab."""
    browser.wait_for_element("main[aria-busy=false]")
    return sorted(listed(browser))


def ucds(page: Path) -> list[str]:
    """The drugs of a page of the corpus, each once; boxes need a table that this machine has not."""
    return sorted({code for code in expected(page) if ":" not in code})


def test_the_popup_lists_exactly_the_codes_of_the_page(
    launch: Callable[..., Browser], sandbox: Sandbox, tmp_path: Path
) -> None:
    browser = launch(config=sandbox.config)
    with serve(PAGES) as address, serve(tmp_path) as own, serve(tmp_path) as other:
        foreign = other.replace("127.0.0.1", "localhost")
        for name, code in {"same": B, "other": C, "foreign": "3400892778617"}.items():
            (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>{name}</title><p>{code}</p>")
        (tmp_path / "frames.html").write_text(FRAMES.format(other=other, foreign=foreign))
        browser.grant([origin_pattern(address)])
        browser.open(f"{own}/frames.html")
        browser.open_popup(own)
        popup = browser.evaluate("return location.href")
        assert in_popup(browser) == sorted([A, B, C, D, E, F])

        page_in_tab = own
        for page in SAMPLE:
            browser.switch_to(page_in_tab)
            browser.open(f"{address}/{page.name}")
            page_in_tab = address
            browser.switch_to("popup.html")
            browser.open(popup)
            assert in_popup(browser) == ucds(page), page.name
