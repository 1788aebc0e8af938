"""The sandbox for a whole run, and hosts that talk to it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests.host.process import Browser, Sandbox, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

slow_is_fine = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("short", max_examples=300, deadline=None, suppress_health_check=slow_is_fine)
settings.register_profile("long", max_examples=50_000, deadline=None, suppress_health_check=slow_is_fine)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


class Start(Protocol):
    def __call__(self, *arguments: str, config: str | None = ..., env: dict[str, str] | None = ...) -> Browser: ...


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_reaches_children() -> Iterator[None]:
    """A shell has what it runs in the background ignore SIGINT, and what that starts inherits it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sandbox = Sandbox(tmp_path_factory.mktemp("world"))
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(world: Sandbox) -> Iterator[Sandbox]:
    """The sandbox, with nothing wrong in it before and after."""
    world.set()
    yield world
    world.set()


@pytest.fixture
def start(sandbox: Sandbox, tmp_path: Path) -> Iterator[Start]:
    """Starts hosts whose configuration is the sandbox's, or the one given."""
    browsers: list[Browser] = []

    def start(*arguments: str, config: str | None = None, env: dict[str, str] | None = None) -> Browser:
        written = sandbox.configuration() if config is None else config
        browsers.append(Browser({**environment(tmp_path, written), **(env or {})}, *arguments))
        return browsers[-1]

    yield start
    for browser in browsers:
        browser.__exit__()


@pytest.fixture
def browser(start: Start) -> Browser:
    """A host with the sandbox's configuration."""
    return start()


def result(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the result of an answer that must be a success."""
    assert answer["ok"], answer
    found: dict[str, Any] = answer["result"]
    return found
