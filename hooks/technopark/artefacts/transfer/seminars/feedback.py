"""Анкета обратной связи: anonymous, seven questions, the first two made of the seminar's own."""

from __future__ import annotations

from dataclasses import replace

from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import compose_event
from technopark.artefacts.transfer.flatten import fitted
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.texts_files import FILES, made
from technopark.artefacts.transfer.texts_tokens import cleaned
from technopark.russian.text import typography

TITLE = 110
"""Characters of a question's title in the narrow table."""

TAKEN = ("cases", "formats", "documents", "programmes", "models")
"""Kinds of what one can take home and try."""

TAKEN_MOST = 8
"""So many options to try; more would not be read."""


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The questionnaire for Word and for paper."""
    text = compose_event(
        workshop, "seminar-feedback.md", brief, title="Анкета участника", mark="Примерная форма. Анкета анонимная",
        take=options(brief), short=short,
    )  # fmt: skip
    return replace(made(workshop, text), time="5\u00a0минут", share=None)


def options(brief: SeminarBrief) -> list[str]:
    """What of the seminar one can try at home, the nearest to practice first; nothing if it names nothing."""
    found = [item for kind in TAKEN for item in brief.materials if item.kind == kind]
    names = (item.title if item.kind == "documents" else item.short for item in found)
    kept = list(dict.fromkeys(typography(cleaned(fitted(name, TITLE))) for name in names))[:TAKEN_MOST]
    return [*kept, "пока ничего"] if kept else []


def short(title: str) -> str:
    """A question's title for the table."""
    return fitted(" ".join(title.split()), TITLE)


ITEM: Item[SeminarBrief] = Item(
    id="feedback",
    title="Анкета участника",
    lead="Без имени, семь вопросов, на пять минут; первый составлен из вопросов этого семинара.",
    format="",
    order=50,
    files=FILES,
    make=make,
    applies=lambda brief: brief.ahead,
)
