"""Pages of records: rendered where something changed, otherwise taken from the store.

A page holds while everything it is made from holds: the code and templates, its
record, the records it shares a reference with, the titles of those its texts link to,
the definitions of the terms it links to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from technopark.cache import PageStore, Stored, engine_fingerprint
from technopark.hashing import digest
from technopark.knowledge import Entry, Key, KnowledgeBase
from technopark.pages.prose import terms_in
from technopark.pages.render import PageBuilder
from technopark.parallel import spread

WIDE = frozenset({"models", "contours", "formats"})
"""Kinds whose pages gather from the whole base; they are few and always follow it."""

PARALLEL_FROM = 200
"""Fewer pages than this are rendered in one process: starting others would cost more."""


class RecordPages:
    """Gives the pages of records; one a build.

    Attributes:
        rendered: how many had to be rendered.
    """

    def __init__(self, builder: PageBuilder, terms_fingerprint: str, store: PageStore, *, fork: bool) -> None:
        """Keep what renders and what was rendered before.

        Args:
            builder: renders one page.
            terms_fingerprint: hash of what decides where term links go.
            store: pages of the build before.
            fork: whether several processes may be used.
        """
        self._builder = builder
        self._kb: KnowledgeBase = builder.kb
        self._fork = fork
        self._store = store
        self._known = store.all()
        self._fingerprint = digest(engine_fingerprint(), builder.fingerprint, terms_fingerprint)
        self.rendered = 0

    def all(self) -> dict[str, Stored]:
        """Every record's page by address; terms last, because they list where they occur."""
        plain = [entry for entry in self._kb.entries.values() if entry.kind.slug != "glossary"]
        pages = self._pages(plain)
        self._builder.occurrences = self._occurrences(pages)
        pages |= self._pages(self._kb.by_kind["glossary"])
        self._store.forget(self._known.keys() - pages.keys())
        return pages

    def _pages(self, entries: Sequence[Entry]) -> dict[str, Stored]:
        keys = {entry.address: self._key(entry) for entry in entries}
        stale = [entry for entry in entries if not self._holds(entry.address, keys[entry.address])]
        fresh = spread(lambda entry: self._render(entry, keys[entry.address]), stale, PARALLEL_FROM, fork=self._fork)
        self._store.write(fresh)
        self.rendered += len(fresh)
        made = {page.address: page for page in fresh}
        return {address: made.get(address) or self._known[address] for address in keys}

    def _holds(self, address: str, key: str) -> bool:
        """Whether a stored page was made from the same inputs, definitions of its terms included."""
        known = self._known.get(address)
        return known is not None and known.key == key and known.terms_key == self._terms_key(known.terms)

    def _render(self, entry: Entry, key: str) -> Stored:
        page = self._builder.record(entry)
        terms = terms_in(page.body)
        return Stored.of(page, self._builder.card(entry), key, terms, self._terms_key(terms))

    # ------------------------------------------------------------------ what a page is made from

    def _key(self, entry: Entry) -> str:
        """Hash of everything the page of a record is made from, but for its terms."""
        entries = self._kb.entries
        occurrences = self._builder.occurrences.get(entry.id, ()) if entry.kind.slug == "glossary" else ()
        near = [entries[key] for key in sorted(self._kb.neighbours(entry.key))]
        return digest(
            self._common,
            entry.digest,
            self._builder.downloads.mark(entry),
            self._everything if entry.kind.slug in WIDE else "",
            "\n".join([f"{other.address} {other.digest}" for other in near]),
            "\n".join([f"{name} {self._title(name)}" for name in entry.links]),
            "\n".join(["/".join(key) + entries[key].title for key in occurrences]),
        )

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

    def _occurrences(self, pages: Mapping[str, Stored]) -> Mapping[str, tuple[Key, ...]]:
        """Records whose pages link to each term; teaching examples are nobody's."""
        found: dict[str, list[Key]] = {}
        for entry in self._kb.entries.values():
            if entry.kind.slug == "glossary" or entry.fictional:
                continue
            for term in pages[entry.address].terms:
                found.setdefault(term, []).append(entry.key)
        return {term: tuple(keys) for term, keys in found.items()}
