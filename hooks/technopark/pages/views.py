"""A record → what its page shows: facts, sections, fields by shape. No HTML tags here but values'.

The generic page shows every field of every kind from its description alone, so a new
field needs no template: it appears in its section, or in the facts panel when it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from markupsafe import Markup

from technopark.knowledge import Completeness, Entry, is_empty
from technopark.pages.facets import Facet
from technopark.pages.markup import as_html, escaped
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


_new = tuple.__new__
"""What makes a named tuple in the end: a page has dozens of views, and their own way of being made takes twice the time."""

Make = Callable[[Any, Place], FieldView]
"""The view of a field's value in its place."""


class SectionView(NamedTuple):
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
        return names is None or not names.isdisjoint([view.name for view in self.fields])

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


_small = cache(lower_first)
"""A label within a sentence; there are as many as fields described in code."""


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
        return ", ".join([_small(label) for label in self.completeness.missing])

    def by_looks(self, names: frozenset[str] | None) -> Iterator[tuple[list[SectionView], SectionView | None]]:
        """Runs of sections where every field looks as in any kind, each with the section after it, which has a field of these names."""
        ordinary: list[SectionView] = []
        for section in self.sections:
            if section.has(names):
                yield ordinary, section
                ordinary = []
            else:
                ordinary.append(section)
        yield ordinary, None

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
        homes: fields in order, each with the id of its section, ``FACTS`` or ``EDITOR``; in a section those
            without a heading come first.
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
        return cls(sections, tuple(sorted(homes, key=lambda pair: pair[1] not in (FACTS, EDITOR) and pair[0].name not in UNTITLED)))


def _home(kind: Kind, info: FieldInfo) -> str:
    if info.name in EDITOR_FIELDS.get(kind.slug, ()):
        return EDITOR
    return info.about.section or info.name if info.about.section or is_block(info) else FACTS


def _filled(sections: tuple[Section, ...], inside: Mapping[str, list[FieldView]]) -> tuple[SectionView, ...]:
    """Sections with something in them."""
    found = [section for section in sections if section.id in inside]
    return tuple([_new(SectionView, (section.id, section.title, tuple(inside[section.id]))) for section in found])


class Viewer:
    """Builds views; one a build."""

    def __init__(self, values: Values) -> None:
        """Keep the renderer of single values."""
        self.values = values
        self._plans: dict[str, tuple[Plan, tuple[tuple[str, str, Make], ...]]] = {}
        self._makers: dict[type[Part], tuple[tuple[str, Make], ...]] = {}

    def record(self, entry: Entry, place: Place) -> RecordView:
        """The view of a record."""
        plan, homes = self._plan(entry.kind)
        said, filled = vars(entry.record), entry.filled
        inside: dict[str, list[FieldView]] = {}
        for name, home, make in homes:
            if name in filled:
                inside.setdefault(home, []).append(make(said[name], place))
        return RecordView(
            entry=entry,
            facts=tuple(inside.get(FACTS, ())),
            sections=_filled(plan.sections, inside),
            tail=_filled(entry.kind.tail, inside),
            editor=tuple(inside.get(EDITOR, ())),
        )

    def _plan(self, kind: Kind) -> tuple[Plan, tuple[tuple[str, str, Make], ...]]:
        """The plan of a kind, and its fields by name, each with its home and what makes its view."""
        if kind.slug not in self._plans:
            plan = Plan.of(kind)
            self._plans[kind.slug] = plan, tuple((info.name, home, self.maker(info)) for info, home in plan.homes)
        return self._plans[kind.slug]

    def maker(self, info: FieldInfo) -> Make:
        """What makes the view of a field's value: all that is the same for every value is found here once."""
        name, label, many = info.name, info.about.label, info.many
        if info.part is not None:

            def of_groups(value: Any, place: Place) -> FieldView:
                rows = tuple([self.part(item, place) for item in (value if many else (value,))])
                return _new(FieldView, (name, label, shape_of_parts(rows) if many else "part", (), rows, value, ""))

            return of_groups
        render, shape, facet = self.values.renderer(info), shape_of(info), info.about.facet

        def of_values(value: Any, place: Place) -> FieldView:
            items = tuple([render(item, place) for item in value]) if many else (render(value, place),)
            return _new(FieldView, (name, label, shape, items, (), value, facet))

        return of_values

    def part(self, part: Part, place: Place) -> tuple[FieldView, ...]:
        """The filled fields of a group."""
        makers = self._makers.get(type(part)) or self._makers_of(type(part))
        said = vars(part)
        return tuple([make(value, place) for name, make in makers if (value := said[name]) is not None and not is_empty(value)])

    def _makers_of(self, model: type[Part]) -> tuple[tuple[str, Make], ...]:
        """Fields of a model by name, each with what makes its view."""
        self._makers[model] = tuple((name, self.maker(info)) for name, info in fields_of(model).items())
        return self._makers[model]


def panel(view: RecordView, facets: tuple[Facet, ...]) -> tuple[FieldView, ...]:
    """Facts of the panel: what decides fit first, in the order of the facets, then the rest."""
    own = {fact.facet: fact for fact in view.facts if fact.facet}
    out = [
        own.get(key) or FieldView(key, label, "line", tuple([as_html(escaped(value)) for value in values]), facet=key)
        for key, label, values in facets
        if key not in NOT_IN_PANEL
    ]
    shown = {fact.name for fact in out}
    return (*out, *[fact for fact in view.facts if fact.name not in shown])


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
    names, wordy = set(), set()
    for row in rows:
        for cell in row:
            names.add(cell.name)
            if cell.rows or (len(cell.items) > 2 and cell.shape in ("list", "refs", "prose")):
                return "cards"
            if cell.shape == "prose":
                wordy.add(cell.name)
    return "table" if 2 <= len(names) <= TABLE_COLUMNS and len(wordy) <= 1 else "cards"
