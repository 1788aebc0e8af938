"""The key, the identity token and the one-time URL after a run: in no page, no storage, no log, no file of ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

UCD = "3400894203018"


def test_key_token_and_url_stay_where_they_belong(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    enabled.evaluate(
        "window.heard = []; addEventListener('message', event => heard.push(JSON.stringify(event.data)));"
        "new MutationObserver(() => heard.push(document.documentElement.outerHTML))"
        ".observe(document, {subtree: true, childList: true, attributes: true, characterData: true})"
    )
    enabled.centre("#traitement-personnel")
    home = Path(next(host.environ()["HOME"] for host in enabled.wait_for(enabled.hosts, "the host")))
    enabled.press_button(enabled.wait_for_button(UCD))
    enabled.wait_for_tab("/guides/")

    calls = sandbox.calls()
    secrets = {
        "key": json.loads((sandbox.config.parent / "key.json").read_text())["private_key"].splitlines()[5],
        "token": next(call["headers"]["authorization"] for call in calls if "authorization" in call["headers"])[-40:],
        "url": next(call["path"] for call in calls if call["path"].startswith("/go/")),
    }
    seen = {
        "page": enabled.evaluate("return heard.join('') + document.documentElement.outerHTML + location.href"),
        "notices": enabled.notice() + "".join(button.label for button in enabled.buttons()),
        "storage": enabled.in_extension(
            "const { storage } = globalThis.browser ?? chrome;"
            "return JSON.stringify([await storage.local.get(), await storage.session.get()])"
        ),
        **{
            str(file): file.read_bytes().decode("latin-1")
            for file in home.rglob("*posos*/**/*")
            if file.is_file() and "extension" not in file.parts
        },
    }
    for hidden, secret in secrets.items():
        assert secret
        for place, content in seen.items():
            assert secret not in content, f"the {hidden} is in {place}"
