"""Typer's own words in the person's language: titles of the help, and what is said about a wrong use."""

from __future__ import annotations

import re
from typing import Any

from native_host.cli.language import catalogue, language, sentence

# typer's names for its titles → our sentences.
TITLES = {
    "ARGUMENTS_PANEL_TITLE": "arguments",
    "OPTIONS_PANEL_TITLE": "options",
    "COMMANDS_PANEL_TITLE": "commands",
    "ERRORS_PANEL_TITLE": "error",
    "DEFAULT_STRING": "default",
    "REQUIRED_LONG_STRING": "required",
    "RICH_HELP": "try_help",
}


def in_the_persons_language(command: Any) -> Any:
    """Have a command, and those under it, print their help in the person's language."""
    make_help_option, format_help = command.get_help_option, command.format_help

    def help_option(context: Any) -> Any:
        option = make_help_option(context)
        option.help = sentence("usage.help")
        return option

    def translated_help(context: Any, formatter: Any) -> None:
        translate_titles()
        format_help(context, formatter)

    command.get_help_option, command.format_help = help_option, translated_help
    for below in getattr(command, "commands", {}).values():
        in_the_persons_language(below)
    return command


def tell_wrong_use(error: Any) -> None:
    """Print what was wrong with the words of the command, after its usage."""
    from typer.rich_utils import rich_format_error

    said = translated(error.format_message())
    error.format_message = lambda: said
    translate_titles()
    rich_format_error(error)


def translated(message: str) -> str:
    """Return typer's English message in the person's language; one that is not in the catalogue stays as it is."""
    if language() == "en":
        return message
    for row in catalogue("typer").values():
        if found := re.fullmatch(row["en"], message, re.DOTALL):
            return row[language()].format(
                **{name: translated(value or "") for name, value in found.groupdict().items()}
            )
    return message


def translate_titles() -> None:
    from typer import rich_utils

    for name, key in TITLES.items():
        setattr(
            rich_utils, name, sentence(f"usage.{key}") if key != "default" else sentence("usage.default", value="{}")
        )
