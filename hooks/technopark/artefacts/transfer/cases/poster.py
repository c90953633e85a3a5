"""Плакат: one page for a wall, A3 and A1."""

from __future__ import annotations

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.paper.frame import share
from technopark.artefacts.transfer.paper.poster import A1, A3, TEMPLATE, poster_data
from technopark.artefacts.typesetting import preview


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Both sizes and a picture of the smaller."""
    small, large = (workshop.typesetter.pdf(TEMPLATE, poster_data(brief, paper)) for paper in (A3, A1))
    return Made({"-a3.pdf": small, "-a1.pdf": large}, share(brief), preview=preview(small), alt="Плакат: название, главное число или шаги, QR-код")


ITEM: Item[CaseBrief] = Item(
    id="poster",
    title="Плакат",
    lead="Повесьте на стену: название, главное число и путь читаются с двух метров (А1 — с четырёх).",
    format="",
    order=100,
    files=(
        FileSpec("-a3.pdf", "Плакат, А3", "обычный принтер: А3 или два листа А4"),
        FileSpec("-a1.pdf", "Плакат, А1", "типография или плоттер"),
    ),
    make=make,
)
