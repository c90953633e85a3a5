"""A drawing as values: shapes and words with their places, drawn later by whoever needs them.

    results, stages, contours ─► Scene ─┬─ svg.py ─► pages, HTML deck, PDF
                                        └─ the deck's own writer ─► native shapes of PPTX

Units are the scene's own: a writer scales them by ``its width / scene.width``. ``y`` grows
downwards; the ``y`` of words is their baseline. Colours are names from ``palette.COLOURS``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Frame:
    """The place a drawing is made for: its width, and the sizes of its texts in the same units."""

    width: float
    size: float
    small: float


PAGE = Frame(320, 17, 14)
"""A figure of a page: as wide as a phone, in pixels."""
SHEET = Frame(480, 13, 11)
"""A figure of an A4 sheet, in points."""
SLIDE = Frame(840, 36, 28)
"""A figure of a slide of 960 × 540 points."""


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    weight: float = 0
    radius: float = 0


@dataclass(frozen=True)
class Disc:
    """A circle by its centre."""

    x: float
    y: float
    r: float
    fill: str = ""
    line: str = ""
    weight: float = 0


@dataclass(frozen=True)
class Polygon:
    """A closed figure by its corners."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    line: str = ""
    weight: float = 0


@dataclass(frozen=True)
class Trail:
    """An open line through its points; corners may be rounded, the end may be an arrow."""

    points: tuple[tuple[float, float], ...]
    line: str
    weight: float
    arrow: bool = False
    radius: float = 0
    dotted: bool = False


@dataclass(frozen=True)
class Words:
    """A line of text: the anchor says which point of it ``x`` is, ``y`` is the baseline."""

    x: float
    y: float
    text: str
    size: float
    ink: str = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    halo: bool = False


Shape = Box | Disc | Polygon | Trail | Words


@dataclass(frozen=True)
class Scene:
    """A drawing, its parts from back to front."""

    width: float
    height: float
    parts: tuple[Shape, ...]

    def words(self) -> tuple[str, ...]:
        """All texts of the drawing in order."""
        return tuple(part.text for part in self.parts if isinstance(part, Words))


@dataclass(frozen=True)
class Picture:
    """A drawing with what must stand beside it.

    Attributes:
        scene: shapes, for native drawing.
        svg: the same as a standalone SVG.
        alt: what it shows, in words, for those who do not see it.
        caption: what to print under it, or nothing.
    """

    scene: Scene
    svg: str
    alt: str
    caption: str = ""


LEADING = 1.25
"""Distance of baselines in sizes of the text."""


def stack(
    lines: Sequence[str], at: tuple[float, float], size: float, *, ink: str = "ink", bold: bool = False, anchor: Anchor = "start"
) -> tuple[Words, ...]:
    """Lines of text one under another, the first with its baseline at ``at``."""
    x, y = at
    return tuple(Words(x, y + number * size * LEADING, line, size, ink, bold, anchor) for number, line in enumerate(lines))
