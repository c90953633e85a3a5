"""A drawing → native shapes of PowerPoint: editable, sharp at any size, no pictures. Points in, EMU out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from technopark.artefacts.documents.ooxml import xml_text
from technopark.artefacts.pictures.palette import COLOURS
from technopark.artefacts.pictures.scene import Box, Disc, Polygon, Shape, Trail, Words
from technopark.artefacts.transfer.deck.arial import width_of

EMU = 12_700
"""English metric units in a point, ECMA-376 part 1, 20.1.2.1."""

ASCENT = 0.92
"""From the top of a line of Arial to its baseline, in sizes."""

DECORATIVE = Markup(
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Says that a shape is an ornament, so that a screen reader passes over it."""

FACE = Markup('<a:latin typeface="Arial"/><a:cs typeface="Arial"/>')
"""Named in every run: some programs do not take the face of a placeholder from the theme."""

NO_INSETS = Markup('lIns="0" tIns="0" rIns="0" bIns="0"')

Place = tuple[float, float, float, float]
"""Left, top, width, height in points."""


def xml(template: str, *values: Any) -> Markup:
    """The template with each ``%s`` replaced by a value, cleaned of what XML forbids and escaped unless it is XML already."""
    return Markup(template % tuple([value if type(value) is Markup else escape(xml_text(str(value))) for value in values]))  # noqa: S704 - every value is escaped here


def raw(text: str) -> Markup:
    """XML of our own, which needs no escaping; never an author's words."""
    return Markup(text)  # noqa: S704 - only texts of this package come here


def joined(pieces: Iterator[Markup] | Sequence[Markup]) -> Markup:
    """Pieces of XML one after another."""
    return Markup("").join(pieces)


def emu(points: float) -> int:
    """Points as English metric units."""
    return round(points * EMU)


def transform(place: Place, tag: str = "a:xfrm", child: str = "") -> Markup:
    """Where a shape stands; ``child`` repeats it for the contents of a group."""
    x, y, width, height = (emu(value) for value in place)
    own = xml('<a:off x="%s" y="%s"/><a:ext cx="%s" cy="%s"/>', x, y, width, height)
    inner = xml('<a:chOff x="%s" y="%s"/><a:chExt cx="%s" cy="%s"/>', x, y, width, height) if child else Markup("")
    return xml("<%s>%s%s</%s>", raw(tag), own, inner, raw(tag))


def solid(colour: str) -> Markup:
    """A fill by the name of a colour of the palette; no fill for an empty name."""
    return xml('<a:solidFill><a:srgbClr val="%s"/></a:solidFill>', COLOURS[colour][1:].upper()) if colour else Markup("<a:noFill/>")


def outline(colour: str, weight: float, extra: str = "") -> Markup:
    """The line of a shape; none for an empty colour."""
    if not colour:
        return Markup("<a:ln><a:noFill/></a:ln>")
    return xml('<a:ln w="%s" cap="rnd">%s%s</a:ln>', emu(weight), solid(colour), raw(extra))


def run(text: str, size: float, ink: str, *, bold: bool = False) -> Markup:
    """A run of text of one look."""
    look = solid(ink) + FACE
    return xml('<a:r><a:rPr lang="ru-RU" sz="%s" b="%s" dirty="0">%s</a:rPr><a:t>%s</a:t></a:r>', round(size * 100), int(bold), look, text)


@dataclass
class Numbering:
    """Ids of the shapes of one slide: 1 is the tree itself."""

    def __post_init__(self) -> None:
        """Start after the tree."""
        self._numbers = count(2)

    def __call__(self) -> int:
        """The next id."""
        return next(self._numbers)


def group(parts: Sequence[Shape], alt: str, name: str, place: Place, ids: Numbering) -> Markup:
    """A drawing as one group with its text alternative; without one it is an ornament."""
    own = ids()
    x, y = place[:2]
    shapes = joined([_shape(part, x, y, ids) for part in parts])
    about = xml(' descr="%s"', alt) if alt else Markup("")
    properties = xml('<p:cNvPr id="%s" name="%s"%s>%s</p:cNvPr>', own, f"{name} {own}", about, Markup("") if alt else DECORATIVE)
    frame = transform(place, child="yes")
    head = xml("<p:nvGrpSpPr>%s<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>", properties)
    return xml("<p:grpSp>%s<p:grpSpPr>%s</p:grpSpPr>%s</p:grpSp>", head, frame, shapes)


