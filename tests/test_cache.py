"""Caches: a lost, damaged or foreign one costs time, never correctness."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from technopark.cache import Body, PageStore, Shelf, Stored, engine_fingerprint, load_pickle, save_pickle, write_atomically
from technopark.checking import load
from technopark.hashing import digest


def test_digest_keeps_parts_apart() -> None:
    """Where one part ends and the next begins changes the hash."""
    assert digest("ab", "c") != digest("a", "bc")


def test_pickle_returns_what_was_saved(tmp_path: Path) -> None:
    """The same fingerprint gives the value back; another gives nothing."""
    save_pickle(tmp_path / "c", "one", {"a": 1})
    assert load_pickle(tmp_path / "c", "one") == {"a": 1}
    assert load_pickle(tmp_path / "c", "two") is None


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x80\x05.", "кириллица".encode()])
def test_damaged_pickle_is_ignored(tmp_path: Path, data: bytes) -> None:
    """A damaged cache is as good as none."""
    (tmp_path / "c").write_bytes(data)
    assert load_pickle(tmp_path / "c", "one") is None


def test_page_store_round_trip(tmp_path: Path) -> None:
    """Pages come back as they were, with what decides whether they hold, until forgotten."""
    stored = Stored("cases/x/", "key", ("one", "two"), "terms", "mark", b"card", Body("site/cases/x/index.html", 9, 8, 7, 6))
    store = PageStore(tmp_path / "pages.sqlite")
    store.write([stored])
    store.close()
    store = PageStore(tmp_path / "pages.sqlite")
    assert store.all() == {"cases/x/": stored}
    store.forget(["cases/x/"])
    assert store.all() == {}
    store.close()


def test_a_body_is_read_from_its_file_until_somebody_touches_it(tmp_path: Path) -> None:
    """The bytes asked for, and nothing once the file is another or gone."""
    file = tmp_path / "index.html"
    file.write_bytes("<b>тело</b>".encode())
    seen = file.stat()
    body = Body(str(file), seen.st_size, seen.st_mtime_ns, 3, 8)
    assert body.read() == "тело".encode()
    file.write_bytes(b"<b>more than there was</b>")
    assert body.read() is None
    file.unlink()
    assert body.read() is None


def test_damaged_page_store_starts_empty(tmp_path: Path) -> None:
    """A spoilt file of pages is replaced by an empty one."""
    path = tmp_path / "pages.sqlite"
    path.write_bytes(b"this is not a database, but it is long enough to look like a file of one" * 20)
    store = PageStore(path)
    assert store.all() == {}
    store.close()


def test_page_store_of_another_shape_starts_empty(tmp_path: Path) -> None:
    """A file of pages that an older engine wrote is replaced."""
    path = tmp_path / "pages.sqlite"
    old = sqlite3.connect(path)
    old.execute("create table page (address text primary key, key text, body blob)")
    old.close()
    store = PageStore(path)
    assert store.all() == {}
    store.close()


def test_atomic_write_replaces_whole_file(tmp_path: Path) -> None:
    """The new content is there, the folder is made, no temporary file is left."""
    target = tmp_path / "a" / "b.txt"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in target.parent.iterdir()] == ["b.txt"]


def test_shelf_keeps_what_changed_and_drops_what_is_gone(tmp_path: Path) -> None:
    """Values come back by name with their marks; another version of the code finds nothing."""
    path = tmp_path / "cache" / "records.sqlite"
    shelf = Shelf(path, "v1")
    shelf.put({"a": ("1", b"one", b""), "b": ("2", b"two", b"more")}, ())
    shelf.put({"a": ("3", b"three", b"apart")}, ["b"])
    shelf.close()
    again = Shelf(path, "v1")
    assert again.all() == {"a": ("3", b"three", b"apart")}
    again.close()
    other = Shelf(path, "v2")
    assert other.all() == {}
    other.close()


@pytest.mark.parametrize("data", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_damaged_shelf_starts_empty(tmp_path: Path, data: bytes) -> None:
    """A file cut off or written by something else costs time, never correctness."""
    path = tmp_path / "records.sqlite"
    path.write_bytes(data)
    shelf = Shelf(path, "v1")
    assert shelf.all() == {}
    shelf.put({"a": ("1", b"one", b"")}, ())
    assert shelf.all() == {"a": ("1", b"one", b"")}
    shelf.close()


def test_a_damaged_value_is_made_again(root: Path, tmp_path: Path) -> None:
    """What SQLite takes for whole may still not unpack: the record is read anew."""
    shutil.copytree(root / "glossary", tmp_path / "glossary")
    (tmp_path / "practices").mkdir()
    cache = tmp_path / ".cache"
    before = load(tmp_path, cache)
    shelf = Shelf(cache / "records.sqlite", engine_fingerprint())
    name, (mark, _, record) = next(iter(shelf.all().items()))
    shelf.put({name: (mark, b"spoiled", record)}, ())
    shelf.close()
    assert [entry.title for entry in load(tmp_path, cache).kb.entries.values()] == [entry.title for entry in before.kb.entries.values()]

