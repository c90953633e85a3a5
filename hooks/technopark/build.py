"""One build, from records to the published folder.

    load ─► (KnowledgeBase, problems)
         ─► render ─► [Page] ─┐
    theme page ─► Shell ──────┴─► splice ─► search ─► sync

``hooks/events.py`` drives it between the builder's own events.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from technopark.artefacts.documents.form_files import form_files
from technopark.artefacts.making import Making, NotMadeError
from technopark.artefacts.pictures.photographs import all_photos
from technopark.cache import PageStore, Stored, engine_fingerprint, load_pickle, save_pickle
from technopark.checking import load
from technopark.handwritten import fill, handwritten_pages, sitemap
from technopark.hashing import digest
from technopark.help_pages import help_address, help_pages
from technopark.jsonschema import schemas
from technopark.knowledge import KnowledgeBase
from technopark.later import later
from technopark.loading import Loaded
from technopark.pages import Page
from technopark.pages.broken import broken_pages
from technopark.pages.cards import Card
from technopark.pages.downloads import Downloads
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder
from technopark.parallel import aside, meanwhile, no_garbage_collection
from technopark.preparing import prepared
from technopark.problems import TechnoparkError, shown
from technopark.problems_output import render, source_lines
from technopark.progress import Report
from technopark.publishing import Publisher
from technopark.rendering import RecordPages
from technopark.russian.linking import TermLinker
from technopark.shell import Shell
from technopark.sync import Site
from technopark.target import site_folder
from technopark.vendor import vendor_files

if TYPE_CHECKING:
    from technopark.artefacts.every import Files
    from technopark.problems import Problem


MANY = 500
"""With so many records, what can be done in another process meanwhile is done there."""


@dataclass
class Build:
    """State of one build.

    Attributes:
        root: repository root.
        final: folder to publish into.
        stage: folder the site builder writes into.
        serve: live preview: problems are shown, never fatal.
        site_url: public address with a trailing slash, or empty.
        site_name: name of the base.
        search: whether to build the search index.
        downloads: files for download by site path.
        pages_first: a live preview shows the pages of an edit before its files and its index.
        behind: some files are still to be made.
        is_whole: whether all files for download could be made.
    """

    root: Path
    final: Path
    stage: Path
    serve: bool
    site_url: str
    site_name: str
    search: bool = True
    report: Report = field(default_factory=Report)
    shells: dict[int, Shell] = field(default_factory=dict)
    downloads: Mapping[str, Path] = field(default_factory=dict)
    pages_first: bool = False
    behind: bool = False
    is_whole: bool = True

    @classmethod
    def start(cls, root: Path, final: Path, *, serve: bool, site_url: str, site_name: str) -> Build:
        """Begin a build: read the base and choose a folder for the site builder to work in."""
        final = site_folder(root, final)  # what does not belong to the site is removed from it at the end
        stage = root / ".cache" / f"stage-{digest(str(final.resolve()))}"
        stage.mkdir(parents=True, exist_ok=True)
        url = site_url.rstrip("/") + "/" if site_url else ""
        build = cls(root, final, stage, serve, url, site_name, search=os.environ.get("TECHNOPARK_SEARCH") != "0")
        build.pages_first = serve and not later(root).begin()
        build.load()
        return build

    def load(self) -> None:
        """Read the base and set up what renders it."""
        with self.report.step("чтение записей"):
            with prepared(self.root, self.cache, fork=not self.serve):
                self.loaded: Loaded = load(self.root, self.cache, fork=not self.serve)
            self.kb: KnowledgeBase = self.loaded.kb
        with self.report.step("таблица терминов"):
            self.linker = TermLinker.build(self.kb, self.cache)
            self.prose = ProseRenderer(self.linker, self._resolve)
            self.builder = PageBuilder(self.kb, self.prose, self.root / "macros" / "pages", None, self.cache)
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

    @property
    def in_order(self) -> bool:
        """Whether there is nothing to mend."""
        return self.is_whole and not self.problems

    def announce(self) -> None:
        """Print the problems, if there are any, as ``check`` does."""
        if self.problems:
            sys.stderr.write(render(self.problems, "text", lambda path: source_lines(self.root, path), colour=sys.stderr.isatty()))

    def theme_values(self) -> Mapping[str, object]:
        """What the theme's templates may use: in a live preview, the errors for the banner."""
        errors = tuple(shown(problem) for problem in self.problems if problem.severity == "error")
        return {"problems": errors if self.serve else (), "help": help_address, "records": self.report.records}

    def unusable_pages(self) -> frozenset[str]:
        """Hand-written files, by their path in ``docs/``, that cannot be published: unreadable, or in the place of a record.

        Only a live preview gets so far with them.
        """
        return frozenset(problem.path.removeprefix("docs/") for problem in self.problems if problem.code in ("TP951", "TP955"))

    def _resolve(self, name: str) -> tuple[str, str] | None:
        slug, _, id = name.partition("/")
        entry = self.kb.get(slug, id)
        return (entry.address, entry.title) if entry else None

    # ------------------------------------------------------------------ hand-written pages

    def make_artefacts(self) -> None:
        """Make the files for download; pages tell their sizes, so this comes before any page."""
        photos = all_photos(self.kb, self.root)
        self.downloads = {photo.site_path: photo.path for several in photos.values() for photo in several}
        self.builder.downloads = Downloads(photos=photos)
        if os.environ.get("TECHNOPARK_DOCUMENTS") != "0":  # the benchmark compares pages
            files = self._files()
            if files:
                self.builder.downloads = files.downloads(photos)
                self.downloads = {**files.by_path, **self.downloads}
        self.report.artefacts = len(self.downloads)

    def _files(self) -> Files | None:
        """The files, made now; in a live preview those that are there: of before, if some are still to be made."""
        from technopark.artefacts.every import every_file  # what makes files takes its time to import
        from technopark.artefacts.transfer.brief import Site as PrintedSite

        site = PrintedSite.of(self.site_name, self.site_url)
        making = Making.NONE if self.serve else Making.SHARED
        try:
            files = every_file(self.kb, self.root, self.cache, site, self.linker, self.report.step, making)
        except NotMadeError:
            self.behind = True
        except TechnoparkError as error:
            if not self.serve:
                raise
            self.is_whole = False
            sys.stderr.write(f"Файлы для скачивания не собраны, страницы показаны с прежними. {error}\n")
        else:
            if self.serve:
                later(self.root).files = files
            return files
        return later(self.root).files

    def assets(self) -> Mapping[str, Path]:
        """Files the site builder carries into the site: browser libraries with the fonts, the data of the forms."""
        return {**vendor_files(self.root), **form_files(self.kb, self.cache)}

    def fill(self, html: str, address: str) -> str:
        """Put drawings, lists and links to records into the HTML of a hand-written page."""
        return fill(html, "../" * address.count("/"), self.builder.embed, self._resolve)

    # ------------------------------------------------------------------ publishing

    def publish(self) -> None:
        """Render, splice, index and put everything into the published folder; it is touched only when all is rendered."""
        site = Site(self.final, self.cache)
        publisher = Publisher(site, self.shells, self.site_url)
        with closing(PageStore(self.cache / "pages.sqlite")) as store, no_garbage_collection():
            pages = RecordPages(self.builder, self.linker.fingerprint, store, publisher, fork=not self.serve)
            with aside(self._schemas) if not self.serve and len(self.kb.entries) >= MANY else nullcontext():
                records, generated = self._pages(pages)
            with self.report.step("запись файлов"):
                pages.place(records)
                site.put_tree(self.stage)
                for page in generated.values():
                    publisher.put(page)
                for name, path in self.downloads.items():
                    site.put_file(name, path, digest(path.parent.name, path.name))  # the folder's name is the key of the content
                for name, text in self._data_files(generated).items():
                    site.put(name, text.encode("utf-8"))
        late = self.pages_first and (self.behind or site.written > 0)
        if self.search:
            with self.report.step("поиск"):
                site.put_tree(self.cache / "search" if late else self._index(publisher, generated))
        done = site.finish()
        self.report.written, self.report.kept, self.report.removed = done.written, done.kept, done.removed
        self.report.pages = site.count(".html")
        self.report.save(self.cache / "report.json")
        if late:
            later(self.root).start(self.site_name, self.site_url)
        if not self.serve:
            gc.freeze()  # the process ends: nobody need look for garbage in what the system takes back at once

    def _pages(self, pages: RecordPages) -> tuple[dict[str, Stored], dict[str, Page]]:
        """Pages of records, and pages made of the whole base."""
        with self.report.step("страницы записей"):
            records = pages.plain()
        with meanwhile(lambda: self._lists(records), fork=not self.serve and pages.rendered >= MANY) as lists:
            with self.report.step("страницы терминов"):
                terms = pages.terms(records)
                self.report.rendered = pages.rendered
            with self.report.step("списки и справка"):
                generated = [*broken_pages(self.loaded.broken), *help_pages(), *lists()]
        return records | terms, {page.address: page for page in generated}

    def _lists(self, records: Mapping[str, Stored]) -> list[Page]:
        """The lists of records, of the cards kept with their pages; another process has none of terms yet and makes them."""
        self.builder.use_cards({address: Card.unpacked(page.card) for address, page in records.items()})
        return list(self.builder.lists())

    def _index(self, publisher: Publisher, generated: Mapping[str, Page]) -> Path:
        from technopark.search import SearchPage, build_search

        written = {page.address: page.body for page in generated.values() if page.indexed}
        written |= {entry.address: publisher.body(entry.address) for entry in self.kb.entries.values() if not entry.fictional}
        both = {**handwritten_pages(self.stage), **written}
        out = self.cache / "search"
        build_search([SearchPage(address, html) for address, html in sorted(both.items())], self.kb, out, self.cache)
        return out

    def _data_files(self, generated: Mapping[str, Page]) -> dict[str, str]:
        """JSON Schemas and, when the site's address is known, the sitemap."""
        out = dict(self._schemas())
        if self.site_url:
            dates = {page.address: page.updated for page in generated.values() if page.indexed}
            dates |= {entry.address: entry.updated_on for entry in self.kb.entries.values() if not entry.fictional}
            out["sitemap.xml"] = sitemap(dates, self.stage, self.site_url)
        return out

    def _schemas(self) -> Mapping[str, str]:
        """JSON Schemas; they name every record, so they hold while the ids and titles do."""
        path = self.cache / "schemas.pickle"
        mark = digest(engine_fingerprint(), *(f"{entry.address} {entry.title}" for entry in self.kb.entries.values()))
        known: Mapping[str, str] | None = load_pickle(path, mark)
        if known is None:
            known = schemas(self.kb)
            save_pickle(path, mark, known)
        return known
