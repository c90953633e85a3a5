"""The shape of a text: a byte a sign, naming only its class. Whether a pattern may occur is asked of it before any search.

A pattern over Russian text begins with a set of letters that stand everywhere, so looking for what is
almost never there costs a slow walk through the whole text. In a shape the rare classes are single
bytes, and a pattern that begins with one of them skips to it at once::

    «Встреча в ЦПД г. Ангарска, 8 (3952) 55-01-01»
    ~Rrrrrrr r RRR r. Rrrrrrrr, 0 (0000) 00-00-00~

A shape must be *necessary*: every text in which the pattern occurs has it. Having it proves nothing.
"""

from __future__ import annotations

import re

from technopark.russian.signs import CODEPAGE, signs_of

INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Signs nobody sees: soft hyphens, zero-width and direction marks."""

_LACKING = re.compile(f"[^{re.escape(bytes(range(256)).decode(CODEPAGE, 'ignore'))}]")

_SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_CLASSES = {
    "r": _SMALL,
    "R": _SMALL.upper(),
    "a": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0": "0123456789",
    " ": " \u00a0",
    "\n": "\t\n\v\f\r\x1c\x1d\x1e\x1f",
    ",": ",;:!?",
    "-": "-–",
    "|": "\u00ad",
    **{sign: sign for sign in ".()<@"},
}
"""Signs by class; all others are «~». White space is all that ``\\s`` means, digits are all that ``\\d`` means."""


def _table() -> bytes:
    table = bytearray(b"~" * 256)
    for name, signs in _CLASSES.items():
        for code in signs.encode(CODEPAGE):
            table[code] = ord(name)
    return bytes(table)


_TABLE = _table()


def shape_of(text: str) -> bytes:
    """Classes of the signs, each at the place of its sign."""
    signs = signs_of(text)
    if signs is None:
        signs = _LACKING.sub(_stand_in, text).encode(CODEPAGE)
    return signs.translate(_TABLE)


def _stand_in(lacking: re.Match[str]) -> str:
    """A sign of the code page and of the same class."""
    sign = lacking[0]
    if sign.isspace():
        return "\u00a0" if sign == "\u202f" else "\n"
    return "0" if sign.isdecimal() else "\u00ad" if INVISIBLE.match(sign) else "№"
