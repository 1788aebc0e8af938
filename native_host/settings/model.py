"""What the rest of the program receives of the configuration: checked once, read-only."""

import os
from typing import Any, NamedTuple

from native_host.posos.practitioner import Practitioner


class Network(NamedTuple):
    """How to reach the world outside."""

    proxy: str = "system"
    ca_bundle: str | None = None
    connect_timeout: float = 3.0
    deadline: float = 10.0

    def __repr__(self) -> str:
        return f"Network(deadline={self.deadline})"  # a proxy's address may hold a password


class Audit(NamedTuple):
    """What is kept of each attempt."""

    path: str
    enabled: bool = True
    retention_days: int = 365
    record_codes: bool = False


class Log(NamedTuple):
    """Where the log goes, from which level on."""

    path: str
    level: str = "warning"


class Settings(NamedTuple):
    """The configuration in force: the machine's file, the user's over it, what the machine locks over both."""

    files: tuple[str, ...]
    environment: str
    base_url: str
    client_id: str
    allowed_hosts: tuple[str, ...]
    key: dict[str, Any]
    authorization: str
    practitioner: Practitioner | None
    accept_practitioner_from: frozenset[str]
    network: Network
    guides: tuple[dict[str, Any], ...]
    audit: Audit
    log: Log

    def __repr__(self) -> str:
        return f"Settings({self.environment!r})"  # a custody's table may hold a PIN

    @property
    def directory(self) -> str:
        """The folder of the file that decides, for what is written beside it."""
        return os.path.dirname(self.files[-1])
