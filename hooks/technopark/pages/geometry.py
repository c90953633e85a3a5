"""Geometry of the process drawing: a line of stages, arcs of flows, lanes of actors.

Units are SVG pixels; the drawing is ``WIDTH`` wide and shown at about that size, so
14-pixel text stays readable. Titles stand in two tiers over the line, because ten
stages of one word each do not fit side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from technopark.kinds.models import Actor, Flow, ProcessModel, Register, StageOfModel

WIDTH = 1000
LABELS = 176
"""Width of the column with the names of the lanes."""
LINE_HEIGHT = 17
TITLE_CHARS = 17
LABEL_CHARS = 22
PATH_Y = 170
ARC_STEP = 30
LANE = 34
HEADER = 30

PARTIES: Mapping[str, str] = {
    "ЦПД": "Центр помощи детям (ЦПД)",
    "НКО": "Некоммерческая организация (НКО)",
    "совместно": "Вместе",
    "УМЦ": "Учебно-методический центр (УМЦ)",
    "": "Остальные участники",
}
"""Headings of the groups of lanes, in their order."""

STYLES: Mapping[str, str] = {"ЦПД": "centre", "НКО": "ngo", "совместно": "joint", "УМЦ": "umc"}
"""Class of a station by the party that leads the stage."""

ROLES: Mapping[str, str] = {"responsible": "отвечает", "does": "делает", "informed": "узнаёт"}
"""How an actor takes part in a stage; the key is also the mark's class."""


@dataclass(frozen=True)
class TextLine:
    """A line of text and its baseline."""

    text: str
    y: float


@dataclass(frozen=True)
class Station:
    """A stage on the line."""

    stage: StageOfModel
    x: float
    style: str
    title: tuple[TextLine, ...]
    leader: tuple[float, float] | None


@dataclass(frozen=True)
class Arc:
    """A flow between stages that are not neighbours, or a way back."""

    path: str
    label: tuple[TextLine, ...]
    x: float


@dataclass(frozen=True)
class Mark:
    """A mark in a lane: an actor's part in a stage, or a register written there."""

    x: float
    role: str
    stage: str


@dataclass(frozen=True)
class Lane:
    """A row under the line."""

    y: float
    title: tuple[TextLine, ...]
    name: str
    marks: tuple[Mark, ...]
    register: bool = False


@dataclass(frozen=True)
class Header:
    """Heading of a group of lanes."""

    y: float
    title: str


@dataclass(frozen=True)
class Drawing:
    """The whole drawing, ready to be written as SVG."""

    width: int
    height: float
    path_y: float
    stations: tuple[Station, ...]
    steps: tuple[tuple[float, float], ...]
    arcs: tuple[Arc, ...]
    headers: tuple[Header, ...]
    lanes: tuple[Lane, ...]
    sources: tuple[TextLine, ...]
    sources_x: float
    lanes_top: float


def draw(model: ProcessModel) -> Drawing:
    """Place everything a process model says."""
    step = (WIDTH - LABELS - 10) / max(len(model.stages), 1)
    xs = {stage.id: round(LABELS + step * (i + 0.5), 1) for i, stage in enumerate(model.stages)}
    order = [stage.id for stage in model.stages]
    flows = [flow for flow in model.flows if flow.source in xs and flow.target in xs]
    steps, arcs, depth = _flows(flows, order, xs)
    top = PATH_Y + 40 + depth
    sources_x = xs.get("p1", xs.get(order[0], 0.0) if order else 0.0)
    sources = _lines(", ".join(model.mentor_sources), 70, top) if model.mentor_sources else ()
    top += len(sources) * LINE_HEIGHT + 16 if sources else 0
    headers, lanes, bottom = _lanes(model, xs, top)
    return Drawing(
        WIDTH, bottom + 6, PATH_Y, _stations(model.stages, xs), steps, arcs, headers, lanes, sources, sources_x, top
    )


def _stations(stages: Sequence[StageOfModel], xs: Mapping[str, float]) -> tuple[Station, ...]:
    out = []
    for number, stage in enumerate(stages):
        upper = number % 2 == 1
        bottom = PATH_Y - 110 if upper else PATH_Y - 36
        texts = wrap(stage.title, TITLE_CHARS, break_long_words=False) or [stage.code]
        first = bottom - LINE_HEIGHT * (len(texts) - 1)
        title = tuple(TextLine(text, first + LINE_HEIGHT * i) for i, text in enumerate(texts))
        leader = (bottom + 8, PATH_Y - 26) if upper else None
        out.append(Station(stage, xs[stage.id], STYLES.get(stage.party or "", "other"), title, leader))
    return tuple(out)


