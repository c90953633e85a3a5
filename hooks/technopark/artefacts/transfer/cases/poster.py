"""Плакат: one page for a wall, A3 and A1."""

from __future__ import annotations

from technopark.artefacts.pictures.shrinking import lighter
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.paper.frame import share
from technopark.artefacts.transfer.paper.poster import PAPERS, TEMPLATE, main_photo, poster_data
from technopark.artefacts.typesetting import preview

ALT = "Плакат: название, главное число или шаги, что понадобится, QR-код страницы"
ALT_WITH_PHOTO = "Плакат: название, снимок практики ({}), что понадобится, QR-код страницы"
PREVIEW_BYTES = 40_000
"""Limit of a preview; only a photograph comes near it."""


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Both sizes and a picture of the smaller."""
    data = poster_data(brief)
    photo = main_photo(brief)
    small, large = ({**data, **paper} for paper in PAPERS.values())
    first = workshop.typesetter.pdf(TEMPLATE, small)
    fit = workshop.typesetter.told(TEMPLATE, small, "fit")
    made = dict(zip(PAPERS, (first, workshop.typesetter.pdf(TEMPLATE, {**large, "fit": fit})), strict=True))
    picture = lighter(preview(first), PREVIEW_BYTES)
    return Made(made, share(brief), preview=picture, alt=ALT_WITH_PHOTO.format(photo.alt) if photo else ALT)


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
