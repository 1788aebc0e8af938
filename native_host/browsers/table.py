"""The table of browsers, and which of them are on a machine."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from native_host.browsers.machine import Machine, System


@dataclass(frozen=True, slots=True)
class Place:
    """One browser on one system: see `browsers.toml` for what the fields mean."""

    traces: tuple[str, ...]
    policies: str
    user: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    registry: str | None = None
    confined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Browser:
    """A row of the table."""

    name: str
    label: str
    family: Literal["chromium", "firefox"]
    executables: tuple[str, ...]
    places: dict[System, Place]

    def is_on(self, machine: Machine) -> bool:
        """Tell whether the browser is installed for the person whose machine it is."""
        traces = self.places[machine.system].traces
        return any(machine.has_executable(name) for name in self.executables) or any(
            machine.path(trace).exists() for trace in traces
        )

    def is_confined_on(self, machine: Machine) -> bool:
        """Tell whether a build that snap or flatpak shuts in is installed."""
        return any(machine.path(trace).exists() for trace in self.places[machine.system].confined)


@cache
def browsers() -> dict[str, Browser]:
    """Return the browsers by name, in the order of the table."""
    table = tomllib.loads(Path(__file__).with_name("browsers.toml").read_text("utf-8"))
    return {
        name: Browser(
            name=name,
            label=row["label"],
            family=row["family"],
            executables=tuple(row["executables"]),
            places={system: place(row[system]) for system in ("linux", "macos", "windows") if system in row},
        )
        for name, row in table.items()
    }


def place(row: dict[str, str | list[str]]) -> Place:
    return Place(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})  # type: ignore[arg-type]  # the table's shape is tested
