"""`posos-bridge audit`: read the trail of attempts, check that nobody changed it, and export it."""

from __future__ import annotations

import csv
import os
import sqlite3
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from native_host.audit.damage import is_damage
from native_host.audit.reading import SHOWN, Filter, check, is_there, rows
from native_host.cli.language import sentence, visible
from native_host.cli.output import JSON, detail_of, fail, print_json, to_json
from native_host.databases import OTHER_KIND, is_anothers
from native_host.errors import BridgeError, reason_of, table
from native_host.places import refusal_to_write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from native_host.audit.reading import Row, Verdict

app = typer.Typer(add_completion=False, help=sentence("audit.help"))


def universal(value: str | None) -> str | None:
    """Return a date or time as the trail's rows write it: in universal time, without its zone."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(sentence("audit.no_date", value=value)) from None
    if len(value) <= len("2026-11-23"):
        return moment.date().isoformat()
    if moment.tzinfo is not None:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    return value.replace(" ", "T")


def known_outcome(value: str | None) -> str | None:
    """Refuse what no row can have: a typo would find nothing, as if nothing had happened."""
    if value is not None and value not in {"ok", *table()}:
        raise typer.BadParameter(sentence("audit.no_outcome", value=value, names=", ".join(["ok", *table()])))
    return value


SINCE = typer.Option(None, metavar="DATE", help=sentence("audit.since"), callback=universal)
UNTIL = typer.Option(None, metavar="DATE", help=sentence("audit.until"), callback=universal)
PRACTITIONER = typer.Option(None, metavar="RPPS", help=sentence("audit.practitioner"))
OUTCOME = typer.Option(None, metavar="CODE", help=sentence("audit.outcome"), callback=known_outcome)
GUIDE = typer.Option(None, metavar="NAME", help=sentence("audit.guide"))


# Those of a row that fit a screen; `--json` and `export` have them all.
COLUMNS = ("number", "time", "os_user", "practitioner", "guide", "codes", "origin", "trigger", "outcome", "duration_ms")


class Format(StrEnum):
    """What `export` writes."""

    CSV = "csv"
    JSONL = "jsonl"


@app.command("list", help=sentence("audit.list_help"))
def list_attempts(
    *,
    since: str | None = SINCE,
    until: str | None = UNTIL,
    practitioner: str | None = PRACTITIONER,
    outcome: str | None = OUTCOME,
    guide: str | None = GUIDE,
    limit: int = typer.Option(50, min=0, help=sentence("audit.limit")),
    check_chain: bool = typer.Option(False, "--check", help=sentence("audit.check")),
    as_json: bool = JSON,
) -> None:
    trail = trail_file()
    wanted = Filter(since, until, practitioner, outcome, guide)
    found = list(read(trail, wanted, limit or None))
    verdict = checked(trail) if check_chain else None
    broken = verdict_sentence(verdict) if verdict and verdict.broken_at is not None else None
    if as_json:
        chain = verdict and {
            "whole": verdict.broken_at is None,
            "rows": verdict.rows,
            "broken_at": verdict.broken_at,
            "last_hash": verdict.last_hash,
        }
        told = {"error": detail_of("audit_broken", broken)} if broken else {}
        print_json({"file": str(trail), "attempts": found, "chain": chain, **told})
        raise typer.Exit(1 if broken else 0)
    print_table(found)
    if broken:
        fail("audit_broken", broken, as_json=False)
    if verdict:
        print(verdict_sentence(verdict))


@app.command("export", help=sentence("audit.export_help"))
def export(
    *,
    out: Path | None = typer.Option(None, metavar="FILE", help=sentence("audit.out")),
    to_format: Format = typer.Option(Format.CSV, "--format", help=sentence("audit.format")),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    practitioner: str | None = PRACTITIONER,
    outcome: str | None = OUTCOME,
    guide: str | None = GUIDE,
) -> None:
    trail = trail_file()
    found = read(trail, Filter(since, until, practitioner, outcome, guide))
    if out is None:
        write(found, to_format, sys.stdout)
        return
    try:
        # The byte order mark tells French spreadsheets that the file is UTF-8.
        with out.open("w", encoding="utf-8-sig" if to_format is Format.CSV else "utf-8", newline="") as stream:
            write(found, to_format, stream)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from None


def trail_file() -> Path:
    """Return the trail's path: where the configuration wants it, or where hosts without one write it.

    Raises:
        BridgeError: `audit_unwritable` when there is no trail and none can be made: that nothing is recorded does not
            mean that nothing happened.
    """
    from native_host.messages.workstation import Workstation

    workstation = Workstation()
    trail = Path(workstation.audit_path)
    if workstation.trail and not os.path.lexists(trail) and (refusal := refusal_to_write(str(trail))):
        raise unreadable(trail, refusal)
    return trail


def read(trail: Path, wanted: Filter, limit: int | None = None) -> Iterator[Row]:
    """Yield the rows; none where no attempt was made yet.

    Raises:
        BridgeError: `audit_unwritable` when the file is damaged or not ours to read.
    """
    try:
        if is_there(trail):
            yield from rows(trail, wanted, limit)
    except (sqlite3.Error, OSError) as error:
        raise unreadable(trail, error) from None


def checked(trail: Path) -> Verdict | None:
    try:
        return check(trail) if is_there(trail) else None
    except (sqlite3.Error, OSError) as error:
        raise unreadable(trail, error) from None


def unreadable(trail: Path, error: Exception) -> BridgeError:
    if isinstance(error, OSError):
        return BridgeError("audit_unwritable", file=trail, reason=reason_of(error))
    if is_anothers(str(trail), "attempts"):
        return BridgeError("audit_unwritable", file=trail, reason=OTHER_KIND)
    if isinstance(error, sqlite3.Error) and is_damage(error):
        return BridgeError("audit_unwritable", case="damaged", file=trail)
    return BridgeError("audit_unwritable", file=trail, reason=error)


def verdict_sentence(verdict: Verdict) -> str:
    if verdict.broken_at is None:
        return sentence("audit.whole", rows=verdict.rows, hash=verdict.last_hash)
    return sentence("audit.broken", number=verdict.broken_at, rows=verdict.rows)


def write(found: Iterator[Row], to_format: Format, stream: TextIO) -> None:
    if to_format is Format.JSONL:
        stream.writelines(to_json(row) + "\n" for row in found)
        return
    writer = csv.DictWriter(stream, SHOWN)
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in found)


def harmless(value: object) -> object:
    """Keep a spreadsheet from taking a page's origin or a user's name for a formula, and a terminal from obeying it."""
    if not isinstance(value, str):
        return value
    return visible(f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value)


def print_table(found: list[Row]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if not found:
        print(sentence("audit.empty"))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS:
        # What is long and less asked for gives way on a narrow screen.
        table.add_column(sentence(f"audit.column_{column}"), no_wrap=True, overflow="ellipsis")
    for row in found:
        shown = row | {"time": str(row["time"])[:19].replace("T", " ")}
        table.add_row(*("" if shown[column] is None else escape(visible(str(shown[column]))) for column in COLUMNS))
    # A file or a pipe has no width to fit.
    Console(highlight=False, width=None if sys.stdout.isatty() else 1000).print(table)
