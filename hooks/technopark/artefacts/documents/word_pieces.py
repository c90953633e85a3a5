"""Small pieces of a Word document: rows and cells, keeping together, beginning a page."""

from __future__ import annotations

from collections.abc import Sequence

from technopark.artefacts.documents.ooxml import Element, el
from technopark.artefacts.documents.word_styles import twips


def last_or_kept(*, last: bool) -> tuple[Element, ...]:
    """Answers stay together; some air after the last one."""
    return (el("w:spacing", after=140),) if last else (el("w:keepNext"),)


def keep_with_next(paragraph: Element) -> None:
    """Forbid a page break after a paragraph."""
    properties = paragraph[0]
    if properties.find("w:keepNext") is None:
        properties.insert(int(properties.find("w:pStyle") is not None), el("w:keepNext"))


def on_new_page(first: Element) -> list[Element]:
    """Begin a page with an element: a break of its own could fall on an empty page.

    A table cannot carry the mark; a thin paragraph before it does.
    """
    extra = [] if first.tag == "w:p" else [end_mark()]
    properties = (extra or [first])[0][0]
    place = sum(child.tag in ("w:pStyle", "w:keepNext", "w:keepLines") for child in properties)
    properties.insert(place, el("w:pageBreakBefore"))
    return extra


def spacer() -> Element:
    """A thin empty paragraph after a table."""
    spacing = el("w:spacing", before=0, after=0, line=160, lineRule="exact")
    return el("w:p", el("w:pPr", spacing, el("w:rPr", el("w:sz", val=12))))


def end_mark() -> Element:
    """The paragraph that must follow a last table, so thin that it never takes a page of its own."""
    return el("w:p", el("w:pPr", el("w:spacing", before=0, after=0, line=20, lineRule="exact"), el("w:rPr", el("w:sz", val=2))))


def cell_of(width: float, *content: Element, at_bottom: bool = False, ground: str = "", turned: bool = False) -> Element:
    """A cell; it must end with a paragraph; ``ground`` is the colour behind it; words of a ``turned`` one run upwards."""
    shade = el("w:shd", val="clear", color="auto", fill=ground) if ground else None
    direction = el("w:textDirection", val="btLr") if turned else None
    align = el("w:vAlign", val="bottom") if at_bottom else el("w:vAlign", val="center") if turned else None
    return el("w:tc", el("w:tcPr", el("w:tcW", w=twips(width), type="dxa"), shade, direction, align), *content)


def row_of(cells: Sequence[Element], *, header: bool = False, height: float = 0, whole: bool = True) -> Element:
    """A row, never torn between pages unless it is not ``whole``; a header row is repeated on each."""
    properties = el(
        "w:trPr",
        el("w:cantSplit") if whole else None,
        el("w:trHeight", val=twips(height), hRule="atLeast") if height else None,
        el("w:tblHeader") if header else None,
    )
    return el("w:tr", properties, *cells)


def keep_rows(rows: Sequence[Element], *, whole: bool) -> None:
    """Never leave the last row of a table alone on a page; a ``whole`` one goes to the next page rather than is torn.

    Word looks at every paragraph of a row. LibreOffice 7 keeps whole tables only.
    """
    last = len(rows) - 1
    for number, row in enumerate(rows[:last]):
        if whole or number == last - 1:
            _keep_row(row)


def keep_end(content: Sequence[Element]) -> None:
    """Keep the end of a text with what follows it, so that no page holds but that."""
    for element, before in zip(reversed(content), (*reversed(content[:-1]), None), strict=True):
        if element.tag == "w:p":
            keep_with_next(element)
        if element.tag == "w:tbl":
            _keep_row(list(element.iter("w:tr"))[-1])
        if element.tag != "w:p" or before is None or before.tag != "w:tbl":
            break


def _keep_row(row: Element) -> None:
    for paragraph in row.iter("w:p"):
        keep_with_next(paragraph)


def table_of(widths: Sequence[float], rows: Sequence[Element], *, style: str = "TableGrid") -> Element:
    """A table of fixed widths; LibreOffice obeys the grid, Word the cells, so both are set."""
    properties = el(
        "w:tblPr",
        el("w:tblStyle", val=style),
        el("w:tblW", w=twips(sum(widths)), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    grid = el("w:tblGrid", *(el("w:gridCol", w=twips(width)) for width in widths))
    return el("w:tbl", properties, grid, *rows)
