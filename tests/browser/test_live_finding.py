"""The codes of a page are followed through its life, by whatever means it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.finder import serve
from tests.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.finder import Tab

A, B, C = "3400894203018", "3400892335049", "3400891705256"
# What the page holds, what happens to it, what is found before and after.
APPEARANCES = json.loads((ROOT / "tests/browser/appearances.json").read_text())
RANDOM_CHANGES = (ROOT / "tests/browser/random_changes.js").read_text()

# Watches the page; `found(codes)` waits until it knows just these, `told` counts what came and went.
WATCHING = """
() => {
  window.told = { added: 0, removed: 0 };
  window.ending = new AbortController();
  window.watcher = detect.watch(document, {
    signal: ending.signal,
    profile: window.profile,
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


def show(tab: Tab, address: tuple[str, Path], body: str, name: str = "page") -> None:
    url, folder = address
    page = f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title><body>{body}</body></html>'
    (folder / f"{name}.html").write_text(page)
    tab.open(f"{url}/{name}.html")


def found(tab: Tab, wanted: list[str]) -> list[str]:
    codes = tab.run(f"found({json.dumps(wanted)})")
    assert isinstance(codes, list)
    return codes


@pytest.mark.parametrize("case", APPEARANCES, ids=lambda case: case["name"])
def test_what_appears_and_vanishes_is_followed(tab: Tab, address: tuple[str, Path], case: dict[str, Any]) -> None:
    show(tab, address, case["page"])
    tab.run(f"({WATCHING})()")
    assert found(tab, case["before"]) == case["before"]
    tab.run(f"(() => {{ {case['act']} }})()")
    assert found(tab, case["after"]) == case["after"]


@pytest.mark.parametrize(
    ("around", "act", "undo"),
    [
        ("<div id=x style=visibility:hidden>{}</div>", "x.style.visibility = 'visible'", "x.style.display = 'none'"),
        ("<details id=x>{}</details>", "x.open = true", "x.open = false"),
        (
            "<style>:not(:checked) + p {{ visibility: hidden }}</style><input type=checkbox id=x><p>{}</p>",
            "x.click()",
            "x.click()",
        ),
    ],
    ids=["style", "details", "checkbox"],
)
def test_what_shows_a_frame_from_outside_is_followed(
    tab: Tab, address: tuple[str, Path], around: str, act: str, undo: str
) -> None:
    show(tab, address, around.format(f"<iframe id=frame srcdoc='<p>{A}</p>'></iframe>"))
    watching = json.dumps(f"({WATCHING})()")
    tab.run(f"(() => {{ codes(window); frame.contentWindow.said = said; frame.contentWindow.eval({watching}); }})()")
    assert tab.run("frame.contentWindow.watcher.settle().length") == 0
    tab.run(f"(() => {{ {act} }})()")
    assert tab.run(f"frame.contentWindow.found(['{A}'])") == [A]
    tab.run(f"(() => {{ {undo} }})()")
    assert tab.run("frame.contentWindow.found([])") == []


def test_what_moves_to_another_window_is_found_there_alone(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<p>{A}</p><p id=x>{B}</p><iframe id=frame></iframe>")
    tab.run(f"({WATCHING})()")
    assert found(tab, [A, B]) == [A, B]
    tab.run("(() => { frame.contentDocument.body.append(x); })()")
    assert found(tab, [A]) == [A]
    assert tab.run("codes(window)") == [A, B]


def test_random_changes_lead_to_what_a_scan_from_zero_finds(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, "")
    changes = RANDOM_CHANGES[RANDOM_CHANGES.index("(seed") :].strip().removesuffix(";")
    for seed in range(1, 81):
        assert tab.run(f"({changes})({seed}, 30)") is None


def test_a_code_that_stays_is_the_same_finding(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<ul id=x><li>{A}</li><li>{B}</li></ul>")
    tab.run(f"({WATCHING})()")
    found(tab, [A, B])
    tab.run(f"(() => {{ window.first = watcher.findings[0]; x.insertAdjacentHTML('afterbegin', '<li>{C}</li>'); }})()")
    assert found(tab, [C, A, B]) == [C, A, B]
    assert tab.run("watcher.findings[1] === first && told.removed === 0") is True


def test_a_finding_knows_its_place_its_name_and_its_group(tab: Tab, address: tuple[str, Path]) -> None:
    show(
        tab,
        address,
        "<table id=t><caption>Sortie</caption><tr><th>Médicament</th><th>UCD</th><th>Posologie</th></tr>"
        "<tr><td>DOLIPRANE 1000MG CPR EFF</td><td>n° <b>34008</b> 921 690 2 6.</td><td>1 matin</td></tr></table>",
    )
    place = tab.run(
        "(() => { const [f] = detect.scan(document); return [f.ucd13, f.printed, f.range.toString(), f.label, "
        "f.group === t, detect.captionOf(f.group), f.element.localName]; })()"
    )
    assert place == [
        "3400892169026",
        "34008 921 690 2 6",
        "34008 921 690 2 6",
        "DOLIPRANE 1000MG CPR EFF",
        True,
        "Sortie",
        "b",
    ]


def test_a_value_that_a_script_changed_no_longer_stands(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, "<label>UCD <input id=x value=9420301></label>")
    tab.run(f"({WATCHING})()")
    assert found(tab, [A]) == [A]
    stands = "(() => { const [f] = watcher.findings; return f.stands; })()"
    assert tab.run(stands) is True
    tab.run("(() => { x.value = '9233504'; })()")
    assert tab.run(stands) is False


@pytest.mark.parametrize(
    ("body", "change"),
    [
        ("<i id=x data-ucd=9420301>DOLIPRANE</i>", "x.dataset.ucd = '9233504'"),
        (f"<a id=x href='/drugs?ucd={A}'>DOLIPRANE</a>", f"x.href = '/drugs?ucd={B}'"),
        (f'<script id=x type=application/fhir+json>{{"code": "{A}"}}</script>', "x.textContent = '{}'"),
    ],
    ids=["attribute", "link", "fhir"],
)
def test_what_an_element_no_longer_holds_does_not_stand(
    tab: Tab, address: tuple[str, Path], body: str, change: str
) -> None:
    show(tab, address, body)
    tab.run(f"({WATCHING})()")
    assert found(tab, [A]) == [A]
    stood = tab.run(
        f"(() => {{ const [f] = watcher.findings; const now = f.stands; {change}; return [now, f.stands] }})()"
    )
    assert stood == [True, False]


def test_in_a_row_of_a_profile_a_drug_counts_once(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<div class=r><b id=x>{A}</b> <i>UCD {A[5:12]}</i> <u>{B}</u></div><p>{A} {A}</p>")
    tab.run("(() => { window.profile = { name: 'r', matches: [], rows: '.r' }; })()")
    assert tab.run("detect.scan(document, { profile }).map(said)") == [A, B, A, A]
    tab.run(f"({WATCHING})()")
    assert found(tab, [A, B, A, A]) == [A, B, A, A]
    tab.run("(() => { x.remove(); })()")
    assert found(tab, [A, B, A, A]) == [A, B, A, A]
    tab.run("(() => { document.querySelector('i').remove(); })()")
    assert found(tab, [B, A, A]) == [B, A, A]


def test_parts_that_leave_while_a_page_is_read_again_cut_nothing_off(tab: Tab, address: tuple[str, Path]) -> None:
    rows = "".join(f"<tr><td>{n} texte<td>{A if n == 5999 else 'rien'}" for n in range(6000))
    show(tab, address, f"<style>.off td {{ display: none }}</style><table id=t class=off>{rows}</table>")
    tab.run(f"({WATCHING})()")
    assert found(tab, []) == []
    # Rows go while what the class shows is looked through.
    some = "for (const row of [...t.rows].slice(0, 200)) row.remove();"
    leave = f"while (t.rows.length > 200) {{ {some} await new Promise((r) => setTimeout(r)); }}"
    tab.run(f"(async () => {{ t.className = ''; {leave} }})()")
    assert found(tab, [A]) == [A]


def test_nothing_is_followed_after_the_end(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<p id=x>{A}</p>")
    tab.run(f"({WATCHING})()")
    found(tab, [A])
    tab.run("(() => { ending.abort(); x.textContent = '3400892335049'; told.added = 0; })()")
    assert tab.run("new Promise((done) => setTimeout(() => done(told.added), 100))") == 0


def test_a_tree_as_deep_as_can_be_stops_nothing(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<p>{A}</p><div id=x hidden></div>")
    deepen = "let at = x; for (let i = 0; i < 5000; i++) at = at.appendChild(document.createElement('div'));"
    tab.run(f"(() => {{ {deepen} at.textContent = '{B}'; }})()")
    tab.run(f"({WATCHING})()")
    assert found(tab, [A]) == [A]
    tab.run(f"(() => {{ x.remove(); document.body.append('{C}'); }})()")
    assert found(tab, [A, C]) == [A, C]


def test_a_large_table_is_followed_however_much_of_it_changes_at_once(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, "<table><thead><tr><th>Nom<th id=h>UCD</thead><tbody id=t></tbody></table>")
    tab.run(f"({WATCHING})()")
    rows = "Array.from({ length: 300 }, () => '<tr><td>DOLIPRANE<td>9420301').join('')"
    tab.run(f"(() => {{ t.innerHTML = {rows}; }})()")
    assert found(tab, [A] * 300) == [A] * 300
    tab.run("(() => { h.textContent = 'Prix'; })()")
    assert found(tab, []) == []
    tab.run("(() => { h.textContent = 'UCD'; })()")
    assert found(tab, [A] * 300) == [A] * 300
    tab.run("(() => { for (const row of [...t.rows].slice(1)) row.remove(); })()")
    assert found(tab, [A]) == [A]


def test_codes_of_texts_attributes_and_shadow_trees_come_in_the_order_of_the_page(
    tab: Tab, address: tuple[str, Path]
) -> None:
    show(tab, address, f"<ul>{f'<li>{A}<li data-ucd={B}>-<li><span></span>' * 60}</ul>")
    attach = f"i.attachShadow({{ mode: 'open' }}).textContent = '{C}'"
    tab.run(f"(() => {{ for (const i of document.querySelectorAll('span')) {attach}; }})()")
    assert tab.run("codes(window)") == [A, B, C] * 60
    tab.run(f"({WATCHING})()")
    assert found(tab, [A, B, C] * 60) == [A, B, C] * 60


def test_the_selection_gives_the_codes_wholly_in_it(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<table><tr><td id=a>{A}</td></tr><tr><td id=b>{B}</td></tr><tr><td id=c>{C}</td></tr></table>")
    select = "const s = getSelection(); s.removeAllRanges(); s.setBaseAndExtent(a.firstChild, 0, c.firstChild, 5);"
    assert tab.run(f"(() => {{ {select} return detect.fromSelection(s).map(said); }})()") == [A, B]


def test_cells_selected_one_by_one_give_their_codes(tab: Tab, address: tuple[str, Path]) -> None:
    show(tab, address, f"<table><tr><td id=a>{A}</td><td id=b>{B}</td></tr><tr><td id=c>{C}</td></tr></table>")
    ranges = "[a, c].forEach((cell) => { const r = new Range(); r.selectNode(cell); s.addRange(r); });"
    codes = tab.run(
        f"(() => {{ const s = getSelection(); s.empty(); {ranges} return detect.fromSelection(s).map(said); }})()"
    )
    assert codes == ([A] if type(tab).__name__ == "ChromiumTab" else [A, C])  # Chromium keeps one range
