"""Лист присутствия: who was there, a signature a day; kept by the organiser once filled in."""

from __future__ import annotations

from dataclasses import replace

from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import FORM, compose_event
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.seminars._lists import day_columns, row_count
from technopark.artefacts.transfer.texts_files import FILES, made

PEOPLE = (("number", "№", 12), ("name", "Фамилия, имя, отчество", 75), ("office", "Учреждение", 70))


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The list for Word and for paper."""
    columns = (*PEOPLE, *day_columns(brief.days, 100))
    text = compose_event(
        workshop, "seminar-attendance.md", brief, title="Лист присутствия", mark=FORM, landscape=True,
        columns=columns, count=row_count(brief),
    )  # fmt: skip
    return replace(made(workshop, text), share=None)


ITEM: Item[SeminarBrief] = Item(
    id="attendance",
    title="Лист присутствия",
    lead="Подписи участников, по столбцу на день. Заполненный хранит организатор.",
    format="",
    order=40,
    files=FILES,
    make=make,
    applies=lambda brief: brief.ahead,
)
