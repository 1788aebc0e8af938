"""Finding codes on a page of 100,000 table rows, in a real Chromium, beside a bare pass over its texts and mark.js.

Once in a world of its own, where a browser keeps content scripts and every node that is touched is a new object, and
once among the page's own scripts.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.bench.row import Row
from tests.browser.finder import LIBRARY, ChromiumTab, library, serve
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 100_000
CHANGES_PER_SECOND = 1_000
SECONDS = 3
PLAIN = "a TreeWalker pass with one expression"

# Every row of the page has a drug with its code, its dosage and its date: five texts.
PAGE = """
(rows) => {
  const key = (d) => (10 - ([...d].reduce((sum, c, i) => sum + c * (i % 2 ? 3 : 1), 0) % 10)) % 10;
  const row = (i) => {
    const code = `340089${300000 + i}`;
    const texts = [i, 'DOLIPRANE 1000MG CPR', code + key(code), '1 matin', '23/11/2026'];
    return `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
  };
  const body = Array.from({ length: rows }, (_, i) => row(i)).join('');
  document.body.innerHTML =
    '<table style="table-layout: fixed; width: 100%"><thead><tr>' +
    '<th>N°</th><th>Nom</th><th>UCD</th><th>Prise</th><th>Début</th></tr></thead>' +
    `<tbody>${body}</tbody></table>`;
  window.codeCells = [...document.querySelectorAll('td:nth-child(3)')];
}
"""
PASS = """
(() => {
  const expression = /34008\\d{8}/;
  const began = performance.now();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let found = 0;
  while (walker.nextNode()) if (expression.test(walker.currentNode.data)) found++;
  return [performance.now() - began, found];
})()
"""
SCAN = """
(() => {
  const began = performance.now();
  const found = detect.scan(document).length;
  return [performance.now() - began, found];
})()
"""
MARK = """
() => new Promise((done) => {
  const began = performance.now();
  new Mark(document.body).markRegExp(/34008\\d{8}/, { done: () => done(performance.now() - began) });
})
"""
WATCH = f"""
(async () => {{
  const long = [];
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({{ entryTypes: ['longtask'] }});
  globalThis.ending = new AbortController();
  globalThis.heard = () => undefined;
  globalThis.watcher = detect.watch(document, {{ signal: ending.signal, onChange: (change) => heard(change) }});
  while (watcher.size < {ROWS}) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500));
  observer.disconnect();
  return Math.max(0, ...long);
}})()
"""
CHANGE = """
(i) => new Promise((done) => {
  const text = codeCells[i].firstChild;
  const began = performance.now();
  heard = ({ removed }) => removed.length && done(performance.now() - began);
  text.data = 'arrêté';
})
"""
CHANGES = """
async ([perSecond, seconds]) => {
  const until = performance.now() + seconds * 1000;
  const codes = ['3400894203018', '3400892335049', 'arrêté'];
  for (let n = 0; performance.now() < until; ) {
    const due = Math.floor(((seconds * 1000 - (until - performance.now())) / 1000) * perSecond);
    for (; n < due; n++) codeCells[(n * 7919) % codeCells.length].firstChild.data = codes[n % 3];
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
"""


class _Page:
    def __init__(self, tab: ChromiumTab, url: str) -> None:
        self.tab = tab
        self._url = url
        self._tools = tab.page.context.new_cdp_session(tab.page)
        # Other programs on the machine must not count: not the wall clock, but the thread's own.
        self._tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def renew(self) -> None:
        """A new page: what earlier measurements left behind must not count."""
        self.tab.open(self._url)
        self.run(PAGE, ROWS)
        self._tools.send("HeapProfiler.collectGarbage")

    def run(self, script: str, argument: Any = None) -> Any:
        return self.tab.page.evaluate(script, argument)

    def run_apart(self, expression: str) -> Any:
        """The value of an expression in the world of a content script that has the library, in a new page."""
        self.renew()
        frame = self._tools.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self._tools.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
        for source in (f"{library()};0", expression):
            asked = {"contextId": world, "expression": source, "awaitPromise": True, "returnByValue": True}
            answer = self._tools.send("Runtime.evaluate", asked)
            assert "exceptionDetails" not in answer, answer
        return answer["result"]["value"]

    def busy(self, script: str, argument: Any = None) -> float:
        """Seconds that the main thread works while the script runs."""
        before = self._busy()
        self.run(script, argument)
        return self._busy() - before

    def busy_in_library(self, script: str, argument: Any = None) -> float:
        """Seconds that the main thread spends in the library, and in what it calls, while the script runs."""
        self._tools.send("Profiler.enable")
        self._tools.send("Profiler.setSamplingInterval", {"interval": 200})
        self._tools.send("Profiler.start")
        self.run(script, argument)
        profile = self._tools.send("Profiler.stop")["profile"]
        self._tools.send("Profiler.disable")
        nodes = {node["id"]: node for node in profile["nodes"]}
        inside = {key for key, node in nodes.items() if node["callFrame"]["url"] == LIBRARY}
        waiting = list(inside)
        while waiting:
            children = nodes[waiting.pop()].get("children", [])
            inside.update(children)
            waiting.extend(children)
        # What is collected as garbage is counted as the library's, though the page makes some of it too.
        inside |= {key for key, node in nodes.items() if node["callFrame"]["functionName"] == "(garbage collector)"}
        samples = zip(profile["samples"], profile["timeDeltas"], strict=True)
        return float(sum(took for key, took in samples if key in inside)) / 1e6

    def heap(self) -> float:
        """Bytes in use after a collection."""
        self._tools.send("HeapProfiler.collectGarbage")
        return float(self._tools.send("Runtime.getHeapUsage")["usedSize"])

    def _busy(self) -> float:
        metrics = self._tools.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def rows() -> list[Row]:
    """Scan, first look of a watcher, one change, many changes, none, memory."""
    tab = ChromiumTab()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as url:
        (Path(folder) / "page.html").write_text("<!doctype html><body></body>")
        try:
            return _measure(_Page(tab, f"{url}/page.html"))
        finally:
            tab.quit()


def _measure(page: _Page) -> list[Row]:
    apart_plain, apart_scan = _race(page.run_apart, 5)
    longest_apart = median(float(page.run_apart(WATCH)) for _ in range(5))
    page.renew()
    plain, scan = _race(page.run, 15)  # the first ones are the compiler's and the garbage collector's

    rest = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 3000)))"
    idle_without = page.busy(rest)
    heap_without = page.heap()
    longest = float(page.run(WATCH))
    memory = (page.heap() - heap_without) / ROWS
    page.run(rest)
    idle = (page.busy(rest) - idle_without) / 3 * 100
    change = median(page.run(CHANGE, i) for i in range(100, 2100, 100))
    page.run("() => { heard = () => undefined; }")
    page.run(CHANGES, [CHANGES_PER_SECOND, SECONDS])  # the first ones cost the page more than anything else
    share = median(page.busy_in_library(CHANGES, [CHANGES_PER_SECOND, SECONDS]) for _ in range(5)) / SECONDS * 100
    page.run("() => ending.abort()")

    page.tab.page.add_script_tag(path=ROOT / "extension/node_modules/mark.js/dist/mark.min.js")
    marked = float(page.run(MARK))
    what, goal = "scan of 500,000 texts, a code in every row", "≤ 2 times"
    task = "longest task while a watcher takes its first look"
    return [
        Row(f"{what}: in a content script", apart_scan, "ms", PLAIN, apart_plain, goal, apart_scan <= 2 * apart_plain),
        Row(f"{what}: among the page's scripts", scan, "ms", PLAIN, plain, goal, scan <= 2 * plain),
        Row("the same beside a highlighter", scan, "ms", "mark.js", marked),
        Row(f"{task}: in a content script", longest_apart, "ms", "", None, "≤ 50 ms", longest_apart <= 50),
        Row(f"{task}: among the page's scripts", longest, "ms", "", None, "≤ 50 ms", longest <= 50),
        Row("one row changes: until it is known", change, "ms", "", None, "≤ 5 ms", change <= 5),
        Row("1,000 changes a second: main thread in the library", share, "%", "", None, "< 10 %", share < 10),
        Row("an idle page: main thread beyond the page's own", max(idle, 0), "%", "", None, "nothing", idle < 0.5),
        Row("memory for a finding", memory, "bytes"),
    ]


def _race(run: Callable[[str], list[float]], rounds: int) -> tuple[float, float]:
    """Medians of the bare pass and of the scan, in ms."""
    times: dict[str, list[float]] = {PASS: [], SCAN: []}
    for _ in range(rounds):
        for way, measured in times.items():
            took, found = run(way)
            assert found == ROWS
            measured.append(took)
    return median(times[PASS]), median(times[SCAN])
