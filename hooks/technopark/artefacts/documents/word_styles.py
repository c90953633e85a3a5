"""Styles, numbering and settings of a Word document: the paper of ГОСТ Р 7.0.97-2025.

Sizes are in half-points, lengths in twentieths of a point (``twips``), as in the format.
"""

from __future__ import annotations

from dataclasses import dataclass

from technopark.artefacts.documents.ooxml import Element, el, name, text_el

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


def _run(*, size: int = 0, bold: bool = False, italic: bool = False, caps: bool = False, color: str = "") -> Element | None:
    children = [
        el("w:b") if bold else None,
        el("w:i") if italic else None,
        el("w:caps") if caps else None,
        el("w:color", val=color) if color else None,
        el("w:sz", val=size) if size else None,
        el("w:szCs", val=size) if size else None,
    ]
    return el("w:rPr", *children) if any(child is not None for child in children) else None


def _style(id: str, title: str, paragraph: Element | None, run: Element | None, *, based: str = "Normal", next: str = "") -> Element:
    default = {"default": "1"} if id == "Normal" else {}
    return el(
        "w:style",
        el("w:name", val=title),
        el("w:basedOn", val=based) if id != "Normal" else None,
        el("w:next", val=next) if next else None,
        el("w:qFormat"),
        paragraph,
        run,
        type="paragraph", styleId=id, **default,
    )  # fmt: skip


def _pages(
    *, keep: bool = False, before: int = 0, after: int = 0, first: float = 0, left: float = 0, align: str = "", line: int = 276, level: int | None = None, hyphens: bool = True, border: bool = False
) -> Element:
    indent = {"left": twips(left) if left else None, "firstLine": twips(first) if first > 0 else None}
    if first < 0:
        indent["hanging"] = twips(-first)
    return el(
        "w:pPr",
        el("w:keepNext") if keep else None,
        el("w:keepLines") if keep else None,
        el("w:pBdr", el("w:bottom", val="single", sz=4, space=1, color="auto")) if border else None,
        el("w:suppressAutoHyphens") if not hyphens else None,
        el("w:spacing", before=before, after=after, line=line, lineRule="auto"),
        el("w:ind", **indent) if first or left else None,
        el("w:jc", val=align) if align else None,
        el("w:outlineLvl", val=level) if level is not None else None,
    )


def styles() -> Element:
    """``word/styles.xml``: only styles the documents use."""
    root = el("w:styles")
    language = el("w:lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA")
    defaults = el("w:rPr", fonts(), el("w:sz", val=BODY), el("w:szCs", val=BODY), language)
    root.append(el("w:docDefaults", el("w:rPrDefault", defaults), el("w:pPrDefault")))
    root.extend((
        _style("Normal", "Normal", _pages(), None),
        _style("Heading1", "heading 1", _pages(keep=True, before=240, after=60, align="center", level=0, hyphens=False), _run(size=28, bold=True), next="BodyText"),
        _style("Heading2", "heading 2", _pages(keep=True, before=240, after=120, level=1, hyphens=False), _run(size=26, bold=True), next="BodyText"),
        _style("Heading3", "heading 3", _pages(keep=True, before=180, after=80, level=2, hyphens=False), _run(bold=True), next="BodyText"),
        _style("BodyText", "Body Text", _pages(after=80, first=12.5, align="both"), None),
        _style("FieldLine", "Строка для заполнения", _pages(before=60, after=120), None),
        _style("Mark", "Пометка", _pages(after=160, line=240), _run(size=SMALL, italic=True, color=GREY)),
        _style("Organisation", "Организация", _pages(after=160, align="center"), None),
        _style("Stamp", "Гриф утверждения", _pages(line=276), None),
        _style("Requisites", "Реквизиты", _pages(before=120, after=60), None),
        _style("Matter", "Заголовок к тексту", _pages(keep=True, before=120, after=160), _run(bold=True)),
        _style("Choice", "Вариант ответа", _pages(after=40, left=12.5, first=-7.5), None),
        _style("ListBullet", "List Bullet", _pages(after=40), None),
        _style("ListNumber", "List Number", _pages(after=40), None),
        _style("ListText", "List Continue", _pages(after=40, left=20), None),
        _style("Cell", "Текст таблицы", _pages(line=252), _run(size=TABLE)),
        _style("CellHead", "Заголовок столбца", _pages(keep=True, line=240, align="center", hyphens=False), _run(size=TABLE, bold=True)),
        _style("Caption", "caption", _pages(line=240, after=60, align="center"), _run(size=SMALL - 2)),
        _style("Signature", "Signature", _pages(line=240), None),
        _style("SignatureLine", "Подпись с чертой", _pages(line=240, border=True), None),
        _style("Header", "header", _pages(line=240, align="center"), None),
    ))  # fmt: skip
    root.append(el("w:style", el("w:name", val="Default Paragraph Font"), el("w:uiPriority", val=1), el("w:semiHidden"),
                   type="character", default="1", styleId="DefaultParagraphFont"))
    root.append(el("w:style", el("w:name", val="Placeholder Text"), el("w:basedOn", val="DefaultParagraphFont"), el("w:uiPriority", val=99),
                   el("w:rPr", el("w:color", val=GREY)), type="character", styleId="PlaceholderText"))
    root.extend(_table_styles())
    return root


