"""axe-core on every screen of the extension: light and dark, French and English, in both browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import origin_pattern
from tests.browser.screens import LANGUAGES, SCHEMES, paste, surroundings, with_table
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

AXE = (ROOT / "extension/node_modules/axe-core/axe.min.js").read_text()


def violations(browser: Browser) -> list[Any]:
    """What axe-core has against the current page: the rule and the elements."""
    return list(
        browser.evaluate(
            f"{AXE}; return axe.run().then(({{violations}}) =>"
            "violations.map(({id, nodes}) => [id, nodes.map(({html}) => html.slice(0, 200))]))"
        )
    )


# Colours do not hang on the language.
@pytest.mark.parametrize(("scheme", "language"), [*zip(SCHEMES, LANGUAGES, strict=True)])
def test_no_screen_shuts_anyone_out(
    launch: Callable[..., Browser], sandbox: Sandbox, scheme: str, language: str, tmp_path: Path
) -> None:
    browser = launch(config=sandbox.config, language=language, **surroundings(scheme), **with_table(tmp_path))
    browser.grant([origin_pattern(sandbox.ehr_url)])
    browser.open(sandbox.ehr_url + "service")
    browser.wait_for_buttons()
    browser.open_shadow_roots()
    assert violations(browser) == []

    browser.open_popup("service")
    browser.wait_for_element("[data-ucd]")
    browser.wait_for_element(".chain.ready")
    assert browser.evaluate("return document.documentElement.lang") == language
    assert browser.evaluate("return matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
    assert violations(browser) == []

    paste(browser, "eliquis 5 mg\n3400894203018")
    browser.wait_for_element(".group .hint")
    assert violations(browser) == []
    browser.close_tab()

    browser.new_tab(browser.extension_url("options.html"))
    browser.wait_for_element("[data-site]")
    browser.wait_for_element(".chain.ready")
    assert violations(browser) == []
    browser.click_on("#profiles .actions button")
    browser.wait_for_element(".editor")
    browser.click_on(".editor [type=submit]")
    browser.wait_for_element("[aria-invalid=true]")
    assert violations(browser) == []
    browser.close_tab()

    browser.new_tab(browser.extension_url("welcome.html"))
    browser.wait_for_element("[data-step='2'][data-state=good]")
    assert violations(browser) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_broken_chain_shuts_no_one_out(launch: Callable[..., Browser], scheme: str) -> None:
    browser = launch(host=None, **surroundings(scheme))
    for page in ("popup.html?tab=1", "options.html", "welcome.html"):
        browser.new_tab(browser.extension_url(page))
        browser.wait_for_element("[data-error]")
        assert violations(browser) == [], page
        browser.close_tab()
