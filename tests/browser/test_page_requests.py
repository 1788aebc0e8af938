"""What an EHR's page may ask for by itself, in both browsers, and what it is answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import origin_pattern
from tests.browser.page_server import serve_pages
from tests.browser.screens import ucd13

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import Sandbox
    from tests.browser.rig import Browser

UCDS = ["3400894203018", "3400892335049"]
EXAMPLE = {"rpps": "abcde1234", "first_name": "John", "last_name": "Doe", "guide": "side_effects", "ucds": UCDS}
PAGE = """<!doctype html><meta charset="utf-8"><title>EHR</title>
<button id="attribute" data-posos-guide="side_effects" data-posos-ucds="3400894203018, 3400892335049">Attribute</button>
<button id="wrong" data-posos-guide="side_effects" data-posos-ucds="3400894203019">Wrong key</button>
<form action="/left"><button id="form" data-posos-guide="home">In a form</button></form>
<p><button id="send">Send</button></p>
<script>
  const heard = [];
  let next = [];
  let noting = 0;
  const hear = (message) => {
    heard.push(message);
    clearTimeout(noting);
    noting = setTimeout(() => { document.documentElement.dataset.heard = JSON.stringify(heard); }, 20);
  };
  addEventListener('message', ({ data }) => {
    if (data.tell) next = data.tell;
    else if (data.type === 'posos-bridge/response' || data.type === 'posos-bridge/ready') hear(data);
  });
  document.getElementById('send').addEventListener('click', () => {
    for (const message of next) postMessage({ type: 'posos-bridge/request', version: 1, ...message }, location.origin);
  });
</script>"""


@pytest.fixture
def ehr(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """An EHR's page on an enabled site."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    with serve_pages(tmp_path) as address:
        browser.grant([origin_pattern(address)])
        browser.open(address + "page")
        browser.wait_for(lambda: heard(browser, "ready"), "the extension's announcement")
        yield browser


def heard(browser: Browser, kind: str) -> list[dict[str, Any]]:
    """What the page got from the extension."""
    messages = json.loads(browser.evaluate("return document.documentElement.dataset.heard ?? '[]'"))
    return [message for message in messages if message["type"] == f"posos-bridge/{kind}"]


