"""Files → entries and problems. The only place that reads records from disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from technopark.catalogue.layout_codes import LAYOUT_CODES
from technopark.catalogue.source_codes import SOURCE_CODES
from technopark.fields import shown
from technopark.hashing import digest
from technopark.knowledge import Entry, Key, KnowledgeBase, references_in
from technopark.knowledge import Path as ValuePath
from technopark.layout import ROOTS, RecordFile, examine, misfiled, name_problems
from technopark.marks import Marks, Position
from technopark.problems import Problem
from technopark.schema import Kind, Record
from technopark.source import parse, places_in
from technopark.tree import Tree
from technopark.validation import MAX_PROBLEMS, empty_problem, unfilled_problems, validation_problems


@dataclass(frozen=True)
class Broken:
    """A record that is left out of the base because of its errors.

    Attributes:
        path: file, relative to the root, forward slashes.
        slug: kind.
        id: id the file name stands for.
        title: title, as far as it can be read; else empty.
        problems: what is wrong with it.
    """

    path: str
    slug: str
    id: str
    title: str
    problems: tuple[Problem, ...]

    @property
    def key(self) -> Key:
        """Slug of the kind and id."""
        return (self.slug, self.id)


@dataclass(frozen=True)
class Loaded:
    """The base as read: valid records, problems of reading, records left out."""

    kb: KnowledgeBase
    problems: list[Problem]
    broken: tuple[Broken, ...]


def survey(root: Path) -> tuple[list[RecordFile], list[Problem]]:
    """Look at the record folders: which files are records, which are out of place."""
    return examine(_files(root))


def _files(root: Path) -> Iterator[str]:
    """All files under the record folders, relative to the root."""
    for top in ROOTS:
        for folder, folders, files in os.walk(root / top):
            prefix = Path(folder).relative_to(root).as_posix()
            for name in (*files, *(name for name in folders if name.lower().endswith((".yml", ".yaml")))):
                yield f"{prefix}/{name}"


def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """Bytes of a file; what the system refuses is a problem of the file. Pipes and devices never end, so only files are read."""
    name = f"{root}/{path}"
    with suppress(OSError):
        if os.path.isfile(name):  # noqa: PTH113 - thousands of files at every build
            with open(name, "rb", buffering=0) as stream:  # noqa: PTH123 - likewise
                return stream.read(), []
    return None, [SOURCE_CODES["TP132"].at(path, (1, 1), "Файл не открывается.")]


def load_entry(kind: Kind, path: str, raw: bytes, mark: str = "") -> tuple[Entry | None, list[Problem]]:
    """Read one record from the bytes of its file.

    A pure function of its arguments, and its result can be pickled: cache it by digest.

    Args:
        kind: kind by the file's folder.
        path: file, relative to the root, forward slashes.
        raw: bytes of the file.
        mark: their digest, if it is known.

    Returns:
        The entry, or ``None`` if there is an error; and all problems of the file.
    """
    problems = name_problems(path)
    tree, found = parse(raw, path)
    problems += found
    record = None
    if tree is not None:
        record, found = _validated(kind, path, tree)
        problems += found
    problems = _first(sorted(set(problems)), path)
    if tree is None or record is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    return Entry(kind, record, path, mark or digest(raw), Marks(lambda: tree.values), tuple(references_in(record))), problems


def attach_marks(root: Path, entry: Entry) -> None:
    """Give an unpickled entry the way to its places: they are found in its file, if that is still the one that was read."""

    def find() -> Mapping[ValuePath, Position]:
        raw, _ = read_bytes(root, entry.path)
        return places_in(raw).values if raw is not None and digest(raw) == entry.digest else {}

    entry.attach(Marks(find))


def _validated(kind: Kind, path: str, tree: Tree) -> tuple[Record | None, list[Problem]]:
    """The record of a parsed file and what its schema says; of a file of another kind, only that it is one."""
    keys = frozenset(tree.data)
    problems = _own_name(path, tree) + _without_empties(kind, path, tree) + unfilled_problems(kind, path, tree)
    try:
        return kind.model.model_validate({**tree.data, "id": _stem(path)}), problems
    except ValidationError as error:
        if stranger := misfiled(kind, path, keys):
            return None, [stranger]
        return None, problems + validation_problems(kind, path, tree, error)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _own_name(path: str, tree: Tree) -> list[Problem]:
    """An ``id`` key may repeat the file's name and say nothing else."""
    written = tree.data.get("id", _stem(path))
    if written == _stem(path):
        return []
    message = f"Поле id — «{shown(written)}», а файл называется «{_stem(path)}»."
    return [LAYOUT_CODES["TP305"].at(path, tree.values[("id",)], message, nearest=_stem(path))]


def _without_empties(kind: Kind, path: str, tree: Tree) -> list[Problem]:
    """Report empty values; those of optional fields are taken out, so that the record loads.

    pydantic's own words on the others are passed over by ``validation_problems``.
    """
    problems = []
    for loc in tree.empties:
        problem = empty_problem(kind, path, tree, loc) if loc and loc != ("id",) else None
        if problem is None:
            continue
        problems.append(problem)
        if problem.severity == "warning":
            _remove(tree.data, loc)
    return problems


def _remove(data: Any, loc: tuple[str | int, ...]) -> None:
    """Take a key out of nested data, if the way to it is still there."""
    for step in loc[:-1]:
        if isinstance(data, dict) and step not in data:
            return
        data = data[step]
    if isinstance(data, dict):
        data.pop(loc[-1], None)


def _first(problems: list[Problem], path: str) -> list[Problem]:
    """At most so many problems of one file, and a word when there are more."""
    if len(problems) <= MAX_PROBLEMS:
        return problems
    last = problems[MAX_PROBLEMS - 1]
    message = f"В файле больше {MAX_PROBLEMS} проблем, показаны первые."
    return [*problems[:MAX_PROBLEMS], SOURCE_CODES["TP131"].at(path, (last.line, last.column), message)]


def broken_record(kind: Kind, path: str, raw: bytes, problems: list[Problem]) -> Broken:
    """What can still be said of a record that could not be read."""
    tree, _ = parse(raw, path)
    title = tree.data.get("title") if tree else None
    return Broken(path, kind.slug, _stem(path), title if isinstance(title, str) else "", tuple(problems))


def load(root: Path) -> Loaded:
    """Read the whole base; a file that cannot be read is a problem, not a stop."""
    files, problems = survey(root)
    entries: list[Entry] = []
    broken: list[Broken] = []
    for file in files:
        raw, found = read_bytes(root, file.path)
        entry = None
        if raw is not None:
            entry, found = load_entry(file.kind, file.path, raw)
        problems += found
        if entry is None:
            broken.append(broken_record(file.kind, file.path, raw or b"", found))
        else:
            entries.append(entry)
    return Loaded(KnowledgeBase(entries), sorted(problems), tuple(broken))
