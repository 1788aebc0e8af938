"""Where files stand: as the system wants it, in every session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs
import pytest

from native_host.places import XDG, XDG_SHARED, chosen, place, shared_file

if TYPE_CHECKING:
    from pathlib import Path


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
