"""A text as bytes, a sign a byte: what is looked for in it is found in a fraction of the time."""

from __future__ import annotations

CODEPAGE = "cp1251"
"""Nearly every Russian text is made of its signs."""


def signs_of(text: str) -> bytes | None:
    """The signs of a text, each at its place, or ``None`` if there is one that the code page lacks."""
    try:
        return text.encode(CODEPAGE)
    except UnicodeEncodeError:
        return None
