"""A case's place drawn: in the process model, and in the contours of the technopark.

What belongs to the case is told twice, by fill and by weight of the type, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Protocol

from technopark.artefacts.pictures.letters import fitting, lines_of, width_of
from technopark.artefacts.pictures.scene import LEADING, SHEET, Anchor, Disc, Frame, Picture, Polygon, Scene, Shape, Trail, Words, stack
from technopark.artefacts.pictures.svg import picture
from technopark.kinds.cases import ContourEntry
from technopark.pages.names import CONTOURS
from technopark.russian.text import NBSP, long_date, typography


class StageMark(Protocol):
    """A stage of a model as the path shows it; ``transfer.brief.StageBrief`` is one."""

    @property
    def code(self) -> str:
        """«П1»."""
    @property
    def title(self) -> str:
        """«Набор»."""
    @property
    def covered(self) -> bool:
        """Whether the case covers it."""


# --------------------------------------------------------------------------- process path

RADIUS = 1.25
"""Radius of a station in sizes of the text."""


def process_path(stages: Sequence[StageMark], frame: Frame = SHEET, columns: int = 1) -> Picture | None:
    """The stages of a model in their order, those a case covers filled.

    Args:
        stages: of the model, in order.
        frame: place it is made for.
        columns: 1 for a tall drawing, 2 or 3 for a wide one; stages run down the columns.

    Returns:
        The drawing; ``None`` if there are no stages.
    """
    if not stages:
        return None
    path = _Path.of(stages, frame, columns)
    parts = (*path.line(frame.size), *(part for place in path.places for part in _station(place, frame.size, path.size)))
    covered = [f"{stage.code} {stage.title}" for stage in stages if stage.covered]
    everything = "Путь по этапам: " + ", ".join(f"{stage.code} {stage.title}" for stage in stages) + "."
    ours = f" Практика охватывает: {', '.join(covered)}." if covered else ""
    caption = typography("Закрашены этапы, которые охватывает практика.") if 0 < len(covered) < len(stages) else ""
    return picture(Scene(frame.width, path.height, parts), everything + ours, caption)


@dataclass(frozen=True)
class _Place:
    """A stage with the centre of its station and the lines of its title."""

    stage: StageMark
    x: float
    y: float
    title: tuple[str, ...]


@dataclass(frozen=True)
class _Path:
    """Places of all stages."""

    places: tuple[_Place, ...]
    height: float
    size: float

    @classmethod
    def of(cls, stages: Sequence[StageMark], frame: Frame, columns: int) -> _Path:
        """Lay the stages out in columns of equal height; every row is as high as its longest title."""
        rows = ceil(len(stages) / columns)
        column = frame.width / columns
        radius = RADIUS * frame.size
        width = column - 2 * radius - frame.size * (0.7 if columns == 1 else 1.5)
        names = [typography(stage.title) for stage in stages]
        size = fitting(names, frame.size, width, frame.small)
        titles = [lines_of(name, size, width) for name in names]
        step = max(3.2 * frame.size, (max(len(title) for title in titles) * LEADING * size + 0.8 * frame.size))
        places = (
            _Place(stage, number // rows * column + radius + frame.size / 10, (number % rows + 0.5) * step, title)
            for number, (stage, title) in enumerate(zip(stages, titles, strict=True))
        )
        return cls(tuple(places), rows * step, size)

    def line(self, size: float) -> Iterator[Shape]:
        """The line from station to station; to the next column it goes round by the gap between them."""
        weight = size / 7
        for before, after in pairwise(self.places):
            if before.x == after.x:
                yield Trail(((before.x, before.y), (after.x, after.y)), "control", weight)
                continue
            turn = after.x - (RADIUS + 0.6) * size
            low, high = self.height - weight, weight
            way = ((before.x, before.y), (before.x, low), (turn, low), (turn, high), (after.x, high), (after.x, after.y))
            yield Trail(way, "control", weight, radius=size / 2)


def _station(place: _Place, size: float, text: float) -> Iterator[Shape]:
    """Circle, code and title of a stage."""
    covered, radius = place.stage.covered, RADIUS * size
    yield Disc(place.x, place.y, radius, "accent" if covered else "bg", "accent" if covered else "control", size / 7)
    code = min(size * 0.95, radius * 1.7 / (width_of(place.stage.code, 1) or 1))
    yield Words(place.x, place.y + code * 0.35, place.stage.code, code, "on-accent" if covered else "ink-2", bold=True, anchor="middle")
    first = place.y - (len(place.title) - 1) * LEADING * text / 2 + text * 0.35
    yield from stack(place.title, (place.x + radius + size * 0.5, first), text, ink="ink" if covered else "ink-2", bold=covered)


# --------------------------------------------------------------------------- contours

DOES: Mapping[str, tuple[str, str]] = {
    "ядро": ("Ядро", "разрабатывает"),
    "инкубатор": ("Инкубатор", "пробует"),
    "трансфер": ("Трансфер", "передаёт"),
}
"""Name of a contour and what it does, as on the page of the contours."""


def contour_path(entered: Sequence[ContourEntry], frame: Frame = SHEET, *, tall: bool = False) -> Picture:
    """The three contours of the technopark, those a case has entered filled and dated.

    Args:
        entered: ``case.contours``; empty: the technopark itself.
        frame: place it is made for.
        tall: one under another, not side by side.
    """
    ours: dict[str, ContourEntry] = {entry.contour: entry for entry in entered}
    cells = tuple(_Cell(name, ours.get(name), bool(ours), frame, tall) for name in DOES)
    rows = _tall(cells, frame) if tall else _wide(cells, frame)
    scene = Scene(frame.width, rows[0], rows[1])
    said = " ".join(f"{cell.title} {cell.does}. {cell.since.rstrip('.') + '.' if cell.since else ''}".strip() for cell in cells)
    return picture(scene, f"Контуры социального технопарка. {said}")


@dataclass(frozen=True)
class _Cell:
    """A contour in the drawing."""

    name: str
    entry: ContourEntry | None
    marked: bool
    frame: Frame
    tall: bool

    @property
    def title(self) -> str:
        """«Ядро»."""
        return DOES[self.name][0]

    @property
    def does(self) -> str:
        """«разрабатывает»."""
        return DOES[self.name][1]

    @property
    def since(self) -> str:
        """Where the case is and since when, or nothing."""
        if self.entry is None:
            return ""
        if self.entry.since is None:
            return "Практика здесь"
        year = f"{self.entry.since.year}{NBSP}г."  # may stand on a line of its own: columns are narrow
        return typography(f"Практика здесь с {long_date(self.entry.since)}").replace(f"{NBSP}{year}", f" {year}")

    def figure(self, x: float, y: float, side: float) -> Iterator[Shape]:
        """The contour's own shape in a square by its left upper corner; filled if the case is there."""
        style, here = CONTOURS[self.name], self.entry is not None or not self.marked
        unit = side / 120
        weight = side / (24 if self.entry else 48)
        fill = f"{style}-bg" if here else "bg"

        def points(*pairs: tuple[float, float]) -> tuple[tuple[float, float], ...]:
            return tuple((x + a * unit, y + b * unit) for a, b in pairs)

        if style == "core":
            yield Disc(x + 60 * unit, y + 60 * unit, 54 * unit, fill, style, weight)
            yield Disc(x + 60 * unit, y + 60 * unit, 34 * unit, "", style, weight / 2)
        elif style == "incubator":
            yield Polygon(points((60, 5), (108, 32.5), (108, 87.5), (60, 115), (12, 87.5), (12, 32.5)), fill, style, weight)
            for end in ((60, 5), (12, 87.5), (108, 87.5)):
                yield Trail(points((60, 55), end), style, weight / 2)
        else:
            yield Polygon(points((8, 22), (66, 22), (112, 60), (66, 98), (8, 98)), fill, style, weight)
            yield Trail(points((26, 60), (78, 60)), style, weight / 2)
            yield Trail(points((60, 42), (78, 60), (60, 78)), style, weight / 2)
        if here and style != "transfer":
            yield Disc(x + 60 * unit, y + (60 if style == "core" else 55) * unit, 9 * unit, style)

    def texts(self, x: float, y: float, width: float) -> tuple[tuple[Words, ...], float]:
        """Name, what it does, and the mark of the case; and the height they take."""
        style, size, small = CONTOURS[self.name], self.frame.size, self.frame.small
        anchor: Anchor = "start" if self.tall else "middle"
        since = lines_of(self.since, small, width) if self.since else ()
        head = Words(x, y + size, self.title, size, style, bold=self.entry is not None or not self.marked, anchor=anchor)
        does = Words(x, y + size + small * LEADING, self.does, small, "ink-2", anchor=anchor)
        mark = stack(since, (x, y + size + small * LEADING * 2.2), small, bold=True, anchor=anchor)
        return (head, does, *mark), size + small * (LEADING * (len(since) + 1) + (0.7 if since else 0.4))


