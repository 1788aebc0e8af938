"""Pages that come back from the browser's memory have their codes and buttons, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.screens import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.rig import Browser

A, B, C = "3400894203018", "3400892335049", "3400891705256"
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>{name}</title><body>{body}
<script>addEventListener('pageshow', (event) => {{
  document.documentElement.dataset.kept = event.persisted;
  if (event.persisted) document.body.insertAdjacentHTML('beforeend', '<p>{late}</p>');
}});
// What a page does as it goes is still unread when the browser puts it away.
addEventListener('pagehide', () => document.body.append('.'));</script></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "ward.html").write_text(PAGE.format(name="ward", body=f"<p>{A}</p><p>{B}</p>", late=C))
    (tmp_path / "other.html").write_text(PAGE.format(name="other", body=f"<p>{C}</p>", late=B))
    with serve_pages(tmp_path) as url:
        yield url


def test_a_page_kept_in_memory_comes_back_with_each_code_once(browser: Browser, site: str) -> None:
    browser.grant([origin_pattern(site)])

    def stands(page: str, codes: list[str]) -> None:
        browser.wait_for_tab(site + page)
        browser.wait_for(lambda: len(browser.buttons()) == len(codes), f"a button for each of {codes}")
        browser.open_popup(site + page)
        browser.wait_for_element("main[aria-busy=false]")
        assert listed(browser) == codes
        browser.close_tab()
        browser.switch_to(site)

    browser.open(f"{site}ward")
    stands("ward", [A, B])
    browser.evaluate("setTimeout(() => location.assign('other'))")
    stands("other", [C])
    browser.evaluate("setTimeout(() => history.back())")
    stands("ward", [A, B, C])
    assert browser.evaluate("return document.documentElement.dataset.kept") == "true"
    browser.evaluate("setTimeout(() => history.forward())")
    stands("other", [C, B])
