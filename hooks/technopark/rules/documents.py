"""TP92x: fields and text of document templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.artefacts.documents.compose import KEY, LAYOUT_FIELDS, own_key
from technopark.artefacts.documents.glyphs import unprintable
from technopark.artefacts.documents.parse import FIELD
from technopark.catalogue import Code
from technopark.kinds.documents import Document, TemplateField
from technopark.knowledge import Entry, Path
from technopark.nearest import nearest_value
from technopark.rules._base import Base, Located
from technopark.rules._rule import Finding, base_rule, record_rule
from technopark.rules._view import View

_FORBIDDEN = re.compile(
    r"(?P<image>!\[[^\]\n]*\]\([^)\n]*\))|(?P<link>\[[^\]\n]+\]\([^)\n]*\))|(?P<tag></?[a-zA-Z][^>\n]*>)"
    r"|(?P<code>`[^`\n]+`|^```)|(?P<quote>^>)|(?P<title>^#\s)",
    re.MULTILINE,
)
_NAMES = {
    "image": "картинка", "link": "ссылка", "tag": "тег HTML", "code": "код", "quote": "цитата",
    "title": "заголовок первого уровня",
}  # fmt: skip
PORTRAIT, LANDSCAPE = 170, 257
"""Width of the text in millimetres: upright and on its side."""


def template_of(view: View) -> Document | None:
    """The record if it is a document with a text."""
    return view.record if isinstance(view.record, Document) and view.record.text else None


def layout_keys(document: Document) -> set[str]:
    """Keys the layout itself prints: requisites, stamp, signatures."""
    signed = {line.name for line in document.signatures if line.name}
    posts = {f"{name.removesuffix('_name')}_post" for name in signed if name.endswith("_name")}
    stamp = set(LAYOUT_FIELDS) if document.approval else set()
    requisites = {key for key in (own_key("_date", document), own_key("_number", document)) if key}
    return {"org_full", "city"} | stamp | requisites | signed | posts


# --------------------------------------------------------------------------- fields


@record_rule(
    Code("TP921", "Поле в тексте не описано", "error",
         "В бланке окажется место, про которое неизвестно, что в него вписать.",
         "Опишите поле в списке «Поля» или исправьте ключ в тексте.",
         "fields:\n  - key: mentor_name\n    label: Наставник\ntext: |-\n  Наставник: {{mentor}}\n",
         "fields:\n  - key: mentor_name\n    label: Наставник\ntext: |-\n  Наставник: {{mentor_name}}\n"),
    Document,
)
def undeclared_field(view: View) -> Iterator[Finding]:
    """Keys of the text and of the signatures."""
    document = template_of(view)
    if document is None:
        return
    known = [field.key for field in document.fields]
    named: list[tuple[Path, str, str]] = [(("text",), found[1], found[0]) for found in FIELD.finditer(document.text or "")]
    named += [(("signatures", n, "name"), line.name, "") for n, line in enumerate(document.signatures) if line.name]
    seen = set()
    for path, key, needle in named:
        if key not in known and key not in seen and not (document.approval and key in LAYOUT_FIELDS):
            seen.add(key)
            near = nearest_value(key, known)
            yield Finding(f"Поле «{key}» не описано.", path, needle, f"Может быть, «{near}»?" if near else "", near)


@record_rule(
    Code("TP922", "Описанное поле нигде не стоит", "warning",
         "Человек впишет значение, а в документе его не будет.",
         "Поставьте поле в текст или удалите его описание.",
         "fields:\n  - key: goal\n    label: Цель\ntext: |-\n  Срок: один год.\n",
         "fields:\n  - key: goal\n    label: Цель\ntext: |-\n  Цель: {{goal}}\n"),
    Document,
)
def unused_field(view: View) -> Iterator[Finding]:
    """Neither in the text nor in the layout."""
    document = template_of(view)
    if document is None:
        return
    used = {found[1] for found in FIELD.finditer(document.text or "")} | layout_keys(document)
    for index, field in enumerate(document.fields):
        if field.key not in used:
            yield Finding(f"Поля «{field.label}» ({field.key}) нет в тексте.", ("fields", index, "key"))


@record_rule(
    Code("TP923", "Ключ поля записан не так или повторяется", "error",
         "По ключу значение попадает во все документы сразу: он пишется латиницей и в документе один.",
         "Ключ — строчные латинские буквы, цифры и подчёркивания, до 40 знаков, каждый один раз.",
         "fields:\n  - key: Цель работы\n    label: Цель\n", "fields:\n  - key: goal\n    label: Цель\n"),
    Document,
)
def wrong_key(view: View) -> Iterator[Finding]:
    """Keys of fields, and of columns inside a table."""
    if not isinstance(view.record, Document):
        return
    groups: list[list[tuple[Path, str]]] = [[(("fields", n, "key"), field.key) for n, field in enumerate(view.record.fields)]]
    for n, field in enumerate(view.record.fields):
        groups.append([(("fields", n, "columns", m, "key"), column.key) for m, column in enumerate(field.columns)])
    for group in groups:
        seen: set[str] = set()
        for path, key in group:
            if not KEY.fullmatch(key):
                yield Finding(f"Ключ «{key}» записан не так.", path)
            elif key in seen:
                yield Finding(f"Ключ «{key}» уже есть выше.", path)
            seen.add(key)


@record_rule(
    Code("TP924", "У таблицы нет столбцов или у выбора нет вариантов", "error",
         "Без столбцов и вариантов заполнять нечего: в документе останется пустое место.",
         "Перечислите столбцы (columns) у таблицы или варианты (options) у выбора.",
         "fields:\n  - key: mentors\n    label: Наставники\n    type: таблица\n",
         "fields:\n  - key: mentors\n    label: Наставники\n    type: таблица\n    columns:\n      - key: code\n        label: Код\n"),
    Document,
)
def nothing_to_fill(view: View) -> Iterator[Finding]:
    """A table without columns, a choice without options."""
    if isinstance(view.record, Document):
        for index, field in enumerate(view.record.fields):
            if field.type == "таблица" and not field.columns:
                yield Finding(f"У таблицы «{field.label}» нет столбцов.", ("fields", index, "type"))
            if field.type == "выбор" and not field.options:
                yield Finding(f"У выбора «{field.label}» нет вариантов.", ("fields", index, "type"))


@record_rule(
    Code("TP925", "Столбцы шире листа", "warning",
         "Таблица не помещается на лист: столбцы придётся сузить, и заголовки переломятся.",
         "Уменьшите ширину столбцов: вместе до 170 мм на книжном листе и до 257 мм на альбомном.",
         "columns:\n  - key: code\n    label: Код\n    width: 120\n  - key: theme\n    label: Тема\n    width: 90\n",
         "columns:\n  - key: code\n    label: Код\n    width: 40\n  - key: theme\n    label: Тема\n    width: 90\n"),
    Document,
)
def too_wide(view: View) -> Iterator[Finding]:
    """Declared widths against the sheet."""
    if not isinstance(view.record, Document):
        return
    limit = LANDSCAPE if view.record.orientation == "альбомная" else PORTRAIT
    for index, field in enumerate(view.record.fields):
        total = sum(column.width or 0 for column in field.columns)
        if total > limit:
            yield Finding(f"Столбцы таблицы «{field.label}» занимают {total} мм, а на листе {limit} мм.", ("fields", index, "columns"))


@record_rule(
    Code("TP926", "Такой разметки в документе быть не может", "error",
         "На бумаге нет ссылок, картинок и кода; название документа ставит сама форма.",
         "Оставьте обычный текст, заголовки второго уровня, списки, таблицы и поля.",
         "text: |-\n  # Приказ\n\n  Смотрите [закон](https://example.org).\n",
         "text: |-\n  ## Общие положения\n\n  Смотрите Федеральный закон № 152-ФЗ.\n"),
    Document,
)
def forbidden_markup(view: View) -> Iterator[Finding]:
    """Markdown outside the subset is shown as it is written, which nobody wants on paper."""
    document = template_of(view)
    for found in _FORBIDDEN.finditer(document.text or "") if document else ():
        name = _NAMES[found.lastgroup or "tag"]
        yield Finding(f"В тексте документа {name}: «{found[0].strip()[:40]}».", ("text",), found[0].strip())


@base_rule(
    Code("TP927", "Одно поле описано по-разному в двух документах", "error",
         "Значение вписывают один раз, и оно попадает в оба документа: значить оно должно одно и то же.",
         "Сделайте название, вид и проверку поля одинаковыми или дайте полям разные ключи.",
         "# в одном документе\n- key: mentor_name\n  label: Наставник\n# в другом\n- key: mentor_name\n  label: Кандидат\n",
         "# в обоих документах\n- key: mentor_name\n  label: Наставник\n")
)
def declared_differently(base: Base) -> Iterator[Located]:
    """Label, type, format, scope and options; the first document by name is right."""
    first: dict[str, tuple[Entry, TemplateField]] = {}
    for entry, index, field in _fields(base):
        other, known = first.setdefault(field.key, (entry, field))
        if _meaning(field) != _meaning(known):
            words = [name for name, mine, theirs in zip(_ASPECTS, _meaning(field), _meaning(known), strict=True) if mine != theirs]
            message = f"Поле «{field.key}» в документе «{other.record.id}» описано иначе: {', '.join(words)}."
            yield base.at(entry, ("fields", index, "key"), message)


_ASPECTS = ("название", "вид", "проверка", "к чему относится", "варианты", "столбцы")


def _meaning(field: TemplateField) -> tuple[object, ...]:
    columns = tuple((column.key, column.label, column.type) for column in field.columns)
    return field.label, field.type, field.format, field.scope, field.options, columns


def _fields(base: Base) -> Iterator[tuple[Entry, int, TemplateField]]:
    for entry in base.kb.by_kind["documents"]:
        if isinstance(entry.record, Document):
            for index, field in enumerate(entry.record.fields):
                yield entry, index, field


@record_rule(
    Code("TP928", "Такого знака нет в шрифтах документа", "warning",
         "В PDF вместо знака встанет пустой квадрат.",
         "Замените знак словом или обычной пунктуацией.",
         "text: |-\n  Привет! 😀\n", "text: |-\n  Привет!\n"),
    Document,
)
def unprintable_sign(view: View) -> Iterator[Finding]:
    """Emoji and rare scripts in the text and in what people fill in."""
    document = template_of(view)
    if document is None:
        return
    texts: list[tuple[Path, str]] = [(("text",), document.text or ""), (("title",), document.title)]
    texts += [(("fields", n, "label"), field.label) for n, field in enumerate(document.fields)]
    for path, text in texts:
        for sign in unprintable(text):
            yield Finding(f"Знак «{sign}» (U+{ord(sign):04X}) в PDF не напечатается.", path, sign)
