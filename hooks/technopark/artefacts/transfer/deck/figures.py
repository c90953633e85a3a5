"""Drawings made for slides: steps on a line, so many of so many, hours as bars. Units are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from technopark.artefacts.pictures.scales import numbers_of, unit_of
from technopark.artefacts.pictures.scene import Box, Disc, Scene, Shape, Trail, Words
from technopark.artefacts.transfer.brief import StageBrief
from technopark.artefacts.transfer.deck.arial import width_of
from technopark.artefacts.transfer.deck.fitting import LEAST, shortened
from technopark.artefacts.transfer.deck.slides import ACROSS, Drawn
from technopark.kinds.cases import Result
from technopark.russian.text import NBSP, number, typography

SMALL, LARGE = 25.0, 37.0
"""Radius of a station on the line of steps: of the others and of the one in question."""

WHITE = "bg"


def steps_line(here: int, total: int, *, described: int) -> Drawn:
    """The steps as stations on a line, this one marked.

    Args:
        here: which of them, from 1.
        total: how many there are.
        described: how many the record describes, the first ones; the others have a broken outline.
    """
    reach = ACROSS - 2 * SMALL - 4
    xs = [SMALL + 2 + reach * (place / max(total - 1, 1)) for place in range(total)]
    y = LARGE + 4
    inks = [_ink(place, described) if place <= here else "rule" for place in range(2, total + 1)]
    line = [Trail(((a, y), (b, y)), ink, 4) for (a, b), ink in zip(pairwise(xs), inks, strict=True)]
    stations = [shape for place, x in enumerate(xs, 1) for shape in _station(place, x, y, here, described)]
    alt = f"Линия шагов: шаг {here} из{NBSP}{total}."
    return Drawn(Scene(ACROSS, 2 * y, (*line, *stations)), alt)


def _station(place: int, x: float, y: float, here: int, described: int) -> Iterator[Shape]:
    """Where we are is filled and large, what is behind is outlined, what is ahead is pale."""
    current, ahead = place == here, place > here
    radius, size = (LARGE, 40) if current else (SMALL, LEAST)
    own = _ink(place, described)
    yield Disc(x, y, radius, own if current else WHITE, "rule" if ahead else own, 3)
    yield Words(x, y + size * 0.36, str(place), size, "on-accent" if current else "control" if ahead else own, bold=True, anchor="middle")


def _ink(place: int, described: int) -> str:
    """A step the record describes, or one it asks for."""
    return "accent" if place <= described else "warn"


# --------------------------------------------------------------------------- so many of so many

MOST_DOTS = 60
"""More than so many dots are not counted by eye."""

PER_ROW = 20


def dots(filled: int, total: int) -> Drawn:
    """So many of so many as dots, a dot for each."""
    rows = -(-total // PER_ROW)
    across = -(-total // rows)
    step = min(ACROSS / across, 56.0, 120.0 / rows)
    radius = step * 0.38
    centres = [(step * (place % across + 0.5), step * (place // across + 0.5)) for place in range(total)]
    parts = tuple(
        Disc(x, y, radius, *(("accent", "accent") if place < filled else (WHITE, "control")), 2.5) for place, (x, y) in enumerate(centres)
    )
    return Drawn(Scene(ACROSS, step * rows, parts), f"Точки: закрашено {filled} из{NBSP}{total}.")


# --------------------------------------------------------------------------- before and after

THICK = 64.0
BETWEEN = 20.0
FIGURE, UNIT = 54, 30
"""Sizes of a number and of its unit."""


def before_after(result: Result) -> Drawn | None:
    """A measured result as one or two thick bars from zero; percentages on a track of the whole.

    Returns:
        The drawing; ``None`` if there is no number, one is below zero, or they leave no room for bars.
    """
    values = numbers_of(result)
    if not values or min(values) < 0 or max(values) <= 0:
        return None
    unit = unit_of(result)
    texts = [number(value) for value in values]
    labels = ("Было", "Стало") if len(values) > 1 else ("",)
    left = max(width_of(label, UNIT) for label in labels) + (20 if labels[0] else 0)
    right = max(width_of(text, FIGURE, bold=True) for text in texts) + width_of(unit, UNIT) + 36
    room = ACROSS - left - right
    if room < ACROSS / 4:
        return None
    whole = 100.0 if unit == "%" and max(values) <= 100 else max(values)
    parts: list[Shape] = []
    for place, (label, value, text) in enumerate(zip(labels, values, texts, strict=True)):
        top = place * (THICK + BETWEEN)
        last = place == len(values) - 1
        parts += _bar(label, left, top, (room * value / whole, room if unit == "%" else 0), "accent" if last else "control")
        x = left + (room if unit == "%" else room * value / whole) + 18
        parts.append(Words(x, top + THICK / 2 + FIGURE * 0.36, text, FIGURE, "accent" if last else "ink-2", bold=True))
        parts.append(Words(x + width_of(text, FIGURE, bold=True) + 10, top + THICK / 2 + FIGURE * 0.36, unit, UNIT, "ink-2"))
    said = " ".join(f"{label} {text} {unit}.".strip() for label, text in zip(labels, texts, strict=True))
    kept = tuple(part for part in parts if not isinstance(part, Words) or part.text)
    return Drawn(Scene(ACROSS, len(values) * (THICK + BETWEEN) - BETWEEN, kept), f"Столбики. {said}")


def _bar(label: str, left: float, top: float, lengths: tuple[float, float], ink: str) -> Iterator[Shape]:
    """A bar with its label, on a track if there is one."""
    length, track = lengths
    yield Words(0, top + THICK / 2 + UNIT * 0.36, label, UNIT, "ink-2")
    if track:
        yield Box(left, top, track, THICK, "surface-2")
    yield Box(left, top, max(length, 3.0), THICK, ink)


# --------------------------------------------------------------------------- bars

ROW = 54.0
BAR = 34.0


@dataclass(frozen=True)
class Load:
    """A role and its hours a month."""

    role: str
    hours: float


def hours_bars(loads: Sequence[Load], most: int = 5) -> Drawn:
    """Hours a month by role as bars; the greatest fills the width that is left."""
    shown = loads[:most]
    texts = [f"{number(load.hours)}{NBSP}ч" for load in shown]
    left = min(max(width_of(_role(load), LEAST) for load in shown), ACROSS * 0.42) + 24
    right = max(width_of(text, 32, bold=True) for text in texts) + 20
    scale = (ACROSS - left - right) / (max(load.hours for load in shown) or 1)
    parts: list[Shape] = []
    for place, (load, text) in enumerate(zip(shown, texts, strict=True)):
        y = place * ROW
        length = max(load.hours * scale, 3.0)
        parts.append(Words(0, y + BAR / 2 + LEAST * 0.36, _role(load), LEAST))
        parts.append(Box(left, y, length, BAR, "accent"))
        parts.append(Words(left + length + 14, y + BAR / 2 + 32 * 0.36, text, 32, "accent", bold=True))
    said = ", ".join(f"{load.role} — {text}" for load, text in zip(shown, texts, strict=True))
    return Drawn(Scene(ACROSS, ROW * (len(shown) - 1) + BAR, tuple(parts)), f"Столбики: {said} в{NBSP}месяц.")


def _role(load: Load) -> str:
    """A role short enough for its column."""
    limit = 40
    while width_of(shortened(load.role, limit), LEAST) > ACROSS * 0.42 and limit > 8:
        limit -= 2
    return shortened(load.role, limit)


# --------------------------------------------------------------------------- stages of a model

PER_LINE = 10


def stages_line(stages: Sequence[StageBrief]) -> Drawn:
    """Stages of the model by their codes, those the case covers filled."""
    across = min(len(stages), PER_LINE)
    step = ACROSS / across
    radius = min(step * 0.42, 40.0)
    rows = -(-len(stages) // PER_LINE)
    row = 2 * radius + 24
    line = [Trail(((step / 2, r * row + radius + 2), (ACROSS - step / 2, r * row + radius + 2)), "rule", 4) for r in range(rows)]
    parts: list[Shape] = list(line)
    for place, stage in enumerate(stages):
        x, y = step * (place % PER_LINE + 0.5), place // PER_LINE * row + radius + 2
        parts.append(Disc(x, y, radius, "accent" if stage.covered else WHITE, "accent" if stage.covered else "control", 3))
        ink = "on-accent" if stage.covered else "ink-2"
        parts.append(Words(x, y + LEAST * 0.36, stage.code[:3], LEAST, ink, bold=True, anchor="middle"))
    covered = [f"{stage.code} {stage.title}" for stage in stages if stage.covered]
    alt = f"Этапы модели. Практика охватывает: {', '.join(covered)}." if covered else "Этапы модели."
    return Drawn(Scene(ACROSS, rows * row - 20, tuple(parts)), typography(alt))
