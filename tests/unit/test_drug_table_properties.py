"""What holds of any code, any text and any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from native_host.drug_codes.importing import SAMPLE, import_table
from native_host.drug_codes.source_files import BrokenFileError
from native_host.drug_codes.table import DrugTable
from native_host.drug_codes.ucd import classify, ean13_key, is_cip13, is_ucd7, is_ucd13, mod11_key, ucd13_from_ucd7

if TYPE_CHECKING:
    from pathlib import Path

SPACES = st.text(" \u00a0\u202f\u2009\u2007\t", max_size=2)
UCD7S = st.integers(100_000, 999_999).map(str).filter(mod11_key).map(lambda six: six + mod11_key(six)) | st.integers(
    9_000_000, 9_009_999
).map(str)
ORDER_WORDS = "eliquis doliprane 5 mg 1g 2,5 / x 3/j cp gél inj µg UI % ( ) \" ' * : - AND OR NOT ^ name: é \0".split()  # noqa: SIM905
ORDERS = st.lists(st.sampled_from(ORDER_WORDS), max_size=40).map(" ".join)


@st.composite
def in_groups(draw: st.DrawFn, digits: str) -> str:
    return draw(SPACES) + "".join(digit + draw(SPACES) for digit in digits)


@given(st.data(), UCD7S)
def test_any_printed_form_of_a_code_is_recognised(data: st.DataObject, ucd7: str) -> None:
    ucd13 = ucd13_from_ucd7(ucd7)
    assert is_ucd13(ucd13)
    printed = data.draw(
        st.sampled_from([ucd13, "0" + ucd13, f"(01)0{ucd13}", f"{ucd13[:5]}-{ucd13[5:]}", "UCD " + ucd13])
        | in_groups(ucd13)
        | st.sampled_from([f"UCD {ucd7}", "UCD 000000" + ucd7, f"UCD7:{ucd7[:3]} {ucd7[3:6]}-{ucd7[6]}"])
    )
    kind, digits = classify(printed)
    assert (digits if kind == "ucd13" else ucd13_from_ucd7(digits)) == ucd13


@given(st.from_regex(r"[0-9]{13}", fullmatch=True), st.data())
def test_thirteen_digits_with_a_wrong_key_never_are_a_code(digits: str, data: st.DataObject) -> None:
    wrong = digits[:12] + data.draw(st.sampled_from([key for key in "0123456789" if key != ean13_key(digits[:12])]))
    assert not is_ucd13(wrong)
    assert not is_cip13(wrong)
    if not wrong.startswith("000000"):
        assert classify(data.draw(in_groups(wrong))) == ("unknown", "")


@given(st.from_regex(r"[1-9][0-9]{6}", fullmatch=True))
def test_seven_digits_are_a_unit_only_with_their_key(digits: str) -> None:
    assert is_ucd7(digits) == (digits.startswith("900") or mod11_key(digits[:6]) == digits[6])
    assert (classify("UCD " + digits)[0] == "ucd7") == is_ucd7(digits)


@given(st.text())
def test_classifying_any_text_gives_a_kind(text: str) -> None:
    kind, digits = classify(text)
    assert (digits == "") == (kind == "unknown")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> DrugTable:
    target = tmp_path_factory.mktemp("table") / "drug-table.sqlite3"
    import_table([SAMPLE], target)
    opened = DrugTable.open(target)
    assert opened
    return opened


@given(text=st.text(max_size=200) | ORDERS, limit=st.integers(1, 50))
def test_searching_any_text_never_fails(table: DrugTable, text: str, limit: int) -> None:
    matches = table.search(text, limit)
    assert len({match.ucd13 for match in matches}) == len(matches) <= limit
    assert all(is_ucd13(match.ucd13) for match in matches)


@given(st.lists(st.text(max_size=20), max_size=20))
def test_resolving_answers_each_of_any_texts(table: DrugTable, codes: list[str]) -> None:
    assert len(table.resolve(codes)) == len(codes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_file_is_refused_or_gives_right_codes_only(data: st.DataObject, tmp_path: Path) -> None:
    target, source = tmp_path / "drug-table.sqlite3", tmp_path / "CIP_UCD.csv"
    import_table([SAMPLE], target)
    before = target.read_bytes()
    content = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(content) - 1))
        content[start : start + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=20))
    source.write_bytes(content)
    try:
        found = import_table([source], target)
    except BrokenFileError:
        assert target.read_bytes() == before
    else:
        assert all(map(is_ucd13, found.labels))
        assert DrugTable.open(target)
