"""The codes of a page are followed through its life, by whatever means it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.finder import TABS, Tab, serve
from tests.browser.rig import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B, C = "3400894203018", "3400892335049", "3400891705256"
RANDOM_CHANGES = (ROOT / "tests/browser/random_changes.js").read_text()

# Watches the page; `found(codes)` waits until it knows just these, `told` counts what came and went.
WATCHING = """
() => {
  window.told = { added: 0, removed: 0 };
  window.ending = new AbortController();
  window.watcher = detect.watch(document, {
    signal: ending.signal,
    onChange({ added, removed }) {
      told.added += added.length;
      told.removed += removed.length;
    },
  });
  window.found = async (wanted) => {
    const patience = performance.now() + 10000;
    for (;;) {
      const codes = watcher.findings.map(said);
      if (codes.join() === wanted.join() || performance.now() > patience) return codes;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("pages")
    with serve(folder) as url:
        yield url, folder


@pytest.fixture(scope="module", params=list(TABS))
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    opened = TABS[request.param]()
    yield opened
    opened.quit()


def show(tab: Tab, address: tuple[str, Path], body: str, name: str = "page") -> None:
    url, folder = address
    page = f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title><body>{body}</body></html>'
    (folder / f"{name}.html").write_text(page)
    tab.open(f"{url}/{name}.html")


def found(tab: Tab, wanted: list[str]) -> list[str]:
    codes = tab.run(f"found({json.dumps(wanted)})")
    assert isinstance(codes, list)
    return codes


# What the page holds, what happens, what is found before and after.
APPEARANCES = {
    "hidden attribute": (f"<p id=x hidden>{A}</p>", "x.hidden = false", [], [A]),
    "inline style": (f"<p id=x style='display:none'>{A}</p>", "x.style.display = ''", [], [A]),
    "visibility": (f"<p id=x style='visibility:hidden'>{A}</p>", "x.style.visibility = 'visible'", [], [A]),
    "class on an ancestor": (
        f"<style>.off p{{display:none}}</style><p>{A}</p>",
        "document.body.className = 'off'",
        [A],
        [],
    ),
    "class on a sibling": (
        f"<style>.open + ul{{display:none}}</style><b id=x></b><ul><li>{A}</li></ul>",
        "x.className = 'open'",
        [A],
        [],
    ),
    "details": (f"<details><summary>d</summary>{A}</details>", "document.querySelector('details').open = true", [], [A]),
    "details closed": (f"<details open><summary>d</summary><p>{A}</p></details>", "document.querySelector('details').open = false", [A], []),
    "modal dialog": (f"<p>{A}</p><dialog id=x>{B}</dialog>", "x.showModal()", [A], [A, B]),
    "popover": (f"<div id=x popover>{A}</div>", "x.showPopover()", [], [A]),
    "content-visibility": (f"<div id=x style='content-visibility:hidden'>{A}</div>", "x.style.contentVisibility = 'visible'", [], [A]),
    "new stylesheet": (f"<p>{A}</p>", "document.head.insertAdjacentHTML('beforeend', '<style>p{display:none}</style>')", [A], []),
    "rule inserted by script": (
        f"<style id=s>p{{display:none}}</style><p>{A}</p>",
        "s.sheet.deleteRule(0)",
        [],
        [A],
    ),
    "constructed stylesheet": (
        f"<style>p{{display:none}}</style><p>{A}</p>",
        "const s = new CSSStyleSheet(); s.replaceSync('p{display:block !important}'); document.adoptedStyleSheets = [s]",
        [],
        [A],
    ),
    "transition": (
        f"<style>p{{visibility:hidden;transition:visibility .2s}}p.on{{visibility:visible}}</style><p id=x>{A}</p>",
        "x.className = 'on'",
        [],
        [A],
    ),
    "animation": (
        f"<style>@keyframes k{{from{{visibility:hidden}}to{{visibility:hidden}}}}p{{animation:k .3s}}</style><p>{A}</p>",
        "0",
        [],
        [A],
    ),
    "tab panel": (f"<div id=x>{A}</div><div id=y hidden>{B}</div>", "x.hidden = true; y.hidden = false", [A], [B]),
    "table column": (
        f"<style>.n td:nth-child(2){{display:none}}</style><table id=x><tr><td>a</td><td>{A}</td></tr></table>",
        "x.className = 'n'",
        [A],
        [],
    ),
    "text typed": (f"<p id=x>{A[:12]}</p>", f"x.firstChild.appendData('{A[12]}')", [], [A]),
    "text made longer": (f"<p id=x>{A}</p>", "x.append('7')", [A], []),
    "line break removed": (f"<p>{A[:5]}<br id=x>{A[5:]}</p>", "x.remove()", [], [A]),
    "header renamed": (
        "<table><tr><th id=x>IPP</th></tr><tr><td>9420301</td></tr></table>",
        "x.textContent = 'Code UCD'",
        [],
        [A],
    ),
    "label removed": ("<p><b id=x>UCD</b> 9420301</p>", "x.remove()", [A], []),
    "row removed": (f"<table><tr id=x><td>{A}</td></tr><tr><td>{B}</td></tr></table>", "x.remove()", [A, B], [B]),
    "row moved": (
        f"<table><tbody id=t><tr id=x><td>{A}</td></tr><tr><td>{B}</td></tr></table>",
        "t.append(x)",
        [A, B],
        [B, A],
    ),
    "attribute": (f"<p id=x title='{A}'>d</p>", f"x.title = '{B}'", [A], [B]),
    "attribute no longer repeated": (f"<table><tr data-ucd={A}><td id=x>{A}</td></tr></table>", "x.textContent = 'd'", [A], [A]),
    "typed value": (
        "<input id=x>",
        f"x.value = '{A}'; x.dispatchEvent(new InputEvent('input', {{bubbles: true}}))",
        [],
        [A],
    ),
    "value set by a script on a click": ("<input id=x><button id=b>b</button>", f"b.onclick = () => x.value = '{A}'; b.click()", [], [A]),
    "chosen option": (
        f"<select id=x><option>a<option value={A}>b</select>",
        "x.selectedIndex = 1; x.dispatchEvent(new Event('change', {bubbles: true}))",
        [],
        [A],
    ),
    "shadow root later": (
        "<div id=x></div>",
        f"setTimeout(() => {{ x.attachShadow({{mode:'open'}}).textContent = '{A}'; x.dataset.ready = ''; }}, 50)",
        [],
        [A],
    ),
    "custom element upgraded": (
        "<x-late></x-late>",
        f"customElements.define('x-late', class extends HTMLElement {{ constructor() {{ super(); this.attachShadow({{mode:'open'}}).innerHTML = '<p>{A}</p>'; }} }}); document.body.append('')",
        [],
        [A],
    ),
    "inside a shadow root": (
        "<div id=x></div><script>x.attachShadow({mode:'open'}).innerHTML = '<p>d</p>'</script>",
        f"x.shadowRoot.querySelector('p').textContent = '{A}'",
        [],
        [A],
    ),
    "slotted later": (
        f"<div id=x><b id=y slot=no>{A}</b></div><script>x.attachShadow({{mode:'open'}}).innerHTML = '<slot></slot>'</script>",
        "y.removeAttribute('slot')",
        [],
        [A],
    ),
    "page written anew": (
        f"<p>{A}</p>",
        f"document.open(); document.write('<p>{B}</p>'); document.close()",
        [A],
        [B],
    ),
    "all redrawn": (
        f"<main id=x><p>{A}</p><p>{B}</p></main>",
        "x.innerHTML = x.innerHTML",
        [A, B],
        [A, B],
    ),
    "body replaced as by Turbo": (
        f"<p>{A}</p>",
        f"const b = document.createElement('body'); b.innerHTML = '<p>{B}</p>'; document.body.replaceWith(b); history.pushState(0, '', '#2')",
        [A],
        [B],
    ),
    "node adopted from a frame": (
        f"<iframe id=f srcdoc='<p>{A}</p>'></iframe><main id=x></main>",
        "x.append(f.contentDocument.querySelector('p'))",
        [],
        [A],
    ),
    "data of a script": (
        "<script type=application/fhir+json id=x></script>",
        'x.textContent = \'{"resourceType":"Medication","code":{"coding":[{"code":"3400894203018"}]}}\'',
        [],
        [A],
    ),
}


@pytest.mark.parametrize("case", APPEARANCES)
def test_what_appears_and_vanishes_is_followed(tab: Tab, address: tuple[str, Path], case: str) -> None:
    body, act, before, after = APPEARANCES[case]
    show(tab, address, body)
    tab.run(f"({WATCHING})()")
    assert found(tab, before) == before
    tab.run(f"(() => {{ {act} }})()")
    assert found(tab, after) == after


def test_random_changes_lead_to_what_a_scan_from_zero_finds(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, "")
    changes = RANDOM_CHANGES[RANDOM_CHANGES.index("(seed") :].strip().removesuffix(";")
    for seed in range(1, 81):
        assert tab.run(f"({changes})({seed}, 30)") is None


def test_a_code_that_stays_is_the_same_finding(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<ul id=x><li>{A}</li><li>{B}</li></ul>")
    tab.run(f"({WATCHING})()")
    found(tab, [A, B])
    tab.run("(() => { window.first = watcher.findings[0]; x.insertAdjacentHTML('afterbegin', '<li>3400891705256</li>'); })()")
    assert found(tab, [C, A, B]) == [C, A, B]
    assert tab.run("watcher.findings[1] === first && told.removed === 0") is True


def test_a_finding_knows_its_place_its_name_and_its_group(tab: Tab, address: tuple[str, Path]) -> None:
    show(
        tab,
        address,
        "<h2>Traitement</h2><table id=t><caption>Sortie</caption><tr><th>Médicament</th><th>UCD</th><th>Posologie</th></tr>"
        "<tr><td>DOLIPRANE 1000MG CPR EFF</td><td id=c>n° <b>34008</b> 921 690 2 6.</td><td>1 matin, 1 soir</td></tr></table>",
    )
    place = tab.run(
        "(() => { const [f] = detect.scan(document); return [f.ucd13, f.printed, f.range.toString(), f.label, "
        "f.group === t, detect.captionOf(f.group), f.element.localName]; })()"
    )
    assert place == ["3400892169026", "34008 921 690 2 6", "34008 921 690 2 6", "DOLIPRANE 1000MG CPR EFF", True, "Sortie", "b"]


def test_nothing_is_followed_after_the_end(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<p id=x>{A}</p>")
    tab.run(f"({WATCHING})()")
    found(tab, [A])
    tab.run("(() => { ending.abort(); x.textContent = '3400892335049'; told.added = 0; })()")
    assert tab.run("new Promise((done) => setTimeout(() => done(told.added), 100))") == 0


def test_the_selection_gives_the_codes_wholly_in_it(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<table><tr><td id=a>{A}</td></tr><tr><td id=b>{B}</td></tr><tr><td id=c>{C}</td></tr></table>")
    select = "const s = getSelection(); s.removeAllRanges(); s.setBaseAndExtent(a.firstChild, 0, c.firstChild, 5);"
    assert tab.run(f"(() => {{ {select} return detect.fromSelection(s).map(said); }})()") == [A, B]


def test_cells_selected_one_by_one_give_their_codes(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<table><tr><td id=a>{A}</td><td id=b>{B}</td></tr><tr><td id=c>{C}</td></tr></table>")
    ranges = "[a, c].forEach((cell) => { const r = new Range(); r.selectNode(cell); s.addRange(r); });"
    codes = tab.run(f"(() => {{ const s = getSelection(); s.removeAllRanges(); {ranges} return detect.fromSelection(s).map(said); }})()")
    assert codes == ([A] if type(tab).__name__ == "ChromiumTab" else [A, C])  # Chromium keeps one range
