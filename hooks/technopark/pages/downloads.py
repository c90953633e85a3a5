"""Files a reader can take, with size and format in words.

The build makes the files, the pages only name them::

    builder.downloads = Downloads.of(build_documents(kb, root, cache))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from technopark.hashing import digest
from technopark.kinds.documents import Document
from technopark.knowledge import Entry
from technopark.russian.text import NBSP, number

if TYPE_CHECKING:
    from technopark.artefacts.pictures.photographs import Photo
    from technopark.artefacts.transfer.build import MadeSet

KILO = 1024

KINDS_OF_FILE: tuple[tuple[str, str, str, str], ...] = (
    (".docx", "DOCX", "Форма Word", "вписать на компьютере; одно значение появится во всех местах"),
    ("-blank.docx", "DOCX", "Бланк Word", "текст защищён, клавиша Tab ведёт по пустым местам"),
    (".pdf", "PDF", "Бланк для печати", "линейки, чтобы писать от руки"),
)
"""Ending of the name, format, what it is, what it is for."""


@dataclass(frozen=True)
class File:
    """A file to take.

    Attributes:
        address: from the site's root.
        title: what it is.
        hint: what it is for.
        format: DOCX, PDF or ZIP.
        size: in bytes.
    """

    address: str
    title: str
    hint: str
    format: str
    size: int

    @property
    def measure(self) -> str:
        """Format and size: «DOCX, 18 КБ»."""
        return f"{self.format}, {size_words(self.size)}"


@dataclass(frozen=True)
class PackFile(File):
    """A ZIP of several documents: its id and theirs."""

    id: str = ""
    documents: tuple[str, ...] = ()


class PackLike(Protocol):
    """A pack as the maker of files knows it."""

    @property
    def id(self) -> str:
        """Id of the model, the stage or the seminar."""

    @property
    def title(self) -> str:
        """What the pack is."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """What is in it."""

    @property
    def site_path(self) -> str:
        """Where the ZIP lies on the site."""


class BuiltLike(Protocol):
    """What the maker of files gives back."""

    @property
    def files(self) -> Mapping[str, Path]:
        """File of each site path."""

    @property
    def packs(self) -> Sequence[PackLike]:
        """All packs."""

    def size(self, site_path: str) -> int:
        """Size of a file in bytes."""


@dataclass(frozen=True)
class Downloads:
    """All files to take; empty when none are made, as in tests of single pages.

    Attributes:
        sizes: bytes by address.
        packs: packs by id: of a model, of a stage, of a seminar.
        sets: what is made of a record to pass it on, by the address of its page.
        photos: photographs of a case, by the address of its page.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    packs: Mapping[str, PackFile] = field(default_factory=dict)
    sets: Mapping[str, MadeSet] = field(default_factory=dict)
    photos: Mapping[str, tuple[Photo, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        built: BuiltLike,
        sets: Mapping[str, MadeSet] | None = None,
        photos: Mapping[str, tuple[Photo, ...]] | None = None,
        manuals: Mapping[str, Path] | None = None,
    ) -> Downloads:
        """Files as they lie on the disk."""
        sizes = {path: built.size(path) for path in built.files}
        sizes |= {path: file.stat().st_size for path, file in (manuals or {}).items()}
        packs = (
            PackFile(pack.site_path, pack.title, "", "ZIP", sizes[pack.site_path], pack.id, tuple(item.id for item in pack.documents))
            for pack in built.packs
        )
        return cls(sizes, {pack.id: pack for pack in packs}, sets or {}, photos or {})

    def of_document(self, id: str) -> tuple[File, ...]:
        """Files of a template that exist, the handiest first."""
        named = ((f"documents/{id}/{id}{ending}", format, title, hint) for ending, format, title, hint in KINDS_OF_FILE)
        return tuple(File(path, title, hint, format, self.sizes[path]) for path, format, title, hint in named if path in self.sizes)

    def pack(self, id: str) -> PackFile | None:
        """The pack of a model, a stage or a seminar."""
        return self.packs.get(id)

    def mark(self, entry: Entry) -> str:
        """Hash of what a record's page says about files; it belongs to the page's key."""
        photos = self.photos.get(entry.address, ())
        return digest(self._mark(entry), *(photo.path.parent.name for photo in photos)) if photos else self._mark(entry)

    def _mark(self, entry: Entry) -> str:
        slug, id = entry.key
        if slug == "formats":
            return digest(*(made.folder.name for made in self.sets.values()))
        if entry.address in self.sets:
            pack = self.pack(getattr(entry.record, "process_model", None) or "")
            return self.sets[entry.address].folder.name + (repr(pack) if pack else "")
        if slug == "documents":
            return digest(*(f"{file.address} {file.size}" for file in self.of_document(id)))
        if slug not in ("models", "seminars"):
            return ""
        stages = [stage.id for stage in getattr(entry.record, "stages", ())] if slug == "models" else []
        return digest(*(repr(self.packs[name]) for name in (id, *stages) if name in self.packs))


def size_words(size: int) -> str:
    """Bytes in the words of an office: «18 КБ», «1,2 МБ»; never less than there is."""
    if size < KILO * KILO:
        return f"{ceil(size / KILO)}{NBSP}КБ"
    return f"{number(ceil(size * 10 / KILO / KILO) / 10)}{NBSP}МБ"
