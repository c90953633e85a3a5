"""The files a composed text is given in, and the picture of its beginning.

    Sheet ─ Word ──► .docx    what people edit first
          ─ Typst ─► .pdf     what is printed as it is: the whole text, or the participants' sheets alone
          ─ Typst ─► .png     its beginning, for the page

Which of them a material has is said by its item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate, takewhile
from typing import Any

from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.paper import PaperData
from technopark.artefacts.documents.tree import PageBreak, Sheet
from technopark.artefacts.transfer.items import FileSpec, Made, Workshop
from technopark.artefacts.transfer.texts import Composed

TEMPLATE = "transfer/material.typ"

WORD = FileSpec(".docx", "Word", "чтобы править и дописывать")
PAPER = FileSpec(".pdf", "PDF", "чтобы читать и печатать")
SHEETS = FileSpec("-sheets.pdf", "Листы участников", "напечатать и раздать")
"""What stands after the first page break of a scenario: every sheet begins a page of its own."""

FILES = (WORD, PAPER)
"""What a text that is printed as it is is given in; what people edit first needs no paper."""

GLANCE = 1400
"""Characters, a block counting as ``BLOCK`` more, that fill the page of a text's picture."""

BLOCK = 60

ACROSS = {False: 595.28, True: 841.89}
"""Width of the paper, points, by whether it lies on its side."""


def made(workshop: Workshop, composed: Composed, files: Iterable[FileSpec] = FILES, *, time: str = "") -> Made:
    """Write a material, with a picture of its beginning.

    Args:
        workshop: tools of this process.
        composed: what to write.
        files: which of ``WORD``, ``PAPER`` and ``SHEETS``.
        time: how long it takes to perform; empty if it is not performed.
    """
    sheet = composed.sheet
    written = {spec.ending: WRITERS[spec](workshop, sheet) for spec in files}
    return Made(written, composed.share, time, glance(workshop, sheet), f"Начало: {sheet.title}")


def paper_of(workshop: Workshop, sheet: Sheet) -> bytes:
    """The whole text as PDF/UA-1."""
    return workshop.typesetter.pdf(TEMPLATE, PaperData(sheet, {}).sheet_data())


def sheets_of(workshop: Workshop, sheet: Sheet) -> bytes:
    """The sheets for participants alone as PDF/UA-1."""
    first = sheet.blocks.index(PageBreak()) + 1
    name = f"{sheet.subject}: листы участников"
    return paper_of(workshop, replace(sheet, title=f"{name}. {sheet.heading}", subject=name, blocks=sheet.blocks[first:]))


def glance(workshop: Workshop, sheet: Sheet) -> bytes:
    """The beginning of a text as a small picture; only the blocks that are seen are laid out."""
    first = tuple(takewhile(lambda block: not isinstance(block, PageBreak), sheet.blocks[: GLANCE // BLOCK]))
    data = PaperData(replace(sheet, blocks=first), {}).sheet_data()
    counts = accumulate(BLOCK + _length(block) for block in data["blocks"])
    seen = next((number for number, count in enumerate(counts, 1) if count > GLANCE), len(data["blocks"]))
    data |= {"blocks": data["blocks"][:seen], "appendices": (), "origin": "", "glance": True}
    return workshop.typesetter.png(TEMPLATE, data, ACROSS[sheet.landscape])


def _length(data: Any) -> int:
    """Characters of the texts in a block's data."""
    if isinstance(data, dict):
        return sum(len(value) if key == "text" and isinstance(value, str) else _length(value) for key, value in data.items())
    return sum(map(_length, data)) if isinstance(data, list) else 0


WRITERS: Mapping[FileSpec, Callable[[Workshop, Sheet], bytes]] = {
    WORD: lambda _, sheet: write_docx(sheet, ruled=True),
    PAPER: paper_of,
    SHEETS: sheets_of,
}
