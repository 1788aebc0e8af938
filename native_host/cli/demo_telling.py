"""How the demonstration tells what happens: numbered steps, and what came in at the sandbox, without its secrets."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.markup import escape

from native_host.cli.language import sentence, visible


class Telling:
    """Writes the story to the terminal."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._steps = 0

    def step(self, key: str, **facts: object) -> None:
        """Tell a step that is done."""
        self._steps += 1
        self._console.print(f"[bold cyan]{self._steps}.[/] {escape(sentence(f'demo.{key}', **facts))}")

    def invite(self) -> None:
        """Say what can be tried in the window."""
        self._console.print(escape(sentence("demo.invite")))

    def failed(self, key: str, **facts: object) -> None:
        """Tell what went wrong and what to do, with the command's error code."""
        self._console.print(f"[bold red]✗[/] demo_failed: {escape(sentence(f'demo.{key}', **facts))}")

    def call(self, call: dict[str, Any]) -> None:
        """Tell one request that came in at the sandbox; what a token or an address is made of stays out."""
        path = visible(call["path"]) if not call["path"].startswith("/go/") else "/go/…"
        colour = "green" if call["status"] and call["status"] < 400 else "red"
        line = f"   [dim]→[/] [bold]{call['method']} {escape(path)}[/] [{colour}]{call['status']}[/]"
        if remark := self._remark(call):
            line += f" [dim]{escape(remark)}[/]"
        self._console.print(line)

    def _remark(self, call: dict[str, Any]) -> str:
        if call["path"] == "/token":
            return sentence("demo.assertion")
        if "authorized" in call:
            bearer = sentence("demo.authorized" if call["authorized"] else "demo.unauthorized")
            return f"{bearer} {json.dumps(call['body'], ensure_ascii=False)}"
        if call.get("signed_out"):
            return sentence("demo.signed_out", rpps=call["signed_out"])
        if landing := call.get("landing"):
            return sentence("demo.signed_in", name=f"{landing['first_name']} {landing['last_name']}", **landing)
        return ""
