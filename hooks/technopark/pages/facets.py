"""Facets of a record: the values by which lists filter and search narrows.

A field says in its description which facet it feeds; fields inside groups count too
(``context.municipality``). What a record does not say itself it may inherit: a
practice without a municipality belongs to its holder's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from technopark.knowledge import Entry, KnowledgeBase, value_of
from technopark.pages.names import FACETS, WORDS, StageName
from technopark.schema import FieldInfo, Part, fields_of

DATED = ("date_start", "year", "date")
"""Fields that give a record its year, in order of preference."""


@dataclass(frozen=True)
class Facet:
    """A facet of one record: its key, its Russian name, its values as plain text."""

    key: str
    label: str
    values: tuple[str, ...]


class Facets:
    """Computes facets; one a build."""

    def __init__(self, kb: KnowledgeBase, stages: Mapping[str, StageName]) -> None:
        """Keep what turns ids into words."""
        self.kb = kb
        self.stages = stages
        self._last: tuple[Entry | None, tuple[Facet, ...]] = (None, ())

    def of(self, entry: Entry) -> tuple[Facet, ...]:
        """Facets of a record in the order of ``FACETS``, then those only its kind has.

        The last answer is kept: a record's page and its card in the lists ask one after the other.
        """
        if self._last[0] is not entry:
            self._last = (entry, self._of(entry))
        return self._last[1]

    def _of(self, entry: Entry) -> tuple[Facet, ...]:
        found: dict[str, tuple[str, list[str]]] = {"kind": (FACETS["kind"], [entry.kind.title])}
        for info, value in walk(entry.record):
            _, values = found.setdefault(info.about.facet, (FACETS.get(info.about.facet) or info.about.label, []))
            values.append(self.word(info, value))
        self._inherit(entry, found)
        if "year" not in found and (year := year_of(entry)):
            found["year"] = (FACETS["year"], [year])
        order = [*FACETS, *(key for key in found if key not in FACETS)]
        return tuple(Facet(key, found[key][0], tuple(dict.fromkeys(found[key][1]))) for key in order if key in found)

    def _inherit(self, entry: Entry, found: dict[str, tuple[str, list[str]]]) -> None:
        holder = value_of(entry.record, "holder") or value_of(entry.record, "place")
        owner = self.kb.get("organisations", holder) if holder else None
        municipality = value_of(owner.record, "municipality") if owner else None
        if "municipality" not in found and municipality:
            found["municipality"] = (FACETS["municipality"], [municipality])

    def word(self, info: FieldInfo, value: Any) -> str:
        """A facet's value as readers see it."""
        if info.stage:
            return self.stages[value].full if value in self.stages else "П" + str(value)[1:]
        if info.refs:
            entry = next((found for slug in info.refs if (found := self.kb.get(slug, value))), None)
            return entry.short if entry else str(value)
        return WORDS.get(str(value), str(value))


def walk(part: Part) -> Iterator[tuple[FieldInfo, Any]]:
    """Fields that feed facets and their single values, groups included, in reading order."""
    for info, inside in feeding(type(part)):
        value = getattr(part, info.name)
        if value is None:
            continue
        for item in value if info.many else (value,):
            if inside:
                yield from walk(item)
            elif item != "":
                yield info, item


@cache
def feeding(model: type[Part]) -> tuple[tuple[FieldInfo, bool], ...]:
    """Fields of a model that feed a facet themselves or hold groups that do (then ``True``)."""
    found = []
    for info in fields_of(model).values():
        if info.part is not None and feeding(info.part):
            found.append((info, True))
        elif info.part is None and info.about.facet:
            found.append((info, False))
    return tuple(found)


def year_of(entry: Entry) -> str:
    """The year of a dated record, or an empty string."""
    value = next((v for name in DATED if (v := value_of(entry.record, name))), None)
    return str(value.year if isinstance(value, date) else value) if value else ""


def index_marks(facets: tuple[Facet, ...]) -> Markup:
    """Marks that tell the search index the facets of a page."""
    marks = [f'<span data-pagefind-filter="{facet.key}:{escape(value)}"></span>' for facet in facets for value in facet.values]
    return Markup("".join(marks))  # noqa: S704 - keys are ours, values are escaped