NO_GUIDES = Markup('<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>')
RECTANGLE = Markup('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>')
ELLIPSE = Markup('<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>')


def _shape(part: Shape, x: float, y: float, ids: Numbering) -> Markup:
    match part:
        case Box():
            look = (_rounded(part) if part.radius else RECTANGLE) + solid(part.fill) + outline(part.line, part.weight)
            return _sp("Прямоугольник", transform((x + part.x, y + part.y, part.width, part.height)) + look, ids)
        case Disc():
            look = ELLIPSE + solid(part.fill) + outline(part.line, part.weight)
            return _sp("Круг", transform((x + part.x - part.r, y + part.y - part.r, 2 * part.r, 2 * part.r)) + look, ids)
        case Polygon():
            return _path("Фигура", part.points, (x, y), solid(part.fill) + outline(part.line, part.weight), ids, closed=True)
        case Trail():
            dots = '<a:prstDash val="sysDot"/>' if part.dotted else ""
            arrow = '<a:tailEnd type="arrow"/>' if part.arrow else ""
            look = solid("") + outline(part.line, part.weight, f"{dots}<a:round/>{arrow}")
            return _path("Линия", part.points, (x, y), look, ids, closed=False)
        case Words():
            return _words(part, x, y, ids)


def _rounded(part: Box) -> Markup:
    share = round(100_000 * part.radius / min(part.width, part.height))
    return xml('<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val %s"/></a:avLst></a:prstGeom>', min(share, 50_000))


def _sp(name: str, properties: Markup, ids: Numbering) -> Markup:
    """A shape without text."""
    own = ids()
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>', own, f"{name} {own}")
    return xml("<p:sp>%s<p:spPr>%s</p:spPr></p:sp>", head, properties)


def _path(
    name: str, points: Sequence[tuple[float, float]], at: tuple[float, float], look: Markup, ids: Numbering, *, closed: bool
) -> Markup:
    """A polygon or a broken line in the box of its corners."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    corners = [xml('<a:pt x="%s" y="%s"/>', emu(x - left), emu(y - top)) for x, y in points]
    way = xml("<a:moveTo>%s</a:moveTo>", corners[0]) + joined([xml("<a:lnTo>%s</a:lnTo>", corner) for corner in corners[1:]])
    kind, end = ("", "<a:close/>") if closed else (' fill="none"', "")
    path = xml('<a:path w="%s" h="%s"%s>%s%s</a:path>', emu(width), emu(height), raw(kind), way, raw(end))
    geometry = xml("<a:custGeom>%s<a:pathLst>%s</a:pathLst></a:custGeom>", NO_GUIDES, path)
    return _sp(name, transform((at[0] + left, at[1] + top, width, height)) + geometry + look, ids)


def _words(part: Words, x: float, y: float, ids: Numbering) -> Markup:
    """A line of text in a box of its own width, placed by its baseline."""
    width = width_of(part.text, part.size, bold=part.bold) + 2
    left = x + part.x - {"start": 0.0, "middle": width / 2, "end": width}[part.anchor]
    place = (left, y + part.y - ASCENT * part.size, width, part.size * 1.17)
    align = {"start": "l", "middle": "ctr", "end": "r"}[part.anchor]
    own = ids()
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>', own, f"Надпись {own}")
    shape = transform(place) + RECTANGLE + solid("")
    body = xml('<a:bodyPr wrap="none" %s anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>', NO_INSETS)
    paragraph = xml('<a:p><a:pPr algn="%s"/>%s</a:p>', align, run(part.text, part.size, part.ink, bold=part.bold))
    return xml("<p:sp>%s<p:spPr>%s</p:spPr><p:txBody>%s%s</p:txBody></p:sp>", head, shape, body, paragraph)
