"""Ready manuals for the site, made once per content.

    .cache/artefacts/manuals/<key>/<name>.pdf · <name>.docx  ─►  manuals/<name>.pdf · .docx

The key holds the chosen cases, what they name, the glossary, acts, models and documents, titles of what those
and the hand-written chapters link to, and our code, so an edit of one case makes again only the books it is in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from technopark.artefacts.making import Makers, keep_only
from technopark.artefacts.manual.book import compose
from technopark.artefacts.manual.choose import Selection
from technopark.artefacts.manual.matter import ADVICE, FOREWORD
from technopark.artefacts.manual.paper import write_pdf
from technopark.artefacts.manual.ready import FORMATS, manuals
from technopark.artefacts.manual.tree import Book
from technopark.artefacts.manual.word import write_docx
from technopark.artefacts.pictures.photographs import case_photos
from technopark.artefacts.transfer.brief import Site
from technopark.artefacts.typesetting import Typesetter
from technopark.cache import files_fingerprint, write_atomically
from technopark.hashing import digest
from technopark.knowledge import Entry, KnowledgeBase
from technopark.russian.linking import TermLinker

SHARED_KINDS = ("models", "glossary", "acts", "documents", "organisations")
"""Kinds whose every record may show in any book."""

DRAWN_WIDTH = 1200
"""Width of a drawing in the Word book, pixels: 240 a inch on 125 mm."""

DRAWN_ACROSS = 1400
"""Width of the page of ``manual/figure.typ``, points."""


def build_manuals(
    kb: KnowledgeBase, root: Path, cache_dir: Path, site: Site, linker: TermLinker, makers: Makers
) -> Mapping[str, Path]:
    """Make what is not made yet.

    Args:
        kb: the base.
        root: repository root.
        cache_dir: folder of the caches.
        site: where the base is published.
        linker: finds terms in texts.
        makers: those who make what is missing.

    Returns:
        The file of each site path: ``manuals/all.pdf``.

    Raises:
        NotMadeError: something is missing, and nothing may be made.
    """
    home = cache_dir / "artefacts" / "manuals"
    common = digest(code_fingerprint(root), repr(site), linker.fingerprint, *_shared(kb), *_linked(kb, root))
    files: dict[str, Path] = {}
    tasks: list[Task] = []
    for manual in manuals(kb):
        folder = home / digest(common, manual.name, *_content(kb, manual.selection, root))
        paths = {form: folder / f"{manual.name}.{form}" for form in FORMATS}
        files |= {manual.site_path(form): path for form, path in paths.items()}
        missing = [(form, path) for form, path in paths.items() if not path.is_file()]
        if makers.portions(missing, 1):
            book = compose(kb, root, manual.selection, site, linker)
            tasks += [Task(book, form, path) for form, path in missing]
    makers.make(_make, root, makers.portions(tasks, 1))
    keep_only(home, {path.parent for path in files.values()})
    return files


def write(book: Book, form: str, typesetter: Typesetter) -> bytes:
    """Bytes of a book in a format: ``pdf`` or ``docx``."""
    if form == "pdf":
        return write_pdf(book, typesetter)
    return write_docx(book, lambda svg: typesetter.png("manual/figure.typ", {"svg": svg}, DRAWN_ACROSS, width=DRAWN_WIDTH))


def code_fingerprint(root: Path) -> str:
    """Hash of everything but records that decides what a book is: our code, templates, hand-written chapters, compilers."""
    here = Path(__file__).parent
    engine = here.parents[1]
    code = [
        *here.glob("*.py"), *(engine / "artefacts" / "pictures").glob("*.py"), *(engine / "artefacts" / "documents").glob("*.py"),
        *(engine / "russian").glob("*.py"), *(engine / "kinds").glob("*.py"), *(engine / name for name in OTHER_CODE),
        *(root / "macros" / "manual").glob("*.typ"), root / "package.json", root / FOREWORD, root / ADVICE,
    ]  # fmt: skip
    libraries = [version(name) for name in ("typst", "lxml", "pillow", "markdown-it-py")]
    return digest(files_fingerprint(path for path in code if path.is_file()), *libraries)


OTHER_CODE = (
    "artefacts/typesetting.py", "artefacts/transfer/brief.py", "artefacts/transfer/flatten.py",
    "pages/names.py", "pages/values.py", "schema.py", "value_types.py",
)  # fmt: skip
"""Modules from elsewhere that decide what a book says; ``package.json`` names the faces it is set in."""


# --------------------------------------------------------------------------- content


def _shared(kb: KnowledgeBase) -> list[str]:
    return [f"{entry.address} {entry.digest}" for slug in SHARED_KINDS for entry in kb.by_kind[slug]]


def _linked(kb: KnowledgeBase, root: Path) -> list[str]:
    """How the records are called that models, terms, acts, documents and the hand-written chapters name or link to."""
    pages = [root / FOREWORD, root / ADVICE]
    keys = {_key(link) for page in pages if page.is_file() for link in _RECORD.findall(page.read_text(encoding="utf-8-sig"))}
    for entry in (entry for slug in SHARED_KINDS for entry in kb.by_kind[slug]):
        keys |= {ref.target for ref in kb.references(entry.key)} | {_key(link) for link in entry.links}
    found = (kb.entries.get(key) for key in sorted(keys))
    return [repr((entry.address, entry.title, entry.short, entry.fictional)) for entry in found if entry]


_RECORD = re.compile(r"\brecord:([a-z]+/[a-z0-9-]+)")


def _content(kb: KnowledgeBase, selection: Selection, root: Path) -> list[str]:
    """The chosen cases, what they name or link to, their photographs."""
    parts = [selection.words]
    for entry in selection.cases:
        named = {ref.target for ref in kb.references(entry.key)} | {_key(link) for link in entry.links}
        found = (kb.entries.get(key) for key in sorted(named))
        parts += [entry.id, entry.digest, *(other.digest for other in found if other), *_photos(entry, root)]
    return parts


def _key(link: str) -> tuple[str, str]:
    slug, _, id = link.partition("/")
    return slug, id


def _photos(entry: Entry, root: Path) -> list[str]:
    photos = case_photos(entry, root)
    return [" ".join((photo.path.parent.name, photo.name, photo.alt, photo.caption, photo.licence, photo.source)) for photo in photos]


# --------------------------------------------------------------------------- making


@dataclass(frozen=True)
class Task:
    """A file to make."""

    book: Book
    form: str
    path: Path


@cache
def _typesetter(root: Path) -> Typesetter:
    """The typesetter of a process."""
    return Typesetter(root)


def _make(root: Path, tasks: Sequence[Task]) -> None:
    for task in tasks:
        write_atomically(task.path, write(task.book, task.form, _typesetter(root)))
