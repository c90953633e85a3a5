"""Records read, checked and cached: what ``build``, ``serve`` and ``check`` begin with.

The flow::

    files ─► read_record (pure, cached by content) ─► entries + problems of each
                                     └─► KnowledgeBase ─► base rules ─► all problems
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from technopark.artefacts.pictures.shelf import read_pictures
from technopark.cache import Kept, Shelf, engine_fingerprint, pack_apart, unpack
from technopark.docs_pages import read_docs
from technopark.hashing import digest
from technopark.knowledge import Entry, KnowledgeBase
from technopark.layout import RecordFile, out_of_place
from technopark.loading import Broken, Loaded, attach_marks, broken_record, load_entry, read_bytes, survey
from technopark.parallel import no_garbage_collection, spread
from technopark.problems import Problem
from technopark.rules import check_base, check_part, check_view
from technopark.rules._base import Base, LooseReference, PictureName, ProseLink
from technopark.rules._view import View
from technopark.rules.photographs import named_pictures
from technopark.salvage import salvage
from technopark.schema import Kind
from technopark.validation import MAX_PROBLEMS

PARALLEL_FROM = 600
"""Fewer changed files than this are read in one process: starting others would cost more."""

_RECORD_LINK = re.compile(r"\]\(\s*<?record:([^)\s>#]*)")


@dataclass(frozen=True)
class RecordResult:
    """All that one file says by itself. Can be pickled.

    Attributes:
        entry: the record, or ``None`` if it has errors.
        broken: what is left of a record with errors.
        problems: of reading and of the record's own rules.
        links: ``record:`` links in its texts.
        pictures: photographs it names.
        loose: what a record with errors names, as far as it can be read.
    """

    entry: Entry | None
    broken: Broken | None
    problems: tuple[Problem, ...]
    links: tuple[ProseLink, ...] = ()
    pictures: tuple[PictureName, ...] = ()
    loose: tuple[LooseReference, ...] = ()


def read_record(kind: Kind, path: str, raw: bytes, mark: str = "") -> RecordResult:
    """Read and check one file: a pure function of its path and bytes; ``mark`` is their digest, if it is known."""
    entry, problems = load_entry(kind, path, raw, mark)
    if entry is None:
        return _broken_result(kind, path, raw, problems)
    view = View(entry, raw)
    problems += check_view(view)
    return RecordResult(entry, None, tuple(sorted(problems)), _links(view), tuple(named_pictures(view)))


def _broken_result(kind: Kind, path: str, raw: bytes, problems: list[Problem]) -> RecordResult:
    """Of a record with errors, what its sound values say besides; of one with very many, nothing."""
    view = salvage(kind, path, raw) if len(problems) <= MAX_PROBLEMS else None
    if view is None:
        return RecordResult(None, broken_record(kind, path, raw, problems), tuple(problems))
    problems = sorted(problems + check_part(view))
    loose = tuple(LooseReference(path, view.place(raw_reference.path), raw_reference) for raw_reference in view.entry.raw_references)
    return RecordResult(None, broken_record(kind, path, raw, problems), tuple(problems), _links(view), loose=loose)


def _links(view: View) -> tuple[ProseLink, ...]:
    """``record:`` links in the texts of a record."""
    path = view.entry.path
    found = view.search(_RECORD_LINK, "record:")
    return tuple(ProseLink(path, view.place(text.path, f"record:{link[1]}"), link[1]) for text, link in found)


def load(root: Path, cache_dir: Path | None = None, *, fork: bool = True) -> Loaded:
    """Read and check the whole base.

    Args:
        root: repository root.
        cache_dir: folder where results by file are kept between runs.
        fork: whether several processes may be used; not in a live preview, which has threads.

    Returns:
        The base, all problems in order, and the records left out.
    """
    files, problems = survey(root)
    with _kept_for_good():
        store = _Store(cache_dir, fork=fork)
        results = store.results(root, files)
        store.save(files)
    kb = KnowledgeBase(result.entry for result in results if result.entry)
    problems += [problem for result in results for problem in result.problems]
    broken_records = tuple(result.broken for result in results if result.broken)
    base = Base(
        kb,
        {**out_of_place(problems), **{record.key: record.title for record in broken_records}},
        read_docs(root),
        [link for result in results for link in result.links],
        read_pictures(root, cache_dir),
        [name for result in results for name in result.pictures],
        [reference for result in results for reference in result.loose],
    )
    return Loaded(kb, sorted(problems + check_base(base)), broken_records)


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """Set aside what is made here; a live preview that loads again first gives back what it set aside before."""
    with no_garbage_collection():
        gc.unfreeze()
        try:
            yield
        finally:
            gc.freeze()


class _Store:
    """Results by path, each under the hash of its file, or under nothing if the file does not open.

    They are packed where they are read, which may be another process, and go on as they are: to
    this process, to the store, out of it again.
    """

    def __init__(self, folder: Path | None, *, fork: bool) -> None:
        self._fork = fork
        self._shelf = Shelf(folder / "records.sqlite", engine_fingerprint()) if folder else None
        self._old: dict[str, Kept] = self._shelf.all() if self._shelf else {}
        self._new: dict[str, Kept] = {}

    def results(self, root: Path, files: Sequence[RecordFile]) -> list[RecordResult]:
        """Results of all files in order: stored ones for unchanged bytes, new ones for the rest."""
        stale = [file for file in files if not self._holds(root, file.path)]
        made: dict[str, RecordResult] = {}
        for file, kept in zip(stale, spread(lambda file: _read_file(root, file), stale, PARALLEL_FROM, fork=self._fork), strict=True):
            self._new[file.path] = kept
            made[file.path] = _result(root, kept)
        return [made.get(file.path) or self._unpacked(root, file) for file in files]

    def _unpacked(self, root: Path, file: RecordFile) -> RecordResult:
        """A stored result."""
        try:
            return _result(root, self._old[file.path])
        except Exception:  # the store was damaged where SQLite does not see it
            self._new[file.path] = _read_file(root, file)
            return _result(root, self._new[file.path])

    def _holds(self, root: Path, path: str) -> bool:
        """Whether the file is as it was when its result was stored."""
        if path not in self._old:
            return False
        raw, _ = read_bytes(root, path)
        return raw is not None and digest(raw) == self._old[path][0]

    def save(self, files: Sequence[RecordFile]) -> None:
        """Write what is new, drop what is gone, release the store. A name in another encoding than UTF-8 it cannot hold."""
        if self._shelf:
            gone = self._old.keys() - {file.path for file in files}
            self._shelf.put({path: kept for path, kept in self._new.items() if kept[0] and path.isprintable()}, gone)
            self._shelf.close()


def _result(root: Path, kept: Kept) -> RecordResult:
    result = unpack(*kept[1:])
    assert isinstance(result, RecordResult)  # noqa: S101 - narrows the type
    if result.entry:
        attach_marks(root, result.entry)
    return result


def _read_file(root: Path, file: RecordFile) -> Kept:
    raw, problems = read_bytes(root, file.path)
    if raw is None:
        return "", *pack_apart(RecordResult(None, broken_record(file.kind, file.path, b"", problems), tuple(problems)))
    mark = digest(raw)
    return mark, *pack_apart(read_record(file.kind, file.path, raw, mark))
