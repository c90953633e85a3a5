"""The sets of all records, each made once per content.

    .cache/artefacts/transfer/<key>/<record>-<item>.pptx · … · <record>-komplekt.zip · set.json

The key of a set is a hash of its brief and of the code and templates that write it, so a change
of one record makes one set anew. ``set.json`` comes last: a folder that has it is whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from technopark.artefacts.making import Makers, keep_only
from technopark.artefacts.transfer.brief import Site, case_briefs
from technopark.artefacts.transfer.event_brief import programme_briefs, seminar_briefs
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Share, Workshop, registry
from technopark.artefacts.transfer.plain import visible
from technopark.cache import files_fingerprint, write_atomically
from technopark.hashing import digest
from technopark.knowledge import KnowledgeBase
from technopark.problems import ConfigurationError, TechnoparkError


class Brief(Protocol):
    """What every brief tells of itself."""

    @property
    def id(self) -> str:
        """Id of the record."""

    @property
    def title(self) -> str:
        """Title of the record."""

    @property
    def address(self) -> str:
        """Address of its page."""

    @property
    def mark(self) -> str:
        """The mark of a teaching example, or nothing."""

    @property
    def key(self) -> str:
        """Hash of everything the set is made from."""


BRIEFS: Mapping[str, Callable[[KnowledgeBase, Path, Site], Sequence[Any]]] = {
    "cases": case_briefs,
    "programmes": programme_briefs,
    "seminars": seminar_briefs,
}
"""Kinds that have sets, and what their sets are made from."""

TOGETHER = 16
"""Most sets made in one go: their files wait in memory for the packs, about a megabyte each."""

INDEX = "set.json"
PREVIEW = ".png"


@dataclass(frozen=True)
class MadeFile:
    """A file of a set: its name, what it is, its size in bytes."""

    name: str
    title: str
    hint: str
    size: int


@dataclass(frozen=True)
class MadeItem:
    """An item as pages show it.

    Attributes:
        id, title, lead, format: of the item.
        time: how long it takes to perform, or empty.
        share: how much the record gave, or ``None``.
        files: what can be taken.
        preview: name of the picture, or empty; ``alt`` says what it shows.
        width, height: of the picture, pixels.
    """

    id: str
    title: str
    lead: str
    format: str
    time: str
    share: Share | None
    files: tuple[MadeFile, ...]
    preview: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class MadeSet:
    """A record's whole set.

    Attributes:
        address: of the record's page; its files lie beside it.
        folder: where the files are now; its name is the key of their content.
        items: in the order of the set.
        pack: the ZIP of everything.
    """

    address: str
    folder: Path
    items: tuple[MadeItem, ...]
    pack: MadeFile

    @cached_property
    def share(self) -> Share:
        """How much of the whole set the record gave."""
        return sum((item.share for item in self.items if item.share), Share(0, 0))

    @property
    def files(self) -> Mapping[str, Path]:
        """Files by site path."""
        names = [file.name for item in self.items for file in item.files] + [item.preview for item in self.items if item.preview]
        return {self.address + name: self.folder / name for name in (*names, self.pack.name)}


@dataclass(frozen=True)
class Task:
    """A set to make."""

    slug: str
    brief: Any
    folder: Path


def build_sets(kb: KnowledgeBase, root: Path, cache_dir: Path, site: Site, makers: Makers) -> dict[str, MadeSet]:
    """Make what is not made yet; sets by the address of their record's page.

    Args:
        kb: the base.
        root: repository root, for templates and fonts.
        cache_dir: folder of the caches.
        site: where printed materials send people.
        makers: those who make what is missing.

    Raises:
        ConfigurationError: a material could not be made; the message names it.
        NotMadeError: something is missing, and nothing may be made.
    """
    home = cache_dir / "artefacts" / "transfer"
    code = code_fingerprint(root)
    tasks = [
        Task(slug, brief, home / digest(code, slug, brief.key)) for slug, briefs in BRIEFS.items() for brief in briefs(kb, root, site)
    ]
    missing = [task for task in tasks if not (task.folder / INDEX).is_file()]
    makers.make(_make_some, root, makers.portions(missing, TOGETHER))
    made = {task.brief.address: read_set(task.folder, task.brief.address) for task in tasks}
    keep_only(home, {task.folder for task in tasks})
    return made


def code_fingerprint(root: Path) -> str:
    """Hash of everything but records that decides what is written: our code, templates, fonts, libraries."""
    engine = Path(__file__).parents[2]
    folders = ("artefacts/**/*.py", "russian/*.py", "kinds/*.py", "schema.py", "value_types.py")
    own = [path for folder in folders for path in engine.glob(folder)]
    own += [engine / "pages" / name for name in ("markup.py", "names.py", "values.py")]
    templates = [path for name in ("transfer", "documents") for path in (root / "macros" / name).rglob("*") if path.is_file()]
    deck = [path for path in (root / "docs" / "assets" / "deck").glob("*") if path.is_file()]  # written into every deck
    libraries = [version(name) for name in ("typst", "lxml", "pypdfium2", "xlsxwriter", "segno", "pillow", "jinja2", "markdown-it-py")]
    return digest(files_fingerprint([*own, *templates, *deck, root / "package.json"]), *libraries)


# --------------------------------------------------------------------------- making


class Draft:
    """A set while it is made: its files lie in its folder, its index does not yet."""

    def __init__(self, task: Task) -> None:
        """Begin with an empty set."""
        self.brief: Brief = task.brief
        self.folder = task.folder
        self.items = {(item.order, item.id): item for item in items_of(task.slug, task.brief)}
        self._described: list[dict[str, Any]] = []
        self._packed: dict[str, bytes] = {}
        self.folder.mkdir(parents=True, exist_ok=True)

    def add(self, item: Item[Any], workshop: Workshop) -> None:
        """Make an item and write its files.

        Raises:
            ConfigurationError: it could not be made; the message names it and the record.
        """
        try:
            made = item.make(self.brief, workshop)
        except TechnoparkError as error:
            raise ConfigurationError(f"Материал «{item.title}» к записи «{self.brief.title}» не собран. {error}") from None
        self._described.append(_write(item, made, self.brief.id, self.folder))
        kept = [spec for spec in item.files if not spec.ending.endswith(".zip")]  # a pack inside a pack would only repeat it
        place = len(self._described)
        self._packed |= {f"{place:02}. {item.title}/{_packed_name(item, spec)}": made.files[spec.ending] for spec in kept}

    def finish(self) -> None:
        """Write the pack, and the index last."""
        from technopark.artefacts.documents.ooxml import pack_zip  # it needs lxml, which an unchanged build does not

        pack = pack_zip({"Что в комплекте.txt": contents(self.brief, self._described).encode("utf-8-sig"), **self._packed})
        name = f"{self.brief.id}-komplekt.zip"
        (self.folder / name).write_bytes(pack)
        index = {"items": self._described, "pack": {"name": name, "title": "Весь комплект", "hint": "", "size": len(pack)}}
        write_atomically(self.folder / INDEX, json.dumps(index, ensure_ascii=False).encode("utf-8"))


def make_sets(tasks: Sequence[Task], workshop: Workshop) -> None:
    """Write the sets of some records, item by item: what Typst laid out for one record it need not lay out for the next.

    It remembers what its last ten calls laid out, so materials of one kind follow each other.

    Raises:
        ConfigurationError: an item could not be made; the message names it and the record.
    """
    drafts = [Draft(task) for task in tasks]
    for place in sorted({place for draft in drafts for place in draft.items}):
        for draft in drafts:
            if place in draft.items:
                draft.add(draft.items[place], workshop)
    for draft in drafts:
        draft.finish()


def items_of(slug: str, brief: Any) -> Iterator[Item[Any]]:
    """Items a record has; one whose transfer format is not described in the base cannot be made by its rules."""
    known = getattr(brief, "formats", None)
    for item in registry(slug):
        if item.applies(brief) and (known is None or not item.format or item.format in known):
            yield item


def _write(item: Item[Any], made: Made, record: str, folder: Path) -> dict[str, Any]:
    """Write an item's files and describe it for the index."""
    files = []
    for spec in item.files:
        name = item.file_name(record, spec)
        (folder / name).write_bytes(made.files[spec.ending])
        files.append({"name": name, "title": spec.title, "hint": spec.hint, "size": len(made.files[spec.ending])})
    preview = f"{record}-{item.id}{PREVIEW}" if made.preview else ""
    if made.preview:
        (folder / preview).write_bytes(made.preview)
    share = {"given": made.share.given, "asked": made.share.asked} if made.share else None
    known = {"id": item.id, "title": item.title, "lead": item.lead, "format": item.format}
    width, height = png_size(made.preview) if made.preview else (0, 0)
    picture = {"preview": preview, "alt": made.alt, "width": width, "height": height}
    return {**known, "time": made.time, "share": share, "files": files, **picture}


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, pixels (its first chunk, after the signature and the chunk's head)."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _packed_name(item: Item[Any], spec: FileSpec) -> str:
    """A file's name inside the pack: Russian, and what it is."""
    told = spec.title.removesuffix(", Word").removesuffix(", PDF")  # the ending says it
    own = told in (item.title, "Word", "PDF", "Excel") or len(item.files) == 1
    name = item.title if own else told if told.startswith(item.title) else f"{item.title}. {told}"
    return "".join(" " if sign in '\\/:*?"<>|' else sign for sign in name) + "." + spec.ending.rsplit(".", 1)[1]


def contents(brief: Brief, described: Iterable[Mapping[str, Any]]) -> str:
    """The list of a pack's contents as plain text for any program; line ends as Windows has them."""
    lines = [f"Комплект материалов: {visible(brief.title)}", *([brief.mark] if brief.mark else []), ""]
    for number, item in enumerate(described, 1):
        files = [file for file in item["files"] if not file["name"].endswith(".zip")]
        if not files:
            continue
        lines += [f"{number:02}. {item['title']}" + (f" ({item['time']})" if item["time"] else ""), f"    {item['lead']}"]
        lines += [f"    • {file['title']}" + (f": {file['hint']}" if file["hint"] else "") for file in files]
        if item["share"] and item["share"]["asked"]:
            share = Share(**item["share"])
            lines.append(f"    Из карточки взято {share.percent} %, остальное — подсказки держателю.")
    return "\r\n".join([*lines, ""])


def read_set(folder: Path, address: str) -> MadeSet:
    """A set as its index tells it."""
    data = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    items = tuple(
        MadeItem(
            **{
                **item,
                "share": Share(**item["share"]) if item["share"] else None,
                "files": tuple(MadeFile(**file) for file in item["files"]),
            }
        )
        for item in data["items"]
    )
    return MadeSet(address, folder, items, MadeFile(**data["pack"]))


# --------------------------------------------------------------------------- processes

@cache
def _workshop(root: Path) -> Workshop:
    """The tools of a process."""
    return Workshop(root)


def _make_some(root: Path, tasks: Sequence[Task]) -> None:
    make_sets(tasks, _workshop(root))
