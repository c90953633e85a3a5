"""Book → PDF: the data of ``macros/manual/book.typ``.

A run without looks is a bare string and a paragraph of one such run too: a thick book has
hundreds of thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from technopark.artefacts.manual.prose import fitted
from technopark.artefacts.manual.tree import (
    Block,
    Book,
    Box,
    Card,
    Chapter,
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
    Step,
    Steps,
    Table,
    plain,
)
from technopark.artefacts.typesetting import Typesetter

TEMPLATE = "manual/book.typ"

WHOLE = 1200
"""A step of fewer characters is never torn between pages."""

Data = dict[str, Any]


TAIL = 120
"""Points of text (eight lines) that are too little for a page at the end of a chapter."""

THICK = 60
"""Chapters of a book that is set once: a second setting costs as much as the first, and in a thick book few notice a short page."""

FACES = ("Шрифты", (Run(fitted("PT Serif и PT Sans, лицензия OFL 1.1.")),))
"""A line of the imprint: what the Word book is set in is its reader's computer's choice."""


def write_pdf(book: Book, typesetter: Typesetter) -> bytes:
    """The book as PDF/UA-1, the same bytes for the same book.

    Chapters that end with a few lines on a page of their own, or tear the last row from a table, are set tighter if that helps.

    Raises:
        ConfigurationError: the compiler is not content; its every warning counts.
    """
    data = book_data(book)
    pdf = typesetter.pdf(TEMPLATE, data)
    if len(book.chapters) > THICK:
        return pdf
    before = ends(data, typesetter)
    wanted = {anchor for anchor, end in before.items() if end.bad}
    if not wanted:
        return pdf
    data = book_data(book, wanted)
    pdf_tight = typesetter.pdf(TEMPLATE, data)
    after = ends(data, typesetter)
    helped = {anchor for anchor in wanted if (after[anchor].pages, after[anchor].torn) < (before[anchor].pages, before[anchor].torn)}
    if helped == wanted:
        return pdf_tight
    return typesetter.pdf(TEMPLATE, book_data(book, helped)) if helped else pdf


class End(NamedTuple):
    """How a chapter ends.

    Attributes:
        pages: how many it takes.
        reach: how far down the last one it goes, points.
        torn: how many of its tables leave their last row alone on a page.
    """

    pages: int
    reach: float
    torn: int

    @property
    def bad(self) -> bool:
        """Whether a designer would not let it go so."""
        return self.torn > 0 or (self.pages > 1 and self.reach < TAIL)


def ends(data: Data, typesetter: Typesetter) -> dict[str, End]:
    """How the chapters of a book end, by their places."""
    return {anchor: End(*found) for anchor, *found in typesetter.told(TEMPLATE, data, "tails")}


def book_data(book: Book, tight: Collection[str] = ()) -> Data:
    """What the template reads.

    Args:
        book: the book.
        tight: chapters to set with half the space round their blocks.
    """
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "base": book.base,
        "date": book.date,
        "imprint": _top([_with_faces(block) for block in book.imprint]),
        "chapters": [_chapter(chapter, tight=chapter.anchor in tight) for chapter in book.chapters],
        "index": [{"term": entry.term, "title": entry.title, "anchor": entry.anchor, "letter": entry.sort[:1]} for entry in book.index],
    }


def _with_faces(block: Block) -> Block:
    return Facts((*block.rows, FACES)) if isinstance(block, Facts) else block


def _chapter(chapter: Chapter, *, tight: bool) -> Data:
    return {
        "anchor": chapter.anchor, "title": chapter.title, "short": chapter.short, "kicker": chapter.kicker, "byline": chapter.byline,
        "contours": list(chapter.contours), "blocks": _top(chapter.blocks), "tight": tight,
    }  # fmt: skip


def _runs(runs: Runs) -> str | list[str | Data]:
    if len(runs) == 1 and isinstance(bare := _run(runs[0]), str):
        return bare
    return [_run(run) for run in runs]


def _run(run: Run) -> str | Data:
    looks = {"t": run.term, "b": run.bold, "i": run.italic, "l": run.link, "n": run.note}
    kept: Data = {key: value for key, value in looks.items() if value}
    if run.link.startswith("#") and not run.page:
        kept["p"] = False
    return {"w": run.text, **kept} if kept else run.text


def _rows(rows: Sequence[tuple[str, Runs]]) -> list[list[Any]]:
    return [[label, _runs(runs)] for label, runs in rows]


def _top(blocks: Sequence[Block]) -> list[Data]:
    """Blocks of a chapter; small headings are of the second level until a section begins: no level is skipped (PDF/UA)."""
    out: list[Data] = []
    level = 2
    for block in blocks:
        raised = Heading(block.text) if isinstance(block, Heading) and block.level > level else block
        level = 3 if isinstance(block, Heading) else level
        out.append(_block(raised, level))
    return out


def _blocks(blocks: Sequence[Block], level: int) -> list[Data]:
    return [_block(block, level) for block in blocks]


def _block(block: Block, level: int) -> Data:
    return _WRITERS[type(block)](block, level)


def _paragraph(block: Paragraph, _: int) -> Data:
    return {"k": "p", "style": block.style, "r": _runs(block.runs)}


def _items(block: Items, level: int) -> Data:
    return {"k": "list", "ordered": block.ordered, "start": block.start, "items": [_blocks(item, level) for item in block.items]}


def _heading(block: Heading, _: int) -> Data:
    return {"k": "h", "level": block.level, "text": block.text}


def _labelled(block: Labelled, level: int) -> Data:
    return {"k": "labelled", "label": block.label, "level": level, "blocks": _blocks(block.blocks, level)}


def _facts(block: Facts, _: int) -> Data:
    return {"k": "facts", "rows": _rows(block.rows)}


def _steps(block: Steps, level: int) -> Data:
    return {"k": "steps", "steps": [_step(step, level) for step in block.steps], "level": level}


def _columns(block: Columns, _: int) -> Data:
    columns = [[name, [_runs(runs) for runs in lines]] for name, lines in block.columns]
    longest = max((sum(len(plain(line)) for line in lines) for _, lines in block.columns), default=0)
    return {"k": "columns", "columns": columns, "caption": block.caption, "whole": longest < WHOLE}


def _figure(block: Figure, _: int) -> Data:
    return {"k": "figure", "data": _svg(block), "alt": block.alt, "caption": block.caption, "width": block.width}


def _box(block: Box, level: int) -> Data:
    return {"k": "box", "title": block.title, "level": level, "style": block.kind, "blocks": _blocks(block.blocks, level)}


def _card(block: Card, level: int) -> Data:
    whole = _facts_size(block.facts) < WHOLE
    return {"k": "card", "title": block.title, "level": level, "facts": _rows(block.facts), "whole": whole}


def _record(block: Record, level: int) -> Data:
    head, small, blocks = _runs(block.head), _runs(block.small), _blocks(block.blocks, level)
    return {"k": "record", "anchor": block.anchor, "mark": block.mark, "head": head, "blocks": blocks, "small": small}


def _letter(block: Letter, _: int) -> Data:
    return {"k": "letter", "text": block.text}


def _step(step: Step, level: int) -> Data:
    size = _facts_size(step.facts) + sum(len(plain(block.runs)) if isinstance(block, Paragraph) else WHOLE for block in step.blocks)
    facts, blocks = _rows(step.facts), _blocks(step.blocks, level)
    return {"mark": step.mark, "title": step.title, "facts": facts, "blocks": blocks, "whole": size < WHOLE}


def _is_short(row: Sequence[Runs]) -> bool:
    """Whether a row of a table is short enough never to be torn between pages."""
    return max((len(plain(cell)) for cell in row), default=0) < WHOLE / 3


def _svg(block: Figure) -> str:
    """The picture as SVG: the template is given text only, and an SVG may hold a photograph."""
    if block.form == "svg":
        return block.data
    width, height = block.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{block.data}"/></svg>'
    )


def _facts_size(rows: Sequence[tuple[str, Runs]]) -> int:
    return sum(len(label) + len(plain(runs)) for label, runs in rows)


def _table(table: Table, _: int) -> Data:
    rows = [[_runs(cell) for cell in row] for row in table.rows]
    return {
        "k": "table", "header": list(table.header), "rows": rows, "widths": list(table.widths), "caption": table.caption,
        "numeric": list(table.numeric), "turned": list(table.turned), "whole": [_is_short(row) for row in table.rows],
    }  # fmt: skip


_WRITERS: Mapping[type[Any], Callable[[Any, int], Data]] = {
    Paragraph: _paragraph, Items: _items, Heading: _heading, Labelled: _labelled, Facts: _facts, Table: _table, Steps: _steps,
    Columns: _columns, Figure: _figure, Box: _box, Card: _card, Record: _record, Letter: _letter,
}  # fmt: skip
