"""The machine that browsers are on: its system, its directories, its registry. A test hands over another one."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from native_host.browsers import APP

if TYPE_CHECKING:
    from collections.abc import Mapping

System = Literal["linux", "macos", "windows"]


class Registry(Protocol):
    """Windows's registry, as far as it is needed: a key's default value, for the user or for the machine."""

    def read(self, hive: Hive, key: str) -> str | None: ...
    def write(self, hive: Hive, key: str, value: str) -> None: ...
    def delete(self, hive: Hive, key: str) -> None: ...


Hive = Literal["HKCU", "HKLM"]


class MemoryRegistry:
    """A registry for systems that have none, and for tests."""

    def __init__(self) -> None:
        self.values: dict[tuple[Hive, str], str] = {}

    def read(self, hive: Hive, key: str) -> str | None:
        return self.values.get((hive, key))

    def write(self, hive: Hive, key: str, value: str) -> None:
        self.values[hive, key] = value

    def delete(self, hive: Hive, key: str) -> None:
        del self.values[hive, key]


def this_registry() -> Registry:
    if sys.platform == "win32":
        from native_host.browsers.windows_registry import WindowsRegistry

        return WindowsRegistry()
    return MemoryRegistry()


def this_system() -> System:
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Machine:
    """Where things are. `prefix` stands before absolute paths, so that a test's machine fits in a directory."""

    system: System = field(default_factory=this_system)
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    prefix: Path = Path("/")
    registry: Registry = field(default_factory=this_registry)

    def path(self, text: str) -> Path:
        """Return the path that a row of the table means here."""
        variables = {"XDG_CONFIG_HOME": str(self.home / ".config"), **self.environment}
        text = re.sub(r"\$(\w+)", lambda found: variables.get(found[1], found[0]), text)
        if text.startswith("~/"):
            return self.home / text[2:]
        if text.startswith("/") and not text.startswith(str(self.prefix)):
            return self.prefix / text[1:]
        return Path(text)

    def configuration(self, scope: Literal["user", "system"]) -> Path:
        """Return the configuration's directory, the user's or the machine's, by the rules of platformdirs."""
        places: dict[System, tuple[str, str]] = {
            "linux": (f"$XDG_CONFIG_HOME/{APP}", f"/etc/xdg/{APP}"),
            "macos": (f"~/Library/Application Support/{APP}", f"/Library/Application Support/{APP}"),
            "windows": (f"$LOCALAPPDATA/{APP}", f"$PROGRAMDATA/{APP}"),
        }
        return self.path(places[self.system][scope == "system"])

    def has_executable(self, name: str) -> bool:
        return shutil.which(name, path=self.environment.get("PATH", "")) is not None
