"""The demonstration's steps in a real browser; a file for each family says how they are done in it.

The drivers come with the development environment. What a person does goes through real pointer events.
"""

from __future__ import annotations

import os
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

PATIENCE = 30.0  # seconds that a step may take on a slow machine
SETTLING = 0.6  # seconds that the pointer rests on a button before it clicks, as a person's does

ROW_OF = """const rows = [...document.querySelectorAll('tbody tr')];
const row = rows.find(({ textContent }) => textContent.includes(arguments[0]));
const box = row?.getBoundingClientRect();
return box ? [box.top, box.bottom] : null;"""
READ_GUIDE = """return [document.querySelector('h1'), document.querySelector('[data-signed-in]'),
  ...document.querySelectorAll('.drugs li')].map((part) => part?.innerText.replace(/\\n+/g, ' ') ?? '');"""


class StepFailed(Exception):  # noqa: N818  a step of the demonstration
    """A step that came to nothing; `key` names the sentence that says what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Setting:
    """What a browser starts with; `home` is an empty folder that everything of it goes into."""

    home: Path
    extension: Path
    host_manifest: str
    config: Path
    drug_table: Path
    window: bool

    def environment(self) -> dict[str, str]:
        """Name what the host reads; keep its trail and logs and the browser's caches in the demonstration's folder."""
        folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        return {
            **{name: str(self.home / name.lower()) for name in folders},
            **({"HOME": str(self.home)} if sys.platform == "darwin" else {}),
            "POSOS_BRIDGE_CONFIG": str(self.config),
            "POSOS_BRIDGE_TABLE": str(self.drug_table),
        }


@dataclass(frozen=True, slots=True)
class Landing:
    """What the guide's page shows."""

    title: str
    name: str
    drugs: tuple[str, ...]


class DemoBrowser(ABC):
    """A running browser with the built extension in it and the host registered for it, and one current tab."""

    version: str  # the browser's name and version

    @abstractmethod
    def enable(self, pattern: str) -> None:
        """Enable the sites of a match pattern, as their user would."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Load `url` in the current tab."""

    @abstractmethod
    def evaluate(self, body: str, *arguments: Any) -> Any:
        """Run a function's body in the current tab's page."""

    @abstractmethod
    def buttons(self) -> list[tuple[float, float]]:
        """Tell the middle of each button that the extension drew into the page, in CSS pixels of the viewport."""

    @abstractmethod
    def click(self, x: float, y: float) -> None:
        """Go there with the pointer, rest, and click."""

    @abstractmethod
    def go_to_tab(self, part: str) -> bool:
        """Make the tab whose address contains `part` the current one; False when there is none yet."""

    @abstractmethod
    def picture(self, file: Path) -> None:
        """Save what the current tab shows as PNG."""

    @abstractmethod
    def pause(self, seconds: float) -> None:
        """Let time go by."""

    @abstractmethod
    def is_open(self) -> bool:
        """Let half a second go by, and tell whether the person has still a window open."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def click_beside(self, drug: str) -> None:
        """Click the first button that the extension drew in the row of `drug`."""

        def button() -> tuple[float, float] | None:
            top, bottom = self.evaluate(ROW_OF, drug) or (0, 0)
            return min(((x, y) for x, y in self.buttons() if top < y < bottom), default=None)

        self.click(*self._until(button, "no_button"))

    def land(self) -> Landing:
        """Go to the new tab, once it has come through the chain of redirections to the guide."""
        self._until(lambda: self.go_to_tab("/guides/") or None, "no_guide")
        title, name, *drugs = self._until(self._guide, "no_guide")
        return Landing(title, name, tuple(drugs))

    def _guide(self) -> list[str] | None:
        texts: list[str] = self.evaluate(READ_GUIDE)
        return texts if texts[0] else None

    def _until(self, found: Callable[[], T | None], key: str) -> T:
        end = time.monotonic() + PATIENCE
        while (answer := found()) is None:
            if time.monotonic() > end:
                raise StepFailed(key)
            self.pause(0.05)
        return answer


def is_root() -> bool:
    """Tell whether the program runs as root, for whom Chromium's own sandbox does not work."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
