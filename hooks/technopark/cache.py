"""Caches keyed by content. Losing one costs time, never correctness.

Two stores live in ``.cache/``: records as parsed (one pickle, read whole) and page
bodies as rendered (one SQLite file, read row by row, because a body is needed only
when its page must be written or indexed again).
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from technopark.hashing import digest
from technopark.pages import Page


def files_fingerprint(paths: Iterable[Path]) -> str:
    """A hash of the names and bytes of files, in sorted order, and of the Python version."""
    parts: list[str | bytes] = [sys.version]
    for path in sorted(paths):
        parts += [path.name, path.read_bytes()]
    return digest(*parts)


@cache
def engine_fingerprint() -> str:
    """A hash of the engine's own code: a changed engine trusts no cache.

    Taken once a process: a process runs the code it started with, whatever is on the disk by now.
    """
    return files_fingerprint(Path(__file__).parent.rglob("*.py"))


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)


def load_pickle(path: Path, fingerprint: str) -> Any:
    """The stored value if it was saved under the same fingerprint, else ``None``.

    The file is our own, in the build's folder; a damaged or foreign one is ignored.
    """
    try:
        with path.open("rb") as stream:
            if pickle.load(stream) != fingerprint:  # noqa: S301 - our own file
                return None
            return pickle.load(stream)  # noqa: S301 - likewise
    except Exception:
        return None


def save_pickle(path: Path, fingerprint: str, value: Any) -> None:
    """Save a value under a fingerprint, atomically."""
    protocol = pickle.HIGHEST_PROTOCOL
    write_atomically(path, pickle.dumps(fingerprint, protocol) + pickle.dumps(value, protocol))


class PageStore:
    """Rendered pages by address, each under the key it was rendered for."""

    def __init__(self, path: Path) -> None:
        """Open the store; a damaged file is replaced by an empty one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._connection = self._open(path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute("pragma journal_mode=off")
        connection.execute("pragma synchronous=off")
        connection.execute("create table if not exists page (address text primary key, key text, body blob)")
        return connection

    def keys(self) -> dict[str, str]:
        """Key of every stored page by address."""
        return dict(self._connection.execute("select address, key from page"))

    def read(self, addresses: Iterable[str]) -> dict[str, Page]:
        """Stored pages at these addresses."""
        out = {}
        for address in addresses:
            row = self._connection.execute("select body from page where address = ?", (address,)).fetchone()
            out[address] = pickle.loads(row[0])  # noqa: S301 - our own file
        return out

    def write(self, pages: Mapping[str, tuple[str, Page]]) -> None:
        """Store pages with their keys."""
        rows = ((address, key, pickle.dumps(page, pickle.HIGHEST_PROTOCOL)) for address, (key, page) in pages.items())
        with self._connection:
            self._connection.executemany("insert or replace into page values (?, ?, ?)", rows)

    def forget(self, addresses: Iterable[str]) -> None:
        """Drop pages that no longer exist."""
        with self._connection:
            self._connection.executemany("delete from page where address = ?", ((a,) for a in addresses))

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
