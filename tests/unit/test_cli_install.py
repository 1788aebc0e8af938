"""What `posos-bridge install` and `uninstall` say where the system does not let them write."""

import json
import sys
from pathlib import Path

import pytest
import typer

from native_host.browsers.machine import Hive, Machine, MemoryRegistry, System
from native_host.browsers.registration import Outcome, Registration, Step
from native_host.browsers.table import browsers
from native_host.cli.output import report
from native_host.cli.registering import run
from native_host.errors import BridgeError


class ClosedRegistry(MemoryRegistry):
    """A registry that is an administrator's."""

    def write(self, hive: Hive, key: str, value: str) -> None:
        raise PermissionError(13, "Permission denied", f"{hive}\\{key}={value}")


def refused(tmp_path: Path, system: System, scope: str, reason: str = "Permission denied") -> tuple[Registration, Step]:
    machine = Machine(system, tmp_path, {"PROGRAMDATA": str(tmp_path)}, prefix=tmp_path, registry=ClosedRegistry())
    here = Registration(machine, tmp_path / "posos-bridge-host", scope)  # type: ignore[arg-type]
    place = tmp_path / "etc/chromium/native-messaging-hosts/fr.posos_bridge.host.json"
    return here, Step("chromium", place, "{}", Outcome.FAILED, reason, denied=reason == "Permission denied")


def told(registration: Registration, *steps: Step) -> BridgeError:
    with pytest.raises(BridgeError) as raised:
        run(registration, list(steps), dry_run=False, as_json=False)
    return raised.value


def test_without_rights_the_command_to_run_with_them_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    monkeypatch.setattr(sys, "argv", ["/opt/posos-bridge/bin/posos-bridge", "install", "--system"])
    here, step = refused(tmp_path, "linux", "system")
    report(told(here, step), as_json=False)
    said = capsys.readouterr()
    assert said.out.startswith("Chromium : échec ")
    assert said.out.endswith(" : accès refusé\n")
    assert said.err.startswith("file_unusable: Il faut des droits d\u2019administrateur pour changer ")
    assert said.err.endswith(" : sudo /opt/posos-bridge/bin/posos-bridge install --system\n")


def test_on_windows_a_window_opened_as_administrator_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    here, _ = refused(tmp_path, "windows", "system")
    error = told(here, *here.install([browsers()["chrome"]]))
    assert (error.code, "opened as administrator" in error.hint("en")) == ("file_unusable", True)


def test_a_persons_own_files_are_not_to_be_changed_by_sudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    error = told(*refused(tmp_path, "linux", "user"))
    assert "Administrator\u2019s rights are needed" in error.message("en")
    assert "sudo" not in error.hint("en")


def test_another_failure_names_the_file_and_the_reason(tmp_path: Path) -> None:
    here, step = refused(tmp_path, "linux", "system", "No space left on device")
    error = told(here, step)
    assert error.code == "file_unusable"
    assert error.hint("fr") == f"{step.where} : le disque est plein."


def test_a_script_gets_the_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, step = refused(tmp_path, "linux", "system")
    with pytest.raises(typer.Exit) as ended:
        run(here, [step], dry_run=False, as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert (ended.value.exit_code, document["ok"], document["error"]["code"]) == (1, False, "file_unusable")
