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
    "RANGE_STRING": "no_range",
}
# What stands for a value in the help where the option does not say: typer's name of its type → ours.
TYPES = {"file": "FILE", "directory": "DIR", "path": "PATH"}


def in_the_persons_language(command: Any) -> Any:
    """Have a command, and those under it, print their help in the person's language."""
    make_help_option, format_help = command.get_help_option, command.format_help

    def help_option(context: Any) -> Any:
        option = make_help_option(context)
        option.help = sentence("usage.help")
        name_values(option)
        return option

    def translated_help(context: Any, formatter: Any) -> None:
        from native_host.cli.help_table import keep_words_whole

        keep_words_whole()
        translate_titles()
        format_help(context, formatter)

    command.get_help_option, command.format_help = help_option, translated_help
    for parameter in command.params:
        name_values(parameter)
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = sentence("usage.subcommand")
    for below in getattr(command, "commands", {}).values():
        in_the_persons_language(below)
    return command


def name_values(parameter: Any) -> None:
    """Have the help name a parameter's values as a person would: `FILE`, its bounds, nothing for a switch."""
    if parameter.metavar:
        parameter.metavar = re.sub("[A-Z]+", lambda word: named(word[0]), parameter.metavar)

    def shown(ctx: Any) -> str | None:
        if parameter.param_type_name == "argument" or parameter.is_flag:
            return None
        if parameter.metavar:
            return str(parameter.metavar)
        type_ = str(parameter.display_type(ctx)).strip("<>")
        if type_.startswith("int"):
            bounds = parameter.min, parameter.max
            return named("NUMBER") if None in bounds else "{}\u2013{}".format(*bounds)
        return type_ if "|" in type_ else named(TYPES.get(type_, "TEXT"))

    parameter.display_type_rich = shown


def named(word: str) -> str:
    """Return what stands for a value in the person's language: `FILE` is `FICHIER`."""
    return str(catalogue("values").get(word, {}).get(language(), word))


def tell_wrong_use(error: Any) -> None:
    """Print what was wrong with the words of the command, after its usage."""
    from typer.rich_utils import rich_format_error

    said = translated(error.format_message())
    error.format_message = lambda: said
    translate_titles()
    rich_format_error(error)


def translated(message: str) -> str:
    """Return typer's message in the person's words; one that is not in the catalogue stays as it is."""
    message = message.replace("Value error, ", "")
    for row in catalogue("typer").values():
        if found := re.fullmatch(row["typer"], message, re.DOTALL):
            facts = {name: translated(value or "").replace("', '", ", ") for name, value in found.groupdict().items()}
            return row[language()].format(**facts)
    return message


def translate_titles() -> None:
    from typer import rich_utils

    for name, key in TITLES.items():
        setattr(
            rich_utils, name, sentence(f"usage.{key}") if key != "default" else sentence("usage.default", value="{}")
        )
