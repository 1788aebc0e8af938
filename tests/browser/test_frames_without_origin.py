"""What a frame of an enabled page may ask for that has no origin of its own."""

from __future__ import annotations

import html
import urllib.parse
from typing import TYPE_CHECKING

from tests.browser.conftest import origin_pattern
from tests.browser.page_server import serve_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

ASKS = (
    "<button style='position:absolute;left:0;top:0;width:280px;height:60px' data-posos-guide=home>Ask</button>"
    "<script>addEventListener('message', ({ data }) => parent.postMessage(data, '*'))</script>"
)
FRAMES = (
    f'<iframe srcdoc="{html.escape(ASKS)}"></iframe>'
    f'<iframe sandbox="allow-scripts" srcdoc="{html.escape(ASKS)}"></iframe>'
    f'<iframe sandbox="allow-scripts" src="/inner"></iframe>'
    f'<iframe src="data:text/html,{urllib.parse.quote(ASKS)}"></iframe>'
)
HEARS = """<!doctype html><style>body { margin: 0 } iframe { display: block; border: 0; height: 100px }</style><script>
const heard = document.documentElement.dataset;
heard.frames = '';
addEventListener('message', ({ data, source }) => {
  const frame = [].indexOf.call(frames, source);
  if (data.type === 'posos-bridge/ready' && frame >= 0) heard.frames += frame;
});
</script>"""


def test_frame_without_an_origin_asks_in_vain(browser: Browser, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HEARS + FRAMES, encoding="utf-8")
    (tmp_path / "inner.html").write_text(ASKS, encoding="utf-8")
    with serve_pages(tmp_path) as address:
        browser.grant([origin_pattern(address)])
        browser.open(address + "page")
        browser.wait_for(
            lambda: browser.evaluate("return document.documentElement.dataset.frames"), "an announcement", 15
        )
        for frame in (3, 2, 1):
            browser.click(60, 100 * frame + 30)
            browser.pause(0.5)
        assert sandbox.prepared() == []
        browser.click(60, 30)
        browser.wait_for_tab("/guides/home")
        browser.switch_to("/page")
        # Once, or again where the site was granted while the page came up.
        assert set(browser.evaluate("return document.documentElement.dataset.frames")) == {"0"}
