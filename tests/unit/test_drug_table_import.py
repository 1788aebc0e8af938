"""Whatever the public table comes as, it is read; whatever else comes, the table stays as it was."""

from __future__ import annotations

import codecs
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

from native_host.drug_codes.importing import SAMPLE, Import, import_table
from native_host.drug_codes.source_files import BrokenFileError
from native_host.drug_codes.table import DrugTable, resolve
from tests.data.drug_table.compose import HEADER

if TYPE_CHECKING:
    from pathlib import Path

ELIQUIS = "3400893887738"
ELIQUIS_BOX = "3400926784102"
ROW = f"{ELIQUIS_BOX};2678410;ELIQUIS 5MG CPR BT60;{ELIQUIS};9388773;ELIQUIS 5MG CPR;BMS;60;B1X"
DUROGESIC = ";;;3400891937626;9193762;DUROGESIC 25µG/H DISP TRANS;;;"
PUBLIC = f"Terminologie CIP/UCD\r\nVersion du 01/11/2026\r\n{HEADER}\r\n{ROW}\r\n{DUROGESIC}\r\n"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "share" / "drug-table.sqlite3"


def imported(folder: Path, target: Path, *contents: bytes | str, name: str = "CIP_UCD.csv") -> Import:
    files = []
    for number, content in enumerate(contents):
        file = folder / f"{number}-{name}"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        files.append(file)
    return import_table(files, target)


def opened(target: Path) -> DrugTable:
    table = DrugTable.open(target)
    assert table
    return table


def label(target: Path, code: str) -> str | None:
    return opened(target).resolve([code])[0].label


