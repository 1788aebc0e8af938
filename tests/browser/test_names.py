"""Codes and their tables are called what the page calls them, in few words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.browser.finder import serve
from tests.checkout import ROOT

if TYPE_CHECKING:
    from tests.browser.finder import Tab

CASES = json.loads((ROOT / "tests/browser/names.json").read_text())

NAMES = """
(page) => {
  document.body.replaceChildren(document.createRange().createContextualFragment(page));
  const found = detect.scan(document);
  const groups = [...new Set(found.map(({ group }) => group).filter(Boolean))];
  return { labels: found.map(({ label }) => label), captions: groups.map(detect.captionOf) };
}
"""


def test_drugs_and_their_tables_have_the_names_that_a_reader_gives_them(tab: Tab) -> None:
    with serve(ROOT / "tests/pages") as address:
        tab.open(f"{address}/printed-compact.html")
        for case in CASES:
            names = tab.run(f"({NAMES})({json.dumps(case['page'])})")
            wanted = {key: case[key] for key in ("labels", "captions") if key in case}
            assert {key: names[key] for key in wanted} == wanted, case["name"]
