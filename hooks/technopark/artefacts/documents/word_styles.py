"""Styles, numbering and settings of a Word document: the paper of ГОСТ Р 7.0.97-2025.

Sizes are in half-points, lengths in twentieths of a point (``twips``), as in the format.
"""

from __future__ import annotations

from dataclasses import dataclass

from technopark.artefacts.documents.ooxml import Element, el

FONT = "Times New Roman"
"""Named, never embedded: Liberation Serif, PT Astra Serif and XO Thames stand in for it line by line."""

BODY = 24
"""Running text: 12 pt, the smallest the standard allows, because forms hold much text."""

SMALL = 18
TABLE = 22
GREY = "595959"
"""Labels of empty fields: grey, yet 7:1 on white."""


def twips(millimetres: float) -> int:
    """Millimetres → twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True)
class Page:
    """A sheet of A4 and its margins in millimetres.

    The standard asks for at least 20 on the left, 10 on the right, 20 above and below. Orders,
    agreements and consents are kept for long and filed, so the filed edge has 30: the left
    one, and the top one of a sheet that lies on its side. Both leave round text widths, 170 and 257.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


PORTRAIT = Page(210, 297, left=30, right=10, top=20, bottom=20)
LANDSCAPE = Page(297, 210, left=20, right=20, top=30, bottom=20)


def fonts(font: str = FONT) -> Element:
    """One font for every script."""
    return el("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def letters(
    *, size: int = 0, bold: bool = False, italic: bool = False, caps: bool = False, color: str = "", ground: str = ""
) -> Element | None:
    """Letters of a style, or nothing if they are as everywhere; ``ground`` is the colour behind them."""
    children = [
        el("w:b") if bold else None,
        el("w:i") if italic else None,
        el("w:caps") if caps else None,
        el("w:color", val=color) if color else None,
        el("w:sz", val=size) if size else None,
        el("w:szCs", val=size) if size else None,
        el("w:shd", val="clear", color="auto", fill=ground) if ground else None,
    ]
    return el("w:rPr", *children) if any(child is not None for child in children) else None


