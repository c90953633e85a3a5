"""Печа-куча: twenty slides of twenty seconds as a presentation and as an HTML file that shows itself."""

from __future__ import annotations

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck.board import boards
from technopark.artefacts.transfer.deck.html import HtmlWriter
from technopark.artefacts.transfer.deck.pptx import write_pptx
from technopark.artefacts.transfer.deck.preview import preview
from technopark.artefacts.transfer.deck.slides import Shot
from technopark.artefacts.transfer.deck.story import FORMAT, share_of, story
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.russian.text import NBSP

PPTX = FileSpec(".pptx", "Презентация", "слайды сменяются сами, текст ведущего в заметках")
SHOW = FileSpec(".html", "Показ в браузере", "один файл, работает без сети и с флешки")
TIME = f"6{NBSP}мин 40{NBSP}с"


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """The deck of a case."""
    deck = story(brief)
    laid = boards(deck)
    writer: HtmlWriter = workshop.keep("deck html", lambda: HtmlWriter(workshop.root))
    page = writer.write(deck, laid, brief.address, ITEM.file_name(brief.id, SHOW))
    files = {
        PPTX.ending: write_pptx(deck, laid, brief.case.version or ""),
        SHOW.ending: page,
    }
    picture = preview(deck, laid, workshop.typesetter)
    first = deck.slides[0]
    shown = next((f". На снимке: {block.alt}" for block in first.blocks if isinstance(block, Shot)), "")
    return Made(files, share=share_of(deck.slides), time=TIME, preview=picture, alt=f"Первый слайд: {first.title}{shown}")


ITEM = Item(
    id=FORMAT,
    title="Печа-куча",
    lead="Короткий рассказ о практике: 20 слайдов по 20 секунд, смена сама собой.",
    format=FORMAT,
    order=10,
    files=(PPTX, SHOW),
    make=make,
)
