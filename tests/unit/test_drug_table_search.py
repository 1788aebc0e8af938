"""What a person wrote of a drug finds it in a table of realistic size; what names no drug finds nothing."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import chain

import pytest

from native_host.drug_codes.importing import SAMPLE, import_table
from native_host.drug_codes.table import DrugTable
from tests.data.drug_table.compose import lines, write_table

HALVES = ("tuning", "held_out")
ORDERS = [line.split("\t") for half in HALVES for line in lines(f"orders_{half}.tsv")]
NO_DRUG = list(chain.from_iterable(lines(f"no_drug_{half}.txt") for half in HALVES))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> DrugTable:
    folder = tmp_path_factory.mktemp("table")
    source, target = folder / "CIP_UCD.csv", folder / "drug-table.sqlite3"
    rows = write_table(source)
    assert rows >= 50_000
    found = import_table([source], target)
    assert found.skipped == 0
    opened = DrugTable.open(target)
    assert opened
    return opened


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> DrugTable:
    target = tmp_path_factory.mktemp("sample") / "drug-table.sqlite3"
    import_table([SAMPLE], target)
    opened = DrugTable.open(target)
    assert opened
    return opened


def found(table: DrugTable, text: str, limit: int = 3) -> list[str]:
    return [match.label for match in table.search(text, limit)]


def test_orders_find_their_drug_among_the_first_three(table: DrugTable) -> None:
    assert len(ORDERS) >= 200
    missed = [
        f"{order} → {found(table, order)}, not {label}"
        for order, label in ORDERS
        if not any(fnmatchcase(match, label) for match in found(table, order))
    ]
    assert len(missed) <= 0.02 * len(ORDERS), "\n".join(missed)


def test_what_names_no_drug_finds_nothing(table: DrugTable) -> None:
    assert len(NO_DRUG) >= 60
    assert {line: found(table, line) for line in NO_DRUG if found(table, line)} == {}


@pytest.mark.parametrize("text", ["dol", "dolip", "DOLIPRANE", "dolipràne", "  doliprane  "])
def test_a_name_is_found_while_it_is_typed(sample: DrugTable, text: str) -> None:
    assert found(sample, text) == ["DOLIPRANE 1000MG CPR EFF"]


@pytest.mark.parametrize(
    "text",
    ["doliprane 1g", "Doliprane 1 g", "doliprane 1000mg", "doliprane 1 000 mg", "doliprane 1000", "doliprane 1,0 g"],
)
def test_a_dose_is_the_same_in_any_unit(table: DrugTable, text: str) -> None:
    assert all("1000MG" in label for label in found(table, text, 4))


def test_the_dose_comes_before_the_form(table: DrugTable) -> None:
    assert found(table, "eliquis 2,5 mg gélule", 1) == ["ELIQUIS 2,5MG CPR"]


def test_several_lines_find_the_drugs_of_each(table: DrugTable) -> None:
    labels = found(table, "Eliquis 5 mg x2/j\nsurveillance diurèse\nTahor 40 mg le soir", 10)
    assert {"ELIQUIS 5MG CPR", "TAHOR 40MG CPR"} <= set(labels)
    assert all(label.startswith(("ELIQUIS", "TAHOR")) for label in labels)


def test_no_more_than_the_limit_and_nothing_twice(table: DrugTable) -> None:
    matches = table.search("paracétamol 1 g\nparacétamol 1 g", 50)
    assert len(matches) == 50
    assert len({match.ucd13 for match in matches}) == 50


@pytest.mark.parametrize("laboratory", ["BGA", "biogaran", "Biogaran"])
def test_a_laboratory_is_preferred_but_names_no_drug(table: DrugTable, laboratory: str) -> None:
    assert found(table, f"amlodipine {laboratory} 5 mg cp", 1) == ["AMLODIPINE BGA 5MG CPR"]
    assert found(table, laboratory) == []


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "🩺💊", "((((", '" OR "', "name:*", "%", "-" * 200, "1" * 200, "é" * 200]
)
def test_odd_text_finds_nothing_and_harms_nothing(table: DrugTable, text: str) -> None:
    assert found(table, text) == []


@pytest.mark.parametrize(
    "name", ["Nicolas", "Morin", "Masson", "Dupont", "Caron", "Monsieur Bernard", "cystite", "Scope"]
)
def test_people_and_diseases_are_not_taken_for_misspelt_drugs(table: DrugTable, name: str) -> None:
    assert found(table, name) == []


@pytest.mark.parametrize("text", ["sodium 140 mmol/L", "potassium 4,2 mmol/l", "glucose 1,1 g/L"])
def test_laboratory_results_order_nothing(table: DrugTable, text: str) -> None:
    assert found(table, text) == []
