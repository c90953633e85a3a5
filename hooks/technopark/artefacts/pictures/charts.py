"""Results of a case as charts: two bars, one bar, or a figure; several results on one scale.

Only measured numbers are drawn, by one rule for pages, slides and paper: percentages on a scale
of 0–100, other units on a scale from zero to a round number above the larger value. A single
number that is no percentage («12 пар») is a figure: a bar would compare it with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from technopark.artefacts.pictures.letters import lines_of, width_of
from technopark.artefacts.pictures.scales import AFTER, Bar, Scale, bars_of, most_of, numbers_of, printed, scale_of, unit_of
from technopark.artefacts.pictures.scene import LEADING, PAGE, Anchor, Box, Frame, Picture, Scene, Shape, Trail, Words, stack
from technopark.artefacts.pictures.svg import picture
from technopark.kinds.cases import Result
from technopark.pages.values import quantity
from technopark.russian.text import typography

ROW, BAR, GAP = 1.7, 1.1, 0.5
"""Height of a row, of its bar, and the space between columns, in sizes of the text."""

FIGURE = 3.0
"""Size of a number shown as a figure, in sizes of the text."""


@dataclass(frozen=True)
class Chart(Picture):
    """A measured result as a picture.

    Attributes:
        title: what was measured; stands over the chart.
        indicator: the same as the record has it.
        unit: unit of the numbers, or nothing.
        bars: the numbers; one or two.
        scale: of the bars; ``None``: a single number, drawn as a figure.
    """

    title: str = ""
    indicator: str = ""
    unit: str = ""
    bars: tuple[Bar, ...] = ()
    scale: Scale | None = None


def result_charts(results: Sequence[Result], frame: Frame = PAGE) -> tuple[Chart, ...]:
    """A chart of every measured result, in the order of the record.

    A result without the final number has nothing to show and is left out, as is one whose
    numbers are too long for the frame: the table on the page has both.
    """
    return tuple(chart for result in results if (chart := _chart(result, frame)))


def before_after(results: Sequence[Result], frame: Frame = PAGE, most: int = 4) -> Picture | None:
    """Several results with both numbers on one scale.

    Args:
        results: of a case.
        frame: place it is made for.
        most: how many results are shown at most, the first ones.

    Returns:
        A drawing of those that share a unit (percentages before others); ``None`` if fewer than two do.
    """
    group = _comparable(results, frame)[:most]
    if len(group) < 2:
        return None
    ends = {most_of(result) for result in group}
    greatest = ends.pop() if len(ends) == 1 else None
    scale = scale_of([value for result in group for value in numbers_of(result)], unit_of(group[0]), greatest)
    rows = [bars_of(result, scale) for result in group]
    plot = _Plot.of(frame, [bar for bars in rows for bar in bars])
    parts: list[Shape] = []
    top = 0.0
    for result, bars in zip(group, rows, strict=True):
        lines = lines_of(typography(result.indicator), frame.size, frame.width)
        parts += stack(lines, (0, top + frame.size), frame.size, bold=True)
        top += frame.size * (LEADING * len(lines) + 0.2)
        parts += plot.rows(bars, top)
        top += plot.height(bars) + frame.size * 0.8
    parts += plot.axis(scale, top - frame.size * 0.8)
    alt = "Столбики «было» и «стало». " + " ".join(_sentence(result) for result in group)
    return picture(Scene(frame.width, top - frame.size * 0.8 + frame.small * 1.6, tuple(parts)), alt, _same(group))


def _comparable(results: Sequence[Result], frame: Frame) -> list[Result]:
    """Results with both numbers and one unit: percentages if there are several, else the largest group."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        if result.baseline is not None and _chart(result, frame):
            groups.setdefault(unit_of(result), []).append(result)
    return max(groups.values(), key=lambda group: (len(group) > 1, unit_of(group[0]) == "%", len(group)), default=[])


def _same(group: Sequence[Result]) -> str:
    """What the results have in common, for the caption: their period, if it is one."""
    periods = {result.period for result in group}
    return _caption(group[0].model_copy(update={"sample": None})) if len(periods) == 1 else ""


# --------------------------------------------------------------------------- one result


