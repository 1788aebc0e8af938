"""The whole extension on a large page: what it costs the page until its buttons stand, and while one scrolls."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.row import Row
from tests.bench.scan import PAGE, ROWS
from tests.browser.chromium import Chromium
from tests.browser.conftest import BUILDS, origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.setting import Setting
from tests.sandbox import run_sandbox

BODY = """<!doctype html><meta charset="utf-8"><title>EHR</title><body><script>
({page})({rows});
let stands;
window.standing = new Promise((resolve) => {{ stands = resolve; }});
// The extension's layer is the only thing that comes beside the body.
new MutationObserver(() => stands(performance.now())).observe(document.documentElement, {{ childList: true }});
</script>"""
LISTEN = """
window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ entryTypes: ['longtask'] });
window.began = performance.now();
"""
# Frames of two seconds of scrolling: how long each one kept the page.
SCROLL = """
return new Promise((resolve) => {
  const took = [];
  let before = performance.now();
  const frame = (now) => {
    took.push(now - before);
    before = now;
    scrollBy(0, 40);
    if (took.length < 120) requestAnimationFrame(frame);
    else resolve(took.sort((a, b) => a - b)[Math.floor(took.length / 2)]);
  };
  requestAnimationFrame(frame);
});
"""
REST = "return new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => resolve(true)), 3000))"


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as name, run_sandbox(Path(name) / "sandbox") as sandbox:
        folder = Path(name)
        (folder / "pages").mkdir()
        (folder / "pages/page.html").write_text(BODY.format(page=PAGE, rows=ROWS), encoding="utf-8")
        setting = Setting(
            profile=folder,
            extension=BUILDS / "chrome-mv3",
            config=sandbox.config,
            arguments=("--headless=new",),
        )
        browser = Chromium(setting)
        try:
            with serve_pages(folder / "pages") as address:
                return _measure(browser, address)
        finally:
            browser.quit()


def _measure(browser: Chromium, address: str) -> list[Row]:
    browser.open(address + "page")
    browser.evaluate(REST)
    alone = float(browser.evaluate(SCROLL))
    browser.evaluate(LISTEN + "scrollTo(0, 0)")
    browser.grant([origin_pattern(address)])
    stands = float(browser.evaluate("return standing.then((at) => at - began)"))
    browser.evaluate(REST)
    tasks = [float(task) for task in browser.evaluate("return tasks")]
    scrolled = float(browser.evaluate(SCROLL))
    return [
        Row(f"{ROWS} rows with a code each: until the buttons in view stand", stands, "ms"),
        Row("longest task meanwhile", max(tasks, default=0), "ms"),
        Row("tasks over 50 ms meanwhile, together", sum(tasks), "ms"),
        Row("a frame while scrolling there", scrolled, "ms", "the page without the extension", alone),
    ]
