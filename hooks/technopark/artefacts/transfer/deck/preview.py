"""A slide for Typst: the picture of the deck on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from technopark.artefacts.pictures.palette import COLOURS
from technopark.artefacts.pictures.shrinking import lighter
from technopark.artefacts.pictures.svg import to_svg
from technopark.artefacts.transfer.deck.board import ASKS, INDENT
from technopark.artefacts.transfer.deck.boxes import Board, Code, Item, Pictured, Placed, TextBox
from technopark.artefacts.transfer.deck.fitting import BETWEEN, LEADING
from technopark.artefacts.transfer.deck.slides import WIDTH, Deck
from technopark.artefacts.transfer.paper.qr import qr_svg
from technopark.artefacts.typesetting import Typesetter

PREVIEW_BYTES = 40_000
"""Limit of a preview; only a photograph comes near it."""

MARGIN = 14
"""Round a drawing: more than a marked station stands out of its line."""


def preview(deck: Deck, boards: tuple[Board, ...], typesetter: Typesetter) -> bytes:
    """The first slide as a small PNG."""
    return lighter(typesetter.png("transfer/deck-preview.typ", slide_data(deck, boards[0]), WIDTH), PREVIEW_BYTES)


def slide_data(deck: Deck, board: Board) -> Mapping[str, Any]:
    """Everything of a slide in its place."""
    prompt = board.slide.look == "prompt"
    return {
        "ground": COLOURS["warn-bg" if prompt else "bg"],
        "edge": COLOURS["warn" if prompt else deck.style],
        "items": [*_items(board.ground), _words(board.title), *_items(board.items)],
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
                yield {"x": item.x, "y": item.y, "width": item.shot.width, "svg": item.shot.small.svg, "alt": item.shot.alt}


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
