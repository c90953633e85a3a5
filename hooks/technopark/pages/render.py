"""Pages of the knowledge base: records, lists, drawings inside hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateNotFound
from markupsafe import Markup

from technopark.kinds import KINDS
from technopark.kinds.cases import Case
from technopark.knowledge import Entry, KnowledgeBase, value_of
from technopark.layout import COMPARISON, OWN_PAGES
from technopark.pages import Page, compare, compare_rows, documents, drawings, fields, transfer
from technopark.pages.cards import Card, brief
from technopark.pages.downloads import Downloads, PackFile
from technopark.pages.embeds import EMBEDS, Asked
from technopark.pages.environment import create_environment, templates_fingerprint
from technopark.pages.excerpts import description_of, shorten
from technopark.pages.facets import Facets, index_marks
from technopark.pages.lists import Lists, ListView
from technopark.pages.looks import own_looks
from technopark.pages.names import stage_names
from technopark.pages.prose import ProseRenderer, terms_in
from technopark.pages.related import Listed, occurrences, related
from technopark.pages.structured import json_ld
from technopark.pages.terms import Cards
from technopark.pages.values import Place, Values, link_to
from technopark.pages.views import RecordView, Viewer, panel
from technopark.schema import Kind


class PageBuilder:
    """Makes pages; one a build.

    Attributes:
        kb: the knowledge base.
        prose: renders author's texts.
        build_date: date of the build, if pages may name it.
        occurrences: records whose texts link to each term; set before terms are rendered.
        downloads: files to take; set before anything is rendered.
    """

    def __init__(
        self, kb: KnowledgeBase, prose: ProseRenderer, templates_dir: Path, build_date: date | None, cache_dir: Path | None = None
    ) -> None:
        """Set up the one Jinja environment and everything computed once."""
        self.kb = kb
        self.prose = prose
        self.build_date = build_date
        self.occurrences: Mapping[str, Mapping[str, Listed]] = {}
        self.downloads = Downloads()
        self._folder = templates_dir
        stages = stage_names(kb)
        self.values = Values(kb, prose, stages)
        self.facets = Facets(kb, stages)
        self.viewer = Viewer(self.values)
        self._env = create_environment(templates_dir, cache_dir)
        self._columns = compare.Columns(kb, self.facets)
        self._lists = Lists(kb, self.viewer, self.facets, self._columns)
        self._cards = Cards(kb, prose, self._env.get_template("components/term_card.html"))
        self._env.globals.update(
            brief=brief, result_figures=drawings.result_figures, evidence_bars=drawings.evidence_bars,
            pack=self._pack, show=fields,
        )  # fmt: skip
        self._templates: dict[tuple[str, str], Template] = {}
        self._looks: dict[str, frozenset[str] | None] = {}

    def _pack(self, name: str) -> PackFile | None:
        return self.downloads.pack(name)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what renders: the templates (the code is part of the engine's own hash)."""
        return templates_fingerprint(self._folder)

    # ------------------------------------------------------------------ pages of records

    def record(self, entry: Entry) -> Page:
        """The page of a record."""
        description = description_of(entry)
        html = self._template(entry.kind.slug, "record").render(self._context(entry, description))
        terms = terms_in(html)
        return self._page(entry, description, html, terms, self._cards.of(terms))

    def head(self, entry: Entry) -> Page:
        """The page of a record without its body."""
        return self._page(entry, description_of(entry), "", (), b"")

    @staticmethod
    def _page(entry: Entry, description: str, body: str, terms: tuple[str, ...], cards: bytes) -> Page:
        return Page(
            address=entry.address,
            title=entry.title,
            description=description,
            body=body,
            section=entry.kind.slug,
            updated=entry.updated_on,
            edit_path=entry.path,
            indexed=not entry.fictional,
            terms=terms,
            cards=cards,
        )

    def _context(self, entry: Entry, description: str) -> Mapping[str, Any]:
        """Values for the template of a record."""
        place = self._place(entry)
        facets = self.facets.of(entry)
        view = self.viewer.record(entry, place)
        return {
            "base": place.base,
            "entry": entry,
            "kind": entry.kind,
            "record": entry.record,
            "view": view,
            "own_looks": self._own_looks(entry.kind.slug),
            "panel": panel(view, facets),
            "related": related(self.kb, entry, place),
            "occurrences": self._occurrences(entry, place),
            "marks": Markup("") if entry.fictional else index_marks(facets),
            "json_ld": json_ld(self.kb, entry, description),
            "link": lambda slug, name: self._link(slug, name, place),
            "model": self._drawing(entry, place),
            "transfer": transfer.materials(self.downloads, entry),
            "ready": transfer.ready_for(self.kb, self.downloads, entry.id) if entry.kind.slug == "formats" else (),
            "sample": self._sample(place) if entry.kind.slug == "formats" else "",
            **self._own_values(entry, view),
        }

    def _own_looks(self, slug: str) -> frozenset[str] | None:
        """Names of the fields the kind's template shows in its own way."""
        if slug not in self._looks:
            self._looks[slug] = own_looks(self._env, f"{slug}.html")
        return self._looks[slug]

    def _own_values(self, entry: Entry, view: RecordView) -> Mapping[str, Any]:
        """Values only the pages of one kind use."""
        if entry.kind.slug == "documents":
            return documents.record_values(self, entry, view)
        if isinstance(entry.record, Case):
            return {
                "parts": partial(transfer.checklist, entry.record),
                "photos": self.downloads.photos.get(entry.address, ()),
                "column": compare.template(entry, self._columns.of(entry)),
            }
        return {}

    @staticmethod
    def _place(entry: Entry) -> Place:
        model = entry.id if entry.kind.slug == "models" else value_of(entry.record, "process_model") or ""
        return Place("../../", entry.id if entry.kind.slug == "glossary" else "", model)

    def _occurrences(self, entry: Entry, place: Place) -> tuple[Any, ...]:
        if entry.kind.slug != "glossary":
            return ()
        return occurrences(self.kb, self.occurrences.get(entry.id, {}), entry.title, place)

    def _drawing(self, entry: Entry, place: Place) -> drawings.ModelDrawing | None:
        return drawings.model_drawing(self.kb, self.values, entry, place) if entry.kind.slug == "models" else None

    def _sample(self, place: Place) -> Markup:
        """A link to the teaching case, if there is one: it shows what a described practice yields."""
        entry = next((case for case in self.kb.by_kind["cases"] if case.fictional), None)
        return link_to(entry, place.base) if entry else Markup("")

    def _link(self, slug: str, id: str | None, place: Place) -> Markup:
        entry = self.kb.get(slug, id) if id else None
        return link_to(entry, place.base) if entry else Markup("")

    # ------------------------------------------------------------------ lists

    def card(self, entry: Entry) -> Card:
        """What lists show of a record."""
        return self._lists.card(entry)

    def use_cards(self, cards: Mapping[str, Card]) -> None:
        """Take the cards of records, by address, from the build's cache; the rest are made when asked for."""
        self._lists.cards = cards

    def list_view(self, kind: Kind, place: Place) -> ListView:
        """The list of a kind as a value."""
        return self._lists.view(kind, place)

    def lists(self) -> Iterator[Page]:
        """The list page of every kind, and practices beside each other."""
        for kind in KINDS.values():
            place = Place("../")
            more = (self.list_view(KINDS["seminars"], place),) if kind.slug == "programmes" else ()
            own = documents.list_values(self) if kind.slug == "documents" else {}
            html = self._template(kind.slug, "list").render(base=place.base, kind=kind, list=self.list_view(kind, place), more=more, **own)
            yield Page(f"{kind.slug}/", kind.title, shorten(kind.lead), html, kind.slug)
        yield self._comparison(OWN_PAGES[COMPARISON])

    def _comparison(self, title: str) -> Page:
        lead = "Практики рядом, по одним и тем же вопросам: кому подходят, что нужно, что это дало, что менять нельзя."
        html = self._env.get_template("compare.html").render(
            base=compare_rows.BASE,
            kind=KINDS["cases"],
            title=title,
            lead=lead,
            groups=compare_rows.GROUPS,
            table=self._lists.comparison(),
            none_said=compare.NONE_SAID,
        )
        return Page(COMPARISON, title, lead, html, "cases")

    # ------------------------------------------------------------------ hand-written pages

    def embed(self, name: str, argument: str, base: str) -> str:
        """HTML of a drawing or list inside a hand-written page.

        Raises:
            KeyError: there is no such embed or no such record.
        """
        template, values = EMBEDS[name](Asked(self, argument, Place(base)))
        return self._env.get_template(template).render(base=base, **values)

    def _template(self, slug: str, fallback: str) -> Template:
        """The kind's own template (``cases.html``, ``list_cases.html``) or the generic one."""
        key = (slug, fallback)
        if key not in self._templates:
            own = f"{slug}.html" if fallback == "record" else f"{fallback}_{slug}.html"
            try:
                self._templates[key] = self._env.get_template(own)
            except TemplateNotFound:
                self._templates[key] = self._env.get_template(f"{fallback}.html")
        return self._templates[key]
