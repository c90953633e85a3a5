"""A record as its rules see it: its texts, and quick looks whether there is anything to find in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from technopark.decoding import place_of
from technopark.knowledge import Entry, Path
from technopark.rules._shape import shape_of
from technopark.schema import FieldInfo, Part, Record, leading_to


class Text(NamedTuple):
    """A string of a record that people read."""

    path: Path
    info: FieldInfo
    value: str


@dataclass(frozen=True)
class View:
    """A record as its rules see it.

    Attributes:
        entry: the record in its place.
        raw: the file's bytes, for exact places inside long values.
    """

    entry: Entry
    raw: bytes = b""
    _known: dict[Sign, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.entry.record

    @cached_property
    def source(self) -> str:
        """The file's text."""
        return self.raw.decode("utf-8-sig")

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
        start = mark_of(self.entry, path)
        if not needle or not self.raw:
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


def mark_of(entry: Entry, path: Path) -> tuple[int, int]:
    """Place of a value; of the nearest group above it if the value is not written."""
    while path and path not in entry.marks:
        path = path[:-1]
    return entry.marks.get(path, (1, 1))
