"""A new record, ready to fill in: every required field, hints for every other one.

The kind's own fields write the file, so a field added to a kind appears here by itself.
Help lines start with ``##``; a line that starts with a single ``#`` is YAML waiting for its
``# `` to be removed.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from technopark.command_line import PROGRAM
from technopark.decoding import CONTROL
from technopark.editing.neighbours import Neighbours
from technopark.kinds import KINDS
from technopark.layout import RESERVED, own_page
from technopark.nearest import normal
from technopark.problems import TechnoparkError
from technopark.russian.morphology import Inflector
from technopark.russian.text import transliterate
from technopark.schema import FieldInfo, Kind, fields_of
from technopark.usual import PLACEHOLDER
from technopark.value_types import ID_MAX, LINE_MAX

EXPECTED = ("sources", "updated_on")
"""Optional in the model, because a base with gaps must still load, but expected of every record."""

ALSO_CALLED = {
    "кейс": "cases",
    "нормативный акт": "acts",
    "закон": "acts",
    "учреждение": "organisations",
    "шаблон": "documents",
    "шаблон документа": "documents",
    "шаблоны документов": "documents",
    "публикация": "publications",
    "материал": "publications",
    "понятие": "glossary",
    "модель процесса": "models",
    "модели процессов": "models",
    "программа обучения": "programmes",
    "конкурс практик": "contests",
    "контур технопарка": "contours",
}
"""Other words people use for a kind → its slug."""

_PLAIN = re.compile(r"[А-Яа-яЁёA-Za-z«][А-Яа-яЁёA-Za-z0-9 «»„“.,()/+—–-]*")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def new_record(root: Path, kind_word: str, title: str, out: TextIO) -> Path:
    """Write a new record and say what is left to fill in.

    Args:
        root: repository root.
        kind_word: slug or Russian name of the kind: «практика», «семинары», ``cases``.
        title: the record's title, any text.
        out: where the outcome is told.

    Returns:
        The new file; nothing that existed is touched.

    Raises:
        TechnoparkError: there is no such kind, the title is empty or too long, or the folder is not writable.
    """
    kind = find_kind(kind_word)
    title = without_controls(title).strip()
    if not title:
        raise TechnoparkError('Название пусто. Напишите его в кавычках: new практика "Школа наставников"')
    if len(title) > LINE_MAX:
        raise TechnoparkError(f"В названии {len(title)} знаков, а можно не больше {LINE_MAX}.")
    folder = root / kind.folder
    wanted = record_id(kind, title)
    neighbours = Neighbours.of(root, kind)
    namesake = neighbours.called(title, root)
    free = next(name for name in variants(wanted) if neighbours.is_free(name) and not own_page(kind, name))
    path = folder / f"{free}.yml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text_of(kind, title))
    except OSError as error:
        raise TechnoparkError(f"Не удалось создать файл {kind.folder}/{free}.yml: {error.strerror}.") from error
    if wanted in RESERVED:
        print(f"Файл {wanted}.yml нельзя создать в Windows, поэтому новая запись называется {free}.", file=out)
    elif free != wanted:
        print(f"Имя {wanted} занято, поэтому новая запись — {free}. Проверьте, не о том же ли она.", file=out)
    if namesake:
        print(f"Запись с таким названием уже есть: {namesake}. Если новая о том же, удалите её.", file=out)
    to_fill = ", ".join(f"«{info.about.label}»" for info in expected_fields(kind) if info.name != "title")
    print(f"Создан файл {kind.folder}/{free}.yml\nЗаполните: {to_fill}. Остальное — по желанию, подсказки в файле.", file=out)
    print(f"Проверить: {PROGRAM} check", file=out)
    return path


def find_kind(word: str) -> Kind:
    """The kind a person means: slug, Russian name in any number and case, or the beginning of one.

    Raises:
        TechnoparkError: no kind is called so; the text offers the nearest and lists all.
    """
    said = normal(word)
    names = {normal(word): kind for kind in KINDS.values() for word in kind.title.split() if len(word) > 3}
    names |= {normal(name): kind for kind in KINDS.values() for name in (kind.slug, kind.title, kind.one, *kind.forms)}
    names |= {word: KINDS[slug] for word, slug in ALSO_CALLED.items()}
    if said in names:
        return names[said]
    begun = {kind.slug: kind for name, kind in names.items() if len(said) >= 4 and name.startswith(said)}
    if len(begun) == 1:
        return next(iter(begun.values()))
    inflector = Inflector()
    if inflected := next((kind for name, kind in names.items() if said in inflector.forms(name)), None):
        return inflected
    near = difflib.get_close_matches(said, names, 1, 0.6)
    offer = f" Возможно, «{names[near[0]].one}»?" if near else ""
    raise TechnoparkError(f"Нет вида записи «{word}».{offer}\nВиды: {', '.join(kind.one for kind in KINDS.values())}.")


def record_id(kind: Kind, title: str) -> str:
    """The id a title asks for; a title without letters takes the kind's name."""
    return transliterate(title) or transliterate(kind.one)


