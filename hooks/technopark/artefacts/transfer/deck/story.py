"""A case as a story of exactly twenty slides: problem 2, context 4, how 8, results 4, call 2.

The parts and their shares are the format's own record (``practices/formats/pecha-kucha.yml``):
its ``share`` begins with the number of slides. A record of the format that no longer adds up to
twenty, or to parts this story can tell, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from technopark.artefacts.documents.ooxml import xml_text
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck import how, opening, outcome
from technopark.artefacts.transfer.deck.fitting import shortened
from technopark.artefacts.transfer.deck.photos import with_photos
from technopark.artefacts.transfer.deck.slides import Block, Deck, Drawn, Shot, Slide, Words
from technopark.artefacts.transfer.deck.speech import Note
from technopark.artefacts.transfer.items import Share
from technopark.kinds.formats import TransferFormat
from technopark.pages.names import CONTOURS
from technopark.problems import ConfigurationError
from technopark.russian.text import NBSP, plural, typography

FORMAT = "pecha-kucha"
SLIDES = 20
LONGEST_FOOT = 160
"""Characters of the line at the foot: what is longer leaves the slide."""

LONGEST_ALT = 400
"""Characters of a text alternative and of a title: what is longer nobody listens to the end."""

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
    told = [slide for title, (tell, _) in zip(titles, PARTS, strict=True) for slide in tell(title, brief)]
    if len(told) != SLIDES:
        raise ConfigurationError(f"У практики «{brief.title}» вышло слайдов: {len(told)}, а не {SLIDES}.")
    slides = [_set(slide) for slide in with_photos(told, brief)]
    share = share_of(slides)
    slides[-1] = replace(slides[-1], source=typography(f"{_made(share)} {slides[-1].source}"))
    return Deck(shortened(_clean(brief.title), LONGEST_ALT), foot(brief), brief.mark, _style(brief), tuple(slides))


def share_of(slides: list[Slide] | tuple[Slide, ...]) -> Share:
    """Pieces the record gave and prompts it left."""
    return Share(sum(slide.given for slide in slides), sum(slide.asked for slide in slides))


def foot(brief: CaseBrief) -> str:
    """Name of the practice and its holder."""
    return shortened(_clean(f"{brief.short} · {brief.holder.short}"), LONGEST_FOOT)


def _made(share: Share) -> str:
    asked = f", {plural(share.asked, ('подсказка', 'подсказки', 'подсказок'))} держателю" if share.asked else ""
    return f"Собрано из карточки практики: из неё {share.percent}{NBSP}%{asked}."


def _style(brief: CaseBrief) -> str:
    """The contour the practice has come furthest in."""
    entered = {entry.contour for entry in brief.case.contours}
    return next((style for name, style in reversed(tuple(CONTOURS.items())) if name in entered), "accent")


def _set(slide: Slide) -> Slide:
    """The slide with the spaces that must not break."""
    spoken = Note(_clean(slide.note.spoken), _clean(slide.note.more), slide.note.asks)
    blocks = tuple(_set_block(block) for block in slide.blocks)
    title, question, source = _clean(slide.title), _clean(slide.question), _clean(slide.source)
    return replace(slide, note=spoken, blocks=blocks, title=title, question=question, source=source)


def _set_block(block: Block) -> Block:
    if isinstance(block, Words):
        return Words(block.role, tuple(_clean(text) for text in block.texts))
    if isinstance(block, Shot):
        return replace(block, alt=shortened(_clean(block.alt), LONGEST_ALT))
    return Drawn(block.scene, shortened(_clean(block.alt), LONGEST_ALT))


def _clean(text: str) -> str:
    """One line of text as it is printed: no control characters, no-break spaces where a line must not break."""
    return typography(xml_text(text).replace("\n", " "))
