"""The folders of pictures as the rules see them: what lies there and whether it opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from technopark.artefacts.pictures.photographs import FOLDER
from technopark.cache import engine_fingerprint, load_pickle, save_pickle
from technopark.hashing import digest
from technopark.rules._base import PictureFile

OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
"""Files that Windows puts into folders by itself."""

Known = dict[str, tuple[str, PictureFile]]


def read_pictures(root: Path, cache_dir: Path | None = None) -> list[PictureFile]:
    """All files in the folders of cases but records, by path.

    Args:
        root: repository root.
        cache_dir: folder where findings are kept between runs, each under the hash of its file.
    """
    store = cache_dir / "pictures.pickle" if cache_dir else None
    known: Known = (load_pickle(store, engine_fingerprint()) if store else None) or {}
    found: Known = {}
    for path in sorted(_files(root)):
        name = path.relative_to(root).as_posix()
        mark, raw, closed = _read(path)
        found[name] = known[name] if not closed and known.get(name, ("",))[0] == mark else (mark, _looked_at(name, raw, closed))
    if store and found != known:
        save_pickle(store, engine_fingerprint(), found)
    return [picture for _, picture in found.values()]


def _files(root: Path) -> Iterator[Path]:
    """Files one folder deep and deeper; hidden ones and records in a wrong place are others' business."""
    home = root / FOLDER
    for folder, folders, names in os.walk(home):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if Path(folder) != home:
            for name in names:
                if not name.startswith((".", "~")) and name.lower() not in OF_THE_SYSTEM and not name.lower().endswith((".yml", ".yaml")):
                    yield Path(folder, name)


def _read(path: Path) -> tuple[str, bytes, str]:
    """Hash and bytes of a file, or why it is not read."""
    from technopark.artefacts.pictures.developing import MAX_BYTES

    try:
        if path.is_symlink() or not path.is_file():
            return "", b"", "это ссылка на другой файл или не файл"
        if path.stat().st_size > MAX_BYTES:
            return "", b"", f"файл больше {MAX_BYTES // 1024**2} МБ"
        raw = path.read_bytes()
    except OSError:
        return "", b"", "файл не открывается"
    return digest(raw), raw, ""


def _looked_at(name: str, raw: bytes, closed: str) -> PictureFile:
    from technopark.artefacts.pictures.developing import tells_the_place, trouble

    wrong = closed or trouble(raw)
    return PictureFile(name, wrong, not wrong and tells_the_place(raw))
