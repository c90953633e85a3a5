"""Коучинговая сессия: a sheet of questions in four steps (GROW) with room to write."""

from __future__ import annotations

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.grow import grow_steps, missing
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.texts import compose_text, minutes
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import FILES, made

AGREE_MINUTES = 3
"""«Договориться» before the four steps, as in the format's record."""


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Compose the sheet; its length is the sum of its parts, 45–60 minutes."""
    desk = Desk(brief)
    steps = grow_steps(brief, desk)
    total = AGREE_MINUTES + sum(step.minutes for step in steps)
    composed = compose_text(
        workshop,
        "coaching.md",
        desk,
        title="Коучинговая сессия: лист вопросов",
        subject=f"{brief.short}. Держатель: {brief.holder.short}",
        steps=steps,
        agree=AGREE_MINUTES,
        total=total,
        drawn=any(question.source for step in steps for question in step.questions),
        asked=[desk.say(field) for field in missing(brief)],
        found=brief.formats.get("kouching"),
    )
    return made(workshop, composed, time=minutes(total))


ITEM: Item[CaseBrief] = Item(
    id="coaching",
    title="Коучинговая сессия",
    lead="Вопросы для разговора с тем, кто перенимает практику: четыре шага, место для ответов, в итоге — шаг, срок и кто делает.",
    format="kouching",
    order=70,
    files=FILES,
    make=make,
)
