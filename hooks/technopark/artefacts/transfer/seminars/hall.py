"""Лист с QR-кодами: the seminar's page and everything it speaks of; only pages the base has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from technopark.artefacts.transfer.brief import Named
from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import sample_note
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.paper.qr import qr_svg
from technopark.artefacts.transfer.paper.words import cut
from technopark.artefacts.transfer.texts import LICENCE
from technopark.artefacts.typesetting import preview
from technopark.russian.text import typography

TEMPLATE = "transfer/seminar-codes.typ"

KINDS = {
    "cases": "Практика", "formats": "Формат передачи", "documents": "Документ", "programmes": "Программа", "models": "Модель",
    "publications": "Издание", "acts": "Акт",
}  # fmt: skip
"""What a participant opens from the hall, the nearest to practice first, and what it is called over the code."""

MOST = 25
"""So many codes at most, five sheets of paper: more on a wall would not be found; the seminar's page has them all."""

ADDRESS, TITLE, FIRST_TITLE = 60, 90, 180
"""Characters of an address and of titles under codes."""


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The sheets and a picture of the first."""
    data = hall_data(brief)
    pdf = workshop.typesetter.pdf(TEMPLATE, data)
    return Made({".pdf": pdf}, preview=preview(pdf), alt="Лист с QR-кодом страницы семинара")


def hall_items(brief: SeminarBrief) -> Iterator[Named]:
    """The seminar's own page first, then what its questions name."""
    yield Named(brief.id, brief.title, brief.title, brief.address, brief.when, "seminars")
    found = [item for kind in KINDS for item in brief.materials if item.kind == kind]
    yield from found[: MOST - 1]


def hall_data(brief: SeminarBrief) -> dict[str, Any]:
    """What ``macros/transfer/seminar-codes.typ`` reads."""
    own, *others = hall_items(brief)
    first = _card(brief, own, "Страница семинара", FIRST_TITLE)
    name = cut(brief.title, FIRST_TITLE)
    return {
        "title": f"Листы с QR-кодами. {brief.title}", "name": name, "mark": brief.mark,
        "heading": "Материалы семинара" if brief.held else "Откройте на телефоне",
        "lead": typography(_lead(brief)),
        "sample": "Адреса-образцы: настоящего адреса базы ещё нет" if brief.site.sample else "",
        "first": {**first, "size": 26 if len(name) < 70 else 20 if len(name) < 130 else 16},
        "items": [_card(brief, item, KINDS[item.kind], TITLE) for item in others],
        "foot": typography(f"{brief.site.name}{sample_note(brief)}. Можно копировать: лицензия {LICENCE}."),
    }  # fmt: skip


def _lead(brief: SeminarBrief) -> str:
    if brief.held:
        return "Наведите камеру на код: откроется страница базы. Материалы к вопросам подобрали авторы базы."
    return "Наведите камеру на код: откроется страница базы. Её можно прочесть сейчас или отправить себе."


def _card(brief: SeminarBrief, item: Named, kind: str, most: int) -> dict[str, Any]:
    url = brief.site.url + item.address
    address = cut(url.removeprefix("https://").rstrip("/"), ADDRESS + len(brief.site.url))
    title = cut(item.title, most)
    return {"qr": qr_svg(url), "kind": kind, "title": title, "address": address, "size": 12.5 if len(title) < 60 else 11}


ITEM: Item[SeminarBrief] = Item(
    id="hall",
    title="Листы с QR-кодами",
    lead="Повесьте в зале: навёл камеру — открылась страница практики, формата или документа.",
    format="",
    order=70,
    files=(FileSpec(".pdf", "Листы с QR-кодами", "распечатать"),),
    make=make,
    applies=lambda brief: not brief.cancelled,
)
