"""What the extension draws into a page: in closed shadow roots, where only a browser's own tools can look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession


@dataclass(frozen=True)
class Button:
    """A button that the extension drew into the page; `x`, `y` is its centre in the top viewport, in CSS pixels."""

    label: str
    x: float
    y: float
    width: float
    height: float


# Walks every shadow root, closed ones included, and lists what matches in them. `enter` tells how to enter an element.
LIST_DRAWN = """
const found = [];
const walk = (node, inside) => {
  for (const element of node.querySelectorAll('*')) {
    const root = enter(element);
    if (root) walk(root, true);
    if (!inside || !element.matches(selector)) continue;
    const box = element.getBoundingClientRect();
    const style = element.ownerDocument.defaultView.getComputedStyle(element);
    if (box.width === 0 || style.visibility !== 'visible') continue;
    const label = element.getAttribute('aria-label') || element.textContent.trim();
    found.push([label, box.x + box.width / 2, box.y + box.height / 2, box.width, box.height]);
  }
};
"""


def closed_roots(session: CDPSession) -> list[int]:
    """The backend nodes of the page's closed shadow roots: by these alone can they be entered."""
    document = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    roots: list[int] = []
    waiting = [document]
    while waiting:
        node = waiting.pop()
        for root in node.get("shadowRoots", []):
            if root.get("shadowRootType") == "closed":
                roots.append(root["backendNodeId"])
            waiting.append(root)
        waiting.extend(node.get("children", []))
        if "contentDocument" in node:
            waiting.append(node["contentDocument"])
    return roots


def drawn_in(session: CDPSession, root: int, selector: str) -> list[Button]:
    """What is visible and matches in one closed shadow root."""
    remote = session.send("DOM.resolveNode", {"backendNodeId": root})["object"]["objectId"]
    answer = session.send(
        "Runtime.callFunctionOn",
        {
            "objectId": remote,
            "returnByValue": True,
            "arguments": [{"value": selector}],
            "functionDeclaration": "function (selector) { const enter = () => null;"
            + LIST_DRAWN
            + "walk(this, true); return found; }",
        },
    )
    return [Button(*row) for row in answer["result"].get("value", [])]
