"""Compose the book: chapters, then what they turned out to speak of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from technopark.artefacts.manual import matter
from technopark.artefacts.manual.choose import Selection
from technopark.artefacts.manual.places import Places
from technopark.artefacts.manual.practice import PracticeWriter
from technopark.artefacts.manual.process import model_chapter
from technopark.artefacts.manual.prose import Prose, clipped, fitted
from technopark.artefacts.manual.reference import acts_chapter, glossary_chapter, index_entries, sources_chapter
from technopark.artefacts.manual.sources import Sources
from technopark.artefacts.manual.terms import Marker
from technopark.artefacts.manual.tree import Book, Chapter
from technopark.artefacts.transfer.brief import CaseBrief, Site, case_brief
from technopark.kinds.documents import Document
from technopark.kinds.glossary import Term
from technopark.knowledge import Entry, KnowledgeBase
from technopark.russian.linking import TermLinker
from technopark.russian.text import long_date, plural

TITLE = "Практики наставничества"
COVER = 240
"""Most letters under the title of the cover."""


def compose(kb: KnowledgeBase, root: Path, selection: Selection, site: Site, linker: TermLinker) -> Book:
    """The book of the chosen practices.

    Args:
        kb: the base.
        root: repository root, for the hand-written chapters and photographs.
        selection: what is chosen, in order.
        site: where the base is published.
        linker: finds terms in texts.
    """
    briefs = [case_brief(entry, kb, root, site, {}, "") for entry in selection.cases]
    models = _models(kb, briefs)
    places = Places(kb, site, {entry.key for entry in (*selection.cases, *models)})
    prose, sources = Prose(places), Sources()
    writer = PracticeWriter(kb, prose, sources)
    body = [
        matter.page_chapter(root, matter.FOREWORD, "foreword", prose),
        *(model_chapter(kb, entry, prose, sources) for entry in models),
        matter.overview(briefs),
        *(writer.chapter(brief, number) for number, brief in enumerate(briefs, 1)),
        matter.page_chapter(root, matter.ADVICE, "advice", prose),
    ]
    marker = Marker(linker)
    marked = [marker.chapter(chapter) for chapter in body]
    terms = _terms(kb, marker.found | set(places.named("glossary")))
    acts = _acts(kb, briefs, models, terms, places)
    places.keys |= {entry.key for entry in (*terms, *acts)}
    places.collecting = False
    end = [glossary_chapter(terms, prose), *_acts_chapter(acts, prose, sources), sources_chapter(sources)]
    days = [entry.updated_on for entry in selection.cases if entry.updated_on]
    return Book(
        title=TITLE, subtitle=_subtitle(selection), base=fitted(f"Пособие из базы знаний «{site.name}»"),
        date=long_date(max(days)) if days else "",
        imprint=matter.imprint(briefs, selection.publication, site, selection.words), chapters=(*marked, *end),
        index=index_entries(terms),
    )  # fmt: skip


def _subtitle(selection: Selection) -> str:
    """Under the title of the cover: how many practices and which; a single one by its name."""
    if len(selection.cases) == 1:
        return clipped(selection.cases[0].title, COVER)
    count = plural(len(selection.cases), matter.PRACTICES)
    if selection.words and not selection.words.startswith(count):
        return clipped(f"{count}: {selection.words}", COVER)
    return clipped(selection.words or f"{count}: все, что описаны в базе", COVER)


def _models(kb: KnowledgeBase, briefs: Iterable[CaseBrief]) -> list[Entry]:
    """Models the practices follow; all of the base if a practice does not name its own: the reader needs the whole picture."""
    wanted = {brief.case.process_model for brief in briefs}
    return [entry for entry in kb.published("models") if None in wanted or entry.id in wanted]


def _terms(kb: KnowledgeBase, ids: set[str]) -> list[Entry]:
    return [entry for entry in kb.published("glossary") if entry.id in ids and isinstance(entry.record, Term)]


def _acts(kb: KnowledgeBase, briefs: Iterable[CaseBrief], models: Iterable[Entry], terms: Iterable[Entry], places: Places) -> list[Entry]:
    """Acts the texts link to, and those the practices, their documents, the models' documents and the terms rest on."""
    ids = set(places.named("acts"))
    documents = {document.id for brief in briefs for document in brief.documents}
    for model in models:
        documents |= {ref.target[1] for ref in kb.references(model.key) if ref.target[0] == "documents"}
    for id in documents:
        entry = kb.get("documents", id)
        if entry and isinstance(entry.record, Document):
            ids |= set(entry.record.legal_basis)
    for entry in terms:
        if isinstance(entry.record, Term):
            ids |= set(entry.record.acts)
    ids |= {id for brief in briefs for id in brief.case.legal_basis}
    return [entry for entry in kb.published("acts") if entry.id in ids]


def _acts_chapter(acts: list[Entry], prose: Prose, sources: Sources) -> list[Chapter]:
    return [acts_chapter(acts, prose, sources)] if acts else []
