"""What the tests of the manual share: a base with a full practice, a reader of the made PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader

from pdf_kit import structure_types
from technopark.artefacts.manual.book import compose
from technopark.artefacts.manual.choose import Choice, select
from technopark.artefacts.manual.tree import Book
from technopark.artefacts.transfer.brief import Site
from technopark.knowledge import Entry, KnowledgeBase, references_in
from technopark.russian.linking import TermLinker
from technopark.schema import Record

FULL = "uchebnyy-primer"
SITE = Site.of("Наставник", "https://praktiki.example.org")
TEACHING = (FULL, "uchebnyy-tsentr", "uchebnaya-nko")


def replaced(kb: KnowledgeBase, *records: Record) -> KnowledgeBase:
    """The base with some records in place of those with the same kind and id."""
    found = {(type(record), record.id): record for record in records}

    def entry(old: Entry) -> Entry:
        record = found.get((type(old.record), old.id))
        if record is None:
            return old
        return Entry(old.kind, record, old.path, f"{old.digest}+", old.marks, tuple(references_in(record)))

    return KnowledgeBase(entry(old) for old in kb.entries.values())


def lifelike(kb: KnowledgeBase) -> KnowledgeBase:
    """The base in which the teaching example is taken for real: the only complete description there is."""
    teaching = (entry.record for entry in kb.entries.values() if entry.id in TEACHING)
    return replaced(kb, *(record.model_copy(update={"fictional": False}) for record in teaching))


def book_of(kb: KnowledgeBase, root: Path, cache: Path, *ids: str, site: Site = SITE) -> Book:
    """The book of the named practices, or of all."""
    return compose(kb, root, select(kb, Choice(ids=ids)), site, TermLinker.build(kb, cache))


_BROKEN = re.compile("[\u00ad\ufffe\x02]\n?|-\n")
"""A word broken at the end of a line, in the ways PDFium tells it."""


class Paper:
    """A made PDF as a reader sees it."""

    def __init__(self, data: bytes) -> None:
        """Open it."""
        self.data = data
        self.reader = PdfReader(io.BytesIO(data))

    @cached_property
    def raw(self) -> list[str]:
        """Text of each page as extracted."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]

    @cached_property
    def pages(self) -> list[str]:
        """Text of each page: words broken at the end of a line put together, one space between words."""
        return [" ".join(_BROKEN.sub("", page).split()) for page in self.raw]

    @cached_property
    def glued(self) -> list[str]:
        """Text of each page without spaces and hyphens, for what may be broken anywhere."""
        return [glue(page) for page in self.raw]

    def outline(self) -> list[tuple[int, str, int]]:
        """Bookmarks: depth, title, page from 1."""
        return list(self._outline(self.reader.outline, 0))

    def _outline(self, items: Sequence[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from self._outline(item, depth + 1)
            else:
                yield depth, str(item.title).replace("\u00a0", " "), (self.reader.get_destination_page_number(item) or 0) + 1

    def tags(self) -> list[str]:
        """Types of the structure elements in reading order."""
        root: Any = self.reader.trailer["/Root"]
        return list(structure_types(root["/StructTreeRoot"]))


def glue(text: str) -> str:
    """Text without spaces, hyphens and soft hyphens."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\ufffe\x02-]", "", text)