def _style(id: str, title: str, paragraph: Element, run: Element | None) -> Element:
    default = {"default": "1"} if id == "Normal" else {}
    return el(
        "w:style",
        el("w:name", val=title),
        el("w:basedOn", val="Normal") if id != "Normal" else None,
        el("w:next", val="BodyText") if id.startswith("Heading") else None,
        el("w:qFormat"),
        paragraph,
        run,
        type="paragraph", styleId=id, **default,
    )  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands: spaces in twentieths of a point, indents in millimetres.

    Attributes:
        before, after: space above and below.
        first: indent of the first line; a negative one hangs.
        left: indent of the others.
        align: ``both``, ``center`` or nothing (left).
        line: height of a line, 240 being single.
        level: level of a heading, from 0.
        keep: stays with the next paragraph.
        border: a line under the paragraph, to sign on.
        edges: coloured lines, ``(side, colour, eighths of a point)``.
        ground: colour behind the paragraph.
        right: indent from the right.
    """

    before: int = 0
    after: int = 0
    first: float = 0
    left: float = 0
    align: str = ""
    line: int = 276
    level: int | None = None
    keep: bool = False
    border: bool = False
    edges: tuple[tuple[str, str, int], ...] = ()
    ground: str = ""
    right: float = 0

    def xml(self) -> Element:
        """Paragraph properties in the order of the schema; headings are never hyphenated."""
        indent = {"left": twips(self.left) if self.left else None, "firstLine": twips(self.first) if self.first > 0 else None}
        if self.first < 0:
            indent["hanging"] = twips(-self.first)
        if self.right:
            indent["right"] = twips(self.right)
        return el(
            "w:pPr",
            el("w:keepNext") if self.keep else None,
            el("w:keepLines") if self.keep else None,
            el("w:pBdr", el("w:bottom", val="single", sz=4, space=1, color="auto")) if self.border else None,
            el("w:pBdr", *(el(f"w:{side}", val="single", sz=size, space=6, color=color) for side, color, size in self.edges))
            if self.edges else None,
            el("w:shd", val="clear", color="auto", fill=self.ground) if self.ground else None,
            el("w:suppressAutoHyphens") if self.keep else None,
            el("w:spacing", before=self.before, after=self.after, line=self.line, lineRule="auto"),
            el("w:ind", **indent) if any(indent.values()) else None,
            el("w:jc", val=self.align) if self.align else None,
            el("w:outlineLvl", val=self.level) if self.level is not None else None,
        )


Paragraphs = tuple[tuple[str, str, Shape, Element | None], ...]
"""Paragraph styles: id, name, shape, letters."""

PARAGRAPHS: Paragraphs = (
    ("Normal", "Normal", Shape(), None),
    ("Heading1", "heading 1", Shape(240, 60, align="center", level=0, keep=True), letters(size=28, bold=True)),
    ("Heading2", "heading 2", Shape(240, 120, level=1, keep=True), letters(size=26, bold=True)),
    ("Heading3", "heading 3", Shape(180, 80, level=2, keep=True), letters(bold=True)),
    ("BodyText", "Body Text", Shape(0, 80, first=12.5, align="both"), None),
    ("FieldLine", "Строка для заполнения", Shape(60, 120), None),
    ("Mark", "Пометка", Shape(0, 160, line=240), letters(size=SMALL, italic=True, color=GREY)),
    ("Organisation", "Организация", Shape(0, 160, align="center"), None),
    ("Stamp", "Гриф утверждения", Shape(), None),
    ("Requisites", "Реквизиты", Shape(120, 60), None),
    ("Matter", "Заголовок к тексту", Shape(120, 160, keep=True), letters(bold=True)),
    ("Choice", "Вариант ответа", Shape(0, 40, left=12.5, first=-7.5), None),
    ("ListBullet", "List Bullet", Shape(0, 40), None),
    ("ListNumber", "List Number", Shape(0, 40), None),
    ("ListText", "List Continue", Shape(0, 40, left=20), None),
    ("Cell", "Текст таблицы", Shape(line=252), letters(size=TABLE)),
    ("CellHead", "Заголовок столбца", Shape(line=240, align="center", keep=True), letters(size=TABLE, bold=True)),
    ("Caption", "caption", Shape(0, 60, line=240, align="center"), letters(size=SMALL - 2)),
    ("Signature", "Signature", Shape(line=240), None),
    ("SignatureLine", "Подпись с чертой", Shape(line=240, border=True), None),
    ("Header", "header", Shape(line=240, align="center"), None),
)


def styles(paragraphs: Paragraphs = PARAGRAPHS, *more: Element, rules: str = "auto") -> Element:
    """``word/styles.xml``: only styles the documents use.

    Args:
        paragraphs: styles of paragraphs.
        more: other styles.
        rules: colour of the lines of tables.
    """
    language = el("w:lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA")
    default = el("w:rPr", fonts(), el("w:sz", val=BODY), el("w:szCs", val=BODY), language)
    plain = el("w:style", el("w:name", val="Default Paragraph Font"), el("w:uiPriority", val=1), el("w:semiHidden"),
               type="character", default="1", styleId="DefaultParagraphFont")  # fmt: skip
    grey = el("w:style", el("w:name", val="Placeholder Text"), el("w:basedOn", val="DefaultParagraphFont"), el("w:uiPriority", val=99),
              el("w:rPr", el("w:color", val=GREY)), type="character", styleId="PlaceholderText")  # fmt: skip
    return el(
        "w:styles",
        el("w:docDefaults", el("w:rPrDefault", default), el("w:pPrDefault")),
        *(_style(id, title, shape.xml(), run) for id, title, shape, run in paragraphs),
        plain,
        grey,
        *more,
        *_table_styles(rules),
    )


def _table_styles(rules: str) -> tuple[Element, Element]:
    sides = ("top", "left", "bottom", "right")
    edges = [el(f"w:{side}", val="single", sz=4, space=0, color=rules) for side in (*sides, "insideH", "insideV")]
    margins = el("w:tblCellMar", *(el(f"w:{side}", w=width, type="dxa") for side, width in zip(sides, (40, 85, 40, 85), strict=True)))
    nothing = el("w:tblCellMar", *(el(f"w:{side}", w=0, type="dxa") for side in sides))
    plain = el("w:style", el("w:name", val="Normal Table"), el("w:uiPriority", val=99), el("w:semiHidden"),
               el("w:tblPr", el("w:tblInd", w=0, type="dxa"), nothing), type="table", default="1", styleId="TableNormal")
    grid = el("w:style", el("w:name", val="Table Grid"), el("w:basedOn", val="TableNormal"), el("w:uiPriority", val=39),
              el("w:tblPr", el("w:tblBorders", *edges), margins), type="table", styleId="TableGrid")
    return plain, grid
