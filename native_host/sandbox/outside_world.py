"""Everything that the sandbox answers, put together."""

from __future__ import annotations

import asyncio
import time
from email.utils import formatdate
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from native_host.sandbox import identity_aware_proxy, partner_connect, screens, token_endpoint
from native_host.sandbox.calls import Call, Recorded
from native_host.sandbox.faults import SCHEMA, Fault, Faults, replaced, spoiled
from native_host.sandbox.visits import COOKIE, LIFETIME, Gone, NotYours, Practitioner, Visit, Visits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from native_host.sandbox.establishment import Establishment
    from native_host.sandbox.faults import Endpoint

    Handler = Callable[[Request, Fault], Awaitable[Response]]

NO_STORE = {"Cache-Control": "no-store"}


class OutsideWorld:
    """The vendor, its identity provider and its proxy, as one establishment sees them; `app` is what serves them."""

    def __init__(self, establishment: Establishment, clock: Callable[[], float] = time.time) -> None:
        self.establishment = establishment
        self.faults = Faults()
        self.calls: list[Call] = []
        self.urls: list[str] = []
        self._clock = clock
        self.visits = Visits(self.now)
        self.tokens = token_endpoint.IdentityTokens(establishment)
        routes = Starlette(
            routes=[
                Route("/token", self._endpoint("token", self.token), methods=["POST"]),
                Route(partner_connect.PATH, self._endpoint("prepare", self.prepare), methods=["POST"]),
                Route("/go/{ticket}", self.go),
                Route("/sign-out", self.sign_out),
                Route("/sign-in", self.sign_in),
                Route("/guides/{guide}", self.guide),
                Route("/_calls", self.show_calls),
                Route("/_calls", self.forget_calls, methods=["DELETE"]),
                Route("/_faults", self.show_faults),
                Route("/_faults", self.set_faults, methods=["POST"]),
                Route("/_issued", self.show_issued),
                Route("/page-api.js", screens.page_api),
                Route("/ehr/", screens.ehr_index),
                Route("/ehr/{name}", screens.ehr),
                Mount("/assets", StaticFiles(directory=screens.PAGES / "assets")),
                Route("/", lambda _: RedirectResponse("/ehr/")),
            ]
        )
        self.app: ASGIApp = self._dated(Recorded(routes, self.calls))

    def now(self) -> float:
        """Return the time of the sandbox's clocks, in seconds since the epoch."""
        return self._clock() + self.faults.clock_skew

    def _dated(self, app: ASGIApp) -> ASGIApp:
        async def dated(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_dated(message: Message) -> None:
                if message["type"] == "http.response.start":
                    date = formatdate(self.now(), usegmt=True).encode()
                    message["headers"] = [*message.get("headers", ()), (b"date", date)]
                await send(message)

            await app(scope, receive, send_dated)

        return dated

    def _endpoint(self, endpoint: Endpoint, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def respond(request: Request) -> Response:
            fault = self.faults.strike(endpoint)
            if delay := fault.get("delay"):
                await asyncio.sleep(delay)
            if response := replaced(fault, endpoint, request.url.path):
                return response
            response = await handler(request, fault)
            return spoiled(response, fault) if response.status_code == 200 else response

        return respond

    async def token(self, request: Request, fault: Fault) -> Response:
        """Exchange an assertion for an identity token."""
        try:
            assertion = token_endpoint.check_form(request.headers.get("content-type", ""), await request.body())
            token_endpoint.check_key(fault.get("refused_key"))
            token_endpoint.check_assertion(assertion, self.establishment, self.now())
        except token_endpoint.Refused as refused:
            return Response(refused.body, refused.status, media_type="application/json")
        return JSONResponse({"id_token": self.tokens.issue(self.now())}, headers=NO_STORE)

    async def prepare(self, request: Request, fault: Fault) -> Response:
        """Turn a context into a one-time address, for who passes the identity-aware proxy."""
        call: Call = request.state.call
        call["authorized"] = False
        credentials = partial(identity_aware_proxy.check_credentials, request.headers, self.tokens.public_key)
        try:
            credentials(self.establishment.client_id, self.now())
        except identity_aware_proxy.BadCredentials as refused:
            return Response(str(refused), 401, {"X-Goog-IAP-Generated-Response": "true"}, media_type="text/html")
        call["authorized"] = True
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return JSONResponse({"statusCode": 415, "message": "Content-Type must be application/json"}, 415)
        if wrong := partner_connect.faults_in(await request.body()):
            return JSONResponse({"statusCode": 400, "message": wrong, "error": "Bad Request"}, 400)
        return self._prepared(await request.json(), fault)

    def _prepared(self, context: dict[str, Any], fault: Fault) -> Response:
        practitioner = Practitioner(context["rpps"], context["first_name"], context["last_name"])
        visit = Visit(practitioner, context["guide"], tuple(context.get("ucds", ())))
        ticket = self.visits.prepare(visit, fault.get("url_lifetime", LIFETIME))
        url = fault.get("url", f"{self.establishment.base_url}/go/{ticket}")
        self.urls.append(url)
        shape = fault.get("shape", "location")
        if shape == "redirect":
            return Response(status_code=302, headers={"Location": url, **NO_STORE})
        return Response(partner_connect.answer(shape, url), headers=NO_STORE, media_type="application/json")

    async def go(self, request: Request) -> Response:
        """Start the chain behind a one-time address."""
        try:
            context = self.visits.begin(request.path_params["ticket"])
        except Gone:
            return screens.gone()
        return RedirectResponse(f"/sign-out?context={context}", 302, NO_STORE)

    async def sign_out(self, request: Request) -> Response:
        """Sign out the profile that may be signed in."""
        leaving = self.visits.signed_in(request.cookies.get(COOKIE))
        request.state.call["signed_out"] = leaving and leaving.rpps
        self.visits.sign_out(request.cookies.get(COOKIE))
        response = RedirectResponse(f"/sign-in?{request.url.query}", 302, NO_STORE)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return response

    async def sign_in(self, request: Request) -> Response:
        """Sign in the practitioner of the chain."""
        context = request.query_params.get("context", "")
        try:
            cookie, guide = self.visits.sign_in(context, request.cookies.get(COOKIE))
        except Gone:
            return screens.gone()
        response = RedirectResponse(f"/guides/{guide}?context={context}", 302, NO_STORE)
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="lax")
        return response

    async def guide(self, request: Request) -> Response:
        """Show the guide, with its drugs, to the practitioner who is signed in."""
        context, guide = request.query_params.get("context", ""), request.path_params["guide"]
        try:
            visit = self.visits.land(context, guide, request.cookies.get(COOKIE))
        except Gone:
            return screens.gone()
        except NotYours:
            return screens.not_signed_in()
        request.state.call["landing"] = {
            "guide": visit.guide,
            "ucds": list(visit.ucds),
            "rpps": visit.practitioner.rpps,
            "first_name": visit.practitioner.first_name,
            "last_name": visit.practitioner.last_name,
        }
        return screens.guide(visit)

    async def show_calls(self, _: Request) -> Response:
        """List what came in, oldest first."""
        return JSONResponse(self.calls, headers=NO_STORE)

    async def forget_calls(self, _: Request) -> Response:
        """Empty that list."""
        self.calls.clear()
        return Response(status_code=204)

    async def show_faults(self, _: Request) -> Response:
        """Say what can be set to go wrong, as a JSON Schema."""
        return JSONResponse(SCHEMA, headers=NO_STORE)

    async def set_faults(self, request: Request) -> Response:
        """Set what goes wrong from here on."""
        try:
            wrong = self.faults.set(await request.json())
        except ValueError:
            wrong = "body must be JSON"
        return JSONResponse({"error": wrong}, 400) if wrong else Response(status_code=204)

    async def show_issued(self, _: Request) -> Response:
        """List the secrets given out, for tests that look for leaks."""
        return JSONResponse({"identity_tokens": self.tokens.issued, "urls": self.urls}, headers=NO_STORE)
