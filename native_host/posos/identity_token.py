"""The identity token: exchanged for a signed assertion, kept in memory, renewed before it ends."""

import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from native_host.errors import BridgeError
from native_host.network import Answer, Operation, Transport
from native_host.posos.assertion import assertion
from native_host.posos.retries import persist
from native_host.posos.token_answer import IdentityToken, is_of_another_time, read_token, refusal, server_time

if TYPE_CHECKING:
    from native_host.keys import Signer

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
RENEW_BEFORE_S = 300
TOLERATED_SKEW_S = 60
# What is waited for before the key has told where to go: a keyring or a card may ask its owner first.
KEY_ALONE = "where the key is kept"


class TokenSource:
    """Gives the identity token to many threads, with one renewal at a time.

    Args:
        open_signer: opens the custody of the key; called again when another key has taken its place.
        client_id: the audience.
        transport: what carries the exchange.
        deadline: seconds that an exchange may take.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        open_signer: "Callable[[], Signer]",
        client_id: str,
        transport: Transport,
        deadline: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._open_signer = open_signer
        self._client_id = client_id
        self._transport = transport
        self._deadline = deadline
        self._clock = clock
        self._lock = Lock()
        self._signer: Signer | None = None
        self._token: IdentityToken | None = None
        self._renewal: Renewal | None = None
        self.skew = 0.0  # how far the server's clock is ahead, once a refusal has told so
        self.failure: BridgeError | None = None
        self.host = "-"  # the token endpoint, once the key has told

    def get(self, operation: Operation) -> IdentityToken:
        """Return a token that still lives; five minutes before its end another one is fetched beside.

        Raises:
            BridgeError: of the key, of the network, `token_refused`, `clock_skew`, `rate_limited`, `unavailable`,
                `bad_response`, `timeout` or `cancelled`.
        """
        while True:
            with self._lock:
                if self._signer and not self._signer.is_current():
                    self._signer = self._token = None
                left = self._token.expires_in() if self._token else 0.0
                if self._token and left > RENEW_BEFORE_S:
                    return self._token
                joined = self._renewal
                renewal = joined or self._renew()
                if self._token and left > self._deadline:
                    return self._token
                renewal.waiting.append(operation)
            try:
                return renewal.result(operation)
            except BridgeError as error:
                if error.code != "timeout" or not joined or error.facts.get("case") == "connect":
                    raise
                operation.remaining(self.host)  # an exchange that began earlier may end earlier: ours goes on

    def drop(self, token: IdentityToken) -> None:
        """Forget a token that was refused."""
        with self._lock:
            if self._token is token:
                self._token = None

    def state(self) -> tuple[float | None, BridgeError | None]:
        """Return the seconds that the token still lives (None without one), and how the last exchange failed."""
        with self._lock:
            left = self._token.expires_in() if self._token else 0.0
            return (left if left > 0 else None), self.failure

    def has_current_key(self) -> bool:
        """Tell whether the key that was used last is still the one in custody."""
        with self._lock:
            return self._signer is not None and self._signer.is_current()

    def _renew(self) -> "Renewal":
        renewal = self._renewal = Renewal(Operation(self._deadline))
        Thread(target=self._run, args=(renewal,), daemon=True, name="token").start()
        return renewal

    def _run(self, renewal: "Renewal") -> None:
        outcome: IdentityToken | BridgeError
        try:
            # Kept when it fails, too: a card must not be tried again and again with a wrong PIN.
            signer = self._signer = self._signer or self._open_signer()
            self.host = renewal.host = urlsplit(signer.account.token_uri).netloc
            outcome = self._exchange(signer, renewal.operation)
        except BridgeError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001  (whatever it is, those who wait must hear of it)
            outcome = BridgeError("internal", reason=type(error).__name__)
        with self._lock:
            self._renewal = None
            if isinstance(outcome, BridgeError):
                self.failure = outcome
            else:
                self.failure, self._token = None, outcome
        renewal.settle(outcome)

    def _exchange(self, signer: "Signer", operation: Operation) -> IdentityToken:
        answer = self._ask(signer, operation, self.skew)
        if 400 <= answer.status < 500 and answer.status != 429:
            ahead = server_time(answer, self._clock()) - self._clock()
            if abs(ahead - self.skew) > TOLERATED_SKEW_S:
                answer = self._ask(signer, operation, ahead)
                self.skew = ahead if abs(ahead) > TOLERATED_SKEW_S else 0.0
        return self._read(answer, self.host)

    def _ask(self, signer: "Signer", operation: Operation, skew: float) -> Answer:
        def send() -> Answer:
            signed = assertion(signer, self._client_id, self._clock() + skew)
            form = urlencode({"grant_type": GRANT_TYPE, "assertion": signed}).encode()
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            return self._transport.post(signer.account.token_uri, headers, form, operation)

        return persist(send, operation, self.host)

    def _read(self, answer: Answer, host: str) -> IdentityToken:
        if answer.status == 200:
            return read_token(answer, host)
        if answer.status == 429:
            raise BridgeError("rate_limited", limit="{host} asks to wait (HTTP 429)", host=host)
        if answer.status >= 500:
            raise BridgeError("unavailable", host=host, status=answer.status)
        if answer.status < 400:
            raise BridgeError("bad_response", host=host, shape="HTTP {status}", status=answer.status)
        reason = refusal(answer)
        if is_of_another_time(reason):
            server = server_time(answer, 0.0)
            if not server:
                raise BridgeError("clock_skew", case="undated", host=host, reason=reason)
            if abs(ahead := server - self._clock()) > TOLERATED_SKEW_S:
                raise BridgeError("clock_skew", host=host, seconds=round(ahead))
        raise BridgeError("token_refused", host=host, status=answer.status, reason=reason)


class Renewal:
    """One exchange under way, and those who wait for it."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.waiting: list[Operation] = []
        self.host = KEY_ALONE  # the token endpoint, once the key has told
        self._outcome: IdentityToken | BridgeError | None = None

    def settle(self, outcome: IdentityToken | BridgeError) -> None:
        """Tell all who wait, and who may no longer join them."""
        self._outcome = outcome
        for operation in self.waiting:
            operation.wake.set()

    def result(self, operation: Operation) -> IdentityToken:
        """Wait for the outcome; each who waits gets a failure of its own to raise."""
        try:
            while self._outcome is None:
                operation.wake.wait(operation.remaining(self.host))
                operation.wake.clear()
        except BridgeError as error:
            if error.code == "timeout" and (met := self.operation.unconnected):  # that is what the time went on
                raise BridgeError(met.code, **met.facts) from None
            raise
        if isinstance(self._outcome, BridgeError):
            raise BridgeError(self._outcome.code, **self._outcome.facts)
        return self._outcome
