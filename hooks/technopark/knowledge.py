"""The knowledge base: records, references resolved, backlinks, completeness.

Everything here is computed from records and never changed afterwards.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, SupportsIndex

from technopark.kinds import KINDS
from technopark.schema import FieldInfo, Kind, Part, Record, fields_of, leading_to

Key = tuple[str, str]
"""Slug of the kind and id of the record: ``("cases", "edinstvo")``."""

Path = tuple[str | int, ...]
"""Place of a value inside a record: ``("steps", 2, "documents", 0)``."""


class Reference(NamedTuple):
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


class RawReference(NamedTuple):
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

    Pickled, it keeps what the rest of the base asks of it (names, references) in the open
    and the record packed: a build that renders one page unpacks few records. Its marks are
    left behind, because they are found in its file; whoever unpickles it attaches them anew.

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

    @cached_property
    def id(self) -> str:
        """Id of the record within its kind."""
        return self.record.id

    @cached_property
    def key(self) -> Key:
        """Slug of the kind and id."""
        return (self.kind.slug, self.id)

    @cached_property
    def address(self) -> str:
        """Site address from the root, without a leading slash: ``cases/edinstvo/``."""
        return f"{self.kind.slug}/{self.id}/"

    @cached_property
    def title(self) -> str:
        """Full title."""
        return self.record.title

    @cached_property
    def short(self) -> str:
        """Short title if the record has one, else the title."""
        name = value_of(self.record, "short_title") or value_of(self.record, "short_name")
        return str(name or self.record.title)

    @cached_property
    def fictional(self) -> bool:
        """Whether this is a teaching example."""
        return self.record.fictional

    @cached_property
    def updated_on(self) -> date | None:
        """When the record was last edited or checked."""
        return self.record.updated_on

    @cached_property
    def filled(self) -> frozenset[str]:
        """Names of the fields that say something."""
        idle = self.record.idle()
        said = [pair for pair in vars(self.record).items() if pair[1] is not None and pair[1] is not _NOTHING]  # few fields of most records
        return frozenset([name for name, value in said if name not in idle and (type(value) is str or not is_empty(value))])

    @cached_property
    def stages(self) -> tuple[tuple[Path, str], ...]:
        """Stages of process models the record names, with their places."""
        return tuple(_stages_in(self.record, ()))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Records its texts link to: ``cases/edinstvo``; each once, whether or not it exists."""
        return tuple(dict.fromkeys(_links_in(self.record)))

    @cached_property
    def completeness(self) -> Completeness:
        """Completeness of this record."""
        inapplicable = self.record.inapplicable()
        counted = [field for field in _counted(self.kind.model) if field.name not in inapplicable]
        missing = tuple(f.about.label for f in counted if f.name not in self.filled)
        share = 1.0 - len(missing) / len(counted) if counted else 1.0
        return Completeness(share, missing, len(counted))

    def __getstate__(self) -> dict[str, Any]:
        """Everything in the open but the record."""
        state = {name: getattr(self, name) for name in _IN_THE_OPEN}
        state["kind"] = self.kind.slug
        state["_packed"] = vars(self).get("_packed") or pickle.dumps(self.record, pickle.HIGHEST_PROTOCOL)
        return state

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """The usual way of pickling, but for the packed record: a pickle that can leaves it out of itself."""
        made = super().__reduce_ex__(protocol)
        if isinstance(made, tuple) and protocol.__index__() >= _OUT_OF_BAND:
            made[2]["_packed"] = pickle.PickleBuffer(made[2]["_packed"])
        return made

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state over; the record stays packed until someone asks for it."""
        vars(self).update(state, kind=KINDS[state["kind"]], marks={})

    def attach(self, marks: Mapping[Path, tuple[int, int]]) -> None:
        """Give an unpickled entry its marks."""
        vars(self)["marks"] = marks

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Unpack the record at first use."""
            if name != "record" or "_packed" not in vars(self):
                raise AttributeError(name)
            record = vars(self)["record"] = pickle.loads(vars(self)["_packed"])  # noqa: S301 - our own cache's bytes
            return record


_NOTHING: tuple[Any, ...] = ()
"""The one empty tuple there is."""

_OUT_OF_BAND = 5
"""First protocol of pickle that knows buffers (PEP 574)."""

_IN_THE_OPEN = (
    "path", "digest", "raw_references", "id", "key", "address", "title", "short", "fictional", "updated_on", "stages",
    "links", "filled",
)  # fmt: skip
"""What other records' pages and the rules of the base ask of a record."""


