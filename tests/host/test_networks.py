"""Hospital networks: authorities, proxies, proxies that re-sign TLS; each failure told apart."""

from __future__ import annotations

import json
import socket
import ssl
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import trustme

from tests.host.hospital_network import NAME, Alerting, Deaf, Proxy, Silent, TLSServer
from tests.host.process import PREPARE, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.host.conftest import Start

# By the name of a real one, so that the hint can be seen to name it.
VENDOR = trustme.CA(organization_name="Autorité du fournisseur")
HOSPITAL = trustme.CA(organization_name="CHU de Test")


@pytest.fixture
def vendor(sandbox: Sandbox) -> Iterator[int]:
    """The sandbox behind TLS, reachable under its name through the hospital's proxies alone."""
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0) as server:
        yield server.port


@pytest.fixture
def bundles(tmp_path: Path) -> dict[str, str]:
    files = {"vendor": VENDOR, "hospital": HOSPITAL}
    for name, ca in files.items():
        ca.cert_pem.write_to_path(str(tmp_path / f"{name}.pem"))
    return {name: str(tmp_path / f"{name}.pem") for name in files}


def configured(sandbox: Sandbox, host: str, *network: str) -> str:
    lines = ["[network]", "deadline = 30", "connect_timeout = 10", *network]
    return sandbox.configuration(base_url=f'base_url = "https://{host}"', network="\n".join(lines))


def through(proxy: Proxy, credentials: str = "") -> str:
    return f'proxy = "http://{credentials}127.0.0.1:{proxy.port}"'


def error_of(start: Start, config: str, **env: str) -> dict[str, Any]:
    answer = start(config=config, env=env).ask("prepare", PREPARE)
    assert not answer["ok"]
    error: dict[str, Any] = answer["error"]
    return error


def test_an_authority_of_the_bundle_is_trusted(start: Start, sandbox: Sandbox, bundles: dict[str, str]) -> None:
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0, "localhost") as server:
        host = f"localhost:{server.port}"
        config = configured(sandbox, host, f'ca_bundle = "{bundles["vendor"]}"')
        browser = start(config=config)
        assert browser.ask("warm")["ok"]
        assert [browser.outcome("prepare", PREPARE) for _ in range(3)] == ["ok"] * 3
        assert server.connections == 1  # the one that `warm` opened


def test_an_authority_of_the_systems_store_is_trusted(start: Start, sandbox: Sandbox, bundles: dict[str, str]) -> None:
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0, "localhost") as server:
        browser = start(
            config=configured(sandbox, f"localhost:{server.port}"), env={"SSL_CERT_FILE": bundles["vendor"]}
        )
        assert browser.outcome("prepare", PREPARE) == "ok"


def test_an_address_that_refuses_is_named_with_its_port(start: Start, sandbox: Sandbox) -> None:
    config = sandbox.configuration(base_url='base_url = "http://127.0.0.1:9"')
    assert "127.0.0.1:9:" in error_of(start, config)["hint"]


def test_a_stranger_is_refused_by_name(start: Start, sandbox: Sandbox) -> None:
    with TLSServer(HOSPITAL, urlsplit(sandbox.base_url).port or 0, "localhost") as server:
        error = error_of(start, configured(sandbox, f"localhost:{server.port}"))
    assert error["code"] == "tls"
    assert "CHU de Test" in error["hint"]
    assert "localhost" in error["hint"]


def test_a_certificate_of_another_name_is_refused(start: Start, sandbox: Sandbox, bundles: dict[str, str]) -> None:
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0, "other.test") as server:
        config = configured(sandbox, f"localhost:{server.port}", f'ca_bundle = "{bundles["vendor"]}"')
        error = error_of(start, config)
    assert error["code"] == "tls"
    assert "localhost" in error["hint"]
    assert "is not accepted: it is for another name. If" in error["hint"]


def test_a_server_without_tls_is_a_failure_of_tls_and_of_no_certificate(start: Start, sandbox: Sandbox) -> None:
    error = error_of(start, configured(sandbox, sandbox.base_url.removeprefix("http://")))
    assert error["code"] == "tls"
    assert "it answers without TLS" in error["hint"]
    assert "certificate" not in error["hint"]


def test_an_alert_is_told_as_a_refusal_to_go_on(start: Start, sandbox: Sandbox) -> None:
    with Alerting() as server:
        error = error_of(start, configured(sandbox, f"localhost:{server.port}"), LANG="fr_FR.UTF-8")
    assert error["code"] == "tls"
    assert f"localhost:{server.port}" in error["hint"]
    assert "il a refusé de continuer" in error["hint"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_asks_for_a_certificate_of_this_computer_is_told(
    start: Start, sandbox: Sandbox, bundles: dict[str, str], version: ssl.TLSVersion
) -> None:
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0, "localhost", asks=version) as server:
        config = configured(sandbox, f"localhost:{server.port}", f'ca_bundle = "{bundles["vendor"]}"')
        error = error_of(start, config)
    assert error["code"] == "tls"
    assert f"No secure connection (TLS) with localhost:{server.port}: it " in error["hint"]


