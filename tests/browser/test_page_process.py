"""What a page's process may ask of the extension, should it speak with its content script's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

ASK = """
const api = globalThis.browser ?? chrome;
const [tabId, type, data] = args;
const ask = async (type, data) => {
  const { runtime } = globalThis.browser ?? chrome;
  const answer = await runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() });
  return { res: answer?.res ?? null, refused: answer?.err !== undefined };
};
const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func: ask, args: [type, data] });
return result;
"""


def ask(browser: Browser, tab: int, kind: str, what: Any = None) -> dict[str, Any]:
    """Have the content script's world of a tab send this message to the background; the answer."""
    answer: dict[str, Any] = browser.in_extension(ASK, tab, kind, what)
    return answer


@pytest.mark.parametrize(
    ("kind", "needs_tab"),
    [("hello", False), ("status", False), ("listTab", True), ("takeChoice", True), ("whoSignsIn", True)],
)
def test_what_only_screens_need_is_refused(enabled: Browser, sandbox: Sandbox, kind: str, needs_tab: bool) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    tab = enabled.tab_id("service")
    assert ask(enabled, tab, kind, tab if needs_tab else None) == {"res": None, "refused": True}


def test_what_buttons_need_is_answered_without_a_hint(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(f"{sandbox.ehr_url}service")
    tab = enabled.tab_id("service")
    warm = ask(enabled, tab, "warm")["res"]
    assert (warm["ok"], warm.get("value")) == (True, None)
    assert ask(enabled, tab, "resolve", ["3400894203018"])["res"]["ok"]
    failed = ask(enabled, tab, "open", {"guide": "nowhere", "ucds": [], "trigger": "button"})
    assert failed["res"]["error"] == {"code": "unknown_guide", "hint": "", "retryable": False}
    assert ask(enabled, tab, "choose", {"error": {"code": "internal"}, "ucds": []})["refused"]
