"""The shape of a text: a byte a sign, naming only its class. Whether a pattern may occur is asked of it before any search.

A pattern over Russian text begins with a set of letters that stand everywhere, so looking for what is
almost never there costs a slow walk through the whole text. In a shape the rare classes are single
bytes, and a pattern that begins with one of them skips to it at once::

    «Встреча в ЦПД г. Ангарска, 8 (3952) 55-01-01»
    ~Rrrrrrr r RRR r. Rrrrrrrr, 0 (0000) 00-00-00~

A shape must be *necessary*: every text in which the pattern occurs has it. Having it proves nothing.
"""

from __future__ import annotations

CODEPAGE = "cp1251"
"""Nearly every Russian text is made of its signs; of other texts there is no shape, and nothing is concluded."""

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
"""Signs by class; the rest of the code page is «~». White space and digits are all that ``\\s`` and ``\\d`` mean in it."""


def _table() -> bytes:
    table = bytearray(b"~" * 256)
    for name, signs in _CLASSES.items():
        for code in signs.encode(CODEPAGE):
            table[code] = ord(name)
    return bytes(table)


_TABLE = _table()


def shape_of(text: str) -> bytes | None:
    """Classes of the signs, each at the place of its sign; ``None`` if the text holds a sign of no class known here."""
    try:
        return text.encode(CODEPAGE).translate(_TABLE)
    except UnicodeEncodeError:
        return None
