"""Scene → SVG that stands alone: real text, presentation attributes, no style, no script, no ids.

Every shape has both a colour and a class: a page's stylesheet repaints it for the dark theme,
everything else shows the colour. Nothing in it needs a Content-Security-Policy exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from technopark.artefacts.pictures.letters import drawable, one_line
from technopark.artefacts.pictures.palette import COLOURS, FACES
from technopark.artefacts.pictures.scene import Box, Disc, Picture, Polygon, Scene, Shape, Trail, Words

ARROW = 4.0
"""Length of an arrow's head in line weights."""


def picture(scene: Scene, alt: str, caption: str = "") -> Picture:
    """A scene with its SVG and its words."""
    return Picture(scene, to_svg(scene, alt), alt, caption)


def to_svg(scene: Scene, alt: str) -> str:
    """Write a scene as one ``<svg>`` element.

    Args:
        scene: what to draw.
        alt: its text alternative; goes into ``aria-label``.
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" role="img"'
        f' aria-label="{escape(one_line(alt))}" font-family="{FACES}" stroke-linecap="round" stroke-linejoin="round">'
    )
    return head + "".join(_shape(part) for part in scene.parts) + "</svg>"


def _shape(part: Shape) -> str:
    match part:
        case Box():
            rounded = f' rx="{_n(part.radius)}"' if part.radius else ""
            return f'<rect x="{_n(part.x)}" y="{_n(part.y)}" width="{_n(part.width)}" height="{_n(part.height)}"{rounded}{_paint(part)}/>'
        case Disc():
            return f'<circle cx="{_n(part.x)}" cy="{_n(part.y)}" r="{_n(part.r)}"{_paint(part)}/>'
        case Polygon():
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in part.points)
            return f'<polygon points="{points}"{_paint(part)}/>'
        case Trail():
            return _trail(part)
        case Words():
            return _words(part)


def _paint(part: Box | Disc | Polygon) -> str:
    """Fill and outline, each as a class and as a colour."""
    names = " ".join(name for name in (f"f-{part.fill}" if part.fill else "", f"s-{part.line}" if part.line else "") if name)
    fill = COLOURS[part.fill] if part.fill else "none"
    line = f' stroke="{COLOURS[part.line]}" stroke-width="{_n(part.weight)}"' if part.line else ""
    return (f' class="{names}"' if names else "") + f' fill="{fill}"{line}'


def _trail(part: Trail) -> str:
    dots = f' stroke-dasharray="{_n(part.weight * 0.1)} {_n(part.weight * 3)}"' if part.dotted else ""
    paint = f'fill="none" stroke="{COLOURS[part.line]}" stroke-width="{_n(part.weight)}"'
    out = f'<path class="s-{part.line}" d="{_path(part)}" {paint}{dots}/>'
    if not part.arrow:
        return out
    (ax, ay), (bx, by) = part.points[-2:]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
    along, reach = ((bx - ax) / length, (by - ay) / length), ARROW * part.weight
    sides = [(bx - reach * (along[0] + way * along[1]), by - reach * (along[1] - way * along[0])) for way in (0.8, -0.8)]
    head = Trail((sides[0], (bx, by), sides[1]), part.line, part.weight)
    return out + _trail(head)


def _path(part: Trail) -> str:
    """The line's path; a rounded corner is a curve from one side to the other."""
    points = part.points
    out = [f"M{_point(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        if part.radius:
            out.append(f"L{_point(_towards(corner, before, part.radius))}Q{_point(corner)} {_point(_towards(corner, after, part.radius))}")
        else:
            out.append(f"L{_point(corner)}")
    return "".join([*out, f"L{_point(points[-1])}"])


def _towards(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    """A point so far from the start on the way to the end, at most half the way."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 or 1
    share = min(by / length, 0.5)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _words(part: Words) -> str:
    anchor = f' text-anchor="{part.anchor}"' if part.anchor != "start" else ""
    bold = ' font-weight="700"' if part.bold else ""
    place = f'x="{_n(part.x)}" y="{_n(part.y)}" font-size="{_n(part.size)}"{anchor}{bold}'
    text = escape(drawable(part.text))
    halo = f' paint-order="stroke" stroke="{COLOURS["bg"]}" stroke-width="{_n(part.size / 2)}"' if part.halo else ""
    return f'<text class="f-{part.ink}{" s-bg" if part.halo else ""}" {place} fill="{COLOURS[part.ink]}"{halo}>{text}</text>'


def _point(point: Sequence[float]) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"

