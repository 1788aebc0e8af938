"""Questions to a person at a terminal, in their language."""

from __future__ import annotations

import typer

from native_host.cli.language import sentence

# Each language's own words and those of the other: hands have habits.
YES = frozenset({"o", "oui", "y", "yes"})
NO = frozenset({"", "n", "non", "no"})


def ask(question: str, default: str | None = None) -> str:
    """Ask for some words; Enter alone means the default, where there is one."""
    answer = typer.prompt(question, default=default, show_default=bool(default), prompt_suffix=sentence("cli.prompt"))
    return str(answer).strip()


def agreed(question: str) -> bool:
    """Ask for a yes or a no until one of them comes; Enter alone means no."""
    while (answer := ask(f"{question} {sentence('cli.yes_or_no')}", default="").casefold()) not in YES | NO:
        print(sentence("cli.neither_yes_nor_no"))
    return answer in YES
