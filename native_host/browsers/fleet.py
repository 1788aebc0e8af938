"""The deployment folder of an establishment: what its workstations need, in trees that are copied as they are."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from native_host.browsers import CHROMIUM_ID
from native_host.browsers.machine import Machine, MemoryRegistry
from native_host.browsers.policies import PLACEHOLDER_SERVER, Policies, registry_file
from native_host.browsers.registration import Registration
from native_host.browsers.table import browsers
from native_host.browsers.templates import template
from native_host.whole_files import write_whole

if TYPE_CHECKING:
    from native_host.browsers.machine import System

# Where the host is on workstations when nobody says otherwise.
HOSTS: dict[System, str] = {
    "linux": "/opt/posos-bridge/bin/posos-bridge-host",
    "macos": "/opt/posos-bridge/bin/posos-bridge-host",
    "windows": r"C:\Program Files\Posos Bridge\posos-bridge-host.exe",
}
PROGRAM_DATA = PureWindowsPath(r"C:\ProgramData")


@dataclass(frozen=True, slots=True)
class Fleet:
    """What differs from one establishment to another."""

    out: Path
    policies: Policies
    hosts: dict[System, str]
    language: str

    def write(self, builds: Path | None) -> None:
        """Write the folder; `builds` holds the built extension, or is None where there is none."""
        self.out.mkdir(parents=True, exist_ok=True)
        for system in HOSTS:
            self._write_hosts(system)
        self._write_policies()
        shutil.copyfile(template("fleet/config.toml"), self.out / "config.toml")
        (self.out / "README.md").write_text(self._filled(f"README.{self.language}.md"), "utf-8")
        if builds:
            self._write_builds(builds)

    def _write_hosts(self, system: System) -> None:
        tree = self.out / system
        registry = MemoryRegistry()
        program_data = tree / "ProgramData"
        machine = Machine(system, tree / "home", {"PROGRAMDATA": str(program_data)}, tree, registry)
        added = () if self.policies.chromium_id == CHROMIUM_ID else (self.policies.chromium_id,)
        registration = Registration(machine, Path(self.hosts[system]), "system", added)
        for step in registration.install(list(browsers().values())):
            registration.perform(step)
        if registry.values:
            keys = {
                f"HKEY_LOCAL_MACHINE\\{key}": {"": str(PROGRAM_DATA / Path(file).relative_to(program_data))}
                for (_, key), file in registry.values.items()
            }
            (tree / "host.reg").write_bytes(registry_file(keys))

    def _write_policies(self) -> None:
        keys: dict[str, dict[str, str]] = {}
        for browser in browsers().values():
            place = self.out / "linux" / browser.places["linux"].policies[1:]
            document = json.dumps(self.policies.document(browser), indent=2, ensure_ascii=False) + "\n"
            write_whole(place if place.suffix else place / "posos-bridge.json", document)
            if browser.family == "chromium":
                keys |= self.policies.registry(browser)
                for name, content in self.policies.property_lists(browser).items():
                    (self.out / "macos" / name).write_bytes(content)
            else:
                write_whole(self.out / "windows" / browser.name / "policies.json", document)
        (self.out / "windows" / "policies.reg").write_bytes(registry_file(keys))

    def _write_builds(self, builds: Path) -> None:
        folder = self.out / "extension"
        for build, name, archive in (
            ("chrome-mv3", "chromium", "posos-bridge-chromium.zip"),
            ("firefox-mv3", "firefox", "posos-bridge-firefox.xpi"),
        ):
            target = folder / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(builds / build, target)
            version = self._bake(target / "manifest.json")
            pack(target, folder / archive)
        (folder / "updates.xml").write_text(self._filled("updates.xml").replace("@VERSION@", version), "utf-8")

    def _bake(self, file: Path) -> str:
        """Put the sites into a build's manifest as host permissions, which a forced installation grants unasked."""
        manifest = json.loads(file.read_text("utf-8"))
        manifest["host_permissions"] = list(
            dict.fromkeys([*manifest.get("host_permissions", []), *self.policies.sites])
        )
        if self.policies.chromium_id != CHROMIUM_ID:
            manifest.pop("key", None)  # another key will sign the package and decide its id
        file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
        return str(manifest["version"])

    def _filled(self, name: str) -> str:
        text = template(f"fleet/{name}").read_text("utf-8")
        values = {
            "@SITES@": "\n".join(f"- `{site}`" for site in self.policies.sites),
            "@HOSTS@": "\n".join(f"- {system}: `{host}`" for system, host in self.hosts.items()),
            "@ID@": self.policies.chromium_id,
            "@TO-REPLACE@\n": self._to_replace(),
            "@URL@": self.policies.server,
        }
        for mark, value in values.items():
            text = text.replace(mark, value)
        return text

    def _to_replace(self) -> str:
        if self.policies.server != PLACEHOLDER_SERVER:
            return ""
        return template(f"fleet/to-replace.{self.language}.md").read_text("utf-8")


def pack(folder: Path, archive: Path) -> None:
    """Zip a build, file by file in one order and with one date, so that the same build makes the same archive."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            packed.writestr(
                zipfile.ZipInfo(file.relative_to(folder).as_posix()), file.read_bytes(), zipfile.ZIP_DEFLATED
            )


def are_builds(folder: Path) -> bool:
    """Tell whether a folder holds both builds of the extension."""
    return all((folder / build / "manifest.json").is_file() for build in ("chrome-mv3", "firefox-mv3"))


def built_extension() -> Path | None:
    """Return the folder of the builds beside this program in a checkout, when both are there."""
    folder = Path(__file__).parents[2] / "extension" / ".output"
    return folder if are_builds(folder) else None
