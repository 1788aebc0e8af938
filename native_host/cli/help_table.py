"""The tables of the help, for a terminal of any width."""

from __future__ import annotations

from typing import Any

from rich import columns
from rich.table import Table
from typer import rich_utils


class Whole(Table):
    """A table that folds a long word and cuts none short: two options may begin alike."""

    def add_row(self, *cells: Any, **how: Any) -> None:
        super().add_row(*cells, **how)
        for column in self.columns:
            column.overflow = "fold"


def keep_words_whole() -> None:
    """Have typer make its help of such tables; `rich` makes one of a cell with several parts, too."""
    for module in (columns, rich_utils):
        setattr(module, "Table", Whole)  # noqa: B010  their own modules' name for it, which they do not export
