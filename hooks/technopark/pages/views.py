"""A record → what its page shows: facts, sections, fields by shape. No HTML tags here but values'.

The generic page shows every field of every kind from its description alone, so a new
field needs no template: it appears in its section, or in the facts panel when it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from technopark.knowledge import Completeness, Entry, is_empty
from technopark.pages.facets import Facet
from technopark.pages.values import Place, Values
from technopark.russian.text import lower_first
from technopark.schema import FieldInfo, Kind, Part, Section, fields_of

SHELL_FIELDS = frozenset({"id", "title", "fictional", "updated_on", "short_title", "short_name"})
"""Shown by the page's head and foot, not as facts."""

EDITOR_FIELDS: Mapping[str, frozenset[str]] = {
    "glossary": frozenset({"link", "do_not_link"}),
    "contours": frozenset({"order"}),
    "documents": frozenset({"orientation", "approval", "heading"}),
    "formats": frozenset({"number"}),
}
"""Settings of the site rather than facts; shown under «Для редактора»."""

UNTITLED = frozenset({"summary", "definition", "purpose", "relevance"})
"""Fields that open their section and need no heading of their own."""

PANEL_ONLY = frozenset({"line", "list", "refs", "stages"})
"""Shapes short enough for the facts panel."""

IN_PAIRS = PANEL_ONLY - {"list"}
"""Shapes that stand in pairs of name and value."""

NOT_IN_PANEL = frozenset({"kind", "year", "status"})
"""Facets the panel leaves to their fields."""

TABLE_COLUMNS = 5
"""A table with more columns is hard to read; its rows become cards."""


class FieldView(NamedTuple):
    """A field ready for a template.

    Attributes:
        name, label: of the field.
        shape: line, prose, list, refs, stages, part, table or cards.
        items: rendered values of simple shapes.
        rows: for part, table and cards: the filled fields of each group.
        raw: the value itself, for templates with their own look.
        facet: key of the facet the field feeds.
    """

    name: str
    label: str
    shape: str
    items: tuple[Markup, ...] = ()
    rows: tuple[tuple[FieldView, ...], ...] = ()
    raw: Any = None
    facet: str = ""

    @property
    def untitled(self) -> bool:
        """Whether the field goes without a heading."""
        return self.name in UNTITLED

    @property
    def columns(self) -> tuple[FieldView, ...]:
        """For a table: one field per column, in order of first appearance in the model."""
        seen: dict[str, FieldView] = {}
        for row in self.rows:
            for cell in row:
                seen.setdefault(cell.name, cell)
        if not self.raw:
            return tuple(seen.values())
        return tuple(seen[name] for name in fields_of(self.raw[0].__class__) if name in seen)


@dataclass(frozen=True)
class SectionView:
    """A section with something in it; ``groups`` joins neighbouring short fields."""

    id: str
    title: str
    fields: tuple[FieldView, ...]

    @property
    def alone(self) -> bool:
        """Whether one field makes the whole section, so that the section's heading is enough."""
        return len(self.fields) == 1

    def has(self, names: frozenset[str] | None) -> bool:
        """Whether a field of these names is in it; of no names known, any may be."""
        return names is None or any(view.name in names for view in self.fields)

    @property
    def groups(self) -> tuple[tuple[bool, tuple[FieldView, ...]], ...]:
        """Runs of fields: (is it a run of one-line fields, the fields)."""
        out: list[tuple[bool, list[FieldView]]] = []
        for view in self.fields:
            short = view.shape in IN_PAIRS and view.name not in UNTITLED
            if out and out[-1][0] == short and short:
                out[-1][1].append(view)
            else:
                out.append((short, [view]))
        return tuple((short, tuple(views)) for short, views in out)


@dataclass(frozen=True)
class RecordView:
    """Everything a record's page shows of the record itself."""

    entry: Entry
    facts: tuple[FieldView, ...]
    sections: tuple[SectionView, ...]
    tail: tuple[SectionView, ...]
    editor: tuple[FieldView, ...]

    @property
    def completeness(self) -> Completeness:
        """How much is described."""
        return self.entry.completeness

    @cached_property
    def missing(self) -> str:
        """What is not described, in one line."""
        return ", ".join([lower_first(label) for label in self.completeness.missing])

    @property
    def fields(self) -> Mapping[str, FieldView]:
        """All fields of the sections by name."""
        return {view.name: view for section in self.sections for view in section.fields}


FACTS, EDITOR = "", "-"
"""Homes of the fields that are in no section: the facts panel, what only editors see."""


