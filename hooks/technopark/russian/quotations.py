"""Quotations of proper names: «Школа наставников» in quotation marks is a name, not the term."""

from __future__ import annotations

import re
from bisect import bisect_right

from technopark.russian.signs import CODEPAGE

BREAK = "\x03"
"""Stands for a block tag: quotations do not cross it."""

_SIGN = re.compile(rf'[«»„“”"{BREAK}\n]')  # a plain set of signs is looked for twice as fast as anything longer
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_OPENING = '«„“"'
_OPENERS = {"»": "«", "“": "„", "”": "„“", '"': '"'}
"""What each closing mark may close."""

_OPENING_BYTES = [mark.encode(CODEPAGE) for mark in _OPENING]
_FIRST_LETTER = re.compile(r"[^\w\x03]*(\w)?")


def holds_quotations(signs: bytes) -> bool:
    """Whether a text, a sign a byte, holds any quotation."""
    return any(map(signs.__contains__, _OPENING_BYTES))


class Quotations:
    """The quotations of one text, outermost first; names are those that begin with a capital letter or a digit."""

    def __init__(self, text: str) -> None:
        """Find the quotations; an unclosed one lasts to the end of its paragraph."""
        self._text = text
        self._names: list[tuple[int, int]] = []
        first = min([place for mark in _OPENING if (place := text.find(mark)) >= 0], default=-1)
        self.whole: frozenset[tuple[int, int]] = self._scan(first) if first >= 0 else frozenset()
        self._names = _outermost(self._names)
        self._starts = [start for start, _ in self._names]

    def inside_name(self, start: int) -> bool:
        """Whether the position stands inside a quoted proper name."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and start < self._names[index][1]

    def _scan(self, first: int) -> frozenset[tuple[int, int]]:
        """Collect names from the first opening mark on; return the inside of every closed quotation."""
        stack: list[tuple[str, int]] = []
        whole: set[tuple[int, int]] = set()
        for found in _SIGN.finditer(self._text, first):
            sign, place = found[0], found.start()
            if sign == BREAK or (sign == "\n" and _EMPTY_LINE.match(self._text, place)):
                self._close(stack, 0, place)
            elif sign == "\n":
                pass
            elif (level := self._opened_by(sign, place, stack)) is None:
                stack.append((sign, place))
            elif level >= 0:
                whole.add((stack[level][1] + 1, place))
                self._close(stack, level, place)
        self._close(stack, 0, len(self._text))
        return frozenset(whole)

    def _opened_by(self, sign: str, place: int, stack: list[tuple[str, int]]) -> int | None:
        """Index of the opening mark this one closes; ``None`` if it opens; -1 if it closes nothing."""
        openers = _OPENERS.get(sign)
        if openers is None:
            return None
        level = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] in openers), -1)
        if sign == "“":
            return level if level >= 0 else None
        if sign == '"':
            before = self._text[place - 1 : place]
            opens = not before or before.isspace() or before in "([{«„\x02\x03"
            after = self._text[place + 1 : place + 2]
            return None if level < 0 or (opens and after not in ("", BREAK) and not after.isspace() and before != "\x02") else level
        return level

    def _close(self, stack: list[tuple[str, int]], level: int, end: int) -> None:
        """Close the quotation at ``level`` and what was left open inside it."""
        for _, start in stack[level:]:
            first = _FIRST_LETTER.match(self._text, start + 1)
            letter = first.group(1) if first else None
            if letter and (letter.isupper() or letter.isdigit()):
                self._names.append((start, end))
        del stack[level:]


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans without those that lie inside another."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out
