"""What stands round the text: mark, institution, approval stamp, title, requisites, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from technopark.artefacts.documents import blanks
from technopark.artefacts.documents.ooxml import Element, el
from technopark.artefacts.documents.tree import Sheet, SignatureLine
from technopark.artefacts.documents.word_blocks import BlockWriter, cell_of, row_of, spacer, table_of
from technopark.artefacts.documents.word_controls import ruled, ruled_to_margin, words
from technopark.artefacts.documents.word_styles import twips

STAMP_WIDTH = 80
"""Width of the approval stamp in the upper right corner, in millimetres."""

SIGNATURE = (68.0, 4.0, 40.0, 4.0, 54.0)
"""Role, gap, signature, gap, name: millimetres; together the width of an upright page."""


class Frame:
    """Writes the layout's own paragraphs of one document."""

    def __init__(self, writer: BlockWriter) -> None:
        """Use the writer's controls and width."""
        self.writer = writer
        self.controls = writer.controls
        self.sheet: Sheet = writer.controls.sheet

    # ------------------------------------------------------------------ head

    def head(self) -> Iterator[Element]:
        """Everything above the text."""
        if self.sheet.mark:
            yield _paragraph("Mark", words(self.sheet.mark))
        if self.sheet.organisation:
            yield _paragraph("Organisation", self._wide(self.sheet.organisation), tab=self.writer.width)
        if self.sheet.approval:
            yield from self._stamp()
        yield self._title()
        yield from self._agreement() if self.sheet.agreement else self._requisites()
        if self.sheet.heading:
            yield _paragraph("Matter", words(self.sheet.heading))

    def _wide(self, key: str) -> Element:
        return self.controls.inline(key, ruled_to_margin())

    def _stamp(self) -> Iterator[Element]:
        stamp = self.sheet.approval
        assert stamp is not None
        left = self.writer.width - STAMP_WIDTH
        edge = self.writer.width
        lines = (
            [words("УТВЕРЖДАЮ")],
            [self.controls.inline(stamp.post, ruled_to_margin())],
            [words("____________ "), self.controls.inline(stamp.name, ruled(50))],
            [self.controls.inline(stamp.date, words(blanks.DATE_BLANK))],
        )
        for line in lines:
            yield _paragraph("Stamp", *line, left=left, tab=edge)

    def _title(self) -> Element:
        runs = []
        if self.sheet.kind:
            first = words(self.sheet.kind)
            first.insert(0, el("w:rPr", el("w:caps")))
            runs.append(first)
        if self.sheet.subject:
            if runs:
                runs.append(el("w:r", el("w:br")))
            runs.append(words(self.sheet.subject))
        return _paragraph("Heading1", *runs)

    def _requisites(self) -> Iterator[Element]:
        date, number = self.sheet.date, self.sheet.number
        content: list[Element] = []
        if date:
            content.append(self.controls.inline(date, words(blanks.DATE_BLANK)))
        if number:
            if date:
                content.append(el("w:r", el("w:tab")))
            content += [words("№ "), self.controls.inline(number, ruled(30))]
        if content:
            yield _paragraph("Requisites", *content, right=self.writer.width)
        if self.sheet.city:
            yield _paragraph("Organisation", self.controls.inline(self.sheet.city, ruled(60)))

    def _agreement(self) -> Iterator[Element]:
        if self.sheet.number:
            yield _paragraph("Organisation", words("№ "), self.controls.inline(self.sheet.number, ruled(30)))
        content: list[Element] = []
        if self.sheet.city:
            content.append(self.controls.inline(self.sheet.city, ruled(60)))
        if self.sheet.date:
            content += [el("w:r", el("w:tab")), self.controls.inline(self.sheet.date, words(blanks.DATE_BLANK))]
        if content:
            yield _paragraph("Requisites", *content, right=self.writer.width)

    # ------------------------------------------------------------------ signatures

    def signatures(self) -> Iterator[Element]:
        """The signature block: kept together, each place to write with a caption under it."""
        if not self.sheet.signatures:
            return
        yield spacer()
        rows = [row for line in self.sheet.signatures for row in self._signature(line)]
        yield table_of(SIGNATURE, rows, style="TableNormal")
        yield spacer()

    def _signature(self, line: SignatureLine) -> Iterator[Element]:
        role = self.controls.inline(line.post, words(line.role), label=line.role) if line.post else words(line.role)
        name = self.controls.inline(line.name, words("\u00a0" * 3)) if line.name else words("")
        wide = SIGNATURE
        yield row_of([
            cell_of(wide[0], _paragraph("Signature", role), at_bottom=True),
            cell_of(wide[1], _paragraph("Signature")),
            cell_of(wide[2], _paragraph("Signature"), line_under=True),
            cell_of(wide[3], _paragraph("Signature")),
            cell_of(wide[4], _paragraph("Signature", name), line_under=True, at_bottom=True),
        ], height=14)  # fmt: skip
        captions = ("", "", "(подпись)", "", "(расшифровка подписи)")
        yield row_of([cell_of(width, _paragraph("Caption", words(text), keep=True)) for width, text in zip(wide, captions, strict=True)])
        if line.dated:
            yield row_of([cell_of(wide[0], _paragraph("Signature", words(blanks.DATE_BLANK))),
                          *(cell_of(width, _paragraph("Signature")) for width in wide[1:])], height=9)  # fmt: skip


def _paragraph(
    style: str, *content: Element, left: float = 0, tab: float = 0, right: float = 0, keep: bool = False
) -> Element:
    """A paragraph of the layout; ``tab`` draws a line up to there, ``right`` only moves there (millimetres)."""
    stop = None
    if tab or right:
        stop = el("w:tabs", el("w:tab", val="right", leader="underscore" if tab else None, pos=twips(tab or right)))
    properties = el(
        "w:pPr",
        el("w:pStyle", val=style),
        el("w:keepNext") if keep else None,
        stop,
        el("w:ind", left=twips(left)) if left else None,
    )
    return el("w:p", properties, *content)
