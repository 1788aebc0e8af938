"""From a trusted click to the arrival of the new tab's request: the floor, this extension, a page by itself."""

from __future__ import annotations

import contextlib
import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.bench.row import Row
from tests.browser.chromium import Chromium
from tests.browser.conftest import BUILDS, origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.setting import Setting
from tests.sandbox import run_sandbox

FLOOR = Path(__file__).with_name("click_floor")
ROUNDS = 21
PAGE = """<!doctype html><meta charset="utf-8"><title>EHR</title>
<p>Order: <span id="code">3400894203018</span></p>
<p><button id="floor" data-address="{address}floor">Floor</button> <button id="itself">By itself</button></p>
<script>
  const address = () => fetch('/address.txt').then((answer) => answer.text());
  document.getElementById('itself').addEventListener('click', async () => open(await address()));
  addEventListener('click', ({{ timeStamp }}) => {{
    document.documentElement.dataset.clicked = (performance.timeOrigin + timeStamp) / 1000;
  }}, true);
</script>"""


class Race:
    """One page in one browser, where the three can be clicked one after another."""

    def __init__(self, browser: Chromium, base_url: str, page: str) -> None:
        self._browser = browser
        self._calls = f"{base_url}/_calls"
        self._page = page

    def run(self, x: float, y: float) -> float:
        """Click there; the milliseconds until the request of the new tab came in."""
        urlopen(Request(self._calls, method="DELETE")).close()
        self._browser.move(x + 1, y)
        self._browser.pause(1.2)  # a double click's time: the same order twice is one order
        self._browser.click(x, y)
        arrived = self._browser.wait_for(self._arrival, "the new tab's request") or 0.0
        self._browser.wait_for(lambda: len(self._browser.tabs()) == 2, "the new tab")
        clicked = float(self._clicked())
        return (arrived - clicked) * 1000

    def _clicked(self) -> str:
        tab = next(url for url in self._browser.tabs() if url != self._page)
        self._browser.switch_to(tab)
        self._browser.close_tab()
        return str(self._browser.evaluate("return document.documentElement.dataset.clicked"))

    def _arrival(self) -> float | None:
        with urlopen(self._calls) as answer:
            calls: list[dict[str, Any]] = json.load(answer)
        return next((call["at"] for call in calls if call["path"].startswith("/go/")), None)


def rows() -> list[Row]:
    with _race() as (browser, race):
        button = browser.wait_for_buttons()[0]
        places = {
            "floor": browser.centre("#floor"),
            "ours": (button.x, button.y),
            "itself": browser.centre("#itself"),
        }
        times: dict[str, list[float]] = {name: [] for name in places}
        for _ in range(ROUNDS):
            for name, place in places.items():
                times[name].append(race.run(*place))
    floor, ours, itself = (statistics.median(times[name][1:]) for name in ("floor", "ours", "itself"))
    return [
        Row("click to arrival, an extension that knows the address", floor, "ms"),
        Row(
            "click to arrival, through host and sandbox",
            ours,
            "ms",
            "the floor",
            floor,
            "≤ 8 ms beyond it",
            ours - floor <= 8,
        ),
        Row(
            "the same beside a page that fetches and opens by itself",
            ours,
            "ms",
            "that page",
            itself,
            "less",
            ours < itself,
        ),
    ]


@contextlib.contextmanager
def _race() -> Iterator[tuple[Chromium, Race]]:
    with contextlib.ExitStack() as ending:
        folder = Path(tempfile.mkdtemp(prefix="posos-bridge-bench-"))
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        sandbox = ending.enter_context(run_sandbox(folder / "sandbox"))
        (folder / "pages").mkdir()
        (folder / "pages/page.html").write_text(PAGE.format(address=f"{sandbox.base_url}/go/"), encoding="utf-8")
        (folder / "pages/address.txt.html").write_text(f"{sandbox.base_url}/go/itself", encoding="utf-8")
        address = ending.enter_context(serve_pages(folder / "pages"))
        ours = BUILDS / "chrome-mv3"
        both = f"{ours},{FLOOR}"
        setting = Setting(
            profile=folder,
            extension=ours,
            config=sandbox.config,
            # The later of two equal switches counts.
            arguments=("--headless=new", f"--disable-extensions-except={both}", f"--load-extension={both}"),
        )
        browser = Chromium(setting)
        ending.callback(browser.quit)
        browser.grant([origin_pattern(address)])
        browser.open(address + "page")
        yield browser, Race(browser, sandbox.base_url, address + "page")
