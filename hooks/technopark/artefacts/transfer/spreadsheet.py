"""The benchmarking table as a workbook: Excel, LibreOffice, МойОфис, Р7.

    «Сравнение»      the table: frozen header, our formula of the gap, a list of states
    «Как заполнять»  the order of work, from the format's record
    «Источник»       what practice this is, where it is described, what came from its card

What an author wrote is only ever written as a string, so «=HYPERLINK(…)» stays text;
formulas are ours alone. The bytes depend on nothing but the brief.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from technopark.artefacts.documents.ooxml import FIXED_DATE, pack_zip, xml_text
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.comparison import Row
from technopark.artefacts.transfer.flatten import flatten
from technopark.artefacts.transfer.items import Share
from technopark.artefacts.transfer.plain import cut

CELL_LIMIT = 32_767
"""Characters a cell holds (the file format's limit, «Specifications and limits» of Excel)."""

STATES = ("не начато", "в работе", "сделано", "не берём")
EMPTY_ROWS = 5
"""Rows for indicators of one's own."""

INK, ACCENT, PALE, WARM, WARM_BAR, RULE = "#1B2429", "#00525C", "#E6EFF0", "#FDF1E4", "#D98A3D", "#C5D0D3"
"""Colours of ``docs/assets/css/tokens.css``."""

SIDE, WORDS = 24, 74
"""Widths of the two columns of the other sheets, characters."""

FACE, SIZE = "Arial", 10

LINE_HEIGHT, ROW_LIMIT = 13.5, 400
"""Of a line of Arial 10 and of a row, points; the format allows 409."""

TOP = 4
"""Row of the table's header, from 0."""


@dataclass(frozen=True)
class Column:
    """A column of the table: heading and width in characters."""

    title: str
    width: float


COLUMNS = (
    Column("№", 4), Column("Показатель", 27), Column("Единица", 11), Column("У держателя", 15), Column("Как считали", 27),
    Column("У нас", 10), Column("Разрыв", 9), Column("Что сделаем", 19), Column("Кто и к какому дню", 13), Column("Состояние", 11),
)  # fmt: skip
"""Together they are as wide as a sheet of A4 on its side: printed to its width, letters stay as large as on the screen."""
HOLDER, OURS, GAP, ACTION, STATE = 3, 5, 6, 7, 9


class Comparison:
    """A workbook under construction."""

    def __init__(self, brief: CaseBrief, rows: Sequence[Row], share: Share) -> None:
        """Open the workbook in memory; nothing in it is guessed to be a number, a formula or a link."""
        self.brief, self.rows, self.share = brief, rows, share
        self.out = io.BytesIO()
        face = {"font_name": FACE, "font_size": SIZE}  # widths are counted in digits of the default face
        as_written = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        options = {"in_memory": True, "default_format_properties": face, **as_written}
        self.book = Workbook(self.out, options)
        self._formats: dict[str, Any] = {}

    def write(self) -> bytes:
        """All sheets."""
        brief = self.brief
        self.book.set_properties(
            {
                "title": cell_text(f"Бенчмаркинг: {brief.short}"), "subject": cell_text(brief.title), "author": cell_text(brief.site.name),
                "keywords": "бенчмаркинг, наставничество", "comments": brief.mark, "created": datetime(*FIXED_DATE, tzinfo=UTC),
            }
        )  # fmt: skip
        self._comparison(self._sheet("Сравнение", landscape=True))
        self._manual(self._sheet("Как заполнять"))
        self._source(self._sheet("Источник"))
        self.book.close()
        with zipfile.ZipFile(self.out) as archive:  # the same order and dates on every system
            return pack_zip({name: _growing(name, archive.read(name)) for name in archive.namelist()})

    # ------------------------------------------------------------------ sheets

    def _sheet(self, name: str, *, landscape: bool = False) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(9)  # A4
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&8" + cell_text(self.brief.mark, 100).replace("&", "&&") + "&R&8&P из &N")
        return sheet

    def _comparison(self, sheet: Worksheet) -> None:
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
        self._text(sheet, 0, 0, f"Сравниваем себя с практикой {quoted(self.brief.short)}", "title")
        self._text(sheet, 1, 0, f"Держатель: {self.brief.holder.title}", "plain")
        mark = f"{self.brief.mark}. " if self.brief.mark else ""
        hint = "Сначала заполните столбец «У нас», потом обсудите разрыв с держателем. Разрыв = у держателя − у нас."
        self._text(sheet, 2, 0, mark + hint, "hint")
        last = TOP + len(self.rows) + EMPTY_ROWS
        sheet.set_row(TOP, 2 * LINE_HEIGHT)
        columns = [{"header": column.title, "header_format": self._format("head")} for column in COLUMNS]
        sheet.add_table(TOP, 0, last, len(COLUMNS) - 1, {"columns": columns, "style": None, "name": "Comparison"})
        for number, row in enumerate(self.rows, 1):
            self._row(sheet, TOP + number, number, row)
        for line in range(TOP + len(self.rows) + 1, last + 1):
            self._empty(sheet, line, line - TOP)
        self._checks(sheet, last)
        sheet.freeze_panes(TOP + 1, 2)
        sheet.repeat_rows(TOP)

    def _height(self, sheet: Worksheet, line: int, cells: Sequence[tuple[str, float]]) -> None:
        """Height of a row by its fullest cell: not every program measures it when it opens a file."""
        lines = max(_lines(text, width) for text, width in cells)
        sheet.set_row(line, min(lines * LINE_HEIGHT + 4, ROW_LIMIT))

    def _row(self, sheet: Worksheet, line: int, number: int, row: Row) -> None:
        title, detail = f"{row.group}. {row.indicator}", row.detail
        words = row.holder if isinstance(row.holder, str) else ""
        self._height(sheet, line, [(title, COLUMNS[1].width), (words, COLUMNS[HOLDER].width), (detail, COLUMNS[4].width)])
        sheet.write_number(line, 0, number, self._format("counter"))
        self._text(sheet, line, 1, title)
        self._text(sheet, line, 2, row.unit)
        if isinstance(row.holder, str):
            self._text(sheet, line, HOLDER, row.holder, "cell" if row.given else "prompt")
        else:
            self._number(sheet, line, HOLDER, row.holder)
        self._text(sheet, line, 4, detail)
        self._blanks(sheet, line)

    def _empty(self, sheet: Worksheet, line: int, number: int) -> None:
        sheet.set_row(line, 2 * LINE_HEIGHT)
        sheet.write_number(line, 0, number, self._format("counter"))
        for index in (1, 2, HOLDER, 4):
            sheet.write_blank(line, index, None, self._format("input"))
        self._blanks(sheet, line)

    def _blanks(self, sheet: Worksheet, line: int) -> None:
        """What the reader fills in, and the gap, which is counted only when both sides have a number."""
        for index in range(OURS, len(COLUMNS)):
            sheet.write_blank(line, index, None, self._format("number input" if index == OURS else "input"))
        theirs, ours = f"D{line + 1}", f"F{line + 1}"
        formula = f'=IF(AND(ISNUMBER({theirs}),ISNUMBER({ours})),{theirs}-{ours},"")'
        sheet.write_formula(line, GAP, formula, self._format("gap"), "")

    def _checks(self, sheet: Worksheet, last: int) -> None:
        message = "Выберите из списка: " + ", ".join(STATES)
        states = {"validate": "list", "source": list(STATES), "error_title": "Состояние", "error_message": message}
        sheet.data_validation(TOP + 1, STATE, last, STATE, states)
        message = "Число в тех же единицах, что у держателя, посчитанное так же. Нет числа — напишите словами."
        sheet.data_validation(TOP + 1, OURS, last, OURS, {"validate": "any", "input_title": "У нас", "input_message": message})

    def _manual(self, sheet: Worksheet) -> None:
        """The order of work from the format's record."""
        found = self.brief.formats.get("benchmarking")
        self._text(sheet, 0, 0, "Как заполнять", "title")
        lines = [(block.title, flatten(block.content or "")) for block in (found.structure if found else ())]
        lines += [("Правило", rule) for rule in (found.rules if found else ())]
        lines += [
            ("Столбец «Разрыв»", "Считается сам, если у обеих сторон стоят числа. Разрыв словами впишите прямо в ячейку."),
            ("Оранжевые ячейки", "В карточке практики этого нет: спросите у держателя."),
        ]
        self._pairs(sheet, lines)

    def _source(self, sheet: Worksheet) -> None:
        """What practice it is and how much came from its card."""
        brief = self.brief
        self._text(sheet, 0, 0, "Источник", "title")
        address = f"{brief.url} (адрес-образец)" if brief.site.sample else brief.url
        lines = [
            ("Практика", brief.title), ("Держатель", brief.holder.title), ("Описание", address),
            ("Из карточки практики", f"{self.share.percent} % строк; вопросов держателю: {self.share.asked}"),
            ("Карточка обновлена", brief.data_date), ("Версия", brief.case.version or ""),
            ("На каких условиях", "Можно копировать и менять со ссылкой на источник: лицензия CC BY 4.0"), ("Пометка", brief.mark),
        ]  # fmt: skip
        self._pairs(sheet, [pair for pair in lines if pair[1]])

    def _pairs(self, sheet: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
        """Two columns: a heading and its words."""
        sheet.set_column(0, 0, SIDE)
        sheet.set_column(1, 1, WORDS)
        for line, (head, words) in enumerate(lines, 2):
            self._height(sheet, line, [(head, SIDE), (words, WORDS)])
            self._text(sheet, line, 0, head, "side")
            self._text(sheet, line, 1, words)

    # ------------------------------------------------------------------ cells

    def _text(self, sheet: Worksheet, line: int, column: int, text: str, style: str = "cell") -> None:
        sheet.write_string(line, column, cell_text(text), self._format(style))

    def _number(self, sheet: Worksheet, line: int, column: int, value: float) -> None:
        sheet.write_number(line, column, value, self._format("whole" if float(value).is_integer() else "decimal"))

    def _format(self, style: str) -> Any:
        if style not in self._formats:
            self._formats[style] = self.book.add_format({"font_name": FACE, "font_size": SIZE, "font_color": INK, **STYLES[style]})
        return self._formats[style]


_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": RULE}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": ACCENT},
    "plain": {},
    "hint": {"italic": True},
    "head": {**_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "valign": "vcenter"},
    "cell": _CELL,
    "side": {**_CELL, "bold": True, "bg_color": PALE},
    "counter": {**_CELL, "align": "center"},
    "whole": {**_CELL, "num_format": "#,##0", "align": "right", "indent": 1},
    "decimal": {**_CELL, "num_format": "#,##0.0##", "align": "right", "indent": 1},
    "gap": {**_CELL, "align": "right", "indent": 1, "bg_color": PALE},
    "input": {**_CELL, "bg_color": "#FFFFFF"},
    "number input": {**_CELL, "align": "right", "indent": 1},
    "prompt": {**_CELL, "italic": True, "bg_color": WARM, "left": 5, "left_color": WARM_BAR},
}


def cell_text(text: str, most: int = CELL_LIMIT) -> str:
    """What a cell may hold: no control characters, not longer than the format allows."""
    return cut(xml_text(text).replace("\r", ""), most)


def quoted(title: str) -> str:
    """A title in quotation marks, unless it brings its own."""
    return title if "«" in title else f"«{title}»"


def _lines(text: str, width: float) -> int:
    """Lines a text takes in a column, words carried over included."""
    return sum(max(1, math.ceil(len(paragraph) * 0.98 / width)) for paragraph in text.split("\n"))


def _growing(name: str, data: bytes) -> bytes:
    """A sheet whose rows still grow when people write in them: our heights are only what they begin with."""
    return data.replace(b' customHeight="1"', b"") if name.startswith("xl/worksheets/") else data
