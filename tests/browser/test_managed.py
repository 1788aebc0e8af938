"""What an administrator fixes by policy: shown, locked, in effect; a slip in it is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import extension_id
from tests.browser.conftest import BUILDS, FAMILIES
from tests.browser.firefox import FIREFOX_ID
from tests.browser.screens import text

if TYPE_CHECKING:
    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

CHROMIUM_POLICY = Path("/etc/chromium/policies/managed/posos-bridge-test.json")

Fix = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture
def fix(family: str, tmp_path: Path) -> Iterator[Fix]:
    """Fixes settings for one browser, and no other of this machine; answers the surroundings to launch it in."""

    def in_chromium(settings: dict[str, Any]) -> dict[str, Any]:
        extension = tmp_path / "extension"
        shutil.copytree(BUILDS / FAMILIES[family][1], extension)
        manifest = json.loads((extension / "manifest.json").read_text())
        del manifest["key"]  # the id is then derived from the folder
        (extension / "manifest.json").write_text(json.dumps(manifest))
        CHROMIUM_POLICY.parent.mkdir(parents=True, exist_ok=True)
        CHROMIUM_POLICY.write_text(json.dumps({"3rdparty": {"extensions": {extension_id(extension): settings}}}))
        return {"extension": extension}

    def in_firefox(settings: dict[str, Any]) -> dict[str, Any]:
        manifest = tmp_path / ".mozilla" / "managed-storage" / f"{FIREFOX_ID}.json"
        manifest.parent.mkdir(parents=True)
        manifest.write_text(
            json.dumps({"name": FIREFOX_ID, "description": "Fixed", "type": "storage", "data": settings})
        )
        return {"environment": (("HOME", str(tmp_path)),)}

    yield in_firefox if family == "firefox" else in_chromium
    CHROMIUM_POLICY.unlink(missing_ok=True)


def test_what_the_administrator_fixed_is_shown_locked_and_counts(
    launch: Callable[..., Browser], fix: Fix, sandbox: Sandbox
) -> None:
    site = "http://127.0.0.1/*"
    profile = {"name": "Ward", "matches": [f"{sandbox.ehr_url}service*"], "codes": "#traitement-personnel li"}
    slip = {"name": "Slip", "matches": ["https://dpi.example/*"], "rows": "tr["}
    fixed = {
        "language": "fr",
        "buttons": "beside",
        "guide": "home",
        "sites": {site: {"page_requests": False}},
        "profiles": [profile, slip],
    }
    browser = launch(**fix(fixed), host=None)
    browser.grant([site])
    browser.new_tab(browser.extension_url("options.html"))
    browser.wait_for_element("[data-profile=Ward] .locked")
    assert text(browser, "h1") == "Réglages de Posos Bridge"
    for section in ("buttons", "guide", "language"):
        assert browser.evaluate(
            "const section = document.getElementById(arguments[0]);"
            "return !!section.querySelector('.locked') &&"
            "[...section.querySelectorAll('input, select')].every(field => field.disabled)",
            section,
        ), section
    assert browser.evaluate("return document.querySelector('#guide select').value") in ("home", "")
    assert browser.evaluate("return document.querySelector('[data-site] input[type=checkbox]').disabled")
    assert not browser.evaluate("return !!document.querySelector('[data-profile=Slip]')")
    assert "Slip/rows" in text(browser, "[data-refused]")

    browser.new_tab(f"{sandbox.ehr_url}service")
    browser.centre("#traitement-personnel")
    browser.wait_for_buttons()
    top, bottom = browser.evaluate(
        "const b = document.querySelector('#traitement-personnel').getBoundingClientRect(); return [b.top, b.bottom]"
    )
    assert all(top - 40 < button.y < bottom + 40 for button in browser.buttons())
