"""The Pagefind index: run over lean pages in a temporary folder, then made reproducible.

Measured on two cores, seconds for 1,000 / 5,000 pages of 600 words:

- the binary over a folder: 2.6 / 14, of which reading and parsing HTML 0.5 / 2.3, so leaner HTML gains little;
- the Python package, ``add_html_file`` or ``add_custom_record``: 103 for 1,000 pages,
  because it looks for an answer ten times a second;
- ``add_directory`` through the package: 2.5 / 13.6, the same as the binary;
- two folders indexed at once: 7.6 for 5,000, but two bundles, so two sets of metadata to fetch; four: 7.4.

Hence the binary over a folder, started first and left to run while Python builds the
query layer. Pagefind writes the values of filters in the order of a hash table that
differs between runs: they are sorted here and the files renamed by their content.
"""

from __future__ import annotations

import gzip
import hashlib
import html as entities
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from technopark.problems import MissingToolError
from technopark.search import cbor
from technopark.search.query_layer import Document

KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.ru.pagefind", "wasm.unknown.pagefind")
"""What the browser needs of the bundle besides the data; the ready-made interfaces are not ours."""

_MAGIC = b"pagefind_dcd"
_SECTION = re.compile(r"<section\b([^>]*?)\sid=\"([^\"]+)\"([^>]*)>(\s*)<h2(?![^>]*\sid=)", re.I)


def lean_page(document: Document) -> str:
    """The page as Pagefind gets it: the indexed part, ids of sections moved to their headings."""
    article = _SECTION.sub(r'<section\1\3>\4<h2 id="\2"', document.page.article)
    article = article.replace("</dt>", ":</dt> ").replace("</dd>", "</dd> ").replace("</td>", "</td> ").replace("</th>", "</th> ")
    values = {"title": document.page.title, "summary": document.described.about, "kind": document.described.kind}
    meta = {key: value for key, value in values.items() if value and key not in document.page.meta}
    marks = "".join(f'<meta data-pagefind-meta="{key}[content]" content="{entities.escape(value)}">' for key, value in meta.items())
    return f'<!doctype html><html lang="ru"><head>{marks}</head><body>{article}</body></html>\n'


class Indexing:
    """A running Pagefind."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Write the lean pages and start the program."""
        memory = Path("/dev/shm")  # noqa: S108 - only the parent: the folder inside gets a random name and is ours
        self._folder = tempfile.TemporaryDirectory(prefix="pagefind-", dir=memory if memory.is_dir() else None)
        site = Path(self._folder.name, "site")
        for document in documents:
            path = site / document.address / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(lean_page(document), encoding="utf-8", newline="\n")
        self._out = Path(self._folder.name, "out")
        command = [str(executable()), "--site", str(site), "--output-path", str(self._out), "--force-language", "ru", "--silent"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def finish(self, target: Path) -> dict[str, str]:
        """Wait, put the bundle into ``target`` and return the fragment id of each address."""
        try:
            output, _ = self._process.communicate()
            if self._process.returncode != 0:
                raise MissingToolError(f"Pagefind не построил указатель: {output.decode('utf-8', 'replace').strip()}")
            settle(self._out)
            _copy(self._out, target)
            return fragments(self._out)
        finally:
            self.close()

    def close(self) -> None:
        """Stop the program if it still runs and remove the temporary folder."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._folder.cleanup()


def executable() -> Path:
    """The Pagefind program of the installed wheel."""
    from pagefind.service import get_executable

    found = get_executable()
    if found is None:
        raise MissingToolError("Не установлен Pagefind. Запустите сборку через run.py: он поставит недостающее.")
    return Path(found)


def fragments(bundle: Path) -> dict[str, str]:
    """Address (no leading slash) → fragment id without the language: ``0148316``."""
    out = {}
    for path in (bundle / "fragment").iterdir():
        url = json.loads(_read(path))["url"]
        out[url.lstrip("/")] = path.stem.partition("_")[2]
    return out


def _read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())[len(_MAGIC) :]


def _write(path: Path, value: cbor.Value) -> None:
    path.write_bytes(gzip.compress(_MAGIC + cbor.encode(value), 9, mtime=0))


def settle(bundle: Path) -> None:
    """Sort what Pagefind leaves in random order: filters, their values, and so the names of files."""
    entry_path = bundle / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        old = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta: Any = cbor.decode(_read(old))
        meta[3] = sorted([name, _settle_filter(bundle, file)] for name, file in meta[3])
        prefix = language["hash"].partition("_")[0]
        language["hash"] = f"{prefix}_{_name(cbor.encode(meta), 10)}"
        old.unlink()
        _write(bundle / f"pagefind.{language['hash']}.pf_meta", meta)
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8", newline="\n")


def _settle_filter(bundle: Path, name: str) -> str:
    old = bundle / "filter" / f"{name}.pf_filter"
    value: Any = cbor.decode(_read(old))
    value[1] = sorted(value[1])
    new = f"{name.partition('_')[0]}_{_name(cbor.encode(value), 7)}"
    old.unlink()
    _write(bundle / "filter" / f"{new}.pf_filter", value)
    return new


def _name(data: bytes, length: int) -> str:
    return hashlib.sha256(data).hexdigest()[:length]


def _copy(bundle: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in sorted(bundle.iterdir()):
        if path.is_dir():
            shutil.copytree(path, target / path.name)
        elif path.name in KEPT or path.suffix == ".pf_meta":
            shutil.copy(path, target / path.name)
