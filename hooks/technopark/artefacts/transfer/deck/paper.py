"""A deck for Typst: the picture of the first slide, and the slides with the speaker's text on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from technopark.artefacts.pictures.palette import COLOURS
from technopark.artefacts.pictures.shrinking import lighter
from technopark.artefacts.pictures.svg import to_svg
from technopark.artefacts.transfer.deck.board import ASKS, INDENT
from technopark.artefacts.transfer.deck.boxes import Board, Code, Item, Pictured, Placed, TextBox
from technopark.artefacts.transfer.deck.fitting import BETWEEN, LEADING
from technopark.artefacts.transfer.deck.slides import Deck
from technopark.artefacts.transfer.deck.speech import MOST_WORDS, SECONDS
from technopark.artefacts.transfer.paper.qr import qr_svg
from technopark.artefacts.typesetting import Typesetter
from technopark.russian.text import NBSP, typography

HOW = (
    f"{{}} слайдов по {SECONDS}{NBSP}секунд, всего 6{NBSP}мин 40{NBSP}с. Слайды сменяются сами. "
    f"Крупно — то, что говорят: не больше {MOST_WORDS}{NBSP}слов на слайд. Мелко — ответ на вопрос, его в эти секунды не читают."
)
"""What the sheet is, under its title."""


PREVIEW_BYTES = 40_000
"""Limit of a preview; only a photograph comes near it."""

MARGIN = 14
"""Round a drawing: more than a marked station stands out of its line."""


def preview(deck: Deck, boards: tuple[Board, ...], typesetter: Typesetter) -> bytes:
    """The first slide as a small PNG."""
    return lighter(typesetter.png("transfer/deck-preview.typ", slide_data(deck, boards[0])), PREVIEW_BYTES)


def notes_pdf(deck: Deck, boards: tuple[Board, ...], typesetter: Typesetter) -> bytes:
    """Slides with the speaker's text, two or three a sheet of A4; PDF/UA-1."""
    slides = [
        {
            "slide": slide_data(deck, board, photos=False),
            "photos": [_photo(item) for item in board.items if isinstance(item, Pictured)],
            "title": _heading(board),
            "spoken": board.slide.note.spoken,
            "measure": typography(board.slide.note.measure),
            "more": board.slide.note.if_asked,
        }
        for board in boards
    ]
    how = typography(HOW.format(len(slides)))
    common = {"title": deck.title, "mark": deck.mark, "foot": deck.name, "how": how, "source": boards[-1].slide.source}
    inks = {"ink": COLOURS["ink"], "small": COLOURS["ink-2"], "warm": COLOURS["warn"], "rule": COLOURS["rule"]}
    return typesetter.pdf("transfer/deck-notes.typ", {**common, **inks, "slides": slides})


def _heading(board: Board) -> str:
    """The heading as the slide has it; a prompt's begins with «Расскажите:»."""
    text = " ".join(board.title.fitted.texts)
    return f"{ASKS} {text}" if board.title.opening else text


def slide_data(deck: Deck, board: Board, *, photos: bool = True) -> Mapping[str, Any]:
    """Everything of a slide in its place; without photographs where they stand apart to be described."""
    prompt = board.slide.look == "prompt"
    shown = tuple(item for item in board.items if photos or not isinstance(item, Pictured))
    return {
        "ground": COLOURS["warn-bg" if prompt else "bg"],
        "edge": COLOURS["warn" if prompt else deck.style],
        "items": [*_items(board.ground), _words(board.title), *_items(shown)],
        "mark": deck.mark,
        "mark-ground": COLOURS["bg" if prompt else "warn-bg"],
        "warm": COLOURS["warn"],
        "small": COLOURS["ink-2"],
        "foot": " ".join(board.foot.fitted.texts),
        "number": board.number,
    }


def _items(items: tuple[Item, ...]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        match item:
            case TextBox():
                yield _words(item)
            case Placed():
                yield _drawing(item)
            case Code():
                yield {"x": item.x, "y": item.y, "width": item.side, "svg": qr_svg(item.text), "alt": "QR-код"}
            case Pictured():
                yield _photo(item)


def _photo(item: Pictured) -> Mapping[str, Any]:
    return {"x": item.x, "y": item.y, "width": item.shot.width, "svg": item.shot.paper.svg, "alt": item.shot.alt}


def _drawing(item: Placed) -> Mapping[str, Any]:
    """A drawing with a margin round it, because Typst cuts what stands out of a picture's frame."""
    scene = item.drawn.scene
    svg = to_svg(scene, item.drawn.alt)
    start = svg.index('viewBox="') + len('viewBox="')
    _, _, width, height = svg[start : svg.index('"', start)].split()
    frame = f"{-MARGIN} {-MARGIN} {float(width) + 2 * MARGIN:g} {float(height) + 2 * MARGIN:g}"
    svg = svg[:start] + frame + svg[svg.index('"', start) :]
    return {"x": item.x - MARGIN, "y": item.y - MARGIN, "width": scene.width + 2 * MARGIN, "svg": svg, "alt": item.drawn.alt or " "}


def _words(box: TextBox) -> Mapping[str, Any]:
    return {
        "x": box.x, "y": box.y, "width": box.width, "height": box.height, "size": box.fitted.size, "paragraphs": box.fitted.paragraphs,
        "bold": box.bold, "ink": COLOURS[box.ink], "middle": box.middle, "bullets": box.bullets, "indent": INDENT, "between": BETWEEN,
        "leading": LEADING, "opening": ASKS if box.opening else "", "warm": COLOURS["warn"], "dash": COLOURS["accent"],
    }  # fmt: skip
