"""Where the machine speaks French, no hint speaks English but in quotation marks: every way to fail that is at hand."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import trustme

from tests.host.hospital_network import NAME, Proxy, Server, TLSServer
from tests.host.process import PREPARE, Browser, Sandbox, environment
from tests.host.test_faults import AT_PREPARE, AT_TOKEN, HURRIED
from tests.host.test_networks import HOSPITAL, VENDOR, configured, through

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

    from tests.host.conftest import Start

FRENCH = {"LANG": "fr_FR.UTF-8"}
# What no French sentence has: words of ours and of the libraries below.
ENGLISH = re.compile(
    r"\b(the|is|not|no|of|or|and|an|at|to|in|it|its|must|has|have|with|for|from|than|by|needs?|refuses?|without|"
    r"characters?|properties|contain|items|string|object|array|integer|wrong|failure|endpoint|found|mismatch|alert|"
    r"unknown|missing|denied|such|file|directory|closed|answers?|asks|reset|refused|key|token|invalid|handshake)\b",
    re.IGNORECASE,
)
# Names of settings, of fields and of files, addresses, commands, and what is quoted.
NAMES = re.compile(
    r"« .*? »|\S*[/.@:\[\]_]\w[^ ]*|HTTP|service_account|posos-bridge( \w+)+|\bclé \S+ :|client_id|token_uri|"
    r"--[\w-]+|paramètre \S+|guide \w+|avec les clés [\w, ]+"
)


def english_in(hint: str) -> list[str]:
    return [found[0] for found in ENGLISH.finditer(NAMES.sub("", hint))]


def hint_of(answer: dict[str, Any]) -> str:
    assert not answer["ok"], answer
    error = answer["error"]
    assert english_in(error["hint"]) == [], error["hint"]
    assert english_in(error["message"]) == [], error["message"]
    return str(error["hint"])


def test_the_words_looked_for_are_found_in_english(start: Start) -> None:
    refused = start().ask("search", {"text": "d", "limit": 1})["error"]["hint"]
    assert english_in(refused)


@pytest.fixture(scope="module")
def french(world: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("french")
    with Browser(environment(folder, world.configuration(network=HURRIED)) | FRENCH) as browser:
        yield browser


SOURCE = {"trigger": "page"}
PERSON = {"rpps": "1", "first_name": "A", "last_name": "B"}


@pytest.mark.parametrize(
    ("op", "params", "said"),
    [
        ("prepare", {"guide": "side_effects", "ucds": []}, "le guide side_effects demande au moins un code"),
        ("prepare", {"guide": "side_effects"}, "clé params.ucds : absente"),
        ("prepare", {"guide": "x", "ucds": []}, "Guide inconnu : « x »"),
        ("prepare", {"guide": 1, "ucds": []}, "clé params.guide : doit être un texte"),
        ("prepare", {"guide": "x" * 65, "ucds": []}, "doit avoir 64 caractères au plus"),
        ("prepare", {"guide": "home", "ucds": ["3400894203018"] * 101}, "doit avoir 100 éléments au plus"),
        ("prepare", {"guide": "home", "ucds": [1]}, "clé params.ucds[0] : doit être un texte"),
        ("prepare", {"guide": "home", "ucds": "x"}, "doit être une liste"),
        ("prepare", {"guide": "home", "ucds": ["123"]}, "Pas un code UCD13 valable"),
        ("prepare", {"guide": "home", "ucds": [], "source": {"trigger": "x"}}, "doit être un de context_menu, popup"),
        ("prepare", {"guide": "home", "ucds": [], "source": SOURCE | {"origin": 1}}, "doit être un texte, ou null"),
        (
            "prepare",
            {"guide": "home", "ucds": [], "source": SOURCE, "practitioner": PERSON},
            "L\u2019origine - n\u2019est",
        ),
        (
            "prepare",
            {"guide": "home", "ucds": [], "practitioner": PERSON | {"rpps": "\n"}},
            "un texte d\u2019une ligne",
        ),
        ("prepare", {"guide": "home", "ucds": [], "rock'n'roll": 1}, "clé params.rock'n'roll : clé inconnue"),
        ("search", {"text": "d", "limit": 1}, "clé params.text : doit avoir 2 caractères au moins"),
        ("search", {"text": "do", "limit": 0}, "doit être 1 au moins"),
        ("search", {"text": "do", "limit": 51}, "doit être 50 au plus"),
        ("search", {"text": "do", "limit": 1.5}, "doit être un nombre entier"),
        ("hello", {"extension_version": "", "browser": "x"}, "ne doit pas être vide"),
        ("resolve", {"codes": None}, "doit être une liste"),
        ("cancel", {}, "clé params.request : absente"),
        ("nonsense", {}, "Opération inconnue : « nonsense »"),
    ],
)
def test_a_request_that_is_refused(french: Browser, op: str, params: dict[str, Any], said: str) -> None:
    assert said in hint_of(french.ask(op, params))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"v":1,"v":1,"id":"a","op":"warm"}', "un nom s\u2019y trouve deux fois dans un objet"),
        (b'{"v":NaN}', "NaN n\u2019est pas un nombre de JSON"),
        (b"\xff", "pas en UTF-8"),
        (b"{", "pas du JSON"),
        (b"[]", "pas un objet JSON"),
        (b"{}", "clé id, op, v : absente"),
        (b'{"v":1,"id":"","op":"warm"}', "clé id : ne doit pas être vide"),
        (b'{"v":1,"id":"a\\u202eb","op":"warm"}', "clé id : doit être un texte d\u2019une ligne"),
        (b'{"v":1,"id":"a","op":"warm","params":[]}', "clé params : pas un objet JSON"),
        (b'{"v":1,"id":"a","op":"warm","x":1}', "clé x : clé inconnue"),
        (b'{"v":2,"id":"a","op":"warm"}', "Version du protocole demandée : 2"),
    ],
)
def test_a_message_that_is_none(french: Browser, content: bytes, said: str) -> None:
    french.send(content)
    assert said in hint_of(french.hear())


def test_a_message_that_is_too_long(start: Start) -> None:
    browser = start(env=FRENCH)
    browser.send(b"", announced=2**20 + 1)
    assert "limite" in hint_of(browser.hear())


def failing(faults: list[tuple[dict[str, Any], str]]) -> list[Any]:
    return [pytest.param(fault, id=str(fault)) for fault, code in faults if code != "ok"]


@pytest.mark.parametrize("fault", failing(AT_PREPARE))
def test_a_fault_of_prepare(french: Browser, sandbox: Sandbox, fault: dict[str, Any]) -> None:
    french.ask("warm")
    sandbox.set({"endpoint": "prepare", **fault})
    hint_of(french.ask("prepare", PREPARE))


@pytest.mark.parametrize("fault", failing(AT_TOKEN))
def test_a_fault_of_the_token_endpoint(french: Browser, sandbox: Sandbox, fault: dict[str, Any]) -> None:
    os.utime(sandbox.key)
    sandbox.set({"endpoint": "token", **fault})
    hint_of(french.ask("prepare", PREPARE))


def test_a_token_endpoint_that_is_waited_for_is_named(french: Browser, sandbox: Sandbox) -> None:
    os.utime(sandbox.key)
    sandbox.set({"endpoint": "token", "delay": 10})
    assert f"de {urlsplit(sandbox.base_url).netloc} en 4" in hint_of(french.ask("warm"))


class Raw(Server):
    """Answers the first words of a client with some bytes, and hangs up."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        super().__init__()

    def serve(self, client: socket.socket) -> None:
        client.recv(4096)
        client.sendall(self._answer)