def test_a_bundle_that_is_none_is_told(start: Start, sandbox: Sandbox) -> None:
    with Silent() as server:
        error = error_of(start, configured(sandbox, f"localhost:{server.port}", 'ca_bundle = "bundle.pem"'))
    assert error["code"] == "not_configured"
    assert "bundle.pem: no such file" in error["hint"]
    with Silent() as server:
        config = configured(sandbox, f"localhost:{server.port}", f"ca_bundle = {json.dumps(str(sandbox.key))}")
        assert "not a PEM file of certificates" in error_of(start, config)["hint"]


@pytest.mark.parametrize("op", ["warm", "prepare"])
def test_a_connection_that_meets_a_broken_bundle_names_the_configuration(
    start: Start, sandbox: Sandbox, tmp_path: Path, op: str
) -> None:
    (tmp_path / "cut.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n")
    with Silent() as server:
        browser = start(config=configured(sandbox, f"localhost:{server.port}", 'ca_bundle = "cut.pem"'))
        hint = browser.ask(op, PREPARE if op == "prepare" else {})["error"]["hint"]
    assert f"file {tmp_path}/config.toml, key network.ca_bundle = {tmp_path}/cut.pem: not a PEM file" in hint


def test_the_configured_proxy_is_the_way(start: Start, sandbox: Sandbox, vendor: int, bundles: dict[str, str]) -> None:
    with Proxy({NAME: vendor}) as proxy:
        browser = start(config=configured(sandbox, NAME, through(proxy), f'ca_bundle = "{bundles["vendor"]}"'))
        assert browser.outcome("prepare", PREPARE) == "ok"
        assert NAME in proxy.asked


def test_a_proxy_that_resigns_is_trusted_by_its_authority(
    start: Start, sandbox: Sandbox, vendor: int, bundles: dict[str, str]
) -> None:
    with Proxy({NAME: vendor}, resigned_by=HOSPITAL, trusted=VENDOR) as proxy:
        config = configured(sandbox, NAME, through(proxy), f'ca_bundle = "{bundles["hospital"]}"')
        assert start(config=config).outcome("prepare", PREPARE) == "ok"
        error = error_of(start, configured(sandbox, NAME, through(proxy), f'ca_bundle = "{bundles["vendor"]}"'))
    assert error["code"] == "tls"
    assert "CHU de Test" in error["hint"]


def test_a_proxy_with_a_password_gets_it_and_nobody_else_does(
    start: Start, sandbox: Sandbox, vendor: int, bundles: dict[str, str]
) -> None:
    with Proxy({NAME: vendor}, authorization="Basic anVsZXM6c8OpY3JldDo=") as proxy:
        bundle = f'ca_bundle = "{bundles["vendor"]}"'
        right = configured(sandbox, NAME, through(proxy, "jules:s%C3%A9cret%3A@"), bundle)
        assert start(config=right).outcome("prepare", PREPARE) == "ok"
        assert "proxy-authorization" not in sandbox.calls()[-1]["headers"]
        error = error_of(start, configured(sandbox, NAME, through(proxy, "jules:faux@"), bundle))
    assert error["code"] == "proxy"
    assert f"127.0.0.1:{proxy.port}" in error["hint"]
    assert "password" in error["hint"]
    assert "faux" not in error["hint"]


def test_a_proxy_that_refuses_is_named_with_its_answer(start: Start, sandbox: Sandbox) -> None:
    with Proxy({}, status="403 Forbidden") as proxy:
        error = error_of(start, configured(sandbox, NAME, through(proxy)))
    assert error["code"] == "proxy"
    assert "403" in error["hint"]


def test_a_proxy_that_is_not_there_is_named(start: Start, sandbox: Sandbox) -> None:
    error = error_of(start, configured(sandbox, NAME, 'proxy = "http://127.0.0.1:9"'))
    assert error["code"] == "proxy"
    assert "127.0.0.1:9" in error["hint"]


IMPATIENT = "[network]\ndeadline = 60\nconnect_timeout = 0.4"


@pytest.mark.parametrize("kind", [Silent, Deaf])
def test_a_host_that_does_not_connect_in_time_is_tried_again(
    start: Start, sandbox: Sandbox, kind: type[Silent | Deaf]
) -> None:
    with kind() as server:
        base_url = f'base_url = "https://127.0.0.1:{server.port}"'
        error = error_of(start, sandbox.configuration(base_url=base_url, network=IMPATIENT))
        if isinstance(server, Silent):
            assert server.connections == 3
    assert error["code"] == "timeout"
    assert f"No connection to 127.0.0.1:{server.port} within 0.4 s (network.connect_timeout)" in error["hint"]


