"""The certificate in Word: an ordinary material set in the middle of a framed sheet."""

from __future__ import annotations

from functools import partial

from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.ooxml import Element, el
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.word_material import ACCENT
from technopark.artefacts.documents.word_styles import twips

SIZES = {"Heading1": 80, "Matter": 30}
"""Sizes of the word «Сертификат» and of what stands under it, half-points."""

AIR = {"Heading1": 500}
"""Space above, twentieths of a point."""

NAME_SIZE = 36
FOOTER = 14
"""From the edge of the sheet to the foot, millimetres: inside the frame."""

FRAME = 24
"""Thickness of the frame, eighths of a point."""

ORDER = ("w:pStyle", "w:keepNext", "w:keepLines", "w:tabs", "w:spacing", "w:ind", "w:jc")
"""Order of a paragraph's properties the standard demands (ISO/IEC 29500-1, 17.3.1.26), as far as we use them."""


def write_certificate(sheet: Sheet, seminar: str) -> bytes:
    """Write the form.

    Args:
        sheet: a material that lies on its side.
        seminar: words of the run to set large.

    Returns:
        Bytes of the file, the same for the same input.
    """
    return write_docx(sheet, finish=partial(_set_in_frame, seminar=seminar))


def _set_in_frame(body: Element, seminar: str) -> None:
    for block in body:
        if block.tag == "w:p":
            _centre(block)
            _enlarge(block, seminar)
        elif block.tag == "w:tbl":
            _put_after("w:tblW", block[0], el("w:jc", val="center"))
        elif block.tag == "w:sectPr":
            margins = _put_after("w:pgMar", block, _frame())
            margins.attributes["w:footer"] = twips(FOOTER)


def _put_after(tag: str, parent: Element, new: Element) -> Element:
    """Put a new element after the child with this name, which is returned."""
    place = next(number for number, child in enumerate(parent) if child.tag == tag)
    parent.insert(place + 1, new)
    return parent[place]


def _style(paragraph: Element) -> str:
    properties = paragraph.find("w:pPr")
    style = properties.find("w:pStyle") if properties else None
    return str(style.attributes["w:val"]) if style else ""


def _first(parent: Element, tag: str) -> Element:
    """The properties that stand first in an element; made if there are none."""
    found = parent.find(tag)
    if found is None:
        found = el(tag)
        parent.insert(0, found)
    return found


def _centre(paragraph: Element) -> None:
    properties = _first(paragraph, "w:pPr")
    own = {child.tag: child for child in properties}
    own["w:jc"] = el("w:jc", val="center")
    if air := AIR.get(_style(paragraph)):
        own["w:spacing"] = el("w:spacing", before=air)
    properties.children = sorted(own.values(), key=lambda child: ORDER.index(child.tag) if child.tag in ORDER else len(ORDER))


def _enlarge(paragraph: Element, seminar: str) -> None:
    for run in paragraph.iter("w:r"):
        words = "".join(node.text for node in run.iter("w:t"))
        size = SIZES.get(_style(paragraph)) or (NAME_SIZE if seminar and words == seminar else 0)
        if size:
            _first(run, "w:rPr").extend([el("w:sz", val=size), el("w:szCs", val=size)])


def _frame() -> Element:
    sides = (el(f"w:{side}", val="single", sz=FRAME, space=24, color=ACCENT) for side in ("top", "left", "bottom", "right"))
    return el("w:pgBorders", *sides, offsetFrom="page")
