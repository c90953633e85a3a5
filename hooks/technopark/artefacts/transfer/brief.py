"""A case and everything it names, resolved: the only thing a case's materials are made from.

A brief is a value: it travels to other processes, and its ``key`` is the key of the caches, so
a material is made again exactly when something it may show has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from technopark.artefacts.pictures.photographs import Photo, case_photos
from technopark.artefacts.transfer.brief_words import PHRASES, ask, walk, words
from technopark.artefacts.transfer.flatten import flatten, sentences
from technopark.hashing import digest
from technopark.kinds.acts import Act
from technopark.kinds.cases import Case
from technopark.kinds.formats import TransferFormat
from technopark.kinds.models import ProcessModel
from technopark.kinds.organisations import Organisation
from technopark.knowledge import Entry, KnowledgeBase, is_empty
from technopark.russian.text import NBSP, long_date

SAMPLE_URL = "https://nastavnik.example/"
"""Stands for the site's address until it is known; the domain is reserved for examples (RFC 2606)."""

_SITE_NAME = re.compile(r"^site_name:[ \t]*(.+)$", re.MULTILINE)

FICTIONAL_MARK = "Учебный пример: всё вымышлено"
ASK = "Расскажите: "
"""What every prompt begins with."""


@dataclass(frozen=True)
class Piece:
    """A piece of text for a material.

    Attributes:
        text: plain; a line a paragraph, list items as «– …» lines.
        given: whether the record says it; otherwise it is a prompt to the holder.
    """

    text: str
    given: bool


@dataclass(frozen=True)
class Named:
    """Another record as materials name it.

    Attributes:
        id, title, short: of the record.
        address: from the site's root: ``documents/prikaz-o-vnedrenii/``.
        note: municipality of an organisation, date and number of an act, the origin of a model the base's authors put together.
        kind: slug of its kind.
    """

    id: str
    title: str
    short: str
    address: str
    note: str = ""
    kind: str = ""

    @classmethod
    def of(cls, entry: Entry) -> Named:
        """How an entry is named."""
        record = entry.record
        note = ""
        if isinstance(record, Organisation):
            note = record.municipality or ""
        elif isinstance(record, Act):
            day = long_date(record.date) if record.date else ""
            note = ", ".join(part for part in (day, f"№{NBSP}{record.number}" if record.number else "") if part)
        elif isinstance(record, ProcessModel) and record.origin == "реконструкция":
            note = "реконструкция авторов базы"
        return cls(entry.id, entry.title, entry.short, entry.address, note, entry.kind.slug)


@dataclass(frozen=True)
class StageBrief:
    """A stage of the case's model and whether the case covers it."""

    id: str
    code: str
    title: str
    covered: bool


@dataclass(frozen=True)
class Site:
    """The site printed materials send people to.

    Attributes:
        name: name of the base.
        url: address with a slash at the end.
        sample: whether the address only stands for the real one, which is not known yet.
    """

    name: str
    url: str
    sample: bool

    @classmethod
    def of(cls, name: str, url: str) -> Site:
        """The site by its settings; without an address a sample one, marked as such."""
        return cls(name, url.rstrip("/") + "/", sample=False) if url else cls(name, SAMPLE_URL, sample=True)

    @classmethod
    def configured(cls, root: Path, url: str) -> Site:
        """The site as ``mkdocs.yml`` names it, for commands that run without the site builder."""
        found = _SITE_NAME.search((root / "mkdocs.yml").read_text(encoding="utf-8"))
        return cls.of(found.group(1).strip() if found else "", url)


