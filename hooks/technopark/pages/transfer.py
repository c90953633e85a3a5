"""What pages show of the materials made of a record: the set, who is ready for a format, the methodological set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from technopark.kinds.cases import Case, MethodologicalSet
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages.downloads import Downloads, File

if TYPE_CHECKING:
    from technopark.artefacts.transfer.build import MadeItem, MadeSet

HEADINGS = {"cases": "Передать практику", "programmes": "Взять материалы программы", "seminars": "Взять материалы семинара"}
"""Heading of the section with the set, by kind."""


@dataclass(frozen=True)
class Material:
    """An item of a set as a page shows it.

    Attributes:
        made: the item.
        files: what can be taken, with size and format in words.
        preview: address of the picture from the site's root, or empty.
    """

    made: MadeItem
    files: tuple[File, ...]
    preview: str


@dataclass(frozen=True)
class Materials:
    """The section with a record's set.

    Attributes:
        title: its heading.
        made: the set.
        items: the materials in order.
        pack: the ZIP of all of them.
    """

    title: str
    made: MadeSet
    items: tuple[Material, ...]
    pack: File

    def file(self, item: str) -> File:
        """The first file of an item.

        Raises:
            KeyError: the set has no such item.
        """
        return {one.made.id: one.files[0] for one in self.items}[item]


@dataclass(frozen=True)
class Ready:
    """A case and its material in one format."""

    entry: Entry
    material: Material
    used: bool


@dataclass(frozen=True)
class Part:
    """A line of the checklist: what the case definition of the deck asks for.

    Attributes:
        title: «Пособие», «Методические разработки», «Методические рекомендации».
        manuals: ids of publications.
        names: names of developments or recommendations.
        help: materials of the set that help to write what is missing.
    """

    title: str
    manuals: tuple[str, ...]
    names: tuple[str, ...]
    help: str

    @property
    def there(self) -> bool:
        """Whether the record names anything."""
        return bool(self.manuals or self.names)


def materials(downloads: Downloads, entry: Entry) -> Materials | None:
    """The set of a record, if it has one."""
    made = downloads.sets.get(entry.address)
    if made is None:
        return None
    pack = File(made.address + made.pack.name, "Весь комплект", "", "ZIP", made.pack.size)
    return Materials(HEADINGS[entry.kind.slug], made, tuple(_material(made, item) for item in made.items), pack)


def _material(made: MadeSet, item: MadeItem) -> Material:
    files = tuple(
        File(made.address + file.name, file.title, file.hint, file.name.rsplit(".", 1)[1].upper(), file.size) for file in item.files
    )
    return Material(item, files, made.address + item.preview if item.preview else "")


def ready_for(kb: KnowledgeBase, downloads: Downloads, format: str) -> tuple[tuple[Ready, ...], ...]:
    """Cases with a material in a format, each with its materials; the fullest first."""
    found = [ready for entry in kb.published("cases") if (ready := tuple(_ready(downloads, entry, format)))]
    return tuple(sorted(found, key=lambda ready: (-_percent(ready), ready[0].entry.title)))


def _ready(downloads: Downloads, entry: Entry, format: str) -> Iterator[Ready]:
    made = downloads.sets.get(entry.address)
    record = entry.record
    used = isinstance(record, Case) and format in record.transfer_formats
    for item in made.items if made else ():
        if made and item.format == format:
            yield Ready(entry, _material(made, item), used)


def _percent(ready: tuple[Ready, ...]) -> int:
    shares = [one.material.made.share for one in ready]
    return min((share.percent for share in shares if share), default=100)


def checklist(case: Case) -> tuple[Part, ...]:
    """The deck's definition of a case as a checklist."""
    own = case.methodological_set or MethodologicalSet()
    manual = case.supports.manual if case.supports else None
    manuals = dict.fromkeys([*own.manuals, *([manual] if manual else [])])
    return (
        Part("Методическое пособие", tuple(manuals), (), "черновик главы соберёт «Пособие» из карточки"),
        Part("Методические разработки", (), own.developments, "начните с мастер-класса и мастерской из комплекта"),
        Part("Методические рекомендации", (), own.recommendations, "начните с плана наставничества и реестра ошибок из комплекта"),
    )
