"""Blocks of the text → paragraphs and tables of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from technopark.artefacts.documents import blanks, word_material
from technopark.artefacts.documents.ooxml import Element, el, text_el
from technopark.artefacts.documents.tree import (
    Blank,
    Block,
    Box,
    Choice,
    FillTable,
    Heading,
    Inlines,
    Items,
    PageBreak,
    Paragraph,
    Table,
    Text,
    followed,
    is_aside,
    is_long,
    is_prompt,
)
from technopark.artefacts.documents.values import Rows, padded
from technopark.artefacts.documents.widths import fill_widths, row_height, text_widths
from technopark.artefacts.documents.word_controls import Controls, ruled, ruled_lines, ruled_to_margin, words
from technopark.artefacts.documents.word_pieces import (
    cell_of,
    keep_rows,
    keep_with_next,
    last_or_kept,
    on_new_page,
    row_of,
    spacer,
    table_of,
)
from technopark.artefacts.documents.word_styles import twips

CELL_PADDING = 3
"""Left and right padding of a cell together, in millimetres."""

_LETTERS = re.compile("(?<=[а-яё])\u00a0(?=[а-яё«(0-9])", re.IGNORECASE)
"""No-break spaces between words: offices do not stretch them in justified lines, so here they tear holes."""

ROW_HEIGHT = 9
"""Height of a row that is filled by hand, in millimetres."""

WHOLE = 1 / 8
"""A table that takes less of a page is not torn."""


@dataclass
class Place:
    """Where a paragraph stands: its width in millimetres and its style."""

    width: float
    style: str = "BodyText"


@dataclass
class BlockWriter:
    """Writes blocks with the controls of one document.

    Attributes:
        controls: makes the fields.
        width: width of the text in millimetres.
        lists: lists met so far: whether ordered, and the first number.
    """

    controls: Controls
    width: float
    lists: list[tuple[bool, int]] = field(default_factory=list)

    @property
    def material(self) -> bool:
        """Whether this is a material, not a form."""
        return self.controls.sheet.look == "material"

    @property
    def indent(self) -> float:
        """Where the words of a list stand, millimetres from the margin."""
        return word_material.INDENT if self.material else 20

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Element]:
        """Everything in order; tables never touch each other, or Word would join them."""
        new_page = False
        for block, follower in followed(blocks):
            elements = list(self._block(block))
            if isinstance(block, Paragraph) and blanks.leads_to(block, follower):
                keep_with_next(elements[-1])
            if new_page and elements:
                yield from on_new_page(elements[0])
            new_page = isinstance(block, PageBreak) or (new_page and not elements)
            yield from elements

    def _block(self, block: Block) -> Iterator[Element]:
        if isinstance(block, Heading):
            level = min(block.level, 3)
            yield self.paragraph(block.inlines, Place(self.width, f"Heading{level}"))
        elif isinstance(block, Paragraph):
            yield self.paragraph(block.inlines, Place(self.width))
        elif isinstance(block, Items):
            yield from self._items(block, 0)
        elif isinstance(block, Table):
            yield self._table(block)
            yield spacer()
        elif isinstance(block, FillTable):
            yield self._fill_table(block.key)
            yield spacer()
        elif isinstance(block, Choice):
            yield from self._choice(block.key)
        elif isinstance(block, Box):
            yield from self._box(block)

    # ------------------------------------------------------------------ paragraphs

    def paragraph(self, inlines: Inlines, place: Place, *extra: Element) -> Element:
        """A paragraph; a line to write on runs to its right edge."""
        style = place.style
        if style == "BodyText" and is_prompt(Paragraph(inlines)):
            style = "Prompt"
        elif style == "BodyText" and self.material and is_aside(Paragraph(inlines)):
            style = "Aside"
        if style == "BodyText" and blanks.is_field_line(inlines):
            style, place = "FieldLine", Place(place.width, "FieldLine")
        has_blank = any(isinstance(item, Blank) for item in inlines)
        tabbed = blanks.ends_with_blank(inlines)
        out = el("w:p", self._properties(style, place, tabbed, has_blank, self._by_hand(inlines), extra))
        for index, item in enumerate(inlines):
            if isinstance(item, Text):
                plain = item.text if self.material else _LETTERS.sub(" ", item.text)
                asks = "PromptText" if item.prompt and style != "Prompt" else ""
                out.append(words(plain, bold=item.bold, italic=item.italic, style=asks))
            else:
                out.append(self.controls.inline(item.key, self._blank(item.key, inlines, index, place), bold=item.bold))
        return out

    def _properties(self, style: str, place: Place, tabbed: bool, has_blank: bool, by_hand: bool, extra: Sequence[Element]) -> Element:
        edge = place.width if style in ("Cell", "CellHead") else self.width
        tabs = el("w:tabs", el("w:tab", val="right", leader="underscore", pos=twips(edge))) if tabbed else None
        left = el("w:jc", val="left") if has_blank and style == "BodyText" else None
        room = el("w:spacing", line=400, lineRule="auto") if by_hand else None
        return el("w:pPr", el("w:pStyle", val=style), el("w:keepLines") if by_hand else None, *extra, tabs, room, left)

    def _by_hand(self, inlines: Inlines) -> bool:
        """Whether several lines will be written by hand: then they stand further apart."""
        last = inlines[-1] if inlines else None
        if not isinstance(last, Blank) or not self.controls.ruled or self.controls.text(last.key):
            return False
        return blanks.blank_lines(self.controls.sheet.fields.get(last.key)) > 1

    def _blank(self, key: str, inlines: Inlines, index: int, place: Place) -> Element:
        """What an empty place to write looks like, by its kind and by where it stands."""
        known = self.controls.sheet.fields.get(key)
        if known and known.type == "выбор" and (options := blanks.paper_choice(known)):
            return words(options)
        if known and known.type == "дата" and place.width > 60:
            return words(blanks.date_blank(known))
        wanted = min(blanks.blank_width(known), place.width - 4)
        if index < len(inlines) - 1:
            return ruled(min(wanted, 70))
        if len(inlines) == 1 and place.style in ("Cell", "CellHead"):
            return words("\u00a0" * 3)
        lines = blanks.blank_lines(known)
        return ruled_lines(lines, place.width) if lines > 1 else ruled_to_margin(blanks.least_width(known, place.width))

    def _items(self, items: Items, level: int) -> Iterator[Element]:
        self.lists.append((items.ordered, items.start))
        number = len(self.lists)
        for item in items.items:
            for position, block in enumerate(item):
                if isinstance(block, Paragraph) and position == 0:
                    numbering = el("w:numPr", el("w:ilvl", val=level), el("w:numId", val=number))
                    style = "ListNumber" if items.ordered else "ListBullet"
                    yield self.paragraph(block.inlines, Place(self.width - self.indent - 7.5 * level, style), numbering)
                elif isinstance(block, Paragraph):
                    yield self.paragraph(block.inlines, Place(self.width - self.indent, "ListText"))
                elif isinstance(block, Items):
                    yield from self._items(block, min(level + 1, 2))
                else:
                    yield from self._block(block)

    def _choice(self, key: str) -> Iterator[Element]:
        known = self.controls.sheet.fields.get(key)
        options = known.options if known else ()
        lines = blanks.in_lines(options) if self.material else [[option] for option in options]
        numbers = count(1)
        for place, line in enumerate(lines, 1):
            marks = [el("w:pStyle", val="Choice"), *last_or_kept(last=place == len(lines))]
            if len(line) > 1:
                stops = (el("w:tab", val="left", pos=twips(stop)) for stop in (self.width / 2, self.width / 2 + self.indent))
                marks.insert(1 if place == len(lines) else 2, el("w:tabs", *stops))
            out = el("w:p", el("w:pPr", *marks))
            for column, option in enumerate(line):
                if column:
                    out.append(el("w:r", el("w:tab")))
                out.append(self.controls.box(key, next(numbers), option))
                out.append(el("w:r", el("w:tab"), text_el(option)))
            yield out

    def _box(self, box: Box) -> Iterator[Element]:
        """Advice: its paragraphs and items share one ground and one bar, so offices draw them as a whole."""
        for block in box.blocks:
            if isinstance(block, Paragraph):
                yield self.paragraph(block.inlines, Place(self.width, "Box"), el("w:keepNext"))
            elif isinstance(block, Items):
                for number, item in enumerate(block.items, block.start):
                    lead = Text(f"{number}." if block.ordered else "–")
                    own = next((part.inlines for part in item if isinstance(part, Paragraph)), ())
                    kept = [el("w:keepNext")] if block is not box.blocks[-1] or number < block.start + len(block.items) - 1 else []
                    paragraph = self.paragraph(own, Place(self.width, "BoxItem"), *kept)
                    paragraph.insert(1, el("w:r", text_el(lead.text), el("w:tab")))
                    yield paragraph
            else:
                yield from self._block(block)
        yield spacer()

    # ------------------------------------------------------------------ tables

    def _table(self, table: Table) -> Element:
        widths = text_widths(table, self.width, partial(blanks.cell_lines, self.controls.sheet))
        head = [self._cell(cell, width, "CellHead") for cell, width in zip(table.header, widths, strict=True)] if any(table.header) else []
        rows = [row_of(head, header=True)] if head else []
        tall = 0.0
        for row in table.rows:
            by_hand = any(isinstance(item, Blank) for cell in row for item in cell)
            cells = [self._cell(cell, width, "Cell") for cell, width in zip(row, widths, strict=True)]
            height = ROW_HEIGHT + 7 * (blanks.row_lines(self.controls.sheet, row) - 1) if by_hand else 0
            rows.append(row_of(cells, height=height, whole=not (self.material and is_long(row))))
            tall += max(height, row_height(row, widths))
        self._kept(rows, tall)
        return table_of(widths, rows)

    def _kept(self, rows: Sequence[Element], tall: float) -> None:
        """In a material rows stand together, all of them if the table takes little of a page."""
        if self.material:
            keep_rows(rows, whole=tall < self.controls.sheet.text_height * WHOLE)

    def _cell(self, inlines: Inlines, width: float, style: str) -> Element:
        ground = word_material.HEAD_GROUND if self.material and style == "CellHead" else ""
        return cell_of(width, self.paragraph(inlines, Place(width - CELL_PADDING, style)), ground=ground)

    def _fill_table(self, key: str) -> Element:
        known = self.controls.sheet.fields.get(key)
        columns = known.columns if known else ()
        if known is None or not columns:
            return el("w:p", el("w:pPr", el("w:pStyle", val="BodyText")), words(blanks.label_of(key, known)))
        widths = fill_widths(columns, self.width)
        head = [self._cell((Text(column.label),), width, "CellHead") for column, width in zip(columns, widths, strict=True)]
        rows = self._fill_rows(key, widths, padded(known, self.controls.rows(key)))
        self._kept(rows, len(rows) * ROW_HEIGHT)
        return table_of(widths, [row_of(head, header=True), self.controls.repeat(key, rows)])

    def _fill_rows(self, key: str, widths: Sequence[float], rows: Rows) -> list[Element]:
        columns = self.controls.sheet.fields[key].columns
        out = []
        for number, row in enumerate(rows, 1):
            cells = []
            for column, width in zip(columns, widths, strict=True):
                control = self.controls.cell(key, number, column.key, column.label, column.type, row.get(column.key, ""))
                cells.append(cell_of(width, el("w:p", el("w:pPr", el("w:pStyle", val="Cell")), control)))
            out.append(row_of(cells, height=ROW_HEIGHT))
        return out
