"""The folders of a machine and of a person, for the tests of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


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
