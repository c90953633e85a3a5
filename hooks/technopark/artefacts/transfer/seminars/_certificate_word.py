"""The certificate in Word: an ordinary material set in the middle of a framed sheet."""

from __future__ import annotations

import io
import zipfile

from technopark.artefacts.documents.docx import MAIN, write_docx
from technopark.artefacts.documents.ooxml import Element, el, name, pack_zip, serialise
from technopark.artefacts.documents.skeleton import parse_part
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
    with zipfile.ZipFile(io.BytesIO(write_docx(sheet))) as archive:
        parts = {path: archive.read(path) for path in archive.namelist()}
    root = parse_part(parts[MAIN])
    body = root[0]
    for paragraph in body.iterchildren(name("w:p")):
        _centre(paragraph)
        _enlarge(paragraph, seminar)
    for width in body.iterfind(f"{name('w:tbl')}/{name('w:tblPr')}/{name('w:tblW')}"):
        width.addnext(el("w:jc", val="center"))
    for margins in body.iterfind(f"{name('w:sectPr')}/{name('w:pgMar')}"):
        margins.set(name("w:footer"), str(twips(FOOTER)))
        margins.addnext(_frame())
    return pack_zip({**parts, MAIN: serialise(root)})


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{name('w:pPr')}/{name('w:pStyle')}")
    return "" if style is None else style.get(name("w:val"), "")


def _centre(paragraph: Element) -> None:
    properties = paragraph.find(name("w:pPr"))
    if properties is None:
        properties = el("w:pPr")
        paragraph.insert(0, properties)
    own = {child.tag: child for child in properties}
    own[name("w:jc")] = el("w:jc", val="center")
    if air := AIR.get(_style(paragraph)):
        own[name("w:spacing")] = el("w:spacing", before=air)
    rank = {name(tag): place for place, tag in enumerate(ORDER)}
    properties[:] = sorted(own.values(), key=lambda child: rank.get(child.tag, len(rank)))


def _enlarge(paragraph: Element, seminar: str) -> None:
    for run in paragraph.iter(name("w:r")):
        words = "".join(node.text or "" for node in run.iter(name("w:t")))
        size = SIZES.get(_style(paragraph)) or (NAME_SIZE if seminar and words == seminar else 0)
        if size:
            properties = run.find(name("w:rPr"))
            if properties is None:
                properties = el("w:rPr")
                run.insert(0, properties)
            properties.extend([el("w:sz", val=size), el("w:szCs", val=size)])


def _frame() -> Element:
    sides = (el(f"w:{side}", val="single", sz=FRAME, space=24, color=ACCENT) for side in ("top", "left", "bottom", "right"))
    return el("w:pgBorders", *sides, offsetFrom="page")
