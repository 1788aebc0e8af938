"""What a test may ask of a real browser, whichever family it is of.

Everything a person does goes through real input: pointer and key events of the browser's own automation, the native
context menu, real tabs. `evaluate` and `buttons` only look.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

import psutil

from tests.browser.setting import PATIENCE, command_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.browser.drawn import Button

T = TypeVar("T")


FORGET = """
const { permissions, storage, tabs } = globalThis.browser ?? chrome;
return Promise.all([tabs.getCurrent(), tabs.query({})])
  .then(([here, all]) => tabs.remove(all.map(({ id }) => id).filter((id) => id !== here.id)))
  .then(() => Promise.all([storage.local.clear(), storage.session.clear()]))
  .then(() => permissions.getAll())
  .then(({ origins }) => permissions.remove({ origins }))
  .then(() => true);
"""


class Browser(ABC):
    """One running browser with the built extension in it, and one current tab."""

    name: str
    registration: Path  # the native messaging host's manifest

    @abstractmethod
    def open(self, url: str) -> None:
        """Load `url` in the current tab."""

    @abstractmethod
    def new_tab(self, url: str) -> None:
        """Open `url` in another tab and make that the current one."""

    @abstractmethod
    def switch_to(self, part: str) -> None:
        """Make the tab whose URL contains `part` the current one; waits for it."""

    @abstractmethod
    def tabs(self) -> list[str]:
        """The URLs of all open tabs."""

    @abstractmethod
    def close_tab(self) -> None:
        """Close the current tab; the first one left becomes current."""

    @abstractmethod
    def evaluate(self, body: str, *arguments: Any) -> Any:
        """Run a function body (`arguments[0]` …, may return a promise) in the current page; the answer is JSON."""

    @abstractmethod
    def move(self, x: float, y: float) -> None:
        """Move the pointer there."""

    @abstractmethod
    def click(self, x: float, y: float, *, button: str = "left", count: int = 1) -> None:
        """Press and release a pointer's button at a place of the viewport."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press one key, named as in KeyboardEvent.key; `Shift+Tab` and the like are understood."""

    @abstractmethod
    def shortcut(self, keys: str) -> None:
        """Press keys together that the browser itself takes, such as `Alt+Shift+E`."""

    @abstractmethod
    def search_address_bar(self, text: str, *keys: str) -> list[str]:
        """Type into the address bar, then press keys; answers what it suggested, where that can be read."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type text into what has the focus."""

    @abstractmethod
    def choose_menu(self, selector: str) -> str:
        """Right-click the element and choose our item in the native menu; answers its title where it can be read."""

    @abstractmethod
    def drawn(self, selector: str) -> list[Button]:
        """What is visible and matches in the shadow roots of the page, closed ones too: the extension draws there."""

    @abstractmethod
    def show_as_printed(self) -> None:
        """Have the current page laid out as on paper."""

    @abstractmethod
    def open_shadow_roots(self) -> None:
        """Let the page's own script into the closed shadow roots, so that axe-core looks at them too."""

    @abstractmethod
    def allow_without_prompt(self, origins: Sequence[str]) -> None:
        """Let a later `permissions.request` from the extension's own pages succeed without the browser's question."""

    @abstractmethod
    def grant(self, origins: Sequence[str]) -> None:
        """Give the extension host permissions, as if a person had."""

    @abstractmethod
    def extension_url(self, page: str) -> str:
        """The address of a page of the extension."""

    @abstractmethod
    def reload_extension(self) -> None:
        """Start the extension anew under open pages, as an update does."""

    @abstractmethod
    def allow_private_windows(self) -> None:
        """Let the extension work in private windows, as a person does in the browser's own page."""

    @abstractmethod
    def popup_is_open(self) -> bool:
        """Whether the popup shows: the browser's own, or its page in a small window."""

    @abstractmethod
    def stop_background(self) -> None:
        """Put the service worker or event page to sleep at once."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Picture of the current tab's viewport, as PNG."""

    @abstractmethod
    def pause(self, seconds: float) -> None:
        """Let the browser go on for a moment while a wait goes round."""

    @abstractmethod
    def quit(self) -> None:
        """End the browser and all that it started."""

    @abstractmethod
    def process_id(self) -> int:
        """The browser's own process."""

    # what follows is the same for every family

    def start_over(self) -> None:
        """Leave one empty tab, and an extension that remembers nothing, may read no site and is not awake."""
        self.new_tab(self.extension_url("blank.html"))
        self.evaluate(FORGET)
        self.end_host()
        self.open("about:blank")

    def end_host(self) -> None:
        """Stop the background, and with it the host; again where a page has asked something of them meanwhile."""

        def ended() -> bool:
            self.stop_background()
            return not self.hosts()

        self.wait_for(ended, "the host to end with the background")

    def wait_for(self, condition: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
        """Ask `condition` until it answers something true; fail, naming `what`, when patience ends."""
        end = time.monotonic() + patience
        while not (answer := condition()):
            if time.monotonic() > end:
                seen = f"tabs: {self.tabs()}; popup: {self.popup_is_open()}; notice: {self.notice()!r}"
                raise AssertionError(f"{self.name}: waited {patience:.0f} s in vain for {what}; {seen}")
            self.pause(0.05)
        return answer

    def wait_for_tab(self, part: str) -> str:
        """The URL of the tab whose URL contains `part`, once there is one."""
        return self.wait_for(lambda: next((url for url in self.tabs() if part in url), ""), f"a tab with {part}")

    def wait_for_element(self, selector: str) -> None:
        """Until the current page holds an element that matches."""
        self.wait_for(
            lambda: self.evaluate("return !!document.querySelector(arguments[0])", selector), f"element {selector}"
        )

    def buttons(self) -> list[Button]:
        """The visible buttons that the extension drew into the page."""
        return self.drawn("button, [role=button]")

    def notice(self) -> str:
        """The sentence that the extension shows in the page; empty when it shows none."""
        return " ".join(sentence.label for sentence in self.drawn("[role=alert] p, [role=status] p"))

    def wait_for_buttons(self, count: int = 1) -> list[Button]:
        """The extension's buttons, once there are at least `count`."""

        def enough() -> list[Button]:
            found = self.buttons()
            return found if len(found) >= count else []

        return self.wait_for(enough, f"{count} button(s) in the page")

    def wait_for_button(self, words: str) -> Button:
        """The extension's button whose label holds `words`, once it stands in the page."""
        return self.wait_for(
            lambda: next((button for button in self.buttons() if words in button.label), None),
            f"a button about {words}",
        )

    def centre(self, selector: str) -> tuple[float, float]:
        """The middle of an element, scrolled into view, once it stands still: pages fill as their data comes in."""
        self.wait_for_element(selector)
        places: list[list[float]] = []

        def at_rest() -> bool:
            places.append(
                self.evaluate(
                    "const e = document.querySelector(arguments[0]);"
                    "e.scrollIntoView({block: 'center', behavior: 'instant'});"
                    "const b = e.getBoundingClientRect();"
                    "return [b.x + b.width / 2, b.y + b.height / 2];",
                    selector,
                )
            )
            return places[-2:-1] == places[-1:]

        self.wait_for(at_rest, f"{selector} to stand still")
        x, y = places[-1]
        return x, y

    def click_on(self, selector: str) -> None:
        """Click the middle of an element of the current page."""
        self.click(*self.centre(selector))

    def press_button(self, button: Button) -> None:
        """Go to a button of the extension as a person does, let it settle, and click it."""
        self.move(button.x + 1, button.y)
        self.let_settle()
        self.click(button.x, button.y)

    def let_settle(self) -> None:
        """Give a person's time to see what stands in the page, from when the page has caught up with its work."""
        self.evaluate("return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true), 600)))")

    def select(self, selector: str) -> None:
        """Select the whole text of an element."""
        self.evaluate("getSelection().selectAllChildren(document.querySelector(arguments[0]))", selector)

    def tab_id(self, part: str) -> int:
        """The extension's number of the tab whose URL contains `part`; needs a host permission for it."""
        here = next(url for url in self.tabs() if part in url)
        return int(
            self.in_extension(
                "const api = globalThis.browser ?? chrome;"
                "const tabs = await api.tabs.query({});"
                "return (tabs.find(tab => tab.url === arguments[0]) ?? {id: -1}).id",
                here,
            )
        )

    def in_extension(self, body: str, *arguments: Any) -> Any:
        """Run a function body in a page of the extension, opened for it and closed again."""
        back = self.evaluate("return location.href")
        self.new_tab(self.extension_url("blank.html"))
        try:
            return self.evaluate(
                f"const args = [...arguments]; return (async function () {{ {body} }}).apply(null, args)", *arguments
            )
        finally:
            self.close_tab()
            self.switch_to(back)

    def open_popup(self, part: str) -> None:
        """Open the popup's page in a tab of its own, for the tab whose URL contains `part`."""
        self.new_tab(self.extension_url(f"popup.html?tab={self.tab_id(part)}"))

    def hosts(self) -> list[psutil.Process]:
        """The native messaging hosts that this browser started."""
        children = psutil.Process(self.process_id()).children(recursive=True)
        return [child for child in children if "posos-bridge-host" in " ".join(command_of(child))]
