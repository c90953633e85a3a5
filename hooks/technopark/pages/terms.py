"""Cards of the glossary terms a page links to: printed once at its end."""

from __future__ import annotations

from typing import Any

from jinja2 import Template

from technopark.knowledge import KnowledgeBase
from technopark.pages.excerpts import plain
from technopark.pages.prose import ProseRenderer

AUTHORITY = {
    "закон": "определение закона",
    "стандарт": "определение стандарта",
    "презентация": "по презентации проекта",
    "рабочее": "рабочее определение",
}
"""Whose definition it is, in words for the card."""


class Cards:
    """Gives the cards of the terms a page links to."""

    def __init__(self, kb: KnowledgeBase, prose: ProseRenderer, template: Template) -> None:
        """Keep the glossary; each card is made once."""
        self.kb = kb
        self.prose = prose
        self.template = template
        self._made: dict[str, bytes] = {}

    def of(self, terms: tuple[str, ...]) -> bytes:
        """The cards of these terms, for the end of a page, UTF-8; they link to no terms themselves."""
        cards = [self._made.get(id) or self._make(id) for id in terms]
        return b"".join((b'<template id="term-cards">', *cards, b"</template>")) if terms else b""

    def _make(self, id: str) -> bytes:
        entry = self.kb.get("glossary", id)
        if entry is None:
            return b""
        record: Any = entry.record
        card = self.template.render(
            id=id,
            title=record.title,
            definition=self.prose.inline(plain(record.definition), base=""),
            authority=AUTHORITY.get(record.status, record.status),
            source=self.prose.inline(record.source, base=""),
        )
        self._made[id] = card.encode("utf-8")
        return self._made[id]
