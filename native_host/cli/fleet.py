"""`posos-bridge fleet`: write the folder from which an establishment deploys the bridge."""

from __future__ import annotations

import re
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING

import typer

from native_host.browsers import CHROMIUM_ID
from native_host.browsers.fleet import HOSTS, Fleet, are_builds, built_extension
from native_host.browsers.policies import PLACEHOLDER_SERVER, Policies
from native_host.browsers.registration import CHROMIUM_ID_FORM
from native_host.cli.language import language, sentence
from native_host.cli.output import JSON, print_json

if TYPE_CHECKING:
    from native_host.browsers.machine import System

app = typer.Typer(add_completion=False)

# https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns, without those that mean every site.
MATCH_PATTERN = re.compile(r"(\*|https?)://(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*/\S*")
# A policy ends an address at a semicolon, a name and a password would be readable on every workstation.
SERVER = re.compile(
    r"(https://(\[[0-9a-f:]+\]|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)|http://(127(\.[0-9]{1,3}){3}|localhost|\[::1\]))"
    r"(:[0-9]{1,5})?(/[\w.~%-]+)*/?",
    re.ASCII,
)
PORT = re.compile(r"(?<=[^:/]):\d+(?=/)")


def match_patterns(sites: list[str]) -> list[str]:
    """Turn `dpi.example`, `https://dpi.example` and match patterns into match patterns; refuse the rest."""
    patterns = []
    for site in sites:
        pattern = site if "://" in site else f"https://{site}"
        pattern = pattern if "/" in pattern.partition("://")[2] else f"{pattern}/*"
        pattern = f"{pattern}*" if pattern.endswith("/") else pattern
        # Firefox's patterns know no ports; one without a port means all of them in both families.
        pattern = PORT.sub("", pattern, count=1)
        if not MATCH_PATTERN.fullmatch(pattern):
            raise typer.BadParameter(sentence("fleet.bad_site", site=site))
        patterns.append(pattern)
    return patterns


def server_address(value: str) -> str:
    """Refuse an address at which not every browser takes an extension, and what would break a policy or an XML file."""
    if not SERVER.fullmatch(value):
        raise typer.BadParameter(sentence("fleet.bad_server", server=value))
    return value.rstrip("/")


def chromium_id(value: str) -> str:
    """Refuse what is no id of a Chromium extension."""
    if not CHROMIUM_ID_FORM.fullmatch(value):
        raise typer.BadParameter(sentence("fleet.bad_id", id=value))
    return value


def both_builds(folder: Path | None) -> Path | None:
    """Refuse a folder that does not hold both builds."""
    if folder and not are_builds(folder):
        raise typer.BadParameter(sentence("fleet.half_built", folder=folder))
    return folder


@app.command(help=sentence("fleet.help"))
def fleet(
    *,
    site: list[str] = typer.Option(..., metavar="PATTERN", callback=match_patterns, help=sentence("fleet.site")),
    out: Path = typer.Option(..., metavar="DIR", file_okay=False, help=sentence("fleet.out")),
    server: str = typer.Option(
        PLACEHOLDER_SERVER, metavar="URL", show_default=False, callback=server_address, help=sentence("fleet.server")
    ),
    extension_id: str = typer.Option(CHROMIUM_ID, metavar="ID", callback=chromium_id, help=sentence("fleet.id")),
    host: str | None = typer.Option(None, metavar="PATH", help=sentence("fleet.host")),
    extension: Path | None = typer.Option(
        None, metavar="DIR", exists=True, file_okay=False, callback=both_builds, help=sentence("fleet.extension")
    ),
    as_json: bool = JSON,
) -> None:
    hosts: dict[System, str] = {system: host or default for system, default in HOSTS.items()}
    policies = Policies(tuple(site), server, extension_id)
    builds = extension or built_extension()
    Fleet(out, policies, hosts, language()).write(builds)
    if server == PLACEHOLDER_SERVER:
        print(sentence("fleet.no_server", server=server), file=sys.stderr)
    if as_json:
        files = sorted(str(file.relative_to(out)) for file in out.rglob("*") if file.is_file())
        print_json(
            {"ok": True, "out": str(out), "sites": site, "server": server, "extension": bool(builds), "files": files}
        )
        return
    print(sentence("fleet.done", out=out, sites=", ".join(site)))
    if builds is None:
        print(sentence("fleet.no_builds"))
    print(sentence("fleet.signing"))
