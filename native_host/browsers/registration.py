"""Putting the host where browsers look for it, and taking it away: first the list of steps, then their execution."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from native_host.browsers import APP, HOST_NAME, read_callers
from native_host.browsers.table import browsers
from native_host.browsers.templates import template
from native_host.errors import reason_of
from native_host.places import CALLERS
from native_host.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from native_host.browsers.machine import Hive, Machine
    from native_host.browsers.table import Browser

Place = Path | tuple["Hive", str]

CHROMIUM_ID_FORM = re.compile(r"[a-p]{32}")
FIREFOX_ID_FORM = re.compile(r"\{[0-9a-fA-F-]{36}\}|[\w.-]*@[\w.-]+")


class Outcome(StrEnum):
    """What a step will do, or has done."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ABSENT = "absent"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One file, or one registry key, and what it shall hold: None when it shall not be there."""

    browser: str
    place: Place
    content: str | None
    outcome: Outcome
    reason: str = ""
    denied: bool = False  # it failed for want of rights

    @property
    def where(self) -> str:
        """The place as text."""
        return str(self.place) if isinstance(self.place, Path) else "\\".join(self.place)


@dataclass(frozen=True, slots=True)
class Registration:
    """Which host, for whom, on which machine; `extension_ids` may call it beside the published ones."""

    machine: Machine
    executable: Path
    scope: Literal["user", "system"] = "user"
    extension_ids: tuple[str, ...] = ()

    def install(self, chosen: Sequence[Browser]) -> list[Step]:
        """List what makes the chosen browsers find the host."""
        wanted: list[tuple[str, Place, str]] = []
        if callers := self._added_callers():
            wanted.append(("", self._callers_file(), json.dumps(callers, indent=2) + "\n"))
        for browser in chosen:
            files = self._manifest_files(browser)
            wanted += [(browser.name, file, self.manifest(browser)) for file in files]
            wanted += [(browser.name, key, str(files[0])) for key in self._registry_keys(browser)]
        return [self._step(*row) for row in once(wanted)]

    def uninstall(self, chosen: Sequence[Browser]) -> list[Step]:
        """List what takes the host away from the chosen browsers, and from no other one that is installed."""
        others = [other for other in browsers().values() if other not in chosen and other.is_on(self.machine)]
        shared = {place for other in others for place in self._places(other)}
        wanted = [(browser.name, place, None) for browser in chosen for place in self._places(browser)]
        if not others:
            wanted.append(("", self._callers_file(), None))
        steps = [self._step(*row) for row in once(wanted)]
        return [
            replace(step, outcome=Outcome.KEPT) if step.outcome is Outcome.REMOVED and step.place in shared else step
            for step in steps
        ]

    def is_installed(self, browser: Browser) -> bool:
        """Tell whether the browser finds this very host, for the published builds and whatever others."""
        files, published = self._manifest_files(browser), self._published_manifest(browser)
        keys = [self._step(browser.name, key, str(files[0])) for key in self._registry_keys(browser)]
        return all(step.outcome is Outcome.UNCHANGED for step in keys) and all(
            holds(read(file), published) for file in files
        )

    def manifest(self, browser: Browser) -> str:
        """Return the native messaging host manifest for a browser, as JSON."""
        manifest = self._published_manifest(browser)
        accepted = manifest["allowed_origins" if browser.family == "chromium" else "allowed_extensions"]
        accepted += [caller for caller in self._added_callers() if family_of(caller) == browser.family]
        return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"

    def _published_manifest(self, browser: Browser) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads(template(f"native-messaging/{browser.family}.json").read_text("utf-8"))
        return {**manifest, "path": str(self.executable)}

    def perform(self, step: Step) -> Step:
        """Do one step and return it with what came of it."""
        if step.outcome not in {Outcome.WRITTEN, Outcome.REMOVED}:
            return step
        try:
            if not isinstance(step.place, Path):
                if step.content is None:
                    self.machine.registry.delete(*step.place)
                else:
                    self.machine.registry.write(*step.place, step.content)
            elif step.content is None:
                remove(step.place, self.machine.home)
            else:
                write_whole(step.place, step.content)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            return replace(step, outcome=Outcome.FAILED, reason=reason_of(error), denied=denied)
        return step

    def _step(self, browser: str, place: Place, content: str | None) -> Step:
        found = read(place) if isinstance(place, Path) else self.machine.registry.read(*place)
        if content is None:
            return Step(browser, place, None, Outcome.ABSENT if found is None else Outcome.REMOVED)
        return Step(browser, place, content, Outcome.UNCHANGED if found == content else Outcome.WRITTEN)

    def _places(self, browser: Browser) -> list[Place]:
        return [*self._registry_keys(browser), *self._manifest_files(browser)]

    def _manifest_files(self, browser: Browser) -> list[Path]:
        place = browser.places[self.machine.system]
        if place.registry:
            base = "$LOCALAPPDATA" if self.scope == "user" else "$PROGRAMDATA"
            return [self.machine.path(f"{base}/{APP}/native-messaging/{browser.family}.json")]
        folders = place.user if self.scope == "user" else place.system
        return [self.machine.path(folder) / f"{HOST_NAME}.json" for folder in folders]

    def _registry_keys(self, browser: Browser) -> list[tuple[Hive, str]]:
        key = browser.places[self.machine.system].registry
        hive: Hive = "HKCU" if self.scope == "user" else "HKLM"
        return [(hive, f"{key}\\{HOST_NAME}")] if key else []

    def _callers_file(self) -> Path:
        return self.machine.configuration(self.scope) / CALLERS

    def _added_callers(self) -> list[str]:
        asked = [f"chrome-extension://{id_}/" if CHROMIUM_ID_FORM.fullmatch(id_) else id_ for id_ in self.extension_ids]
        return list(dict.fromkeys([*read_callers(str(self._callers_file())), *asked]))


def family_of(caller: str) -> str:
    return "chromium" if caller.startswith("chrome-extension://") else "firefox"


def holds(content: str | None, manifest: dict[str, Any]) -> bool:
    """Tell whether what stands in a place says all that a manifest does; its lists may have more."""
    try:
        found = json.loads(content or "")
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and all(
        isinstance(found.get(key), list) and all(item in found[key] for item in value)
        if isinstance(value, list)
        else found.get(key) == value
        for key, value in manifest.items()
    )


def once(rows: Iterable[tuple[str, Place, str | None]]) -> list[tuple[str, Place, str | None]]:
    """Keep the first row for each place: browsers may share one."""
    return list({row[1]: row for row in reversed(list(rows))}.values())[::-1]


def read(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError):
        return ""  # something is there that says nothing: writing tells what is the matter with it


def remove(file: Path, home: Path) -> None:
    """Remove a file, and the directories that it leaves empty."""
    file.unlink()
    with suppress(OSError):  # the first directory that holds something else ends it
        for folder in file.parents:
            if folder == home:
                break
            folder.rmdir()
