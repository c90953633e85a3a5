"""Numbers as lengths: the scale of a chart and its bars. No drawing here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from technopark.kinds.cases import Result
from technopark.pages.values import quantity
from technopark.russian.text import number

BEFORE, AFTER = "Было", "Стало"

LONG_UNIT = 12
"""A unit longer than this is named in the caption, not beside every number."""

GREATEST = 1e12
"""Numbers beyond this are not drawn: they are slips of the hand, and would not fit."""

_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Bar:
    """A number as a bar.

    Attributes:
        label: «Было», «Стало», or nothing for a single number.
        value: the number itself.
        text: the number as printed: «33 %».
        start: where the bar begins, as a share of the scale (0–1).
        end: where it ends.
    """

    label: str
    value: float
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Scale:
    """What the length of a bar means.

    Attributes:
        low: value at the left end; below zero only if a number is.
        high: value at the right end.
        ticks: printed values with their places, shares of the scale.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        """Place of a value on the scale, 0–1."""
        return (value - self.low) / (self.high - self.low)


def unit_of(result: Result) -> str:
    """Unit of a result, or nothing."""
    return (result.unit or "").strip()


def numbers_of(result: Result) -> tuple[float, ...]:
    """The numbers a chart can show; none if there is no final one, or one is beyond all measure."""
    numbers = tuple(value for value in (result.baseline, result.value) if value is not None)
    fit = result.value is not None and all(isfinite(value) and abs(value) < GREATEST for value in numbers)
    return numbers if fit else ()


def printed(value: float, unit: str) -> str:
    """A number with its unit, if the unit is short."""
    return quantity(value, unit if len(unit) <= LONG_UNIT else "")


_OUT_OF = re.compile(r"\bиз[ \u00a0](\d{1,6})$")


def most_of(result: Result) -> float | None:
    """The greatest number there can be: 100 of percentages, 20 of «среднее число из 20»; ``None`` if nobody says."""
    if unit_of(result) == "%":
        return 100.0
    found = _OUT_OF.search(result.indicator.strip())
    return float(found[1]) if found else None


def scale_of(values: Sequence[float], unit: str, most: float | None = None) -> Scale:
    """From zero to the greatest number there can be, if it is known, else to a round one above the largest; below zero likewise."""
    high = _round_up(max(values)) if max(values) > 0 else 0.0
    low = -_round_up(-min(values)) if min(values) < 0 else 0.0
    percent = unit == "%"
    if most and low == 0 and max(values) <= most:
        high = most
    if low == high:
        high = 1.0
    marks = {low, 0.0, high, *((50.0,) if percent and (low, high) == (0.0, 100.0) else ())}
    texts = {mark: quantity(mark, unit) if percent and mark == high else number(mark) for mark in marks}
    return Scale(low, high, tuple(((mark - low) / (high - low), texts[mark]) for mark in sorted(marks)))


def _round_up(value: float) -> float:
    """The least round number (1, 1.5, 2 … 8 of a power of ten) that is not below the value."""
    power = 10.0 ** floor(log10(value))
    step = next((step for step in _STEPS if step * power >= value * (1 - 1e-12)), 10)
    return float(f"{step * power:.6g}")


def bars_of(result: Result, scale: Scale) -> tuple[Bar, ...]:
    """The numbers of a result on a scale; a single one needs no label."""
    zero = scale.share(0.0)
    out = []
    for label, value in ((BEFORE, result.baseline), (AFTER, result.value)):
        if value is not None:
            start, end = sorted((zero, scale.share(value)))
            out.append(Bar("" if result.baseline is None else label, value, printed(value, unit_of(result)), start, end))
    return tuple(out)