def alert(number: int) -> bytes:
    """Write a fatal alert (RFC 8446, 6)."""
    return bytes([21, 3, 3, 0, 2, 2, number])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n", "il répond sans TLS"),
        (alert(40), "il a refusé de continuer"),
        (alert(70), "il n\u2019a pas de TLS à partir de la version 1.2"),
        (alert(112), "il ne connaît pas ce nom"),
    ],
)
def test_a_server_that_makes_no_tls_is_not_said_to_show_a_certificate(
    start: Start, sandbox: Sandbox, answer: bytes, said: str
) -> None:
    with Raw(answer) as server:
        browser = start(config=configured(sandbox, f"localhost:{server.port}"), env=FRENCH)
        hint = hint_of(browser.ask("prepare", PREPARE))
    assert f"(TLS) avec localhost:{server.port} : {said}." in hint
    assert "certificat" not in hint


def test_a_server_that_hangs_up_instead_of_making_tls(start: Start, sandbox: Sandbox) -> None:
    with Raw(b"") as server:
        browser = start(config=configured(sandbox, f"localhost:{server.port}"), env=FRENCH)
        assert "connexion fermée pendant" in hint_of(browser.ask("prepare", PREPARE))


@pytest.mark.parametrize(
    ("presented", "said"),
    [
        ((HOSPITAL, "localhost"), "l\u2019autorité qui l\u2019a signé n\u2019est pas connue de cet ordinateur."),
        ((VENDOR, "other.test"), "n\u2019est pas accepté : il est pour un autre nom."),
        ((VENDOR, "127.0.0.1"), "n\u2019est pas accepté : il est pour un autre nom."),
    ],
)
def test_a_certificate_that_is_refused(
    start: Start, sandbox: Sandbox, tmp_path: Path, presented: tuple[trustme.CA, str], said: str
) -> None:
    VENDOR.cert_pem.write_to_path(str(tmp_path / "vendor.pem"))
    ca, name = presented
    with TLSServer(ca, urlsplit(sandbox.base_url).port or 0, name) as server:
        config = configured(sandbox, f"localhost:{server.port}", 'ca_bundle = "vendor.pem"')
        assert said in hint_of(start(config=config, env=FRENCH).ask("prepare", PREPARE))