def _table_styles() -> tuple[Element, Element]:
    edges = [el(f"w:{side}", val="single", sz=4, space=0, color="auto") for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    margins = el("w:tblCellMar", *(el(f"w:{side}", w=width, type="dxa") for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))))
    plain = el("w:style", el("w:name", val="Normal Table"), el("w:uiPriority", val=99), el("w:semiHidden"),
               el("w:tblPr", el("w:tblInd", w=0, type="dxa")), type="table", default="1", styleId="TableNormal")
    grid = el("w:style", el("w:name", val="Table Grid"), el("w:basedOn", val="TableNormal"), el("w:uiPriority", val=39),
              el("w:tblPr", el("w:tblBorders", *edges), margins), type="table", styleId="TableGrid")
    return plain, grid


def numbering(starts: list[tuple[bool, int]]) -> Element:
    """``word/numbering.xml``: one list a number, so that every ordered list starts as written.

    Args:
        starts: for each list of the document, whether it is ordered and its first number.
    """
    root = el("w:numbering")
    for index, (ordered, start) in enumerate(starts):
        root.append(_abstract(index, ordered, start))
    for index in range(len(starts)):
        root.append(el("w:num", el("w:abstractNumId", val=index), numId=index + 1))
    return root


def _abstract(index: int, ordered: bool, start: int) -> Element:
    levels = []
    for level in range(3):
        left = twips(20 + 7.5 * level)
        levels.append(el(
            "w:lvl",
            el("w:start", val=start if level == 0 else 1),
            el("w:numFmt", val="decimal" if ordered else "bullet"),
            el("w:suff", val="tab"),
            el("w:lvlText", val=f"%{level + 1}." if ordered else "–"),
            el("w:lvlJc", val="left"),
            el("w:pPr", el("w:ind", left=left, hanging=twips(7.5))),
            el("w:rPr", fonts()),
            ilvl=level,
        ))  # fmt: skip
    return el("w:abstractNum", el("w:multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=index)


def settings(*, protected: bool) -> Element:
    """``word/settings.xml``: Russian everywhere; a «бланк» lets a person change the blanks only."""
    compat = [
        el("w:compatSetting", name=key, uri="http://schemas.microsoft.com/office/word", val=value)
        for key, value in (("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1"))
    ]
    return el(
        "w:settings",
        el("w:zoom", percent=100),
        el("w:documentProtection", edit="forms", enforcement="1") if protected else None,
        el("w:defaultTabStop", val=twips(12.5)),
        el("w:autoHyphenation"),
        el("w:consecutiveHyphenLimit", val=2),
        el("w:doNotHyphenateCaps"),
        el("w:characterSpacingControl", val="doNotCompress"),
        el("w:compat", *compat),
        el("w:themeFontLang", val="ru-RU"),
        el("w:decimalSymbol", val=","),
        el("w:listSeparator", val=";"),
    )


def font_table() -> Element:
    """``word/fontTable.xml``: what may stand in for the font where it is absent."""
    font = el(
        "w:font",
        el("w:altName", val="Liberation Serif"),
        el("w:panose1", val="02020603050405020304"),
        el("w:charset", val="CC"),
        el("w:family", val="roman"),
        el("w:pitch", val="variable"),
        name=FONT,
    )
    return el("w:fonts", font)


def header(*, numbered: bool) -> Element:
    """A page header: the number of the page in the middle, or nothing on the first page."""
    paragraph = el("w:p", el("w:pPr", el("w:pStyle", val="Header")))
    if numbered:
        paragraph.append(el("w:fldSimple", el("w:r", text_el("2")), instr=" PAGE "))
    return el("w:hdr", paragraph)


def section(page: Page, first: str, other: str) -> Element:
    """Size, margins and headers of the only section; the number appears from the second page."""
    references = []
    for kind, id in (("first", first), ("default", other)):
        reference = el("w:headerReference", type=kind)
        reference.set(name("r:id"), id)
        references.append(reference)
    orient = "landscape" if page.width > page.height else None
    margins = {side: twips(getattr(page, side)) for side in ("top", "right", "bottom", "left")}
    return el(
        "w:sectPr",
        *references,
        el("w:pgSz", w=twips(page.width), h=twips(page.height), orient=orient),
        el("w:pgMar", **margins, header=twips(10), footer=twips(10), gutter=0),
        el("w:titlePg"),
    )
