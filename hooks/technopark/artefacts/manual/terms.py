"""Terms of the glossary in the texts: marks for the index of terms by page.

The site's linker finds them, inflected forms included. A term is marked again only after about
half a page, or the index of a thick book would hold hundreds of thousands of marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from technopark.artefacts.manual.tree import Block, Box, Card, Chapter, Facts, Items, Labelled, Paragraph, Run, Runs, Step, Steps, Table
from technopark.russian.linking import TermLinker

GAP = 1400
"""Characters after which a term is marked again: about half a page of the book."""


@dataclass
class Marker:
    """Puts marks into one book, chapter by chapter.

    Attributes:
        linker: finds the terms.
        found: terms met so far.
    """

    linker: TermLinker
    found: set[str] = field(default_factory=set)
    _at: int = 0
    _last: dict[str, int] = field(default_factory=dict)

    def chapter(self, chapter: Chapter) -> Chapter:
        """The chapter with its terms marked; every chapter starts anew, for it starts a page."""
        self._last.clear()
        return replace(chapter, blocks=self.blocks(chapter.blocks))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks with marks."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        change = _CHANGES.get(type(block))
        return change(self, block) if change else block

    def _box(self, block: Box) -> Block:
        """Advice is text; what is not described is not spoken of."""
        return block if block.kind == "gap" else replace(block, blocks=self.blocks(block.blocks))

    def _items(self, block: Items) -> Block:
        return replace(block, items=tuple(self.blocks(item) for item in block.items))

    def _table(self, block: Table) -> Block:
        return replace(block, rows=tuple(tuple(self.runs(cell) for cell in row) for row in block.rows))

    def _rows(self, rows: tuple[tuple[str, Runs], ...]) -> tuple[tuple[str, Runs], ...]:
        return tuple((label, self.runs(runs)) for label, runs in rows)

    def _step(self, step: Step) -> Step:
        return replace(step, facts=self._rows(step.facts), blocks=self.blocks(step.blocks))

    def runs(self, runs: Runs) -> Runs:
        """The runs cut where a term begins."""
        text = "".join(run.text for run in runs)
        marks: dict[int, str] = {}
        for span in self.linker.spans(text):
            self.found.add(span.term_id)
            place = self._at + span.start
            if place - self._last.get(span.term_id, -GAP) >= GAP:
                self._last[span.term_id] = place
                marks[span.start] = span.term_id
        self._at += len(text)
        return _cut(runs, marks) if marks else runs


_CHANGES: Mapping[type[Any], Callable[[Marker, Any], Block]] = {
    Paragraph: lambda marker, block: replace(block, runs=marker.runs(block.runs)),
    Items: Marker._items,
    Labelled: lambda marker, block: replace(block, blocks=marker.blocks(block.blocks)),
    Box: Marker._box,
    Facts: lambda marker, block: replace(block, rows=marker._rows(block.rows)),
    Card: lambda marker, block: replace(block, facts=marker._rows(block.facts)),
    Table: Marker._table,
    Steps: lambda marker, block: replace(block, steps=tuple(marker._step(step) for step in block.steps)),
}
"""What is done with each kind of block that holds texts."""


def _cut(runs: Runs, marks: dict[int, str]) -> Runs:
    out: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        cuts = [place for place in marks if start <= place < end]
        places = [start, *(place for place in cuts if place != start), end]
        for left, right in pairwise(places):
            piece, last = run.text[left - start : right - start], right == end
            out.append(replace(run, text=piece, term=marks.get(left, ""), note=run.note if last else "", page=run.page and last))
        start = end
    return tuple(run for run in out if run.text)
