"""`posos-bridge table`: import the public drug table, look drugs up in it, say what it is."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from native_host.cli.language import language, sentence, visible
from native_host.cli.output import JSON, fail, print_json
from native_host.drug_codes.table import DrugTable, machines_table, own_table_path, shared_table_path, table_path
from native_host.drug_codes.ucd import classify, has_wrong_key
from native_host.errors import in_language, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from native_host.drug_codes.importing import Import, Progress

SHOWN_FAULTS = 20

app = typer.Typer(add_completion=False, help=sentence("table.help"))


@app.command("import", help=sentence("table.import_help"))
def import_files(
    files: list[Path] = typer.Argument(None, metavar="FILE", help=sentence("table.files")),
    *,
    sample: bool = typer.Option(False, "--sample", help=sentence("table.sample")),
    system: bool = typer.Option(False, "--system", help=sentence("table.system")),
    as_json: bool = JSON,
) -> None:
    from native_host.drug_codes.importing import SAMPLE, import_table
    from native_host.drug_codes.source_files import BrokenFileError

    # The sample first: where two name a drug, the last one counts, and that is the person's own.
    files = [*([SAMPLE] if sample else ()), *(files or ())]
    if not files:
        raise typer.BadParameter(sentence("table.no_file"))
    target = Path(shared_table_path() if system else own_target())
    try:
        found = with_progress(lambda progress: import_table(files, target, progress))
    except BrokenFileError as broken:
        reason = sentence(f"table.{broken.reason}", why=in_language(broken.why, language()))
        fail("table_broken", sentence("table.broken", reason=reason, place=broken.place), as_json=as_json)
    except (OSError, sqlite3.Error) as error:
        why = reason_of(error) if isinstance(error, OSError) else str(error)
        message = sentence("table.unwritable", file=target, reason=in_language(why, language()))
        fail("table_unwritable", message, as_json=as_json)
    tell_import(found, target, as_json=as_json)


@app.command("lookup", help=sentence("table.lookup_help"))
def lookup(
    words: list[str] = typer.Argument(..., metavar="CODE|WORD", help=sentence("table.words")),
    *,
    limit: int = typer.Option(10, min=1, max=50, help=sentence("table.limit")),
    as_json: bool = JSON,
) -> None:
    table = opened(as_json=as_json)
    together = " ".join(words)
    if wrong := [together] if has_wrong_key(together) else list(filter(has_wrong_key, words)):
        message = sentence("table.wrong_check_digit", codes=", ".join(wrong))
        fail("invalid_code", message, as_json=as_json)
    codes = [together] if is_code(together) else words if all(map(is_code, words)) else []
    resolved = table.resolve(codes)
    matches = [] if codes else table.search(together, limit)
    if as_json:
        print_json({"codes": [row._asdict() for row in resolved], "matches": [match._asdict() for match in matches]})
        return
    for code, row in zip(codes, resolved, strict=True):
        several = sentence("table.several", ucds=", ".join(row.alternatives)) if row.alternatives else ""
        label = visible(row.label) if row.label else sentence("table.unknown")
        print(f"{visible(code)}  {row.ucd13 or several or '-'}  {label}")
    for match in matches:
        print(f"{match.ucd13}  {visible(match.label)}")
    if not codes and not matches:
        print(sentence("table.nothing"))


@app.command("info", help=sentence("table.info_help"))
def info(*, as_json: bool = JSON) -> None:
    facts = opened(as_json=as_json).info()._asdict()
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        print(f"{sentence(f'table.info_{name}'):<16}{visible(str(value))}")


def own_target() -> str:
    """Return what an import replaces: the file that the environment names, else the person's own."""
    import os

    return os.environ.get("POSOS_BRIDGE_TABLE") or own_table_path()


def is_code(text: str) -> bool:
    return classify(text)[0] != "unknown"


def opened(*, as_json: bool) -> DrugTable:
    table = machines_table()
    return table or fail("table_missing", sentence("table.missing", file=table_path()), as_json=as_json)


def with_progress(work: Callable[[Progress], Import]) -> Import:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(sentence("table.reading"), total=None, rows="")

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, rows=sentence("table.rows_read", rows=done))

        return work(progress)


def tell_import(found: Import, target: Path, *, as_json: bool) -> None:
    cips = sum(len(code) == 13 for code, _ in found.boxes)
    counts = {
        "file": str(target),
        "rows": found.rows,
        "ucds": len(found.labels),
        "cips": cips,
        "without_ucd": found.without_ucd,
        "skipped": found.skipped,
    }
    if as_json:
        print_json({**counts, "faults": [asdict(fault) for fault in found.faults]})
        return
    for fault in found.faults[:SHOWN_FAULTS]:
        facts = {**asdict(fault), "reason": sentence(f"table.{fault.reason}")}
        print(sentence("table.fault", **facts), file=sys.stderr)
    if found.skipped > SHOWN_FAULTS:
        print(sentence("table.more_faults", count=found.skipped - SHOWN_FAULTS), file=sys.stderr)
    print(sentence("table.imported", **counts))
