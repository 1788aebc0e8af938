"""The frame of the command line: what is imported, what is said, and the exit codes."""

import json
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from native_host.cli import COMMANDS
from native_host.cli.language import sentence
from tests.checkout import ROOT

CATALOGUES = sorted((ROOT / "native_host/cli/sentences").glob("*.toml"))


def run(
    *arguments: str, language: str = "en_GB.UTF-8", encoding: str = "utf-8", columns: str = "120"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "native_host.cli", *arguments],
        env={
            "LANG": language,
            "PATH": "/usr/bin:/bin",
            "HOME": "/nonexistent",
            "COLUMNS": columns,
            "PYTHONIOENCODING": encoding,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding=encoding,
        check=False,
        timeout=60,
    )


def test_help_lists_every_command_in_both_languages() -> None:
    english, french = run("--help"), run("--help", language="fr_FR.UTF-8")
    assert (english.returncode, french.returncode) == (0, 0)
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", english.stdout)
    assert "Commandes" in french.stdout
    assert "Afficher cette aide." in french.stdout
    assert "Show this" not in french.stdout


def test_one_command_does_not_import_the_others() -> None:
    code = (
        "import sys; from native_host.cli import main\n"
        "try: main(['audit', '--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('native_host.cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = done.stdout.splitlines()[-1]
    assert "native_host.cli.audit" in imported
    for other in ("doctor", "fleet", "install", "key", "setup"):
        assert f"native_host.cli.{other}'" not in imported


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str) -> None:
    done = run(command, "--help", language="fr_FR.UTF-8")
    assert done.returncode == 0, done.stderr
    assert f"Usage: posos-bridge {command}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "french"),
    [
        (["nonsense"], "La commande « nonsense » n\u2019existe pas."),
        (["install", "--brwser", "x"], "L\u2019option --brwser n\u2019existe pas. Options proches : --browser."),
        (["install", "--browser", "netscape"], "navigateur inconnu : « netscape »"),
        (["key", "import"], "Il manque l\u2019argument"),
        (["audit", "list", "--limit", "x"], "un nombre entier est attendu"),
        (["audit", "list", "--limit", "-1"], "0 au moins."),
        (["audit", "list", "--since", "hier"], "« hier » n\u2019est pas une date"),
        (
            ["audit", "export", "--format", "xml"],
            "pour --format : « xml » n\u2019est pas un choix possible : csv, jsonl.",
        ),
        (["sandbox", "--dir", "x", "--port", "99999"], "65535 au plus."),
        (["key", "import", "/nowhere/l'été.json"], "« /nowhere/l'été.json » n\u2019existe pas."),
        (["key", "import", "/etc"], "est un dossier."),
        (["uninstall", "extra"], "De trop : extra"),
        (["fleet", "--out"], "L\u2019option --out demande une valeur"),
        (["audit", "list", "--json=x"], "L\u2019option --json ne prend pas de valeur."),
        (["open", *(f"UCD {9000000 + number}" for number in range(101))], "Valeur refusée pour CODE : 101 codes"),
        (["table", "import"], "Valeur refusée : Indiquez au moins un fichier"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence_in_french(arguments: list[str], french: str) -> None:
    done = run(*arguments, language="fr_FR.UTF-8")
    assert done.returncode == 2
    assert french in " ".join(done.stderr.replace("│", " ").split())
    assert run(*arguments).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "english"),
    [
        (["audit", "export", "--format", "xml"], "--format does not take this value: “xml” is no choice: csv, jsonl."),
        (["audit", "list", "--limit", "x"], "--limit does not take this value: a whole number is expected."),
        (["audit", "list", "--limit", "-1"], "--limit does not take this value: 0 at least."),
        (["key", "import", "/etc"], "“/etc” is a folder."),
        (["uninstall", "extra"], "Not expected: extra"),
    ],
)
def test_a_wrong_use_is_told_in_a_persons_english(arguments: list[str], english: str) -> None:
    assert english in " ".join(run(*arguments).stderr.replace("│", " ").split())


def test_help_cuts_nothing_short_in_a_narrow_terminal() -> None:
    said = run("fleet", "--help", language="fr_FR.UTF-8", columns="44").stdout
    assert "…" not in said.replace("….", "")
    first_column = "".join(line[2:19].strip() for line in said.splitlines() if line.startswith("│"))
    assert "--extension-id--host--extension--json" in first_column


def test_nothing_to_take_away_is_not_said_as_something_to_do() -> None:
    assert run("uninstall", "--dry-run").stdout.startswith("No browser knew the program")


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (["table", "lookup"], ["{CODE|MOT}...", "1\u201350"]),
        (["table", "import"], ["[FICHIER]..."]),
        (["key", "import"], ["FICHIER"]),
        (["audit"], ["COMMANDE [ARGUMENTS]..."]),
        (["audit", "list"], ["DATE", "NOMBRE", "NOM"]),
        (["audit", "export"], ["csv|jsonl"]),
        (["setup"], ["file|keyring", "NOM"]),
        (["fleet"], ["DOSSIER", "MOTIF", "CHEMIN"]),
        (["sandbox"], ["DOSSIER", "0\u201365535"]),
    ],
)
def test_help_names_values_as_a_person_would(arguments: list[str], values: list[str]) -> None:
    said = run(*arguments, "--help", language="fr_FR.UTF-8").stdout
    for value in values:
        assert value in said
    assert not re.search(r"[<>]|\b(FILE|NAME|WORDS|DIR|COMMAND|ARGS)\b", said)
    assert not re.search("[<>]", run(*arguments, "--help").stdout)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_output_of_another_encoding_takes_every_sentence(encoding: str) -> None:
    said = run("doctor", "--offline", language="fr_FR.UTF-8", encoding=encoding)
    assert said.stdout.splitlines()[1].startswith("x Configuration")
    assert "UnicodeEncodeError" not in said.stderr
    as_json = run("doctor", "--offline", "--json", language="fr_FR.UTF-8", encoding=encoding)
    assert "n\u2019est pas" in json.loads(as_json.stdout)["checks"][0]["message"]


