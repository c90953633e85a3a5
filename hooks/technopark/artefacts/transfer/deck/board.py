"""Where everything of a slide stands, measured: no text may leave its box. Units are points.

From top to bottom: mark of a teaching example 14, heading 50–156, blocks 182–466 (452 over a source),
source 468–502, name of the practice and number of the slide 508.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from technopark.artefacts.pictures.scene import Box, Polygon, Scene, Trail
from technopark.artefacts.transfer.deck.boxes import Board, Code, Item, Pictured, Placed, TextBox
from technopark.artefacts.transfer.deck.fitting import BETWEEN, LEADING, LEAST, fit
from technopark.artefacts.transfer.deck.slides import ACROSS, HEIGHT, LEFT, Block, Deck, Drawn, Role, Shot, Slide, Words
from technopark.russian.text import NBSP

FOOT_SIZE = 14
"""The smallest type of all: for those who hold the file, not for the hall."""

TOP, TITLE_HEIGHT = 50, 106
CONTENT_TOP, CONTENT_BOTTOM = 182, 466
SOURCE_TOP, SOURCE_HEIGHT = 468, 34
FOOT_TOP = 508
GAP = 22

TITLE_SIZES = (44, 40, 36, 32, 28)
OPENING_SIZES = (60, 54, 48, 44, 40, 36, 32, 28)
PHOTO_SIZES = TITLE_SIZES[1:]
"""Sizes of the heading over a photograph: one line."""

PICTURE_TOP = TOP + PHOTO_SIZES[0] * LEADING + 14
PICTURE_HEIGHT = SOURCE_TOP - 10 - PICTURE_TOP
"""Place of a photograph: between the heading and the credit."""

LEAD_SIZES = (60, 54, 48, 44, 40, 36, 32, 28)
LEAD_BESIDE = LEAD_SIZES[3:]
"""Sizes of a thought that stands with a drawing or under the name of the practice."""

POINT_SIZES = (40, 36, 32, 28)
NUMBER_SIZES = (120, 110, 100, 90, 80, 70, 60, 50, 40, 32, 28)
NUMBER_BESIDE = (88, 80, 70, 60, 50, 40, 32, 28)
"""Likewise of a number."""

INDENT = 34
"""Of points, for the dash."""

CODE = 216
"""Side of the QR code."""

ASKS = "Расскажите:"
HINT = "Это подсказка. Впишите сюда свой ответ."


def boards(deck: Deck) -> tuple[Board, ...]:
    """All slides laid out."""
    foot = TextBox("Практика и держатель", LEFT, FOOT_TOP, ACROSS - 90, 20, fit([deck.name], ACROSS - 90, 20, (FOOT_SIZE,)), ink="ink-2")
    return tuple(_board(slide, foot, f"{number} из{NBSP}{len(deck.slides)}") for number, slide in enumerate(deck.slides, 1))


def _board(slide: Slide, foot: TextBox, number: str) -> Board:
    source = (_source(slide.source),) if slide.source else ()
    if slide.look == "prompt":
        title, bubble, items = _prompt(slide)
        return Board(slide, title, (bubble,), (*items, *source), foot, number)
    if slide.look == "photo":
        title = _title(slide.title, PHOTO_SIZES, PHOTO_SIZES[0] * LEADING)
        ground, picture = _photo(slide)
        return Board(slide, title, (ground,), (picture, *source), foot, number)
    title = _title(slide.title, OPENING_SIZES if slide.look == "opening" else TITLE_SIZES)
    if slide.look in ("opening", "call"):  # what follows stands close under it
        title = replace(title, height=title.fitted.height)
    items = tuple(_call(slide, TOP + title.fitted.height + GAP)) if slide.look == "call" else tuple(_stack(slide))
    return Board(slide, title, (), (*items, *source), foot, number)


def _title(text: str, sizes: Sequence[int] = TITLE_SIZES, height: float = TITLE_HEIGHT) -> TextBox:
    return TextBox("Заголовок", LEFT, TOP, ACROSS, height, fit([text], ACROSS, height, sizes, bold=True), bold=True)


def _source(text: str) -> TextBox:
    fitted = fit([text], ACROSS, SOURCE_HEIGHT, (FOOT_SIZE,))
    return TextBox("Источник", LEFT, SOURCE_TOP, ACROSS, SOURCE_HEIGHT, fitted, ink="ink-2")


def _photo(slide: Slide) -> tuple[Placed, Pictured]:
    """A pale field across the slide and the photograph in the middle of it."""
    shot = next(block for block in slide.blocks if isinstance(block, Shot))
    field = Scene(ACROSS, PICTURE_HEIGHT, (Box(0, 0, ACROSS, PICTURE_HEIGHT, "surface-2"),))
    x, y = LEFT + (ACROSS - shot.width) / 2, PICTURE_TOP + (PICTURE_HEIGHT - shot.height) / 2
    return Placed(LEFT, PICTURE_TOP, Drawn(field, "")), Pictured(x, y, shot)


# --------------------------------------------------------------------------- blocks one under another


def _stack(slide: Slide) -> Iterator[Item]:
    """Blocks from top to bottom; drawings keep their height, words share the rest."""
    if slide.look == "opening":
        yield from _opening(slide)
        return
    bottom = CONTENT_BOTTOM - (14 if slide.source else 0)
    beside = any(isinstance(block, Drawn) for block in slide.blocks)
    boxes = _fitted(slide.blocks, ACROSS, bottom - CONTENT_TOP, beside=beside)
    used = sum(height for _, height in boxes) + GAP * (len(boxes) - 1)
    # what begins with a drawing keeps it in one place from slide to slide
    y = CONTENT_TOP + (0 if slide.blocks and isinstance(slide.blocks[0], Drawn) else max(bottom - CONTENT_TOP - used, 0) * 0.36)
    for box, height in boxes:
        yield replace(box, y=y)
        y += height + GAP


def _opening(slide: Slide) -> Iterator[Item]:
    """The holder close under the name, the thought apart from both."""
    y = TOP + _title(slide.title, OPENING_SIZES).fitted.height + GAP / 2
    boxes = _fitted(slide.blocks, ACROSS, CONTENT_BOTTOM - y - 2 * GAP, beside=True)
    for (box, height), block in zip(boxes, slide.blocks, strict=True):
        if isinstance(block, Words) and block.role == "lead":
            y = max(y + GAP, CONTENT_TOP + GAP)
        yield replace(box, y=y)
        y += height


def _fitted(blocks: Sequence[Block], width: float, height: float, *, beside: bool) -> list[tuple[TextBox | Placed, float]]:
    """Blocks with their heights, all together no higher than the place."""
    free = height - GAP * (len(blocks) - 1) - sum(block.scene.height for block in blocks if isinstance(block, Drawn))
    made: dict[int, TextBox] = {}
    for place in sorted(range(len(blocks)), key=lambda i: _turn(blocks[i])):
        block = blocks[place]
        if isinstance(block, Words):
            waiting = sum(_least(other, width) for i, other in enumerate(blocks) if i not in made and i != place)
            made[place] = _text(block, width, max(free - waiting, LEAST * LEADING), beside=beside)
            free -= made[place].height
    return [
        (Placed(LEFT, 0, block), block.scene.height) if isinstance(block, Drawn) else (made[place], made[place].height)
        for place, block in enumerate(blocks)
    ]


def _least(block: Block, width: float) -> float:
    """Height kept for words whose turn has not come: what they take at the smallest, at most two lines."""
    if not isinstance(block, Words):
        return 0.0
    return min(fit(block.texts, width, HEIGHT, (LEAST,)).height, 2.4 * LEAST * LEADING)


def _turn(block: Block) -> int:
    """Who takes room first: a number, then captions, then the thought, which can be set smaller or shortened."""
    return {"number": 0, "caption": 1, "lead": 2, "points": 2}[block.role] if isinstance(block, Words) else 3


_INKS: dict[Role, str] = {"lead": "ink", "number": "accent", "caption": "ink-2", "points": "ink"}
_ALONE: dict[Role, tuple[int, ...]] = {"lead": LEAD_SIZES, "number": NUMBER_SIZES, "caption": (LEAST,), "points": POINT_SIZES}
_BESIDE: dict[Role, tuple[int, ...]] = {**_ALONE, "lead": LEAD_BESIDE, "number": NUMBER_BESIDE}


def _text(block: Words, width: float, height: float, *, beside: bool) -> TextBox:
    sizes = (_BESIDE if beside else _ALONE)[block.role]
    bullets = block.role == "points"
    most = min(height, LEAST * LEADING * 3.1) if block.role == "caption" else height
    fitted = fit(block.texts, width - INDENT if bullets else width, most, sizes, bold=block.role == "number")
    name = {"lead": "Мысль", "number": "Число", "caption": "Пояснение", "points": "Список"}[block.role]
    return TextBox(name, LEFT, 0, width, fitted.height, fitted, block.role == "number", _INKS[block.role], bullets=bullets)


# --------------------------------------------------------------------------- a prompt


def _prompt(slide: Slide) -> tuple[TextBox, Placed, tuple[Item, ...]]:
    """The question in a speech bubble; the line of steps and the hint under it."""
    named = slide.title.removesuffix(".").casefold() != f"{ASKS} {slide.question}".casefold()
    drawings = [block for block in slide.blocks if isinstance(block, Drawn)]
    top = CONTENT_TOP + 24 if named else TOP + 6
    bottom = CONTENT_BOTTOM - 74 - sum(drawn.scene.height + GAP for drawn in drawings)
    bubble = Placed(0, 0, Drawn(_bubble(top, bottom), ""))
    inside = bottom - top - 40
    fitted = fit([slide.question], ACROSS - 72, inside - TITLE_SIZES[0] * LEADING, TITLE_SIZES)
    words = TextBox("Подсказка", LEFT + 36, top + 20, ACROSS - 72, inside, fitted, ink="ink", middle=True, opening=ASKS)
    hint = _hint(CONTENT_BOTTOM - LEAST * LEADING)
    below = tuple(Placed(LEFT, bottom + GAP + 24, drawn) for drawn in drawings)
    if not named:
        return replace(words, name="Заголовок"), bubble, (*below, hint)
    captions = [block for block in slide.blocks if isinstance(block, Words)]
    who = [replace(_text(block, ACROSS, LEAST * LEADING, beside=False), y=TOP + TITLE_HEIGHT / 2 + 12) for block in captions]
    return _title(slide.title, height=TITLE_HEIGHT / 2 + 6), bubble, (*who, words, *below, hint)


def _hint(y: float) -> TextBox:
    fitted = fit([HINT], ACROSS, LEAST * LEADING, (LEAST,))
    return TextBox("Что делать с подсказкой", LEFT, y, ACROSS, LEAST * LEADING, fitted, ink="warn")


def _bubble(top: float, bottom: float) -> Scene:
    """A white speech bubble with its tail down to the left; in the slide's own coordinates."""
    left, right, tail = LEFT, LEFT + ACROSS, 24
    tip = ((left + 72, bottom), (left + 72, bottom + tail), (left + 108, bottom))
    return Scene(
        960, HEIGHT,
        (
            Box(left, top, right - left, bottom - top, "bg", "warn", 2.5, 18),
            Polygon((*tip, (left + 108, bottom - 3), (left + 72, bottom - 3)), "bg"),
            Trail(tip, "warn", 2.5),
        ),
    )  # fmt: skip


