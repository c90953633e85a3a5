"""A seminar with everything it names: what its sheets are made from. Programmes are beside it.

Like a case's brief, it is a value: it travels to other processes, and its ``key`` changes
exactly when something the sheets may show has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from technopark.artefacts.documents.kit import kit
from technopark.artefacts.transfer.brief import FICTIONAL_MARK, CaseBrief, Named, Site, case_brief
from technopark.artefacts.transfer.programme_brief import ProgrammeBrief, named_for, programme_briefs
from technopark.hashing import digest
from technopark.kinds.documents import Document
from technopark.kinds.formats import TransferFormat
from technopark.kinds.seminars import Question, Seminar
from technopark.knowledge import Entry, KnowledgeBase
from technopark.russian.text import NBSP, long_date
from technopark.schema import Record

__all__ = ["ProgrammeBrief", "QuestionBrief", "SeminarBrief", "programme_briefs", "seminar_briefs"]

HELD, PLANNED, CANCELLED, MOVED = "состоялся", "запланирован", "отменён", "перенесён"

DAYS_MAX = 7
"""A seminar of more days than a week is one line of dates, not a column a day."""

_OWN_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")


@dataclass(frozen=True)
class QuestionBrief:
    """A question of a seminar and what the base has on it.

    Attributes:
        title: without its own number; the sheets number questions themselves.
        materials: what there is to open, the nearest to practice first.
        terms: glossary entries.
    """

    title: str
    materials: tuple[Named, ...]
    terms: tuple[Named, ...]

    def of(self, *kinds: str) -> tuple[Named, ...]:
        """Materials of these kinds."""
        return tuple(item for item in self.materials if item.kind in kinds)


@dataclass(frozen=True)
class SeminarBrief:
    """Everything a seminar's sheets are made from.

    Attributes:
        seminar: the record.
        site: where the base is published.
        address: of the seminar's page from the site's root.
        place: where it is held, if known.
        organisers: who holds it.
        questions: with the materials of the base.
        documents: templates handed out, whole, in the order of the kit.
        cases: briefs of the practices it speaks of.
        key: hash of all that.
    """

    seminar: Seminar
    site: Site
    address: str
    place: Named | None
    organisers: tuple[Named, ...]
    questions: tuple[QuestionBrief, ...]
    documents: tuple[Document, ...]
    cases: tuple[CaseBrief, ...]
    key: str

    @property
    def id(self) -> str:
        """Id of the record."""
        return self.seminar.id

    @property
    def title(self) -> str:
        """Full title."""
        return self.seminar.title

    @property
    def mark(self) -> str:
        """What every page of a teaching example carries; empty for real seminars."""
        return FICTIONAL_MARK if self.seminar.fictional else ""

    @property
    def url(self) -> str:
        """Public address of the seminar's page."""
        return self.site.url + self.address

    @property
    def held(self) -> bool:
        """Whether it has taken place: then the sheets say what was, not what will be."""
        return self.seminar.status == HELD

    @property
    def ahead(self) -> bool:
        """Whether people will still gather: on the day named, or on another one."""
        return self.seminar.status in (PLANNED, MOVED)

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.seminar.status == CANCELLED

    @property
    def moved(self) -> bool:
        """Whether it takes place on another day; the day named is the one the record has."""
        return self.seminar.status == MOVED

    @property
    def when(self) -> str:
        """The date or dates in words."""
        return days_in_words(self.seminar.date_start, self.seminar.date_end)

    @property
    def days(self) -> tuple[date, ...]:
        """Its days one by one; the first only where there are more than a week of them."""
        first, last = self.seminar.date_start, self.seminar.date_end or self.seminar.date_start
        count = (last - first).days + 1
        return tuple(first + timedelta(number) for number in range(count)) if 1 < count <= DAYS_MAX else (first,)

    @property
    def kinds(self) -> str:
        """«обучающий и проектировочный»."""
        return " и ".join(self.seminar.kind)

    @property
    def materials(self) -> tuple[Named, ...]:
        """Everything the questions name to open, each once, in the order of the questions."""
        own = tuple(_of_documents(self.documents))
        return tuple({(item.kind, item.id): item for item in (*(item for q in self.questions for item in q.materials), *own)}.values())


def days_in_words(first: date, last: date | None) -> str:
    """«10 октября 2017 г.», «10–12 октября 2017 г.», «30 октября — 2 ноября 2017 г.»."""
    if last is None or last <= first:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last)}"
    start = long_date(first)
    if first.year == last.year:
        start = start.rsplit(NBSP, 2)[0]
    return f"{start}{NBSP}— {long_date(last)}"


# --------------------------------------------------------------------------- making briefs

MATERIALS = ("practices", "materials", "formats", "documents", "models", "programmes", "acts")
"""Fields of a question that name what there is to open, in the order the sheets show them."""


def seminar_briefs(kb: KnowledgeBase, root: Path, site: Site) -> tuple[SeminarBrief, ...]:
    """Briefs of all seminars by id."""
    return tuple(_seminar(entry, entry.record, kb, root, site) for entry in kb.by_kind["seminars"] if isinstance(entry.record, Seminar))


def _seminar(entry: Entry, seminar: Seminar, kb: KnowledgeBase, root: Path, site: Site) -> SeminarBrief:
    questions = tuple(_question(question, kb, seminar) for question in seminar.questions)
    listed = {*seminar.documents, *(id for question in seminar.questions for id in question.documents)}
    documents = tuple(document for document in kit(kb) if document.id in listed and document.text)
    practices = dict.fromkeys(id for question in seminar.questions for id in question.practices)
    cases = tuple(_cases(practices, kb, root, site, seminar))
    own: dict[str, Any] = {
        "place": next(iter(named_for(seminar, kb, "organisations", [seminar.place])), None),
        "organisers": named_for(seminar, kb, "organisations", seminar.organisers),
        "questions": questions,
    }
    changes = [found.digest for document in documents if (found := kb.get("documents", document.id))]
    key = digest(entry.digest, entry.id, repr(site), repr(own), *changes, *(case.key for case in cases))
    return SeminarBrief(seminar=seminar, site=site, address=entry.address, **own, documents=documents, cases=cases, key=key)


def _question(question: Question, kb: KnowledgeBase, owner: Record) -> QuestionBrief:
    slugs = {"practices": "cases", "materials": "publications"}
    materials = tuple(item for name in MATERIALS for item in named_for(owner, kb, slugs.get(name, name), getattr(question, name)))
    return QuestionBrief(_OWN_NUMBER.sub("", question.title) or question.title, materials, named_for(owner, kb, "glossary", question.terms))


def _cases(ids: Iterable[str], kb: KnowledgeBase, root: Path, site: Site, owner: Record) -> Iterator[CaseBrief]:
    entries = kb.published("formats")
    formats = {entry.id: entry.record for entry in entries if isinstance(entry.record, TransferFormat)}
    common = digest(repr(site), *(entry.digest for entry in entries))
    for id in ids:
        entry = kb.get("cases", id)
        if entry and (owner.fictional or not entry.fictional):
            yield case_brief(entry, kb, root, site, formats, common)


def _of_documents(documents: Iterable[Document]) -> Iterator[Named]:
    for document in documents:
        yield Named(document.id, document.title, document.short_title or document.title, f"documents/{document.id}/", "", "documents")
