"""Comparing practices: a column of each practice, and the table of those described most fully.

A column stands in the practice's page, in a ``<template>`` nobody sees: the page of the comparison holds
the columns of the practices described most fully and fetches those of the others from their own pages,
so it stays small however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from technopark.kinds.cases import Case
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages.compare_rows import ROWS, Subject
from technopark.pages.facets import Facets
from technopark.pages.markup import as_html, html, typeset

COLUMNS_MAX = 24
"""With more practices the page holds the columns of so many; a table of thousands of cells would be of no use."""

NONE_SAID = Markup('<span class="compare-none">не описано</span>')
"""What stands where a practice does not say."""

Column = tuple[str, ...]
"""Cells of a practice in the order of the rows; an empty one is not described."""


class Columns:
    """Makes columns; one a build."""

    def __init__(self, kb: KnowledgeBase, facets: Facets) -> None:
        """Keep the base and what a practice is found by."""
        self._kb = kb
        self._facets = facets

    def of(self, entry: Entry) -> Column:
        """Cells of a practice; none of another record or of a teaching example, which nobody should take for a practice."""
        if entry.fictional or not isinstance(entry.record, Case):
            return ()
        subject = Subject(entry, entry.record, {facet.key: facet.values for facet in self._facets.of(entry)}, self._kb)
        return tuple([str(row.tell(subject)) for row in ROWS])


# ------------------------------------------------------------------ the template in a practice's page


def template(entry: Entry, cells: Column) -> Markup:
    """The column as the page of the practice carries it; nothing if it has none."""
    if not cells:
        return Markup("")
    inner = "".join([f'<div data-row="{row.key}">{cell}</div>' for row, cell in zip(ROWS, cells, strict=True) if cell])
    return html('<template data-compare="%s" data-title="%s">%s</template>\n', entry.id, typeset(entry.short), as_html(inner))


# ------------------------------------------------------------------ the page


@dataclass(frozen=True)
class Compared:
    """A practice in the table."""

    id: str
    title: Markup
    cells: Mapping[str, Markup]


@dataclass(frozen=True)
class Comparison:
    """What the page shows: the practices described most fully, and of how many they are."""

    practices: tuple[Compared, ...]
    total: int

    @property
    def whole(self) -> bool:
        """Whether every practice of the base is in the table."""
        return len(self.practices) == self.total


def comparison(found: Iterable[tuple[Entry, int]], columns: Columns) -> Comparison:
    """The table of practices, each given with its completeness in per cent, in their natural order."""
    pairs = list(found)
    fullest = sorted(pairs, key=lambda pair: -pair[1])[:COLUMNS_MAX]
    return Comparison(tuple(_compared(entry, columns.of(entry)) for entry, _ in fullest), len(pairs))


def _compared(entry: Entry, cells: Column) -> Compared:
    told = {row.key: Markup(cell) for row, cell in zip(ROWS, cells, strict=True)}  # noqa: S704 - cells are HTML
    return Compared(entry.id, typeset(entry.short), told)