def test_a_place_that_cannot_be_written_is_told_without_our_source() -> None:
    done = run("audit", "export", "--out", "/proc/nowhere/calls.csv")
    assert done.returncode == 1
    assert done.stderr.startswith("file_unusable: ")
    assert "/proc/nowhere/calls.csv" in done.stderr
    assert "Traceback" not in done.stderr
    french = run("audit", "export", "--out", "/proc/nowhere/calls.csv", language="fr_FR.UTF-8")
    assert "ce fichier ou ce dossier n\u2019existe pas" in french.stderr


def test_a_port_that_another_program_has_is_told_in_the_persons_language(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("sandbox", "--dir", str(tmp_path), "--port", port, language="fr_FR.UTF-8")
    assert done.returncode == 1
    assert done.stderr.startswith(f"sandbox_failed: Le port {port} de 127.0.0.1 ne peut pas être pris : un autre")
    assert "use" not in done.stderr


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_french_sentences_have_french_apostrophes(file: Path) -> None:
    for name, said in tomllib.loads(file.read_text("utf-8")).items():
        assert not re.search(r"\w'\w", said.get("fr", "")), name


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_every_sentence_is_there_in_both_languages_with_the_same_facts(file: Path) -> None:
    for name, row in tomllib.loads(file.read_text("utf-8")).items():
        assert set(row) - {"typer"} == {"fr", "en"}, name
        assert facts(row["fr"]) == facts(row["en"]), name


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "0 rows"),
        ("en", 1, "1 row"),
        ("en", 2, "2 rows"),
        ("fr", 0, "0 ligne"),
        ("fr", 1, "1 ligne"),
        ("fr", 2, "2 lignes"),
    ],
)
def test_one_is_not_said_as_several(language: str, count: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert sentence("table.rows_read", rows=count) == said


def facts(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_the_codes_of_the_command_line_alone_are_in_the_protocol_too() -> None:
    page = (ROOT / "docs/protocol.md").read_text("utf-8")
    source = "".join(file.read_text("utf-8") for file in (ROOT / "native_host/cli").glob("*.py"))
    codes = set(re.findall(r'(?:fail|detail_of)\(\s*"(\w+)"', source)) | set(re.findall(r"\w+_failed(?=:)", source))
    assert len(codes) > 5
    for code in codes:
        assert f"`{code}`" in page


@pytest.mark.parametrize("language", ["en_GB.UTF-8", "fr_FR.UTF-8"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["sandbox", "--dir", "/proc/nowhere"], "file_unusable"),
        (["sandbox", "--dir", "/etc/hostname/x"], "file_unusable"),
        (["setup"], "cancelled"),
        (["open", "123"], "invalid_code"),
        (["open", "--guide", "home"], "not_configured"),
        (["key", "check"], "not_configured"),
        (["key", "import", "/etc/hostname"], "not_configured"),
        (["table", "info"], "table_missing"),
        (["table", "lookup", "x"], "table_missing"),
        (["table", "import", "/nowhere.csv"], "table_broken"),
        (["fleet", "--site", "dpi.example", "--out", "/proc/nowhere"], "file_unusable"),
        (["audit", "export", "--out", "/proc/nowhere"], "file_unusable"),
        (["demo", "--builds", "/nowhere"], "demo_failed"),
    ],
)
def test_a_command_that_failed_names_its_error(arguments: list[str], code: str, language: str) -> None:
    done = run(*arguments, language=language)
    assert done.returncode == 1, done.stderr
    assert f"{code}: " in done.stdout + done.stderr
    assert code == "demo_failed" or done.stderr.startswith(f"{code}: ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_doctor_and_the_options_page_name_the_links_of_the_chain_alike(language: str) -> None:
    page = (ROOT / f"extension/locales/{language}.yml").read_text("utf-8")
    links = re.search(r"\n    link:\n((?:      .*\n)+)", page)
    assert links
    named = dict(re.findall(r"^ +(\w+): (.*)$", links[1], re.MULTILINE))
    said = tomllib.loads((ROOT / "native_host/cli/sentences/doctor.toml").read_text("utf-8"))
    assert {link: said[link][language].rstrip(" :") for link in named} == named


def test_the_audit_trail_has_one_name_in_each_language() -> None:
    files = [
        *CATALOGUES,
        ROOT / "native_host/errors.json",
        *(ROOT / "extension/locales").glob("*.yml"),
        *(ROOT / "docs").glob("*.md"),
    ]
    for file in files:
        assert not re.search(
            r"(?i)registre des|journal des accès|piste d.audit|record of (calls|accesses)", file.read_text("utf-8")
        ), file
