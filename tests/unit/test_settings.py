"""The configuration: files found, laid over each other, and locked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from native_host.places import os_user
from native_host.settings import load
from native_host.settings.locks import holds_lock, is_locked, locked_part, overlay
from tests.unit.configured import MINIMAL, refused

if TYPE_CHECKING:
    from pathlib import Path


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
        ("HTTPS://dpi.example", "https://dpi.example"),
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
