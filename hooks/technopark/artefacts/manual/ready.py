"""Which manuals the site carries, and what the page «Собрать пособие» shows of them.

Light on purpose: pages import it, and pages need neither Typst nor the writer of Word documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from technopark.artefacts.manual.choose import Choice, Selection, select
from technopark.kinds.publications import Publication
from technopark.knowledge import Entry, KnowledgeBase

ALL = "all"
"""Name of the manual of all published practices."""

FORMATS = ("pdf", "docx")

HINTS = {"pdf": "для печати", "docx": "для правки"}


@dataclass(frozen=True)
class Manual:
    """A ready manual.

    Attributes:
        name: of its files: ``all``, or the id of a publication.
        selection: the practices.
    """

    name: str
    selection: Selection

    @property
    def title(self) -> str:
        """What the manual is, for its link."""
        publication = self.selection.publication
        return f"В составе пособия «{publication.title}»" if publication else "Все практики базы"

    @property
    def ids(self) -> tuple[str, ...]:
        """Its practices."""
        return tuple(entry.id for entry in self.selection.cases)

    def site_path(self, form: str) -> str:
        """Where a file lies on the site."""
        return f"manuals/{self.name}.{form}"


def manuals(kb: KnowledgeBase) -> tuple[Manual, ...]:
    """Manuals the site carries: all practices, and the composition of every «пособие» that names several of them."""
    if not kb.published("cases"):
        return ()
    out = [Manual(ALL, select(kb, Choice()))]
    for entry in kb.published("publications"):
        record = entry.record
        if isinstance(record, Publication) and record.kind == "пособие":
            named = [id for id in record.practices if (case := kb.get("cases", id)) and not case.fictional]
            if len(named) > 1:
                out.append(Manual(entry.id, select(kb, Choice(publication=entry.id))))
    return tuple(out)


@dataclass(frozen=True)
class ReadyFile:
    """A file of a ready manual: address from the site's root, format, what it is for, bytes."""

    address: str
    format: str
    hint: str
    size: int


@dataclass(frozen=True)
class Shelf:
    """What the page shows.

    Attributes:
        ready: manuals that are made, with their files.
        holders: practices under their holders, as the book of all has them.
        total: how many practices there are.
    """

    ready: tuple[tuple[Manual, tuple[ReadyFile, ...]], ...]
    holders: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    total: int


def shelf(kb: KnowledgeBase, sizes: Mapping[str, int]) -> Shelf:
    """The values of the page; ``sizes`` are bytes of the files that are made, by address."""
    ready = []
    for manual in manuals(kb):
        paths = {form: manual.site_path(form) for form in FORMATS}
        files = tuple(ReadyFile(path, form.upper(), HINTS[form], sizes[path]) for form, path in paths.items() if path in sizes)
        if files:
            ready.append((manual, files))
    groups: dict[str, list[Entry]] = {}
    for entry in select(kb, Choice()).cases if kb.published("cases") else ():
        groups.setdefault(getattr(entry.record, "holder", ""), []).append(entry)
    holders = tuple((id, _title(kb, id), tuple(entries)) for id, entries in groups.items())
    return Shelf(tuple(ready), holders, sum(len(entries) for _, _, entries in holders))


def _title(kb: KnowledgeBase, holder: str) -> str:
    entry = kb.get("organisations", holder)
    return entry.title if entry else holder
