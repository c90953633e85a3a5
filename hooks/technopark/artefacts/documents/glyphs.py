"""Which characters the fonts embedded in Typst can print.

Found by compiling every character of these blocks with Typst 0.15.2; a character outside is an
error of PDF/UA («could not be displayed»), and one emoji must not stop the whole build.
"""

from __future__ import annotations

import json
import re
from typing import Any

_OTHER = re.compile(
    "[^\n\t\u0020-\u007e\u00a0-\u024f\u0300-\u0304\u0400-\u04ff\u2010-\u2027\u2030-\u2040\u2044-\u205e"
    "\u20a0-\u20bf\u2116\u2122\u2190-\u22ff\u2500-\u25ff\u2610-\u2612]"
)
_HIDDEN = re.compile(r"\\[ubf]")
BOX = "\u25a1"
"""Stands for a character no font has."""


def unprintable(text: str) -> list[str]:
    """Characters that cannot be printed, each once, in order."""
    return list(dict.fromkeys(_OTHER.findall(text)))


def printable_json(data: Any) -> str:
    """Data for a template, with a box for every character that cannot be printed.

    Nearly always there is none, which one look at the whole text tells: only control characters are hidden in it,
    behind a backslash and ``u``, ``b`` or ``f``.
    """
    text = json.dumps(data, ensure_ascii=False)
    clean = not _OTHER.search(text) and not _HIDDEN.search(text)
    return text if clean else json.dumps(printable(data), ensure_ascii=False)


def printable(value: Any) -> Any:
    """The same data with a box for every character that cannot be printed."""
    if isinstance(value, str):
        return _OTHER.sub(BOX, value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value
