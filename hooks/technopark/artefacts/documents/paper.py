"""Sheet → what the Typst template reads: plain data, every blank with its shape.

A blank's shape is ``fixed`` (a line of ``length`` mm), ``rest`` (at least so long, then to the
margin), ``date``, ``birth``, ``words`` (options to underline) or ``none`` (the cell is the place).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from technopark.artefacts.documents import blanks
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
    Sheet,
    SignatureLine,
    Table,
    Text,
    followed,
    is_aside,
    is_long,
    is_prompt,
)
from technopark.artefacts.documents.values import Values, chosen, padded
from technopark.artefacts.documents.widths import fill_widths, text_widths

FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
"""Embedded in Typst. Libertinus is of the kind the standard's examples use; the second has the rarer signs."""

WHOLE_BOX = 8_000
"""Advice whose data are shorter than this many characters is not torn between pages: it takes less than half of one."""

Json = dict[str, Any]


class PaperData:
    """A sheet as the template reads it."""

    def __init__(self, sheet: Sheet, values: Values) -> None:
        """Take a sheet and values in normal form."""
        self.sheet = sheet
        self.values = values

    def sheet_data(self) -> Json:
        """Everything the template needs."""
        sheet = self.sheet
        return {
            "title": sheet.title,
            "fonts": FONTS,
            "width": sheet.text_width,
            "landscape": sheet.landscape,
            "mark": sheet.mark,
            "organisation": self._captioned(sheet.organisation, "rest") if sheet.organisation else None,
            "stamp": self._stamp(),
            "kind": sheet.kind,
            "subject": sheet.subject,
            "requisites": self._requisites(),
            "heading": sheet.heading or "",
            "foot": sheet.foot,
            "origin": sheet.origin,
            "blocks": self._main(),
            "appendices": self._blocks(sheet.parts[1]),
            "signatures": [
                {"role": self._role(line), "name": self._text(line.name), "dated": line.dated} for line in sheet.signatures
            ],
        }

    def _role(self, line: SignatureLine) -> str:
        post = self._text(line.post)
        return f"{line.role}\n{post}".rstrip() if line.apart else post or line.role

    # ------------------------------------------------------------------ blanks and words

    def _text(self, key: str | None) -> str:
        value = self.values.get(key, "") if key else ""
        return value if isinstance(value, str) else ""

    def _blank(self, blank: Blank, shape: str = "", *, limit: float = 70, width: float = 170) -> Json:
        field = self.sheet.fields.get(blank.key)
        words = blanks.paper_choice(field) if field and field.type == "выбор" else ""
        if not shape or shape == "rest":
            if words:
                shape = "words"
            elif field and field.type == "дата" and limit > 55:
                shape = "birth" if blanks.is_birth(field) else "date"
        return {
            "value": self._text(blank.key), "shape": shape or "fixed", "words": words, "bold": blank.bold,
            "length": blanks.least_width(field, width) if shape == "rest" else min(blanks.blank_width(field), limit),
        }  # fmt: skip

    def _captioned(self, key: str, shape: str) -> Json:
        """A blank with no words before it says under its line what to write."""
        made = self._blank(Blank(key), shape)
        return {**made, "caption": "" if made["value"] else blanks.caption_of(self.sheet.fields.get(key), key)}

    def _inline(self, inlines: Inlines, width: float) -> tuple[list[Json], int]:
        """Items of a paragraph, and how many whole lines to write on stand under it."""
        items: list[Json] = []
        for index, item in enumerate(inlines):
            if isinstance(item, Text):
                items.append(_word(item.text, bold=item.bold, italic=item.italic, prompt=item.prompt))
                continue
            last = index == len(inlines) - 1
            lines = blanks.blank_lines(self.sheet.fields.get(item.key))
            if last and lines > 1 and not self._text(item.key):
                return items, lines
            items.append(self._blank(item, "rest" if last else "", limit=min(70, width - 4), width=width))
        return items, 0

    def _stamp(self) -> list[Json] | None:
        stamp = self.sheet.approval
        if stamp is None:
            return None
        return [
            {"text": "УТВЕРЖДАЮ", "bold": False, "italic": False},
            self._blank(Blank(stamp.post), "rest", width=80),
            {"value": "", "shape": "fixed", "words": "", "bold": False, "length": 25},
            self._blank(Blank(stamp.name), "rest", width=80),
            self._blank(Blank(stamp.date)),
        ]

    def _requisites(self) -> list[Json]:
        sheet = self.sheet
        date = [self._blank(Blank(sheet.date))] if sheet.date else []
        number = [_word("№\u00a0"), self._blank(Blank(sheet.number), "fixed", limit=30)] if sheet.number else []
        city = [self._captioned(sheet.city, "fixed")] if sheet.city else []
        if sheet.agreement:
            rows = [(number, None, True), (city, date, False)]
        else:
            rows = [(date, number if date else None, False), (city, None, True)] if date else [(number, None, False), (city, None, True)]
        return [{"left": left, "right": right or None, "centred": centred} for left, right, centred in rows if left or right]

    # ------------------------------------------------------------------ blocks

    def _main(self) -> list[Json]:
        """The text; its end stays on one page with the first signature."""
        blocks = self._blocks(self.sheet.parts[0])
        if blocks and self.sheet.signatures:
            blocks[-1]["sticky"] = True
        return blocks

    def _blocks(self, blocks: Sequence[Block]) -> list[Json]:
        return [self._block(block, follower) for block, follower in followed(blocks)]

    def _block(self, block: Block, follower: Block | None) -> Json:
        match block:
            case Heading():
                out = {"kind": "heading", "level": min(block.level, 3), "items": self._inline(block.inlines, self.sheet.text_width)[0]}
            case Paragraph():
                out = self._paragraph(block, sticky=blanks.leads_to(block, follower))
            case Items():
                entries = [self._entry(item) for item in block.items]
                out = {"kind": "list", "ordered": block.ordered, "start": block.start, "entries": entries}
            case Table():
                out = self._table(block)
            case FillTable():
                out = self._fill_table(block.key)
            case Choice():
                out = self._choice(block.key)
            case PageBreak():
                out = {"kind": "break"}
            case Box():
                inner = self._blocks(block.blocks)
                out = {"kind": "box", "blocks": inner, "whole": len(str(inner)) < WHOLE_BOX}
        return out

    def _paragraph(self, block: Paragraph, *, sticky: bool = False) -> Json:
        field_line = blanks.is_field_line(block.inlines)
        items, lines = self._inline(block.inlines, self.sheet.text_width)
        has_blank = any(isinstance(item, Blank) for item in block.inlines)
        kind = "prompt" if is_prompt(block) else "aside" if self.sheet.look == "material" and is_aside(block) else "paragraph"
        return {"kind": kind, "items": items, "lines": lines, "field": field_line, "justify": not has_blank, "sticky": sticky}

    def _entry(self, blocks: tuple[Block, ...]) -> list[Json]:
        """An item of a list: a lone paragraph is plain words."""
        out = []
        for block in blocks:
            if isinstance(block, Paragraph) and block is blocks[0]:
                items, lines = self._inline(block.inlines, self.sheet.text_width - 20)
                has_blank = any(isinstance(item, Blank) for item in block.inlines)
                out.append({"kind": "words", "items": items, "justify": not has_blank})
                if lines:
                    out.append({"kind": "paragraph", "items": [], "lines": lines, "field": True, "justify": False, "sticky": False})
            else:
                out.append(self._block(block, None))
        return out

    def _table(self, table: Table) -> Json:
        widths = text_widths(table, self.sheet.text_width, partial(blanks.cell_lines, self.sheet))
        rows = []
        for row in table.rows:
            by_hand = any(isinstance(item, Blank) for cell in row for item in cell)
            cells = [self._table_cell(cell, width - 3) for cell, width in zip(row, widths, strict=True)]
            rows.append(_row(cells, by_hand=by_hand, lines=blanks.row_lines(self.sheet, row), long=is_long(row)))
        header = [self._table_cell(cell, width - 3) for cell, width in zip(table.header, widths, strict=True)] if any(table.header) else []
        return {"kind": "table", "widths": widths, "header": header, "rows": rows}

    def _table_cell(self, inlines: Inlines, width: float) -> list[Json]:
        if len(inlines) == 1 and isinstance(inlines[0], Blank):
            return [self._blank(inlines[0], "none")]
        out: list[Json] = []
        for index, item in enumerate(inlines):
            if isinstance(item, Text):
                out.append(_word(item.text, bold=item.bold, italic=item.italic, prompt=item.prompt))
            else:
                out.append(self._blank(item, "rest" if index == len(inlines) - 1 else "", limit=width, width=width))
        return out

    def _fill_table(self, key: str) -> Json:
        field = self.sheet.fields.get(key)
        if field is None or not field.columns:
            return {"kind": "words", "items": [_word(blanks.label_of(key, field))], "justify": False}
        value = self.values.get(key, ())
        rows = padded(field, () if isinstance(value, str) else value)
        return {
            "kind": "table",
            "widths": fill_widths(field.columns, self.sheet.text_width),
            "header": [[_word(column.label)] for column in field.columns],
            "rows": [_row([[_word(row.get(column.key, ""))] for column in field.columns], by_hand=True) for row in rows],
        }

    def _choice(self, key: str) -> Json:
        field = self.sheet.fields.get(key)
        options = field.options if field else ()
        ticked = chosen(self._text(key), options)
        lines = blanks.in_lines(options) if self.sheet.look == "material" else [[option] for option in options]
        alone = [len(line) == 1 for line in lines for _ in line]
        made = [{"text": option, "ticked": option in ticked, "alone": one} for option, one in zip(options, alone, strict=True)]
        return {"kind": "choice", "options": made}


def _row(cells: list[list[Json]], *, by_hand: bool, lines: int = 1, long: bool = False) -> Json:
    """A row; its emptiest cell gives it the height for handwriting."""
    sizes = [sum(len(item.get("text", "") + item.get("value", "")) for item in cell) for cell in cells]
    return {"long": long, "height": 5.6 + 7 * (lines - 1) if by_hand else 0, "strut": sizes.index(min(sizes)), "items": cells}


def _word(text: str, *, bold: bool = False, italic: bool = False, prompt: bool = False) -> Json:
    return {"text": text, "bold": bold, "italic": italic, "prompt": prompt}