# --------------------------------------------------------------------------- the last slide


def _call(slide: Slide, top: float) -> Iterator[Item]:
    """Whom to ask on the left, the code on the right, the address across under both."""
    lines = _address(slide.address)
    address = fit(lines, ACROSS, LEAST * (LEADING + BETWEEN) * len(lines), (LEAST,), bold=True)
    bottom = CONTENT_BOTTOM - address.height - GAP / 2
    width = ACROSS - CODE - GAP
    y = top
    texts: tuple[Block, ...] = slide.blocks
    if slide.question:
        texts = (*texts, Words("caption", (f"{ASKS} {slide.question}.",)))
    for box, height in _fitted(texts, width, bottom - y, beside=True):
        asks = isinstance(box, TextBox) and "".join(box.fitted.texts).startswith(ASKS)
        yield replace(box, y=y, ink="warn") if isinstance(box, TextBox) and asks else replace(box, y=y)
        y += height + GAP / 2
    if slide.qr:
        yield Code(LEFT + ACROSS - CODE + CODE / 12, min(top, bottom - CODE), CODE, slide.qr)
    yield TextBox("Адрес", LEFT, bottom + GAP / 2, ACROSS, address.height, address, bold=True, ink="accent")


def _address(text: str) -> list[str]:
    """The address on one line, or broken after a slash into as many as it takes."""
    if fit([text], ACROSS, LEAST * LEADING, (LEAST,), bold=True).whole:
        return [text]
    head, slash, tail = text.rpartition("/")
    return [head + slash, tail] if head else [text]