@pytest.mark.parametrize(
    ("network", "said"),
    [
        ('ca_bundle = "config.toml"', "pas un fichier PEM de certificats"),
        ('ca_bundle = "nowhere.pem"', "ce fichier ou ce dossier n\u2019existe pas"),
        ('proxy = "http://127.0.0.1:9"', "connexion refusée"),
        ('proxy = "http://proxy.invalid:3128"', "ce nom n\u2019existe pas"),
    ],
)
def test_a_setting_of_the_network(start: Start, sandbox: Sandbox, network: str, said: str) -> None:
    with TLSServer(VENDOR, urlsplit(sandbox.base_url).port or 0, "localhost") as server:
        browser = start(config=configured(sandbox, f"localhost:{server.port}", network), env=FRENCH)
        assert said in hint_of(browser.ask("prepare", PREPARE))


@pytest.mark.parametrize("status", ["403 Forbidden", "407 Proxy Authentication Required"])
def test_a_proxy_that_refuses(start: Start, sandbox: Sandbox, status: str) -> None:
    with Proxy({}, status=status) as proxy:
        hint_of(start(config=configured(sandbox, NAME, through(proxy)), env=FRENCH).ask("prepare", PREPARE))


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:9", "https://nowhere.invalid", "http://posos.co"])
def test_an_address_that_leads_nowhere(start: Start, sandbox: Sandbox, base_url: str) -> None:
    config = sandbox.configuration(base_url=f'base_url = "{base_url}"')
    hint_of(start(config=config, env=FRENCH).ask("prepare", PREPARE))


@pytest.mark.parametrize("lines", [{"key": "key = {}"}, {"top": "x = ["}, {"practitioner": ""}, {"top": "locked = 1"}])
def test_a_configuration_with_a_mistake(start: Start, sandbox: Sandbox, lines: dict[str, str]) -> None:
    hint_of(start(config=sandbox.configuration(**lines), env=FRENCH).ask("prepare", PREPARE))


@pytest.mark.parametrize(
    "changes",
    [
        {"private_key": "MIIE"},
        {"private_key": "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"},
        {"type": "user"},
        {"client_email": ""},
        {"token_uri": "http://posos.co/token"},
        {"token_uri": "https://[x/token"},
    ],
)
def test_a_key_that_is_none(start: Start, sandbox: Sandbox, tmp_path: Path, changes: dict[str, str]) -> None:
    key = tmp_path / "key.json"
    key.write_text(json.dumps(json.loads(sandbox.key.read_text()) | changes))
    key.chmod(0o600)
    hint_of(start(config=sandbox.configuration(key='key = { file = "key.json" }'), env=FRENCH).ask("prepare", PREPARE))


@pytest.mark.parametrize(
    "custody", ['file = "nowhere.json"', 'file = "config.toml"', 'env = "NO_KEY"', 'keyring = "sandbox"']
)
def test_a_key_that_is_not_there(start: Start, sandbox: Sandbox, custody: str) -> None:
    browser = start(config=sandbox.configuration(key=f"key = {{ {custody} }}"), env=FRENCH)
    hint_of(browser.ask("prepare", PREPARE))
    broken = [check for check in browser.ask("status")["result"]["checks"] if check["ok"] is False]
    assert broken
    assert [english_in(f"{check['message']} {check['hint']}") for check in broken] == [[]] * len(broken)