@dataclass(frozen=True)
class CaseBrief:
    """Everything a case's materials are made from.

    Attributes:
        case: the record.
        site: where the base is published.
        address: of the case's page from the site's root.
        holder, partners: organisations.
        model: the process model, if the case names one.
        stages: all stages of that model.
        documents, programmes, acts: what the case names, its steps included.
        publications: manuals of the methodological set.
        formats: all transfer formats by id: the canonical facts.
        photos: photographs of the case.
        completeness: described fields of those that count, 0–100.
        missing: labels of the fields that are not described.
        key: hash of all that.
    """

    case: Case
    site: Site
    address: str
    holder: Named
    partners: tuple[Named, ...]
    model: Named | None
    stages: tuple[StageBrief, ...]
    documents: tuple[Named, ...]
    programmes: tuple[Named, ...]
    acts: tuple[Named, ...]
    publications: tuple[Named, ...]
    formats: Mapping[str, TransferFormat]
    photos: tuple[Photo, ...]
    completeness: int
    missing: tuple[str, ...]
    key: str

    @property
    def id(self) -> str:
        """Id of the record."""
        return self.case.id

    @property
    def title(self) -> str:
        """Full title."""
        return self.case.title

    @property
    def short(self) -> str:
        """Short title, or the full one."""
        return self.case.short_title or self.case.title

    @property
    def fictional(self) -> bool:
        """Whether this is the teaching example."""
        return self.case.fictional

    @property
    def mark(self) -> str:
        """What every page of a teaching example carries; empty for real cases."""
        return FICTIONAL_MARK if self.fictional else ""

    @property
    def url(self) -> str:
        """Public address of the case's page."""
        return self.site.url + self.address

    @property
    def data_date(self) -> str:
        """When the record was last updated, in words; empty if it does not say."""
        return long_date(self.case.updated_on) if self.case.updated_on else ""

    @cached_property
    def named(self) -> Mapping[str, Named]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    def say(self, field: str) -> Piece:
        """What the record says in a field, or the prompt of that field.

        Args:
            field: path of names and numbers: ``problem``, ``steps.0.action``; ``age``, ``dose`` and ``cost`` give whole phrases.
        """
        text = self._text(field)
        return Piece(text, given=True) if text else Piece(f"{ASK}{ask(field)}.", given=False)

    def sentences(self, field: str) -> tuple[str, ...]:
        """Sentences of a field; none if the record does not say it."""
        return sentences(self._text(field))

    def lines(self, field: str) -> tuple[Piece, ...]:
        """Items of a list field, or its one prompt."""
        value, _ = walk(self.case, field)
        if is_empty(value) or not isinstance(value, tuple):
            return (self.say(field),)
        return tuple(Piece(flatten(str(item)), given=True) for item in value)

    def _text(self, field: str) -> str:
        if field in PHRASES:
            return PHRASES[field](self.case)
        value, info = walk(self.case, field)
        return "" if is_empty(value) else words(value, info)


# --------------------------------------------------------------------------- making briefs


def case_briefs(kb: KnowledgeBase, root: Path, site: Site) -> tuple[CaseBrief, ...]:
    """Briefs of all cases, the teaching example included, by id."""
    formats = {entry.id: entry.record for entry in kb.published("formats") if isinstance(entry.record, TransferFormat)}
    common = digest(repr(site), *(entry.digest for entry in kb.published("formats")))
    return tuple(case_brief(entry, kb, root, site, formats, common) for entry in kb.by_kind["cases"])


def case_brief(
    entry: Entry, kb: KnowledgeBase, root: Path, site: Site, formats: Mapping[str, TransferFormat], common: str
) -> CaseBrief:
    """The brief of one case; ``common`` is the hash of what all briefs share."""
    case = entry.record
    assert isinstance(case, Case)  # noqa: S101 - narrows the type
    holder = named(kb, "organisations", [case.holder])
    in_steps = [id for step in case.steps for id in step.documents]
    manuals = case.methodological_set.manuals if case.methodological_set else ()
    own: dict[str, Any] = {
        "holder": holder[0] if holder else Named(case.holder, case.holder, case.holder, ""),
        "partners": named(kb, "organisations", case.partners),
        "model": next(iter(named(kb, "models", [case.process_model])), None),
        "stages": _stages(kb, case),
        "documents": named(kb, "documents", [*case.documents, *in_steps]),
        "programmes": named(kb, "programmes", case.programmes),
        "acts": named(kb, "acts", case.legal_basis),
        "publications": named(kb, "publications", manuals),
    }
    photos = case_photos(entry, root)
    key = digest(common, entry.digest, entry.id, repr(own), repr(photos))
    done = entry.completeness
    described: dict[str, Any] = {"completeness": done.percent, "missing": done.missing}
    return CaseBrief(case=case, site=site, address=entry.address, **own, formats=formats, photos=photos, **described, key=key)


def named(kb: KnowledgeBase, slug: str, ids: Iterable[str | None]) -> tuple[Named, ...]:
    """How records are named, each once, in order; ids that name nothing are left to the rules."""
    found = (kb.get(slug, id) for id in dict.fromkeys(ids) if id)
    return tuple(Named.of(entry) for entry in found if entry)


def _stages(kb: KnowledgeBase, case: Case) -> tuple[StageBrief, ...]:
    entry = kb.get("models", case.process_model) if case.process_model else None
    if entry is None or not isinstance(entry.record, ProcessModel):
        return ()
    covered = {*case.stages, *(step.stage for step in case.steps if step.stage)}
    return tuple(StageBrief(stage.id, stage.code, stage.title, stage.id in covered) for stage in entry.record.stages)
