"""Drawings and charts: values for templates, no HTML. Each has its text equivalent in the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from markupsafe import Markup

from technopark.artefacts.pictures.charts import result_charts
from technopark.kinds.cases import Evidence, Result
from technopark.kinds.models import ProcessModel, StageOfModel
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages.geometry import ROLES, Drawing, draw
from technopark.pages.markup import html
from technopark.pages.names import CONTOURS
from technopark.pages.values import Place, Values, link_to, moment
from technopark.russian.text import long_date
from technopark.schema import fields_of

EVIDENCE_WORDS = ("нет", "частично", "есть", "подтверждено")
"""Words of the neutral scale 0–3; the standard's own level names are not verified."""


# --------------------------------------------------------------------------- process model


@dataclass(frozen=True)
class StagePanel:
    """All that belongs to a stage of a model."""

    stage: StageOfModel
    purpose: Markup
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    inputs: tuple[Markup, ...]
    outputs: tuple[Markup, ...]
    registers: tuple[str, ...]
    documents: tuple[Markup, ...]
    courses: tuple[Markup, ...]
    cases: tuple[Markup, ...]
    passes: tuple[str, ...]
    nodes: tuple[Markup, ...]
    duration: Markup


@dataclass(frozen=True)
class ModelDrawing:
    """The drawing of a process model with its panels."""

    entry: Entry
    drawing: Drawing
    panels: tuple[StagePanel, ...]
    sources: tuple[Markup, ...]


def model_drawing(kb: KnowledgeBase, values: Values, entry: Entry, place: Place) -> ModelDrawing:
    """The drawing of a process model and what each stage opens."""
    model = cast("ProcessModel", entry.record)
    cases = cases_by_stage(kb, entry.id)
    panels = tuple(_panel(values, entry, stage, place, cases.get(stage.id, ())) for stage in model.stages)
    sources = tuple(values.line(source, place) for source in model.mentor_sources)
    return ModelDrawing(entry, draw(model), panels, sources)


def _panel(values: Values, entry: Entry, stage: StageOfModel, place: Place, cases: Sequence[Entry]) -> StagePanel:
    model: Any = entry.record
    registers = {register.id: register.title for register in model.registers}
    about = fields_of(StageOfModel)

    def many(name: str) -> tuple[Markup, ...]:
        render = values.renderer(about[name])
        return tuple([render(item, place) for item in getattr(stage, name)])

    return StagePanel(
        stage=stage,
        purpose=values.prose.block(stage.purpose, base=place.base) if stage.purpose else Markup(""),
        roles=_roles(model, stage),
        inputs=many("inputs"),
        outputs=many("outputs"),
        registers=tuple(registers.get(id, id) for id in stage.registers),
        documents=many("documents"),
        courses=many("courses"),
        cases=tuple(link_to(case, place.base) for case in cases),
        passes=_passes(model, stage),
        nodes=many("deck_nodes"),
        duration=values.line(stage.duration, place) if stage.duration else Markup(""),
    )


