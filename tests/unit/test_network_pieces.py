"""Proxies as they are written, retries as they are asked for, operations as they end."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPMessage
from threading import Timer

import pytest

from native_host.errors import BridgeError
from native_host.network import Answer, Operation
from native_host.network.connection import Connection
from native_host.network.dial import look_up
from native_host.network.proxy import choose, connect_request, parse, wanted
from native_host.posos.retries import persist, retry_after


@pytest.mark.parametrize(
    ("address", "host", "port", "credentials"),
    [
        ("http://proxy:3128", "proxy", 3128, None),
        ("proxy:3128", "proxy", 3128, None),
        ("http://proxy", "proxy", 80, None),
        ("http://u:p@proxy:1/", "proxy", 1, "Basic dTpw"),
        ("http://u%40x:%C3%A9%3A@proxy:1", "proxy", 1, "Basic dUB4OsOpOg=="),
        ("http://u@proxy:1", "proxy", 1, "Basic dTo="),
        ("http://[::1]:8080", "::1", 8080, None),
    ],
)
def test_a_proxy_is_read_and_its_password_not_told(address: str, host: str, port: int, credentials: str | None) -> None:
    proxy = parse(address)
    assert proxy == (host, port, credentials)
    assert credentials is None or credentials not in repr(proxy)


def test_a_tunnel_is_asked_for_by_name() -> None:
    head = connect_request(parse("http://u:p@proxy:1"), "posos.co", 443)
    assert head == b"CONNECT posos.co:443 HTTP/1.1\r\nHost: posos.co:443\r\nProxy-Authorization: Basic dTpw\r\n\r\n"


def test_the_systems_proxy_never_stands_before_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy:1")
    monkeypatch.setenv("no_proxy", "intern.example")
    chosen = {host: choose("system", "https", host) for host in ("posos.co", "127.0.0.1", "a.intern.example")}
    assert [host for host, proxy in chosen.items() if proxy] == ["posos.co"]
    assert choose("none", "https", "posos.co") is None


def answer(status: int, **headers: str) -> Answer:
    message = HTTPMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return Answer(status, message, b"")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Retry_After": "3"}, 3),
        ({"Retry_After": "-3"}, 0),
        ({"Retry_After": "soon"}, 0),
        ({"Retry_After": "9" * 5000}, 86_400),
        ({"Retry_After": "Wed, 21 Oct 2026 07:28:05 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 5),
        ({"Retry_After": "Wed, 21 Oct 2026 07:28:00 GMT", "Date": "Wed, 21 Oct 2026 07:28:05 GMT"}, 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(answer(429, **headers)) == seconds


@pytest.mark.parametrize(("status", "tries"), [(200, 1), (400, 1), (500, 1), (429, 3), (502, 3), (503, 3), (504, 3)])
def test_only_what_passes_is_tried_again(status: int, tries: int) -> None:
    sent = []
    found = persist(lambda: sent.append(1) or answer(status), Operation(10), "host")  # type: ignore[func-returns-value]
    assert found.status == status
    assert len(sent) == tries


def test_waiting_never_outlasts_the_deadline() -> None:
    began = time.monotonic()
    assert persist(lambda: answer(429, Retry_After="60"), Operation(1), "host").status == 429
    assert time.monotonic() - began < 0.5


def test_a_cancelled_operation_stops_waiting_at_once() -> None:
    operation = Operation(10)
    Timer(0.05, operation.cancel).start()
    with pytest.raises(BridgeError, match="cancelled"):
        operation.pause(10)
    with pytest.raises(BridgeError, match="cancelled"), operation.interrupted_by(lambda: None):
        pass


def test_a_pause_lasts_although_a_look_up_has_left_its_mark() -> None:
    operation = Operation(10)
    look_up("127.0.0.1", 1, operation)
    began = time.monotonic()
    operation.pause(0.2)
    assert time.monotonic() - began >= 0.2


def test_a_kept_connection_is_looked_at_before_it_is_used() -> None:
    ours, theirs = socket.socketpair()
    connection = Connection(ours, "host")
    assert connection.rest()
    assert connection.alive()
    theirs.send(b"unasked")
    assert not connection.alive()
    theirs.close()
    ours, theirs = socket.socketpair()
    connection = Connection(ours, "host")
    connection.rest()
    theirs.close()
    assert not connection.alive()


def test_a_connection_that_the_machine_slept_over_is_not_used() -> None:
    ours, theirs = socket.socketpair()
    connection = Connection(ours, "host")
    connection.rest()
    connection._awake_since -= 60  # the wall clock went a minute further than the monotonic one
    assert not connection.alive()
    theirs.close()


@pytest.mark.parametrize(
    ("challenges", "said"),
    [
        (["Negotiate", "NTLM"], "it asks for Negotiate, NTLM, and this program knows Basic alone"),
        (["NTLM", 'Basic realm="hopital"'], "it asks for a user name and a password"),
        ([], "it asks for a user name and a password"),
    ],
)
def test_what_a_proxy_asks_for_is_told(challenges: list[str], said: str) -> None:
    assert BridgeError("proxy", **wanted(challenges)).hint("en").endswith(f": {said}. Setting: network.proxy.")


FINAL = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@pytest.mark.parametrize("together", [True, False])
def test_what_comes_before_an_answer_is_passed_over(together: bool) -> None:
    before = b"HTTP/1.1 100 Continue\r\n\r\n" + b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" * 2
    ours, theirs = socket.socketpair()
    with ours, theirs, ThreadPoolExecutor() as pool:
        connection = Connection(ours, "h")
        for _ in range(2):  # on one connection
            theirs.sendall(before + (FINAL if together else b""))
            exchange = pool.submit(connection.exchange, b"POST / HTTP/1.1\r\n\r\n", Operation(30))
            if not together:
                assert theirs.recv(100)
                theirs.sendall(FINAL)
            answer = exchange.result()
            assert (answer.status, answer.body) == (200, b"{}")
            assert connection.rest()


def test_an_answer_that_leaves_http_meets_nobody_elses_request() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
        connection = Connection(ours, "h")
        assert connection.exchange(b"POST / HTTP/1.1\r\n\r\n", Operation(5)).status == 101
        assert not connection.rest()


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 302 Found\r\nLocation: https://posos.co/half-a-tok",
        b"HTTP/1.1 302 Found\r\nLocation: https://posos.co/half-a-tok\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{",
    ],
)
def test_an_answer_that_ends_too_early_is_told_as_cut_off(sent: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(BridgeError, match="bad_response") as refused:
            Connection(ours, "h").exchange(b"POST / HTTP/1.1\r\n\r\n", Operation(5))
    assert refused.value.hint("en") == "Unexpected answer from h: cut off."


@pytest.mark.parametrize("address", ["http://proxy:99999", "http://proxy:port", "http://[::1"])
def test_an_unreadable_address_of_a_proxy_is_told(address: str) -> None:
    with pytest.raises(BridgeError, match="proxy") as refused:
        choose(address, "https", "posos.co")
    assert "its host or port cannot be read" in refused.value.hint("en")
