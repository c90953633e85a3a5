"""Russian for the words click itself says.

click marks its messages for gettext but ships no catalogues; a compiled catalogue
would be a binary in the repository, so its modules get a plain dictionary instead.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

WORDS = {
    "Usage:": "Как вызвать:",
    "Options": "Настройки",
    "Commands": "Команды",
    "Positional arguments": "Что указать",
    "Error: {message}": "Ошибка: {message}",
    "Try '{command} {option}' for help.": "Подсказка: {command} {option}",
    "Invalid value: {message}": "Неверное значение: {message}",
    "Invalid value for {param_hint}: {message}": "Неверное значение {param_hint}: {message}",
    "Missing command.": "Не указана команда.",
    "Missing argument": "Не указано",
    "Missing option": "Не указана настройка",
    "Missing parameter": "Не указано",
    "No such option {name!r}.": "Нет настройки {name}.",
    "No such command {name!r}.": "Нет команды {name}.",
    "Aborted!": "Прервано.",
    "Show this message and exit.": "Показать эту подсказку.",
    "Choose from:\n\t{choices}": "Выберите:\n\t{choices}",
    "default: {default}": "по умолчанию: {default}",
    "required": "обязательно",
    "{value} is not in the range {range}.": "Число {value} не подходит: нужно {range}.",
    "Could not open file {filename!r}: {message}": "Файл «{filename}» не открывается: {message}",
    "{name} {filename!r} is not readable.": "«{filename}» нельзя прочесть.",
    "{name} {filename!r} is not writable.": "В «{filename}» нельзя записать.",
    "{value!r} is not a valid {number_type}.": "«{value}» — не число.",
    "Option {name!r} does not take a value.": "Настройке {name} значение не нужно.",
    "{name} {filename!r} does not exist.": "Нет файла или папки «{filename}».",
    "{name} {filename!r} is a file.": "«{filename}» — файл, а нужна папка.",
    "{name} {filename!r} is a directory.": "«{filename}» — папка, а нужен файл.",
}

PLURALS = {
    "Got unexpected extra argument ({args})": "Лишнее слово: {args}",
    "{value!r} is not {choice}.": "«{value}» не подходит. Можно: {choice}.",
    "Option {name!r} requires an argument.": "После {name} нужно значение.",
    "Did you mean {possibility}?": "Возможно, {possibility}?",
}


class Command(click.Command):
    """A command whose usage line is Russian."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        """Name the options in Russian."""
        super().__init__(*arguments, **{"options_metavar": "[НАСТРОЙКИ]", **settings})


class Group(click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        """Name the options and commands in Russian."""
        words = {"options_metavar": "[НАСТРОЙКИ]", "subcommand_metavar": "КОМАНДА …"}
        super().__init__(*arguments, **{**words, **settings})


def _say(message: str) -> str:
    return WORDS.get(message, message)


def _say_plural(one: str, many: str, count: int) -> str:
    return PLURALS.get(one, one if count == 1 else many)


def install() -> None:
    """Make click speak Russian in this process."""
    modules: tuple[ModuleType, ...] = (
        click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types,
    )  # fmt: skip
    for module in modules:
        if hasattr(module, "_"):
            setattr(module, "_", _say)  # noqa: B010 - click imports it by name
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", _say_plural)  # noqa: B010 - likewise
