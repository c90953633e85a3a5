"""What a content rule is. Two scopes: one record, or the whole base.

A rule of a record is a function of that record only, so its findings are cached with
the file. A rule of the base sees everything and runs at every check: it must be cheap.

    @record_rule(Code("TP901", …))
    def html_tag(view: View) -> Iterator[Finding]: …

    @record_rule(Code("TP811", …), Case, field="photos")  # called only for cases with photographs
    def no_licence(view: View) -> Iterator[Finding]: …

    @base_rule(Code("TP401", …))
    def unknown_reference(base: Base) -> Iterator[Located]: …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from technopark.catalogue import Code
from technopark.decoding import place_of
from technopark.knowledge import Entry, Key, KnowledgeBase, Path, RawReference
from technopark.nearest import nearest_value
from technopark.problems import Problem
from technopark.rules._shape import shape_of
from technopark.schema import FieldInfo, Part, Record, leading_to

MAX_ALIKE = 30
"""Findings of one rule shown of one record."""

MAX_GUESSES = 200
"""Wrong ids of one check for which the nearest right one is looked for."""

# --------------------------------------------------------------------------- one record


class Text(NamedTuple):
    """A string of a record that people read."""

    path: Path
    info: FieldInfo
    value: str


@dataclass(frozen=True)
class Finding:
    """What a record rule found.

    Attributes:
        message: what is wrong, one Russian sentence.
        path: where in the record.
        needle: the words meant inside a long value; the place is theirs.
        hint: what to do; empty for the rule's own remedy.
        nearest: a value to put instead.
    """

    message: str
    path: Path = ()
    needle: str = ""
    hint: str = ""
    nearest: str = ""


@dataclass(frozen=True)
class View:
    """A record as its rules see it.

    Attributes:
        entry: the record in its place.
        source: the file's text, for exact places inside long values.
    """

    entry: Entry
    source: str
    _known: dict[Sign, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.entry.record

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All strings people read, in the order of fields."""
        found: list[Text] = []
        _add_texts(self.record, (), found)
        return tuple(found)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The same strings without their places: most rules need no more to see that there is nothing to find."""
        found: list[str] = []
        _add_values(self.record, found)
        return tuple(found)

    @cached_property
    def joined(self) -> str:
        """All texts as one, for a quick look whether a pattern occurs at all."""
        return "\n".join(self.values)

    @cached_property
    def shape(self) -> bytes:
        """The shape of all texts, for a quicker look."""
        return shape_of(self.joined)

    def holds(self, sign: Sign) -> bool:
        """Whether a sign occurs anywhere in the texts, or may occur by their shape; each is looked for once."""
        known = self._known.get(sign)
        if known is None:
            known = self._known[sign] = self._occurs(sign)
        return known

    def _occurs(self, sign: Sign) -> bool:
        if isinstance(sign, str):
            return sign in self.joined
        if isinstance(sign, bytes):
            return sign in self.shape
        if not isinstance(sign, re.Pattern):
            return sign(self)
        if isinstance(sign.pattern, str):
            return sign.search(self.joined) is not None
        return sign.search(self.shape) is not None

    def search(self, pattern: re.Pattern[str], *needs: Sign) -> Iterator[tuple[Text, re.Match[str]]]:
        """Matches of a pattern text by text; one pass when there are none.

        Args:
            pattern: what to look for.
            needs: what every match holds, the quickest to see first; without one of them not even one pass is made,
                and if there is a word among them, only texts with the word are looked through.
        """
        for sign in needs:
            if not self.holds(sign):
                return iter(())
        words = [sign for sign in needs if isinstance(sign, str)]
        return self._matches(pattern, words) if words or self.holds(pattern) else iter(())

    def _matches(self, pattern: re.Pattern[str], words: Sequence[str]) -> Iterator[tuple[Text, re.Match[str]]]:
        for text in self.texts:
            if all(word in text.value for word in words):
                for found in pattern.finditer(text.value):
                    yield text, found

    def place(self, path: Path, needle: str = "") -> tuple[int, int]:
        """1-based place of a value, or of words inside it (line folding is allowed for)."""
        start = _mark(self.entry, path)
        if not needle or not self.source:
            return start
        offset = sum(len(line) for line in self.source.splitlines(keepends=True)[: start[0] - 1]) + start[1] - 1
        pattern = r"\s+".join(re.escape(word) for word in needle.split())
        found = re.compile(pattern).search(self.source, offset) if pattern else None
        return place_of(self.source, found.start()) if found else start


Sign = str | re.Pattern[str] | bytes | re.Pattern[bytes] | Callable[[View], bool]
"""What may occur in texts: a word or a pattern, in them or (bytes) in their shape, where both are found sooner; or a question."""


def is_text(info: FieldInfo) -> bool:
    """Whether people read the field as text."""
    return bool(info.text)


def _add_texts(part: Part, path: Path, found: list[Text]) -> None:
    for info in leading_to(type(part), is_text):
        value = getattr(part, info.name)
        if value is None:
            continue
        for index, item in enumerate(value) if info.many else ((None, value),):
            here = (*path, info.name) if index is None else (*path, info.name, index)
            if info.part is not None:
                _add_texts(item, here, found)
            else:
                found.append(Text(here, info, item))


def _add_values(part: Part, found: list[str]) -> None:
    """The values of ``_add_texts`` in the same order."""
    held = vars(part)
    for info in leading_to(type(part), is_text):
        value = held[info.name]
        if not value:
            continue
        if info.part is None:
            if info.many:
                found += value
            else:
                found.append(value)
        elif info.many:
            for item in value:
                _add_values(item, found)
        else:
            _add_values(value, found)


def _mark(entry: Entry, path: Path) -> tuple[int, int]:
    """Place of a value; of the nearest group above it if the value is not written."""
    while path and path not in entry.marks:
        path = path[:-1]
    return entry.marks.get(path, (1, 1))


# --------------------------------------------------------------------------- the base


@dataclass(frozen=True)
class ProseLink:
    """A ``record:`` link inside a text: where it stands and what it names (``cases/edinstvo``)."""

    path: str
    place: tuple[int, int]
    target: str


class LooseReference(NamedTuple):
    """A reference in a record with errors: the record's file, the place in it, what is written."""

    path: str
    place: tuple[int, int]
    raw: RawReference


