"""Who may call the host: the published extensions, and those that it was installed for."""

import json
import os
from pathlib import Path

import pytest

from native_host.browsers import PUBLISHED_CALLERS, allowed_callers


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "machine"))
    for place in ("own", "machine"):
        (tmp_path / place / "posos-bridge").mkdir(parents=True)
    return tmp_path / "own/posos-bridge/callers.json"


def test_the_published_ones_need_no_file(own: Path) -> None:
    assert allowed_callers() == PUBLISHED_CALLERS
    assert "chrome-extension://nfbmclelljpdkapljppnhakiknhdfaeh/" in PUBLISHED_CALLERS
    assert "posos-bridge@native-host" in PUBLISHED_CALLERS


def test_those_of_the_machine_and_of_the_person_are_added(own: Path, tmp_path: Path) -> None:
    own.write_text(json.dumps(["mine@example.org"]))
    (tmp_path / "machine/posos-bridge/callers.json").write_text(json.dumps(["fleet@example.org"]))
    assert allowed_callers() - PUBLISHED_CALLERS == {"mine@example.org", "fleet@example.org"}


@pytest.mark.parametrize("content", ["", "{}", "no JSON", "[1, null]", "\x00", "[" * 5000])
def test_a_spoilt_file_admits_nobody(own: Path, content: str) -> None:
    own.write_text(content)
    assert allowed_callers() == PUBLISHED_CALLERS


def test_a_pipe_in_its_place_holds_nobody_up(own: Path) -> None:
    os.mkfifo(own)
    assert allowed_callers() == PUBLISHED_CALLERS
