"""Fields of all templates as one form: each key once, in the groups a person thinks in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from technopark.artefacts.documents.tree import Block, Box, Choice, Items, Sheet
from technopark.kinds.documents import TemplateField

GROUPS: Mapping[str, tuple[str, str]] = {
    "org": ("Учреждение", "Центр помощи детям, его руководитель и куратор"),
    "operator": ("Организатор программы", "Тот, кто заключает договор с наставником: сам центр или некоммерческая организация"),
    "nko": ("Некоммерческая организация", "Сторона соглашения с центром"),
    "mentor": ("Наставник", "Если готовите документы на нескольких наставников, заполните комплект для каждого отдельно"),
    "child": ("Ребёнок", "Вместо имени пишите код, кроме согласий, где имя требует закон"),
    "representative": ("Законный представитель", "Кто даёт согласие за ребёнка"),
    "shared": ("Общее для нескольких документов", ""),
}
"""Groups shared by documents: id → title and a hint. A field of one document goes to that document's own group."""

_IDENTITY = ("name", "birth_date", "age", "status", "basis", "passport", "address", "phone", "email", "post", "code")
"""Endings of keys that say who a person is, in the order of asking; other fields of a person belong to their document."""

_OFFICES = ("org", "city", "director", "curator")
"""First words of an institution's keys, in the order of asking; the rest follow."""

_PEOPLE = ("mentor", "child", "representative")


@dataclass(frozen=True)
class FormField:
    """A field of the common form.

    Attributes:
        field: its declaration, from the first document that has it.
        group: id of its group, or empty: the group of its document.
        many: several options may be chosen, because on paper they are boxes to tick.
        remember: a detail of the institution that names no person: it may be kept on the computer.
    """

    field: TemplateField
    group: str
    many: bool
    remember: bool


def form_fields(sheets: Iterable[Sheet]) -> dict[str, FormField]:
    """Fields that occur on the sheets, by key, in the order in which documents ask for them."""
    declared: dict[str, TemplateField] = {}
    many: set[str] = set()
    for sheet in sheets:
        many.update(ticked(sheet.blocks))
        for key in sheet.field_keys():
            if key in sheet.fields:
                declared.setdefault(key, sheet.fields[key])
    found = [FormField(field, group_of(field), key in many, may_remember(field, declared)) for key, field in declared.items()]
    return {form.field.key: form for form in sorted(found, key=_rank)}


def _rank(form: FormField) -> tuple[int, int]:
    """Groups in their order, the most telling fields of a group first, then as documents ask."""
    prefix, _, rest = form.field.key.partition("_")
    if form.group in _PEOPLE:
        return list(GROUPS).index(form.group), _IDENTITY.index(rest)
    if form.group:
        return list(GROUPS).index(form.group), _OFFICES.index(prefix) if prefix in _OFFICES else len(_OFFICES)
    return len(GROUPS), 0


def ticked(blocks: Iterable[Block]) -> Iterator[str]:
    """Keys of the choices that are boxes to tick on paper."""
    for block in blocks:
        if isinstance(block, Choice):
            yield block.key
        elif isinstance(block, Box):
            yield from ticked(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from ticked(item)


def group_of(field: TemplateField) -> str:
    """The shared group of a field, or an empty text."""
    prefix, _, rest = field.key.partition("_")
    if field.scope == "учреждение":
        return prefix if prefix in ("nko", "operator") else "operator" if field.key == "data_recipient" else "org"
    return prefix if field.scope == "человек" and prefix in _PEOPLE and rest in _IDENTITY else ""


def may_remember(field: TemplateField, fields: Mapping[str, TemplateField]) -> bool:
    """Whether a value may be kept on the person's computer: the institution's details, never a person's.

    A person is named by a field of the format «ФИО», by one whose label asks for a surname, and by
    the phone and mail of a role that has a name: ``curator_phone`` beside ``curator_name``.
    """
    if field.scope != "учреждение" or field.type != "текст" or field.format == "ФИО" or "фамили" in field.label.lower():
        return False
    return not (field.format in ("телефон", "почта") and f"{field.key.rpartition('_')[0]}_name" in fields)
