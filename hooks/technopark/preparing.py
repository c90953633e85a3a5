"""What linking needs whatever the records say, made while they are read: the forms of the terms.

They are only put into the cache, where they are found later; if they are not there they are made then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from technopark.kinds import KINDS
from technopark.kinds.glossary import Term
from technopark.layout import RecordFile, examine
from technopark.loading import load_entry, read_bytes
from technopark.parallel import begin
from technopark.russian.forms import CACHE_NAME, cached_forms
from technopark.russian.linking import words_of


@contextmanager
def prepared(root: Path, cache: Path, *, fork: bool) -> Iterator[None]:
    """Fill an empty cache in another process while something else is done here; without another process, do nothing."""
    if not fork or (cache / CACHE_NAME).is_file():
        yield
        return
    wait = begin(lambda: prepare(root, cache))
    try:
        yield
    finally:
        wait()


def prepare(root: Path, cache: Path) -> None:
    """Fill the cache."""
    files = _glossary(root)
    entries = (load_entry(file.kind, file.path, read_bytes(root, file.path)[0] or b"")[0] for file in files)
    terms = [entry.record for entry in entries if entry and not entry.fictional]
    cached_forms([words_of(term) for term in terms if isinstance(term, Term)], cache)


def _glossary(root: Path) -> list[RecordFile]:
    """Files of the terms; the base, which may be large, is not walked for them."""
    folder = KINDS["glossary"].folder
    return examine(f"{folder}/{file.name}" for file in (root / folder).iterdir())[0]
