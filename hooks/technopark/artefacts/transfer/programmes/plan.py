"""Учебный план: modules, hours, forms of control; totals are added up, hours nobody named stay empty."""

from __future__ import annotations

import re

from technopark.artefacts.transfer.event_texts import compose_event
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.programme_brief import LAW, LEAST_HOURS_ORDER, ModuleBrief, ProgrammeBrief
from technopark.artefacts.transfer.programmes._hours import hours_of, words
from technopark.artefacts.transfer.texts_files import FILES, made

_NUMBER = re.compile(r"^модуль\s+\d+[.:]?\s+", re.IGNORECASE)


def make(brief: ProgrammeBrief, workshop: Workshop) -> Made:
    """The plan for Word and for paper."""
    by_levels = not brief.further_training and any(item.level for item in brief.modules)
    hours = hours_of(brief)
    volumes = [number for number in hours.silent if by_levels and not _volume(brief.modules[number - 1])]
    text = compose_event(
        workshop, "programme-plan.md", brief, title="Учебный план", mark="Примерная форма. Собрана из карточки программы",
        by_levels=by_levels, hours=hours, silent_volumes=volumes, hours_words=words, unnumbered=unnumbered,
        law=brief.act(LAW), order=brief.act(LEAST_HOURS_ORDER),
    )  # fmt: skip
    return made(workshop, text, time=words(hours.total) if hours.total else "")


def unnumbered(title: str) -> str:
    """«Модуль 2. Организация…» → «Организация…»: the table has a column for numbers."""
    return _NUMBER.sub("", title) or title


def _volume(item: ModuleBrief) -> str:
    """How much its level says, in words."""
    return (item.level.duration if item.level else None) or ""


ITEM: Item[ProgrammeBrief] = Item(
    id="plan",
    title="Учебный план",
    lead="Модули, часы и формы контроля в одной таблице; часы, которых источник не называет, впишете вы.",
    format="",
    order=10,
    files=FILES,
    make=make,
)
