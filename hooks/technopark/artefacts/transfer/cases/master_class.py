"""A master class of 60–90 minutes round one step of the practice: scenario, criteria, handouts.

The parts and their minutes are those of the format's record; the step shown is one a pair does
together, where the record has such a step, because it can be repeated within an hour. At least half
of the time participants work themselves (a rule of the format).
"""

from __future__ import annotations

from typing import Any

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.flatten import ITEM as BULLET
from technopark.artefacts.transfer.flatten import sentences
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.session import (
    Timed,
    answers_of,
    excerpt,
    forms_of,
    step_documents,
    telling_steps,
    timed,
    total,
    without,
    work_minutes,
)
from technopark.artefacts.transfer.texts import compose_text, minutes
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import SHEETS, WORD, made

FORMAT = "master-klass-ted"
HALF = "Мастер-класс"
WORK = ("работа участников",)
TALK = ("выступлени", "слайд", "оратор")
"""Words of the format's lines that are about the other half of it."""

CHECK = 5
"""Minutes in which tables check each other's work, between two attempts of equal length."""

CARDS = 6
OTHERS = 3
"""Cards of mistakes, and other steps that could be shown."""

REASON = 120
"""Words with which the leader says why the step is made so: about a minute."""

def technique_values(desk: Desk) -> dict[str, Any]:
    """The step to show: where it is, its actions one by one, its documents, what could be shown instead."""
    brief: CaseBrief = desk.brief
    ranked = telling_steps(brief.case)
    if not ranked:
        return {"technique": None, "others": "", "actions": (), "documents": forms_of(brief, brief.documents)}
    step = brief.case.steps[ranked[0]]
    others = [f"«{brief.case.steps[index].title}»" for index in ranked[1 : OTHERS + 1]]
    own = step_documents(brief, step) or brief.documents
    actions = [line.removeprefix(BULLET) for line in sentences(brief.say(f"steps.{ranked[0]}.action").text)]
    return {"technique": ranked[0], "others": ", ".join(others), "actions": actions, "documents": forms_of(brief, own)}


def hour_values(parts: tuple[Timed, ...]) -> dict[str, Any]:
    """The plan by the clock."""
    length, work = total(parts), work_minutes(parts, *WORK)
    return {
        "parts_of_hour": parts, "length": length, "work": work, "share": round(work * 100 / length),
        "attempt": max((work - CHECK) / 2, 0), "check": CHECK,
    }  # fmt: skip


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Scenario, criteria, notes and handouts."""
    desk = Desk(brief)
    form = brief.formats[FORMAT]
    parts = timed(form, HALF)
    composed = compose_text(
        workshop, "master-class.md", desk,
        title="Мастер-класс",
        subject=f"{brief.title}. {brief.holder.title}",
        form=form, audience=", ".join(form.audience), group=(form.group_size or "").partition(";")[0].removesuffix(" на мастер-классе"),
        materials=without(form.materials, *TALK),
        pitfalls=[pitfall for pitfall in form.pitfalls if without([f"{pitfall.mistake} {pitfall.remedy}"], *TALK)],
        problem=excerpt(desk, "problem"), goal=excerpt(desk, "goal"), reason=excerpt(desk, "rationale", REASON), answers=answers_of(desk),
        all_documents=len(brief.documents), page=brief.url, cards=CARDS,
        **hour_values(parts), **technique_values(desk),
    )  # fmt: skip
    return made(workshop, composed, ITEM.files, time=minutes(total(parts)))


ITEM: Item[CaseBrief] = Item(
    id="master-class",
    title="Мастер-класс",
    lead="Сценарий по минутам, критерии и три раздаточных листа; больше половины времени участники делают сами.",
    format=FORMAT,
    order=30,
    files=(WORD, SHEETS),
    make=make,
    applies=lambda brief: bool(timed(brief.formats.get(FORMAT), HALF)),
)
