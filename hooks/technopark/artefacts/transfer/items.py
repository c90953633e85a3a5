"""What an item of a set is, and where items come from: a module of a folder with ``ITEM``.

Item(make) ─ brief, workshop ─► Made(files, share, time, preview)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:  # imported where they start: an unchanged build needs neither
    from technopark.artefacts.documents.pdf import PdfWriter
    from technopark.artefacts.typesetting import Typesetter

B = TypeVar("B")


@dataclass(frozen=True)
class FileSpec:
    """A file of an item.

    Attributes:
        ending: end of its name, ``.pptx`` or ``-a1.pdf``; the name is ``<record>-<item><ending>``.
        title: what it is: «Презентация».
        hint: what it is for, a short phrase in lower case.
    """

    ending: str
    title: str
    hint: str = ""


@dataclass(frozen=True)
class Share:
    """How much of a material the record gave.

    Attributes:
        given: pieces taken from the record.
        asked: prompts left to the holder.
    """

    given: int
    asked: int

    @property
    def percent(self) -> int:
        """Whole percentage, rounded down; 100 only when nothing is asked."""
        return self.given * 100 // (self.given + self.asked) if self.given + self.asked else 100

    def __add__(self, other: Share) -> Share:
        """The share of two materials together."""
        return Share(self.given + other.given, self.asked + other.asked)


@dataclass(frozen=True)
class Made:
    """A made item.

    Attributes:
        files: bytes by ending, one for each of the item's files.
        share: how much came from the record; ``None`` if nothing depends on it.
        time: how long it takes to perform: «6 мин 40 с»; empty if it is not performed.
        preview: PNG of the first page, or ``None``.
        alt: what the preview shows.
    """

    files: Mapping[str, bytes]
    share: Share | None = None
    time: str = ""
    preview: bytes | None = None
    alt: str = ""


class Workshop:
    """Tools that are dear to start; one a process.

    Args:
        root: repository root.
    """

    def __init__(self, root: Path) -> None:
        """Remember the repository; tools start at first use."""
        self.root = root
        self._kept: dict[str, Any] = {}

    @cached_property
    def typesetter(self) -> Typesetter:
        """Typst with the site's faces."""
        from technopark.artefacts.typesetting import Typesetter

        return Typesetter(self.root)

    @cached_property
    def sheets(self) -> PdfWriter:
        """The writer of documents on the paper of ГОСТ Р 7.0.97."""
        from technopark.artefacts.documents.pdf import PdfWriter

        return PdfWriter(self.root)

    def keep(self, name: str, make: Callable[[], Any]) -> Any:
        """A tool of an item's own, made once a process."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]


def _always(_brief: object) -> bool:
    return True


@dataclass(frozen=True)
class Item(Generic[B]):
    """A material made of a record.

    Attributes:
        id: part of file names: ``pecha-kucha``.
        title: «Печа-куча».
        lead: one sentence: what it is for.
        format: id of the transfer format it carries out, or empty.
        order: place in the set.
        files: what is made.
        make: makes it; a pure function of the brief.
        applies: whether a record has this item at all.
    """

    id: str
    title: str
    lead: str
    format: str
    order: int
    files: tuple[FileSpec, ...]
    make: Callable[[B, Workshop], Made]
    applies: Callable[[B], bool] = field(default=_always)

    def file_name(self, record: str, spec: FileSpec) -> str:
        """Name of a file on the site and in the pack."""
        return f"{record}-{self.id}{spec.ending}"


def registry(slug: str) -> tuple[Item[Any], ...]:
    """Items of a kind in their order: of every module of ``transfer/<slug>/``."""
    package = import_module(f"technopark.artefacts.transfer.{slug}")
    names = (found.name for found in iter_modules(package.__path__) if not found.name.startswith("_"))
    modules = (import_module(f"{package.__name__}.{name}") for name in names)
    return tuple(sorted((module.ITEM for module in modules), key=lambda item: (item.order, item.id)))
