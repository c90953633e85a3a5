"""Лист регистрации and the consent that goes with it: empty forms, kept by the organiser once filled in."""

from __future__ import annotations

from dataclasses import replace

from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import FORM, compose_event, quoted
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.seminars._lists import Columns, row_count
from technopark.artefacts.transfer.texts_files import made

COLUMNS: Columns = (
    ("name", "Фамилия, имя, отчество", 62),
    ("office", "Учреждение", 58),
    ("post", "Должность", 42),
    ("contact", "Служебный телефон или почта", 48),
    ("consent", "Согласие", 22),
    ("sign", "Подпись", 25),
)


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The list and the consent for Word and for paper."""
    people = compose_event(
        workshop, "seminar-registration.md", brief, title="Лист регистрации", mark=FORM, landscape=True,
        columns=COLUMNS, count=row_count(brief),
    )  # fmt: skip
    title = "Согласие участника на обработку персональных данных"
    consent = compose_event(workshop, "seminar-consent.md", brief, title=title, mark=FORM, quoted=quoted(brief.title))
    out, beside = made(workshop, people), made(workshop, consent)
    files = {**out.files, **{f"-consent{ending}": data for ending, data in beside.files.items()}}
    return replace(out, files=files, share=None)


ITEM: Item[SeminarBrief] = Item(
    id="registration",
    title="Лист регистрации",
    lead="Пустой лист на входе и отдельный листок согласия. Заполненные хранит организатор.",
    format="",
    order=30,
    files=(
        FileSpec(".docx", "Word", "чтобы править"),
        FileSpec(".pdf", "PDF", "чтобы заполнить от руки"),
        FileSpec("-consent.docx", "Согласие участника, Word", "чтобы править"),
        FileSpec("-consent.pdf", "Согласие участника, PDF", "по листку на человека"),
    ),
    make=make,
    applies=lambda brief: brief.ahead,
)
