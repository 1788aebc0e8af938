"""`posos-bridge open` against the sandbox: the one way in that needs no extension."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from native_host.cli.browser_visit import owner_of
from tests.sandbox import Announced, run_sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = Path(__file__).resolve().parents[2] / ".venv/bin/posos-bridge"
UCDS = ["3400894203018", "3400892335049"]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Announced]:
    with run_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def run(sandbox: Announced, tmp_path: Path) -> Any:
    def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *arguments],
            env={
                **os.environ,
                "LANG": "en_GB.UTF-8",
                "XDG_DATA_HOME": str(tmp_path),
                "POSOS_BRIDGE_TABLE": str(tmp_path / "no-table"),
                "POSOS_BRIDGE_CONFIG": str(sandbox.config),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return command


def prepared(sandbox: Announced) -> Any:
    calls = requests.get(f"{sandbox.base_url}/_calls", timeout=10).json()
    calls = calls["calls"] if isinstance(calls, dict) else calls
    return [call["body"] for call in calls if call["path"].endswith("/prepare")][-1]


def test_the_address_is_printed_and_posos_was_asked_for_these_codes(run: Any, sandbox: Announced) -> None:
    done = run("open", "3400894203018", "9233504", "--no-browser")
    assert done.returncode == 0
    assert done.stdout.startswith(f"{sandbox.base_url}/")
    assert prepared(sandbox) == {
        "rpps": "abcde1234",
        "first_name": "John",
        "last_name": "Doe",
        "guide": "side_effects",
        "ucds": UCDS,
    }


def test_a_code_that_the_shell_cut_at_its_spaces_is_one_code(run: Any) -> None:
    done = run("open", "34008", "942", "030", "1", "8", "--no-browser", "--json")
    assert json.loads(done.stdout)["ucds"] == ["3400894203018"]


def test_the_default_browser_gets_there_and_the_address_is_in_no_process_list(
    run: Any, sandbox: Announced, tmp_path: Path
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        f"""#!/bin/sh
        echo "$@" > {tmp_path}/arguments
        curl -m 10 -s -L -o /dev/null -w '%{{url_effective}}' "$1" > {tmp_path}/arrived
        """
    )
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    done = run("open", *UCDS, BROWSER=f"{browser} %s")
    assert (done.returncode, done.stdout) == (0, "Opened: side_effects, 2 codes.\n")
    arrived, ends = tmp_path / "arrived", time.monotonic() + 10
    while not arrived.read_text() and time.monotonic() < ends:
        time.sleep(0.05)
    assert arrived.read_text().startswith(f"{sandbox.base_url}/")
    assert sandbox.base_url not in (tmp_path / "arguments").read_text()


def test_another_user_who_is_quicker_gets_nothing_and_the_browser_gets_there(
    run: Any, sandbox: Announced, tmp_path: Path
) -> None:
    """Root alone can be another user: elsewhere setpriv is refused, and what is tried is the browser's way."""
    browser = tmp_path / "browser"
    browser.write_text(
        f"""#!/bin/sh
        setpriv --reuid=65534 --clear-groups curl -m 10 -s -i "$1" > {tmp_path}/taken
        curl -m 10 -s -o /dev/null -w '%{{redirect_url}}' "$1" > {tmp_path}/arrived
        """
    )
    browser.chmod(0o755)
    assert run("open", *UCDS, BROWSER=f"{browser} %s").returncode == 0
    arrived, ends = tmp_path / "arrived", time.monotonic() + 10
    while not (arrived.exists() and arrived.read_text()) and time.monotonic() < ends:
        time.sleep(0.05)
    assert (tmp_path / "taken").read_text() == ""
    assert arrived.read_text().startswith(f"{sandbox.base_url}/")


def test_whose_connection_it_is_shows_in_the_systems_table() -> None:
    near, far = ("127.0.0.1", 0xC51C), ("127.0.0.1", 0x9BBF)
    its_other_end = "0: 0100007F:9BBF 0100007F:C51C 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0"
    its_own = "1: 0100007F:C51C 0100007F:9BBF 01 00000000:00000000 00:00000000 00000000 1000 0 1 1 0"
    table = ["sl local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode", its_other_end]
    assert owner_of(near, far, [*table, its_own]) == 1000
    assert owner_of(near, far, [*table, its_own.replace(" 01 ", " 06 ")]) is None
    assert owner_of(near, far, table) is None


