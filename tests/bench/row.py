"""One line of the table that `make bench` writes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measured figure beside its rival's, both of the same run.

    `figure` and `rival_figure` are medians in `unit`; `goal` is the sentence of the design, `reached` whether it holds
    (None: a figure without a goal).
    """

    what: str
    figure: float
    unit: str
    rival: str = ""
    rival_figure: float | None = None
    goal: str = ""
    reached: bool | None = None
