"""``technopark manual``: compile chosen practices into a book."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from technopark.artefacts.manual.book import compose
from technopark.artefacts.manual.build import write
from technopark.artefacts.manual.choose import STATUSES, Choice, select
from technopark.artefacts.manual.matter import PRACTICES
from technopark.artefacts.manual.ready import FORMATS
from technopark.artefacts.transfer.brief import Site
from technopark.artefacts.typesetting import Typesetter
from technopark.cache import write_atomically
from technopark.checking import load
from technopark.command_line import PROGRAM, root_of
from technopark.pages.downloads import size_words
from technopark.problems import TechnoparkError
from technopark.russian.linking import TermLinker
from technopark.russian.text import plural
from technopark.russian_click import Command

OUTPUT = click.Path(dir_okay=False, path_type=Path)
DEFAULT = "posobie"
"""Name of the file if the person gives none."""

BOTH = "both"


@click.command(cls=Command)
@click.option("--ids", metavar="ИМЕНА", help="Имена записей через запятую: edinstvo,vzglyad-v-budushchee. Порядок сохранится.")
@click.option("--holder", metavar="УЧРЕЖДЕНИЕ", help="Практики одного держателя: имя записи или название.")
@click.option("--status", metavar="СТАТУС", multiple=True, help=f"Статус описания: {', '.join(STATUSES)}. Можно повторить.")
@click.option("--year", metavar="ГОД", type=int, help="Год, когда практика вошла в контур, была на семинаре или менялось её описание.")
@click.option("--contest", metavar="КОНКУРС", help="Участники конкурса.")
@click.option("--seminar", metavar="СЕМИНАР", help="Практики, которые рассматривали на семинаре.")
@click.option("--publication", metavar="ИЗДАНИЕ", help="Состав издания: practices/publications.")
@click.option("--format", "form", type=click.Choice([*FORMATS, BOTH]), help="PDF, Word или оба; по умолчанию — по имени файла.")
@click.option("-o", "--out", metavar="ФАЙЛ", type=OUTPUT, help=f"Куда записать; по умолчанию — {DEFAULT}.pdf рядом.")
@click.pass_context
def manual(context: click.Context, /, form: str | None, out: Path | None, **asked: Any) -> None:
    """Собрать пособие из выбранных практик: книгу для печати (PDF) или для правки (Word).

    Условия складываются: подходит практика, которая отвечает всем сразу. Названные в --ids добавляются
    к ним. Без условий в пособие войдут все практики. Учебные примеры не входят никогда.
    """
    try:
        for line in manual_command(root_of(context), choice_of(asked), out, form):
            click.echo(line)
    except TechnoparkError as error:
        click.echo(f"Ошибка: {error}", err=True)
        context.exit(1)


def choice_of(asked: Mapping[str, Any]) -> Choice:
    """What the options say; names may be parted by commas or spaces."""
    ids = tuple(part for part in (asked.get("ids") or "").replace(",", " ").split() if part)
    given = {name: value for name, value in asked.items() if name != "ids" and value}
    rest: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    return Choice(ids=ids, **rest)


def manual_command(root: Path, choice: Choice, out: Path | None = None, form: str | None = None) -> list[str]:
    """Write the book; if anything is wrong nothing is written.

    Args:
        root: repository root.
        choice: which practices.
        out: file to write; ``both`` writes two files of this name.
        form: ``pdf``, ``docx`` or ``both``; by default what ``out`` ends with.

    Returns:
        What to tell the person.

    Raises:
        TechnoparkError: nothing chosen, or the file cannot be written.
    """
    targets = targets_of(out, form)
    loaded = load(root, root / ".cache")
    selection = select(loaded.kb, choice)
    site = Site.configured(root, os.environ.get("SITE_URL", ""))
    book = compose(loaded.kb, root, selection, site, TermLinker.build(loaded.kb, root / ".cache"))
    typesetter = Typesetter(root)
    made = {path: write(book, kind, typesetter) for kind, path in targets.items()}
    for path, data in made.items():
        try:
            write_atomically(path, data)
        except OSError as error:
            raise TechnoparkError(f"Не удалось записать {path}: {error.strerror}. Возможно, файл открыт в другой программе.") from error
    left_out = sum(record.key[0] == "cases" for record in loaded.broken)
    if left_out:
        count = plural(left_out, PRACTICES)
        click.echo(f"В пособие не вошло из-за ошибок в записях: {count}. Посмотрите: {PROGRAM} check", err=True)
    return [f"Готово: {path} ({plural(len(selection.cases), PRACTICES)}, {size_words(len(data))})" for path, data in made.items()]


def targets_of(out: Path | None, form: str | None) -> dict[str, Path]:
    """Files by format.

    Raises:
        TechnoparkError: the name does not fit the format, or there is no such folder.
    """
    ending = out.suffix.lower().lstrip(".") if out else ""
    if form is None:
        form = ending if ending in FORMATS else "pdf"
    wanted = FORMATS if form == BOTH else (form,)
    path = out or Path(DEFAULT)
    if ending and ending not in wanted:
        raise TechnoparkError(f"Имя файла должно кончаться на {' или '.join('.' + kind for kind in wanted)}, а названо «{path.name}».")
    folder = path.resolve().parent
    if not folder.is_dir():
        raise TechnoparkError(f"Папки {folder} нет. Создайте её или выберите другую.")
    return {kind: path.with_suffix(f".{kind}") for kind in wanted}
