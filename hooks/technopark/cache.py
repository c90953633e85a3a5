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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from technopark.hashing import digest
from technopark.pages import Page
from technopark.pages.lists import Card


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


def pack(value: Any) -> bytes:
    """A value as bytes for one of our stores."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Any:
    """A value from the bytes of one of our stores."""
    return pickle.loads(packed)  # noqa: S301 - bytes of our own


def save_pickle(path: Path, fingerprint: str, value: Any) -> None:
    """Save a value under a fingerprint, atomically."""
    write_atomically(path, pack(fingerprint) + pack(value))


@dataclass(frozen=True)
class Stored:
    """A page as the store keeps it: what decides whether it still holds, and the page itself, packed.

    Attributes:
        address: of the page.
        key: hash of what the page was made from, but for its terms.
        terms: glossary terms it links to, whose cards it carries.
        terms_key: hash of those terms.
        mark: hash of what the page shows.
        card: what lists show of the record, pickled.
        packed: the page, pickled; empty when only the rest was read.
    """

    address: str
    key: str
    terms: tuple[str, ...]
    terms_key: str
    mark: str
    card: bytes
    packed: bytes = b""

    @classmethod
    def of(cls, page: Page, card: Card, key: str, terms: tuple[str, ...], terms_key: str) -> Stored:
        """Pack a page."""
        return cls(page.address, key, terms, terms_key, page.digest, pack(card), pack(page))

    def page(self) -> Page:
        """The page itself."""
        page: Page = unpack(self.packed)
        return page


_SCHEMA = (
    "pragma journal_mode=off",
    "pragma synchronous=off",
    "create table if not exists page (address text primary key, key text, terms text, terms_key text, mark text, card blob)",
    "create table if not exists body (address text primary key, packed blob)",
    "select address, key, terms, terms_key, mark, card from page limit 1",
)


class PageStore:
    """Rendered pages by address. Bodies are many and large, so they are read only when asked for."""

    def __init__(self, path: Path) -> None:
        """Open the store; a damaged or older file is replaced by an empty one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._connection = self._open(path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        try:
            for command in _SCHEMA:
                connection.execute(command)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def all(self) -> dict[str, Stored]:
        """Every stored page by address, without its body."""
        rows = self._connection.execute("select address, key, terms, terms_key, mark, card from page")
        return {row[0]: Stored(row[0], row[1], tuple(row[2].split()), row[3], row[4], row[5]) for row in rows}

    def read(self, pages: Iterable[Stored]) -> list[Stored]:
        """These pages with their bodies, in the same order."""
        return [page if page.packed else replace(page, packed=self._body(page.address)) for page in pages]

    def _body(self, address: str) -> bytes:
        row: tuple[bytes] = self._connection.execute("select packed from body where address = ?", (address,)).fetchone()
        return row[0]

    def write(self, pages: Sequence[Stored]) -> None:
        """Store pages."""
        rows = ((p.address, p.key, " ".join(p.terms), p.terms_key, p.mark, p.card) for p in pages)
        with self._connection:
            self._connection.executemany("insert or replace into page values (?, ?, ?, ?, ?, ?)", rows)
            self._connection.executemany("insert or replace into body values (?, ?)", ((p.address, p.packed) for p in pages))

    def forget(self, addresses: Iterable[str]) -> None:
        """Drop pages that no longer exist."""
        gone = [(address,) for address in addresses]
        with self._connection:
            self._connection.executemany("delete from page where address = ?", gone)
            self._connection.executemany("delete from body where address = ?", gone)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
