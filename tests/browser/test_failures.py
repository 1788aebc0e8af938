"""What a clinician reads when a link of the chain is missing: a sentence, in the right place and language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.rig import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

ERRORS = json.loads((ROOT / "native_host" / "errors.json").read_text())
EXAMPLE = "#traitement-personnel"
UCD = "3400894203018"


def missing(code: str, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    """Surroundings in which exactly one link of the chain is missing."""
    config = sandbox.config.read_text().replace('"key.json"', json.dumps(str(sandbox.config.parent / "key.json")))
    changed = folder / "config.toml"
    match code:
        case "host_missing":
            return {"host": None}
        case "not_configured":
            return {"config": folder / "nowhere.toml"}
        case "no_practitioner":
            config = re.sub(r"\[practitioner\][^[]*", "", config)
        case "network":
            config = config.replace(sandbox.base_url, "http://127.0.0.1:9")
    changed.write_text(config)
    return {"config": changed}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", ["host_missing", "not_configured", "no_practitioner", "network"])
def test_every_way_in_says_in_a_sentence_what_to_do(
    launch: Callable[..., Browser], sandbox: Sandbox, tmp_path: Path, code: str, language: str
) -> None:
    browser = launch(language=language, **missing(code, sandbox, tmp_path))
    sentence = ERRORS[code][language]
    browser.grant(["http://127.0.0.1/*"])
    browser.open(f"{sandbox.ehr_url}service")
    browser.centre(EXAMPLE)

    browser.press_button(browser.wait_for_button(UCD))
    assert browser.wait_for(browser.notice, "the notice beside the button") == sentence

    browser.press("Escape")
    browser.wait_for(lambda: not browser.notice(), "the notice to go")
    browser.select(EXAMPLE)
    browser.choose_menu(f"{EXAMPLE} li")
    assert browser.wait_for(browser.notice, "the notice beside the selection") == sentence

    browser.open_popup("service")
    browser.wait_for_element(f"[data-ucd='{UCD}']")
    browser.click_on("[data-action='open']")
    browser.wait_for_element(f"[data-error='{code}']")
    read = browser.evaluate("return document.body.innerText")
    assert sentence in read
    assert not any(re.search(rf"\b{name}\b", read) for name in ERRORS if "_" in name)
    assert not any("/guide" in url for url in browser.tabs())
