"""What a clinician reads when a link of the chain is missing: a sentence, in the right place and language."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.screens import text, wait_for_text, with_table
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

ERRORS = json.loads((ROOT / "native_host" / "errors.json").read_text())
CODE_WORDS = re.compile(rf"\b({'|'.join(name for name in ERRORS if '_' in name)}|undefined|null)\b")
EXAMPLE = "#traitement-personnel"
UCD = "3400894203018"

FOREIGN_HOST = """\
import json, struct, sys
while head := sys.stdin.buffer.read(4):
    request = json.loads(sys.stdin.buffer.read(*struct.unpack("=I", head)))
    error = {"code": "unsupported_version", "message": "", "hint": "", "retryable": False}
    answer = json.dumps({"v": VERSION, "id": request["id"], "ok": False, "error": error}).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(answer)) + answer)
    sys.stdout.buffer.flush()
"""


class Workplace:
    """A machine on which one link of the chain after the other breaks, each mended before the next."""

    def __init__(self, browser: Browser, sandbox: Sandbox, config: Path) -> None:
        self._browser, self._sandbox, self._config = browser, sandbox, config
        self._key = config.with_name("key.json")
        self._whole = browser.registration.read_text()
        self.mend()

    def mend(self) -> None:
        """Everything is in order."""
        self._sandbox.fault({})
        shutil.copy(self._sandbox.config.with_name("key.json"), self._key)
        self._key.chmod(0o600)
        quick = "\n[network]\nconnect_timeout = 1\ndeadline = 2\n"
        self._config.write_text(self._sandbox.config.read_text() + quick)
        self._register(self._whole)

    def configure(self, pattern: str, replacement: str) -> None:
        """The configuration with something else in it."""
        self._config.write_text(re.sub(pattern, lambda _: replacement, self._config.read_text()))

    def replace_host(self, script: str) -> None:
        """Another program stands where the host was."""
        program = self._config.with_name("posos-bridge-host")
        program.write_text(f"#!{sys.executable} -I\n{script}")
        program.chmod(0o755)
        self._register(json.dumps({**json.loads(self._whole), "path": str(program)}))

    def break_link(self, code: str) -> None:
        """Break what makes the chain fail with this code."""
        match code:
            case "host_missing":
                self._register(None)
            case "host_crashed":
                self.replace_host("")
            case "host_outdated" | "extension_outdated":
                self.replace_host(FOREIGN_HOST.replace("VERSION", "0" if code == "host_outdated" else "2"))
            case "not_configured":
                self._config.unlink()
            case "no_practitioner":
                self.configure(r"\[practitioner\][^[]*", "")
            case "key_unreadable":
                self._key.unlink()
            case "key_invalid":
                self._key.write_text("{}")
            case "key_permissions":
                self._key.chmod(0o644)
            case "network":
                self.configure(re.escape(self._sandbox.base_url), "http://127.0.0.1:9")
            case "proxy":
                self.configure(r"deadline = 2", 'deadline = 2\nproxy = "http://127.0.0.1:9"')
            case _:
                self._sandbox.fault(FAULTS[code])

    def _register(self, manifest: str | None) -> None:
        if manifest is None:
            self._browser.registration.unlink()
        else:
            self._browser.registration.write_text(manifest)
        # Killing would miss a host that is just being started.
        self._browser.end_host()


FAULTS: dict[str, dict[str, Any]] = {
    "token_refused": {"refused_key": True},
    "unauthorized": {"endpoint": "prepare", "status": 401},
    "forbidden": {"endpoint": "prepare", "status": 403},
    "rejected": {"endpoint": "prepare", "status": 422},
    "rate_limited": {"endpoint": "prepare", "status": 429, "retry_after": 60},
    "unavailable": {"endpoint": "prepare", "status": 503, "retry_after": 60},
    "timeout": {"endpoint": "prepare", "delay": 30},
    "bad_response": {"endpoint": "prepare", "body": "captive_portal"},
    "untrusted_url": {"endpoint": "prepare", "url": "https://foreign.example/"},
}
BROKEN = ("not_configured", "no_practitioner", "network", "host_missing")
LINKS = (*BROKEN, "host_crashed", "host_outdated", "extension_outdated", "key_unreadable", "key_invalid", "proxy")


@pytest.fixture
def arrange(
    launch: Callable[..., Browser], sandbox: Sandbox, tmp_path: Path
) -> Callable[..., tuple[Browser, Workplace]]:
    """A browser on a machine that can be broken, on a page with drugs."""

    def arranged(**surroundings: Any) -> tuple[Browser, Workplace]:
        config = tmp_path / "config.toml"
        browser = launch(config=config, **with_table(tmp_path), **surroundings)
        browser.grant(["http://127.0.0.1/*"])
        browser.open(f"{sandbox.ehr_url}service")
        return browser, Workplace(browser, sandbox, config)

    return arranged


def wait_for_notice(browser: Browser, sentence: str) -> None:
    """Until the page says it, which may have said before that it works."""
    browser.wait_for(lambda: browser.notice() == sentence, f"the notice {sentence!r}")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_way_in_says_in_a_sentence_what_to_do(
    arrange: Callable[..., tuple[Browser, Workplace]], language: str
) -> None:
    browser, workplace = arrange(language=language)
    for code in BROKEN:
        workplace.mend()
        workplace.break_link(code)
        sentence = ERRORS[code][language]
        browser.switch_to("service")
        browser.centre(EXAMPLE)

        browser.press_button(browser.wait_for_button(UCD))
        wait_for_notice(browser, sentence)

        browser.press("Escape")
        browser.wait_for(lambda: not browser.notice(), "the notice to go")
        browser.select(EXAMPLE)
        browser.choose_menu(f"{EXAMPLE} li")
        wait_for_notice(browser, sentence)
        browser.press("Escape")

        browser.open_popup("service")
        browser.wait_for_element(f"[data-ucd='{UCD}']")
        browser.click_on("[data-action='open']")
        browser.wait_for_element(f"[data-error='{code}']")
        assert sentence in text(browser)
        assert not CODE_WORDS.search(text(browser))
        browser.close_tab()
    assert not any("/guide" in url for url in browser.tabs())


def test_every_broken_link_is_told_in_the_popup_with_a_report_that_holds_no_secret(
    arrange: Callable[..., tuple[Browser, Workplace]], sandbox: Sandbox
) -> None:
    browser, workplace = arrange()
    browser.open_popup("service")
    secrets = json.loads(sandbox.config.with_name("key.json").read_text())["private_key"].splitlines()[1:-1]
    for code in (*LINKS, "key_permissions", *FAULTS):
        workplace.mend()
        workplace.break_link(code)
        browser.open(browser.evaluate("return location.href"))
        browser.wait_for_element(f"[data-ucd='{UCD}']")
        browser.wait_for_element("footer:not(:has(.chain.checking))")
        browser.click_on("[data-action=open]")
        browser.wait_for_element(f".open-bar [data-error='{code}']")
        assert browser.evaluate("return document.querySelectorAll('[data-error]').length") == 1, code
        assert ERRORS[code]["en"] in text(browser)
        assert not CODE_WORDS.search(text(browser)), code
        assert not browser.evaluate("return !!document.querySelector('.chain.ready')"), code

        browser.click_on(f"[data-error='{code}'] .actions button:last-child")
        wait_for_text(browser, "Report copied")
        browser.click_on("#lookup")
        browser.press("Control+v")
        report = browser.wait_for(lambda: browser.evaluate("return document.querySelector('#lookup').value"), "it")
        assert json.loads(report)["problem"]["code"] == code
        tokens = [call["headers"].get("authorization", "") for call in sandbox.calls()]
        for secret in (*secrets, *filter(None, tokens), "/go/", "BEGIN PRIVATE KEY"):
            assert secret.removeprefix("Bearer ") not in report, code
    assert not any("/guide" in url for url in browser.tabs())

    workplace.mend()
    browser.click_on("[data-action=open]")
    browser.wait_for_tab("/guide")
