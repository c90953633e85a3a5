"""Small files a browser fetches one or two of: sorted keys cut into ranges.

A shard is a classic script that hands its value to the page
(``technoparkSearch.put("l3", {...})``), so it works under ``default-src 'self'`` and
from ``file://`` alike, where reading a JSON file is forbidden.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number: int) -> str:
    """A number as JavaScript's ``toString(36)`` writes it."""
    if number < 36:
        return _DIGITS[number]
    return base36(number // 36) + _DIGITS[number % 36]


def deltas(numbers: Iterable[int]) -> str:
    """A rising list of numbers as the differences between them: ``"3,1,a"``."""
    out, last = [], 0
    for number in numbers:
        out.append(base36(number - last))
        last = number
    return ",".join(out)


def weighted(pairs: Iterable[tuple[int, int]]) -> str:
    """A rising list of (number, weight 0–9): the difference, then the weight as A–J: ``"3C1A"``."""
    out, last = [], 0
    for number, weight in pairs:
        out.append(base36(number - last) + "ABCDEFGHIJ"[weight])
        last = number
    return "".join(out)


def front_coded(words: Iterable[str]) -> str:
    """Sorted words, each as the length it shares with the one before and the rest, a line each."""
    out, last = [], ""
    for word in words:
        shared = 0
        for mine, other in zip(word, last, strict=False):
            if mine != other or shared == 35:
                break
            shared += 1
        out.append(_DIGITS[shared] + word[shared:])
        last = word
    return "\n".join(out)


def cut(weights: Sequence[int], target: int) -> list[range]:
    """Cut a sequence of items of these sizes into consecutive ranges of about ``target``."""
    out, start, size = [], 0, 0
    for index, weight in enumerate(weights):
        if size and size + weight > target:
            out.append(range(start, index))
            start, size = index, 0
        size += weight
    if start < len(weights):
        out.append(range(start, len(weights)))
    return out


def script(name: str, value: Any) -> bytes:
    """The bytes of a shard; ``<`` is escaped, so that the text is safe wherever it is put."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'technoparkSearch.put("{name}",{text});\n'.encode()
