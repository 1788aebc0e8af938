"""The drug table over 50,000 rows: search, resolve, import."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from native_host.drug_codes.importing import import_table
from native_host.drug_codes.reading import read_order
from native_host.drug_codes.table import DrugTable
from tests.bench.row import Row
from tests.data.drug_table.compose import composed_ucd13, lines, write_table

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "CIP_UCD.csv"), Path(folder, "drug-table.sqlite3")
        count = write_table(source)
        imported = seconds(lambda: import_table([source], target))
        bare = seconds(lambda: bare_import(source, Path(folder, "bare.sqlite3")))
        table = DrugTable.open(target)
        assert table
        return [
            Row(
                f"import of {count} rows, indexed for search",
                imported,
                "s",
                "csv and executemany alone",
                bare,
                "≤ 10 s",
                imported <= 10,
            ),
            *searches(table),
            resolving(table),
        ]


def searches(table: DrugTable) -> list[Row]:
    orders = [line.split("\t")[0] for half in ("tuning", "held_out") for line in lines(f"orders_{half}.tsv")]
    times = [min(milliseconds(partial(table.search, order, 10)) for _ in range(ROUNDS)) for order in orders]
    with contextlib.closing(sqlite3.connect(table.path)) as connection:
        plain = [min(milliseconds(partial(plain_search, connection, order)) for _ in range(ROUNDS)) for order in orders]
    found = median(times)
    slowest = max(times)
    rival = "one FTS5 query of the first word, ranked"
    return [
        Row(f"search, median of {len(orders)} order lines", found, "ms", rival, median(plain), "≤ 5 ms", found <= 5),
        Row("search, slowest of them", slowest, "ms", rival, max(plain), "≤ 5 ms", slowest <= 5),
    ]


def resolving(table: DrugTable) -> Row:
    codes = [composed_ucd13(number) for number in range(500)]
    taken = median(milliseconds(lambda: table.resolve(codes)) for _ in range(ROUNDS))
    return Row("resolve of 500 codes", taken, "ms")


def plain_search(connection: sqlite3.Connection, order: str) -> None:
    words = read_order(order).words
    query = "SELECT label FROM labels JOIN drugs ON drugs.id = labels.rowid WHERE labels MATCH ? ORDER BY rank LIMIT 10"
    connection.execute(query, (f'"{words[0] if words else order}"',)).fetchall()


def bare_import(source: Path, target: Path) -> None:
    with source.open(encoding="utf-16", newline="") as file, contextlib.closing(sqlite3.connect(target)) as connection:
        connection.execute("CREATE TABLE drugs(ucd13, label)")
        pairs = ((row[3], row[5]) for row in csv.reader(file, delimiter=";") if len(row) > 5)
        connection.executemany("INSERT INTO drugs VALUES (?, ?)", pairs)
        connection.commit()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def milliseconds(work: Callable[[], object]) -> float:
    return 1000 * seconds(work)
