"""Pages in, ``pagefind/`` and ``search/data/`` out; nothing is done when nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from technopark.cache import engine_fingerprint, load_pickle, save_pickle, write_atomically
from technopark.kinds import KINDS
from technopark.knowledge import KnowledgeBase
from technopark.search.index import Indexing
from technopark.search.query_layer import Document, Files, Layer
from technopark.search.records import Described, describe, describe_list
from technopark.search.text import indexed_part, read_page

SEARCH_ITSELF = 'id="search-app"'
"""Marks the page of the search, which is no result."""


@dataclass(frozen=True)
class SearchPage:
    """A page as published.

    Attributes:
        address: from the site's root, no leading slash: ``cases/edinstvo/``.
        html: the page or its main part. Only the element marked ``data-pagefind-body``
            is searched (of a list its head); a page without one (a teaching example) is left out.
    """

    address: str
    html: str


@dataclass(frozen=True)
class SearchReport:
    """What the search knows.

    Attributes:
        pages: pages that can be found.
        words: distinct word forms.
        files: files of the query layer.
        size: their size, bytes before compression.
        reused: nothing had changed, the previous result stands.
    """

    pages: int
    words: int
    files: int
    size: int
    reused: bool = False


def build_search(pages: Sequence[SearchPage], kb: KnowledgeBase, out_dir: Path, cache_dir: Path) -> SearchReport:
    """Index the pages and write the query layer.

    Args:
        pages: all published pages; the order does not matter.
        kb: the base the record pages were made from.
        out_dir: gets ``pagefind/`` and ``search/data/``; kept between builds, it is reused.
        cache_dir: folder of the caches.
    """
    state = cache_dir / "search-cache" / "state.pickle"
    key = _key(pages, kb, out_dir)
    previous = load_pickle(state, key)
    if isinstance(previous, SearchReport) and _is_whole(out_dir, previous):
        return SearchReport(previous.pages, previous.words, previous.files, previous.size, reused=True)
    documents = read_documents(pages, kb)
    indexing = Indexing(documents)
    try:
        layer = Layer.build(documents, kb, cache_dir)
        fragments = indexing.finish(out_dir / "pagefind")
    finally:
        indexing.close()
    files = layer.files(fragments)
    _write(out_dir / "search" / "data", files)
    report = SearchReport(len(documents), len(layer.postings.forms), len(files), sum(map(len, files.values())))
    save_pickle(state, key, report)
    return report


def read_documents(pages: Sequence[SearchPage], kb: KnowledgeBase) -> list[Document]:
    """Pages that are searched, by address, each with what it is called."""
    entries = {entry.address: entry for entry in kb.entries.values()}
    out = []
    for page in sorted(pages, key=lambda p: p.address):
        text = read_page(page.html)
        entry = entries.get(page.address)
        if text is None or SEARCH_ITSELF in page.html or (entry is not None and entry.record.fictional):
            continue
        kind = KINDS.get(page.address.rstrip("/"))
        if entry is not None:
            out.append(Document(page.address, text, describe(entry, kb)))
        elif kind is not None:
            out.append(Document(page.address, text, describe_list(kind)))
        else:
            out.append(Document(page.address, text, Described("", (text.title,), tuple(title for _, title in text.headings), "")))
    return out


def _key(pages: Sequence[SearchPage], kb: KnowledgeBase, out_dir: Path) -> str:
    """A hash of everything the index and the layer are made from; pages count only by their searched part."""
    out = hashlib.sha256()
    for page in sorted(pages, key=lambda p: p.address):
        out.update(f"{page.address}\0{indexed_part(page.html)}\0".encode())
    parts = (engine_fingerprint(), version("pagefind"), version("pymorphy3-dicts-ru"), str(out_dir.resolve()))
    for part in (*parts, *(entry.digest for entry in kb.entries.values())):
        out.update(f"{part}\0".encode())
    return out.hexdigest()


def _is_whole(out_dir: Path, report: SearchReport) -> bool:
    data = out_dir / "search" / "data"
    return (out_dir / "pagefind" / "pagefind-entry.json").is_file() and sum(1 for _ in data.glob("*.js")) == report.files


def _write(folder: Path, files: Files) -> None:
    """Write what changed and remove what is no longer there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sorted(files.items()):
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
