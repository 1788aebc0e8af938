"""What tests of the extension's own screens share: surroundings, and reading what a screen shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from native_host.drug_codes.importing import import_table
from tests.checkout import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.rig import Browser

SAMPLE = ROOT / "native_host/drug_codes/sample/CIP_UCD-sample.csv"

SCHEMES = ("light", "dark")
LANGUAGES = ("en", "fr")

LISTED = "return [...document.querySelectorAll('[data-ucd]')].map(drug => drug.dataset.ucd)"
TICKED = (
    "return [...document.querySelectorAll('[data-ucd]')]"
    ".filter(drug => drug.querySelector('input').checked).map(drug => drug.dataset.ucd)"
)


def surroundings(scheme: str) -> dict[str, Any]:
    """How each family is told that the person likes it light or dark."""
    light = scheme == "light"
    return {
        "arguments": (f"--blink-settings=preferredColorScheme={int(light)}",),
        "preferences": (("layout.css.prefers-color-scheme.content-override", int(light)),),
    }


def with_table(folder: Path) -> dict[str, Any]:
    """A drug table for the host, out of the sample."""
    table = folder / "drug-table.sqlite3"
    if not table.exists():
        import_table([SAMPLE], table)
    return {"environment": (("POSOS_BRIDGE_TABLE", str(table)),)}


def listed(browser: Browser) -> list[str]:
    """The UCD13s that the popup lists, in order."""
    return [str(ucd) for ucd in browser.evaluate(LISTED)]


def ticked(browser: Browser) -> list[str]:
    """Those of them that are ticked."""
    return [str(ucd) for ucd in browser.evaluate(TICKED)]


def text(browser: Browser, selector: str = "body") -> str:
    """What a person reads there."""
    return str(browser.evaluate("return document.querySelector(arguments[0])?.innerText ?? ''", selector))


def wait_for_text(browser: Browser, part: str, selector: str = "body") -> None:
    """Until a person can read `part` there."""
    browser.wait_for(lambda: part in text(browser, selector), f"the words {part!r} in {selector}")


def paste(browser: Browser, words: str) -> None:
    """Put text into the popup's field as a paste does, at once."""
    browser.click_on("#lookup")
    browser.evaluate("document.execCommand('insertText', false, arguments[0])", words)


def ucd13(number: int) -> str:
    """A UCD13 with a right key, out of seven digits."""
    return keyed(f"34008{number:07d}")


def cip13(number: int) -> str:
    """A box's code with a right key, out of seven digits."""
    return keyed(f"34009{number:07d}")


def keyed(digits: str) -> str:
    """Twelve digits with their key."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def untick_all(browser: Browser) -> None:
    """With the groups' own ticks."""
    focus = (
        "const tick = [...document.querySelectorAll('.group h2 input')].find(box => box.checked || box.indeterminate);"
        "tick?.focus(); return !!tick"
    )

    def none_ticked() -> bool:
        if browser.evaluate(focus):
            browser.press(" ")
        return ticked(browser) == []

    browser.wait_for(none_ticked, "no tick left")
