"""Caches keyed by content. Losing one costs time, never correctness.

Two stores live in ``.cache/``, each an SQLite file of which only what changed is written:
records as parsed, and what is known of rendered pages. The pages themselves are the
published files.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from technopark.hashing import digest


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


def unpack(packed: bytes, apart: bytes = b"") -> Any:
    """A value from the bytes of one of our stores."""
    return pickle.loads(packed, buffers=[apart])  # noqa: S301 - bytes of our own


def pack_apart(value: Any) -> tuple[bytes, bytes]:
    """The same with the one ``PickleBuffer`` that may be in it apart, so that pickles on its way hold it but once."""
    buffers: list[pickle.PickleBuffer] = []
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    [apart] = buffers or [pickle.PickleBuffer(b"")]
    return packed, bytes(apart)


def save_pickle(path: Path, fingerprint: str, value: Any) -> None:
    """Save a value under a fingerprint, atomically."""
    write_atomically(path, pack(fingerprint) + pack(value))


_SHELF = (
    "pragma page_size=16384",  # a value takes a few pages, not a dozen
    "pragma journal_mode=off",
    "pragma synchronous=off",
    "create table if not exists made (fingerprint)",
    "create table if not exists kept (name primary key, mark, packed, apart)",
    "select name, mark, packed, apart from kept limit 1",
)

Kept = tuple[str, bytes, bytes]
"""A value as a shelf keeps it: its mark, then the two parts ``pack_apart`` gives."""


class Shelf:
    """Packed values by name, each under a mark, all made by one version of the code.

    Args:
        path: the file; a damaged one, or one of another version, is replaced by an empty one.
        fingerprint: of the code that makes the values.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        """Open the shelf."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = _connect(path, _SHELF)
            if self._connection.execute("select fingerprint from made").fetchall() == [(fingerprint,)]:
                return
            self._connection.close()
        except sqlite3.DatabaseError:
            pass
        path.unlink(missing_ok=True)
        self._connection = _connect(path, _SHELF)
        with self._connection:
            self._connection.execute("insert into made values (?)", (fingerprint,))

    def all(self) -> dict[str, Kept]:
        """Values by name; nothing if the file cannot be read to its end."""
        try:
            return {row[0]: row[1:] for row in self._connection.execute("select name, mark, packed, apart from kept")}
        except sqlite3.DatabaseError:
            return {}

    def put(self, values: Mapping[str, Kept], gone: Iterable[str]) -> None:
        """Keep these values and drop the names that are gone; what cannot be written is made again next time."""
        with suppress(sqlite3.DatabaseError), self._connection:
            rows = ((name, *value) for name, value in values.items())
            self._connection.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)
            self._connection.executemany("delete from kept where name = ?", ((name,) for name in gone))

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


def _connect(path: Path, commands: Iterable[str]) -> sqlite3.Connection:
    """Open a store and make its tables; a damaged file is an ``sqlite3.DatabaseError``."""
    connection = sqlite3.connect(path)
    try:
        for command in commands:
            connection.execute(command)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


class Body(NamedTuple):
    """Where the body of a page lies: a part of its published file, as long as nobody touches the file.

    Attributes:
        file: the published file.
        size: of the file, bytes; ``modified`` when it was written, ns.
        start: first byte of the body; ``length`` how many there are.
    """

    file: str
    size: int
    modified: int
    start: int
    length: int

    def read(self) -> bytes | None:
        """The body, or ``None`` if the file is not as we wrote it."""
        try:
            with open(self.file, "rb") as stream:  # noqa: PTH123 - thousands of files
                seen = os.fstat(stream.fileno())
                stream.seek(self.start)
                return stream.read(self.length) if (seen.st_size, seen.st_mtime_ns) == (self.size, self.modified) else None
        except OSError:
            return None


class Stored(NamedTuple):
    """What is kept of a rendered page: what decides whether it still holds, and where its body lies.

    Attributes:
        address: of the page.
        key: hash of what the page was made from, but for its terms.
        terms: glossary terms it links to, whose cards it carries.
        terms_key: hash of those terms.
        mark: hash of what the page shows.
        card: what lists show of the record, pickled.
        body: where the body is.
    """

    address: str
    key: str
    terms: tuple[str, ...]
    terms_key: str
    mark: str
    card: bytes
    body: Body


_COLUMNS = "address, key, terms, terms_key, mark, card, file, size, modified, start, length"

_SCHEMA = (
    "pragma journal_mode=off",
    "pragma synchronous=off",
    f"create table if not exists page ({_COLUMNS}, primary key (address))",
    f"select {_COLUMNS} from page limit 1",  # noqa: S608 - our own words
)


class PageStore:
    """What is kept of rendered pages, by address. Bodies are in the published files."""

    def __init__(self, path: Path) -> None:
        """Open the store; a damaged or older file is replaced by an empty one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = _connect(path, _SCHEMA)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._connection = _connect(path, _SCHEMA)

    def all(self) -> dict[str, Stored]:
        """Every stored page by address."""
        rows = self._connection.execute(f"select {_COLUMNS} from page")  # noqa: S608 - our own words
        return {row[0]: Stored(row[0], row[1], tuple(row[2].split()), row[3], row[4], row[5], Body(*row[6:])) for row in rows}

    def write(self, pages: Iterable[Stored]) -> None:
        """Store pages."""
        rows = ((p.address, p.key, " ".join(p.terms), p.terms_key, p.mark, p.card, *p.body) for p in pages)
        with self._connection:
            self._connection.executemany("insert or replace into page values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, addresses: Iterable[str]) -> None:
        """Drop pages that no longer exist."""
        gone = [(address,) for address in addresses]
        with self._connection:
            self._connection.executemany("delete from page where address = ?", gone)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
