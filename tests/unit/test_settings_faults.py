"""A configuration with a fault is refused, with the place of the fault, in words of both languages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from native_host.settings import load
from tests.unit.configured import MINIMAL, PERSON, refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "place_of_it"),
    [
        ("", "environment"),
        ('environment = "x"', "environments.x"),
        ("environment = 7", "environment"),
        ("nonsense = 1", "nonsense"),
        (MINIMAL + "[network]\nproxi = 1", "network.proxi"),
        (MINIMAL + "[environments.other]\nbase_url = 'https://x'", "environments.other.allowed_hosts"),
        (MINIMAL.replace("https://partner", "http://partner"), "environments.preprod.base_url"),
        (MINIMAL.replace("https://partner", "ftp://partner"), "environments.preprod.base_url"),
        (MINIMAL.replace("preprod.posos.co/", "preprod.posos.co:99999"), "environments.preprod.base_url"),
        (MINIMAL.replace("preprod.posos.co/", "preprod.posos.co:https"), "environments.preprod.base_url"),
        (MINIMAL.replace("https://partner", "https://[partner"), "environments.preprod.base_url"),
        (MINIMAL.replace("https://partner", "https://pärtner"), "environments.preprod.base_url"),
        (MINIMAL.replace('"preprod-key.json"', "7"), "environments.preprod.key.file"),
        (MINIMAL.replace('file = "preprod-key.json"', ""), "environments.preprod.key"),
        (MINIMAL.replace('file = "preprod-key.json"', 'file = "a", keyring = "b"'), "environments.preprod.key"),
        (MINIMAL.replace('"posos.care"', "7"), "environments.preprod.allowed_hosts[1]"),
        (MINIMAL + "[network]\ndeadline = 0", "network.deadline"),
        (MINIMAL + "[network]\ndeadline = nan", "a number that no setting can have"),
        (MINIMAL + "[[practitioners]]\nos_user = 'x'", "practitioners[0].first_name"),
        (MINIMAL + "[log]\nlevel = 'loud'", "log.level"),
        (MINIMAL + '[audit]\npath = "C:\\temp\\new.sqlite3"', "audit.path"),
        (MINIMAL.replace("preprod-key", "a\\u0000b"), "environments.preprod.key.file"),
        (MINIMAL + "[[guides]]\nname = 'x'\n[[guides]]\nname = 'y'\n[[guides]]\nname = 'x'", "guides[2].name"),
        (MINIMAL + PERSON.format("jdoe") + PERSON.format("JDoe"), "practitioners[1].os_user"),
        ('locked = ["audit", "netwrok"]\n' + MINIMAL, "locked[1]: no table or key: netwrok"),
        ('locked = ["network.proxi"]\n' + MINIMAL, "no table or key: network.proxi"),
        ('locked = ["guides.name"]\n' + MINIMAL, "no table or key: guides.name"),
        ('locked = ["environments.preprod.clientid"]\n' + MINIMAL, "locked[0]"),
        ('locked = [".audit"]\n' + MINIMAL, "locked[0]"),
        (MINIMAL.replace("client_id", "clientid"), "client_id: missing; environments.preprod.clientid is an unknown"),
        (MINIMAL + "[practitioner]\nrpps = '1'\nfirst_name = 'A'\nname = 'B'", "practitioner.name is an unknown"),
        ("[[practitioners]]\nosuser = 'x'\nrpps = '1'", "practitioners[0].osuser is an unknown key"),
        ('accept_practitioner_from = ["https://a.example", "https://*.b.example"]\n' + MINIMAL, "from[1]: no page"),
        ('accept_practitioner_from = ["https://dpi.hôpital.example"]\n' + MINIMAL, "from[0]: no page"),
        ('accept_practitioner_from = ["https://user@dpi.example"]\n' + MINIMAL, "from[0]: no page"),
        ('accept_practitioner_from = ["https://dpi.example:99999"]\n' + MINIMAL, "from[0]: no page"),
        ('accept_practitioner_from = ["moz-extension://*"]\n' + MINIMAL, "from[0]: no page"),
        ('accept_practitioner_from = ["ftp://dpi.example"]\n' + MINIMAL, "from[0]: no page"),
        ('accept_practitioner_from = ["file:///"]\n' + MINIMAL, "from[0]: any file on this computer could then"),
        ("environment = \n", "line 1"),
        ('environment = "preprod\n', "line 1, column 23"),
        ("locked = []\nlocked = []\n", "twice (line 2"),
        ("a = 1\nb = [\n", "in the middle of something"),
    ],
)
def test_a_fault_is_told_with_the_file_and_the_key_or_the_line(tmp_path: Path, text: str, place_of_it: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    hint = refused(POSOS_BRIDGE_CONFIG=str(file)).hint("en")
    assert str(file) in hint
    assert place_of_it in hint


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("[network]\nproxy = 'proxy.hopital'", "doit être system, none, ou une adresse comme http://machine:port"),
        ("accept_practitioner_from = ['dpi']", "doit être une origine comme https://"),
        ("[environments.x]\nallowed_hosts = []", "environments.x.base_url"),
        ("[log]\nlevel = 'loud'", "doit être un de debug, info, warning, error, off"),
        ("[network]\ndeadline = 0", "doit être plus que 0"),
        ("[network]\ndeadline = 1000", "doit être 120 au plus"),
        ("[audit]\nretention_days = 0", "doit être 1 au moins"),
        ("[audit]\npath = ''", "ne doit pas être vide"),
        (f"[audit]\npath = '{'x' * 1025}'", "doit avoir 1024 caractères au plus"),
        ("[practitioner]\nrpps = '1\t'\nfirst_name = 'A'\nlast_name = 'B'", "doit être un texte d\u2019une ligne"),
        ('environment = "preprod\n', "il est mal écrit (ligne 1, colonne 23)"),
        ("locked = []\nlocked = []\n", "le même nom est donné deux fois (ligne 2"),
        ("locked = []\nlocked = []", "le même nom est donné deux fois (à la dernière ligne"),
        ("locked = [", "il s\u2019arrête au milieu"),
        ("locked = " + "[" * 100_000, "crochets"),
    ],
)
def test_a_fault_is_told_in_words_and_in_french(tmp_path: Path, text: str, french: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    error = refused(POSOS_BRIDGE_CONFIG=str(file))
    assert french in error.hint("fr")
    assert "clé -" not in error.hint("fr")
    for word in ("^", "pattern", "Illegal", "than or equal"):
        assert word not in error.hint("en")


@pytest.mark.parametrize("table", ["audit", "log"])
@pytest.mark.parametrize(
    "taken",
    [
        "config.toml",
        "./sub/../config.toml",
        "link.toml",
        "preprod-key.json",
        "ca.pem",
        "pin",
        "machine/posos-bridge/config.toml",
        "machine/posos-bridge/callers.json",
        "user/posos-bridge/callers.json",
        "data/posos-bridge/drug-table.sqlite3",
        "table.sqlite3",
    ],
)
def test_what_is_written_is_no_other_file_of_the_program(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, taken: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("POSOS_BRIDGE_TABLE", str(tmp_path / "table.sqlite3"))
    (tmp_path / "sub").mkdir()
    file = tmp_path / "config.toml"
    (tmp_path / "link.toml").symlink_to(file)
    config = MINIMAL + f'[network]\nca_bundle = "ca.pem"\n[{table}]\npath = "{taken}"\n'
    if taken == "pin":
        token = '{ pkcs11 = { module = "m", token = "t", label = "l", pin_file = "pin" }, account = "a.json" }'
        config = config.replace('{ file = "preprod-key.json" }', token)
    file.write_text(config)
    error = refused(POSOS_BRIDGE_CONFIG=str(file))
    assert f"{table}.path" in error.hint("en")
    assert "autre fichier de ce programme" in error.hint("fr")
    assert file.read_text() == config
    file.write_text(config.replace(f'path = "{taken}"', 'path = "another"'))
    load({"POSOS_BRIDGE_CONFIG": str(file)})


def test_trail_and_log_are_two_files(folders: tuple[Path, Path]) -> None:
    (folders[1] / "config.toml").write_text(MINIMAL + '[audit]\npath = "x"\n[log]\npath = "x"\n')
    assert "audit.path" in refused().hint("en")


def test_only_where_there_is_no_file_nothing_is_configured_yet(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    absent = refused(POSOS_BRIDGE_CONFIG=str(file))
    assert "not yet configured" in absent.message("en")
    assert f"{file} n\u2019existe pas" in absent.hint("fr")
    for text in ("nonsense = 1", "nonsense"):
        file.write_text(text)
        assert "pas encore" not in refused(POSOS_BRIDGE_CONFIG=str(file)).message("fr")
    file.unlink()
    file.mkdir()
    assert "cannot be read" in refused(POSOS_BRIDGE_CONFIG=str(file)).message("en")
    assert "un dossier" in refused(POSOS_BRIDGE_CONFIG=str(file)).hint("fr")


def test_a_file_of_windows_notepad_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())
    assert load({"POSOS_BRIDGE_CONFIG": str(file)}).environment == "preprod"


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"# 1\n# 2\n# caf\xe9\n" + MINIMAL.encode())
    assert "not UTF-8 (at line 3)" in refused(POSOS_BRIDGE_CONFIG=str(file)).hint("en")


def test_a_named_file_that_is_missing_is_told(tmp_path: Path) -> None:
    assert "nowhere.toml" in refused(POSOS_BRIDGE_CONFIG=str(tmp_path / "nowhere.toml")).hint("fr")


def test_a_pipe_in_the_place_of_the_configuration_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.toml")
    told = refused(POSOS_BRIDGE_CONFIG=str(tmp_path / "config.toml"))
    assert told.code == "not_configured"
    assert "config.toml: not a regular file" in told.hint("en")
