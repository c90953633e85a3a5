"""Бенчмаркинг: the holder's figures beside one's own, in Word and as a workbook."""

from __future__ import annotations

from dataclasses import replace

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.comparison import comparison_rows
from technopark.artefacts.transfer.flatten import flatten
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.spreadsheet import Comparison
from technopark.artefacts.transfer.texts import compose_text
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import WORD, made


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Compose the table; what the sheet counts as given, the workbook says too."""
    desk = Desk(brief)
    rows = comparison_rows(brief)
    for row in rows:
        if row.field:
            desk.say(row.field)
    found = brief.formats.get("benchmarking")
    composed = compose_text(
        workshop,
        "benchmarking.md",
        desk,
        title="Бенчмаркинг: сравниваем себя с практикой",
        subject=f"{brief.short}. Держатель: {brief.holder.short}",
        landscape=True,
        rows_of=rows,
        found=found,
        flat=flatten,
        graded=brief.case.evidence is not None,
        new_line="\n",
    )
    minutes = int(sum(block.minutes or 0 for block in (found.structure if found else ())))
    out = made(workshop, composed, (WORD,), time=_hours(minutes))
    return replace(out, files={**out.files, ".xlsx": Comparison(brief, rows, composed.share).write()})


def _hours(minutes: int) -> str:
    """«4 ч 30 мин»: work together, without the months of carrying the plan out."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} ч" if hours else "", f"{rest} мин" if rest else ""]
    return " ".join(part for part in parts if part)


ITEM: Item[CaseBrief] = Item(
    id="benchmarking",
    title="Бенчмаркинг",
    lead="Таблица сравнения: показатель, у держателя, у нас, разрыв, что сделаем. В Excel разрыв считается сам.",
    format="benchmarking",
    order=80,
    files=(WORD, FileSpec(".xlsx", "Excel", "разрыв считается сам; откроется и в МойОфис, Р7, LibreOffice")),
    make=make,
)
