"""Photographs of cases, made once per content and published beside the case's page.

    practices/cases/<id>/<file> ─► .cache/artefacts/pictures/<key>/photo-1.jpg ─► cases/<id>/photo-1.jpg

Only what ``consent.may_be_shown`` is made: in a live preview a refused picture is not shown either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from technopark.artefacts.making import keep_only
from technopark.artefacts.pictures.consent import may_be_shown
from technopark.cache import files_fingerprint, write_atomically
from technopark.hashing import digest
from technopark.kinds.cases import Case, Photograph
from technopark.knowledge import Entry, KnowledgeBase

FOLDER = "practices/cases"
"""Where the folders of the pictures lie, one a case, called as the case."""

CACHE = ".cache/artefacts/pictures"


@dataclass(frozen=True)
class Photo:
    """A photograph ready to be shown.

    Attributes:
        path: the clean JPEG; its folder's name is the key of the content.
        site_path: where the site has it: ``cases/edinstvo/photo-1.jpg``.
        alt: what it shows.
        caption: what to print under it, or nothing.
        licence: on what terms it may be taken.
        source: which organisation made it, or nothing.
        width: in pixels.
        height: in pixels.
    """

    path: Path
    site_path: str
    alt: str
    caption: str
    licence: str
    source: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """Name of the file: ``photo-1.jpg``."""
        return self.path.name

    @property
    def data(self) -> bytes:
        """Bytes of the JPEG."""
        return self.path.read_bytes()


def case_photos(entry: Entry, root: Path) -> tuple[Photo, ...]:
    """Photographs of a case that may be shown, in the order of the record; those not made yet are made."""
    case = entry.record
    if not isinstance(case, Case) or not case.photos:
        return ()
    made = (_photo(entry, photo, number, root) for number, photo in enumerate(case.photos, 1) if may_be_shown(photo))
    return tuple(photo for photo in made if photo)


def all_photos(kb: KnowledgeBase, root: Path) -> Mapping[str, tuple[Photo, ...]]:
    """Photographs of all cases by the address of the page; what no case uses any more is removed."""
    found = ((entry.address, case_photos(entry, root)) for entry in kb.by_kind["cases"] if "photos" in entry.filled)
    photos = {address: made for address, made in found if made}
    keep_only(root / CACHE, {photo.path.parent for several in photos.values() for photo in several})
    return photos


def _photo(entry: Entry, photo: Photograph, number: int, root: Path) -> Photo | None:
    """One photograph; ``None`` if its file is not there or is no picture, which a rule has said already."""
    from technopark.artefacts.pictures.developing import MAX_BYTES, BrokenPictureError, develop, size_of

    source = root / FOLDER / entry.id / photo.file
    try:
        if source.is_symlink() or source.parent.is_symlink() or not source.is_file() or source.stat().st_size > MAX_BYTES:
            return None
        raw = source.read_bytes()
        path = root / CACHE / digest(raw, _code()) / f"photo-{number}.jpg"
        if not path.is_file():
            write_atomically(path, develop(raw))
        width, height = size_of(path.read_bytes())
    except (OSError, BrokenPictureError):
        return None
    said = (photo.alt or "", photo.caption or "", photo.licence or "", photo.source or "")
    return Photo(path, f"{entry.address}{path.name}", *said, width, height)


def _code() -> str:
    """Hash of what decides the bytes besides the picture itself."""
    from PIL import __version__

    return digest(files_fingerprint([Path(__file__).with_name("developing.py")]), __version__)