def variants(wanted: str) -> Iterator[str]:
    """The id itself, then with ``-2``, ``-3`` … within the allowed length."""
    yield wanted
    number = 2
    while True:
        tail = f"-{number}"
        yield wanted[: ID_MAX - len(tail)].rstrip("-") + tail
        number += 1


def expected_fields(kind: Kind) -> list[FieldInfo]:
    """Fields a new record must have, in the order of the file; the title first, the id never."""
    fields = kind.fields()
    required = [info for info in fields.values() if info.required and info.name != "id"]
    return required + [fields[name] for name in EXPECTED if not fields[name].required]


def text_of(kind: Kind, title: str) -> str:
    """The whole file of a new record."""
    lines = [
        f"## Новая запись: {kind.one}. Замените каждое {PLACEHOLDER} своим текстом.",
        "## Строки, которые начинаются с #, — подсказки: на сайт они не попадают.",
        "",
    ]
    expected = expected_fields(kind)
    for info in expected:
        lines.append(f"## {hint(info)}")
        lines += [f"title: {quoted(title)}"] if info.name == "title" else list(value_lines(info, required_only=True))
        lines.append("")
    lines.append("## ——— По желанию: уберите «# » в начале строк, которые заполняете ———")
    for heading, infos in optional_groups(kind, {info.name for info in expected}):
        lines += ["", f"## ——— {heading} ———"]
        for info in infos:
            lines += [f"## {hint(info)}", *(f"# {line}" for line in value_lines(info))]
    return "\n".join(lines) + "\n"


def optional_groups(kind: Kind, taken: set[str]) -> Iterator[tuple[str, list[FieldInfo]]]:
    """The other fields by the section of the page that shows them, in reading order."""
    rest = [info for info in kind.fields().values() if info.name not in taken and info.name != "id"]
    sections = {section.id: section.title for section in (*kind.sections, *kind.tail)}
    for id, heading in sections.items():
        if found := [info for info in rest if info.about.section == id]:
            yield heading, found
    if other := [info for info in rest if info.about.section not in sections]:
        yield "Прочее", other


def hint(info: FieldInfo) -> str:
    """What is told of a field in one line: label, help, what is allowed, example."""
    about = info.about
    allowed = _allowed(info)
    says_it = info.choices or (info.refs and about.help.startswith("Им")) or allowed.casefold() in about.help.casefold()
    example = f"Например: {about.example}" if about.example else ""
    parts = (about.label, "" if says_it and allowed else about.help, allowed, example)
    return " ".join(" ".join(part.split()).rstrip(".") + "." for part in parts if part)


def _allowed(info: FieldInfo) -> str:
    """Which values the field takes, where the type says more than «text»."""
    if info.part is not None:
        return ""
    if info.choices:
        return f"Можно: {' | '.join(info.choices)}"
    if info.refs:
        return f"Имя файла без .yml из {' или '.join(KINDS[slug].folder for slug in info.refs)}"
    return {date: "Дата: ГГГГ-ММ-ДД", bool: "да или нет", int: "Целое число", float: "Число"}.get(info.scalar, "")


def value_lines(info: FieldInfo, required_only: bool = False) -> Iterator[str]:
    """YAML of a field with placeholders for values.

    Args:
        info: the field.
        required_only: inside groups, make optional fields comments.
    """
    bullet = "- " if info.many else ""
    if info.part is None:
        yield from (f"{info.name}:", f"  - {PLACEHOLDER}") if info.many else (f"{info.name}: {PLACEHOLDER}",)
        return
    yield f"{info.name}:"
    nested = sorted(fields_of(info.part).values(), key=lambda inner: required_only and not inner.required)
    for number, inner in enumerate(nested):
        lead = "  " + (bullet if number == 0 else " " * len(bullet))
        first, *others = value_lines(inner, required_only)
        mark = "# " if required_only and not inner.required and number else ""
        yield f"{lead}{mark}{first}  ## {hint(inner)}"
        yield from (" " * len(lead) + mark + line for line in others)


def without_controls(text: str) -> str:
    """The text with spaces for the control characters, which no record may hold."""
    return CONTROL.sub(" ", text)


def quoted(text: str) -> str:
    """A YAML scalar that reads back as exactly this text, plain where that is safe.

    JSON strings are YAML strings. A lone surrogate cannot be written in UTF-8 at all and becomes the replacement character.
    """
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff")
