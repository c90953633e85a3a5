"""Styles, settings and pictures of the Word book, over those of the document forms."""

from __future__ import annotations

from technopark.artefacts.documents import word_settings
from technopark.artefacts.documents.ooxml import NS, Element, Package, el
from technopark.artefacts.documents.word_pieces import keep_with_next
from technopark.artefacts.documents.word_styles import Page, Shape, styles

PAGE = Page(210, 297, left=25, right=20, top=20, bottom=20)
"""Printed on both sides: «left» is the inner margin, wide enough to bind."""

WIDTH = PAGE.width - PAGE.left - PAGE.right
"""Width of a line in millimetres."""

ACCENT = "00525C"
QUIET = "435058"

LOOKS: tuple[tuple[str, str, Shape, dict[str, str | int]], ...] = (
    ("Title", "Title", Shape(2400, 240, line=240), {"b": 1, "size": 64}),
    ("Subtitle", "Subtitle", Shape(0, 240), {"size": 30}),
    ("Kicker", "Надзаголовок", Shape(0, 60, keep=True), {"b": 1, "color": ACCENT}),
    ("Byline", "Держатель", Shape(0, 200), {"color": QUIET}),
    ("Lead", "Вводный абзац", Shape(0, 160), {"size": 26}),
    ("Small", "Мелкий текст", Shape(0, 80, line=252), {"size": 20, "color": QUIET}),
    ("Plain", "Текст без отступа", Shape(0, 100, align="both"), {}),
    ("Note", "Врезка", Shape(60, 120, left=5), {"size": 22}),
    ("TableTitle", "Название таблицы", Shape(160, 80, line=240, keep=True), {"size": 20, "color": QUIET}),
    ("PictureTitle", "Подпись к рисунку", Shape(60, 200, line=240), {"size": 20, "color": QUIET}),
    ("Contents", "Заголовок содержания", Shape(240, 160, keep=True), {"b": 1, "size": 28}),
    ("TOC1", "toc 1", Shape(0, 80), {}),
    ("Index1", "index 1", Shape(0, 20, line=240), {"size": 20}),
)
"""Paragraph styles the book adds: id, name, shape, letters (half-points, colour)."""


def book_styles() -> Element:
    """``word/styles.xml``: the forms' styles, headings to the left, and the book's own."""
    root = styles()
    for level in (1, 2, 3):
        style = next(item for item in root if item.attributes.get("w:styleId") == f"Heading{level}")
        for align in style.iter("w:jc"):
            align.attributes["w:val"] = "left"
    root.extend(_style(*look) for look in LOOKS)
    return root


def _style(id: str, title: str, shape: Shape, letters: dict[str, str | int]) -> Element:
    size = letters.get("size")
    run = el(
        "w:rPr",
        el("w:b") if letters.get("b") else None,
        el("w:color", val=letters["color"]) if "color" in letters else None,
        el("w:sz", val=size) if size else None,
        el("w:szCs", val=size) if size else None,
    )
    head = (el("w:name", val=title), el("w:basedOn", val="Normal"), el("w:qFormat"))
    return el("w:style", *head, _shape(id, shape), run, type="paragraph", styleId=id)


def _shape(id: str, shape: Shape) -> Element:
    properties = shape.xml()
    if id == "Note":
        border = el("w:pBdr", el("w:left", val="single", sz=18, space=8, color=ACCENT))
        properties.insert(0, border)
    return properties


def book_settings() -> Element:
    """``word/settings.xml``: inner and outer margins change places from page to page."""
    root = word_settings.settings(protected=False)
    root.insert(1, el("w:mirrorMargins"))
    return root


def heading(paragraph: Element, *, new_page: bool = False) -> Element:
    """A heading stays with what follows; a chapter's begins a page."""
    keep_with_next(paragraph)
    if new_page:
        paragraph[0].insert(2, el("w:pageBreakBefore"))
    return paragraph


# --------------------------------------------------------------------------- pictures

EMU = 36_000
"""Units of a drawing in a millimetre."""

IMAGE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


def picture(package: Package, main: str, data: bytes, form: str, alt: str, size: tuple[float, float]) -> Element:
    """A run with a picture in the line.

    Args:
        package: gets the picture as a part, once per content.
        main: the part that shows it.
        data: bytes of the picture.
        form: ``png`` or ``jpg``.
        alt: what it shows.
        size: width and height in millimetres.
    """
    known = next((path for path, bytes_ in package.parts.items() if bytes_ == data), "")
    path = known or f"word/media/image{sum(part.startswith('word/media/') for part in package.parts) + 1}.{form}"
    if not known:
        package.add(path, data, IMAGE_TYPES[form])
    relation = package.relate(main, "image", path.removeprefix("word/"))
    number = str(len(package.relations[main]))
    x, y = (str(round(side * EMU)) for side in size)
    extent = {"cx": x, "cy": y}
    blip = _node("pic:blipFill", _node("a:blip", **{"r:embed": relation}), _node("a:stretch", _node("a:fillRect")))
    frame = _node("a:xfrm", _node("a:off", x="0", y="0"), _node("a:ext", **extent))
    shape = _node("pic:spPr", frame, _node("a:prstGeom", _node("a:avLst"), prst="rect"))
    about = _node("pic:nvPicPr", _node("pic:cNvPr", id=number, name=f"Рисунок {number}"), _node("pic:cNvPicPr"))
    graphic = _node("a:graphic", _node("a:graphicData", _node("pic:pic", about, blip, shape), uri=NS["pic"]))
    inline = _node("wp:inline", _node("wp:extent", **extent), _node("wp:docPr", id=number, name=f"Рисунок {number}", descr=alt), graphic,
                   distT="0", distB="0", distL="0", distR="0")  # fmt: skip
    return el("w:r", el("w:drawing", inline))


def _node(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of a drawing; its attributes have no prefix unless they are given one."""
    return Element(tag, {**attributes}, list(children))


def millimetres(pixels: tuple[int, int], width: float) -> tuple[float, float]:
    """Size of a picture on paper when it is as wide as asked."""
    return width, width * pixels[1] / pixels[0]


