"""All files for download: the documents, the materials that pass a record on, the manuals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from technopark.artefacts.documents.build import Built, build_documents
from technopark.artefacts.making import Makers, Making
from technopark.artefacts.manual.build import build_manuals
from technopark.artefacts.pictures.photographs import Photo
from technopark.artefacts.transfer.brief import Site
from technopark.artefacts.transfer.build import MadeSet, build_sets
from technopark.knowledge import KnowledgeBase
from technopark.pages.downloads import Downloads
from technopark.russian.linking import TermLinker

Step = Callable[[str], AbstractContextManager[None]]
"""What a person is told while a step is done."""


@dataclass(frozen=True)
class Files:
    """What is made.

    Attributes:
        documents: forms and packs.
        sets: materials by the address of their record's page.
        manuals: books by site path.
    """

    documents: Built
    sets: Mapping[str, MadeSet]
    manuals: Mapping[str, Path]

    @property
    def by_path(self) -> Mapping[str, Path]:
        """The file of each site path."""
        made = {name: path for one in self.sets.values() for name, path in one.files.items()}
        return {**self.documents.files, **made, **self.manuals}

    def downloads(self, photos: Mapping[str, tuple[Photo, ...]]) -> Downloads:
        """The files as pages name them."""
        return Downloads.of(self.documents, self.sets, photos, self.manuals)


def every_file(kb: KnowledgeBase, root: Path, cache: Path, site: Site, linker: TermLinker, step: Step, making: Making) -> Files:
    """Make what is not made yet.

    Args:
        kb: the base.
        root: repository root.
        cache: folder of the caches.
        site: where the base is published.
        linker: finds terms in texts.
        step: says what is being done.
        making: how what is missing is made.

    Raises:
        NotMadeError: something is missing, and nothing may be made.
    """
    with Makers(making) as makers:
        with step("документы"):
            documents = build_documents(kb, root, cache, makers)
        with step("материалы для передачи"):
            sets = build_sets(kb, root, cache, site, makers)
        with step("пособия"):
            manuals = build_manuals(kb, root, cache, site, linker, makers)
    return Files(documents, sets, manuals)
