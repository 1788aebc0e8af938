"""Who signs in to Posos from a page that says who is at the screen, by every way in, in both browsers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.page_server import serve_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

UCD = "3400892169026"
WHO = "<p class=who><i class=rpps>{}</i> <i class=first>Marie</i> <i class=last>Curie</i></p>"
EHR = f"""<!doctype html><meta charset="utf-8"><title>EHR</title>{WHO.format("MARIE")}<p id="code">{UCD}</p>
<p><button id="declared" data-posos-guide="side_effects" data-posos-ucds="3400892083926">Ask</button></p>"""
FRAMED = """<!doctype html><meta charset="utf-8"><title>Shell</title><p class="around">Shell</p>{}
<iframe id="frame" style="width: 600px; height: 300px" src="{}"></iframe>"""
FRAME = f"""<!doctype html><meta charset="utf-8">{{}}
<a style="position: fixed; inset: 60px 0 0" href="https://dpi.example/?ucd={UCD}">{UCD}</a>"""
PROFILE = {
    "name": "Ward",
    "matches": ["http://127.0.0.1/*"],
    "practitioner": {"rpps": ".who .rpps", "first_name": ".who .first", "last_name": ".who .last"},
}
REQUEST = "postMessage({type: 'posos-bridge/request', version: 1, guide: 'home', ...arguments[0]}, location.origin)"


class Ward:
    """A browser at an EHR's pages, and what the audit trail says of it."""

    def __init__(self, browser: Browser, address: str, elsewhere: str, trail: Path, pages: Path) -> None:
        self.browser, self.address, self.pages = browser, address, pages
        self.elsewhere = elsewhere  # another port: to Firefox's automation, a frame of another host is out of reach
        self._trail = trail

    def attempts(self) -> list[tuple[str | None, str, str | None, str]]:
        """Origin, trigger, practitioner and outcome of each attempt."""
        with (
            suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(f"file:{self._trail}?mode=ro", uri=True)) as rows,
        ):
            return rows.execute("SELECT origin, trigger, practitioner, outcome FROM attempts ORDER BY rowid").fetchall()
        return []

    def after(self, act: Callable[[], Any]) -> tuple[str | None, str, str | None, str]:
        """The attempt that this leads to."""
        before = len(self.attempts())
        act()
        self.browser.wait_for(lambda: len(self.attempts()) > before, "an attempt", 20)
        return self.attempts()[-1]

    def framed(self, around: str, inside: str) -> None:
        """Show a page with a frame of another origin in it, each with this at its head."""
        (self.pages / "shell.html").write_text(FRAMED.format(around, self.elsewhere + "inner"), encoding="utf-8")
        (self.pages / "inner.html").write_text(FRAME.format(inside), encoding="utf-8")
        self.browser.open(self.address + "shell")
        self.browser.pause(1)

    def choose_menu(self) -> None:
        """Choose the menu's item on the code of the page."""
        self.browser.select("#code")
        self.browser.choose_menu("#code")

    def open_from_popup(self) -> None:
        """Press the popup's button, for all that the page holds."""
        self.browser.open_popup(self.address)
        self.browser.wait_for_element("main[aria-busy=false] [data-ucd]")
        self.browser.click_on("[data-action=open]")


@pytest.fixture(params=[True, False], ids=["accepted", "not accepted"])
def accepted(request: pytest.FixtureRequest) -> bool:
    """Whether the EHR's origin may say who signs in."""
    return bool(request.param)


@pytest.fixture
def ward(launch: Callable[..., Browser], sandbox: Sandbox, tmp_path: Path, accepted: bool) -> Iterator[Ward]:
    """The EHR with its site profile."""
    pages, trail = tmp_path / "pages", tmp_path / "audit.sqlite3"
    pages.mkdir()
    (pages / "ehr.html").write_text(EHR, encoding="utf-8")
    with serve_pages(pages) as address, serve_pages(pages) as elsewhere:
        key = json.dumps(str(sandbox.config.parent / "key.json"))
        given = sandbox.config.read_text().replace('"key.json"', key)
        origins = json.dumps([address.rstrip("/")] if accepted else [])
        (tmp_path / "config.toml").write_text(
            f"accept_practitioner_from = {origins}\n{given}\n[audit]\npath = {json.dumps(str(trail))}\n"
        )
        browser = launch(config=tmp_path / "config.toml")
        browser.grant(["http://127.0.0.1/*"])
        browser.in_extension("return (globalThis.browser ?? chrome).storage.local.set({profiles: [args[0]]})", PROFILE)
        yield Ward(browser, address, elsewhere, trail, pages)


def test_every_way_in_signs_in_whom_the_page_names_or_nobody(ward: Ward, accepted: bool) -> None:
    browser, origin = ward.browser, ward.address.rstrip("/")
    signed_in = ("MARIE", "ok") if accepted else (None, "practitioner_refused")
    browser.open(ward.address + "ehr")
    button = browser.wait_for_button(UCD)
    ways: dict[str, Callable[[], None]] = {
        "button": lambda: browser.press_button(button),
        "page": lambda: browser.click_on("#declared"),
        "context_menu": ward.choose_menu,
        "popup": ward.open_from_popup,
    }
    for trigger, act in ways.items():
        assert ward.after(act) == (origin, trigger, *signed_in)
        if trigger == "popup":
            browser.switch_to("popup.html")
            assert browser.evaluate("return document.querySelector('.practitioner').textContent").endswith(
                "Marie Curie"
            )
        browser.switch_to(ward.address + "ehr")
        browser.pause(1)  # what comes later is another order, not a double click


@pytest.mark.parametrize("accepted", [True], indirect=True)
def test_frames_sign_in_whom_they_name_or_else_the_page_around_them(ward: Ward) -> None:
    origin, elsewhere = ward.address.rstrip("/"), ward.elsewhere.rstrip("/")
    choose = lambda: ward.browser.choose_menu("#frame")  # noqa: E731
    ward.framed("", "")
    assert ward.after(choose) == (elsewhere, "context_menu", "abcde1234", "ok")
    ward.framed(WHO.format("MARIE"), "")
    assert ward.after(choose) == (origin, "context_menu", "MARIE", "ok")
    ward.framed("", WHO.format("PAUL"))
    assert ward.after(choose) == (elsewhere, "context_menu", None, "practitioner_refused")
    assert ward.after(ward.open_from_popup) == (elsewhere, "popup", None, "practitioner_refused")


@pytest.mark.parametrize("accepted", [True], indirect=True)
def test_orders_for_two_people_are_two_orders(ward: Ward, sandbox: Sandbox) -> None:
    browser = ward.browser
    sandbox.fault({"endpoint": "prepare", "delay": 2})
    browser.open(ward.address + "ehr")
    browser.wait_for_button(UCD)
    for name in ("AAA", "BBB"):
        order = {"id": name, "practitioner": {"rpps": name, "first_name": "A", "last_name": "B"}}
        browser.click_on(".who")
        browser.evaluate(REQUEST, order)
    browser.wait_for(lambda: len(sandbox.prepared()) > 1, "two requests", 20)
    assert {body["rpps"] for body in sandbox.prepared()} == {"AAA", "BBB"}
