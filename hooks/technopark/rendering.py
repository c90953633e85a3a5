"""Pages of records: rendered where something changed, otherwise taken from the store.

A page holds while everything it is made from holds: the code and templates, its
record, the records it shares a reference with, the titles of those its texts link to,
the definitions of the terms it links to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from technopark.cache import PageStore, Stored, engine_fingerprint
from technopark.hashing import digest
from technopark.knowledge import Entry, Key, KnowledgeBase
from technopark.pages.related import Listed, listed
from technopark.pages.render import PageBuilder
from technopark.parallel import spread
from technopark.publishing import Publisher, Ready

WIDE = frozenset({"models", "contours", "formats"})
"""Kinds whose pages gather from the whole base; they are few and always follow it."""

PARALLEL_FROM = 300
"""Fewer pages than this are rendered in one process: starting others would cost more."""


class Made(NamedTuple):
    """A page whose file is ready: what is kept of it, the file, whether it was rendered anew."""

    stored: Stored
    ready: Ready
    rendered: bool


class RecordPages:
    """Gives the pages of records; one a build.

    Attributes:
        rendered: how many had to be rendered.
    """

    def __init__(self, builder: PageBuilder, terms_fingerprint: str, store: PageStore, publisher: Publisher, *, fork: bool) -> None:
        """Keep what renders, what was rendered before and what makes the files.

        Args:
            builder: renders one page.
            terms_fingerprint: hash of what decides where term links go.
            store: pages of the build before.
            publisher: makes the pages' files.
            fork: whether several processes may be used.
        """
        self._builder = builder
        self._kb: KnowledgeBase = builder.kb
        self._fork = fork
        self._store = store
        self._publisher = publisher
        self._known = store.all()
        self._fingerprint = digest(engine_fingerprint(), builder.fingerprint, terms_fingerprint)
        self._ready: dict[str, Ready] = {}
        self.rendered = 0

    def plain(self) -> dict[str, Stored]:
        """The page of every record but the terms, by address."""
        self._publisher.site.open_ready()
        return self._pages([entry for entry in self._kb.entries.values() if entry.kind.slug != "glossary"])

    def terms(self, pages: Mapping[str, Stored]) -> dict[str, Stored]:
        """The pages of the terms, which list in which of the others they occur."""
        self._builder.occurrences = self._occurrences(pages)
        return self._pages(self._kb.by_kind["glossary"])

    def place(self, pages: Mapping[str, Stored]) -> None:
        """Put the files that wait where they belong, and remember the pages."""
        self._publisher.place(self._ready)
        self._store.write(page for address, page in pages.items() if page is not self._known.get(address))
        self._store.forget(self._known.keys() - pages.keys())

    def _pages(self, entries: Sequence[Entry]) -> dict[str, Stored]:
        done = {entry.address: known for entry in entries if (known := self._done(entry))}
        stale = [entry for entry in entries if entry.address not in done]
        made = list(spread(self._make, stale, PARALLEL_FROM, fork=self._fork))
        self.rendered += sum(one.rendered for one in made)
        self._ready |= {one.stored.address: one.ready for one in made}
        return done | {one.stored.address: one.stored for one in made}

    def _done(self, entry: Entry) -> Stored | None:
        """The stored page, if the published file shows what a page made now would show."""
        known = self._holding(entry)
        return known if known and self._publisher.is_current(entry.address, known.mark) else None

    def _holding(self, entry: Entry) -> Stored | None:
        """The stored page, if it was made from the same inputs, definitions of its terms included."""
        known = self._known.get(entry.address)
        holds = known is not None and known.key == self._key(entry) and known.terms_key == self._terms_key(known.terms)
        return known if holds else None

    def _make(self, entry: Entry) -> Made:
        """Make the file of a page: from the stored body if that holds and can still be read, else rendered."""
        known = self._holding(entry)
        body = known.body.read() if known else None
        if known is None or body is None:
            return self._render(entry)
        ready = self._publisher.make_ready(self._builder.head(entry), body, known.mark)
        return Made(known._replace(body=ready.body) if ready.body.file == known.body.file else known, ready, rendered=False)

    def _render(self, entry: Entry) -> Made:
        page = self._builder.record(entry)
        body = page.body.encode("utf-8")
        mark = page.digest_with(body)
        ready = self._publisher.make_ready(page, body, mark)
        card = self._builder.card(entry).packed()
        stored = Stored(page.address, self._key(entry), page.terms, self._terms_key(page.terms), mark, card, ready.body)
        return Made(stored, ready, rendered=True)

    # ------------------------------------------------------------------ what a page is made from

    def _key(self, entry: Entry) -> str:
        """Hash of everything the page of a record is made from, but for its terms."""
        entries = self._kb.entries
        occurrences = self._builder.occurrences.get(entry.id, {}) if entry.kind.slug == "glossary" else {}
        near = [entries[key] for key in sorted(self._kb.neighbours(entry.key))]
        parts = [
            self._common,
            entry.digest,
            self._builder.downloads.mark(entry),
            self._everything if entry.kind.slug in WIDE else "",
            *[f"{other.address} {other.digest}" for other in near],
            "links",
            *[f"{name} {self._title(name)}" for name in entry.links],
            "occurrences",
            *[f"{slug} {records.total}" for slug, records in occurrences.items()],
            *["/".join(key) + entries[key].title for records in occurrences.values() for key in records.keys],
        ]
        return digest("\0".join(parts))  # no part holds a zero sign: control signs are taken out of records

    def _title(self, name: str) -> str:
        """Title of the record a text links to; nothing if there is none."""
        slug, _, id = name.partition("/")
        entry = self._kb.get(slug, id)
        return entry.title if entry else ""

    @cached_property
    def _common(self) -> str:
        """Hash of what every page depends on: code, templates, table of terms, names of stages."""
        return digest(self._fingerprint, *(f"{stage.id} {stage.full}" for stage in self._builder.values.stages.values()))

    @cached_property
    def _everything(self) -> str:
        """Hash of all records."""
        return digest(*(part for entry in self._kb.entries.values() for part in (entry.address, entry.digest)))

    def _terms_key(self, terms: Iterable[str]) -> str:
        definitions = self._definitions
        return digest(" ".join([definitions.get(term, "-") for term in terms]))

    @cached_property
    def _definitions(self) -> Mapping[str, str]:
        """Digest of every term by id."""
        return {entry.id: entry.digest for entry in self._kb.by_kind["glossary"]}

    def _occurrences(self, pages: Mapping[str, Stored]) -> Mapping[str, Mapping[str, Listed]]:
        """Records whose pages link to each term; teaching examples are nobody's."""
        found: dict[str, list[Key]] = {}
        for entry in self._kb.entries.values():
            if entry.kind.slug == "glossary" or entry.fictional:
                continue
            for term in pages[entry.address].terms:
                found.setdefault(term, []).append(entry.key)
        return {term: listed(keys) for term, keys in found.items()}
