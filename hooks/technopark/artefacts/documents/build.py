"""All files of the documents, made once per content.

    .cache/artefacts/documents/<key>/<id>.docx · <id>-blank.docx · <id>.pdf · <pack>.zip

The key of a document's folder is a hash of its record and of the code that writes it, so what
did not change is neither written nor compiled again; a pack's key holds the keys of its documents.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.pack import Pack, packs, write_pack
from technopark.artefacts.documents.pdf import TEMPLATE, PdfWriter
from technopark.artefacts.documents.tree import Sheet
from technopark.cache import files_fingerprint, write_atomically
from technopark.hashing import digest
from technopark.kinds.documents import Document
from technopark.knowledge import KnowledgeBase

PARALLEL_FROM = 40
"""Fewer documents than this are made in one process: about 0.1 s each, while starting another process costs a second."""


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
    """A document to make: its record and the folder for its files."""

    document: Document
    folder: Path


def build_documents(kb: KnowledgeBase, root: Path, cache: Path, *, parallel: bool = True) -> Built:
    """Make what is not made yet.

    Args:
        kb: the base.
        root: repository root, for the template of the PDF.
        cache: folder of the caches.
        parallel: whether other processes may be started.
    """
    home = cache / "artefacts" / "documents"
    code = code_fingerprint(root)
    tasks = {}
    for entry in kb.by_kind["documents"]:
        if isinstance(entry.record, Document) and entry.record.text:
            tasks[entry.record.id] = Task(entry.record, home / digest(code, entry.digest))
    _make_all([task for task in tasks.values() if not _is_made(task)], root, parallel=parallel)
    files = {f"documents/{id}/{name}": task.folder / name for id, task in tasks.items() for name in file_names(id)}
    made = packs(kb)
    zips = {pack.site_path: _pack_file(pack, tasks, home, code, root) for pack in made}
    _forget(home, {path.parent for path in (*files.values(), *zips.values())})
    return Built({**files, **zips}, made)


def code_fingerprint(root: Path) -> str:
    """Hash of everything but the record that decides what is written: our code, the template, the compilers."""
    here = Path(__file__).parent
    engine = here.parents[1]
    shared = [engine / "russian" / "text.py", engine / "kinds" / "documents.py", root / TEMPLATE]
    return digest(files_fingerprint([*here.glob("*.py"), *shared]), version("typst"), version("lxml"))


def file_names(id: str) -> tuple[str, str, str]:
    """Names of a document's files: form, «бланк», paper."""
    return f"{id}.docx", f"{id}-blank.docx", f"{id}.pdf"


def make_document(document: Document, folder: Path, writer: PdfWriter) -> None:
    """Write the three files of a document; each appears whole or not at all."""
    sheet = compose(document)
    if sheet is None:
        return
    form, blank, paper = file_names(document.id)
    write_atomically(folder / form, write_docx(sheet))
    write_atomically(folder / blank, write_docx(sheet, protected=True))
    write_atomically(folder / paper, writer.write(sheet))


# --------------------------------------------------------------------------- making


def _is_made(task: Task) -> bool:
    return all((task.folder / name).is_file() for name in file_names(task.document.id))


def _make_all(tasks: Sequence[Task], root: Path, *, parallel: bool) -> None:
    if not parallel or len(tasks) < PARALLEL_FROM:
        writer = PdfWriter(root)
        for task in tasks:
            make_document(task.document, task.folder, writer)
        return
    workers = min(os.cpu_count() or 1, 8)
    chunks = [(tasks[start::workers], root) for start in range(workers)]
    # never forked: a copy of a process in which Typst has started its threads waits for them for ever
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_make_some, chunks))


def _make_some(chunk: tuple[Sequence[Task], Path]) -> None:
    tasks, root = chunk
    writer = PdfWriter(root)
    for task in tasks:
        make_document(task.document, task.folder, writer)


def _pack_file(pack: Pack, tasks: Mapping[str, Task], home: Path, code: str, root: Path) -> Path:
    """The ZIP of a pack, made if it is not there."""
    parts = [tasks[document.id].folder.name for document in pack.documents]
    path = home / digest(code, "pack", repr(pack.contents), *parts) / f"{pack.id}.zip"
    if not path.is_file():
        writer = PdfWriter(root)

        def word(item: Sheet | Document) -> bytes:
            return write_docx(item) if isinstance(item, Sheet) else (tasks[item.id].folder / file_names(item.id)[0]).read_bytes()

        def pdf(item: Sheet | Document) -> bytes:
            return writer.write(item) if isinstance(item, Sheet) else (tasks[item.id].folder / file_names(item.id)[2]).read_bytes()

        write_atomically(path, write_pack(pack, word, pdf))
    return path


def _forget(home: Path, used: set[Path]) -> None:
    """Remove folders no document and no pack uses any more."""
    for folder in home.iterdir() if home.is_dir() else ():
        if folder not in used:
            shutil.rmtree(folder, ignore_errors=True)
