"""Numbering, settings, fonts, headers and the section of a Word document."""

from __future__ import annotations

from technopark.artefacts.documents.ooxml import Element, el, text_el
from technopark.artefacts.documents.word_styles import FONT, Page, fonts, twips


def numbering(starts: list[tuple[bool, int]], indent: float = 20) -> Element:
    """``word/numbering.xml``: one list a number, so that every ordered list starts as written.

    Args:
        starts: for each list of the document, whether it is ordered and its first number.
        indent: where the words of a list stand, millimetres from the margin.
    """
    root = el("w:numbering")
    for index, (ordered, start) in enumerate(starts):
        root.append(_abstract(index, ordered, start, indent))
    for index in range(len(starts)):
        root.append(el("w:num", el("w:abstractNumId", val=index), numId=index + 1))
    return root


def _abstract(index: int, ordered: bool, start: int, indent: float) -> Element:
    levels = []
    for level in range(3):
        left = twips(indent + 7.5 * level)
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


def settings(*, protected: bool, hyphens: bool = True) -> Element:
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
        el("w:autoHyphenation") if hyphens else None,
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


def section(page: Page, first: str, other: str, foot: str = "") -> Element:
    """Size, margins, headers and footer of the only section; the first page has a header of its own."""
    references = []
    footers = [("w:footerReference", kind, foot) for kind in ("first", "default")] if foot else []
    for tag, kind, id in (("w:headerReference", "first", first), ("w:headerReference", "default", other), *footers):
        reference = el(tag, type=kind)
        reference.attributes["r:id"] = id
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