def _roles(model: ProcessModel, stage: StageOfModel) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who takes part and how, strongest part first: («отвечает», («Куратор программы»,))."""
    names = {actor.id: actor.title for actor in model.actors}
    lists: Mapping[str, Sequence[str]] = {
        "responsible": (stage.responsible,) if stage.responsible else (),
        "does": stage.does,
        "informed": stage.informed,
    }
    return tuple((ROLES[role], tuple(names.get(id, id) for id in ids)) for role, ids in lists.items() if ids)


def _passes(model: ProcessModel, stage: StageOfModel) -> tuple[str, ...]:
    """Where the stage leads, in words: «П3 Проверка и отбор: заявления и анкеты»."""
    names = {other.id: f"{other.code} {other.title}" for other in model.stages}
    flows = [flow for flow in model.flows if flow.source == stage.id and flow.target in names]
    return tuple(names[flow.target] + (f": {flow.label}" if flow.label else "") for flow in flows)


def cases_by_stage(kb: KnowledgeBase, model: str) -> Mapping[str, Sequence[Entry]]:
    """Practices that cover each stage and follow the model, or do not say which model they follow.

    What decides is asked of references and stages, so that no record is unpacked.
    """
    found: dict[str, list[Entry]] = {}
    for case in kb.published("cases"):
        covered = dict.fromkeys(id for path, id in case.stages if path[0] == "stages")
        if covered and _models_of(kb, case) in ((), (model,)):
            for stage in covered:
                found.setdefault(stage, []).append(case)
    return found


def _models_of(kb: KnowledgeBase, case: Entry) -> tuple[str, ...]:
    return tuple(ref.target[1] for ref in kb.references(case.key) if ref.path == ("process_model",))


# --------------------------------------------------------------------------- technopark


@dataclass(frozen=True)
class ContourView:
    """A contour in the drawing of the technopark; ``others`` are parties the source does not name one by one."""

    entry: Entry
    style: str
    organisations: tuple[Markup, ...]
    others: tuple[str, ...]
    passes: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def technopark(kb: KnowledgeBase, place: Place) -> tuple[ContourView, ...]:
    """The three contours in their order."""
    entries = sorted(kb.published("contours"), key=lambda entry: getattr(entry.record, "order", 0))
    return tuple(_contour(kb, entry, place) for entry in entries)


def _contour(kb: KnowledgeBase, entry: Entry, place: Place) -> ContourView:
    record: Any = entry.record
    ids = dict.fromkeys(id for party in record.parties for id in party.organisations)
    found = [org for id in ids if (org := kb.get("organisations", id))]
    others = tuple(party.title for party in record.parties if not party.organisations)
    counts = tuple((slug, len(getattr(record, slug))) for slug in ("practices", "seminars", "publications") if getattr(record, slug))
    linked = tuple(link_to(org, place.base, short=True) for org in found)
    return ContourView(entry, CONTOURS.get(record.name, "core"), linked, others, record.passes_on, counts)


# --------------------------------------------------------------------------- timeline


@dataclass(frozen=True)
class Moment:
    """An event of the project's timeline."""

    day: date | None
    year: int
    shown: Markup
    what: str
    link: Markup
    note: str = ""


def timeline(kb: KnowledgeBase, place: Place) -> tuple[tuple[int, tuple[Moment, ...]], ...]:
    """Dated seminars and publications by year; what has only a year closes it."""
    moments = [*_seminars(kb, place), *_publications(kb, place)]
    moments.sort(key=lambda m: (m.year, m.day or date(m.year, 12, 31), m.link))
    years = dict.fromkeys(m.year for m in moments)
    return tuple((year, tuple(m for m in moments if m.year == year)) for year in years)


def _seminars(kb: KnowledgeBase, place: Place) -> list[Moment]:
    out = []
    for entry in kb.published("seminars"):
        record: Any = entry.record
        kinds = ", ".join(record.kind)
        where = kb.get("organisations", record.place) if record.place else None
        out.append(
            Moment(record.date_start, record.date_start.year, moment(record.date_start), f"{kinds} семинар",
                   link_to(entry, place.base), where.short if where else "")
        )
    return out


def _publications(kb: KnowledgeBase, place: Place) -> list[Moment]:
    out = []
    for entry in kb.published("publications"):
        record: Any = entry.record
        if record.year:
            out.append(Moment(None, record.year, html("%s", record.year), record.kind, link_to(entry, place.base)))
    return out


# --------------------------------------------------------------------------- charts


@dataclass(frozen=True)
class Figure:
    """A chart of a measured result with what stands round it."""

    title: str
    svg: Markup
    caption: str
    alt: str


def result_figures(results: Sequence[Result]) -> tuple[Figure, ...]:
    """Charts of the measured results: the same drawings as in decks and on paper."""
    return tuple(
        Figure(chart.title, Markup(chart.svg), chart.caption, chart.alt)  # noqa: S704 - svg.py escapes every text of an author
        for chart in result_charts(results)
    )


@dataclass(frozen=True)
class EvidenceBar:
    """One element of the self-assessment: 0–3 and the word for it."""

    label: str
    score: int | None
    word: str


def evidence_bars(evidence: Evidence) -> tuple[EvidenceBar, ...]:
    """The four elements in their order; an element not assessed says so."""
    about = fields_of(Evidence)
    out = []
    for name in ("regulated", "grounded", "achieved", "data_quality"):
        score = getattr(evidence, name)
        out.append(EvidenceBar(about[name].about.label, score, "не оценено" if score is None else EVIDENCE_WORDS[score]))
    return tuple(out)


def when(entry: Entry) -> str:
    """The date or dates of a seminar in words."""
    record: Any = entry.record
    if record.date_end and record.date_end != record.date_start:
        return f"{long_date(record.date_start)} — {long_date(record.date_end)}"
    return long_date(record.date_start)
