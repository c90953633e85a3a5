"""``technopark documents``: fill a form, make a pack, read a filled form back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import yaml

from technopark.artefacts.documents.build import build_documents
from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.filling import fill
from technopark.artefacts.documents.reading import document_id, read, title_words
from technopark.artefacts.documents.skeleton import even
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Value, Values, check_values
from technopark.artefacts.making import Makers
from technopark.cache import write_atomically
from technopark.checking import load
from technopark.command_line import root_of
from technopark.kinds.documents import KIND, Document
from technopark.loading import load_entry
from technopark.nearest import nearest_value
from technopark.problems import TechnoparkError
from technopark.russian_click import Group
from technopark.source import parse

INPUT = click.Path(exists=True, dir_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=Group)
def documents() -> None:
    """Документы: заполнить форму, собрать комплект, прочитать заполненное."""


@documents.command("fill")
@click.argument("id", metavar="ИМЯ")
@click.option("--data", metavar="ФАЙЛ", required=True, type=INPUT, help="Файл YAML со значениями полей.")
@click.option("-o", "--out", metavar="ФАЙЛ", required=True, type=OUTPUT, help="Куда записать документ Word.")
@click.option("--draft", is_flag=True, help="Черновик: обязательные поля могут быть пусты, подсказки остаются на местах.")
@click.pass_context
def fill_cli(context: click.Context, id: str, data: Path, out: Path, draft: bool) -> None:
    """Заполнить форму ИМЯ значениями из файла."""
    fill_command(root_of(context), id, data, out, draft=draft)
    click.echo(f"Готово: {out}")


@documents.command("pack")
@click.argument("name", metavar="КОМПЛЕКТ")
@click.option("-o", "--out", metavar="ФАЙЛ", type=OUTPUT, help="Куда записать ZIP; по умолчанию — КОМПЛЕКТ.zip рядом.")
@click.pass_context
def pack_cli(context: click.Context, name: str, out: Path | None) -> None:
    """Собрать комплект модели (model-1) или этапа (p3)."""
    path = pack_command(root_of(context), name, out or Path(f"{name}.zip"))
    click.echo(f"Готово: {path}")


@documents.command("read")
@click.argument("docx", metavar="ФАЙЛ", type=INPUT)
@click.option("-o", "--out", metavar="ФАЙЛ", type=OUTPUT, help="Куда записать YAML; по умолчанию — на экран.")
@click.option("--form", metavar="ИМЯ", help="По какой форме заполнен, если файл этого не помнит.")
@click.pass_context
def read_cli(context: click.Context, docx: Path, out: Path | None, form: str | None) -> None:
    """Вернуть значения из заполненного документа Word."""
    text = read_command(root_of(context), docx, out, form=form)
    click.echo(f"Готово: {out}" if out else text, nl=out is not None)


def fill_command(root: Path, id: str, data: Path, out: Path, *, draft: bool = False) -> Path:
    """Fill a form in; with any problem nothing is written.

    Raises:
        TechnoparkError: no such form, unreadable values, or values with problems (all are listed).
    """
    sheet = find_sheet(root, id)
    values = read_values(data)
    problems = check_values(sheet.fields, values, complete=not draft)
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise TechnoparkError(f"Документ не записан: в файле {data} есть ошибки.\n{listed}")
    return _write(out, fill(sheet, values, final=not draft), ".docx")


def pack_command(root: Path, name: str, out: Path) -> Path:
    """Make the ZIP of a pack.

    Raises:
        TechnoparkError: no such pack.
    """
    with Makers() as makers:
        built = build_documents(load(root, root / ".cache").kb, root, root / ".cache", makers)
    known = {pack.id: pack for pack in built.packs}
    if name not in known:
        raise TechnoparkError(_unknown(f"Комплекта «{name}» нет.", name, known))
    return _write(out, built.files[known[name].site_path].read_bytes(), ".zip")


def read_command(root: Path, docx: Path, out: Path | None, *, form: str | None = None) -> str:
    """Values of a filled document as YAML; written to ``out`` if it is given.

    Raises:
        TechnoparkError: not a Word document, or its form cannot be told.
    """
    data = docx.read_bytes()
    sheet = find_sheet(root, form or document_id(data) or recognise(root, data))
    text = yaml_text(read(data, sheet))
    if out is not None:
        _write(out, text.encode("utf-8"), ".yml")
    return text


# --------------------------------------------------------------------------- forms


def find_sheet(root: Path, id: str) -> Sheet:
    """The form with this id.

    Raises:
        TechnoparkError: there is none, or its record has errors.
    """
    known = sorted(path.stem for path in (root / KIND.folder).glob("*.yml"))
    if id not in known:
        raise TechnoparkError(_unknown(f"Документа «{id}» нет.", id, known))
    path = f"{KIND.folder}/{id}.yml"
    entry, problems = load_entry(KIND, path, (root / path).read_bytes())
    if entry is None or not isinstance(entry.record, Document):
        raise TechnoparkError(f"В записи {path} есть ошибки: {problems[0].message if problems else ''} Проверьте её: technopark check")
    sheet = compose(entry.record)
    if sheet is None:
        raise TechnoparkError(f"У документа «{id}» ещё нет текста: заполнять нечего.")
    return sheet


def recognise(root: Path, data: bytes) -> str:
    """Id of the form whose words a document holds, when the file itself does not say it.

    Raises:
        TechnoparkError: none is like it.
    """
    text = title_words(data)
    scores: dict[str, float] = {}
    for path in sorted((root / KIND.folder).glob("*.yml")):
        entry, _ = load_entry(KIND, f"{KIND.folder}/{path.name}", path.read_bytes())
        if entry and isinstance(entry.record, Document) and entry.record.text:
            sentences = [even(line) for line in entry.record.text.split("\n\n") if "{{" not in line and "|" not in line and len(line) > 40]
            plain = [line.replace("**", "").lstrip("#-– 0123456789.") for line in sentences]
            scores[path.stem] = sum(line in text for line in plain) / (len(plain) or 1)
    best = max(scores, key=scores.__getitem__, default="")
    if not best or scores[best] < 0.3:
        raise TechnoparkError("Не удалось понять, по какой форме заполнен документ. Укажите её: --form ИМЯ")
    return best


def read_values(path: Path) -> Values:
    """Values from YAML; everything stays text, so «010» and dates mean what they look like.

    Raises:
        TechnoparkError: the file is not YAML or not a list of fields.
    """
    tree, problems = parse(path.read_bytes(), path.name)
    errors = [problem for problem in problems if problem.severity == "error"]
    if tree is None or errors:
        first = errors[0]
        raise TechnoparkError(f"Файл {path} не читается: строка {first.line}. {first.message} {first.hint}")
    return {key: _value(key, value, path) for key, value in tree.data.items()}


def _value(key: str, value: Any, path: Path) -> Value:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    rows = value if isinstance(value, list) else None
    if rows is None or not all(isinstance(row, dict) and all(isinstance(cell, str | None) for cell in row.values()) for row in rows):
        raise TechnoparkError(f"Файл {path}: значение поля «{key}» — не текст и не список строк таблицы.")
    return [{name: cell or "" for name, cell in row.items()} for row in rows]


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as they look."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def yaml_text(values: Values) -> str:
    """Values as YAML in the order of the form."""
    return yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000) if values else ""


# --------------------------------------------------------------------------- small things


def _unknown(message: str, name: str, known: Any) -> str:
    near = nearest_value(name, known)
    hint = f" Может быть, «{near}»?" if near else ""
    return f"{message}{hint}\nЕсть: {', '.join(known)}."


def _write(path: Path, data: bytes, suffix: str) -> Path:
    if path.suffix.lower() != suffix:
        raise TechnoparkError(f"Имя файла должно кончаться на {suffix}, а названо «{path.name}».")
    if not path.resolve().parent.is_dir():
        raise TechnoparkError(f"Папки {path.resolve().parent} нет. Создайте её или выберите другую.")
    try:
        write_atomically(path, data)
    except OSError as error:
        raise TechnoparkError(f"Не удалось записать {path}: {error.strerror}. Возможно, файл открыт в другой программе.") from error
    return path