def on_click(browser: Browser, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """Have the page post these requests from its own click handler, really clicked; the answers."""
    browser.evaluate("postMessage({ tell: arguments[0] }, location.origin)", list(messages))
    before = len(heard(browser, "response"))
    page = next(url for url in browser.tabs() if url.endswith("/page"))
    browser.click_on("#send")
    browser.pause(0.3)
    browser.switch_to(page)
    wanted = before + len(messages)
    browser.wait_for(lambda: len(heard(browser, "response")) >= wanted, "the answers")
    return heard(browser, "response")[before:]


def by_script(browser: Browser, message: dict[str, Any]) -> dict[str, Any]:
    """Have the page post a request with nobody near; the answer."""
    before = len(heard(browser, "response"))
    browser.evaluate(
        "postMessage({ type: 'posos-bridge/request', version: 1, ...arguments[0] }, location.origin)", message
    )
    browser.wait_for(lambda: len(heard(browser, "response")) > before, "an answer")
    return heard(browser, "response")[-1]


def test_element_with_attributes_opens_the_guide(ehr: Browser, sandbox: Sandbox) -> None:
    ehr.click_on("#attribute")
    ehr.wait_for_tab("/guides/side_effects")
    assert sandbox.prepared() == [EXAMPLE]


def test_element_added_later_opens_the_guide_and_leaves_its_form_alone(ehr: Browser, sandbox: Sandbox) -> None:
    ehr.evaluate("const f = document.querySelector('form'); f.replaceWith(f.cloneNode(true))")
    ehr.click_on("#form")
    ehr.wait_for_tab("/guides/home")
    assert [body["guide"] for body in sandbox.prepared()] == ["home"]
    assert not any("/left" in url for url in ehr.tabs())


def test_click_made_by_script_opens_nothing(ehr: Browser, sandbox: Sandbox) -> None:
    ehr.evaluate("document.getElementById('attribute').click()")
    assert by_script(ehr, {"id": "after", "guide": "home"})["error"]["code"] == "gesture_required"
    assert sandbox.prepared() == []


def test_wrong_code_on_an_element_opens_nothing(ehr: Browser, sandbox: Sandbox) -> None:
    ehr.click_on("#wrong")
    assert on_click(ehr, {"id": "x", "guide": "side_effects", "ucds": ["3400894203019"]})[0]["error"]["code"] == (
        "invalid_code"
    )
    assert sandbox.prepared() == []


def test_message_is_answered_without_the_address(ehr: Browser, sandbox: Sandbox) -> None:
    answers = on_click(ehr, {"id": "a1", "guide": "side_effects", "ucds": UCDS})
    assert answers == [{"type": "posos-bridge/response", "version": 1, "id": "a1", "ok": True}]
    ehr.wait_for_tab("/guides/side_effects")
    assert sandbox.prepared() == [EXAMPLE]


def test_codes_are_taken_from_fhir_resources(ehr: Browser, sandbox: Sandbox) -> None:
    coding = {"system": "http://data.esante.gouv.fr/ansm/medicament/UCD", "code": "3400893887738"}
    resource = {"resourceType": "MedicationRequest", "medicationCodeableConcept": {"coding": [coding]}}
    assert on_click(ehr, {"id": "f", "guide": "side_effects", "resources": [resource]})[0]["ok"]
    assert sandbox.prepared()[0]["ucds"] == ["3400893887738"]


def test_a_box_that_the_table_does_not_know_is_not_left_out_in_silence(ehr: Browser, sandbox: Sandbox) -> None:
    coding = {"system": "http://data.esante.gouv.fr/ansm/medicament/CIP", "code": "3400930000021"}
    resource = {"resourceType": "MedicationRequest", "medicationCodeableConcept": {"coding": [coding]}}
    message = {"id": "b", "guide": "side_effects", "ucds": UCDS, "resources": [resource]}
    ehr.evaluate("postMessage({ tell: arguments[0] }, location.origin)", [message])
    ehr.click_on("#send")
    ehr.wait_for(ehr.popup_is_open, "the popup")
    ehr.wait_for(lambda: heard(ehr, "response"), "an answer")
    assert [answer["error"]["code"] for answer in heard(ehr, "response")] == ["invalid_code"]
    assert sandbox.prepared() == []


def test_more_drugs_than_posos_takes_are_the_persons_choice(ehr: Browser, sandbox: Sandbox) -> None:
    many = [ucd13(9_000_000 + number) for number in range(101)]
    ehr.evaluate("postMessage({ tell: arguments[0] }, location.origin)", [{"id": "m", "guide": "home", "ucds": many}])
    ehr.click_on("#send")
    ehr.wait_for(ehr.popup_is_open, "the popup")
    ehr.wait_for(lambda: heard(ehr, "response"), "an answer")
    assert [answer["error"]["code"] for answer in heard(ehr, "response")] == ["too_many_codes"]
    assert sandbox.prepared() == []


def test_without_a_gesture_nothing_opens(ehr: Browser, sandbox: Sandbox) -> None:
    answer = by_script(ehr, {"id": "g", "guide": "side_effects", "ucds": UCDS})
    assert (answer["id"], answer["ok"], answer["error"]["code"]) == ("g", False, "gesture_required")
    assert sandbox.prepared() == []


def test_one_gesture_opens_one_guide(ehr: Browser, sandbox: Sandbox) -> None:
    answers = on_click(ehr, {"id": "1", "guide": "side_effects", "ucds": UCDS}, {"id": "2", "guide": "home"})
    codes = {answer["id"]: answer.get("error", {}).get("code") for answer in answers}
    assert codes == {"1": None, "2": "gesture_required"}
    assert len(sandbox.prepared()) == 1


def test_the_same_asked_twice_opens_once_and_both_are_answered(ehr: Browser, sandbox: Sandbox) -> None:
    wish = {"guide": "side_effects", "ucds": UCDS}
    answers = on_click(ehr, {"id": "1", **wish}, {"id": "2", **wish})
    assert {answer["id"]: answer["ok"] for answer in answers} == {"1": True, "2": True}
    assert len(sandbox.prepared()) == 1


def test_a_click_for_what_is_under_way_is_not_kept_for_something_else(ehr: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"endpoint": "prepare", "delay": 300})
    ehr.evaluate(
        "postMessage({ tell: arguments[0] }, location.origin)", [{"id": "1", "guide": "side_effects", "ucds": UCDS}]
    )
    ehr.click_on("#send")
    ehr.wait_for(sandbox.prepared, "the request")
    ehr.click_on("#send")
    answer = by_script(ehr, {"id": "g", "guide": "home"})
    assert (answer["id"], answer["error"]["code"]) == ("g", "gesture_required")
    assert len(sandbox.prepared()) == 1


def test_practitioner_that_is_not_accepted_is_refused_by_name(ehr: Browser, sandbox: Sandbox) -> None:
    someone = {"rpps": "10001234567", "first_name": "Jeanne", "last_name": "Martin"}
    answers = on_click(ehr, {"id": "p", "guide": "side_effects", "ucds": UCDS, "practitioner": someone})
    assert answers[0]["error"]["code"] == "practitioner_refused"
    assert answers[0]["error"]["message"]
    assert sandbox.prepared() == []


