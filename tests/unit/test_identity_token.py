"""The identity token: fetched once for all who wait, renewed in time, and what a refusal means."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from http.client import HTTPMessage
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from native_host.errors import BridgeError
from native_host.keys import Account
from native_host.network import Answer, Operation
from native_host.posos.identity_token import TokenSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BAD_TIME = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
BAD_SIGNATURE = "Invalid JWT Signature."


class Key:
    """A custody whose key can be replaced."""

    account = Account("hopital@posos.test", "1", "https://oauth2.test/token")

    def __init__(self) -> None:
        self.current = True

    def sign(self, message: bytes) -> bytes:
        return message[:1]

    def is_current(self) -> bool:
        return self.current


class Endpoint:
    """A token endpoint in place of the transport: answers with what `answer` makes of an assertion's claims."""

    def __init__(self, answer: Callable[[dict[str, Any]], Answer]) -> None:
        self._answer = answer
        self.claims: list[dict[str, Any]] = []

    def post(self, url: str, _headers: Mapping[str, str], body: bytes, _operation: Operation) -> Answer:
        assert url == Key.account.token_uri
        part = parse_qs(body.decode())["assertion"][0].split(".")[1]
        self.claims.append(json.loads(urlsafe_b64decode(part + "==")))
        return self._answer(self.claims[-1])


def answer(document: object, status: int = 200, at: float | None = None) -> Answer:
    headers = HTTPMessage()
    headers["Date"] = formatdate(time.time() if at is None else at, usegmt=True)
    return Answer(status, headers, json.dumps(document).encode())


def token(life: float = 3600, at: float | None = None) -> Answer:
    now = time.time() if at is None else at
    claims = urlsafe_b64encode(json.dumps({"iat": int(now), "exp": int(now + life)}).encode()).rstrip(b"=").decode()
    return answer({"id_token": f"e30.{claims}.c2ln"}, at=at)


def refusal(words: str, at: float | None = None) -> Answer:
    return answer({"error": "invalid_grant", "error_description": words}, 400, at)


def source(endpoint: Endpoint, key: Key | None = None) -> TokenSource:
    held = key or Key()
    return TokenSource(lambda: held, "client", endpoint, 5)  # type: ignore[arg-type]


def test_it_is_fetched_once_and_kept() -> None:
    endpoint = Endpoint(lambda _: token())
    tokens = source(endpoint)
    first = tokens.get(Operation(5))
    assert tokens.get(Operation(5)) is first
    assert len(endpoint.claims) == 1
    tokens.drop(first)
    tokens.get(Operation(5))
    assert len(endpoint.claims) == 2


def test_all_who_wait_get_the_one_that_is_on_its_way() -> None:
    ready = Event()

    def slow(_claims: dict[str, Any]) -> Answer:
        ready.wait(5)
        return token()

    endpoint = Endpoint(slow)
    tokens = source(endpoint)
    with ThreadPoolExecutor(16) as pool:
        waiting = [pool.submit(tokens.get, Operation(5)) for _ in range(16)]
        ready.set()
        assert len({one.result().value for one in waiting}) == 1
    assert len(endpoint.claims) == 1


def test_one_who_gives_up_leaves_the_others_theirs() -> None:
    ready = Event()

    def slow(_claims: dict[str, Any]) -> Answer:
        ready.wait(5)
        return token()

    tokens = source(Endpoint(slow))
    impatient, patient = Operation(5), Operation(5)
    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(tokens.get, impatient), pool.submit(tokens.get, patient)
        impatient.cancel()
        with pytest.raises(BridgeError, match="cancelled"):
            waiting[0].result()
        ready.set()
        assert waiting[1].result().expires_in() > 0


def test_five_minutes_before_its_end_another_is_fetched_and_nobody_waits() -> None:
    fetched = Event()

    def answers(_claims: dict[str, Any]) -> Answer:
        if len(endpoint.claims) > 1:
            fetched.set()
            return token()
        return token(life=299)

    endpoint = Endpoint(answers)
    tokens = source(endpoint)
    first = tokens.get(Operation(5))
    assert tokens.get(Operation(5)) is first
    assert fetched.wait(5)
    while tokens.get(Operation(5)) is first:
        pass
    assert len(endpoint.claims) == 2


def test_another_key_means_another_token() -> None:
    key = Key()
    endpoint = Endpoint(lambda _: token())
    tokens = source(endpoint, key)
    tokens.get(Operation(5))
    key.current = False
    tokens.get(Operation(5))
    assert len(endpoint.claims) == 2


