"""Every code on the page, and no other: pages with the exact list of what is to be found in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.finder import serve
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.finder import Tab

PAGES = ROOT / "tests" / "pages"


def expected(page: Path) -> list[str]:
    """The codes that a page's own comment lists, in the order of the page: UCD13s, and `cip13:` or `cip7:` codes."""
    content = page.read_bytes()
    text = content.decode("utf-16" if content.startswith(b"\xff\xfe") else "latin-1")
    said = re.search(r"<!-- expects: (.*?) -->", text)
    assert said, f"{page.name} does not say what to expect"
    return [] if said[1] == "none" else said[1].split()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve(PAGES) as url:
        yield url


@pytest.mark.parametrize("page", sorted(PAGES.iterdir()), ids=lambda page: page.stem)
def test_exactly_the_codes_of_the_page_are_found(tab: Tab, address: str, page: Path) -> None:
    tab.open(f"{address}/{page.name}")
    assert tab.run("codes(window)") == expected(page)
