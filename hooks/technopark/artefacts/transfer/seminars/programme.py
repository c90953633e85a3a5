"""Программа семинара: the day and its questions; of a past seminar, as it was held."""

from __future__ import annotations

from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import compose_event
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.texts_files import FILES, made


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The programme for Word and for paper."""
    title = "Программа состоявшегося семинара" if brief.held else "Программа семинара"
    return made(workshop, compose_event(workshop, "seminar-programme.md", brief, title=title), time=brief.seminar.times or "")


ITEM: Item[SeminarBrief] = Item(
    id="programme",
    title="Программа семинара",
    lead="Когда, где и для кого; программа дня; вопросы и материалы базы к каждому.",
    format="",
    order=10,
    files=FILES,
    make=make,
    applies=lambda brief: not brief.cancelled,
)
