"""Text into a box: the largest size that fits, else fewer words and «…». Units are points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from technopark.artefacts.transfer.deck.arial import width_of
from technopark.artefacts.transfer.flatten import sentences

LEADING = 1.17
"""Height of a line in sizes: Arial's own is 1.149, the rest is reserve for rounding."""

LEAST = 28
"""The smallest type on a slide; only the foot is smaller."""

_SPACES = re.compile("[ \t\n]+")
_CLAUSE = re.compile(r"[,;:](?=\s)|\s[—–](?=\s)")
_TAIL = ",;:–—-.!? \u00a0"


@dataclass(frozen=True)
class Fitted:
    """A text that fits its box.

    Attributes:
        paragraphs: of lines, broken as the measure breaks them.
        size: of the type.
        whole: whether nothing was left out.
    """

    paragraphs: tuple[tuple[str, ...], ...]
    size: int
    whole: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """Paragraphs unbroken, as an office program takes them."""
        return tuple(" ".join(lines) for lines in self.paragraphs)

    @property
    def height(self) -> float:
        """Height of all lines, with half a line between paragraphs."""
        lines = sum(len(paragraph) for paragraph in self.paragraphs)
        return (lines * LEADING + (len(self.paragraphs) - 1) * BETWEEN) * self.size if lines else 0.0


BETWEEN = 0.4
"""Space between paragraphs in sizes of the type."""


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines at its plain spaces; a word wider than a line is broken where it must be."""
    lines: list[str] = []
    line = ""
    for word in _SPACES.split(text.strip()):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, bold=bold)
        lines += whole
    return tuple([*lines, line] if line else lines)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word in pieces no wider than a line; usually the word itself."""
    out = [""]
    for char in word:
        if out[-1] and width_of(out[-1] + char, size, bold=bold) > width:
            out.append("")
        out[-1] += char
    return out


def fit(paragraphs: Sequence[str], width: float, height: float, sizes: Sequence[int], *, bold: bool = False) -> Fitted:
    """The largest of the sizes at which the text fits; if none does, a shorter text at the smallest.

    A size at which a word would be broken is passed over while there is a smaller one.
    A text of any length takes little time: what cannot fit is not broken into lines.

    Args:
        paragraphs: the text; if it is too long, all are shortened alike.
        width: of the box.
        height: of the box.
        sizes: from the largest to the smallest.
        bold: the weight.
    """
    longest = sum(width_of(text, 1, bold=bold) for text in paragraphs)
    words = max((width_of(word, 1, bold=bold) for text in paragraphs for word in _SPACES.split(text)), default=0)
    for size in sizes:
        if longest * size > width * (height / size / LEADING + 1) or (words * size > width and size != sizes[-1]):
            continue
        fitted = _at(paragraphs, width, size, bold=bold)
        if fitted.height <= height:
            return fitted
    return _shorter(paragraphs, width, height, sizes[-1], bold=bold)


def _at(paragraphs: Sequence[str], width: float, size: int, *, bold: bool, whole: bool = True) -> Fitted:
    lines = (wrap(text, width, size, bold=bold) for text in paragraphs)
    return Fitted(tuple(line for line in lines if line), size, whole)


def _shorter(paragraphs: Sequence[str], width: float, height: float, size: int, *, bold: bool) -> Fitted:
    """The longest beginnings of the paragraphs that fit; if none do, of one paragraph less."""
    kept = list(paragraphs)
    while kept:
        # no letter but the narrowest is half as wide as this, so no more characters can fit than that
        low, high, best = SHORTEST, int(width / (size * 0.15) * (height / size / LEADING + 1)), None
        while low <= high:
            middle = (low + high) // 2
            fitted = _at([shortened(text, middle) for text in kept], width, size, bold=bold, whole=False)
            if fitted.height <= height:
                best, low = fitted, middle + 1
            else:
                high = middle - 1
        if best:
            return best
        kept.pop()
    return _at([""], width, size, bold=bold, whole=False)


SHORTEST = 12
"""Characters of a beginning worth showing."""


def shortened(text: str, most: int) -> str:
    """At most so many characters: cut at the end of a sentence, else of a clause, else of a word, with «…».

    An ending too near the beginning (before a third of what is allowed) is passed over for a nearer one.
    """
    if len(text) <= most:
        return text
    ends = [_after_sentences(text, most - 1), max((found.start() for found in _CLAUSE.finditer(text[:most])), default=0)]
    end = next((place for place in ends if place > most / 3), 0) or text.rfind(" ", 0, most)
    kept = text[: end if end > 0 else most - 1].rstrip(_TAIL)
    return f"{kept}…" if kept else text[: most - 1] + "…"


def _after_sentences(text: str, most: int) -> int:
    """Where the last sentence ends that is within the limit; 0 if none is."""
    end = 0
    whole = sentences(text[: most + 1])
    for sentence in whole if most >= len(text) else whole[:-1]:
        found = text.find(sentence, end)
        if found < 0 or found + len(sentence) > most:
            break
        end = found + len(sentence)
    return end
