"""The operations beside hello and prepare, asked of the real process."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from native_host.drug_codes.importing import SAMPLE, import_table
from tests.host.process import HELLO, PREPARE, UCDS, Browser, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.host.conftest import Start


def test_warm_leaves_nothing_to_fetch_before_a_click(browser: Browser, sandbox: Sandbox) -> None:
    assert browser.ask("warm")["result"]["token_expires_in"] > 3000
    before = len(sandbox.calls("/token"))
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert len(sandbox.calls("/token")) == before


def test_resolve_answers_one_for_one_by_arithmetic(browser: Browser) -> None:
    found = browser.ask("resolve", {"codes": ["34008 942 030 1 8", "9420301", "rien", "3400933433154"]})["result"][
        "codes"
    ]
    assert [(code["kind"], code["ucd13"]) for code in found] == [
        ("ucd13", "3400894203018"),
        ("ucd7", "3400894203018"),
        ("unknown", None),
        ("cip13", None),
    ]


def test_a_string_that_is_far_too_long_for_a_code_is_unknown_and_hides_no_other(browser: Browser) -> None:
    found = browser.ask("resolve", {"codes": ["x" * 100_000, UCDS[0]]})["result"]["codes"]
    assert [code["kind"] for code in found] == ["unknown", "ucd13"]


def test_search_without_a_table_finds_nothing(browser: Browser) -> None:
    assert browser.ask("search", {"text": "doliprane", "limit": 5})["result"] == {"matches": []}


def test_status_tells_every_link_of_the_chain(browser: Browser) -> None:
    browser.ask("warm")
    result = browser.ask("status")["result"]
    states = {check["name"]: check["ok"] for check in result["checks"]}
    assert states == {
        "configuration": True,
        "practitioner": True,
        "key": True,
        "clock": True,
        "token": True,
        "drug_table": None,
        "audit": True,
    }


def test_a_log_that_cannot_be_written_is_a_link_to_mend(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder, told in (("file", True), ("folder", False)):
        log = tmp_path / folder / "host.log"
        browser = start(config=sandbox.configuration(log=f'[log]\nlevel = "error"\npath = "{log}"'))
        checks = [check for check in browser.ask("status")["result"]["checks"] if check["name"] == "log"]
        assert [check["code"] for check in checks] == ["file_unusable"] * told
        assert all(f"The file {log} cannot be written: not a directory" in check["hint"] for check in checks)
    assert not (tmp_path / "folder").exists()


def test_the_log_says_where_and_why_a_row_of_the_trail_was_lost(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    trail, log = tmp_path / "file/audit.sqlite3", tmp_path / "host.log"
    browser = start(config=sandbox.configuration(audit=f'[audit]\npath = "{trail}"\n[log]\npath = "{log}"'))
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert f"a row could not be written to {trail}: file exists" in log.read_text()


@pytest.mark.parametrize("whole", [0, 4096])
def test_a_damaged_drug_table_is_told_and_stops_nothing_else(start: Start, tmp_path: Path, whole: int) -> None:
    file = tmp_path / "drug-table.sqlite3"
    import_table([SAMPLE], file)
    content = file.read_bytes()
    file.write_bytes(content[:whole] + b"\xff" * (len(content) - whole))
    browser = start(env={"POSOS_BRIDGE_TABLE": str(file)})
    states = {check["name"]: check for check in browser.ask("status")["result"]["checks"]}
    assert states["drug_table"]["code"] == "file_unusable"
    assert str(file) in states["drug_table"]["hint"]
    assert states["key"]["ok"] is True
    assert browser.outcome("search", {"text": "doliprane", "limit": 5}) == "file_unusable"
    assert browser.outcome("warm") == "ok"
    assert browser.ask("resolve", {"codes": UCDS})["result"]["codes"][0]["ucd13"] == UCDS[0]
    assert browser.outcome("prepare", PREPARE) == "ok"
    assert browser.errors == b""


@pytest.mark.parametrize("spoiling", ["DELETE FROM facts", "UPDATE drugs SET label = x'ff00'"])
def test_a_drug_table_that_was_tampered_with_is_told_and_codes_are_resolved(
    start: Start, tmp_path: Path, spoiling: str
) -> None:
    file = tmp_path / "drug-table.sqlite3"
    import_table([SAMPLE], file)
    with closing(sqlite3.connect(file)) as database:
        database.execute(spoiling)
        database.commit()
    browser = start(env={"POSOS_BRIDGE_TABLE": str(file)})
    assert browser.outcome("status") == "ok"
    assert browser.outcome("search", {"text": "doliprane", "limit": 5}) in {"ok", "file_unusable"}
    assert browser.ask("resolve", {"codes": UCDS})["result"]["codes"][0]["ucd13"] == UCDS[0]


def test_a_pipe_in_the_place_of_the_drug_table_holds_nobody_up(start: Start, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "drug-table.sqlite3")
    browser = start(env={"POSOS_BRIDGE_TABLE": str(tmp_path / "drug-table.sqlite3")})
    assert browser.ask("resolve", {"codes": UCDS}, 10)["result"]["codes"][0]["ucd13"] == UCDS[0]
    checks = browser.ask("status", None, 10)["result"]["checks"]
    assert [check["code"] for check in checks if check["name"] == "drug_table"] == ["file_unusable"]


def test_cancel_ends_the_exchange_and_the_request_is_answered_cancelled(browser: Browser, sandbox: Sandbox) -> None:
    browser.ask("warm")
    sandbox.set({"delay": 5})
    request = browser.say("prepare", PREPARE)
    while not browser.ask("cancel", {"request": request})["result"]["cancelled"]:
        pass
    assert browser.answer_to(request)["error"]["code"] == "cancelled"
    assert browser.ask("cancel", {"request": request})["result"] == {"cancelled": False}


@pytest.mark.parametrize("op", ["prepare", "warm", "hello", "status", "resolve", "search"])
def test_cancel_says_true_of_what_is_answered_cancelled_and_of_nothing_else(browser: Browser, op: str) -> None:
    params = {"prepare": PREPARE, "hello": HELLO, "resolve": {"codes": UCDS * 250}}
    params["search"] = {"text": "doliprane", "limit": 50}
    for moment in range(60):
        request = browser.say(op, params.get(op))
        time.sleep(moment * 0.0001)
        cancelled = browser.ask("cancel", {"request": request})["result"]["cancelled"]
        answer = browser.answer_to(request)
        assert cancelled == (not answer["ok"] and answer["error"]["code"] == "cancelled")


def test_answers_come_in_the_order_of_their_work(browser: Browser, sandbox: Sandbox) -> None:
    browser.ask("warm")
    sandbox.set({"delay": 0.5, "times": 1})
    slow = browser.say("prepare", PREPARE)
    quick = browser.say("hello", HELLO)
    assert [browser.hear()["id"], browser.hear()["id"]] == [quick, slow]


def test_messages_come_in_french_on_a_french_machine(start: Start) -> None:
    browser = start(env={"LANG": "fr_FR.UTF-8"})
    assert "guide" in browser.ask("prepare", {**PREPARE, "guide": "x"})["error"]["message"].lower()
    assert "Choisissez" in browser.ask("prepare", {**PREPARE, "guide": "x"})["error"]["message"]
