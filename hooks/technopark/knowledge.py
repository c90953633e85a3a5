"""The knowledge base: records, references resolved, backlinks, completeness.

Everything here is computed from records and never changed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from technopark.kinds import KINDS
from technopark.schema import FieldInfo, Kind, Part, Record, fields_of

Key = tuple[str, str]
"""Slug of the kind and id of the record: ``("cases", "edinstvo")``."""

Path = tuple[str | int, ...]
"""Place of a value inside a record: ``("steps", 2, "documents", 0)``."""


@dataclass(frozen=True)
class Reference:
    """One record names another.

    Attributes:
        source: the record that names.
        path: where in it.
        target: the record named; it exists.
        label: Russian label of the field that names.
    """

    source: Key
    path: Path
    target: Key
    label: str


@dataclass(frozen=True)
class RawReference:
    """A reference as written: the id, the kinds it may be of, the place."""

    path: Path
    kinds: tuple[str, ...]
    id: str
    label: str


@dataclass(frozen=True)
class Completeness:
    """How much of what a reader needs is described.

    Attributes:
        share: 0.0–1.0, described fields among those that count; 1.0 if none count.
        missing: labels of the counted fields that are absent.
        total: number of fields that count.
    """

    share: float
    missing: tuple[str, ...]
    total: int

    @property
    def percent(self) -> int:
        """The share as a whole percentage, rounded down: 100 only when nothing is missing."""
        return int(self.share * 100)


@dataclass(frozen=True)
class Entry:
    """A record in its place.

    Attributes:
        kind: the record's kind.
        record: the validated record.
        path: YAML file relative to the repository root, forward slashes.
        digest: hash of the file's bytes; equal digests mean equal records.
        marks: 1-based (line, column) of the value at each path; of the key for mapping entries.
        raw_references: references as written, in reading order.
    """

    kind: Kind
    record: Record
    path: str
    digest: str
    marks: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    raw_references: tuple[RawReference, ...] = ()

    @property
    def key(self) -> Key:
        """Slug of the kind and id."""
        return (self.kind.slug, self.record.id)

    @property
    def address(self) -> str:
        """Site address from the root, without a leading slash: ``cases/edinstvo/``."""
        return f"{self.kind.slug}/{self.record.id}/"

    @property
    def title(self) -> str:
        """Full title."""
        return self.record.title

    @property
    def short(self) -> str:
        """Short title if the record has one, else the title."""
        name = getattr(self.record, "short_title", None) or getattr(self.record, "short_name", None)
        return str(name or self.record.title)

    @cached_property
    def completeness(self) -> Completeness:
        """Completeness of this record."""
        counted = [f for f in self.kind.fields().values() if f.about.counts]
        missing = tuple(f.about.label for f in counted if is_empty(getattr(self.record, f.name)))
        share = 1.0 - len(missing) / len(counted) if counted else 1.0
        return Completeness(share, missing, len(counted))


def is_empty(value: Any) -> bool:
    """Whether a field's value says nothing: absent, empty, or a part with nothing in it."""
    if value in (None, (), ""):
        return True
    return isinstance(value, Part) and all(is_empty(getattr(value, name)) for name in fields_of(type(value)))


def references_in(part: Part, path: Path = ()) -> Iterator[RawReference]:
    """Walk a record and yield the references it writes, in the order of fields."""
    for info in fields_of(type(part)).values():
        value = getattr(part, info.name)
        if value is None or value == ():
            continue
        items = enumerate(value) if info.many else [(None, value)]
        for index, item in items:
            here = (*path, info.name) if index is None else (*path, info.name, index)
            yield from _references_of(info, item, here)


def _references_of(info: FieldInfo, item: Any, here: Path) -> Iterator[RawReference]:
    if info.refs:
        yield RawReference(here, info.refs, item, info.about.label)
    elif info.part is not None:
        yield from references_in(item, here)


class KnowledgeBase:
    """All records of the base and how they hang together.

    ``entries`` holds every valid record, teaching examples included; ``published``
    leaves those out and is what lists, search, statistics and manuals use.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the entries; references to absent records are left to the rules."""
        self.entries: Mapping[Key, Entry] = MappingProxyType(
            {entry.key: entry for entry in sorted(entries, key=lambda e: e.key)}
        )
        by_kind: dict[str, list[Entry]] = {slug: [] for slug in KINDS}
        for entry in self.entries.values():
            by_kind[entry.kind.slug].append(entry)
        self.by_kind: Mapping[str, tuple[Entry, ...]] = {slug: tuple(found) for slug, found in by_kind.items()}
        forward: dict[Key, list[Reference]] = {}
        backward: dict[Key, list[Reference]] = {}
        for entry in self.entries.values():
            for raw in entry.raw_references:
                target = self.resolve(raw)
                if target is None:
                    continue
                reference = Reference(entry.key, raw.path, target, raw.label)
                forward.setdefault(entry.key, []).append(reference)
                backward.setdefault(target, []).append(reference)
        self._forward = {key: tuple(found) for key, found in forward.items()}
        self._backward = {key: tuple(found) for key, found in backward.items()}

    def resolve(self, raw: RawReference) -> Key | None:
        """The key a written reference points at, or ``None``."""
        return next(((slug, raw.id) for slug in raw.kinds if (slug, raw.id) in self.entries), None)

    def get(self, slug: str, id: str) -> Entry | None:
        """The entry, or ``None``."""
        return self.entries.get((slug, id))

    def published(self, slug: str) -> tuple[Entry, ...]:
        """Records of a kind that are not teaching examples, by id."""
        return tuple(entry for entry in self.by_kind[slug] if not entry.record.fictional)

    def references(self, key: Key) -> tuple[Reference, ...]:
        """What the record names."""
        return self._forward.get(key, ())

    def backlinks(self, key: Key) -> tuple[Reference, ...]:
        """What names the record, by source key; teaching examples only name each other visibly."""
        own = self.entries[key]
        return tuple(
            ref
            for ref in self._backward.get(key, ())
            if own.record.fictional or not self.entries[ref.source].record.fictional
        )

    def neighbours(self, key: Key) -> frozenset[Key]:
        """Records whose content may show on this record's page."""
        out = {ref.target for ref in self.references(key)}
        out.update(ref.source for ref in self.backlinks(key))
        return frozenset(out - {key})
