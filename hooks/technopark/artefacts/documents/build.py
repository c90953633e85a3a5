"""All files of the documents, made once per content.

    .cache/artefacts/documents/<key>/<id>.docx · <id>-blank.docx · <id>.pdf · <pack>.zip

The key of a document's folder is a hash of its record and of the code that writes it, so what
did not change is neither written nor compiled again; a pack's key holds the keys of its documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.pack import Pack, packs, write_pack
from technopark.artefacts.documents.pdf import TEMPLATE, PdfWriter
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.making import Makers, keep_only
from technopark.cache import files_fingerprint, write_atomically
from technopark.hashing import digest
from technopark.kinds.documents import Document
from technopark.knowledge import KnowledgeBase


@dataclass(frozen=True)
class Built:
    """What is ready to be published.

    Attributes:
        files: file of each site path: ``documents/<id>/<id>.docx``, ``documents/packs/<id>.zip``.
        packs: the packs, for their pages.
    """

    files: Mapping[str, Path]
    packs: tuple[Pack, ...]

    def size(self, site_path: str) -> int:
        """Size of a file in bytes."""
        return self.files[site_path].stat().st_size


@dataclass(frozen=True)
class Task:
    """Files to make: of a document, or of the contents page of a pack.

    Attributes:
        source: the document's record, or the sheet itself.
        folder: where the files go; its name is the key of their content.
        names: names of the files.
    """

    source: Document | Sheet
    folder: Path
    names: tuple[str, ...]

    @property
    def is_made(self) -> bool:
        """Whether all the files are there."""
        return all((self.folder / name).is_file() for name in self.names)

    def file(self, ending: str) -> Path:
        """The file with this ending; the form rather than the «бланк»."""
        return self.folder / next(name for name in self.names if name.endswith(ending))


def build_documents(kb: KnowledgeBase, root: Path, cache_dir: Path, makers: Makers) -> Built:
    """Make what is not made yet.

    Args:
        kb: the base.
        root: repository root, for the template of the PDF.
        cache_dir: folder of the caches.
        makers: those who make what is missing.

    Raises:
        NotMadeError: something is missing, and nothing may be made.
    """
    home = cache_dir / "artefacts" / "documents"
    code = code_fingerprint(root)
    tasks: dict[str, Task] = {}
    for entry in kb.by_kind["documents"]:
        if isinstance(entry.record, Document) and entry.record.text:
            tasks[entry.id] = Task(entry.record, home / digest(code, entry.digest), file_names(entry.id))
    made = packs(kb)
    contents = {pack.id: Task(pack.contents, home / digest(code, "contents", repr(pack.contents)), CONTENTS_NAMES) for pack in made}
    missing = [task for task in (*tasks.values(), *contents.values()) if not task.is_made]
    makers.make(_make_some, root, makers.portions(missing, MOST))
    files = {f"documents/{id}/{name}": task.folder / name for id, task in tasks.items() for name in task.names}
    zips = {pack.site_path: _pack_file(pack, contents[pack.id], tasks, home) for pack in made}
    keep_only(home, {path.parent for path in (*files.values(), *zips.values())} | {task.folder for task in contents.values()})
    return Built({**files, **zips}, made)


def code_fingerprint(root: Path) -> str:
    """Hash of everything but the record that decides what is written: our code, the template, the compilers."""
    here = Path(__file__).parent
    engine = here.parents[1]
    shared = [engine / "russian" / "text.py", engine / "kinds" / "documents.py", root / TEMPLATE]
    return digest(files_fingerprint([*here.glob("*.py"), *shared]), version("typst"), version("lxml"))


MOST = 20
"""Most documents made in one go."""

CONTENTS_NAMES = ("contents.docx", "contents.pdf")


def file_names(id: str) -> tuple[str, str, str]:
    """Names of a document's files: form, «бланк», paper."""
    return f"{id}.docx", f"{id}-blank.docx", f"{id}.pdf"


def make_files(task: Task, writer: PdfWriter) -> None:
    """Write the files of a task; each appears whole or not at all."""
    sheet = task.source if isinstance(task.source, Sheet) else compose(task.source)
    if sheet is None:
        return
    for name in task.names:
        if name.endswith(".pdf"):
            write_atomically(task.folder / name, writer.write(sheet))
        else:
            write_atomically(task.folder / name, write_docx(sheet, protected=name.endswith("-blank.docx")))


# --------------------------------------------------------------------------- making


@cache
def _writer(root: Path) -> PdfWriter:
    """The writer of a process."""
    return PdfWriter(root)


def _make_some(root: Path, tasks: Sequence[Task]) -> None:
    for task in tasks:
        make_files(task, _writer(root))


def _pack_file(pack: Pack, contents: Task, tasks: Mapping[str, Task], home: Path) -> Path:
    """The ZIP of a pack, made if it is not there."""
    parts = [tasks[document.id].folder.name for document in pack.documents]
    path = home / digest("pack", contents.folder.name, *parts) / f"{pack.id}.zip"

    def task_of(item: Sheet | Document) -> Task:
        return contents if isinstance(item, Sheet) else tasks[item.id]

    if not path.is_file():
        word, paper = (lambda item: task_of(item).file(".docx").read_bytes()), (lambda item: task_of(item).file(".pdf").read_bytes())
        write_atomically(path, write_pack(pack, word, paper))
    return path
