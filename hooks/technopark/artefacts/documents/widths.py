"""Widths of table columns, in millimetres, the same on every paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from technopark.artefacts.documents.tree import Blank, Inlines, Table, Text
from technopark.kinds.documents import Column

MIN_COLUMN = 12

LONGEST_WORD = 30
"""Letters of the longest word a column makes room for; a longer one is no word and is broken anywhere."""


def shared(wanted: Sequence[float], total: float) -> tuple[float, ...]:
    """Scale widths so that they fill the line exactly."""
    scale = total / (sum(wanted) or 1)
    return tuple(round(width * scale, 2) for width in wanted)


def fill_widths(columns: Sequence[Column], total: float) -> tuple[float, ...]:
    """Widths of a table filled row by row: as declared, the undeclared share what is left.

    Widths that do not fill the line are stretched, those that exceed it are narrowed;
    no heading is torn inside a word as long as the line has room for all of them.
    """
    declared = sum(column.width or 0 for column in columns)
    free = [column for column in columns if not column.width]
    each = max(MIN_COLUMN, (total - declared) / len(free)) if free else 0
    wanted = shared([column.width or each for column in columns], total)
    least = [max((len(word) for word in column.label.split()), default=1) * 2.35 + 4 for column in columns]
    if sum(least) >= total:
        return wanted
    short = [low > width for low, width in zip(least, wanted, strict=True)]
    fixed = sum(low for low, is_short in zip(least, short, strict=True) if is_short)
    scale = (total - fixed) / (sum(width for width, is_short in zip(wanted, short, strict=True) if not is_short) or 1)
    return shared([low if is_short else width * scale for low, width, is_short in zip(least, wanted, short, strict=True)], total)


def text_widths(table: Table, total: float, lines: Callable[[str], int] = lambda _key: 1) -> tuple[float, ...]:
    """Widths of a table of the text: by how much its columns hold, none narrower than its longest word.

    Args:
        table: the table.
        total: width of the line in millimetres.
        lines: how many lines a field is written on: what takes more lines takes more width.
    """
    rows = (table.header, *table.rows)
    columns = max(len(row) for row in rows)
    cells = [[_plain(row[index], lines) for row in rows if index < len(row)] for index in range(columns)]
    least = [min(max((len(word) for cell in column for word in cell.split()), default=1), LONGEST_WORD) * 2.2 + 5 for column in cells]
    volume = [max(sum(len(cell) for cell in column) / len(rows), 4) ** 0.85 for column in cells]
    if sum(least) >= total:
        return shared(least, total)
    spare = total - sum(least)
    return shared([low + spare * share / sum(volume) for low, share in zip(least, volume, strict=True)], total)


LETTER, LINE = 1.9, 4.5
"""Width of a letter and height of a line in a cell of Word, millimetres, on average."""


def row_height(row: Sequence[Inlines], widths: Sequence[float]) -> float:
    """Height a row of text takes in about, millimetres."""
    letters = (sum(len(item.text) for item in cell if isinstance(item, Text)) for cell in row)
    filled = (count * LETTER / width for count, width in zip(letters, widths, strict=True))
    return math.ceil(max(filled, default=1)) * LINE


def _plain(inlines: Inlines, lines: Callable[[str], int]) -> str:
    return "".join(" ".join(["длинный ответ от руки"] * lines(item.key)) if isinstance(item, Blank) else item.text for item in inlines)
