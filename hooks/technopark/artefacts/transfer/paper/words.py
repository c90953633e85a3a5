"""An author's words cut to a place on paper: at a sentence end, never inside a word that fits."""

from __future__ import annotations

import re
from functools import lru_cache

from technopark.artefacts.transfer.flatten import fitted
from technopark.artefacts.transfer.plain import visible
from technopark.russian.text import NBSP, typography

MORE = "…"
"""Says that the author wrote more; stands in place of a sentence's full stop."""

LONGEST_WORD = 24
"""Small letters a line of the narrowest column surely holds; a longer word may break anywhere."""

_WIDE = 1.6
"""Small letters a capital or another wide sign takes."""

_USUAL_WIDTH = 1.25
"""Ordinary Russian text is narrower than this a letter, capitals and «ж», «ш» included."""

_WORD = re.compile(r"[^\s\-/–—]{9,}")
_TWO_STOPS = re.compile(r"(?<=[а-яё])\.\.(?!\.)")
"""«2017 г.» as the words of a link, then the sentence's own full stop."""

_QUOTED = re.compile(r"«[^«»]{1,24}»")
_SOFT_HYPHEN = "\u00ad"


def one_line(text: str) -> str:
    """The text without line breaks and signs nobody sees, list items joined."""
    return _TWO_STOPS.sub(".", " ".join(visible(text).split()))


def breakable(text: str, most: int = LONGEST_WORD) -> str:
    """The same text with soft hyphens in words wider than so many small letters."""
    return _WORD.sub(lambda found: _SOFT_HYPHEN.join(_chunks(found[0])) if _width(found[0]) > most else found[0], text)


def _chunks(word: str) -> list[str]:
    return [word[at : at + 8] for at in range(0, len(word), 8)]


def _width(text: str) -> float:
    """Width in small letters; spaces and signs of ordinary text count as one."""
    return sum(_WIDE if char.isupper() or char in "жмшщюыфъwm" or char > "\u2100" else 1 for char in text)


def _room(text: str, most: int) -> int:
    """Characters the place really holds: fewer when most of the letters are wide."""
    sample = text[:most]
    wide = _width(sample) / max(len(sample), 1)
    return most if wide < _USUAL_WIDTH else max(round(most / wide), 1)


@lru_cache(maxsize=1024)
def cut(text: str, most: int) -> str:
    """As much of a text as a place holds, ready to print.

    Whole sentences if the first fits, else whole clauses, else whole words; what is left out is said by «…».

    Args:
        text: plain text of any length.
        most: the greatest number of characters.
    """
    whole = one_line(text[: most * 20])
    kept = fitted(whole, _room(whole, most))
    if not kept.endswith("…") and (kept != whole or len(text) > most * 20):
        kept = kept.removesuffix(".") + MORE
    return breakable(typography(kept))


def title(text: str, most: int) -> str:
    """A name: as ``cut``, and a short name in quotes stays on one line."""
    return _QUOTED.sub(lambda found: found[0].replace(" ", NBSP), cut(text, most))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty."""
    return by.join(part for part in parts if part).replace("…. ", "… ")