@pytest.mark.parametrize("ahead", [-7200, -61, 61, 7200])
def test_a_wrong_clock_is_mended_by_the_servers(ahead: int) -> None:
    def server(claims: dict[str, Any]) -> Answer:
        there = time.time() + ahead
        return token(at=there) if abs(claims["iat"] - there) < 30 else refusal(BAD_TIME, there)

    endpoint = Endpoint(server)
    tokens = source(endpoint)
    found = tokens.get(Operation(5))
    assert 3590 < found.expires_in() < 3610
    assert abs(tokens.skew - ahead) < 2
    tokens.drop(found)
    tokens.get(Operation(5))
    assert len(endpoint.claims) == 3  # once it is known, at the first go


def test_a_time_that_cannot_be_mended_is_told() -> None:
    endpoint = Endpoint(lambda _: refusal(BAD_TIME, time.time() + 7200))
    with pytest.raises(BridgeError) as caught:
        source(endpoint).get(Operation(5))
    assert caught.value.code == "clock_skew"
    assert "7200" in caught.value.hint("en") or "7199" in caught.value.hint("en")
    assert len(endpoint.claims) == 2


def test_a_refused_time_without_the_servers_own_makes_none_up() -> None:
    def undated(_: dict[str, Any]) -> Answer:
        refused = refusal(BAD_TIME)
        del refused.headers["Date"]
        return refused

    with pytest.raises(BridgeError) as caught:
        source(Endpoint(undated)).get(Operation(5))
    assert caught.value.code == "clock_skew"
    for language in ("fr", "en"):
        assert "?" not in caught.value.hint(language)
        assert "NTP" in caught.value.hint(language)


@pytest.mark.parametrize("ahead", [-1, 0, 50])
def test_a_clock_that_agrees_with_the_servers_is_not_blamed(ahead: int) -> None:
    endpoint = Endpoint(lambda _: refusal(BAD_TIME, time.time() + ahead))
    with pytest.raises(BridgeError) as caught:
        source(endpoint).get(Operation(5))
    assert caught.value.code == "token_refused"
    assert len(endpoint.claims) == 1


def test_who_joins_an_exchange_that_fails_for_want_of_time_has_time_of_its_own() -> None:
    began, let_go = Event(), Event()

    def server(_: dict[str, Any]) -> Answer:
        if began.is_set():
            return token()
        began.set()
        let_go.wait(10)
        raise BridgeError("timeout", host="-", seconds=1)

    tokens = source(Endpoint(server))
    with ThreadPoolExecutor() as pool:
        first = pool.submit(tokens.get, Operation(20))
        began.wait(10)
        second = Operation(20)
        joined = pool.submit(tokens.get, second)
        while not (tokens._renewal and second in tokens._renewal.waiting):
            time.sleep(0.01)
        let_go.set()
        assert joined.result().expires_in() > 0
        with pytest.raises(BridgeError, match="timeout"):
            first.result()


def test_a_refused_key_is_not_taken_for_a_wrong_clock() -> None:
    tokens = source(Endpoint(lambda _: refusal(BAD_SIGNATURE)))
    with pytest.raises(BridgeError) as caught:
        tokens.get(Operation(5))
    assert caught.value.code == "token_refused"
    assert BAD_SIGNATURE.rstrip(".") in caught.value.hint("en")
    assert tokens.state()[1] is not None


def test_a_clock_that_was_set_right_is_no_longer_told() -> None:
    ahead = 600.0

    def server(claims: dict[str, Any]) -> Answer:
        there = time.time() + ahead
        return token(at=there) if abs(claims["iat"] - there) < 30 else refusal(BAD_TIME, there)

    tokens = source(Endpoint(server))
    tokens.drop(tokens.get(Operation(5)))
    ahead = 0.0
    tokens.get(Operation(5))
    assert tokens.skew == 0


def test_a_custody_that_refuses_is_not_opened_again_and_again() -> None:
    class Locked(Key):
        def sign(self, message: bytes) -> bytes:
            raise BridgeError("key_unreadable", where="card", reason="wrong PIN")

    opened: list[Key] = []

    def open_signer() -> Key:
        opened.append(Locked())
        return opened[-1]

    tokens = TokenSource(open_signer, "client", Endpoint(lambda _: token()), 5)  # type: ignore[arg-type]
    for _ in range(3):
        with pytest.raises(BridgeError, match="key_unreadable"):
            tokens.get(Operation(5))
    assert len(opened) == 1


def test_nothing_tells_the_token() -> None:
    tokens = source(Endpoint(lambda _: token()))
    found = tokens.get(Operation(5))
    assert found.value not in repr(found)
    assert found.value not in repr(vars(tokens))
