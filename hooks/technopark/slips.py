"""What the fingers type that know Word: list marks instead of hyphens, colons without a space or that only look like colons."""

from __future__ import annotations

import re
from typing import NamedTuple

_SHOWN = 40

_MARK = re.compile(r"(?P<mark>[–—−‒―•·‣◦▪●○■□►\uf0a7\uf0b7]|\*(?=\s)|\d{1,2}[.)](?=\s)|-(?=[^\s-]))\s*(?P<text>.*)")
_COLON = re.compile(r"\s*(?:-\s+)*(?P<name>[^\W\d]\w*)[^\S\n]*(?P<sign>[:：﹕꞉∶︓])(?!//)(?P<odd>[\u00a0\u2007\u202f\u3000]*)(?P<rest>.*)")


class Mark(NamedTuple):
    """A list item that does not begin with a hyphen and a space: the cause as a part of a sentence, the remedy as a whole one."""

    cause: str
    remedy: str


class Colon(NamedTuple):
    """A field without a colon and a space after its name: 0-based column, cause, remedy; whether a no-break space is to blame."""

    column: int
    cause: str
    remedy: str
    no_break: bool = False


def list_mark(text: str) -> Mark | None:
    """What is wrong with the beginning of a list item, if Word would take it for one."""
    found = _MARK.match(text)
    if found is None or not found["text"]:
        return None
    mark = found["mark"]
    right = f"«- {_cut(found['text'].split(f' {mark}')[0])}»"  # YAML has joined the items that follow into one text
    if mark == "-":
        return Mark("после дефиса нет пробела", f"Поставьте после дефиса пробел: {right}.")
    sign = f"знаком «{mark}»" if mark.isprintable() else "значком из Word"
    return Mark(f"пункт начат {sign}, а не дефисом с пробелом", f"Начните каждый пункт с дефиса и пробела: {right}.")


def odd_colon(line: str) -> Colon | None:
    """What is wrong between the name of a field and its value, if anything is."""
    found = _COLON.match(line)
    if found is None:
        return None
    name, sign, rest = found["name"], found["sign"], found["rest"].strip()
    right = f"«{name}: {_cut(rest)}»" if rest else f"«{name}:»"
    if sign != ":":
        cause = f"После имени поля «{name}» стоит не двоеточие, а похожий на него знак «{sign}»."
        return Colon(found.start("sign"), cause, f"Наберите обычное двоеточие и пробел: {right}.")
    if found["odd"]:
        remedy = f"Удалите этот пробел и наберите его заново: {right}."
        return Colon(found.start("odd"), "После двоеточия стоит неразрывный пробел.", remedy, no_break=True)
    if rest and not found["rest"][0].isspace():
        return Colon(found.start("rest"), "После двоеточия нет пробела.", f"Поставьте после двоеточия пробел: {right}.")
    return None


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
