"""Where a link to a record leads: a place in the book, or a page of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from technopark.artefacts.transfer.brief import Site
from technopark.knowledge import Key, KnowledgeBase

_EXTERNAL = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_RECORD = re.compile(r"record:([a-z]+)/([a-z0-9-]+)/?(?:#[a-z0-9-]+)?")

COLLECTED = ("acts", "glossary")
"""Kinds whose records come into the book because its texts name them."""


@dataclass(frozen=True)
class Target:
    """Where a link leads.

    Attributes:
        link: ``#anchor`` of a place in the book, or a whole address.
        note: what a footnote says: the address on paper; empty for a place in the book.
        title: the record's title, for a link without words.
    """

    link: str
    note: str = ""
    title: str = ""


@dataclass
class Places:
    """Places of the book.

    Attributes:
        kb: the base.
        site: where its pages are.
        keys: records that have a place in the book.
        collecting: whether acts and terms that texts name get a place too.
        noted: addresses told in footnotes of this chapter; a second footnote would say the same.
    """

    kb: KnowledgeBase
    site: Site
    keys: set[Key] = field(default_factory=set)
    collecting: bool = True
    noted: set[str] = field(default_factory=set)

    def target(self, address: str) -> Target | None:
        """Where an address written by an author leads; ``None`` if it must stay plain words."""
        if _EXTERNAL.fullmatch(address):
            return Target(address, bare(address), address)
        found = _RECORD.fullmatch(address)
        return self.record((found[1], found[2])) if found else None

    def record(self, key: Key) -> Target | None:
        """Where a record is; a teaching example is nowhere: the manual does not know it."""
        entry = self.kb.get(*key)
        if entry is None or entry.fictional:
            return None
        if self.collecting and key[0] in COLLECTED:
            self.keys.add(key)
        if key in self.keys:
            return Target(f"#{anchor(key)}", "", entry.title)
        return Target(self.site.url + entry.address, bare(self.site.url + entry.address), entry.title)

    def named(self, slug: str) -> list[str]:
        """Ids of a kind that have a place in the book."""
        return sorted(id for kind, id in self.keys if kind == slug)


def anchor(key: Key) -> str:
    """Name of a record's place in the book."""
    return f"{key[0]}-{key[1]}"


def bare(address: str) -> str:
    """An address as printed: without the scheme and the last slash."""
    return address.split("://", 1)[-1].rstrip("/")
