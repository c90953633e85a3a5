"""A text as bytes, a sign a byte: what is looked for in it is found in a fraction of the time."""

from __future__ import annotations

from collections.abc import Callable

CODEPAGE = "cp1251"
"""Nearly every Russian text is made of its signs."""

ALL_SIGNS = "".join([bytes([code]).decode(CODEPAGE, "replace") for code in range(256)])
"""The signs of the code page by their codes."""


def codes_of(are_meant: Callable[[str], object]) -> bytes:
    """The codes of those signs of the code page that are meant."""
    return bytes([code for code, sign in enumerate(ALL_SIGNS) if are_meant(sign)])


def signs_of(text: str) -> bytes | None:
    """The signs of a text, each at its place, or ``None`` if there is one that the code page lacks."""
    try:
        return text.encode(CODEPAGE)
    except UnicodeEncodeError:
        return None
