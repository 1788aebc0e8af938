"""Registering the host: every browser of the table, on every system, on a machine that fits in a directory."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from platformdirs import windows

from native_host.browsers import CHROMIUM_ID, FIREFOX_ID, HOST_NAME
from native_host.browsers.machine import Machine, MemoryRegistry, System
from native_host.browsers.registration import Outcome, Registration, Step
from native_host.browsers.table import Browser, browsers
from native_host.places import place, shared_file

SYSTEMS: tuple[System, ...] = ("linux", "macos", "windows")
ROWS = [(browser, system) for browser in browsers().values() for system in SYSTEMS]
OTHER_ID = "abcdefghijklmnopabcdefghijklmnop"


def machine(tmp_path: Path, system: System = "linux") -> Machine:
    home = tmp_path / "home" / "jdoe"
    home.mkdir(parents=True, exist_ok=True)
    folders = {name: str(tmp_path / name) for name in ("LOCALAPPDATA", "APPDATA", "PROGRAMDATA", "PROGRAMFILES")}
    environment = folders if system == "windows" else {"PATH": str(tmp_path / "bin")}
    return Machine(system, home, environment, prefix=tmp_path, registry=MemoryRegistry())


def registration(tmp_path: Path, system: System = "linux", **changed: object) -> Registration:
    executable = tmp_path / "bin" / "posos-bridge-host"
    return replace(Registration(machine(tmp_path, system), executable), **changed)  # type: ignore[arg-type]


def perform(registration: Registration, steps: list[Step]) -> list[Step]:
    return [registration.perform(step) for step in steps]


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in tmp_path.rglob("*") if path.name not in {"home", "jdoe"})


@pytest.mark.parametrize("scope", ["user", "system"])
@pytest.mark.parametrize(("browser", "system"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_every_browser_finds_the_host_on_every_system(
    tmp_path: Path, browser: Browser, system: System, scope: str
) -> None:
    registry = registration(tmp_path, system, scope=scope)
    steps = perform(registry, registry.install([browser]))
    assert {step.outcome for step in steps} == {Outcome.WRITTEN}
    manifest = json.loads(next(step.place for step in steps if isinstance(step.place, Path)).read_text())
    assert manifest["name"] == HOST_NAME
    assert manifest["type"] == "stdio"
    assert manifest["path"] == str(tmp_path / "bin" / "posos-bridge-host")
    if browser.family == "firefox":
        assert manifest["allowed_extensions"] == [FIREFOX_ID]
    else:
        assert manifest["allowed_origins"] == [f"chrome-extension://{CHROMIUM_ID}/"]
    if system == "windows":
        assert isinstance(registry.machine.registry, MemoryRegistry)
        ((hive, key),) = registry.machine.registry.values
        assert hive == ("HKCU" if scope == "user" else "HKLM")
        assert key.endswith(rf"\NativeMessagingHosts\{HOST_NAME}")
        assert Path(registry.machine.registry.values[hive, key]).is_file()
    assert registry.is_installed(browser)


@pytest.mark.parametrize("scope", ["user", "system"])
@pytest.mark.parametrize(("browser", "system"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_installing_twice_changes_nothing_and_uninstalling_leaves_nothing(
    tmp_path: Path, browser: Browser, system: System, scope: str
) -> None:
    registry = registration(tmp_path, system, scope=scope)
    perform(registry, registry.install([browser]))
    before = {path: path.stat().st_mtime_ns for path in files(tmp_path)}
    assert {step.outcome for step in perform(registry, registry.install([browser]))} == {Outcome.UNCHANGED}
    assert {path: path.stat().st_mtime_ns for path in files(tmp_path)} == before
    perform(registry, registry.uninstall([browser]))
    assert files(tmp_path) == []
    assert not registry.is_installed(browser)
    assert {step.outcome for step in perform(registry, registry.uninstall([browser]))} == {Outcome.ABSENT}


def test_listing_the_steps_writes_nothing(tmp_path: Path) -> None:
    registry = registration(tmp_path, extension_ids=(OTHER_ID,))
    registry.install(list(browsers().values()))
    registry.uninstall(list(browsers().values()))
    assert files(tmp_path) == []


def test_another_programs_manifest_is_left_alone(tmp_path: Path) -> None:
    registry = registration(tmp_path)
    other = tmp_path / "home/jdoe/.mozilla/native-messaging-hosts/other.json"
    other.parent.mkdir(parents=True)
    other.write_text("{}")
    perform(registry, registry.install([browsers()["firefox"]]))
    perform(registry, registry.uninstall([browsers()["firefox"]]))
    assert [path.name for path in other.parent.iterdir()] == ["other.json"]


def test_a_place_that_browsers_share_stays_for_the_one_that_is_left(tmp_path: Path) -> None:
    registry = registration(tmp_path, "windows")
    for trace in ("Google/Chrome/Application/chrome.exe", "BraveSoftware/Brave-Browser/Application/brave.exe"):
        (tmp_path / "PROGRAMFILES" / trace).parent.mkdir(parents=True)
        (tmp_path / "PROGRAMFILES" / trace).touch()
    chrome, brave = browsers()["chrome"], browsers()["brave"]
    perform(registry, registry.install([chrome, brave]))
    steps = perform(registry, registry.uninstall([brave]))
    assert {step.outcome for step in steps} == {Outcome.KEPT}
    assert registry.is_installed(chrome)
    perform(registry, registry.uninstall([chrome, brave]))
    assert not registry.is_installed(chrome)


def test_an_added_extension_may_call_and_is_remembered(tmp_path: Path) -> None:
    first = registration(tmp_path, extension_ids=(OTHER_ID, "other@example.org"))
    perform(first, first.install([browsers()["chromium"], browsers()["firefox"]]))
    again = registration(tmp_path)
    assert {step.outcome for step in again.install([browsers()["chromium"], browsers()["firefox"]])} == {
        Outcome.UNCHANGED
    }
    chromium = json.loads(again.manifest(browsers()["chromium"]))
    assert chromium["allowed_origins"] == [f"chrome-extension://{id_}/" for id_ in (CHROMIUM_ID, OTHER_ID)]
    firefox = json.loads(again.manifest(browsers()["firefox"]))
    assert firefox["allowed_extensions"] == [FIREFOX_ID, "other@example.org"]


def test_an_extension_added_in_one_browser_leaves_the_others_installed(tmp_path: Path) -> None:
    registry, chromium, chrome = registration(tmp_path), browsers()["chromium"], browsers()["chrome"]
    perform(registry, registry.install([chromium, chrome]))
    added = registration(tmp_path, extension_ids=(OTHER_ID,))
    steps = perform(added, added.install([chromium]))
    assert registry.is_installed(chromium)
    assert registry.is_installed(chrome)
    (manifest,) = [step.place for step in steps if step.browser and isinstance(step.place, Path)]
    for broken in ("", "7", "{", "{}", manifest.read_text().replace(CHROMIUM_ID, OTHER_ID)):
        manifest.write_text(broken)
        assert not registry.is_installed(chromium)


def test_a_refusal_of_the_system_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "home/jdoe").mkdir(parents=True)
    (tmp_path / "home/jdoe/.mozilla").write_text("a file where the directory should be")
    registry = registration(tmp_path)
    steps = perform(registry, registry.install([browsers()["firefox"], browsers()["chromium"]]))
    assert [step.outcome for step in steps] == [Outcome.FAILED, Outcome.WRITTEN]
    assert steps[0].reason


@pytest.mark.parametrize(("browser", "system"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_a_browser_is_found_by_each_of_its_traces(tmp_path: Path, browser: Browser, system: System) -> None:
    here = machine(tmp_path, system)
    assert not browser.is_on(here)
    for trace in browser.places[system].traces:
        path = here.path(trace)
        assert path.is_relative_to(tmp_path), "the table names a variable that this system has not"
        path.mkdir(parents=True)
        assert browser.is_on(here)
        path.rmdir()
        assert not browser.is_on(here)


def test_a_browser_in_the_path_is_found(tmp_path: Path) -> None:
    executable = tmp_path / "bin" / "vivaldi-stable"
    executable.parent.mkdir()
    executable.touch(mode=0o755)
    assert [browser.name for browser in browsers().values() if browser.is_on(machine(tmp_path))] == ["vivaldi"]


def test_the_table_keeps_configuration_where_the_host_looks_for_it() -> None:
    system: System = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")  # type: ignore[assignment]
    here = Machine(system)
    assert str(here.configuration("user")) == place("user_config_dir")
    assert str(here.configuration("system") / "callers.json") == shared_file("site_config_dir", "callers.json")


def test_on_windows_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = machine(tmp_path, "windows")
    for name, value in here.environment.items():
        monkeypatch.setenv("ALLUSERSPROFILE" if name == "PROGRAMDATA" else name, value)
    monkeypatch.setattr(windows, "get_win_folder", windows.get_win_folder_from_env_vars)  # the others need Windows
    there = windows.Windows("posos-bridge", appauthor=False)  # as `native_host.places` asks
    assert str(here.configuration("user")) == there.user_config_dir
    assert str(here.configuration("system")) == there.site_config_dir


def test_an_empty_home_is_not_removed(tmp_path: Path) -> None:
    registry = registration(tmp_path)
    perform(registry, registry.install([browsers()["firefox"]]))
    perform(registry, registry.uninstall([browsers()["firefox"]]))
    assert (tmp_path / "home/jdoe").is_dir()
