"""Справка о состоявшемся семинаре: what took place, what the source does not say; nothing in the future tense."""

from __future__ import annotations

from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import compose_event
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.texts_files import FILES, made


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The report for Word and for paper."""
    return made(workshop, compose_event(workshop, "seminar-report.md", brief, title="Справка о состоявшемся семинаре"))


ITEM: Item[SeminarBrief] = Item(
    id="report",
    title="Справка о состоявшемся семинаре",
    lead="Что было, какие практики представили, чего источник не говорит и откуда сведения.",
    format="",
    order=20,
    files=FILES,
    make=make,
    applies=lambda brief: brief.held,
)
