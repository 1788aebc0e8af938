"""The pages that the sandbox fills in: the guide, and what is shown where a chain of redirections ends early."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

    from native_host.sandbox.visits import Visit

PAGES = Path(__file__).parent / "pages"
NO_STORE = {"Cache-Control": "no-store"}  # Chromium would keep a 410
TITLES = {
    "home": "Accueil",
    "side_effects": "Effets indésirables",
    "sandbox_interactions": "Interactions (guide fictif)",
}
# Where a built extension leaves the integrators' module, seen from a source checkout.
PAGE_API = Path(__file__).parents[2] / "extension/.output/page-api/posos-bridge.js"


@cache
def _page(name: str) -> Template:
    return Template((PAGES / name).read_text("utf-8"))


@cache
def drug_names() -> dict[str, str]:
    """Return the sandbox's own list of drugs: UCD13 → label."""
    names: dict[str, str] = json.loads((PAGES / "drugs.json").read_text("utf-8"))
    return names


def guide(visit: Visit) -> Response:
    """Return the page on which a chain lands."""
    drugs = "\n".join(_drug(ucd) for ucd in visit.ucds)
    filled = _page("guide.html").substitute(
        title=escape(TITLES[visit.guide]),
        guide=escape(visit.guide),
        name=escape(visit.practitioner.name),
        initials=escape("".join(word[0] for word in (visit.practitioner.first_name, visit.practitioner.last_name))),
        rpps=escape(visit.practitioner.rpps),
        count=len(visit.ucds),
        drugs=drugs,
    )
    return HTMLResponse(filled, headers=NO_STORE)


def _drug(ucd: str) -> str:
    name = drug_names().get(ucd)
    label = f"<strong>{escape(name)}</strong>" if name else ""
    return f"<li>{label}<code>{escape(ucd)}</code></li>"


def gone() -> Response:
    """Return the page for an address that was used up, expired or never given out."""
    return HTMLResponse(_page("gone.html").template, 410, NO_STORE)


def not_signed_in() -> Response:
    """Return the page for a guide that belongs to somebody else than who is signed in."""
    return HTMLResponse(_page("not-signed-in.html").template, 403, NO_STORE)


def page_api(_: Request) -> Response:
    """Serve the integrators' module of the built extension."""
    if PAGE_API.exists():
        return FileResponse(PAGE_API, media_type="text/javascript")
    return PlainTextResponse("// not built: run `make setup`", 404)
