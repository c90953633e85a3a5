"""Puts the finished site where it belongs, writing only what changed.

The builder works in a folder of its own; the published folder is touched at the
very end, file by file, each replaced in one step. A build that fails before that
leaves the previous site as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from technopark.cache import write_atomically
from technopark.hashing import digest

State = tuple[str, int, int]
"""Digest of what was written, then size and modification time (ns) seen after writing."""


@dataclass(frozen=True)
class SyncReport:
    """Numbers of files written, left as they were, and removed."""

    written: int
    kept: int
    removed: int


class Site:
    """The published folder and what we know to be in it."""

    def __init__(self, folder: Path, cache_dir: Path) -> None:
        """Open the folder; the list of its files is kept in the cache."""
        self.folder = folder
        self._list = cache_dir / f"site-{digest(str(folder.resolve()))}.json"
        self._known: dict[str, State] = self._read_list()
        self._now: dict[str, State] = {}
        self.written = 0
        self._top = str(folder)
        self._ours = False  # whether nothing is in the folder but what was put there now
        self._ready = cache_dir / f"ready-{digest(str(folder.resolve()))}"

    def _read_list(self) -> dict[str, State]:
        try:
            raw = json.loads(self._list.read_text(encoding="utf-8"))
            return {name: (str(d), int(s), int(t)) for name, (d, s, t) in raw.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def current(self, name: str, mark: str) -> State | None:
        """State of the file, if it is there exactly as written under this mark."""
        known = self._known.get(name)
        if known is None or known[0] != mark:
            return None
        try:
            seen = os.stat(f"{self._top}/{name}")  # noqa: PTH116 - thousands of files at every build
        except OSError:
            return None
        return known if (seen.st_size, seen.st_mtime_ns) == known[1:] else None

    def is_current(self, name: str, mark: str) -> bool:
        """Whether the file is there exactly as written under this mark; if so it is kept."""
        known = self.current(name, mark)
        if known is not None:
            self._now[name] = known
        return known is not None

    def put(self, name: str, data: bytes, mark: str = "") -> None:
        """Write a file under a mark (by default the digest of its bytes) unless it is current."""
        mark = mark or digest(data)
        if not self.is_current(name, mark):
            self.note(name, self.write(name, data, mark))

    def put_file(self, name: str, source: Path, mark: str) -> None:
        """Copy a file under a mark that stands for its content; a current one is not even read."""
        if not self.is_current(name, mark):
            self.note(name, self.write(name, source.read_bytes(), mark))

    def write(self, name: str, data: bytes, mark: str) -> State:
        """Write a file where it belongs."""
        target = self.folder / name
        if not _create(target, data):
            _replace(target, data)
        return _state(mark, target.stat())

    def note(self, name: str, state: State) -> None:
        """Remember that a file was written."""
        self._now[name] = state
        self.written += 1

    # ------------------------------------------------------------------ files made before any is published

    def open_ready(self) -> None:
        """Make the folder where files wait; what a build that was cut off left there is gone."""
        shutil.rmtree(self._ready, ignore_errors=True)
        self._ready.mkdir(parents=True)

    def make_ready(self, name: str, data: bytes, mark: str) -> State:
        """Write a file that waits until ``place_ready``; whoever calls notes the state, because this may run in another process."""
        target = f"{self._ready}/{name}"
        folder = os.path.dirname(target)  # noqa: PTH120 - thousands of files at every build
        try:
            os.mkdir(folder)  # noqa: PTH102 - likewise; most pages are alone in theirs, so it is hardly ever there
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
        with open(target, "xb", buffering=0) as stream:  # noqa: PTH123 - likewise
            stream.write(data)
            return _state(mark, os.fstat(stream.fileno()))

    def place_ready(self) -> None:
        """Put all waiting files where they belong."""
        self._ours = not self.folder.exists()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        _move(self._ready, self.folder)

    def put_tree(self, folder: Path, prefix: str = "") -> None:
        """Copy a whole folder."""
        for source in sorted(folder.rglob("*")):
            if source.is_file():
                self.put(prefix + source.relative_to(folder).as_posix(), source.read_bytes())

    def count(self, ending: str) -> int:
        """How many files of the site end so."""
        return sum(name.endswith(ending) for name in self._now)

    def finish(self) -> SyncReport:
        """Remove what no longer belongs and remember what is there."""
        removed = 0 if self._ours else self._remove_others()
        shutil.rmtree(self._ready, ignore_errors=True)
        write_atomically(self._list, json.dumps(self._now, separators=(",", ":")).encode("utf-8"))
        return SyncReport(self.written, len(self._now) - self.written, removed)

    def _remove_others(self) -> int:
        """Remove files nobody put there now, and the folders they leave empty; how many files."""
        removed = 0
        for folder, _, files in os.walk(self._top, topdown=False):
            prefix = folder[len(self._top) + 1 :].replace(os.sep, "/")
            names = [f"{prefix}/{name}" if prefix else name for name in files]
            gone = [name for name in names if name not in self._now and not name.startswith(".")]
            for name in gone:
                (self.folder / name).unlink()
            removed += len(gone)
            if prefix and len(gone) == len(names):
                with suppress(OSError):  # a folder is still in it
                    Path(folder).rmdir()
        return removed


def _state(mark: str, seen: os.stat_result) -> State:
    return mark, seen.st_size, seen.st_mtime_ns


def _move(source: Path, target: Path) -> None:
    """Move a file or a folder; into a folder that is there already its content goes piece by piece."""
    folder = source.is_dir()
    if folder and target.is_dir():
        for piece in sorted(source.iterdir()):
            _move(piece, target / piece.name)
        return
    if target.is_dir():
        shutil.rmtree(target)
    elif folder:
        target.unlink(missing_ok=True)
    try:
        source.replace(target)
    except OSError:  # another disk
        shutil.move(source, target)


def _create(target: Path, data: bytes) -> bool:
    """Write a file that is not there yet; nobody knows it before, so it needs no second name."""
    try:
        try:
            stream = target.open("xb", buffering=0)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            stream = target.open("xb", buffering=0)
    except OSError:
        return False
    with stream:
        stream.write(data)
    return True


def _replace(target: Path, data: bytes) -> None:
    """Replace a file in one step, whatever stands in the way."""
    if target.is_dir():
        shutil.rmtree(target)
    try:
        write_atomically(target, data)
    except (NotADirectoryError, FileExistsError):  # a file stands where a folder is needed
        next(parent for parent in target.parents if parent.is_file()).unlink()
        write_atomically(target, data)
