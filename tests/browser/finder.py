"""The finding of codes by itself, without the rest of the extension, in pages of real browsers."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import tempfile
import threading
from abc import ABC, abstractmethod
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from marionette_driver.marionette import Marionette

from tests.browser.chromium import playwright
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LIBRARY = "detect.js"  # what the browser's own tools call it
# Gives the page `detect`, the library, and `codes(window)`: what is found in a window and its frames.
SETTING_UP = """
(source) => {
  const load = (window) => window.detect ?? ((0, window.eval)(source), window.detect);
  const said = (finding) => finding.ucd13 ?? `${finding.kind}:${finding.code}`;
  const frames = (window) =>
    [...window.document.querySelectorAll('iframe')].flatMap(({ contentDocument, contentWindow }) =>
      contentDocument ? codes(contentWindow) : []);
  const codes = (window) => [...load(window).scan(window.document).map(said), ...frames(window)];
  load(window);
  window.said = said;
  window.codes = codes;
}
"""


@functools.cache
def library() -> str:
    """The library as one script that defines `detect`."""
    extension = ROOT / "extension"
    command = ["node_modules/.bin/esbuild", "detect/index.ts", "--bundle", "--format=iife", "--global-name=detect"]
    built = subprocess.run([*command, "--log-level=error"], cwd=extension, capture_output=True, text=True, check=True)
    return built.stdout.replace("var detect =", "globalThis.detect =", 1) + f"//# sourceURL={LIBRARY}"


class Tab(ABC):
    """One tab of a browser without the extension."""

    def open(self, url: str) -> None:
        """Load a page, and the library into it."""
        self._go(url)
        self.run(f"({SETTING_UP})({json.dumps(library())})")

    @abstractmethod
    def _go(self, url: str) -> None: ...

    @abstractmethod
    def run(self, script: str) -> Any:
        """The value of an expression in the page, awaited."""

    @abstractmethod
    def quit(self) -> None: ...


class ChromiumTab(Tab):
    def __init__(self) -> None:
        self._browser = playwright().chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        self.page = self._browser.new_page()

    def _go(self, url: str) -> None:
        self.page.goto(url, wait_until="load")

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def quit(self) -> None:
        self._browser.close()


class FirefoxTab(Tab):
    def __init__(self) -> None:
        # Marionette removes the log of the run before: it must be a file of our own, never the null device.
        log = f"{tempfile.gettempdir()}/posos-bridge-gecko-{os.getpid()}.log"
        self._driver = Marionette(bin="/usr/bin/firefox-esr", headless=True, port=0, gecko_log=log, startup_timeout=180)
        self._driver.start_session()
        self._driver.timeout.script = 120

    def _go(self, url: str) -> None:
        self._driver.navigate(url)

    def run(self, script: str) -> Any:
        told = self._driver.execute_async_script(
            """
            const [script, done] = arguments;
            const page = window.wrappedJSObject ?? window;
            page.answerOfRun = (text) => done(text);
            page.eval(`(async () => (${script}))().then(
              (value) => answerOfRun(JSON.stringify({ value: value ?? null })),
              (error) => answerOfRun(JSON.stringify({ error: String(error) + error.stack })))`);
            """,
            script_args=[script],
            sandbox=None,
        )
        answer = json.loads(told)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def quit(self) -> None:
        self._driver.quit()


TABS: dict[str, Callable[[], Tab]] = {"chromium": ChromiumTab, "firefox": FirefoxTab}


class _Pages(SimpleHTTPRequestHandler):
    """Says nothing of encodings, as file servers do: the pages speak for themselves."""

    extensions_map = {  # noqa: RUF012, the base class's way
        ".html": "text/html",
        ".xhtml": "application/xhtml+xml",
        ".svg": "image/svg+xml",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server of this folder's files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Pages, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
