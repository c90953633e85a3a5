"""How wide words are, so that texts are fitted before they are drawn.

Widths are those of PT Sans, the wider of regular and bold, rounded up. Arial takes up to a tenth
more: whoever sets the texts of a scene in it measures them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from technopark.artefacts.documents.glyphs import printable
from technopark.russian.text import NBSP

_WIDTHS = {
    275: " ',.:;ij|\u00a0·",
    350: "!()IJ[]`frtl{}",
    400: '"-*/\\г„“”',
    475: "?_czГзст°ь",
    550: "EFLa^ekvxyЕавеклухчэья«»",
    600: "$+0123456789<=>#CPSTZbdghnopqu~БЗРСТУЬЭбдийнопрцъёЁ−₽×§",
    650: "ABGKRVYАВКЛЧЯ",
    700: "DHNUXИЙНПЪм–",
    800: "OQwДОЦжфышющ&",
    875: "MmМФЫ…—%",
    950: "WЖШЩЮ",
}
"""Advance widths in thousandths of the size; every width covers the signs of its line."""

_WIDTH = {sign: width / 1000 for width, signs in _WIDTHS.items() for sign in signs}
WIDEST = 1.1
"""Width taken for a sign that is not in the table: №, @ and rarities."""

SLACK = 1.04
"""Allowance for hinting and for faces a little wider."""


_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r]+")


def one_line(text: str) -> str:
    """The text on one line, without what XML forbids."""
    return _BREAKS.sub(" ", _FORBIDDEN.sub("", text))


def drawable(text: str) -> str:
    """The text on one line; a box stands for a sign that Typst's faces lack."""
    line: str = printable(one_line(text))
    return line


def width_of(text: str, size: float) -> float:
    """Width of a line of text of this size, in the units of the size; never less than it takes."""
    return sum(_WIDTH.get(sign, WIDEST) for sign in text) * size * SLACK


def lines_of(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break a text into lines no wider than ``width``: at spaces, inside a word only if it is wider than a line.

    What no-break spaces hold together stays together if it fits. An empty text gives one empty line.
    """
    lines: list[str] = []
    line = ""
    for word in _words(drawable(text), size, width):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, size, width)
        lines += whole
    return (*lines, line)


def fitting(texts: Sequence[str], size: float, width: float, least: float) -> float:
    """The greatest size, at most ``size`` and at least ``least``, at which no word is wider than a line."""
    widest = max((width_of(word, 1) for text in texts for word in _words(drawable(text), 1, 0)), default=0)
    return max(least, min(size, width / widest)) if widest else size


def _words(text: str, size: float, width: float) -> Iterator[str]:
    """Words of a text; what no-break spaces hold together is let go when it is wider than a line."""
    for word in text.split(" "):
        yield from [word] if width_of(word, size) <= width else word.split(NBSP)


def _pieces(word: str, size: float, width: float) -> list[str]:
    """A word cut into pieces that fit; one piece for nearly every word."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
