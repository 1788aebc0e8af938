"""A program that speaks native messaging, and is asked over its pipes."""

from __future__ import annotations

import json
import os
import struct
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Conversation:
    """One run of it, its answers in the order of the requests."""

    def __init__(self, command: list[str | Path], config: Path) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "POSOS_BRIDGE_CONFIG": str(config)},
        )
        self.pid = self._process.pid
        self._number = 0

    def say(self, request: dict[str, Any]) -> None:
        assert self._process.stdin
        self._number += 1
        body = json.dumps({"v": 1, "id": str(self._number), **request}).encode()
        self._process.stdin.write(struct.pack("=I", len(body)) + body)
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self._process.stdout
        (length,) = struct.unpack("=I", self._process.stdout.read(4))
        answer: dict[str, Any] = json.loads(self._process.stdout.read(length))
        assert answer["ok"], answer
        return answer

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        self.say(request)
        return self.hear()

    def end(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
