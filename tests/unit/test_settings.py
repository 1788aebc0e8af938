"""The configuration: found where the system wants it, laid over each other, refused with the place of the fault."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import hypothesis
import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from native_host.errors import BridgeError
from native_host.places import XDG, XDG_SHARED, chosen, os_user, place, shared_file
from native_host.settings import load
from native_host.settings.locks import holds_lock, is_locked, locked_part, overlay

if TYPE_CHECKING:
    from pathlib import Path

MINIMAL = """
environment = "preprod"
[environments.preprod]
base_url = "https://partner-connect.preprod.posos.co/"
client_id = "x.apps.googleusercontent.com"
allowed_hosts = ["Posos.co", "posos.care"]
key = { file = "preprod-key.json" }
"""
PERSON = """
[[practitioners]]
os_user = "{}"
rpps = "1"
first_name = "A"
last_name = "B"
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Make the machine's folder and the user's."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "machine"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("POSOS_BRIDGE_CONFIG", raising=False)
    found = tmp_path / "machine/posos-bridge", tmp_path / "user/posos-bridge"
    for folder in found:
        folder.mkdir(parents=True)
    return found


def refused(**env: str) -> BridgeError:
    with pytest.raises(BridgeError) as caught:
        load({**os.environ, **env})
    assert caught.value.code == "not_configured"
    return caught.value


def test_the_users_file_alone_is_enough(folders: tuple[Path, Path]) -> None:
    (folders[1] / "config.toml").write_text(MINIMAL)
    settings = load()
    assert settings.files == (str(folders[1] / "config.toml"),)
    assert settings.base_url == "https://partner-connect.preprod.posos.co"
    assert settings.allowed_hosts == ("posos.co", "posos.care")
    assert settings.key == {"file": str(folders[1] / "preprod-key.json")}
    assert settings.practitioner is None
    assert settings.network.connect_timeout == 3
    assert settings.network.deadline == 10
    assert settings.audit.retention_days == 365
    assert settings.audit.enabled is True
    assert settings.audit.record_codes is False


def test_the_users_file_stands_over_the_machines(folders: tuple[Path, Path]) -> None:
    (folders[0] / "config.toml").write_text(MINIMAL + "[network]\ndeadline = 5\nconnect_timeout = 2\n")
    (folders[1] / "config.toml").write_text(
        '[practitioner]\nrpps = "1"\nfirst_name = "A"\nlast_name = "B"\n[network]\ndeadline = 7\n'
        '[environments.preprod]\nbase_url = "https://x.test"\nclient_id = "y"\n'
        'allowed_hosts = ["x.test"]\nkey = { file = "k" }'
    )
    settings = load()
    assert settings.network.deadline == 7
    assert settings.network.connect_timeout == 2
    assert settings.base_url == "https://x.test"
    assert settings.key == {"file": str(folders[1] / "k")}
    assert settings.practitioner == ("1", "A", "B")
    assert len(settings.files) == 2


@pytest.mark.parametrize("named", [False, True])
def test_what_the_machine_locks_holds(folders: tuple[Path, Path], named: bool) -> None:
    locked = 'locked = ["network.proxy", "audit", "environment"]\n'
    (folders[0] / "config.toml").write_text(locked + MINIMAL + '[network]\nproxy = "http://proxy:1"\ndeadline = 5\n')
    other = folders[1] / ("other.toml" if named else "config.toml")
    other.write_text(
        MINIMAL.replace("preprod", "sandbox")
        + '[network]\nproxy = "none"\nconnect_timeout = 1\n[audit]\nenabled = false'
    )
    if named:  # of the machine's file, what it locks and no more: its environments are not to be had
        assert "environments.preprod" in refused(POSOS_BRIDGE_CONFIG=str(other)).hint("en")
        return
    settings = load()
    assert settings.environment == "preprod"
    assert settings.network.proxy == "http://proxy:1"
    assert settings.network.connect_timeout == 1
    assert settings.audit.enabled is True


@pytest.mark.parametrize("lock", ["practitioner", "practitioners"])
def test_who_signs_in_is_locked_whatever_table_says_so(folders: tuple[Path, Path], lock: str) -> None:
    one = '[practitioner]\nrpps = "{0}"\nfirst_name = "A"\nlast_name = "B"\n'
    mine = f'[[practitioners]]\nos_user = "{os_user()}"\nrpps = "mine"\nfirst_name = "A"\nlast_name = "B"\n'
    (folders[0] / "config.toml").write_text(f'locked = ["{lock}"]\n' + MINIMAL + one.format("theirs"))
    accept = 'accept_practitioner_from = ["https://dpi.example"]\n'
    (folders[1] / "config.toml").write_text(accept + mine + one.format("mine"))
    settings = load()
    found = settings.practitioner
    assert found
    assert found.rpps == "theirs"
    assert not settings.accept_practitioner_from


@pytest.mark.parametrize(
    "lock",
    [
        "environment",
        "environments",
        "environments.production",
        "environments.preprod.key",
        "environments.preprod.key.file",
        "environments.chu.nord",
        "environments.chu.nord.base_url",
        "practitioners",
        "practitioner.rpps",
        "accept_practitioner_from",
        "network.proxy",
        "guides",
        "audit.enabled",
        "log",
    ],
)
def test_each_table_and_key_can_be_locked(folders: tuple[Path, Path], lock: str) -> None:
    other = MINIMAL.partition("[")[2].replace("environments.preprod", 'environments."chu.nord"')
    (folders[0] / "config.toml").write_text(f'locked = ["{lock}"]\n{MINIMAL}[{other}')
    assert load().environment == "preprod"


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://DPI.example/", "https://dpi.example"),
        ("https://dpi.example:443", "https://dpi.example"),
        ("https://dpi.example:0443", "https://dpi.example"),
        ("https://dpi.example:8443", "https://dpi.example:8443"),
        ("https://dpi.example:80", "https://dpi.example:80"),
        ("http://dpi.example:80", "http://dpi.example"),
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000"),
        ("http://[::1]", "http://[::1]"),
        ("http://[::1]:80", "http://[::1]"),
        ("http://[::1]:4000", "http://[::1]:4000"),
        ("https://xn--hpital-xxa.example", "https://xn--hpital-xxa.example"),
        ("moz-extension://0b1c", "moz-extension://0b1c"),
        ("file://", "file:"),
    ],
)
def test_an_accepted_origin_is_read_as_browsers_write_it(folders: tuple[Path, Path], written: str, origin: str) -> None:
    (folders[1] / "config.toml").write_text(f'accept_practitioner_from = ["{written}"]\n{MINIMAL}')
    assert load().accept_practitioner_from == {origin}


