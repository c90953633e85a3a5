"""An author's words cut to a place on paper: at a sentence end, never inside a word that fits."""

from __future__ import annotations

import re

from technopark.artefacts.transfer.flatten import fitted
from technopark.artefacts.transfer.plain import visible
from technopark.russian.text import NBSP, typography

MORE = " …"
"""Says that the author wrote more."""

LONGEST_WORD = 24
"""Small letters a line of the narrowest column surely holds; a longer word may break anywhere."""

_WIDE = 1.6
"""Small letters a capital or another wide sign takes."""

_WORD = re.compile(r"[^\s\-/–—]{15,}")
_CLAUSE = re.compile(r"[,;:(]|\s[—–]")
_TWO_STOPS = re.compile(r"(?<=[а-яё])\.\.(?!\.)")
"""«2017 г.» as the words of a link, then the sentence's own full stop."""

_QUOTED = re.compile(r"«[^«»]{1,24}»")
_SOFT_HYPHEN = "\u00ad"


def one_line(text: str) -> str:
    """The text without line breaks and signs nobody sees, list items joined."""
    return _TWO_STOPS.sub(".", " ".join(visible(text).split()))


def breakable(text: str) -> str:
    """The same text with soft hyphens in words no column holds."""
    return _WORD.sub(lambda found: _SOFT_HYPHEN.join(_chunks(found[0])), text)


def _chunks(word: str) -> list[str]:
    width = sum(1 if char.islower() and char not in "жмшщюыфъwm" else _WIDE for char in word)
    return [word[at : at + 8] for at in range(0, len(word), 8)] if width > LONGEST_WORD else [word]


def cut(text: str, most: int) -> str:
    """As much of a text as a place holds, ready to print.

    Whole sentences if the first fits, else whole clauses, else whole words; what is left out is said by «…».

    Args:
        text: plain text of any length.
        most: the greatest number of characters.
    """
    whole = one_line(text[: most * 20])
    kept = fitted(whole, most)
    if kept.endswith("…") and kept != whole:
        kept = _clauses(kept)
    elif kept != whole or len(text) > most * 20:
        kept += MORE
    return breakable(typography(kept))


def _clauses(text: str) -> str:
    """The text up to its last clause's end, if that keeps most of it."""
    ends = [found.start() for found in _CLAUSE.finditer(text) if found.start() > len(text) * 0.4]
    whole = [end for end in ends if text.count("(", 0, end) == text.count(")", 0, end)]
    return f"{text[: whole[-1]].rstrip()}…" if whole else text


def title(text: str, most: int) -> str:
    """A name: as ``cut``, and a short name in quotes stays on one line."""
    return _QUOTED.sub(lambda found: found[0].replace(" ", NBSP), cut(text, most))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty."""
    return by.join(part for part in parts if part)