@pytest.mark.parametrize(("kind", "code"), [(Silent, "timeout"), (Deaf, "proxy")])
def test_a_proxy_that_does_not_connect_in_time_is_tried_again(
    start: Start, sandbox: Sandbox, kind: type[Silent | Deaf], code: str
) -> None:
    with kind() as proxy:
        network = f'{IMPATIENT}\nproxy = "http://127.0.0.1:{proxy.port}"'
        error = error_of(start, sandbox.configuration(base_url=f'base_url = "https://{NAME}"', network=network))
        if isinstance(proxy, Silent):
            assert proxy.connections == 3
    assert error["code"] == code
    assert f"127.0.0.1:{proxy.port}" in error["hint"]
    assert "0.4 s (network.connect_timeout)" in error["hint"]


def test_who_waits_for_a_token_learns_that_no_connection_was_made(
    start: Start, sandbox: Sandbox, tmp_path: Path
) -> None:
    """The second try is under way when the deadline comes."""
    with Silent() as server:
        key = {**json.loads(sandbox.key.read_text()), "token_uri": f"https://127.0.0.1:{server.port}/token"}
        (tmp_path / "own.json").write_text(json.dumps(key))
        (tmp_path / "own.json").chmod(0o600)
        network = "[network]\ndeadline = 3\nconnect_timeout = 2"
        config = sandbox.configuration(key='key = { file = "own.json" }', network=network)
        browser = start(config=config)
        requests = [browser.say("prepare", PREPARE) for _ in range(3)]
        errors = [browser.answer_to(request)["error"] for request in requests]
    assert {error["code"] for error in errors} == {"timeout"}
    for error in errors:
        assert f"No connection to 127.0.0.1:{server.port} within" in error["hint"]
        assert "network.connect_timeout" in error["hint"]


def test_where_the_deadline_leaves_less_than_a_connection_may_take_it_is_named(start: Start, sandbox: Sandbox) -> None:
    with Silent() as server:
        base_url = f'base_url = "https://127.0.0.1:{server.port}"'
        browser = start(config=sandbox.configuration(base_url=base_url, network="[network]\ndeadline = 2"))
        assert "(network.connect_timeout, network.deadline)" in browser.ask("prepare", PREPARE)["error"]["hint"]


def test_a_connection_that_is_made_at_the_second_try_serves(
    start: Start, sandbox: Sandbox, bundles: dict[str, str]
) -> None:
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0, "localhost", silent=1) as server:
        config = configured(sandbox, f"localhost:{server.port}", f'ca_bundle = "{bundles["vendor"]}"')
        assert (
            start(config=config.replace("connect_timeout = 10", "connect_timeout = 2")).outcome("prepare", PREPARE)
            == "ok"
        )


def test_a_connection_under_way_is_cancelled(start: Start, sandbox: Sandbox) -> None:
    with Silent() as server:
        base_url = f'base_url = "https://127.0.0.1:{server.port}"'
        network = "[network]\ndeadline = 60\nconnect_timeout = 60"
        browser = start(config=sandbox.configuration(base_url=base_url, network=network))
        request = browser.say("prepare", PREPARE)
        ends = time.monotonic() + 60
        while not server.connections and time.monotonic() < ends:
            time.sleep(0.02)
        assert browser.ask("cancel", {"request": request})["result"]["cancelled"]
        assert browser.answer_to(request)["error"]["code"] == "cancelled"


def test_the_systems_proxy_is_the_way(start: Start, sandbox: Sandbox, vendor: int, bundles: dict[str, str]) -> None:
    with Proxy({NAME: vendor}) as proxy:
        config = configured(sandbox, NAME, f'ca_bundle = "{bundles["vendor"]}"')
        system = {"HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}"}
        assert start(config=config, env=system).outcome("prepare", PREPARE) == "ok"
        assert proxy.asked == [NAME]
        error = error_of(start, config, **system, NO_PROXY=f"localhost,{NAME}")
        assert error["code"] == "network"
        assert NAME in error["hint"]
        assert error_of(start, configured(sandbox, NAME, 'proxy = "none"'), **system)["code"] == "network"
        assert proxy.asked == [NAME]


def test_a_kept_connection_that_the_other_side_dropped_is_revived(start: Start, sandbox: Sandbox) -> None:
    with Proxy({}) as proxy:
        browser = start(config=sandbox.configuration(network=f"[network]\n{through(proxy)}"))
        assert browser.outcome("prepare", PREPARE) == "ok"
        for end in proxy.tunnels:
            end.shutdown(socket.SHUT_RDWR)
        assert browser.outcome("prepare", PREPARE) == "ok"
        assert len(proxy.asked) == 2  # token endpoint and API are one host here, met again after the end
