"""Fields of a case as words: the question a field answers, its value as a person would say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from technopark.artefacts.transfer.flatten import flatten
from technopark.kinds.cases import Case, Cost, Dose, TargetGroup
from technopark.knowledge import is_empty
from technopark.russian.text import NBSP, long_date, number, plural
from technopark.schema import FieldInfo, Part, fields_of


def ask(field: str) -> str:
    """The question a field answers, to go after «Расскажите:»; from the description of the field."""
    name = {"age": "target_group"}.get(field, field)
    model: type[Part] = Case
    info: FieldInfo | None = None
    for step in name.split("."):
        if not step.isdigit():
            info = fields_of(model)[step]
            model = info.part or model
    if info is None:
        raise KeyError(field)
    label = info.about.label
    return info.about.ask or label[:1].lower() + label[1:]


def words(value: Any, info: FieldInfo | None = None) -> str:
    """A value in words: text flattened, numbers with their unit, lists joined by «; »."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        unit = info.about.unit if info else ""
        return f"{number(value)}{NBSP}{unit}" if unit else number(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, tuple):
        return "; ".join(words(item, info) for item in value)
    if isinstance(value, Part):
        own = _fields(value)
        said = (name for name in own if not own[name].refs and not is_empty(getattr(value, name)))  # an id is no word
        return "; ".join(words(getattr(value, name), own[name]) for name in said)
    return flatten(str(value))


def age(case: Case) -> str:
    """«14–17 лет», «с 14 лет», «до 17 лет» or nothing."""
    group = case.target_group or TargetGroup()
    first, last = group.age_from, group.age_to
    if first is not None and last is not None:
        return f"{first}–{plural(last, YEARS)}" if first != last else plural(first, YEARS)
    if first is not None:
        return f"с{NBSP}{plural(first, YEARS_OF)}"
    return f"до{NBSP}{plural(last, YEARS_OF)}" if last is not None else ""


YEARS = ("год", "года", "лет")
YEARS_OF = ("года", "лет", "лет")


def dose(case: Case) -> str:
    """«40 встреч, раз в неделю, 12 месяцев»."""
    own = case.dose or Dose()
    sessions = plural(own.sessions, ("встреча", "встречи", "встреч")) if own.sessions is not None else ""
    months = plural(own.months, ("месяц", "месяца", "месяцев")) if own.months is not None else ""
    return ", ".join(part for part in (sessions, months, own.frequency or "") if part)


def cost(case: Case) -> str:
    """«612 000 ₽ в год, 68 000 ₽ на одного ребёнка в год, в ценах 2025 года»."""
    own = case.cost or Cost()
    sums = ((own.startup, "разово"), (own.annual, "в год"), (own.per_child, "на одного ребёнка в год"))
    parts = [f"{number(value)}{NBSP}₽ {what}" for value, what in sums if value is not None]
    if parts and own.price_year:
        parts.append(f"в ценах {own.price_year}{NBSP}года")
    return ", ".join([*parts, *([own.staff_posts] if own.staff_posts else [])])


def _fields(part: Part) -> Mapping[str, FieldInfo]:
    return fields_of(type(part))


PHRASES = {"age": age, "dose": dose, "cost": cost}
"""Fields of several values that are said as one phrase."""


def walk(case: Case, field: str) -> tuple[Any, FieldInfo | None]:
    """The value at a path and the description of its field; ``None`` where the path ends early."""
    value: Any = case
    info: FieldInfo | None = None
    for step in field.split("."):
        if value is None:
            return None, info
        if step.isdigit():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            info = _fields(value)[step]
            value = getattr(value, step)
    return value, info
