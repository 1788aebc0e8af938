"""One-time addresses and what a browser goes through behind them: signed out, signed in, on the guide.

Every step is a redirection of its own, and the browser's cookie alone says who is signed in, as with the vendor.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LIFETIME = 60.0  # seconds in which an address must be opened
COOKIE = "posos_sandbox_session"


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Who is signed in."""

    rpps: str
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Visit:
    """What `prepare` was asked for: whom to sign in, and on which guide with which drugs to land."""

    practitioner: Practitioner
    guide: str
    ucds: tuple[str, ...]


class Gone(Exception):  # noqa: N818  HTTP's word for it
    """A step that was taken already, came too late or never existed."""


class NotYours(Exception):  # noqa: N818
    """A guide page opened by a browser in which its practitioner is not signed in."""


class Visits:
    """The addresses given out, the chains under way and the profiles signed in."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._waiting: dict[str, tuple[Visit, float]] = {}
        self._signing_in: dict[str, Visit] = {}
        self._landed: dict[str, Visit] = {}
        self._sessions: dict[str, Practitioner] = {}

    def prepare(self, visit: Visit, lifetime: float = LIFETIME) -> str:
        """Return the secret part of an address that opens `visit` once, within `lifetime` seconds."""
        ticket = secrets.token_urlsafe(24)
        self._waiting[ticket] = (visit, self._now() + lifetime)
        return ticket

    def begin(self, ticket: str) -> str:
        """Use an address up; the chain that it starts is known by the returned context.

        Raises:
            Gone: used before, expired, or never given out.
        """
        visit, deadline = self._waiting.pop(ticket, (None, 0.0))
        if visit is None or self._now() >= deadline:
            raise Gone
        context = secrets.token_urlsafe(12)
        self._signing_in[context] = visit
        return context

    def signed_in(self, session: str | None) -> Practitioner | None:
        """Return who is signed in in the browser that holds the cookie `session`."""
        return self._sessions.get(session or "")

    def sign_out(self, session: str | None) -> None:
        """Forget the profile that is signed in in a browser, if there is one."""
        self._sessions.pop(session or "", None)

    def sign_in(self, context: str, session: str | None) -> tuple[str, str]:
        """Sign the practitioner of a chain in, and return the browser's new cookie and the guide to go to.

        Raises:
            Gone: this chain has signed in already, or another profile has not been signed out before.
        """
        if self.signed_in(session) or context not in self._signing_in:
            raise Gone
        visit = self._landed[context] = self._signing_in.pop(context)
        cookie = secrets.token_urlsafe(24)
        self._sessions[cookie] = visit.practitioner
        return cookie, visit.guide

    def land(self, context: str, guide: str, session: str | None) -> Visit:
        """Return what the guide page of a chain shows.

        Raises:
            Gone: there is no such page.
            NotYours: its practitioner is not signed in in this browser.
        """
        visit = self._landed.get(context)
        if visit is None or visit.guide != guide:
            raise Gone
        if self.signed_in(session) != visit.practitioner:
            raise NotYours
        return visit