@dataclass(frozen=True)
class DocPage:
    """A hand-written file of ``docs/``.

    Attributes:
        path: file, relative to the root, forward slashes.
        address: where the site shows it: ``about/``; for a file that is no page, its own path.
        text: its text with code blanked out; empty if it is not a page.
        problem: what is wrong with reading it, or nothing.
    """

    path: str
    address: str
    text: str = ""
    problem: str = ""


@dataclass(frozen=True)
class PictureFile:
    """A file in the folder of a case.

    Attributes:
        path: file, relative to the root, forward slashes.
        trouble: why it cannot be published as a photograph, or nothing.
        tells_place: whether it says where it was made.
    """

    path: str
    trouble: str = ""
    tells_place: bool = False


@dataclass(frozen=True)
class PictureName:
    """A photograph that a record names: the record's file, the place in it, the file named."""

    path: str
    place: tuple[int, int]
    file: str


@dataclass(frozen=True)
class Located:
    """What a base rule found, with its place."""

    path: str
    place: tuple[int, int]
    message: str
    hint: str = ""
    nearest: str = ""


@dataclass(frozen=True)
class Base:
    """The whole base as its rules see it.

    Attributes:
        kb: valid records.
        broken: records left out because of their errors, with their titles.
        docs: hand-written files.
        links: ``record:`` links inside records' texts.
        pictures: files in the folders of cases.
        named: photographs that records name by a sound name.
        loose: references of records with errors.
    """

    kb: KnowledgeBase
    broken: Mapping[Key, str] = field(default_factory=dict)
    docs: Sequence[DocPage] = ()
    links: Sequence[ProseLink] = ()
    pictures: Sequence[PictureFile] = ()
    named: Sequence[PictureName] = ()
    loose: Sequence[LooseReference] = ()
    _nearest: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict)

    def nearest_id(self, kinds: tuple[str, ...], id: str) -> str:
        """The id of a record of these kinds closest to a wrong one, or nothing.

        Each wrong id is looked up once, and only the first few hundred: comparing is slow.
        """
        if (kinds, id) not in self._nearest:
            known = [entry.id for slug in kinds for entry in self.kb.by_kind[slug]]
            self._nearest[kinds, id] = nearest_value(id, known) if len(self._nearest) < MAX_GUESSES else ""
        return self._nearest[kinds, id]

    def unresolved(self) -> Iterator[LooseReference]:
        """References that name no record of the base, those of records with errors last."""
        for entry in self.kb.entries.values():
            for raw in entry.raw_references:
                if self.kb.resolve(raw) is None:
                    yield LooseReference(entry.path, _mark(entry, raw.path), raw)
        yield from (reference for reference in self.loose if self.kb.resolve(reference.raw) is None)

    def at(self, entry: Entry, path: Path, message: str, hint: str = "", nearest: str = "") -> Located:
        """A finding at a value of a record."""
        return Located(entry.path, _mark(entry, path), message, hint, nearest)


