"""Records a new one could be taken for: those whose name it would take, and those that are called the same, broken ones too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from technopark.layout import RESERVED, out_of_place
from technopark.loading import read_bytes, survey
from technopark.nearest import normal
from technopark.schema import Kind
from technopark.source import parse

_TITLE_LINE = re.compile(r"^title\s*:?\s*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Neighbours:
    """What lies in the folder of a kind.

    Attributes:
        ids: names that are taken, in lower case; of files with a wrong ending too.
        paths: files of the records, relative to the root.
    """

    ids: frozenset[str]
    paths: tuple[str, ...]

    @classmethod
    def of(cls, root: Path, kind: Kind) -> Neighbours:
        """Look at the folders; nothing is read."""
        files, problems = survey(root)
        own = [file.path for file in files if file.kind is kind]
        misnamed = [problem.path for problem in problems if PurePosixPath(problem.path).parent.as_posix() == kind.folder]
        strange = {id for slug, id in out_of_place(problems) if slug == kind.slug}
        names = {PurePosixPath(path).stem for path in own} | strange
        return cls(frozenset(name.casefold() for name in names), tuple(own + misnamed))

    def is_free(self, id: str) -> bool:
        """Whether a record may be called so."""
        return id not in self.ids and id not in RESERVED

    def called(self, title: str, root: Path) -> str:
        """A record with this title, whatever the capitals and spaces, or nothing."""
        wanted = normal(title)
        return next((path for path in dict.fromkeys(self.paths) if wanted in _titles(root, path, wanted)), "")


def _titles(root: Path, path: str, wanted: str) -> set[str]:
    """Titles a file may have; none if the one wanted is nowhere in it."""
    raw, _ = read_bytes(root, path)
    text = (raw or b"").decode("utf-8-sig", "replace")
    if wanted not in normal(text):
        return set()
    tree, _ = parse(raw or b"", path)
    if tree is not None:
        return {normal(str(tree.data.get("title")))}
    return {normal(found.strip().strip("'\"")) for found in _TITLE_LINE.findall(text)}
