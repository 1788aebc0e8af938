"""`posos-bridge open`: from drug codes to the guide in the default browser, without the extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from native_host.cli.language import language, sentence, visible
from native_host.cli.operating import operate
from native_host.cli.output import JSON, CommandError, print_json
from native_host.drug_codes.ucd import has_wrong_key
from native_host.errors import BridgeError
from native_host.messages.workstation import Workstation
from native_host.posos.guides import known_guides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from native_host.drug_codes.table import DrugTable, Resolved

# What one request to Posos may name: `schemas/operations/prepare.json`.
MOST = 100

app = typer.Typer(add_completion=False)


@app.command("open", help=sentence("open.help"))
def open_guide(
    *,
    codes: list[str] = typer.Argument(None, metavar="CODE", help=sentence("open.codes")),
    guide: str = typer.Option("side_effects", metavar="NAME", help=sentence("open.guide")),
    no_browser: bool = typer.Option(False, "--no-browser", help=sentence("open.no_browser")),
    as_json: bool = JSON,
) -> None:
    ucds = ucd13s(codes or [])
    if len(ucds) > MOST:
        raise typer.BadParameter(sentence("open.too_many", count=len(ucds), most=MOST), param_hint="CODE")
    workstation = Workstation()
    if not ucds and needs_codes(guide, workstation):
        raise typer.BadParameter(sentence("open.no_codes", guide=guide), param_hint="CODE")
    source = {"origin": None, "trigger": "cli"}
    result = operate("prepare", workstation, guide=guide, ucds=ucds, source=source)
    url, ucds = result["url"], result["ucds"]
    if not no_browser:
        from native_host.cli.browser_visit import visit

        visit(url)
    if as_json:
        print_json({"ok": True, "guide": guide, "ucds": ucds, **({"url": url} if no_browser else {})})
    else:
        print(url if no_browser else sentence("open.opened", guide=guide, count=len(ucds)))


def no_single_ucd(code: str, found: Resolved, table: DrugTable | None) -> BridgeError:
    """Return why a code stands for no UCD: that of a box may be right, and its units several or not known."""
    from native_host.drug_codes.table import resolve

    if found.alternatives:
        units = zip(found.alternatives, resolve(found.alternatives, table), strict=True)
        listed = "".join(f"\n  {ucd13}  {visible(unit.label or '')}".rstrip() for ucd13, unit in units)
        return CommandError("invalid_code", sentence("open.several", code=code), sentence("open.choose") + listed)
    if found.kind.startswith("cip"):
        return CommandError("invalid_code", sentence("open.unknown_box", code=code), sentence("open.give_ucd"))
    refused = BridgeError("invalid_code", code=code)
    if has_wrong_key(code):
        return CommandError(
            "invalid_code", refused.message(language()), sentence("table.wrong_check_digit", codes=code)
        )
    return refused


def needs_codes(name: str, workstation: Workstation) -> bool:
    guide = known_guides(workstation.settings.guides).get(name)
    return bool(guide and guide.needs_codes)


def ucd13s(codes: Sequence[str]) -> list[str]:
    """Turn codes in any printed form into UCD13s; a code that the shell cut at its spaces is put together again.

    Raises:
        BridgeError: `invalid_code`, naming the first one that stands for no single UCD.
    """
    from native_host.drug_codes.table import DrugTable, resolve

    table = DrugTable.open()
    resolved = resolve(codes, table)
    if any(found.kind == "unknown" for found in resolved):
        whole = resolve([" ".join(codes)], table)
        resolved, codes = (whole, [" ".join(codes)]) if whole[0].ucd13 else (resolved, codes)
    for code, found in zip(codes, resolved, strict=True):
        if found.ucd13 is None:
            raise no_single_ucd(code, found, table)
    return list(dict.fromkeys(found.ucd13 for found in resolved if found.ucd13))