def is_empty(value: Any) -> bool:
    """Whether a field's value says nothing: absent, empty, or a part with nothing in it."""
    if value is None:
        return True
    if isinstance(value, str | tuple):
        return not value
    return isinstance(value, Part) and all(is_empty(getattr(value, name)) for name in fields_of(type(value)))


@cache
def _counted(model: type[Part]) -> tuple[FieldInfo, ...]:
    """Fields whose absence makes a record less complete."""
    return tuple(info for info in fields_of(model).values() if info.about.counts)


def is_reference(info: FieldInfo) -> bool:
    """Whether the field names other records."""
    return bool(info.refs)


def references_in(part: Part, path: Path = ()) -> Iterator[RawReference]:
    """Walk a record and yield the references it writes, in the order of fields."""
    for info in leading_to(type(part), is_reference):
        for here, item in _items(part, info, path):
            if info.part is None:
                yield RawReference(here, info.refs, item, info.about.label)
            else:
                yield from references_in(item, here)


def _items(part: Part, info: FieldInfo, path: Path) -> Iterator[tuple[Path, Any]]:
    """Values of a field with their places; nothing if the field is absent."""
    value = vars(part)[info.name]  # to ask pydantic for it takes three times as long
    if not value:
        return
    if info.many:
        for index, item in enumerate(value):
            yield (*path, info.name, index), item
    else:
        yield (*path, info.name), value


def value_of(record: Part, name: str) -> Any:
    """The value of a field, ``None`` if the kind has no such field (asking pydantic for what is not there is slow)."""
    return vars(record).get(name)


def is_stage(info: FieldInfo) -> bool:
    """Whether the field names stages of a process."""
    return info.stage


def _stages_in(part: Part, path: Path) -> Iterator[tuple[Path, str]]:
    for info in leading_to(type(part), is_stage):
        for here, item in _items(part, info, path):
            if info.part is None:
                yield here, item
            else:
                yield from _stages_in(item, here)


_LINK = re.compile(r"record:([a-z0-9-]+/[a-z0-9-]+)")


def is_prose(info: FieldInfo) -> bool:
    """Whether the field is Markdown."""
    return info.text == "prose"


def _links_in(part: Part) -> Iterator[str]:
    for info in leading_to(type(part), is_prose):
        for _, item in _items(part, info, ()):
            if info.part is not None:
                yield from _links_in(item)
            elif "record:" in item:
                yield from _LINK.findall(item)


class KnowledgeBase:
    """All records of the base and how they hang together.

    ``entries`` holds every valid record, teaching examples included; ``published``
    leaves those out and is what lists, search, statistics and manuals use.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the entries; references to absent records are left to the rules."""
        self._all = {entry.key: entry for entry in sorted(entries, key=lambda e: e.key)}
        self.entries: Mapping[Key, Entry] = MappingProxyType(self._all)
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
        # Few records are named by teaching examples: of the others all that names them is visible.
        self._in_examples = {ref.target for found in forward.values() for ref in found if self._all[ref.source].fictional}
        self._forward = {key: tuple(found) for key, found in forward.items()}
        self._backward = {key: tuple(found) for key, found in backward.items()}

    def resolve(self, raw: RawReference) -> Key | None:
        """The key a written reference points at, or ``None``."""
        for slug in raw.kinds:
            if (key := (slug, raw.id)) in self._all:
                return key
        return None

    def get(self, slug: str, id: str) -> Entry | None:
        """The entry, or ``None``."""
        return self.entries.get((slug, id))

    def published(self, slug: str) -> tuple[Entry, ...]:
        """Records of a kind that are not teaching examples, by id."""
        return tuple(entry for entry in self.by_kind[slug] if not entry.fictional)

    def references(self, key: Key) -> tuple[Reference, ...]:
        """What the record names."""
        return self._forward.get(key, ())

    def backlinks(self, key: Key) -> tuple[Reference, ...]:
        """What names the record, by source key; teaching examples only name each other visibly."""
        found = self._backward.get(key, ())
        if key not in self._in_examples or self._all[key].fictional:
            return found
        return tuple([ref for ref in found if not self._all[ref.source].fictional])

    def neighbours(self, key: Key) -> frozenset[Key]:
        """Records whose content may show on this record's page."""
        out = {ref.target for ref in self.references(key)}
        out.update([ref.source for ref in self.backlinks(key)])
        out.discard(key)
        return frozenset(out)
