"""What a slide's layout is made of: text that fits, drawings, a code, each in its place. Units are points."""

from __future__ import annotations

from dataclasses import dataclass

from technopark.artefacts.transfer.deck.fitting import Fitted
from technopark.artefacts.transfer.deck.slides import Drawn, Shot, Slide


@dataclass(frozen=True)
class TextBox:
    """Text that fits its place.

    Attributes:
        name: what it is, for the list of a slide's objects.
        fitted: the text.
        bold, ink, middle: weight, colour, whether it stands in the middle of the height.
        bullets: whether every paragraph begins with a dash.
        opening: a first line of its own colour: «Расскажите:».
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    fitted: Fitted
    bold: bool = False
    ink: str = "ink"
    middle: bool = False
    bullets: bool = False
    opening: str = ""


@dataclass(frozen=True)
class Placed:
    """A drawing in its place; one without words to explain it is an ornament."""

    x: float
    y: float
    drawn: Drawn


@dataclass(frozen=True)
class Code:
    """A QR code in its place."""

    x: float
    y: float
    side: float
    text: str


@dataclass(frozen=True)
class Pictured:
    """A photograph in its place."""

    x: float
    y: float
    shot: Shot


Item = TextBox | Placed | Code | Pictured


@dataclass(frozen=True)
class Board:
    """A slide laid out.

    Attributes:
        slide: what it is made of.
        title: the heading.
        ground: an ornament behind the words, if there is one.
        items: everything else, in reading order.
        foot: name of the practice, on one line.
        number: «7 из 20».
    """

    slide: Slide
    title: TextBox
    ground: tuple[Placed, ...]
    items: tuple[Item, ...]
    foot: TextBox
    number: str
