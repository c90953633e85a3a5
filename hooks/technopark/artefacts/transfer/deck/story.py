"""A case as a story of exactly twenty slides: problem 2, context 4, how 8, results 4, call 2.

The parts and their shares are the format's own record (``practices/formats/pecha-kucha.yml``):
its ``share`` begins with the number of slides. A record of the format that no longer adds up to
twenty, or to parts this story can tell, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck import how, opening, outcome
from technopark.artefacts.transfer.deck.slides import Block, Deck, Slide, Words
from technopark.artefacts.transfer.deck.speech import Note
from technopark.artefacts.transfer.items import Share
from technopark.kinds.formats import TransferFormat
from technopark.pages.names import CONTOURS
from technopark.problems import ConfigurationError
from technopark.russian.text import NBSP, plural, typography

FORMAT = "pecha-kucha"
SLIDES = 20

PARTS: tuple[tuple[Callable[[str, CaseBrief], Iterator[Slide]], int], ...] = (
    (opening.problem, 2),
    (opening.context, 4),
    (how.steps, 8),
    (outcome.results, 4),
    (outcome.call, 2),
)
"""Who tells a part, and in how many slides."""


def part_titles(record: TransferFormat) -> tuple[str, ...]:
    """Titles of the parts, once their shares are found to be 2, 4, 8, 4, 2.

    Raises:
        ConfigurationError: the record of the format says otherwise.
    """
    shares = tuple(int(found[0]) if (found := re.match(r"\d+", block.share or "")) else 0 for block in record.structure)
    wanted = tuple(count for _, count in PARTS)
    if shares != wanted:
        says = " + ".join(str(share) for share in shares) or "ничего"
        raise ConfigurationError(
            f"Формат «{record.title}» делит рассказ так: {says}. Печа-куча собирается из {SLIDES} слайдов: "
            f"{' + '.join(str(count) for count in wanted)}. Исправьте поле share в practices/formats/{FORMAT}.yml."
        )
    return tuple(block.title for block in record.structure)


def story(brief: CaseBrief) -> Deck:
    """The twenty slides of a case."""
    titles = part_titles(brief.formats[FORMAT])
    slides = [_set(slide) for title, (tell, _) in zip(titles, PARTS, strict=True) for slide in tell(title, brief)]
    if len(slides) != SLIDES:
        raise ConfigurationError(f"У практики «{brief.title}» вышло слайдов: {len(slides)}, а не {SLIDES}.")
    share = share_of(slides)
    slides[-1] = replace(slides[-1], source=typography(f"{_made(share)} {slides[-1].source}"))
    return Deck(brief.title, foot(brief), brief.mark, _style(brief), tuple(slides))


def share_of(slides: list[Slide] | tuple[Slide, ...]) -> Share:
    """Pieces the record gave and prompts it left."""
    return Share(sum(slide.given for slide in slides), sum(slide.asked for slide in slides))


def foot(brief: CaseBrief) -> str:
    """Name of the practice and its holder."""
    return typography(f"{brief.short} · {brief.holder.short}")


def _made(share: Share) -> str:
    asked = f", {plural(share.asked, ('подсказка', 'подсказки', 'подсказок'))} держателю" if share.asked else ""
    return f"Собрано из карточки практики: из неё {share.percent}{NBSP}%{asked}."


def _style(brief: CaseBrief) -> str:
    """The contour the practice has come furthest in."""
    entered = {entry.contour for entry in brief.case.contours}
    return next((style for name, style in reversed(CONTOURS.items()) if name in entered), "accent")


def _set(slide: Slide) -> Slide:
    """The slide with the spaces that must not break."""
    spoken = Note(typography(slide.note.spoken), typography(slide.note.more), slide.note.asks)
    blocks = tuple(_set_block(block) for block in slide.blocks)
    return replace(
        slide, title=typography(slide.title), note=spoken, blocks=blocks, question=typography(slide.question), source=typography(slide.source)
    )


def _set_block(block: Block) -> Block:
    return Words(block.role, tuple(typography(text) for text in block.texts)) if isinstance(block, Words) else block
