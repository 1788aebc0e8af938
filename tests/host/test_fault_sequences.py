"""Seeded random sequences of faults and requests: one answer to each, in time, and nothing left behind."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.host.process import HELLO, PREPARE, UCDS, Browser, Sandbox
from tests.host.test_faults import AT_PREPARE, AT_TOKEN

if TYPE_CHECKING:
    from tests.host.conftest import Start

SEEDS = range(4)
ROUNDS, AT_ONCE = 45, 30  # played twice: 10,800 operations in all
DEADLINE = 0.5
NETWORK = f"[network]\ndeadline = {DEADLINE}\nconnect_timeout = {DEADLINE}"
# A request may meet any of its round's faults, or two of them, or run out of time between them.
ALWAYS_POSSIBLE = {"ok", "timeout", "cancelled", "unavailable", "network", "rate_limited"}


def random_faults(dice: random.Random) -> tuple[list[dict[str, Any]], set[str]]:
    """Choose up to four faults, and tell the codes that they explain."""
    faults, codes = [], set(ALWAYS_POSSIBLE)
    for _ in range(dice.randint(0, 4)):
        endpoint, cases = dice.choice([("prepare", AT_PREPARE), ("token", AT_TOKEN)])
        fault, code = dice.choice([case for case in cases if "times" not in case[0]])
        faults.append({"endpoint": endpoint, **fault, "times": dice.randint(1, 4)})
        codes.add(code)
    if dice.random() < 0.1:
        faults.append({"clock_skew": dice.choice([-600, 90, 600])})
        codes |= {"clock_skew", "unauthorized"}  # a token of the other time
    return faults, codes


def random_request(dice: random.Random, browser: Browser, earlier: list[str]) -> tuple[str, bool]:
    """Send one request; return its id and whether it depends on the world outside."""
    match dice.choices(["prepare", "warm", "cancel", "hello", "resolve", "status"], [12, 3, 4, 1, 1, 1])[0]:
        case "prepare":
            return browser.say("prepare", PREPARE), True
        case "warm":
            return browser.say("warm"), True
        case "cancel":
            return browser.say("cancel", {"request": dice.choice(earlier or ["none"])}), False
        case "resolve":
            return browser.say("resolve", {"codes": UCDS}), False
        case op:
            return browser.say(op, HELLO if op == "hello" else {}), False


@pytest.mark.parametrize("seed", SEEDS)
def test_each_request_gets_one_answer_in_time_whatever_fails(start: Start, sandbox: Sandbox, seed: int) -> None:
    browser = start(config=sandbox.configuration(network=NETWORK))
    works(browser)
    browser.settle()
    threads, files = browser.counts()
    memory = []
    for _ in range(2):  # the same again: what the first time took, the second finds free
        dice = random.Random(seed)
        for _ in range(ROUNDS):
            play_round(dice, browser, sandbox)
        sandbox.set()
        os.utime(sandbox.key)
        works(browser)
        browser.settle()
        memory.append(browser.memory())
    after = browser.counts()
    assert after[0] <= threads
    assert after[1] <= files + 8  # the kept connections, at most
    assert memory[1] - memory[0] < 3


def works(browser: Browser) -> None:
    """A call goes through, at the latest when a busy machine has the half second for it."""
    while (outcome := browser.outcome("prepare", PREPARE)) == "timeout":
        pass
    assert outcome == "ok"


def play_round(dice: random.Random, browser: Browser, sandbox: Sandbox) -> None:
    faults, codes = random_faults(dice)
    sandbox.set(*faults)
    if dice.random() < 0.3:
        os.utime(sandbox.key)  # the token has to be fetched anew
    began = time.monotonic()
    asked: dict[str, bool] = {}
    for _ in range(AT_ONCE):
        request, outside = random_request(dice, browser, list(asked))
        asked[request] = outside
    for _ in range(AT_ONCE):
        answer = browser.hear(DEADLINE + 1 + time.monotonic() - began)
        outside = asked.pop(answer["id"])
        code = "ok" if answer["ok"] else answer["error"]["code"]
        assert code in (codes if outside else {"ok"}), (faults, answer)
    assert time.monotonic() - began < DEADLINE + 1.5, faults
