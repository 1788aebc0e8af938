"""`posos-bridge setup` and `doctor` on a new machine: a home directory with nothing in it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import trustme

from native_host.sandbox.establishment import CLIENT_ID
from tests.host.hospital_network import Proxy, TLSServer
from tests.sandbox import run_sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = Path(__file__).resolve().parents[2] / ".venv/bin/posos-bridge"
HOST = "fr.posos_bridge.host.json"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("sandbox")
    with run_sandbox(folder):
        yield folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    # Both browsers are "on the machine" by what they leave in a home directory.
    (tmp_path / ".config/chromium").mkdir(parents=True)
    (tmp_path / ".mozilla/firefox").mkdir(parents=True)
    return tmp_path


def run(home: Path, *arguments: str | Path, answers: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "POSOS_", "LANG", "LC_"))}
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        env={**kept, "HOME": str(home), "LANG": "en_GB.UTF-8", **environment},
        input=answers,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def checks(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in json.loads(done.stdout)["checks"]}


def test_setup_asks_writes_registers_and_ends_with_what_is_wrong(home: Path, world: Path) -> None:
    answers = f'preprod\nnot an id\n1-a.apps.googleusercontent.com\n{world / "key.json"}\nabcde1234\nJohn\nD\'Oé "X"\n'
    done = run(home, "setup", answers=answers)
    table = tomllib.loads((home / ".config/posos-bridge/config.toml").read_text())
    assert table["environments"]["preprod"]["base_url"] == "https://partner-connect.preprod.posos.co"
    assert table["environments"]["preprod"]["client_id"] == "1-a.apps.googleusercontent.com"
    assert table["practitioner"] == {"rpps": "abcde1234", "first_name": "John", "last_name": 'D\'Oé "X"'}
    assert (home / ".config/chromium/NativeMessagingHosts" / HOST).exists()
    assert (home / ".mozilla/native-messaging-hosts" / HOST).exists()
    # The sandbox's key is no key for preprod: it stays out, and the end says so.
    assert "could not be tried (key_invalid)" in done.stdout
    assert f"  → {world / 'key.json'}: its token_uri must be https." in done.stdout
    assert "[key_unreadable]" in done.stdout
    assert done.returncode == 1


def test_setup_brings_a_key_in_and_says_that_the_copy_is_left(home: Path, world: Path) -> None:
    # The sandbox where the vendor's keys look for the token endpoint: behind the hospital's proxy.
    google, authority = "oauth2.googleapis.com", trustme.CA()
    authority.cert_pem.write_to_path(str(home / "authority.pem"))
    plain = urlsplit(tomllib.loads((world / "config.toml").read_text())["environments"]["sandbox"]["base_url"])
    received = home / "received.json"
    received.write_text(
        json.dumps(json.loads((world / "key.json").read_text()) | {"token_uri": f"https://{google}/token"})
    )
    answers = f"preprod\n{CLIENT_ID}\n{received}\nabcde1234\nJohn\nDoe\n"
    with TLSServer(authority, plain.port or 0, google) as server, Proxy({google: server.port}) as proxy:
        there = {"HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}", "SSL_CERT_FILE": str(home / "authority.pem")}
        done = run(home, "setup", answers=answers, **there)
    assert "It was given a token." in done.stdout
    assert f"{received} still holds the key: remove it.\n" in done.stdout
    assert "--wipe" not in done.stdout, "setup has no such option"


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--environment", "préprod", "expected preprod or production"),
        ("--environment", "pre.prod", "expected preprod or production"),
        ("--environment", "prodcution", "expected preprod or production"),
        ("--client-id", "foo bar", "….apps.googleusercontent.com"),
        ("--rpps", "x y", "without spaces"),
        ("--last-name", "D\x07oe", "a last name"),
    ],
)
def test_setup_checks_options_as_it_checks_answers(
    home: Path, world: Path, option: str, value: str, expected: str
) -> None:
    given = {
        "--environment": "preprod",
        "--client-id": "1.apps.googleusercontent.com",
        "--key": str(world / "key.json"),
        "--rpps": "abcde1234",
        "--first-name": "John",
        "--last-name": "Doe",
    }
    options = [word for pair in (given | {option: value}).items() for word in pair]
    done = run(home, "setup", *options, COLUMNS="200")
    assert done.returncode == 2
    assert f"{option} does not take this value" in done.stderr
    assert expected in done.stderr
    assert not (home / ".config/posos-bridge").exists()


def test_setup_says_which_answer_it_expects(home: Path) -> None:
    done = run(home, "setup", answers="préprod\n", LANG="fr_FR.UTF-8")
    assert "« préprod » ne convient pas : attendu preprod ou production." in done.stdout


def test_setup_can_keep_the_key_in_the_keyring(home: Path, world: Path) -> None:
    answers = f"preprod\n1-a.apps.googleusercontent.com\n{world / 'key.json'}\nabcde1234\nJohn\nDoe\n"
    run(home, "setup", "--custody", "keyring", answers=answers)
    table = tomllib.loads((home / ".config/posos-bridge/config.toml").read_text())
    assert table["environments"]["preprod"]["key"] == {"keyring": "preprod"}


def test_setup_keeps_a_copy_of_what_it_replaces_and_asks_before(home: Path, world: Path) -> None:
    file = home / ".config/posos-bridge/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\n")
    refused = run(home, "setup", answers="n\n")
    assert (refused.returncode, "nothing more was done" in refused.stderr) == (1, True)
    assert file.read_text() == "# mine\n"
    given: list[str | Path] = [
        "--environment",
        "preprod",
        "--client-id",
        "1.apps.googleusercontent.com",
        "--key",
        world / "key.json",
    ]
    who = ["--rpps", "1", "--first-name", "A", "--last-name", "B", "--force"]
    run(home, "setup", *given, *who)
    assert (home / ".config/posos-bridge/config.toml.before").read_text() == "# mine\n"
    assert "preprod" in file.read_text()


@pytest.mark.parametrize(
    ("language", "answer", "agreed"),
    [
        ("fr_FR.UTF-8", "o", True),
        ("fr_FR.UTF-8", "Oui", True),
        ("fr_FR.UTF-8", "y", True),
        ("fr_FR.UTF-8", "peut-être\noui", True),
        ("fr_FR.UTF-8", "non", False),
        ("fr_FR.UTF-8", "", False),
        ("en_GB.UTF-8", "yes", True),
        ("en_GB.UTF-8", "oui", True),
        ("en_GB.UTF-8", "perhaps\nno", False),
    ],
)
def test_yes_and_no_are_taken_in_the_persons_language(home: Path, language: str, answer: str, agreed: bool) -> None:
    file = home / ".config/posos-bridge/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\n")
    done = run(home, "setup", answers=f"{answer}\n", LANG=language)
    french = language.startswith("fr")
    assert ("? [o/N] : " if french else "? [y/N]: ") in done.stdout
    # The next question comes after a yes alone.
    assert (
        ("(preprod ou production) [preprod] : " if french else "(preprod or production) [preprod]: ") in done.stdout
    ) == agreed
    assert ("Répondez par o (oui) ou n (non)." in done.stdout) == ("peut" in answer)
    assert "Error" not in done.stdout + done.stderr


def test_doctor_finds_nothing_wrong_on_a_machine_that_is_set_up(home: Path, world: Path) -> None:
    named = {"POSOS_BRIDGE_CONFIG": str(world / "config.toml")}
    run(home, "install")
    run(home, "install", "--browser", "firefox", "--browser", "chromium")
    done = run(home, "doctor", "--json", **named)
    found = checks(done)
    assert {name for name, check in found.items() if check["ok"] is False} == set(), found
    for link in ("configuration", "practitioner", "key", "clock", "token", "connection", "audit", "browser"):
        assert found[link]["ok"] is True, found[link]
    assert done.returncode == 0
    shown = run(home, "doctor", **named, LANG="fr_FR.UTF-8")
    assert "Horloge de l\u2019ordinateur : à l\u2019heure" in shown.stdout


def test_doctor_says_what_is_wrong_and_what_to_do(home: Path) -> None:
    done = run(home, "doctor")
    assert done.returncode == 1
    assert "[not_configured]" in done.stdout
    assert "`posos-bridge setup`" in done.stdout
    assert "Firefox does not find the program" in done.stdout
    assert "`posos-bridge install`" in done.stdout


def test_doctor_says_where_the_log_is_or_why_there_is_none(home: Path, world: Path) -> None:
    configured = (world / "config.toml").read_text().replace("key.json", str(world / "key.json"))
    file = home / "config.toml"
    named = {"POSOS_BRIDGE_CONFIG": str(file)}
    file.write_text(configured)
    assert "host.log (not begun yet)" in run(home, "doctor", "--offline", **named).stdout
    (home / "host.log").write_text("")
    file.write_text(f'{configured}\n[log]\npath = "host.log"\n')
    assert run(home, "doctor", "--offline", **named).stdout.endswith(f"The program\u2019s log: {home}/host.log\n")
    file.write_text(f'{configured}\n[log]\npath = "config.toml/host.log"\n')
    done = run(home, "doctor", "--offline", **named, LANG="fr_FR.UTF-8")
    assert done.returncode == 1
    assert "Journal du programme : [file_unusable] Le journal du programme ne peut pas être tenu" in done.stdout
    assert "réglage : log.path" in done.stdout


def test_doctor_lists_no_configuration_that_is_not_there(home: Path) -> None:
    file = home / ".config/posos-bridge/config.toml"
    done = run(home, "doctor", "--offline", "--json")
    assert json.loads(done.stdout)["config_files"] == []
    assert str(file) in checks(done)["configuration"]["hint"], "where to put one is told all the same"
    assert "no configuration file" in run(home, "doctor", "--offline").stdout.splitlines()[0]
    file.parent.mkdir()
    file.write_text("nonsense = 1\n")
    assert json.loads(run(home, "doctor", "--offline", "--json").stdout)["config_files"] == [str(file)]


def test_doctor_offline_sends_nothing(home: Path, world: Path) -> None:
    unreachable = (world / "config.toml").read_text().replace("http://127.0.0.1:", "http://127.9.9.9:")
    (home / "config.toml").write_text(unreachable.replace("key.json", str(world / "key.json")))
    named = {"POSOS_BRIDGE_CONFIG": str(home / "config.toml")}
    assert checks(run(home, "doctor", "--json", **named))["connection"]["code"] == "network"
    offline = checks(run(home, "doctor", "--offline", "--json", **named))
    assert offline["token"]["ok"] is None
    assert "connection" not in offline


@pytest.mark.parametrize("cut", ["network", "key"])
def test_doctor_does_not_vouch_for_a_clock_that_nobody_compared(home: Path, world: Path, cut: str) -> None:
    config = (world / "config.toml").read_text()
    key = json.loads((world / "key.json").read_text())
    (home / "config.toml").write_text(config if cut == "network" else config.replace("key.json", "no-key.json"))
    (home / "key.json").write_text(json.dumps(key | {"token_uri": "http://127.9.9.9:9/token"}))
    (home / "key.json").chmod(0o600)
    named = {"POSOS_BRIDGE_CONFIG": str(home / "config.toml")}
    found = checks(run(home, "doctor", "--json", **named))
    assert found["token"]["code"] == ("network" if cut == "network" else "key_unreadable")
    assert found["clock"]["ok"] is None
    assert "Horloge de l\u2019ordinateur : non examiné" in run(home, "doctor", LANG="fr_FR.UTF-8", **named).stdout


def test_doctor_only_looks(home: Path, world: Path) -> None:
    named = {"POSOS_BRIDGE_CONFIG": str(world / "config.toml")}
    before = sorted(home.rglob("*"))
    found = checks(run(home, "doctor", "--json", **named))["audit"]
    assert (found["ok"], found["message"]) == (True, str(home / ".local/share/posos-bridge/audit.sqlite3"))
    assert sorted(home.rglob("*")) == before
    (home / ".local").write_text("a file where a folder should be")
    found = checks(run(home, "doctor", "--offline", "--json", **named))["audit"]
    assert found["code"] == "audit_unwritable"
    assert "Not a directory" in found["hint"]


def test_doctor_names_a_table_without_a_title_by_its_file(home: Path) -> None:
    (home / "local.csv").write_text("UCD;Libelle\n3400893887738;ELIQUIS 5MG CPR\n")
    assert run(home, "table", "import", home / "local.csv").returncode == 0
    assert checks(run(home, "doctor", "--offline", "--json"))["drug_table"]["message"].startswith("local.csv, 2")


def test_doctor_says_what_the_seconds_of_a_token_are(home: Path, world: Path) -> None:
    done = run(home, "doctor", POSOS_BRIDGE_CONFIG=str(world / "config.toml"), LANG="fr_FR.UTF-8")
    assert "✓ Preuve d\u2019identité : valable encore 3600 s" in done.stdout


def test_doctor_notices_that_somebody_changed_the_record_of_calls(home: Path, world: Path) -> None:
    named = {"POSOS_BRIDGE_CONFIG": str(world / "config.toml")}
    for _ in range(2):
        assert run(home, "open", "3400894203018", "--no-browser", **named).returncode == 0
    trail = home / ".local/share/posos-bridge/audit.sqlite3"
    assert checks(run(home, "doctor", "--offline", "--json", **named))["audit"]["ok"] is True
    with sqlite3.connect(trail) as database:
        database.execute("UPDATE attempts SET practitioner = 'somebody else' WHERE number = 1")
    found = checks(run(home, "doctor", "--offline", "--json", **named))["audit"]
    assert (found["code"], "row 1" in found["message"]) == ("audit_broken", True)
