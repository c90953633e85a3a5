"""Blocks of the book → paragraphs, tables and pictures of a Word document."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image

from technopark.artefacts.documents.ooxml import Element, Package, el
from technopark.artefacts.documents.widths import shared
from technopark.artefacts.documents.word_controls import words
from technopark.artefacts.documents.word_pieces import cell_of, keep_end, keep_rows, row_of, spacer, table_of
from technopark.artefacts.manual import word_looks as looks
from technopark.artefacts.manual.tree import (
    Block,
    Box,
    Card,
    Columns,
    Facts,
    Figure,
    Heading,
    Items,
    Labelled,
    Letter,
    Paragraph,
    Record,
    Run,
    Runs,
    Steps,
    Table,
    plain,
)

MAIN = "word/document.xml"

_LETTERS = re.compile("(?<=[а-яё])\u00a0(?=[а-яё«(0-9])", re.IGNORECASE)
"""No-break spaces between words: offices do not stretch them in justified lines, so here they tear holes."""

Draw = Callable[[str], bytes]
"""SVG → PNG."""

TURNED = 76
"""Height of a head whose words run upwards, millimetres."""

LABELS = 40
"""Width of the column of labels, millimetres."""

WHOLE = 1000
"""Facts of fewer characters are not torn between pages."""


def paragraph(style: str, *content: Element, extra: Sequence[Element] = ()) -> Element:
    """A paragraph of a style."""
    return el("w:p", el("w:pPr", el("w:pStyle", val=style), *extra), *content)


def complex_field(instruction: str, *shown: Element, dirty: bool = False) -> list[Element]:
    """A field: what Word computes, and what stands there until it does; a dirty one is computed when the file opens."""
    code = el("w:instrText")
    code.text = f" {instruction} "
    begin = el("w:fldChar", fldCharType="begin", dirty="true" if dirty else None)
    middle = [el("w:r", el("w:fldChar", fldCharType="separate")), *shown] if shown else []
    return [el("w:r", begin), el("w:r", code), *middle, el("w:r", el("w:fldChar", fldCharType="end"))]


@dataclass
class BodyWriter:
    """Writes the blocks of one book.

    Attributes:
        titles: title of every term of the index, by id.
        draw: makes a PNG of a drawing.
        package: gets the pictures.
        lists: lists met so far: whether ordered, and the first number.
        level: level of the next small heading: none is skipped.
    """

    titles: Mapping[str, str]
    draw: Draw
    package: Package = field(default_factory=Package)
    lists: list[tuple[bool, int]] = field(default_factory=list)
    level: int = 2
    _marks: dict[str, int] = field(default_factory=dict)
    _drawn: dict[str, bytes] = field(default_factory=dict)

    # ------------------------------------------------------------------ words

    def mark(self, anchor: str) -> str:
        """Name of a bookmark: Word allows forty characters, so anchors are numbered."""
        return f"m{self._marks.setdefault(anchor, len(self._marks) + 1)}"

    def bookmarked(self, anchor: str, *content: Element) -> list[Element]:
        """The place something leads to."""
        mark = self.mark(anchor)
        id = mark[1:]
        return [el("w:bookmarkStart", id=id, name=mark), *content, el("w:bookmarkEnd", id=id)]

    def runs(self, runs: Runs) -> Iterator[Element]:
        """Runs of words with their marks, links and addresses."""
        for run in runs:
            if run.term in self.titles:
                entry = self.titles[run.term].replace('"', "").replace("\\", "").replace(":", "\\:")
                yield from complex_field(f'XE "{entry}"')
            yield from self._run(run)
            if run.note:
                yield words(f" ({run.note})")

    def _run(self, run: Run) -> Iterator[Element]:
        shown = words(_LETTERS.sub(" ", run.text.replace("\u00ad", "")), bold=run.bold, italic=run.italic)
        if run.link.startswith("#"):
            yield el("w:hyperlink", shown, anchor=self.mark(run.link[1:]))
        elif run.link:
            yield from complex_field(f'HYPERLINK "{run.link}"', shown)
        else:
            yield shown

    # ------------------------------------------------------------------ blocks

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Element]:
        """Blocks in order."""
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Element]:
        """Elements of a block."""
        return _WRITERS[type(block)](self, block)

    def _paragraph(self, block: Paragraph) -> Iterator[Element]:
        yield paragraph({"text": "Plain", "lead": "Lead", "small": "Small"}[block.style], *self.runs(block.runs))

    def _heading(self, block: Heading) -> Iterator[Element]:
        yield paragraph(f"Heading{min(block.level, self.level)}", words(block.text))

    def _labelled(self, block: Labelled) -> Iterator[Element]:
        yield self._small_heading(block.label)
        yield from self.blocks(block.blocks)

    def _steps(self, block: Steps) -> Iterator[Element]:
        for step in block.steps:
            yield self._small_heading(f"{step.mark}{'.' if step.mark.isdigit() else ''} {step.title}")
            said = list(self.blocks(step.blocks))
            if said and step.facts:
                keep_end(said)
            yield from said
            yield from self._facts(step.facts)

    def _box(self, block: Box) -> Iterator[Element]:
        yield paragraph("Note", words(block.title, bold=True), extra=[el("w:keepNext")])
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                yield paragraph("Note", *self.runs(inner.runs))
            else:
                yield from self.block(inner)

    def _card(self, block: Card) -> Iterator[Element]:
        yield self._small_heading(block.title)
        yield from self._facts(block.facts)

    def _record(self, block: Record) -> Iterator[Element]:
        mark = [words(f"{block.mark} ", bold=True)] if block.mark else []
        yield paragraph("Plain", *self.bookmarked(block.anchor, *mark, *self.runs(block.head)), extra=[el("w:keepNext")])
        yield from self.blocks(block.blocks)
        if block.small:
            yield paragraph("Small", *self.runs(block.small))

    def _small_heading(self, text: str) -> Element:
        return paragraph(f"Heading{self.level}", words(text))

    def _items(self, items: Items, level: int = 0) -> Iterator[Element]:
        self.lists.append((items.ordered, items.start))
        number = len(self.lists)
        style = "ListNumber" if items.ordered else "ListBullet"
        for item in items.items:
            for place, block in enumerate(item):
                if isinstance(block, Paragraph):
                    first = [el("w:numPr", el("w:ilvl", val=level), el("w:numId", val=number))] if place == 0 else []
                    yield paragraph(style if place == 0 else "ListText", *self.runs(block.runs), extra=first)
                elif isinstance(block, Items):
                    yield from self._items(block, min(level + 1, 2))
                else:
                    yield from self.block(block)

    def _facts(self, rows: Sequence[tuple[str, Runs]]) -> Iterator[Element]:
        if not rows:
            return
        widths = (LABELS, looks.WIDTH - LABELS)
        cells = (([words(label)], self.runs(runs)) for label, runs in rows)
        made = [[cell_of(width, paragraph("Cell", *content)) for width, content in zip(widths, pair, strict=True)] for pair in cells]
        lines = [row_of(row) for row in made]
        keep_rows(lines, whole=sum(len(plain(runs)) for _, runs in rows) < WHOLE)
        yield table_of(widths, lines)
        yield spacer()

    def _table(self, block: Table) -> Iterator[Element]:
        widths = shared(block.widths, looks.WIDTH)
        if block.caption:
            yield paragraph("TableTitle", words(block.caption))
        head = [
            cell_of(width, paragraph("CellHead", words(title)), turned=place in block.turned)
            for place, (title, width) in enumerate(zip(block.header, widths, strict=True))
        ]
        pairs = (zip(row, widths, strict=True) for row in block.rows)
        body = [[cell_of(width, paragraph("Cell", *self.runs(cell))) for cell, width in row] for row in pairs]
        first = row_of(head, header=True, height=TURNED if block.turned else 0)
        lines = [first, *(row_of(row) for row in body)]
        keep_rows(lines, whole=False)
        yield table_of(widths, lines)
        yield spacer()

    def _columns(self, block: Columns) -> Iterator[Element]:
        """The logic model: a row of lists under the heads."""
        widths = shared([1.0] * len(block.columns), looks.WIDTH)
        head = [cell_of(width, paragraph("CellHead", words(title))) for (title, _), width in zip(block.columns, widths, strict=True)]
        cells = [
            cell_of(width, *(paragraph("Cell", words("– "), *self.runs(line)) for line in lines))
            for (_, lines), width in zip(block.columns, widths, strict=True)
        ]
        yield paragraph("TableTitle", words(block.caption))
        yield table_of(widths, [row_of(head, header=True), row_of(cells)])
        yield spacer()

    def _figure(self, block: Figure) -> Iterator[Element]:
        if block.form == "svg":
            data = self._drawn[block.data] = self._drawn.get(block.data) or self.draw(block.data)
        else:
            data = base64.b64decode(block.data)
        with Image.open(BytesIO(data)) as image:
            size = looks.millimetres(image.size, 125 * block.width)
        shown = looks.picture(self.package, MAIN, data, "png" if block.form == "svg" else block.form, block.alt, size)
        yield paragraph("Plain", shown, extra=[el("w:keepNext")])
        if block.caption:
            yield paragraph("PictureTitle", words(block.caption))


_WRITERS: Mapping[type[Any], Callable[[BodyWriter, Any], Iterator[Element]]] = {
    Paragraph: BodyWriter._paragraph,
    Items: BodyWriter._items,
    Heading: BodyWriter._heading,
    Labelled: BodyWriter._labelled,
    Facts: lambda writer, block: writer._facts(block.rows),
    Table: BodyWriter._table,
    Steps: BodyWriter._steps,
    Columns: BodyWriter._columns,
    Figure: BodyWriter._figure,
    Box: BodyWriter._box,
    Card: BodyWriter._card,
    Record: BodyWriter._record,
    Letter: lambda _, block: iter([paragraph("Heading2", words(block.text))]),
}
"""What writes each kind of block."""
