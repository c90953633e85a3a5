"""List pages: one a kind, grouped, readable without JavaScript; filters are added by a script.

Every item carries its facets as data, every option its count, so the script only hides
and shows; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from technopark.knowledge import Entry, KnowledgeBase, is_empty, value_of
from technopark.pages.cards import Card, Item, Told, card_html, narrowing
from technopark.pages.compare import Columns, Comparison, comparison
from technopark.pages.excerpts import first_sentence, lead_of, shorten
from technopark.pages.facets import Facet, Facets
from technopark.pages.names import FACETS, SHORT_LABELS
from technopark.pages.safe_markdown import BASE
from technopark.pages.values import Place
from technopark.pages.views import Make, Viewer
from technopark.schema import FieldInfo, Kind

UNKNOWN = "Не указано"
FILTERS_MAX = 8
LEAD_MAX = 220
PLACE = Place(BASE, short=True)
"""Where cards are made for: every list puts its own way to the root in."""


@dataclass(frozen=True)
class Group:
    """A heading and its items."""

    title: str
    anchor: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Filter:
    """A facet that can narrow the list: options with counts."""

    key: str
    label: str
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ListView:
    """Everything a list page shows; ``items`` are in the kind's natural order, ``groups`` hold the same."""

    kind: Kind
    items: tuple[Item, ...]
    groups: tuple[Group, ...]
    filters: tuple[Filter, ...]

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self.items)

    @property
    def dated(self) -> bool:
        """Whether any of them has a day."""
        return any(item.day for item in self.items)


class Lists:
    """Builds list views; one a build."""

    def __init__(self, kb: KnowledgeBase, viewer: Viewer, facets: Facets, columns: Columns) -> None:
        """Keep the base and the renderers."""
        self.kb = kb
        self.viewer = viewer
        self.facets = facets
        self.columns = columns
        self.cards: Mapping[str, Card] = {}
        self._facts: dict[str, tuple[tuple[str, Make], ...]] = {}
        self._namers: dict[str, Callable[[Entry], str]] = {}

    def view(self, kind: Kind, place: Place) -> ListView:
        """The list of a kind's records; teaching examples are not in it."""
        found = self._found(kind.slug)
        items = tuple(card.item(entry, place.base) for card, entry in found)
        groups: dict[str, list[Item]] = {}
        for (card, _), item in zip(found, items, strict=True):
            groups.setdefault(card.group, []).append(item)
        filters = filters_of((card.facets for card, _ in found), list(self.facets.stages.values()))
        return ListView(kind, items, self._groups(kind, groups), filters)

    def comparison(self) -> Comparison:
        """Practices beside each other."""
        return comparison(((entry, card.completeness) for card, entry in self._found("cases")), self.columns)

    def _found(self, slug: str) -> list[tuple[Card, Entry]]:
        """Published records of a kind with their cards, in natural order; a card nobody kept is made."""
        found = [(self.cards.get(entry.address) or self.card(entry), entry) for entry in self.kb.published(slug)]
        return sorted(found, key=lambda pair: pair[0].order)

    def card(self, entry: Entry) -> Card:
        """What lists show of a record."""
        facets = self.facets.of(entry)
        item = self._item(entry, facets)
        group = self._group(entry)
        return Card(card_html(item), facets, group, order_of(entry), item.lead, item.day, item.updated, item.completeness)

    def _item(self, entry: Entry, facets: tuple[Facet, ...]) -> Item:
        """One record of a list."""
        record: Any = entry.record
        said = vars(record)
        views = [make(value, PLACE) for name, make in self._shown(entry.kind) if not is_empty(value := said[name])]
        day = value_of(record, "date_start") or value_of(record, "date")
        return Item(
            entry=entry,
            lead=shorten(first_sentence(lead_of(entry)), LEAD_MAX),
            facts=tuple(views),
            facets=narrowing(facets),
            day=day.isoformat() if isinstance(day, date) else str(value_of(record, "year") or ""),
            updated=entry.updated_on.isoformat() if entry.updated_on else "",
            completeness=entry.completeness.percent if entry.completeness.total else -1,
        )

    def _shown(self, kind: Kind) -> tuple[tuple[str, Make], ...]:
        """Fields a list shows, by name, each with what makes its view."""
        if kind.slug not in self._facts:
            infos = [info for name in kind.columns if (info := kind.fields().get(name)) and info.text != "prose"]
            self._facts[kind.slug] = tuple((info.name, self.viewer.maker(_shortly(info))) for info in infos)
        return self._facts[kind.slug]

    def _groups(self, kind: Kind, found: Mapping[str, list[Item]]) -> tuple[Group, ...]:
        rank = self._ranks(kind)
        titles = sorted(found, key=lambda title: (title == UNKNOWN, rank.get(title, len(rank)), alphabetical(title)))
        return tuple(Group(title, f"g{number}", tuple(found[title])) for number, title in enumerate(titles, 1))

    def _group(self, entry: Entry) -> str:
        """Title of the group of an entry."""
        if (name := self._namers.get(entry.kind.slug)) is None:
            name = self._namers[entry.kind.slug] = self._namer(entry.kind)
        return name(entry)

    def _namer(self, kind: Kind) -> Callable[[Entry], str]:
        """A function that names the group of an entry; one unnamed group when the kind has none."""
        info = kind.fields().get(kind.group_by)
        if kind.slug == "glossary":
            return lambda entry: letter_of(entry.title)
        if info is None:
            return lambda _: ""
        word = self.facets.worder(info)

        def name(entry: Entry) -> str:
            value = getattr(entry.record, info.name)
            if is_empty(value):
                return UNKNOWN
            values = list(value)[:1] if info.many and info.stage else value if info.many else (value,)
            return ", ".join([word(item) for item in values])

        return name

    def _ranks(self, kind: Kind) -> Mapping[str, int]:
        """Order of group titles that have one of their own: stages, then allowed values."""
        info = kind.fields().get(kind.group_by)
        if info is None:
            return {}
        titles = [stage.full for stage in self.facets.stages.values()] if info.stage else list(info.choices)
        return {title: number for number, title in enumerate(titles)}


