"""Serves the sandbox on loopback."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from native_host.sandbox.establishment import found
from native_host.sandbox.outside_world import OutsideWorld

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from pathlib import Path

HOST = "127.0.0.1"
KEEP_ALIVE = 600  # seconds; a Google front end keeps an idle connection about as long


class BreakableConnection(H11Protocol):
    """HTTP/1.1 that hands its transport to the application, for the faults that cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the parent
        super().connection_made(transport)
        # Head and body are two packets; asyncio leaves Nagle's algorithm on where the listener's protocol number is 0.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, "transport": transport}


class AnnouncedServer(uvicorn.Server):
    """A server that says when it accepts connections."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()


def serve(directory: Path, port: int, announce: Callable[[dict[str, str]], Any] | None = None) -> None:
    """Serve the sandbox of `directory` on loopback at `port` (0: any that is free) until a signal ends it.

    Once connections are accepted `announce` gets `{"base_url", "config", "ehr_url"}`; without it they are printed.
    """
    listener = socket.create_server((HOST, port))
    base_url = f"http://{HOST}:{listener.getsockname()[1]}"
    directory = directory.resolve()
    world = OutsideWorld(found(directory, base_url))
    addresses = {"base_url": base_url, "config": str(directory / "config.toml"), "ehr_url": f"{base_url}/ehr/"}
    config = uvicorn.Config(
        world.app,
        http=BreakableConnection,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=1,
    )
    AnnouncedServer(config, lambda: (announce or _print)(addresses)).run(sockets=[listener])


def _print(addresses: dict[str, str]) -> None:
    print(json.dumps(addresses), flush=True)  # noqa: T201  what the command is asked to print
