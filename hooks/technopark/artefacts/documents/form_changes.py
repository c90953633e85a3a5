"""How a document changes when a blank is filled in, apart from the value itself.

A line for handwriting stands further from the next one, has a small caption under it and never
shows whether its value is to be bold. Rather than repeat the writer's rules in the browser, the
template is written twice, empty and filled, and laid side by side.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

from technopark.artefacts.documents.docx import MAIN, write_docx
from technopark.artefacts.documents.ooxml import Parsed, name
from technopark.artefacts.documents.tree import Sheet

_PROBE = "x"


@dataclass(frozen=True)
class Change:
    """What else happens at a control that gets a value.

    Attributes:
        bold: the value is bold.
        style: XML of the paragraph's new properties; empty if they stay.
        drops_next: the paragraph after it, a caption, goes away.
    """

    bold: bool = False
    style: str = ""
    drops_next: bool = False


def changes(sheet: Sheet) -> dict[int, Change]:
    """Changes by the number of the control (``w:id`` in the empty template); controls without any are left out."""
    probe = {key: _PROBE for key, field in sheet.fields.items() if field.type != "таблица"}
    before, after = (etree.fromstring(main_part(write_docx(sheet, values, ruled=True))) for values in ({}, probe))
    found = {
        _number(empty): _change(empty, filled)
        for empty, filled in zip(before.iter(name("w:sdt")), after.iter(name("w:sdt")), strict=True)
    }
    return {number: change for number, change in found.items() if change != Change()}


def main_part(data: bytes) -> bytes:
    """The main part of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(MAIN)


def parts_of(data: bytes) -> dict[str, str]:
    """Parts of a DOCX as text, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {path: archive.read(path).decode("utf-8") for path in archive.namelist()}


def _number(control: Parsed) -> int:
    node = control.find(f"{name('w:sdtPr')}/{name('w:id')}")
    return 0 if node is None else int(node.get(name("w:val"), "0"))


def _change(empty: Parsed, filled: Parsed) -> Change:
    bold = filled.find(f"{name('w:sdtContent')}/{name('w:r')}/{name('w:rPr')}/{name('w:b')}") is not None
    old, new = empty.getparent(), filled.getparent()
    if old is None or new is None or old.tag != name("w:p") or old[-1] is not empty:
        return Change(bold)
    style = _text(new.find(name("w:pPr")))
    return Change(bold, style if style != _text(old.find(name("w:pPr"))) else "", _goes_away(old.getnext(), new.getnext()))


def _goes_away(old: Parsed | None, new: Parsed | None) -> bool:
    """Whether the next paragraph has no fields and is not there any more."""
    return old is not None and old.tag == name("w:p") and old.find(f".//{name('w:sdt')}") is None and _text(old) != _text(new)


def _text(node: Parsed | None) -> str:
    """XML of an element alone, with nothing of what follows it."""
    return "" if node is None else etree.tostring(node, encoding="unicode", with_tail=False)
