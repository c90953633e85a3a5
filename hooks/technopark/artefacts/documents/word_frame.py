"""What stands round the text: mark, institution, approval stamp, title, requisites, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from technopark.artefacts.documents import blanks
from technopark.artefacts.documents.ooxml import Element, el
from technopark.artefacts.documents.tree import Approval, Sheet, SignatureLine
from technopark.artefacts.documents.word_blocks import BlockWriter
from technopark.artefacts.documents.word_controls import ruled, ruled_to_margin, words
from technopark.artefacts.documents.word_pieces import cell_of, end_mark, keep_with_next, row_of, spacer, table_of
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
            yield from self._centred(self.sheet.organisation, ruled_to_margin())
        if self.sheet.approval:
            yield from self._stamp(self.sheet.approval)
        yield self._title()
        if self.sheet.look == "material":
            yield _paragraph("Matter", words(self.sheet.heading or ""))
            return
        yield from self._agreement() if self.sheet.agreement else self._requisites()
        if self.sheet.heading:
            yield _paragraph("Matter", words(self.sheet.heading))

    def _centred(self, key: str, blank: Element) -> Iterator[Element]:
        """A value in the middle; an empty line says small under it what to write."""
        captioned = self.controls.ruled and not self.controls.text(key)
        yield _paragraph("Organisation", self.controls.inline(key, blank), tab=self.writer.width, tight=captioned)
        if captioned:
            yield _paragraph("Caption", words(blanks.caption_of(self.sheet.fields.get(key), key)))

    def _stamp(self, stamp: Approval) -> Iterator[Element]:
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
            yield from self._centred(self.sheet.city, ruled(60))

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

    def origin(self) -> Iterator[Element]:
        """Where a material comes from, after its text."""
        if self.sheet.origin:
            yield _paragraph("Origin", words(self.sheet.origin))

    # ------------------------------------------------------------------ signatures

    def signatures(self) -> Iterator[Element]:
        """The signature block: a row a person, never torn, each place to write with a caption under it."""
        if not self.sheet.signatures:
            return
        gap = spacer()
        keep_with_next(gap)
        yield gap
        yield table_of(SIGNATURE, [self._signature(line) for line in self.sheet.signatures], style="TableNormal")
        yield end_mark()

    def _signature(self, line: SignatureLine) -> Element:
        """Cells lie on the row's bottom and end alike, so that the words stand on one line."""
        post = self.controls.inline(line.post, words(line.role), label=line.role) if line.post and not line.apart else None
        role = post if post is not None else words(line.role)
        name = self.controls.inline(line.name, words("\u00a0" * 3)) if line.name else None
        above = ((role, False, ""), (None, False, ""), (None, True, "(подпись)"), (None, False, ""), (name, True, "(расшифровка подписи)"))
        cells = []
        for index, (width, (content, has_line, caption)) in enumerate(zip(SIGNATURE, above, strict=True)):
            style = "SignatureLine" if has_line else "Signature"
            first = _paragraph(style, *([] if content is None else [content]), above=index == 0)
            paragraphs = [first, _paragraph("Caption", words(caption))]
            if index == 0 and line.apart and line.post:
                paragraphs.insert(1, _paragraph("Signature", self.controls.inline(line.post, words("(должность)"))))
            if line.dated:
                paragraphs.append(_paragraph("Signature", *([words(blanks.DATE_BLANK)] if index == 0 else [])))
            cells.append(cell_of(width, *paragraphs, at_bottom=True))
        return row_of(cells, height=14)


def _paragraph(
    style: str, *content: Element, left: float = 0, tab: float = 0, right: float = 0, tight: bool = False, above: bool = False
) -> Element:
    """A paragraph of the layout; ``tab`` draws a line up to there, ``right`` only moves there (millimetres)."""
    stop = None
    if tab or right:
        stop = el("w:tabs", el("w:tab", val="right", leader="underscore" if tab else None, pos=twips(tab or right)))
    properties = el(
        "w:pPr",
        el("w:pStyle", val=style),
        stop,
        el("w:spacing", after=0) if tight else el("w:spacing", before=160) if above else None,
        el("w:ind", left=twips(left)) if left else None,
    )
    return el("w:p", properties, *content)
