"""`posos-bridge table`, as an administrator types it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from native_host.drug_codes.importing import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

COMMAND = Path(__file__).resolve().parents[2] / ".venv/bin/posos-bridge"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(*arguments: str | Path, language: str = "en_GB.UTF-8", **env: str) -> subprocess.CompletedProcess[str]:
        places = {"XDG_DATA_HOME": str(tmp_path / "share"), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
        return subprocess.run(
            [COMMAND, "table", *arguments],
            env={"LANG": language, **places, **env},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def test_import_replaces_no_file_of_another_kind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("environment = 1")
    done = run("import", "--sample", POSOS_BRIDGE_TABLE=str(tmp_path / "config.toml"))
    assert done.returncode == 1
    assert "another kind of file is there" in done.stderr
    assert (tmp_path / "config.toml").read_text() == "environment = 1"


def test_import_then_info_then_lookup(run: Run, tmp_path: Path) -> None:
    done = run("import", SAMPLE, "--json")
    assert done.returncode == 0
    counts = json.loads(done.stdout)
    assert counts["file"] == str(tmp_path / "share/posos-bridge/drug-table.sqlite3")
    assert (counts["ucds"], counts["cips"], counts["skipped"], counts["faults"]) == (21, 23, 0, [])
    info = json.loads(run("info", "--json").stdout)
    assert (info["source"], info["ucds"], info["age_days"]) == (SAMPLE.name, 21, 0)
    found = json.loads(run("lookup", "eliquis", "5", "mg", "--json").stdout)
    assert found["matches"][0] == {"ucd13": "3400893887738", "label": "ELIQUIS 5MG CPR"}


@pytest.mark.parametrize("code", ["34008 938 877 3 8", "9388773", "938 877-3", "3400926784102", "2678410"])
def test_lookup_takes_any_printed_code(run: Run, code: str) -> None:
    run("import", "--sample")
    done = run("lookup", *code.split())
    assert done.returncode == 0
    assert "3400893887738" in done.stdout
    assert "ELIQUIS 5MG CPR" in done.stdout


@pytest.mark.parametrize("code", ["3400894203019", "34008 942 030 1 9", "3400926784103", "9420305"])
def test_a_code_whose_check_digit_is_wrong_is_told_as_such(run: Run, code: str) -> None:
    run("import", "--sample")
    done = run("lookup", *code.split(), language="fr_FR.UTF-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("invalid_code: Le chiffre de contrôle est faux : ")
    assert code in done.stderr
    as_json = run("lookup", "3400893887738", code, "--json")
    assert json.loads(as_json.stdout)["error"]["code"] == "invalid_code"


@pytest.mark.parametrize("words", ["eliquis 5", "eliquis 2026", "0612345678"])
def test_other_numbers_are_words_to_look_up(run: Run, words: str) -> None:
    run("import", "--sample")
    assert run("lookup", *words.split()).returncode == 0


def test_wrong_codes_are_told_with_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "local.csv").write_text("UCD;Libelle\n3400893887739;X\n3400893887738;ELIQUIS 5MG CPR\n")
    done = run("import", "local.csv")
    assert done.returncode == 0
    assert re.search(r"local\.csv, line 2: “3400893887739” left out", done.stderr)
    assert "1 UCD and 0 CIPs imported" in done.stdout
    assert "2 rows read, 0 without a UCD, 1 code left out" in done.stdout
    french = run("import", "local.csv", language="fr_FR.UTF-8").stdout
    assert "2 lignes lues, 0 sans UCD, 1 code écarté" in french


@pytest.mark.parametrize("language", ["en_GB.UTF-8", "fr_FR.UTF-8"])
def test_broken_file_fails_with_its_code_and_leaves_the_table(run: Run, tmp_path: Path, language: str) -> None:
    run("import", "--sample")
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4nothing")
    done = run("import", "broken.zip", language=language)
    assert done.returncode == 1
    assert done.stderr.startswith("table_broken: ")
    assert ("archive .zip abîmée ou protégée" in done.stderr) == language.startswith("fr")
    assert json.loads(run("import", "broken.zip", "--json").stdout)["error"]["code"] == "table_broken"
    assert run("lookup", "eliquis").stdout.count("ELIQUIS") == 2


def test_the_persons_own_file_counts_before_the_sample(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("UCD;Libelle\n3400893887738;ELIQUIS DE CHEZ NOUS\n")
    for arguments in (["mine.csv", "--sample"], ["--sample", "mine.csv"]):
        assert run("import", *arguments).returncode == 0
        assert "ELIQUIS DE CHEZ NOUS" in run("lookup", "3400893887738").stdout


def test_without_a_table_the_way_to_one_is_told(run: Run) -> None:
    for arguments in (["info"], ["lookup", "eliquis"]):
        done = run(*arguments)
        assert done.returncode == 1
        assert done.stderr.startswith("table_missing: ")
        assert "table import" in done.stderr


def test_wrong_use_is_told_apart_from_failure(run: Run) -> None:
    assert run("import").returncode == 2
    assert run("lookup").returncode == 2
    assert run("lookup", "x", "--limit", "0").returncode == 2


def test_table_that_cannot_be_written_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "share").write_text("a file where a folder should be")
    done = run("import", SAMPLE)
    assert done.returncode == 1
    assert done.stderr.startswith("table_unwritable: ")
    assert "ce n\u2019est pas un dossier" in run("import", SAMPLE, language="fr_FR.UTF-8").stderr


def test_a_file_that_is_not_there_is_told_in_the_persons_language(run: Run) -> None:
    said = run("import", "nowhere.csv", language="fr_FR.UTF-8").stderr
    assert "impossible à lire, ce fichier ou ce dossier n\u2019existe pas (nowhere.csv)" in said
    assert "it can\u2019t be read, no such file or directory (nowhere.csv)" in run("import", "nowhere.csv").stderr


def test_a_damaged_table_is_not_called_missing(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "share/posos-bridge/drug-table.sqlite3"
    table.parent.mkdir(parents=True)
    table.write_bytes(b"\xff" * 4096)
    told = run("info")
    assert told.returncode == 1
    assert "file_unusable" in told.stderr
    assert run("import", SAMPLE).returncode == 0