def _shortly(info: FieldInfo) -> FieldInfo:
    """The field under the label it has in cards."""
    label = SHORT_LABELS.get(info.about.label)
    return replace(info, about=replace(info.about, label=label)) if label else info


def filters_of(found: Iterable[Told], stages: Iterable[Any]) -> tuple[Filter, ...]:
    """Facets that can narrow the list: those whose values do not all suit every record, with counts."""
    found = tuple(found)
    labels: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {}
    for facets in found:
        for key, label, values in facets:
            labels[key] = label
            options = counts.setdefault(key, {})
            for value in values:
                options[value] = options.get(value, 0) + 1
    rank = {stage.full: number for number, stage in enumerate(stages)}
    out = []
    for key in (*FACETS, *(key for key in counts if key not in FACETS)):
        options = counts.get(key, {})
        if key != "kind" and (len(options) > 1 or any(count < len(found) for count in options.values())):
            order = sorted(options, key=lambda value: (rank.get(value, len(rank)), alphabetical(value)))
            out.append(Filter(key, labels[key], tuple((value, options[value]) for value in order)))
    return tuple(out[:FILTERS_MAX])


def order_of(entry: Entry) -> tuple[int, str, str, str]:
    """Natural order of a kind's records: by number, then by date, then by alphabet."""
    record: Any = entry.record
    number = value_of(record, "order") or (value_of(record, "number") if entry.kind.slug != "acts" else None)
    day = value_of(record, "date_start")
    return (
        int(number) if number is not None else 10_000,
        day.isoformat() if day else "",
        alphabetical(entry.title),
        entry.id,
    )


def alphabetical(text: str) -> str:
    """A key for Russian alphabetical order: no case, no quotes, ё beside е."""
    return text.lower().replace("ё", "е").lstrip("«„\"'( ")


def letter_of(title: str) -> str:
    """The letter under which a term stands in the glossary."""
    first = alphabetical(title)[:1].upper()
    return first if first.isalpha() else "0–9"
