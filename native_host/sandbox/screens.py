"""The sandbox's pages: the demo EHR's screens, the guide, and what is shown where a chain ends early."""

from __future__ import annotations

import json
from dataclasses import dataclass
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
GUIDE_TITLES = {
    "home": "Accueil",
    "side_effects": "Effets indésirables",
    "sandbox_interactions": "Interactions (guide fictif)",
}
# Where a built extension leaves the integrators' module, seen from a source checkout.
PAGE_API = Path(__file__).parents[2] / "extension/.output/page-api/posos-bridge.js"


@dataclass(frozen=True, slots=True)
class Screen:
    """A row of `pages/ehr/pages.json`: a screen of the demo EHR, whose body is `pages/ehr/<name>.html`."""

    name: str
    menu: str
    title: str
    says: str


@cache
def _page(name: str) -> Template:
    return Template((PAGES / name).read_text("utf-8"))


@cache
def _screens() -> list[Screen]:
    return [Screen(**row) for row in json.loads((PAGES / "ehr/pages.json").read_text("utf-8"))]


@cache
def _drug_names() -> dict[str, str]:
    names: dict[str, str] = json.loads((PAGES / "assets/drugs.json").read_text("utf-8"))
    return names


def ehr_index(_: Request) -> Response:
    """Show all screens of the demo EHR, a sentence each."""
    listed = "\n".join(
        f'    <li><a href="/ehr/{screen.name}"><b>{escape(screen.title)}</b><span>{escape(screen.says)}</span></a></li>'
        for screen in _screens()
    )
    return _in_layout("index", "Dossiers de démonstration", _page("ehr/index.html").substitute(list=listed))


def ehr(request: Request) -> Response:
    """Show one screen of the demo EHR."""
    name = request.path_params["name"]
    screen = next((screen for screen in _screens() if screen.name == name), None)
    if screen is None:
        return PlainTextResponse("Écran inconnu.", 404)
    return _in_layout(name, screen.title, _page(f"ehr/{name}.html").template)


def _in_layout(name: str, title: str, body: str) -> Response:
    menu = "".join(
        f'<a href="/ehr/{screen.name}"{" aria-current=page" if screen.name == name else ""}>{escape(screen.menu)}</a>'
        for screen in _screens()
    )
    styled = (PAGES / f"assets/{name}.css").exists()
    head = f'<link rel="stylesheet" href="/assets/{name}.css" />' if styled else ""
    return HTMLResponse(_page("ehr/layout.html").substitute(title=escape(title), head=head, menu=menu, body=body))


def guide(visit: Visit) -> Response:
    """Return the page on which a chain lands: who is signed in, and the drugs with their names."""
    drugs = "\n".join(_drug(ucd13) for ucd13 in visit.ucds)
    content = _page("guide-drugs.html").substitute(count=len(visit.ucds), drugs=drugs)
    practitioner = visit.practitioner
    filled = _page("guide.html").substitute(
        title=escape(GUIDE_TITLES[visit.guide]),
        guide=escape(visit.guide),
        name=escape(practitioner.name),
        initials=escape(practitioner.first_name[0] + practitioner.last_name[0]),
        rpps=escape(practitioner.rpps),
        content=content if visit.ucds else _page("guide-home.html").template,
    )
    return HTMLResponse(filled, headers=NO_STORE)


def _drug(ucd13: str) -> str:
    name = _drug_names().get(ucd13)
    return f"            <li>{f'<b>{escape(name)}</b> ' if name else ''}<code>{escape(ucd13)}</code></li>"


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
