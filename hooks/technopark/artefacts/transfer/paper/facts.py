"""What leaflet and poster take from a case: numbers and strings cut to their places, never invented."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from technopark.artefacts.pictures.scales import most_of
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.paper.words import breakable, capital, cut, joined
from technopark.kinds.cases import Cost, Dose, Provider, Result, Step
from technopark.russian.text import NBSP, number, plural

Json = dict[str, Any]
Row = tuple[str, str]
"""Words and their figure."""

GREATEST = 1e12
"""A number beyond it is not one a leaflet can show."""

NARROW = 13
"""Small letters of a word that surely stand under a large number."""

STEPS = ("шаг", "шага", "шагов")
ROOMY_STEPS = 7
"""So few steps have room to say who and when."""


# --------------------------------------------------------------------------- numbers


def measured(brief: CaseBrief, most: int) -> tuple[Result, ...]:
    """The first results with a number; those that tell before and after go first."""
    sound = [result for result in brief.case.results if _sound(result.value) and (result.baseline is None or _sound(result.baseline))]
    return tuple(sorted(sound, key=lambda result: result.baseline is None)[:most])


def _sound(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and abs(value) < GREATEST


def result(found: Result, room: float) -> Json:
    """A measured result: the number large, before and after as bars from zero."""
    value = found.value or 0
    percent = found.unit == "%"
    sample = cut(found.sample, round(150 * room)) if found.sample else ""
    note = joined(cut(found.period, 50) if found.period else "", sample, by="; ")
    return {
        "big": number(value) + (f"{NBSP}%" if percent else ""),
        "unit": "" if percent or not found.unit else breakable(cut(found.unit, 24), NARROW),
        "label": cut(found.indicator, round(110 * room)),
        "bars": bars(found),
        "note": capital(note),
    }


def bars(found: Result) -> list[Json]:
    """Two bars with a common zero; none without a number before or with one below zero."""
    value, baseline = found.value or 0, found.baseline
    if baseline is None or min(value, baseline) < 0 or max(value, baseline) == 0:
        return []
    whole = max(value, baseline, most_of(found) or 0)
    return [
        {"label": f"{word}{NBSP}{number(amount)}{NBSP}%" if found.unit == "%" else f"{word}{NBSP}{number(amount)}",
         "share": amount * 100 / whole, "now": now}
        for word, amount, now in (("было", baseline, False), ("стало", value, True))
    ]  # fmt: skip


# --------------------------------------------------------------------------- what it takes


def fact(big: str = "", text: str = "", rows: Sequence[Row] = ()) -> Json:
    """A number, a small table under it, words under that; each may be empty."""
    return {"big": big, "rows": [{"words": words, "number": figure} for words, figure in rows], "text": text}


def needs(brief: CaseBrief, roles: int, room: float) -> list[Json]:
    """People, hours, months, money: a number and what it counts."""
    found = (needs_people(brief, roles, room), needs_dose(brief, room), needs_money(brief, room))
    return [item for item in found if item]


def needs_people(brief: CaseBrief, most: int = 5, room: float = 1) -> Json | None:
    """How many roles, and the hours a month of each."""
    roles = brief.case.providers
    if not roles:
        return None
    shown = roles[:most]
    more = f"и{NBSP}ещё {len(roles) - len(shown)}" if len(shown) < len(roles) else ""
    rows = [(capital(cut(role.role, round(50 * room))), _hours(role)) for role in shown]
    hours = "часы в месяц на человека" if any(figure for _, figure in rows) else ""
    return fact(plural(len(roles), ("роль", "роли", "ролей")), joined(more, hours, by="; "), rows)


def _hours(role: Provider) -> str:
    return f"{number(role.hours)}{NBSP}ч" if role.hours is not None and _sound(role.hours) else ""


def needs_dose(brief: CaseBrief, room: float = 1) -> Json | None:
    """Months, or meetings when the months are not named."""
    own = brief.case.dose or Dose()
    sessions = plural(own.sessions, ("встреча", "встречи", "встреч")) if own.sessions is not None else ""
    often = cut(own.frequency, round(90 * room)) if own.frequency else ""
    if own.months is not None:
        return fact(plural(own.months, ("месяц", "месяца", "месяцев")), joined(sessions, often))
    return fact(sessions, often) if sessions or often else None


def needs_money(brief: CaseBrief, room: float = 1) -> Json | None:
    """Roubles a year and what else is known of the cost."""
    own = brief.case.cost or Cost()
    sums = ((own.annual, "в год"), (own.per_child, "на ребёнка в год"), (own.startup, "разово, на запуск"))
    known = [(words, f"{number(value)}{NBSP}₽") for value, words in sums if value is not None and _sound(value)]
    posts = cut(capital(own.staff_posts), round(90 * room)) if own.staff_posts else ""
    if not known:
        return fact(text=posts) if posts else None
    (words, big), *rest = known
    year = f"в{NBSP}ценах {own.price_year}{NBSP}года" if own.price_year else ""
    return fact(f"{big} {words}", joined(year, "" if brief.case.providers else posts, by="; "), rest)


def whom(brief: CaseBrief, room: float) -> Json | None:
    """For whom: age large, who they are, in what form."""
    group = brief.case.target_group
    if not (brief.say("age").given or brief.say("target_group.statuses").given) or group is None:
        return None
    age = brief.say("age")
    statuses = cut(capital(", ".join(group.statuses)), round(140 * room)) if group.statuses else ""
    forms = cut("Форма: " + ", ".join(brief.case.mentoring_form), 90) if brief.case.mentoring_form else ""
    return fact(age.text if age.given else "", joined(statuses, forms, by=". "))


# --------------------------------------------------------------------------- how it is done


def steps(brief: CaseBrief, most: int, room: float) -> Json | None:
    """Titles of the steps in their order; what did not fit is counted; few steps say who and when."""
    every = brief.case.steps
    if not every:
        return None
    shown = every if len(every) <= most else every[: most - 1]
    left = len(every) - len(shown)
    roomy = len(every) <= ROOMY_STEPS
    return {
        "title": f"Как это делают: {plural(len(every), STEPS)}",
        "items": [
            {"number": at, "title": cut(step.title, round(75 * room)), "note": _who_when(step, room) if roomy else ""}
            for at, step in enumerate(shown, 1)
        ],
        "roomy": roomy,
        "more": f"… и{NBSP}ещё {plural(left, STEPS)}: они на странице практики" if left else "",
    }  # fmt: skip


def _who_when(step: Step, room: float) -> str:
    return cut(capital(joined(step.role or "", step.duration or "")), round(90 * room))


def listed(items: Sequence[str], most: int, length: int) -> list[str]:
    """The first items, each cut; how many more there are."""
    shown = [cut(capital(item), length) for item in (items if len(items) <= most else items[: most - 1])]
    left = len(items) - len(shown)
    return [*shown, f"… и{NBSP}ещё {left}: на странице практики"] if left else shown
