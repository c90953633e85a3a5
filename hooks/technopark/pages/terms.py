"""Cards of the glossary terms a page links to: printed once at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from technopark.knowledge import KnowledgeBase
from technopark.pages.excerpts import plain
from technopark.pages.prose import ProseRenderer, terms_in

AUTHORITY = {
    "закон": "определение закона",
    "стандарт": "определение стандарта",
    "презентация": "по презентации проекта",
    "рабочее": "рабочее определение",
}
"""Whose definition it is, in words for the card."""


@dataclass(frozen=True)
class TermCard:
    """What the card of a term shows."""

    id: str
    title: str
    definition: Markup
    authority: str
    source: Markup


class Cards:
    """Gives the cards of the terms a page links to."""

    def __init__(self, kb: KnowledgeBase, prose: ProseRenderer) -> None:
        """Keep the glossary; each card is made once."""
        self.kb = kb
        self.prose = prose
        self._made: dict[str, TermCard] = {}

    def of(self, html: str) -> Iterator[TermCard]:
        """Cards of the terms linked in this HTML, in order of appearance."""
        for id in terms_in(html):
            entry = self.kb.get("glossary", id)
            if entry is not None:
                yield self._made.get(id) or self._make(id, entry.record)

    def _make(self, id: str, record: Any) -> TermCard:
        card = TermCard(
            id,
            record.title,
            self.prose.inline(plain(record.definition), base=""),
            AUTHORITY.get(record.status, record.status),
            self.prose.inline(record.source, base=""),
        )
        self._made[id] = card
        return card