def test_a_named_file_stands_alone(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (folders[0] / "config.toml").write_text(MINIMAL + '[practitioner]\nrpps = "1"\nfirst_name = "A"\nlast_name = "B"\n')
    (tmp_path / "one.toml").write_text(MINIMAL)
    settings = load({**os.environ, "POSOS_BRIDGE_CONFIG": str(tmp_path / "one.toml")})
    assert settings.practitioner is None
    assert settings.files == (str(tmp_path / "one.toml"),)


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


def test_on_a_shared_workstation_the_systems_user_decides(folders: tuple[Path, Path]) -> None:
    rows = "".join(
        f'[[practitioners]]\nos_user = "{user}"\nrpps = "{rpps}"\nfirst_name = "A"\nlast_name = "B"\n'
        for user, rpps in (("somebody", "1"), (os_user().upper(), "2"))
    )
    one = '[practitioner]\nrpps = "3"\nfirst_name = "A"\nlast_name = "B"\n'
    (folders[1] / "config.toml").write_text(MINIMAL + rows + one)
    assert load().practitioner == ("2", "A", "B")
    (folders[1] / "config.toml").write_text(MINIMAL + rows.replace(os_user().upper(), "nobody-here") + one)
    assert load().practitioner == ("3", "A", "B")


def test_nothing_secret_is_in_its_repr(folders: tuple[Path, Path]) -> None:
    key = 'key = { pkcs11 = { module = "m", token = "t", label = "l", pin = "12345" }, account = "a.json" }'
    text = MINIMAL.replace('key = { file = "preprod-key.json" }', key) + '[network]\nproxy = "http://u:secret@p:1"\n'
    (folders[1] / "config.toml").write_text(text)
    settings = load()
    assert settings.key["account"] == str(folders[1] / "a.json")
    assert "12345" not in repr(settings)
    assert "secret" not in repr((settings, settings.network))


@pytest.mark.parametrize("kind", XDG)
@pytest.mark.parametrize("value", ["", "relative", "/absolute"])
def test_places_are_those_of_platformdirs(kind: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(XDG[kind][0], value)
    assert place(kind) == getattr(platformdirs, kind)("posos-bridge")


@pytest.mark.parametrize("kind", XDG_SHARED)
@pytest.mark.parametrize("value", ["", "relative", "/absolute", "/one:/two", "relative:/two"])
def test_shared_places_without_a_file_are_those_of_platformdirs(
    kind: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(XDG_SHARED[kind][0], value)
    assert shared_file(kind, "x") == getattr(platformdirs, kind)("posos-bridge") + "/x"


@pytest.mark.parametrize(
    ("listed", "there", "where"),
    [
        # What a variable lists, where the file is → which one is the machine's.
        ([], [], "default"),
        ([], ["default"], "default"),
        (["one", "two"], [], "one"),
        (["one", "two"], ["two"], "two"),
        (["one", "two"], ["one", "two"], "one"),
        (["one", "default"], [], "default"),
        (["one", "default/"], [], "default"),
        (["one", "default"], ["one"], "one"),
        (["one", "default"], ["default"], "default"),
        (["one"], ["default"], "default"),
        (["one"], ["default", "one"], "default"),
    ],
)
def test_the_machines_file_is_found_in_every_session(
    tmp_path: Path, listed: list[str], there: list[str], where: str
) -> None:
    for folder in there:
        (tmp_path / folder / "posos-bridge").mkdir(parents=True)
        (tmp_path / folder / "posos-bridge/config.toml").touch()
    folders = [f"{tmp_path}/{folder}" for folder in listed]
    assert chosen(f"{tmp_path}/default", folders, "config.toml") == f"{tmp_path}/{where}/posos-bridge/config.toml"


def test_a_session_that_lists_folders_of_its_own_first_keeps_the_locks(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders[0] / "config.toml").write_text('locked = ["audit"]\n' + MINIMAL)
    (folders[1] / "config.toml").write_text("[audit]\nenabled = false")
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path}/xdg-ubuntu:{tmp_path}/machine")
    assert load().audit.enabled is True


names = st.text("ab", min_size=1, max_size=2)
paths = st.lists(names, min_size=1, max_size=3).map(".".join)
tables = st.recursive(st.integers(), lambda inner: st.dictionaries(names, inner, max_size=3)).filter(
    lambda table: isinstance(table, dict)
)


@hypothesis.settings(deadline=None)
@given(under=tables, over=tables, locks=st.lists(paths, max_size=2))
def test_a_lock_is_never_overlaid_and_the_rest_always(
    under: dict[str, Any], over: dict[str, Any], locks: list[str]
) -> None:
    merged = overlay(under, over, locks)
    assert locked_part(merged, locks) == locked_part(under, locks)
    for name, value in over.items():
        if not isinstance(value, dict) and not is_locked(name, locks) and not holds_lock(name, locks):
            assert merged[name] == value
