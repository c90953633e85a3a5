"""Листовка: one A4 page for a director who has half a minute."""

from __future__ import annotations

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.paper.frame import share
from technopark.artefacts.transfer.paper.leaflet import TEMPLATE, leaflet_data
from technopark.artefacts.typesetting import preview


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """The page and its picture."""
    pdf = workshop.typesetter.pdf(TEMPLATE, leaflet_data(brief))
    return Made({".pdf": pdf}, share(brief), preview=preview(pdf), alt="Листовка: название, числа, шаги, что понадобится, QR-код страницы")


ITEM: Item[CaseBrief] = Item(
    id="leaflet",
    title="Листовка",
    lead="Одна страница для руководителя: что это, что даёт, что понадобится и где взять.",
    format="",
    order=95,
    files=(FileSpec(".pdf", "Листовка, А4", "распечатать и раздать"),),
    make=make,
)
