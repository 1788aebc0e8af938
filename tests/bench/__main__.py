"""Measures every limit of the design against its named rival in one run, and writes docs/benchmarks.md."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.row import Row
from tests.browser.display import virtual_display

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
CHAPTERS = {
    "click": "From a click to the new tab",
    "host": "The host",
    "table": "The drug table",
    "scan": "Finding codes on a page",
    "page": "A large page with buttons",
    "screens": "Screens",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("chapters", nargs="*", metavar="CHAPTER", help=f"of {', '.join(CHAPTERS)}")
    chosen = arguments.parse_args().chapters or list(CHAPTERS)
    with virtual_display():
        measured = {name: importlib.import_module(f"tests.bench.{name}").rows() for name in chosen}
    for name, rows in measured.items():
        Console().print(_shown(CHAPTERS[name], rows))
    if set(chosen) == set(CHAPTERS):
        PAGE.write_text(_page(measured), encoding="utf-8")
    sys.exit(any(row.reached is False for rows in measured.values() for row in rows))


def _cells(row: Row) -> tuple[str, ...]:
    ratio = f"{row.figure / row.rival_figure:.2f} times" if row.rival_figure else ""
    rival = f"{row.rival_figure:.4g} {row.unit} ({row.rival})" if row.rival_figure is not None else row.rival
    verdict = {True: "yes", False: "**no**", None: ""}[row.reached]
    return row.what, f"{row.figure:.4g} {row.unit}", rival, ratio, row.goal, verdict


INTRODUCTION = """Written by `make bench`. Figures are medians; each stands beside its rival's of the same run, because
machines differ, and so does one machine from one minute to the next."""
HEADERS = ("what", "figure", "beside", "ratio", "goal", "reached")


def _shown(title: str, rows: list[Row]) -> Table:
    table = Table(*HEADERS, title=title)
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _page(measured: dict[str, list[Row]]) -> str:
    lines = [
        "# Benchmarks",
        "",
        INTRODUCTION,
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors, {platform.system()} {platform.machine()}.",
    ]
    for name, rows in measured.items():
        lines += ["", f"## {CHAPTERS[name]}", "", f"| {' | '.join(HEADERS)} |", "|---" * len(HEADERS) + "|"]
        lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