ENCODED = {
    "utf-16-le": codecs.BOM_UTF16_LE + PUBLIC.encode("utf-16-le"),
    "utf-16-be": codecs.BOM_UTF16_BE + PUBLIC.encode("utf-16-be"),
    "utf-16 without mark": PUBLIC.encode("utf-16-le"),
    "utf-8": PUBLIC.encode("utf-8"),
    "utf-8 with mark": PUBLIC.encode("utf-8-sig"),
    "cp1252": PUBLIC.encode("cp1252"),
    "unix lines": PUBLIC.replace("\r\n", "\n").encode(),
    "old lines": PUBLIC.replace("\r\n", "\r").encode(),
    "tabs": PUBLIC.replace(";", "\t").encode(),
    "one title": PUBLIC.replace("Version du 01/11/2026\r\n", "").encode(),
    "quoted": "\r\n".join(f'"{line}"'.replace(";", '";"') for line in PUBLIC.splitlines()).encode(),
    "no last line end": PUBLIC.rstrip().encode("utf-16"),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_every_encoding_of_the_public_table_is_read(tmp_path: Path, target: Path, content: bytes) -> None:
    found = imported(tmp_path, target, content)
    assert found.skipped == 0
    assert label(target, "3400891937626") == "DUROGESIC 25µG/H DISP TRANS"
    assert label(target, ELIQUIS_BOX) == "ELIQUIS 5MG CPR"


def test_columns_are_found_by_name(tmp_path: Path, target: Path) -> None:
    imported(tmp_path, target, f"LibelleUCD;EphMRA;CodeUCD13;CodeCIP13\nELIQUIS 5MG CPR;B1X;{ELIQUIS};{ELIQUIS_BOX}\n")
    assert label(target, ELIQUIS_BOX) == "ELIQUIS 5MG CPR"


def test_insurance_tables_name_units_by_seven_digits(tmp_path: Path, target: Path) -> None:
    text = f"CIP;CIP7;CIP_UCD;NOM_COURT\n{ELIQUIS_BOX};2678410;0000009388773;ELIQUIS 5MG CPR 60\n"
    imported(tmp_path, target, text)
    assert opened(target).resolve(["2678410"])[0].ucd13 == ELIQUIS
    assert label(target, ELIQUIS) == "ELIQUIS 5MG CPR 60"


def test_archive_is_read_whichever_folder_the_table_lies_in(tmp_path: Path, target: Path) -> None:
    archive = tmp_path / "terminologie.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writing:
        writing.writestr("CIP_UCD/LICENCE.txt", "Licence ouverte\n")
        writing.writestr("CIP_UCD/dat/CIP_UCD.csv", PUBLIC.encode("utf-16"))
        writing.writestr("CIP_UCD/doc/notice.pdf", b"%PDF")
    import_table([archive], target)
    assert label(target, ELIQUIS) == "ELIQUIS 5MG CPR"


def test_later_files_add_to_and_correct_earlier_ones(tmp_path: Path, target: Path) -> None:
    imported(tmp_path, target, PUBLIC, f"UCD;Libellé\n{ELIQUIS};x\n", f"UCD;Libellé UCD\n{ELIQUIS};APIXABAN 5MG CPR\n")
    assert label(target, ELIQUIS) == "APIXABAN 5MG CPR"
    assert label(target, "3400891937626") == "DUROGESIC 25µG/H DISP TRANS"


@pytest.mark.parametrize(
    "code", ["34008 938 877 3 8", "938 877-3", "9388773.0", '="3400893887738"', "(01)03400893887738"]
)
def test_codes_are_read_in_any_printed_form(tmp_path: Path, target: Path, code: str) -> None:
    assert imported(tmp_path, target, f"UCD;Libelle\n{code};ELIQUIS 5MG CPR\n".replace('"', '""')).skipped == 0
    assert label(target, ELIQUIS) == "ELIQUIS 5MG CPR"


def test_wrong_codes_are_left_out_with_their_line(tmp_path: Path, target: Path) -> None:
    wrong = [
        ";;;3400893887739;;ELIQUIS;;;",
        "3400926784103;;;3400893725719;;ELIQUIS 2,5MG CPR;;;",
        ROW.replace("9388773;", "9233504;"),
    ]
    found = imported(tmp_path, target, PUBLIC + "\r\n".join(wrong) + "\r\n3,40089E+12;;;3,40089E+12;;EXCEL;;;\r\n")
    assert [(fault.line, fault.code, fault.reason) for fault in found.faults] == [
        (6, "3400893887739", "wrong_key"),
        (7, "3400926784103", "wrong_key"),
        (8, "3400893887738 / 3400892335049", "disagreeing"),
        (9, "3,40089E+12", "wrong_key"),
    ]
    assert label(target, "3400893725719") == "ELIQUIS 2,5MG CPR"
    assert opened(target).info().skipped == 4


def test_rows_without_a_unit_are_counted_not_blamed(tmp_path: Path, target: Path) -> None:
    found = imported(tmp_path, target, PUBLIC + f"{ELIQUIS_BOX};;X; ;\u00a0;;;;\r\n\r\n")
    assert (found.rows, found.without_ucd, found.skipped) == (3, 1, 0)


def zip_bomb(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as writing:
        for part in range(4):
            writing.writestr(f"{part}.csv", b"\0" * 2**25)
    return path.read_bytes()


def broken_files(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "whole.zip", "w") as writing:
        writing.writestr("dat/CIP_UCD.csv", PUBLIC.encode("utf-16") * 20)
    whole = (folder / "whole.zip").read_bytes()
    return {
        "empty": b"",
        "another table": b"nom;prenom\nx;y\n",
        "header alone": HEADER.encode(),
        "no right code": f"{HEADER}\r\n;;;3400893887739;;X;;;\r\n".encode(),
        "cut off in a row": PUBLIC[: PUBLIC.index("9388773")].encode(),
        "odd bytes": codecs.BOM_UTF16_LE + PUBLIC.encode("utf-16-le")[:-1],
        "no encoding": PUBLIC.encode() + b"\x81\x8d",
        "cut archive": whole[: len(whole) // 2],
        "damaged archive": whole.replace(b"E\0L\0I\0Q", b"X\0X\0X\0X"),
        "endless cell": (HEADER + '\r\n;;;"' + "9" * 300_000).encode(),
        "bomb": zip_bomb(folder / "bomb.zip"),
    }


def test_broken_file_changes_nothing(tmp_path: Path, target: Path) -> None:
    imported(tmp_path, target, PUBLIC)
    before = target.read_bytes()
    for name, content in broken_files(tmp_path).items():
        with pytest.raises(BrokenFileError):
            imported(tmp_path, target, PUBLIC, content)
        assert target.read_bytes() == before, name
        assert [file.name for file in target.parent.iterdir()] == [target.name], name
    with pytest.raises(BrokenFileError):
        import_table([tmp_path / "missing.csv"], target)


def test_table_that_is_open_sees_the_next_import(tmp_path: Path, target: Path) -> None:
    imported(tmp_path, target, PUBLIC)
    table = opened(target)
    imported(tmp_path, target, f"UCD;Libelle\n{ELIQUIS};APIXABAN\n")
    assert table.resolve([ELIQUIS])[0].label == "APIXABAN"
    assert [match.label for match in table.search("apixaban", 3)] == ["APIXABAN"]


def test_box_with_several_units_names_them_and_chooses_none(tmp_path: Path, target: Path) -> None:
    other = ROW.replace(ELIQUIS, "3400893725719").replace("9388773", "9372571")
    imported(tmp_path, target, f"{HEADER}\r\n{ROW}\r\n{other}")
    resolved = opened(target).resolve([ELIQUIS_BOX, "2678410"])
    for row, kind in zip(resolved, ("cip13", "cip7"), strict=True):
        assert row == (None, kind, "ELIQUIS 5MG CPR BT60", ["3400893725719", ELIQUIS])


def test_resolve_answers_each_code_in_order(target: Path) -> None:
    import_table([SAMPLE], target)
    codes = ["942 030-1", "x", ELIQUIS_BOX, "3400933433154", ELIQUIS]
    assert [tuple(row) for row in opened(target).resolve(codes)] == [
        ("3400894203018", "ucd7", None, []),
        (None, "unknown", None, []),
        (ELIQUIS, "cip13", "ELIQUIS 5MG CPR", []),
        (None, "cip13", None, []),
        (ELIQUIS, "ucd13", "ELIQUIS 5MG CPR", []),
    ]


def test_without_a_table_arithmetic_remains(tmp_path: Path) -> None:
    assert DrugTable.open(tmp_path / "none.sqlite3") is None
    assert [tuple(row) for row in resolve(["9420301", ELIQUIS_BOX], None)] == [
        ("3400894203018", "ucd7", None, []),
        (None, "cip13", None, []),
    ]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_unreadable_table_is_no_table(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "drug-table.sqlite3"
    file.write_bytes(content)
    assert DrugTable.open(file) is None


def test_table_of_another_version_is_no_table(target: Path) -> None:
    import_table([SAMPLE], target)
    with sqlite3.connect(target) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert DrugTable.open(target) is None


def test_table_in_a_folder_with_odd_signs_is_found(tmp_path: Path) -> None:
    target = tmp_path / "à é?#%20 ; C" / "drug-table.sqlite3"
    import_table([SAMPLE], target)
    assert opened(target).info().ucds == 21


@pytest.mark.parametrize(("titles", "is_read"), [(0, True), (20, True), (21, False)])
def test_as_many_title_lines_as_promised_are_passed_over(
    tmp_path: Path, target: Path, titles: int, is_read: bool
) -> None:
    content = "".join(f"Titre {number}\n" for number in range(titles)) + f"{HEADER}\n{ROW}\n"
    if is_read:
        imported(tmp_path, target, content)
        assert label(target, ELIQUIS) == "ELIQUIS 5MG CPR"
        return
    with pytest.raises(BrokenFileError, match="no_header"):
        imported(tmp_path, target, content)


@pytest.mark.parametrize(
    "content",
    [
        "CodeUCD7\n9420301",
        "Nos codes\r\nUCD\r\n942 030-1\r\n",
        "UCD13;UCD7\n3400894203018;9420301\n",
        "UCD\n0000009420301\n",
    ],
)
def test_codes_alone_are_enough(tmp_path: Path, target: Path, content: str) -> None:
    assert imported(tmp_path, target, content).skipped == 0
    assert opened(target).info().ucds == 1
    assert opened(target).resolve(["UCD 9420301"])[0].ucd13 == "3400894203018"


def test_a_line_of_prose_is_no_header_of_codes(tmp_path: Path, target: Path) -> None:
    with pytest.raises(BrokenFileError, match="no_header"):
        imported(tmp_path, target, "UCD\nLa table des unités de dispensation\n")
