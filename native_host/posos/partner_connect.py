"""The contextual call: who and about what, for a one-time address."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from native_host.errors import BridgeError
from native_host.keys import Signer, open_signer
from native_host.network import Answer, Operation, Route, Transport
from native_host.posos.guides import body, known_guides
from native_host.posos.identity_token import TokenSource
from native_host.posos.prepare_answer import read_url
from native_host.posos.retries import persist
from native_host.posos.sandbox_exception import is_allowed, is_loopback_http, refuse_token_uri
from native_host.posos.trusted_url import trusted_url

if TYPE_CHECKING:
    from native_host.posos.practitioner import Practitioner

PREPARE = "/api/partners/proxy/prepare"


class PartnerConnect:
    """A client of partner-connect. Safe to share between threads; keeps its identity token and its connections.

    Args:
        base_url: `https://partner-connect.….posos.co`.
        client_id: the OAuth client id that Posos gave for that environment.
        key: where the service account key is kept, as the configuration's `key` table: `{"file": path}`, ….
        allowed_hosts: the domains that an address may be on.
        environment: its name; `sandbox` alone may have plain http, on loopback addresses.
        guides: further guides, as rows of the configuration's `[[guides]]`.
        route: proxy, authorities and connect timeout.
        deadline: seconds for a whole operation.
        authorization: the header that carries the token, `Authorization` or `Proxy-Authorization`.
    """

    def __init__(
        self,
        *,
        base_url: str,
        client_id: str,
        key: dict[str, Any],
        allowed_hosts: Iterable[str] = ("posos.co", "posos.care"),
        environment: str = "production",
        guides: Iterable[Mapping[str, Any]] = (),
        route: Route | None = None,
        deadline: float = 10.0,
        authorization: str = "Authorization",
    ) -> None:
        self.environment = environment
        self.guides = known_guides(guides)
        self._url = base_url.rstrip("/") + PREPARE
        self._host = base_url.rstrip("/").partition("://")[2]
        self._allowed_hosts = tuple(allowed_hosts)
        self._key = key
        self._deadline = deadline
        self._authorization = authorization
        self._transport = Transport(route or Route())
        self.token = TokenSource(self._open_signer, client_id, self._transport, deadline)
        if not is_allowed(base_url, environment):
            raise BridgeError("not_configured", case="mistake", file="-", key="base_url", reason="must be https")

    def prepare(
        self,
        practitioner: "Practitioner",
        guide: str,
        ucds: Sequence[str] = (),
        operation: Operation | None = None,
    ) -> str:
        """Ask for the one-time address of a guide.

        Args:
            practitioner: who signs in.
            guide: `side_effects`, `home`, or a configured one.
            ucds: UCD13s, for the guides that take codes.
            operation: the deadline, and the way to cancel; a new one when left out.

        Returns:
            The address. Open it at once; it is for one person and one time: do not store, log or show it.

        Raises:
            BridgeError: see `native_host/errors.json`.
        """
        if guide not in self.guides:
            raise BridgeError("unknown_guide", guide=guide[:64], guides=", ".join(self.guides))
        content = json.dumps(body(self.guides[guide], practitioner, ucds)).encode()
        operation = operation or self.operation()
        answer = self._authorized(content, operation)
        if answer.status >= 400:
            raise self._refused(answer.status)
        url = read_url(answer, self._url, self._host)
        return trusted_url(url, self._allowed_hosts, self.environment == "sandbox" and is_loopback_http(url))

    def warm(self, operation: Operation | None = None) -> float:
        """Get the identity token and open the connection; return the seconds that the token still lives."""
        operation = operation or self.operation()
        token = self.token.get(operation)
        self._transport.open(self._url, operation)
        return token.expires_in()

    def operation(self, began: float | None = None) -> Operation:
        """Begin an operation with the configured deadline, counted from `began` by the monotonic clock, or from now."""
        return Operation(self._deadline, began)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _authorized(self, content: bytes, operation: Operation) -> Answer:
        """Post with the token; when that is refused, once more with a new one."""
        token = self.token.get(operation)
        answer = self._post(content, token.value, operation)
        if answer.status == 401:
            self.token.drop(token)
            answer = self._post(content, self.token.get(operation).value, operation)
        return answer

    def _post(self, content: bytes, token: str, operation: Operation) -> Answer:
        headers = {self._authorization: f"Bearer {token}", "Content-Type": "application/json"}
        return persist(lambda: self._transport.post(self._url, headers, content, operation), operation, self._host)

    def _refused(self, status: int) -> BridgeError:
        if status == 429:
            return BridgeError("rate_limited", limit="{host} asks to wait (HTTP 429)", host=self._host)
        code = {401: "unauthorized", 403: "forbidden"}.get(status, "rejected" if status < 500 else "unavailable")
        return BridgeError(code, host=self._host, status=status, environment=self.environment)

    def _open_signer(self) -> Signer:
        signer = open_signer(self._key)
        refuse_token_uri(signer.account.token_uri, self.environment)
        return signer
