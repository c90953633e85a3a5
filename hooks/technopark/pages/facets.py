"""Facets of a record: the values by which lists filter and search narrows.

A field says in its description which facet it feeds; fields inside groups count too
(``context.municipality``). What a record does not say itself it may inherit: a
practice without a municipality belongs to its holder's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from technopark.knowledge import Entry, KnowledgeBase, value_of
from technopark.pages.markup import as_html, escaped
from technopark.pages.names import FACETS, WORDS, StageName
from technopark.schema import FieldInfo, Part, leading_to

DATED = ("date_start", "year", "date")
"""Fields that give a record its year, in order of preference."""


class Facet(NamedTuple):
    """A facet of one record: its key, its Russian name, its values as plain text."""

    key: str
    label: str
    values: tuple[str, ...]


class Feed(NamedTuple):
    """A field that feeds a facet, or holds groups whose fields do: then it has no word.

    Attributes:
        name, many: of the field.
        key, label: of the facet.
        word: makes a value a word for readers.
    """

    name: str
    many: bool
    key: str
    label: str
    word: Callable[[Any], str] | None


class Facets:
    """Computes facets; one a build."""

    def __init__(self, kb: KnowledgeBase, stages: Mapping[str, StageName]) -> None:
        """Keep what turns ids into words."""
        self.kb = kb
        self.stages = stages
        self._last: tuple[Entry | None, tuple[Facet, ...]] = (None, ())
        self._feeds: dict[type[Part], tuple[Feed, ...]] = {}

    def of(self, entry: Entry) -> tuple[Facet, ...]:
        """Facets of a record in the order of ``FACETS``, then those only its kind has.

        The last answer is kept: a record's page and its card in the lists ask one after the other.
        """
        if self._last[0] is not entry:
            self._last = (entry, self._of(entry))
        return self._last[1]

    def _of(self, entry: Entry) -> tuple[Facet, ...]:
        found: dict[str, tuple[str, list[str]]] = {"kind": (FACETS["kind"], [entry.kind.title])}
        self._gather(entry.record, found)
        self._inherit(entry, found)
        if "year" not in found and (year := year_of(entry)):
            found["year"] = (FACETS["year"], [year])
        order = [*[key for key in FACETS if key in found], *[key for key in found if key not in FACETS]]
        return tuple([_facet(key, *found[key]) for key in order])

    def _gather(self, part: Part, found: dict[str, tuple[str, list[str]]]) -> None:
        """Add what feeds facets, groups included, in reading order."""
        said = vars(part)
        if (feeds := self._feeds.get(type(part))) is None:
            feeds = self._feeds_of(type(part))
        for feed in feeds:
            value = said[feed.name]
            if value is None:
                continue
            for item in value if feed.many else (value,):
                if feed.word is None:
                    self._gather(item, found)
                elif item != "":
                    found.setdefault(feed.key, (feed.label, []))[1].append(feed.word(item))

    def _feeds_of(self, model: type[Part]) -> tuple[Feed, ...]:
        """Fields of a model that feed a facet themselves or hold groups that do."""
        self._feeds[model] = tuple(self._feed(info) for info in leading_to(model, is_facet))
        return self._feeds[model]

    def _feed(self, info: FieldInfo) -> Feed:
        key, word = info.about.facet, None if info.part else self.worder(info)
        return Feed(info.name, info.many, key, FACETS.get(key) or info.about.label, word)

    def _inherit(self, entry: Entry, found: dict[str, tuple[str, list[str]]]) -> None:
        holder = value_of(entry.record, "holder") or value_of(entry.record, "place")
        owner = self.kb.get("organisations", holder) if holder else None
        municipality = value_of(owner.record, "municipality") if owner else None
        if "municipality" not in found and municipality:
            found["municipality"] = (FACETS["municipality"], [municipality])

    def worder(self, info: FieldInfo) -> Callable[[Any], str]:
        """What makes a value of a field a word for readers."""
        if info.stage:
            return self._stage
        return partial(self._title, info.refs) if info.refs else _word

    def _stage(self, id: str) -> str:
        return self.stages[id].full if id in self.stages else "П" + id[1:]

    def _title(self, kinds: tuple[str, ...], id: str) -> str:
        entry = next((found for slug in kinds if (found := self.kb.get(slug, id))), None)
        return entry.short if entry else id


def _facet(key: str, label: str, values: list[str]) -> Facet:
    """A facet with each of its values once."""
    return Facet(key, label, tuple(dict.fromkeys(values)) if len(values) > 1 else tuple(values))


def _word(value: Any) -> str:
    return WORDS.get(str(value), str(value))


def is_facet(info: FieldInfo) -> bool:
    """Whether the field feeds a facet."""
    return bool(info.about.facet)


def year_of(entry: Entry) -> str:
    """The year of a dated record, or an empty string."""
    value = next((v for name in DATED if (v := value_of(entry.record, name))), None)
    return str(value.year if isinstance(value, date) else value) if value else ""


def index_marks(facets: tuple[Facet, ...]) -> Markup:
    """Marks that tell the search index the facets of a page."""
    marks = [f'<span data-pagefind-filter="{key}:{escaped(value)}"></span>' for key, _, values in facets for value in values]
    return as_html("".join(marks))  # keys are ours, values are escaped
