"""The whole base as its rules see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from technopark.knowledge import Entry, Key, KnowledgeBase, Path, RawReference
from technopark.nearest import nearest_value
from technopark.rules._view import mark_of

MAX_GUESSES = 200
"""Wrong ids of one check for which the nearest right one is looked for."""


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
                    yield LooseReference(entry.path, mark_of(entry, raw.path), raw)
        yield from (reference for reference in self.loose if self.kb.resolve(reference.raw) is None)

    def at(self, entry: Entry, path: Path, message: str, hint: str = "", nearest: str = "") -> Located:
        """A finding at a value of a record."""
        return Located(entry.path, mark_of(entry, path), message, hint, nearest)