def test_malformed_requests_are_told_so(ehr: Browser, sandbox: Sandbox) -> None:
    wrong: dict[str, list[dict[str, Any]]] = {
        "unsupported_version": [{"version": 2}],
        "bad_request": [
            {"guide": 7},
            {"guide": "x" * 65},
            {"ucds": "3400894203018"},
            {"more": 1},
            {"practitioner": {"rpps": "1"}},
            {"resources": {}},
            {"resources": ["x" * (1 << 20)]},
        ],
        "invalid_code": [{"ucds": [9420301]}, {"ucds": ["9420301"]}, {"ucds": [None]}],
    }
    for code, requests in wrong.items():
        for request in requests:
            answer = by_script(ehr, {"id": "w", "guide": "side_effects", "ucds": UCDS, **request})
            assert (answer["id"], answer["ok"], answer["error"]["code"]) == ("w", False, code), request
    assert sandbox.prepared() == []


def test_page_that_asks_without_end_is_slowed_down(ehr: Browser, sandbox: Sandbox) -> None:
    sandbox.fault({"status": 403})
    codes = [on_click(ehr, {"id": str(n), "guide": "home"})[0]["error"]["code"] for n in range(9)]
    assert "rate_limited" in codes
    assert len(sandbox.prepared()) < len(codes)


def test_frames_floods_and_monsters_open_nothing_and_do_no_harm(ehr: Browser, sandbox: Sandbox) -> None:
    ehr.evaluate(
        """
        const request = { type: 'posos-bridge/request', version: 1, id: 'stranger', guide: 'home' };
        const text = `setInterval(() => parent.postMessage(${JSON.stringify(request)}, '*'), 50)`;
        for (const sandbox of ['allow-scripts', 'allow-scripts allow-same-origin']) {
          const frame = document.createElement('iframe');
          frame.sandbox = sandbox;
          frame.srcdoc = `<script>${text}<\\/script>`;
          document.body.append(frame);
        }
        Object.prototype.practitioner = { rpps: '1', first_name: 'A', last_name: 'B' };
        for (let n = 0; n < 10000; n++) postMessage({ ...request, id: 'flood' }, location.origin);
        const cycle = {};
        cycle.self = cycle;
        let deep = {};
        for (let n = 0; n < 1000; n++) deep = { deep };
        const hole = { ...request, id: 'monster', ucds: new Array(4e6) };
        for (const monster of [cycle, deep, 1n, new Map(), new ArrayBuffer(8)])
          postMessage({ ...request, id: 'monster', resources: [monster] }, location.origin);
        postMessage(hole, location.origin);
        """
    )
    ehr.wait_for(lambda: len(heard(ehr, "response")) >= 10_006, "an answer to each message of the page itself")
    ehr.click(600, 500)  # a real click, and the frames go on asking
    ehr.pause(0.5)
    assert {answer["id"] for answer in heard(ehr, "response")} == {"flood", "monster"}
    assert not any(answer["ok"] for answer in heard(ehr, "response"))
    assert sandbox.prepared() == []
    assert on_click(ehr, {"id": "after", "guide": "home"})[0]["ok"]
    assert [body["rpps"] for body in sandbox.prepared()] == ["abcde1234"]


def test_one_click_pays_for_a_message_or_for_an_element(ehr: Browser, sandbox: Sandbox) -> None:
    ehr.evaluate(
        "document.getElementById('attribute').addEventListener('pointerdown', () => postMessage("
        "{ type: 'posos-bridge/request', version: 1, id: 'both', guide: 'home' }, location.origin))"
    )
    ehr.move(*ehr.centre("#attribute"))
    ehr.click_on("#attribute")
    ehr.wait_for_tab("/guides/")
    ehr.pause(0.5)
    assert len(sandbox.prepared()) == 1


def test_helper_module_opens_the_guide(enabled: Browser, sandbox: Sandbox) -> None:
    enabled.open(sandbox.ehr_url + "integration")
    enabled.wait_for(lambda: "ok" in enabled.evaluate("return document.getElementById('ready').className"), "ready")
    enabled.click_on("#module")
    enabled.wait_for_tab("/guides/side_effects")
    assert sandbox.prepared() == [EXAMPLE]


def test_helper_module_says_when_nobody_answers(browser: Browser, sandbox: Sandbox) -> None:
    browser.open(sandbox.ehr_url + "integration")
    browser.click_on("#module")
    journal = "return document.getElementById('journal').textContent"
    browser.wait_for(lambda: "not_connected" in browser.evaluate(journal), "the helper's answer")
