"""A programme of training with everything it names: what its plans are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from technopark.artefacts.transfer.brief import FICTIONAL_MARK, Named, Site
from technopark.artefacts.transfer.flatten import flatten
from technopark.hashing import digest
from technopark.kinds.acts import Act
from technopark.kinds.glossary import Term
from technopark.kinds.models import ProcessModel
from technopark.kinds.programmes import Level, Module, Programme
from technopark.knowledge import Entry, KnowledgeBase
from technopark.schema import Record


@dataclass(frozen=True)
class ModuleBrief:
    """A module of a programme.

    Attributes:
        module: title, hours and topics.
        terms: what it teaches.
        level: the level or course of the same name: how much, how often, in what form.
    """

    module: Module
    terms: tuple[Named, ...]
    level: Level | None


@dataclass(frozen=True)
class StageName:
    """A stage of a process model: its code and title."""

    code: str
    title: str


@dataclass(frozen=True)
class ProgrammeBrief:
    """Everything a programme's plans are made from.

    Attributes:
        programme: the record.
        site: where the base is published.
        address: of its page from the site's root.
        provider: who teaches, if known.
        modules: in order.
        levels: levels and courses that are no modules.
        stages: where in the process it is needed.
        practices, documents: what it teaches with.
        acts: what binds its hours and the paper it ends with, as far as the base has it.
        key: hash of all that.
    """

    programme: Programme
    site: Site
    address: str
    provider: Named | None
    modules: tuple[ModuleBrief, ...]
    levels: tuple[Level, ...]
    stages: tuple[StageName, ...]
    practices: tuple[Named, ...]
    documents: tuple[Named, ...]
    acts: tuple[Named, ...]
    key: str

    @property
    def id(self) -> str:
        """Id of the record."""
        return self.programme.id

    @property
    def title(self) -> str:
        """Full title."""
        return self.programme.title

    @property
    def mark(self) -> str:
        """What every page of a teaching example carries; empty for real programmes."""
        return FICTIONAL_MARK if self.programme.fictional else ""

    @property
    def url(self) -> str:
        """Public address of the programme's page."""
        return self.site.url + self.address

    @property
    def further_training(self) -> bool:
        """Whether it is further training in the sense of the law, with its least number of hours."""
        return self.programme.kind == "ДПП ПК"

    def act(self, id: str) -> Named | None:
        """An act of the base by id."""
        return next((act for act in self.acts if act.id == id), None)


# --------------------------------------------------------------------------- making briefs

LAW, LEAST_HOURS_ORDER = "273-fz", "prikaz-266"
"""The law on education and the order that names the least number of hours of further training."""


def programme_briefs(kb: KnowledgeBase, _root: Path, site: Site) -> tuple[ProgrammeBrief, ...]:
    """Briefs of all programmes by id; the second argument is there for the shape all briefs are made by."""
    return tuple(_programme(entry, entry.record, kb, site) for entry in kb.by_kind["programmes"] if isinstance(entry.record, Programme))


def _programme(entry: Entry, programme: Programme, kb: KnowledgeBase, site: Site) -> ProgrammeBrief:
    levels = {level.title: level for level in programme.levels}
    terms = (named_for(programme, kb, "glossary", module.teaches) for module in programme.modules)
    modules = tuple(ModuleBrief(module, found, levels.get(module.title)) for module, found in zip(programme.modules, terms, strict=True))
    titles = {module.title for module in programme.modules}
    own: dict[str, Any] = {
        "provider": next(iter(named_for(programme, kb, "organisations", [programme.provider])), None),
        "modules": modules,
        "levels": tuple(level for level in programme.levels if level.title not in titles),
        "stages": tuple(_stages(programme.stages, kb)),
        "practices": named_for(programme, kb, "cases", programme.practices),
        "documents": named_for(programme, kb, "documents", programme.documents),
        "acts": named_for(programme, kb, "acts", (LAW, LEAST_HOURS_ORDER) if programme.kind == "ДПП ПК" else (LAW,)),
    }
    key = digest(entry.digest, entry.id, repr(site), repr(own))
    return ProgrammeBrief(programme=programme, site=site, address=entry.address, **own, key=key)


def _stages(ids: Iterable[str], kb: KnowledgeBase) -> Iterator[StageName]:
    """Stages by id, as the first model that has them names them."""
    models = [entry.record for entry in kb.published("models") if isinstance(entry.record, ProcessModel)]
    for id in ids:
        found = next((stage for model in models for stage in model.stages if stage.id == id), None)
        yield StageName(found.code, found.title) if found else StageName(f"П{id[1:]}", "")


def named_for(owner: Record, kb: KnowledgeBase, slug: str, ids: Iterable[str | None]) -> tuple[Named, ...]:
    """How records are named; a real record's sheets never send people to a teaching example."""
    found = (kb.get(slug, id) for id in dict.fromkeys(ids) if id)
    return tuple(_full(Named.of(entry), entry.record) for entry in found if entry and (owner.fictional or not entry.fictional))


def _full(item: Named, record: Record) -> Named:
    """An act is known by its short name, a term by its definition as well."""
    note = flatten(record.definition) if isinstance(record, Term) else item.note
    title = record.short_title if isinstance(record, Act) else item.title
    return Named(item.id, title, item.short, item.address, note, item.kind)