@dataclass(frozen=True)
class Plan:
    """Where the fields of a kind are shown; the same for all its records.

    Attributes:
        sections: the page's sections in order, but for those at its end.
        homes: fields in order, each with the id of its section, ``FACTS`` or ``EDITOR``.
    """

    sections: tuple[Section, ...]
    homes: tuple[tuple[FieldInfo, str], ...]

    @classmethod
    def of(cls, kind: Kind) -> Plan:
        """Find a home for every field."""
        sections = tuple(section_order(kind))
        known = {section.id for section in (*sections, *kind.tail)}
        homes = tuple((info, _home(kind, info)) for info in kind.fields().values() if info.name not in SHELL_FIELDS)
        if lost := [info.name for info, home in homes if home not in (FACTS, EDITOR) and home not in known]:
            raise ValueError(f"fields of {kind.slug} name sections that are not there: {', '.join(lost)}")
        return cls(sections, homes)


def _home(kind: Kind, info: FieldInfo) -> str:
    if info.name in EDITOR_FIELDS.get(kind.slug, ()):
        return EDITOR
    return info.about.section or info.name if info.about.section or is_block(info) else FACTS


def _section(section: Section, views: list[FieldView]) -> SectionView:
    """A section with its fields, those without a heading first."""
    return SectionView(section.id, section.title, tuple(sorted(views, key=lambda view: not view.untitled)))


class Viewer:
    """Builds views; one a build."""

    def __init__(self, values: Values) -> None:
        """Keep the renderer of single values."""
        self.values = values
        self._plans: dict[str, Plan] = {}

    def record(self, entry: Entry, place: Place) -> RecordView:
        """The view of a record."""
        plan = self._plans.get(entry.kind.slug) or self._plans.setdefault(entry.kind.slug, Plan.of(entry.kind))
        inside: dict[str, list[FieldView]] = {}
        for info, home in plan.homes:
            if info.name in entry.filled:
                inside.setdefault(home, []).append(self.field(info, getattr(entry.record, info.name), place))
        return RecordView(
            entry=entry,
            facts=tuple(inside.get(FACTS, ())),
            sections=tuple(_section(section, inside[section.id]) for section in plan.sections if section.id in inside),
            tail=tuple(_section(section, inside[section.id]) for section in entry.kind.tail if section.id in inside),
            editor=tuple(inside.get(EDITOR, ())),
        )

    def field(self, info: FieldInfo, value: Any, place: Place) -> FieldView:
        """The view of one field's value."""
        label = info.about.label
        if info.part is not None:
            rows = tuple([self.part(item, place) for item in (value if info.many else (value,))])
            return FieldView(info.name, label, shape_of_parts(rows) if info.many else "part", (), rows, value)
        items = value if info.many else (value,)
        rendered = tuple([self.values.render(info, item, place) for item in items])
        return FieldView(info.name, label, shape_of(info), rendered, (), value, info.about.facet)

    def part(self, part: Part, place: Place) -> tuple[FieldView, ...]:
        """The filled fields of a group."""
        pairs = [(info, getattr(part, name)) for name, info in fields_of(type(part)).items()]
        return tuple([self.field(info, value, place) for info, value in pairs if not is_empty(value)])


def panel(view: RecordView, facets: tuple[Facet, ...]) -> tuple[FieldView, ...]:
    """Facts of the panel: what decides fit first, in the order of the facets, then the rest."""
    own = {fact.facet: fact for fact in view.facts if fact.facet}
    first = [facet for facet in facets if facet.key not in NOT_IN_PANEL]
    out = [
        own.get(facet.key)
        or FieldView(facet.key, facet.label, "line", tuple(escape(value) for value in facet.values), facet=facet.key)
        for facet in first
    ]
    shown = {fact.name for fact in out}
    return (*out, *(fact for fact in view.facts if fact.name not in shown))


def is_block(info: FieldInfo) -> bool:
    """Whether a field is too big for the facts panel and gets a section of its own."""
    return info.part is not None or info.text == "prose"


def section_order(kind: Kind) -> Iterator[Section]:
    """The kind's sections; big fields that name none follow the section of the field before them."""
    own: dict[str, list[Section]] = {}
    last = ""
    tail = {section.id for section in kind.tail}
    for info in kind.fields().values():
        if info.about.section:
            last = last if info.about.section in tail else info.about.section
        elif is_block(info):
            own.setdefault(last, []).append(Section(info.name, info.about.label))
    yield from own.get("", ())
    for section in kind.sections:
        yield section
        yield from own.get(section.id, ())


def shape_of(info: FieldInfo) -> str:
    """How a simple field is laid out."""
    if info.text == "prose":
        return "prose"
    if info.stage:
        return "stages"
    if info.refs:
        return "refs"
    return "list" if info.many and not info.choices else "line"


def shape_of_parts(rows: tuple[tuple[FieldView, ...], ...]) -> str:
    """A table when rows are alike and narrow, cards otherwise."""
    names = {cell.name for row in rows for cell in row}
    cells = [cell for row in rows for cell in row]
    lists = {cell.name for cell in cells if cell.shape in ("list", "refs", "prose") and len(cell.items) > 2}
    nested = any(cell.rows for cell in cells)
    wordy = {cell.name for cell in cells if cell.shape == "prose"}
    fits = 2 <= len(names) <= TABLE_COLUMNS and not nested and not lists and len(wordy) <= 1
    return "table" if fits else "cards"

