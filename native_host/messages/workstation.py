"""What the operations work with: the configuration, the client, the audit trail, each opened when first needed.

A configuration that changes on disk is taken up by the next request: who has just mended it clicks again, and that is
all.
"""

import os
from threading import Lock
from typing import TYPE_CHECKING, Any

from native_host.errors import BridgeError
from native_host.settings import DEFAULTS, Settings, config_files, load

if TYPE_CHECKING:
    from native_host.audit import AuditTrail
    from native_host.log import Log
    from native_host.posos import PartnerConnect


# What stands until somebody mends it: of the key; what shows when a token is fetched; what shows when Posos is asked.
OF_THE_KEY = frozenset({"key_unreadable", "key_invalid", "key_permissions"})
AT_THE_TOKEN = OF_THE_KEY | {"token_refused", "clock_skew", "tls"}
AT_POSOS = frozenset({"unauthorized", "forbidden", "untrusted_url"})


class Workstation:
    """One machine, as it is configured. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version: object = None
        self._settings: Settings | None = None
        self._client: PartnerConnect | None = None
        self._trail: AuditTrail | None = None
        self._log: Log | None = None
        self._failure: BridgeError | None = None

    @property
    def settings(self) -> Settings:
        """The configuration in force.

        Raises:
            BridgeError: `not_configured`.
        """
        with self._lock:
            return self._current()

    @property
    def client(self) -> "PartnerConnect":
        """The client of the active environment."""
        with self._lock:
            settings = self._current()
            if not self._client:
                from native_host.messages.client import open_client

                self._client = open_client(settings)
            return self._client

    @property
    def trail(self) -> "AuditTrail | None":
        """The audit trail, None where the configuration wants none."""
        with self._lock:
            audit = self._current_or_default("audit")
            if not self._trail and audit.enabled:
                from native_host.audit import AuditTrail

                self._trail = AuditTrail(audit.path, audit.retention_days, audit.record_codes)
            return self._trail

    @property
    def audit_path(self) -> str:
        """Where the audit trail is kept."""
        with self._lock:
            return str(self._current_or_default("audit").path)

    def met(self, failure: BridgeError) -> None:
        """Keep what a call failed with, where that stands until somebody mends it."""
        if failure.code in AT_THE_TOKEN | AT_POSOS:
            self._failure = failure

    def passed(self, codes: frozenset[str] = AT_THE_TOKEN | AT_POSOS) -> None:
        """Forget a failure by one of `codes`: a call has just come further than that."""
        if self._failure and self._failure.code in codes:
            self._failure = None

    @property
    def failure(self) -> BridgeError | None:
        """What the last calls failed with, where that stands."""
        with self._lock:
            failure, client, settings = self._failure, self._client, self._settings
        # Another key may be in place by now; a keyring is not asked about that: it may ask the person for a password.
        if failure and failure.code in {*OF_THE_KEY, "token_refused"} and client and settings:
            return failure if "keyring" in settings.key or client.token.has_current_key() else None
        return failure

    @property
    def unrecorded(self) -> BridgeError | None:
        """Why the last attempt is not in the audit trail, where it should be."""
        trail = self._trail
        return (
            BridgeError("audit_unwritable", file=trail.path, reason=trail.failure) if trail and trail.failure else None
        )

    def log(self, level: str, line: str) -> None:
        """Write one line to the log, by the level that the configuration sets."""
        with self._lock:
            if not self._log:
                from native_host.log import Log

                chosen = self._current_or_default("log")
                self._log = Log(chosen.path, chosen.level)
            log = self._log
        log.write(level, line)

    def _current_or_default(self, table: str) -> Any:
        # What fails for want of a configuration is recorded all the same.
        try:
            return getattr(self._current(), table)
        except BridgeError:
            return DEFAULTS[table]()

    def _current(self) -> Settings:
        version = tuple(map(_version_of, config_files()))
        if version != self._version:
            if self._client:
                self._client.close()  # what is under way keeps its connection and ends as it began
            if self._trail:
                self._trail.close()
            self._version, self._settings, self._client, self._trail, self._log = version, None, None, None, None
            self._failure = None
        self._settings = self._settings or load()
        return self._settings


def _version_of(file: str) -> tuple[int, ...] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
