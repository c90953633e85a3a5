"""Fills every field of a kind, whatever its type: for tests that must hold for fields not yet invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from technopark.kinds import KINDS
from technopark.knowledge import Entry, KnowledgeBase, references_in
from technopark.russian.text import long_date, number
from technopark.schema import FieldInfo, Kind, Part, fields_of

ADDRESSES = frozenset({"url", "link", "site"})
"""Fields that take an address and nothing else, wherever they are typed so."""


@dataclass
class Filler:
    """Makes values and remembers what of them a page must show.

    Attributes:
        text: gives the text of a string field from a unique mark.
        kb: base whose records references lead to.
        marks: what the page must show, by the field's place (``steps.title``).
    """

    kb: KnowledgeBase
    text: Callable[[str], str] = field(default=lambda mark: mark)
    marks: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def record(self, kind: Kind, id: str = "zz-marked") -> Entry:
        """A record of the kind with every field filled."""
        data = self.part(kind.model, "")
        record = kind.model.model_validate({**data, "id": id, "fictional": "нет"})
        return Entry(kind, record, f"{kind.folder}/{id}.yml", "0" * 24, {}, tuple(references_in(record)))

    def part(self, model: type[Part], place: str) -> dict[str, Any]:
        """Values of all fields of a model."""
        skipped = ("id", "fictional") if not place else ()
        return {
            info.name: self.value(info, f"{place}.{info.name}".lstrip("."), allowed_in(model, info.name))
            for info in fields_of(model).values()
            if info.name not in skipped
        }

    def value(self, info: FieldInfo, place: str, allowed: range) -> Any:
        """A value of a field: a list of one where a list is wanted."""
        one = self.part(info.part, place) if info.part is not None else self.scalar(info, place, allowed)
        return [one] if info.many else one

    def scalar(self, info: FieldInfo, place: str, allowed: range) -> Any:
        """A plain value and the mark it must leave on the page."""
        self.made += 1
        n = self.made
        if info.refs:
            target = self.kb.published(info.refs[0])
            entry = target[n % len(target)] if target else None
            self.marks[place] = entry.address if entry else f"missing-{n}"
            return entry.record.id if entry else f"missing-{n}"
        if info.stage:
            self.marks[place] = "П3"
            return "p3"
        if info.choices:
            return info.choices[0]
        return self.plain(info, place, n, allowed)

    def plain(self, info: FieldInfo, place: str, n: int, allowed: range) -> Any:
        """A value that is neither a reference nor a choice."""
        kind = info.scalar.__name__
        if kind == "bool":
            return "да"
        if kind == "date":
            day = date(2010 + n % 15, 1 + n % 9, 10 + n % 10)
            self.marks[place] = long_date(day)
            return day.isoformat()
        if kind in ("int", "float"):
            value = allowed[n % len(allowed)]
            self.marks[place] = number(value)
            return str(value)
        mark = f"mark{n}x"
        self.marks[place] = mark
        if info.name in ADDRESSES and not info.text:
            return f"https://example.org/{mark}"
        return self.text(mark)


def allowed_in(model: type[Part], name: str) -> range:
    """Some numbers a field takes; up to 90 where nothing is said, which also fits an age."""
    bounds = {key: int(value) for key, value in re.findall(r"\b(ge|le)=(\d+)", repr(model.model_fields[name]))}
    low = max(bounds.get("ge", 1), 1)
    return range(low, min(bounds.get("le", low + 89), low + 89) + 1)


def filled(kb: KnowledgeBase, text: Callable[[str], str] = lambda mark: mark) -> Iterator[tuple[Kind, Filler, Entry]]:
    """One full record of every kind."""
    for kind in KINDS.values():
        filler = Filler(kb, text)
        yield kind, filler, filler.record(kind)


def with_entry(kb: KnowledgeBase, entry: Entry) -> KnowledgeBase:
    """The base with one more record."""
    return KnowledgeBase([*kb.entries.values(), entry])
