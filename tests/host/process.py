"""The two processes of the host's tests: the host as a browser starts it, and the sandbox that it talks to."""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import subprocess
import time
from contextlib import closing
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, Self

import psutil
import requests

from tests.checkout import ROOT

HOST = ROOT / ".venv/bin/posos-bridge-host"
CHROMIUM = "chrome-extension://nfbmclelljpdkapljppnhakiknhdfaeh/"
LENGTH = struct.Struct("=I")
UCDS = ["3400894203018", "3400892335049"]
PREPARE: dict[str, Any] = {
    "guide": "side_effects",
    "ucds": UCDS,
    "source": {"origin": "https://dpi.hopital.example", "trigger": "button"},
}
HELLO = {"extension_version": "0.1.0", "browser": "test"}


class Browser:
    """A browser's end of the pipes. Every byte that the host writes must be framed JSON."""

    def __init__(self, env: dict[str, str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [HOST, *(arguments or (CHROMIUM,))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
        )
        self._number = 0
        self._heard: Queue[dict[str, Any] | None] = Queue()
        self._waiting: dict[str | None, list[dict[str, Any]]] = {}
        self.errors = b""
        Thread(target=self._listen, daemon=True).start()
        Thread(target=self._drain, daemon=True).start()

    def send(self, content: bytes, *, announced: int | None = None) -> None:
        """Write one frame, or a part of one."""
        assert self.process.stdin
        self.process.stdin.write(LENGTH.pack(len(content) if announced is None else announced) + content)
        self.process.stdin.flush()

    def say(self, op: str, params: dict[str, Any] | None = None, **envelope: Any) -> str:
        """Send a request and return its id."""
        self._number += 1
        message = {"v": 1, "id": f"r{self._number}", "op": op, "params": params or {}, **envelope}
        self.send(json.dumps(message).encode())
        return str(message["id"])

    def hear(self, timeout: float = 60) -> dict[str, Any]:
        """Return the next answer, whosever it is."""
        try:
            answer = self._heard.get(timeout=timeout)
        except Empty:
            raise AssertionError("the host is silent") from None
        assert answer is not None, f"the host has ended: {self.errors.decode()}"
        return answer

    def answer_to(self, request: str, timeout: float = 60) -> dict[str, Any]:
        """Return the answer to a request, keeping the others for later."""
        ends = time.monotonic() + timeout
        while not self._waiting.get(request):
            answer = self.hear(max(0.01, ends - time.monotonic()))
            self._waiting.setdefault(answer["id"], []).append(answer)
        return self._waiting[request].pop(0)

    def ask(self, op: str, params: dict[str, Any] | None = None, timeout: float = 60) -> dict[str, Any]:
        return self.answer_to(self.say(op, params), timeout)

    def outcome(self, op: str, params: dict[str, Any] | None = None) -> str:
        """Return "ok" or the error's code."""
        answer = self.ask(op, params)
        return "ok" if answer["ok"] else str(answer["error"]["code"])

    def close(self) -> int:
        """Close the host's standard input, as a browser does, and return how it ended."""
        assert self.process.stdin
        if not self.process.stdin.closed:
            self.process.stdin.close()
        return self.process.wait(10)

    def counts(self) -> tuple[int, int]:
        """Count its threads and open files."""
        seen = psutil.Process(self.process.pid)
        return seen.num_threads(), seen.num_fds()

    def settle(self) -> None:
        """Wait until no request is under way any more: a thread reads, one writes, one waits for the next request."""
        ends = time.monotonic() + 5
        while self.counts()[0] > 3 and time.monotonic() < ends:
            time.sleep(0.02)

    def memory(self) -> float:
        """Return its resident memory, in MiB."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def _listen(self) -> None:
        pipe = self.process.stdout
        assert pipe
        while len(header := pipe.read(LENGTH.size)) == LENGTH.size:
            (size,) = LENGTH.unpack(header)
            assert size <= 2**20
            self._heard.put(json.loads(pipe.read(size)))
        self._heard.put(None)

    def _drain(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.errors += line


class Sandbox:
    """The stand-in for the outside world, as a process."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [ROOT / ".venv/bin/posos-bridge", "sandbox", "--dir", folder, "--port", "0"], stdout=subprocess.PIPE
        )
        assert self.process.stdout
        said = json.loads(self.process.stdout.readline())
        self.base_url: str = said["base_url"]
        self.key = Path(said["config"]).with_name("key.json")
        self._session = requests.Session()

    def set(self, *faults: dict[str, Any]) -> None:
        """Set what goes wrong from now on; nothing, without faults."""
        answer = self._session.post(f"{self.base_url}/_faults", json=list(faults), timeout=10)
        assert answer.ok, answer.text

    def calls(self, path: str = "/api/partners/proxy/prepare") -> list[dict[str, Any]]:
        """Return what came in at a path."""
        found = self._session.get(f"{self.base_url}/_calls", timeout=10).json()
        return [call for call in found if call["path"] == path]

    def configuration(self, **tables: str) -> str:
        """Write a configuration for it; `tables` are further lines, or replace one."""
        lines = {
            "top": 'environment = "sandbox"',
            "environment": "[environments.sandbox]",
            "base_url": f'base_url = "{self.base_url}"',
            "client_id": 'client_id = "sandbox.apps.googleusercontent.com"',
            "allowed_hosts": 'allowed_hosts = ["127.0.0.1"]',
            "key": f"key = {{ file = {json.dumps(str(self.key))} }}",
            "practitioner": '[practitioner]\nrpps = "abcde1234"\nfirst_name = "John"\nlast_name = "Doe"',
            "network": "[network]\ndeadline = 30\nconnect_timeout = 10",
            **tables,
        }
        return "\n".join(lines.values()) + "\n"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def environment(folder: Path, config: str | None) -> dict[str, str]:
    """Give a host a home of its own, and a configuration file there."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    env = {**kept, "HOME": str(folder), "LANG": "en_GB.UTF-8", "XDG_CONFIG_DIRS": str(folder / "machine")}
    for name in ("DATA", "STATE", "CONFIG", "CACHE"):
        env[f"XDG_{name}_HOME"] = str(folder / name.lower())
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "POSOS_BRIDGE_TABLE", "GOOGLE_APPLICATION_CREDENTIALS"):
        env.pop(name, None)
    file = folder / "config.toml"
    if config is not None:
        file.write_text(config, encoding="utf-8")
    return {**env, "POSOS_BRIDGE_CONFIG": str(file)}


def outcomes(folder: Path) -> list[str]:
    """Return what the audit trail says of each attempt of the hosts whose home is `folder`."""
    with closing(sqlite3.connect(folder / "data/posos-bridge/audit.sqlite3")) as trail:
        return [outcome for (outcome,) in trail.execute("SELECT outcome FROM attempts ORDER BY number")]