def _wide(cells: Sequence[_Cell], frame: Frame) -> tuple[float, tuple[Shape, ...]]:
    """Side by side with arrows between: height and parts."""
    column = frame.width / len(cells)
    side = min(column * 0.5, frame.size * 7)
    parts: list[Shape] = []
    height = 0.0
    for number, cell in enumerate(cells):
        middle = column * (number + 0.5)
        parts += cell.figure(middle - side / 2, 0, side)
        words, taken = cell.texts(middle, side + frame.size * 0.3, column - frame.size)
        parts += words
        height = max(height, side + frame.size * 0.3 + taken)
        if number:
            edge = middle - column / 2
            reach = (column - side) / 2 * 0.55
            parts.append(Trail(((edge - reach, side / 2), (edge + reach, side / 2)), "ink-2", frame.size / 9, arrow=True))
    return height, tuple(parts)


def _tall(cells: Sequence[_Cell], frame: Frame) -> tuple[float, tuple[Shape, ...]]:
    """One under another with arrows between: height and parts."""
    side = frame.size * 4.5
    indent = side + frame.size
    parts: list[Shape] = []
    top = 0.0
    for number, cell in enumerate(cells):
        if number:
            parts.append(Trail(((side / 2, top), (side / 2, top + frame.size * 1.5)), "ink-2", frame.size / 9, arrow=True))
            top += frame.size * 2
        words, taken = cell.texts(indent, 0, frame.width - indent)
        row = max(side, taken)
        parts += cell.figure(0, top + (row - side) / 2, side)
        shift = top + (row - taken) / 2
        parts += [replace(word, y=word.y + shift) for word in words]
        top += row + frame.size * 0.5
    return top - frame.size * 0.5, tuple(parts)
