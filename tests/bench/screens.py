"""The popup of a page with 200 codes: from its address being opened to its first paint, and to all of them listed."""

from __future__ import annotations

import contextlib
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.row import Row
from tests.browser.chromium import Chromium
from tests.browser.conftest import BUILDS, origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.screens import ucd13
from tests.browser.setting import Setting
from tests.sandbox import run_sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

CODES = 200
ROUNDS = 15
ROW = "<tr><td>DRUG {number} 5MG CPR</td><td>{code}</td></tr>"
PAGE = '<!doctype html><meta charset="utf-8"><title>EHR</title><table>{rows}</table>'
PAINTED = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# What is listed is painted with the frame that follows.
LISTED = """
return new Promise((resolve) => {
  const look = () => {
    if (document.querySelectorAll('[data-ucd]').length < arguments[0]) requestAnimationFrame(look);
    else requestAnimationFrame((now) => setTimeout(() => resolve(performance.now())));
  };
  look();
});
"""
BARE = "blank.html"


def rows() -> list[Row]:
    with _browser() as browser:
        browser.open_popup("page")
        popup = browser.evaluate("return location.href")
        bare = browser.extension_url(BARE)
        times: dict[str, list[float]] = {"bare": [], "painted": [], "listed": []}
        for _ in range(ROUNDS):
            browser.open(bare)
            browser.evaluate("document.body.append('.')")
            times["bare"].append(float(browser.wait_for(lambda: browser.evaluate(PAINTED), "the bare page's paint")))
            browser.open(popup)
            times["listed"].append(float(browser.evaluate(LISTED, CODES)))
            times["painted"].append(float(browser.evaluate(PAINTED)))
    bare_paint, painted, listed = (statistics.median(times[name][1:]) for name in ("bare", "painted", "listed"))
    rival = "an empty page of the extension"
    return [
        Row(
            f"popup of {CODES} codes, first paint",
            painted,
            "ms",
            rival,
            bare_paint,
            "≤ 100 ms",
            painted <= 100,
        ),
        Row(f"popup of {CODES} codes, all listed", listed, "ms", rival, bare_paint),
    ]


@contextlib.contextmanager
def _browser() -> Iterator[Chromium]:
    with contextlib.ExitStack() as ending:
        folder = Path(tempfile.mkdtemp(prefix="posos-bridge-bench-"))
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        sandbox = ending.enter_context(run_sandbox(folder / "sandbox"))
        (folder / "pages").mkdir()
        table = "".join(ROW.format(number=number, code=ucd13(9_000_000 + number)) for number in range(CODES))
        (folder / "pages/page.html").write_text(PAGE.format(rows=table), encoding="utf-8")
        address = ending.enter_context(serve_pages(folder / "pages"))
        setting = Setting(
            profile=folder,
            extension=BUILDS / "chrome-mv3",
            config=sandbox.config,
            arguments=("--headless=new",),
        )
        browser = Chromium(setting)
        ending.callback(browser.quit)
        browser.grant([origin_pattern(address)])
        browser.open(address + "page")
        yield browser
