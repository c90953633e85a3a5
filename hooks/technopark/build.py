"""One build, from records to the published folder.

    load ─► (KnowledgeBase, problems)
         ─► render ─► [Page] ─┐
    theme page ─► Shell ──────┴─► splice ─► search ─► sync

``hooks/events.py`` drives it between the builder's own events.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from technopark.cache import PageStore, engine_fingerprint
from technopark.checking import load
from technopark.handwritten import fill, font_files, handwritten_pages, sitemap
from technopark.hashing import digest
from technopark.help_pages import help_pages
from technopark.jsonschema import schemas
from technopark.knowledge import Entry, Key, KnowledgeBase
from technopark.loading import Loaded
from technopark.pages import Page
from technopark.pages.broken import broken_pages
from technopark.pages.prose import ProseRenderer, terms_in
from technopark.pages.render import PageBuilder
from technopark.problems_output import render, source_lines
from technopark.progress import Report
from technopark.russian.linking import TermLinker
from technopark.search import SearchPage, build_search
from technopark.shell import Shell
from technopark.sync import Site

if TYPE_CHECKING:
    from technopark.problems import Problem

WIDE = frozenset({"models", "contours", "formats"})
"""Kinds whose pages gather from the whole base; they are few and always follow it."""

PARALLEL_FROM = 300
"""Fewer pages than this are rendered in one process: starting others would cost more."""


@dataclass
class Build:
    """State of one build.

    Attributes:
        root: repository root.
        final: folder to publish into.
        stage: folder the site builder writes into.
        serve: live preview: problems are shown, never fatal.
        site_url: public address with a trailing slash, or empty.
        search: whether to build the search index.
    """

    root: Path
    final: Path
    stage: Path
    serve: bool
    site_url: str
    search: bool = True
    report: Report = field(default_factory=Report)
    shells: dict[int, Shell] = field(default_factory=dict)

    @classmethod
    def start(cls, root: Path, final: Path, *, serve: bool, site_url: str) -> Build:
        """Begin a build: read the base and choose a folder for the site builder to work in."""
        stage = root / ".cache" / f"stage-{digest(str(final.resolve()))}"
        stage.mkdir(parents=True, exist_ok=True)
        url = site_url.rstrip("/") + "/" if site_url else ""
        build = cls(root, final, stage, serve, url, search=os.environ.get("TECHNOPARK_SEARCH") != "0")
        build.load()
        return build

    def load(self) -> None:
        """Read the base and set up what renders it."""
        with self.report.step("чтение записей"):
            self.loaded: Loaded = load(self.root, self.cache)
            self.kb: KnowledgeBase = self.loaded.kb
        with self.report.step("таблица терминов"):
            self.linker = TermLinker.build(self.kb, self.cache)
            self.prose = ProseRenderer(self.linker, self._resolve)
            self.builder = PageBuilder(self.kb, self.prose, self.root / "macros" / "pages", None)
        self.report.records = {slug: len(self.kb.published(slug)) for slug in self.kb.by_kind}
        self.report.fictional = sum(entry.fictional for entry in self.kb.entries.values())
        self.report.errors = sum(p.severity == "error" for p in self.problems)
        self.report.warnings = len(self.problems) - self.report.errors

    @property
    def cache(self) -> Path:
        """Folder of the caches."""
        return self.root / ".cache"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings of this build."""
        return tuple(self.loaded.problems)

    def announce(self) -> None:
        """Print the problems, if there are any, as ``check`` does."""
        if self.problems:
            sys.stderr.write(render(self.problems, "text", lambda path: source_lines(self.root, path), colour=sys.stderr.isatty()))

    def theme_values(self) -> Mapping[str, object]:
        """What the theme's templates may use: in a live preview, the errors for the banner."""
        errors = tuple(problem for problem in self.problems if problem.severity == "error")
        return {"problems": errors if self.serve else (), "records": self.report.records}

    def _resolve(self, name: str) -> tuple[str, str] | None:
        slug, _, id = name.partition("/")
        entry = self.kb.get(slug, id)
        return (entry.address, entry.title) if entry else None

    # ------------------------------------------------------------------ hand-written pages

    def assets(self) -> Mapping[str, Path]:
        """Files the engine adds to the site: fonts from the browser libraries."""
        return font_files(self.root)

    def fill(self, html: str, address: str) -> str:
        """Put drawings, lists and links to records into the HTML of a hand-written page."""
        return fill(html, "../" * address.count("/"), self.builder.embed, self._resolve)

    # ------------------------------------------------------------------ rendering

    def pages(self) -> dict[str, Page]:
        """Render what changed; return all generated pages by address."""
        store = PageStore(self.cache / "pages.sqlite")
        try:
            with self.report.step("страницы записей"):
                plain = [e for e in self.kb.entries.values() if e.kind.slug != "glossary"]
                pages = self._render(store, plain)
                self.builder.occurrences = self._occurrences(pages)
                pages |= self._render(store, self.kb.by_kind["glossary"])
            store.forget(store.keys().keys() - pages.keys())
        finally:
            store.close()
        with self.report.step("списки и справка"):
            generated = [*self.builder.lists(), *broken_pages(self.loaded.broken), *help_pages()]
            pages |= {page.address: page for page in generated}
        return pages

    def _occurrences(self, pages: Mapping[str, Page]) -> Mapping[str, tuple[Key, ...]]:
        found: dict[str, list[Key]] = {}
        for entry in self.kb.entries.values():
            if entry.kind.slug == "glossary" or entry.fictional:
                continue
            for term in terms_in(pages[entry.address].body):
                found.setdefault(term, []).append(entry.key)
        return {term: tuple(keys) for term, keys in found.items()}

    def _render(self, store: PageStore, entries: Iterable[Entry]) -> dict[str, Page]:
        entries = tuple(entries)
        known = store.keys()
        keys = {entry.address: self._page_key(entry) for entry in entries}
        stale = [e for e in entries if not self._is_fresh(known.get(e.address), keys[e.address])]
        fresh = {page.address: page for page in self._render_all(stale)}
        store.write({address: (self._stored_key(keys[address], page), page) for address, page in fresh.items()})
        self.report.rendered += len(fresh)
        return {**store.read(address for address in keys if address not in fresh), **fresh}

    def _is_fresh(self, stored: str | None, key: str) -> bool:
        """Whether a stored page was made from the same inputs, definitions of its terms included."""
        if stored is None:
            return False
        own, terms_key, *terms = stored.split()
        return own == key and terms_key == self._terms_key(terms)

    def _stored_key(self, key: str, page: Page) -> str:
        terms = terms_in(page.body)
        return " ".join((key, self._terms_key(terms), *terms))

    def _terms_key(self, terms: Iterable[str]) -> str:
        found = (self.kb.get("glossary", term) for term in terms)
        return digest(*(entry.digest if entry else "" for entry in found))

    # ------------------------------------------------------------------ publishing

    def publish(self) -> None:
        """Render, splice, index and put everything into the published folder."""
        pages = self.pages()
        site = Site(self.final, self.cache)
        with self.report.step("запись файлов"):
            site.put_tree(self.stage)
            for page in pages.values():
                self._put(site, page)
            for name, text in self._data_files(pages).items():
                site.put(name, text.encode("utf-8"))
        if self.search:
            with self.report.step("поиск"):
                site.put_tree(self._index(pages))
        done = site.finish()
        self.report.written, self.report.kept, self.report.removed = done.written, done.kept, done.removed
        self.report.pages = site.count(".html")
        self.report.save(self.cache / "report.json")

    def _index(self, pages: Mapping[str, Page]) -> Path:
        written = {page.address: page.body for page in pages.values() if page.indexed}
        both = {**handwritten_pages(self.stage), **written}
        out = self.cache / "search"
        build_search([SearchPage(address, html) for address, html in sorted(both.items())], self.kb, out, self.cache)
        return out

    def _put(self, site: Site, page: Page) -> None:
        shell = self.shells[page.depth]
        name = page.address + "index.html"
        mark = digest(shell.digest, page.digest)
        if not site.is_current(name, mark):
            site.put(name, shell.wrap(page, self.site_url).encode("utf-8"), mark)

    def _data_files(self, pages: Mapping[str, Page]) -> dict[str, str]:
        """JSON Schemas and, when the site's address is known, the sitemap."""
        out = dict(schemas(self.kb))
        if self.site_url:
            out["sitemap.xml"] = sitemap(pages, self.stage, self.site_url)
        return out

    def _page_key(self, entry: Entry) -> str:
        """Hash of everything the page of a record is made from."""
        occurrences = self.builder.occurrences.get(entry.id, ()) if entry.kind.slug == "glossary" else ()
        near = (self.kb.entries[key] for key in sorted(self.kb.neighbours(entry.key)))
        return digest(
            self.fingerprint,
            entry.digest,
            self._everything if entry.kind.slug in WIDE else "",
            *(part for other in near for part in (other.address, other.digest)),
            *("/".join(key) + self.kb.entries[key].title for key in occurrences),
        )

    @cached_property
    def _everything(self) -> str:
        """Hash of all records."""
        return digest(*(part for entry in self.kb.entries.values() for part in (entry.address, entry.digest)))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the code, templates and term table every page depends on."""
        return digest(engine_fingerprint(), self.builder.fingerprint, self.linker.fingerprint)

    def _render_all(self, entries: list[Entry]) -> list[Page]:
        if len(entries) < PARALLEL_FROM or self.serve or "fork" not in multiprocessing.get_all_start_methods():
            return [self.builder.record(entry) for entry in entries]
        return render_forked(self.builder, entries)


@dataclass
class _Shared:
    """What forked processes find in the memory they share with their parent."""

    builder: PageBuilder | None = None
    entries: Sequence[Entry] = ()


_shared = _Shared()


def render_forked(builder: PageBuilder, entries: Sequence[Entry]) -> list[Page]:
    """Render in several processes that share this one's memory."""
    _shared.builder, _shared.entries = builder, entries
    workers = min(os.cpu_count() or 1, 8)
    size = -(-len(entries) // (workers * 4))
    chunks = [range(start, min(start + size, len(entries))) for start in range(0, len(entries), size)]
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            return [page for pages in pool.map(_render_chunk, chunks) for page in pages]
    finally:
        _shared.builder, _shared.entries = None, ()


def _render_chunk(indexes: range) -> list[Page]:
    if _shared.builder is None:
        raise RuntimeError("a forked process has no builder")
    return [_shared.builder.record(_shared.entries[index]) for index in indexes]