def test_the_call_leaves_a_row_in_the_audit_trail_whatever_came_of_it(run: Any) -> None:
    run("open", *UCDS, "--no-browser")
    run("open", *UCDS, "--guide", "nonsense", "--no-browser")
    rows = json.loads(run("audit", "list", "--json").stdout)["attempts"]
    assert [(row["outcome"], row["trigger"], row["codes"]) for row in rows] == [
        ("ok", "cli", 2),
        ("unknown_guide", "cli", 2),
    ]


def test_a_script_gets_the_error_as_data_and_the_exit_code(run: Any) -> None:
    done = run("open", "3400894203019", "--no-browser", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "invalid_code"


def test_of_a_box_that_holds_several_drugs_one_is_to_be_chosen(run: Any, tmp_path: Path) -> None:
    box = "3400926784102"
    rows = f"UCD;CIP;Libelle\n3400894203018;{box};A 1MG CPR\n3400892335049;{box};B 2MG CPR\n"
    (tmp_path / "local.csv").write_text(rows)
    table = {"POSOS_BRIDGE_TABLE": str(tmp_path / "table.sqlite3")}
    assert run("table", "import", str(tmp_path / "local.csv"), **table).returncode == 0
    done = run("open", box, "--no-browser", **table)
    assert done.returncode == 1
    assert done.stderr == (
        f"invalid_code: The box {box} holds several drugs: choose one.\n"
        "Run this again with one of these codes:\n"
        "  3400892335049  B 2MG CPR\n"
        "  3400894203018  A 1MG CPR\n"
    )
    french = run("open", box, "--no-browser", LANG="fr_FR.UTF-8", **table)
    assert f"La boîte {box} contient plusieurs médicaments : choisissez-en un." in french.stderr


def test_a_box_that_no_table_knows_is_not_called_a_wrong_code(run: Any) -> None:
    done = run("open", "3400926784102", "--no-browser")
    assert done.stderr.startswith("invalid_code: What the box 3400926784102 holds is not known.\n")
    assert "posos-bridge table import" in done.stderr


@pytest.mark.parametrize("code", ["3400894203019", "3400926784103", "3400-8942030-19"])
def test_a_code_with_a_digit_mistyped_is_told_as_such(run: Any, code: str) -> None:
    done = run("open", code, "--no-browser", LANG="fr_FR.UTF-8")
    assert done.returncode == 1
    assert f"Le chiffre de contrôle est faux : {code}." in done.stderr
    assert "EAN" not in done.stderr


def test_a_person_gets_the_error_in_their_language(run: Any) -> None:
    done = run("open", *UCDS, POSOS_BRIDGE_CONFIG="/nonexistent/config.toml", LANG="fr_FR.UTF-8")
    assert done.returncode == 1
    assert done.stderr.startswith("not_configured: Posos n\u2019est pas encore configur\u00e9")
    assert "/nonexistent/config.toml" in done.stderr


def test_more_codes_than_one_call_takes_is_wrong_use(run: Any) -> None:
    codes = [f"UCD {9000000 + number}" for number in range(101)]
    assert run("open", *codes, "--no-browser").returncode == 2


def test_without_a_browser_to_start_the_way_round_is_told(run: Any) -> None:
    done = run("open", *UCDS, PATH="/nonexistent", BROWSER="", LANG="fr_FR.UTF-8")
    assert done.returncode == 1
    assert "Aucun navigateur n\u2019a pu être ouvert" in done.stderr
    assert "--no-browser" in done.stderr
    assert "journal" not in done.stderr


def test_a_browser_that_never_comes_is_not_taken_for_a_slow_posos() -> None:
    program = (
        "from native_host.cli.browser_visit import visit\n"
        "from native_host.errors import BridgeError\n"
        "try: visit('https://posos.co/once', wait=0.5)\n"
        "except BridgeError as error: print(error.code, error.hint('fr'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "BROWSER": "true %s"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("internal")
    assert "navigateur par défaut" in done.stdout
    assert "posos.co" not in done.stdout
