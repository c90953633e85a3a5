"""Packs and files for download: what is in them, made once, the same every time."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from technopark.artefacts.documents import build as module
from technopark.artefacts.documents.build import Built, build_documents
from technopark.artefacts.documents.pack import packs
from technopark.artefacts.making import Makers, Making
from technopark.kinds.documents import Document
from technopark.knowledge import KnowledgeBase


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def built(kb: KnowledgeBase, root: Path, cache: Path) -> Built:
    """Everything of the base, made from nothing."""
    with Makers() as makers:
        return build_documents(kb, root, cache, makers)


def documents(kb: KnowledgeBase) -> dict[str, Document]:
    """Templates that have a text."""
    found = (entry.record for entry in kb.by_kind["documents"])
    return {record.id: record for record in found if isinstance(record, Document) and record.text}


def test_every_document_has_three_files(kb: KnowledgeBase, built: Built) -> None:
    """Form, «бланк» and PDF of each template, within the sizes promised."""
    for id in documents(kb):
        form, blank, paper = (built.size(f"documents/{id}/{name}") for name in (f"{id}.docx", f"{id}-blank.docx", f"{id}.pdf"))
        assert 0 < form <= 60_000
        assert 0 < blank <= 60_000
        assert 0 < paper <= 300_000


def test_packs_of_models_and_stages(kb: KnowledgeBase, built: Built) -> None:
    """Each model and each stage has a ZIP and nothing else has; a model's pack holds every document of the model."""
    ids = {pack.id for pack in built.packs}
    assert ids == {entry.record.id for entry in kb.published("models")} | {f"p{number}" for number in range(10)}
    for pack in packs(kb):
        assert pack.site_path in built.files
        if pack.id.startswith("model"):
            wanted = {id for id, record in documents(kb).items() if pack.id in record.models and not record.fictional}
            assert {document.id for document in pack.documents} == wanted


def test_inside_a_pack(built: Built) -> None:
    """Readable Cyrillic names with the UTF-8 flag, fixed dates, a contents page that lists every file in order."""
    pack = next(pack for pack in built.packs if pack.id == "model-1")
    with zipfile.ZipFile(built.files[pack.site_path]) as archive:
        names = archive.namelist()
        infos = archive.infolist()
        contents = docx.Document(io.BytesIO(archive.read("00. Содержание.docx")))
        paper = PdfReader(io.BytesIO(archive.read("Для печати/00. Содержание.pdf")))
    assert all(info.flag_bits & 0x800 and info.date_time == (2026, 1, 1, 0, 0, 0) for info in infos)
    assert len(names) == 2 * (len(pack.documents) + 1)
    assert names[1] == "01. Положение о наставничестве.docx"
    assert all(len(name.encode("utf-8")) <= 255 and len(name) <= 120 and not set(name) & set('<>:"\\|?*') for name in names)
    listed = [row.cells[1].text.replace("\u00a0", " ") for row in contents.tables[0].rows][1:]
    assert listed == [document.title for document in pack.documents]
    assert "Зачем нужен" in "".join(page.extract_text() for page in paper.pages)


def test_nothing_is_made_twice(kb: KnowledgeBase, root: Path, cache: Path, built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build with the same content writes nothing at all."""

    def refuse(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(module, "write_atomically", refuse)
    assert build_documents(kb, root, cache, Makers(Making.NONE)).files == built.files


def test_same_bytes_in_one_process_or_many(kb: KnowledgeBase, root: Path, built: Built, tmp_path: Path) -> None:
    """A build in one process gives the same files as a build by several, byte by byte."""
    one = build_documents(kb, root, tmp_path, Makers(Making.ALONE))
    assert one.files.keys() == built.files.keys()
    assert all(one.files[path].read_bytes() == file.read_bytes() for path, file in built.files.items())


def test_a_changed_record_makes_only_its_own_files(kb: KnowledgeBase, root: Path, built: Built, tmp_path: Path) -> None:
    """After one record changed, its three files and its packs are new; folders nobody uses are gone."""
    shutil.copytree(next(iter(built.files.values())).parents[1], tmp_path / "artefacts" / "documents", dirs_exist_ok=True)
    entry = kb.entries["documents", "anketa-rebenka"]
    others = [other for other in kb.entries.values() if other is not entry]
    changed = KnowledgeBase([*others, replace(entry, digest="other")])
    again = build_documents(changed, root, tmp_path, Makers(Making.ALONE))
    moved = {path for path in again.files if again.files[path].parent.name != built.files[path].parent.name}
    own = {path for path in built.files if "/anketa-rebenka/" in path}
    assert {path for path in moved if path.startswith("documents/anketa-rebenka/")} == own
    assert all(path.startswith(("documents/anketa-rebenka/", "documents/packs/")) for path in moved)
    folders = {folder.name for folder in (tmp_path / "artefacts" / "documents").iterdir()}
    assert not folders & {built.files[path].parent.name for path in moved}
    assert folders >= {file.parent.name for file in again.files.values()}
