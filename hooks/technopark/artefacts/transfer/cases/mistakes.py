"""Как избежать ошибок: the register of mistakes and the sheet of a pre-mortem."""

from __future__ import annotations

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.register import FORMAT, own_entries, starter_entries, timetable
from technopark.artefacts.transfer.texts import compose_text, minutes
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import FILES, made


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Compose the register; its session takes as long as the format's record says."""
    desk = Desk(brief)
    found = brief.formats.get(FORMAT)
    parts = timetable(found)
    total = sum(minutes for _, minutes, _ in parts)
    composed = compose_text(
        workshop,
        "mistakes.md",
        desk,
        title="Как избежать ошибок",
        subject=f"{brief.short}. Держатель: {brief.holder.short}",
        landscape=True,
        own=own_entries(brief, desk),
        starter=starter_entries(found),
        parts=parts,
        total=total,
        found=found,
    )
    return made(workshop, composed, time=minutes(total) if total else "")


ITEM: Item[CaseBrief] = Item(
    id="mistakes",
    title="Как избежать ошибок",
    lead="Реестр: ошибка, признак, причина, как не допустить, что делать. И разбор неудачи наперёд до начала работы.",
    format=FORMAT,
    order=90,
    files=FILES,
    make=make,
)