def _chart(result: Result, frame: Frame) -> Chart | None:
    numbers, unit = numbers_of(result), unit_of(result)
    if not numbers:
        return None
    scale = None if len(numbers) == 1 and unit != "%" else scale_of(numbers, unit, most_of(result))
    bars = bars_of(result, scale) if scale else (Bar("", numbers[0], printed(numbers[0], unit), 0, 1),)
    scene = _bars(bars, scale, frame) if scale else _figure(bars[0], frame)
    if scene is None:
        return None
    alt = ("Столбики. " if scale else "") + _sentence(result)
    drawn = picture(scene, alt, _caption(result))
    return Chart(drawn.scene, drawn.svg, alt, drawn.caption, typography(result.indicator), result.indicator, unit, bars, scale)


def _sentence(result: Result) -> str:
    """The numbers in words: «Посещаемость: было 91 %, стало 92 %.»."""
    *before, after = (quantity(value, unit_of(result)) for value in numbers_of(result))
    said = f"было {before[0]}, стало {after}" if before else after
    return f"{typography(result.indicator)}: {said}."


def _caption(result: Result) -> str:
    """Who was measured, when, in what; a sentence each."""
    unit = unit_of(result)
    said = (("Выборка", result.sample), ("Период", result.period), ("Единица", unit if printed(0, unit) == printed(0, "") else ""))
    return typography(" ".join(f"{label}: {text.rstrip('.')}." for label, text in said if text))


def _bars(bars: Sequence[Bar], scale: Scale, frame: Frame) -> Scene | None:
    """Rows of bars over the axis; ``None`` if the numbers leave no room for them."""
    plot = _Plot.of(frame, bars)
    if plot.width < frame.width * 0.3:
        return None
    bottom = plot.height(bars)
    return Scene(frame.width, bottom + frame.small * 1.6, (*plot.rows(bars, 0), *plot.axis(scale, bottom)))


def _figure(bar: Bar, frame: Frame) -> Scene | None:
    """A number in large type, smaller if it is long; ``None`` if it does not fit at all."""
    size = min(FIGURE * frame.size, frame.width / width_of(bar.text, 1))
    if size < frame.size:
        return None
    return Scene(frame.width, size * 1.15, (Words(0, size * 0.9, bar.text, size, "accent", bold=True),))


@dataclass(frozen=True)
class _Plot:
    """Where the bars of a drawing stand: labels to the left, numbers to the right."""

    frame: Frame
    left: float
    width: float

    @classmethod
    def of(cls, frame: Frame, bars: Sequence[Bar]) -> _Plot:
        """Room for the widest number; a column for the labels, if there are any."""
        left = width_of(AFTER, frame.size) + GAP * frame.size if any(bar.label for bar in bars) else 0.0
        right = max(width_of(bar.text, frame.size) for bar in bars) + GAP * frame.size
        return cls(frame, left, frame.width - left - right)

    def height(self, bars: Sequence[Bar]) -> float:
        """Height of rows."""
        return ROW * self.frame.size * len(bars)

    def x(self, share: float) -> float:
        """Place of a share of the scale."""
        return self.left + self.width * share

    def rows(self, bars: Sequence[Bar], top: float) -> Iterator[Shape]:
        """Bars on their tracks with labels and numbers."""
        size = self.frame.size
        for number, bar in enumerate(bars):
            y = top + number * ROW * size + (ROW - BAR) / 2 * size
            text = y + BAR / 2 * size + 0.35 * size
            before = bar.label and number == 0
            if bar.label:
                yield Words(0, text, bar.label, size, "ink-2")
            yield Box(self.left, y, self.width, BAR * size, "surface-2")
            length = max(self.width * (bar.end - bar.start), size * 0.08)
            yield Box(self.x(bar.start), y, length, BAR * size, "control" if before else "accent")
            yield Words(self.x(1) + GAP * size, text, bar.text, size, bold=True)

    def axis(self, scale: Scale, y: float) -> Iterator[Shape]:
        """A line under the bars with the printed values of the scale."""
        yield Trail(((self.x(0), y), (self.x(1), y)), "control", self.frame.size / 14)
        for share, text in scale.ticks:
            anchor: Anchor = "start" if share == 0 else "end" if share == 1 else "middle"
            yield Trail(((self.x(share), y), (self.x(share), y + self.frame.small * 0.3)), "control", self.frame.size / 14)
            yield Words(self.x(share), y + self.frame.small * 1.3, text, self.frame.small, "ink-2", anchor=anchor)
