"""Наставничество организации над организацией: a plan of 3–6 months between holder and adopting institution."""

from __future__ import annotations

from technopark.artefacts.transfer.adoption import offers, plan_months
from technopark.artefacts.transfer.brief import ASK, CaseBrief, Piece
from technopark.artefacts.transfer.brief_words import ask
from technopark.artefacts.transfer.flatten import fitted, flatten
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.questions import quote
from technopark.artefacts.transfer.texts import compose_text
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import WORD, made
from technopark.russian.text import plural

FORMAT = "nastavnichestvo-organizatsiy"
MONTHS = ("месяц", "месяца", "месяцев")
FACT = 200
"""Longest answer of the record in the self-assessment, characters: the whole is on the practice's page."""


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Compose the plan; its length follows from the number of steps (see ``adoption``)."""
    desk = Desk(brief)
    offered = offers(brief)
    if offered:
        desk.use("supports", "")
    months = plan_months(brief)
    composed = compose_text(
        workshop,
        "mentoring.md",
        desk,
        title="Наставничество организации над организацией",
        subject=f"{brief.short}. Держатель: {brief.holder.short}",
        months=months,
        length=plural(len(months), MONTHS),
        middle=len(months) // 2 + 1,
        offered=offered,
        lasting=any(step.duration for step in brief.case.steps),
        visit=dict(offered).get("визит", ""),
        questions=_questions(desk),
        roles=_roles(brief),
        minutes_of=_minutes(brief),
        found=brief.formats.get(FORMAT),
    )
    return made(workshop, composed, ITEM.files, time=plural(len(months), MONTHS))


def _minutes(brief: CaseBrief) -> dict[str, int]:
    """Minutes of the format's parts by title."""
    found = brief.formats.get(FORMAT)
    return {block.title: int(block.minutes) for block in (found.structure if found else ()) if block.minutes}


def _questions(desk: Desk) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """Six questions of fitness (after Hexagon) and what the record answers to each."""
    asked = (
        ("Нужда. Есть ли у нас та же беда?", ("problem",)),
        ("Подходит ли. Такие ли у нас дети и условия?", ("age", "target_group.inclusion")),
        ("Ресурсы. Хватит ли денег и помещений?", ("cost", "cost.premises")),
        ("Люди. Есть ли кому вести?", ("providers",)),
        ("Доказательства. Верим ли мы результатам?", ("results",)),
        ("Готовность. Описано ли так, что можно повторить?", ("supports",)),
    )
    return tuple((question, _facts(desk, fields)) for question, fields in asked)


def _facts(desk: Desk, fields: tuple[str, ...]) -> tuple[Piece, ...]:
    """What the record says; if it is silent in all the fields, the prompt of the first."""
    given = [(field, fact) for field in fields if (fact := FACTS.get(field, _said)(desk.brief, field))]
    if not given:
        silent = not desk.brief.say(fields[0]).given
        return (desk.say(fields[0]) if silent else desk.prompt(f"{ASK}{ask(fields[0])}."),)
    return tuple(Piece(desk.use(field, fact), given=True) for field, fact in given)


def _said(brief: CaseBrief, field: str) -> str:
    piece = brief.say(field)
    return fitted(" ".join(piece.text.split()), FACT) if piece.given else ""


def _age(brief: CaseBrief, field: str) -> str:
    group = brief.case.target_group
    statuses = ", ".join(flatten(status) for status in group.statuses) if group else ""
    piece = brief.say(field)
    return ", ".join(part for part in (statuses, piece.text if piece.given else "") if part)


def _people(brief: CaseBrief, _field: str) -> str:
    count = len(brief.case.providers)
    return f"{plural(count, ('роль', 'роли', 'ролей'))}, смотрите таблицу ниже" if count else ""


def _results(brief: CaseBrief, _field: str) -> str:
    """Indicators: their figures and samples are in the benchmarking table."""
    names = [flatten(result.indicator) for result in brief.case.results]
    return f"держатель измерил {' и '.join(quote(name, FACT // 2) for name in names[:2])}" if names else ""


def _help(brief: CaseBrief, _field: str) -> str:
    """What helps to adopt it; the manual's title stands above in the plan."""
    return fitted("; ".join("есть пособие" if name == "пособие" else f"{name} — {flatten(words)}" for name, words in offers(brief)), FACT)


FACTS = {"age": _age, "providers": _people, "results": _results, "supports": _help}
"""Fields that are said in another way than word for word."""


def _roles(brief: CaseBrief) -> tuple[tuple[str, float | None, str], ...]:
    """Who carries the practice out: role, hours a month, training."""
    return tuple((provider.role, provider.hours, provider.training or "") for provider in brief.case.providers)


ITEM: Item[CaseBrief] = Item(
    id="mentoring-plan",
    title="Наставничество организации над организацией",
    lead="План на 3–6 месяцев между держателем и внедряющим учреждением: встречи, визит, задания, документы по месяцам.",
    format=FORMAT,
    order=60,
    files=(WORD,),
    make=make,
)