def _flows(
    flows: Sequence[Flow], order: Sequence[str], xs: Mapping[str, float]
) -> tuple[tuple[tuple[float, float], ...], tuple[Arc, ...], float]:
    """Steps along the line, arcs under it, and how deep the arcs go."""
    if not flows:
        return tuple((xs[a], xs[b]) for a, b in pairwise(order)), (), 0.0
    place = {id: number for number, id in enumerate(order)}
    near = [flow for flow in flows if place[flow.target] - place[flow.source] == 1]
    far = sorted((f for f in flows if f not in near), key=lambda f: (abs(place[f.target] - place[f.source]), place[f.source]))
    rows: list[list[tuple[float, float]]] = []
    arcs = []
    for flow in far:
        start, end = xs[flow.source], xs[flow.target]
        row = _free_row(rows, *_span(start, end, flow.label or ""))
        arcs.append(_arc(start, end, flow.label or "", row))
    steps = tuple((xs[flow.source], xs[flow.target]) for flow in near)
    return steps, tuple(arcs), len(rows) * (ARC_STEP + 12.0)


def _span(start: float, end: float, label: str) -> tuple[float, float]:
    middle, half = (start + end) / 2, max(abs(end - start) / 2 + 8, len(label) * 3.6)
    return middle - half, middle + half


def _free_row(rows: list[list[tuple[float, float]]], low: float, high: float) -> int:
    """The first row where the span meets nothing; a new one if there is none."""
    for number, row in enumerate(rows):
        if all(high <= other_low or low >= other_high for other_low, other_high in row):
            row.append((low, high))
            return number
    rows.append([(low, high)])
    return len(rows) - 1


def _arc(start: float, end: float, label: str, row: int) -> Arc:
    """A rounded bracket under the line with its label beneath."""
    way = 1 if end > start else -1
    a, b = start + 7 * way, end - 7 * way
    y0, y1, r = PATH_Y + 24, PATH_Y + 40 + row * (ARC_STEP + 12), 10
    path = f"M{a:.1f} {y0}V{y1 - r}q0 {r} {r * way} {r}H{b - r * way:.1f}q{r * way} 0 {r * way} -{r}V{y0 + 4}"
    return Arc(path, (TextLine(label, y1 + 15),) if label else (), (a + b) / 2)


def _lanes(model: ProcessModel, xs: Mapping[str, float], top: float) -> tuple[tuple[Header, ...], tuple[Lane, ...], float]:
    headers: list[Header] = []
    lanes: list[Lane] = []
    y = top
    for party, heading in PARTIES.items():
        members = [actor for actor in model.actors if (actor.party or "") == party]
        if not members:
            continue
        headers.append(Header(y + 20, heading))
        y += HEADER
        for actor in members:
            lanes.append(_lane(actor, y, _marks(actor, model.stages, xs), register=False))
            y += LANE
    if model.registers:
        headers.append(Header(y + 20, "Реестры"))
        y += HEADER
        for register in model.registers:
            marks = tuple(Mark(xs[s.id], "register", s.code) for s in model.stages if register.id in s.registers)
            lanes.append(_lane(register, y, marks, register=True))
            y += LANE
    return tuple(headers), tuple(lanes), y


def _lane(thing: Actor | Register, y: float, marks: tuple[Mark, ...], *, register: bool) -> Lane:
    texts = wrap(thing.title, LABEL_CHARS) or [thing.title]
    first = y + LANE / 2 + 5 - (len(texts[:2]) - 1) * 8
    return Lane(y + LANE / 2, tuple(TextLine(t, first + 16 * i) for i, t in enumerate(texts[:2])), thing.title, marks, register)


def _marks(actor: Actor, stages: Sequence[StageOfModel], xs: Mapping[str, float]) -> tuple[Mark, ...]:
    out = []
    for stage in stages:
        role = part_in(actor.id, stage)
        if role:
            out.append(Mark(xs[stage.id], role, stage.code))
    return tuple(out)


def part_in(actor: str, stage: StageOfModel) -> str:
    """The actor's strongest part in a stage, a key of ``ROLES``, or an empty string."""
    if stage.responsible == actor:
        return "responsible"
    if actor in stage.does:
        return "does"
    return "informed" if actor in stage.informed else ""


def _lines(text: str, width: int, top: float) -> tuple[TextLine, ...]:
    return tuple(TextLine(line, top + 16 + LINE_HEIGHT * i) for i, line in enumerate(wrap(text, width)))