# --------------------------------------------------------------------------- rules

RecordCheck = Callable[[View], Iterator[Finding]]
BaseCheck = Callable[[Base], Iterator[Located]]


@dataclass(frozen=True)
class RecordRule:
    """A rule that looks at one record.

    Attributes:
        code: what its findings are called.
        find: looks for them.
        only: the kinds of record it can find anything in; all if empty.
        field: the field of the record without which it finds nothing, if there is one.
    """

    code: Code
    find: RecordCheck
    only: tuple[type[Record], ...] = ()
    field: str = ""

    def concerns(self, model: type[Record]) -> bool:
        """Whether the rule can find anything in records of a model."""
        return not self.only or issubclass(model, self.only)

    def problems(self, view: View) -> Sequence[Problem]:
        """Findings as problems of the record's file; of very many alike, the first ones."""
        findings = self.find(view)
        first = next(findings, None)
        return () if first is None else self._told(view, [first, *islice(findings, MAX_ALIKE)])

    def _told(self, view: View, findings: Sequence[Finding]) -> list[Problem]:
        out = []
        for number, found in enumerate(findings[:MAX_ALIKE], 1):
            place = view.place(found.path, found.needle)
            more = " Ниже есть ещё такие же." if number == MAX_ALIKE < len(findings) else ""
            out.append(self.code.at(view.entry.path, place, found.message + more, found.hint, found.nearest))
        return out


@dataclass(frozen=True)
class BaseRule:
    """A rule that looks at the whole base."""

    code: Code
    find: BaseCheck

    def problems(self, base: Base) -> Iterator[Problem]:
        """Findings as problems of the files they stand in."""
        for found in self.find(base):
            yield self.code.at(found.path, found.place, found.message, found.hint, found.nearest)


def record_rule(code: Code, *only: type[Record], field: str = "") -> Callable[[RecordCheck], RecordRule]:
    """Make a function of one record a rule.

    Args:
        code: what its findings are called.
        only: models of the kinds the rule speaks of; it is not called for others. None for all.
        field: a field of the record without which there is nothing to find; the rule is not called while it is empty.
    """
    return lambda find: RecordRule(code, find, only, field)


def base_rule(code: Code) -> Callable[[BaseCheck], BaseRule]:
    """Make a function of the base a rule."""
    return lambda find: BaseRule(code, find)
