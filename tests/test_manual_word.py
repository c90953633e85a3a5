"""The manual as a Word document: structure, fields, LibreOffice; and the files of the site."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import _Row
from lxml import etree
from pypdf import PdfReader

from documents_kit import convert, main_part
from manual_kit import FULL, book_of, lifelike, replaced
from technopark.artefacts.documents.ooxml import NS, name
from technopark.artefacts.making import Makers, Making
from technopark.artefacts.manual import build as module
from technopark.artefacts.manual.build import build_manuals, write
from technopark.artefacts.manual.tree import Book
from technopark.artefacts.transfer.brief import Site
from technopark.artefacts.typesetting import Typesetter
from technopark.knowledge import KnowledgeBase
from technopark.russian.linking import TermLinker
from test_manual_paper import HOSTILE, spoil

SITE = Site.of("Наставник", "https://praktiki.example.org")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def typesetter(root: Path) -> Typesetter:
    """One reading of the fonts."""
    return Typesetter(root)


@pytest.fixture(scope="module")
def book(kb: KnowledgeBase, root: Path, cache: Path) -> Book:
    """The book of all practices, the complete one among them."""
    return book_of(lifelike(kb), root, cache)


@pytest.fixture(scope="module")
def data(book: Book, typesetter: Typesetter) -> bytes:
    """That book as a Word document."""
    return write(book, "docx", typesetter)


@pytest.fixture(scope="module")
def word(data: bytes) -> Document:
    """The same, opened."""
    return docx.Document(io.BytesIO(data))


def test_headings_are_styles(word: Document, book: Book) -> None:
    """Chapters are «Heading 1» in order, sections and small headings below them; no level is skipped."""
    levels = [(int(found[1]), p.text) for p in word.paragraphs if p.style and (found := re.fullmatch(r"Heading (\d)", p.style.name or ""))]
    assert [text for level, text in levels if level == 1] == [*(chapter.title for chapter in book.chapters), "Указатель терминов"]
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise(levels))


def test_contents_and_index_are_fields(data: bytes, book: Book) -> None:
    """The contents and the index are fields Word computes when the file opens; every term of the index is marked in the text."""
    codes = [code.text or "" for code in main_part(data).iter(name("w:instrText"))]
    assert sum(code.startswith(" TOC ") for code in codes) == 1
    assert sum(code.startswith(" INDEX ") for code in codes) == 1
    marked = {code.split('"')[1] for code in codes if code.startswith(" XE ")}
    assert {entry.title.replace(":", "\\:") for entry in book.index} >= marked
    assert len(marked) > 50
    dirty = [field for field in main_part(data).iter(name("w:fldChar")) if field.get(name("w:dirty"))]
    assert len(dirty) == 2


def test_links_lead_somewhere(data: bytes) -> None:
    """Every link inside the book has its bookmark, each bookmark is there once, and its name is one Word can keep."""
    root = main_part(data)
    marks = [mark.get(name("w:name")) or "" for mark in root.iter(name("w:bookmarkStart"))]
    wanted = {link.get(name("w:anchor")) for link in root.iter(name("w:hyperlink"))}
    assert len(marks) == len(set(marks))
    assert wanted <= set(marks)
    assert all(len(mark) <= 40 for mark in marks)


def test_tables_have_header_rows_and_pictures_words(word: Document, data: bytes) -> None:
    """Tables of several columns repeat their header row; every picture has words for those who do not see it; Russian throughout."""
    wide = [table for table in word.tables if len(table.columns) > 2]
    assert len(wide) > 8
    assert all(table.rows[0]._tr.find(f".//{name('w:tblHeader')}") is not None for table in wide)
    texts = [node.get("descr") for node in main_part(data).iter() if etree.QName(node).localname == "docPr"]
    assert len(texts) >= 3
    assert all(texts)
    language = word.styles.element.find(".//w:lang", NS)
    assert language is not None
    assert language.get(name("w:val")) == "ru-RU"


def test_the_word_book_names_no_faces_it_is_not_set_in(word: Document) -> None:
    """PT Serif and PT Sans are the printed book's; the imprint of this one is silent of them."""
    said = {cell.text for row in word.tables[0].rows for cell in row.cells}
    assert "Издание" in said
    assert not any("PT S" in text for text in said)


def test_tables_are_not_torn_badly(word: Document) -> None:
    """Short facts go to the next page whole with the words before them; a table never leaves its last row alone."""
    facts = [table for table in word.tables if table.cell(0, 0).text == "Отвечает"]
    assert len(facts) > 15
    for table in facts:
        assert all(kept(row) for row in table.rows[:-1])
        assert not kept(table.rows[-1])
    long = [table for table in word.tables if table.cell(0, 0).text == "Участник"]
    assert long
    for table in long:
        assert [kept(row) for row in table.rows] == [True, *(False for _ in table.rows[3:]), True, False]


def kept(row: _Row) -> bool:
    """Whether every paragraph of a row is kept with the next one, itself or by its style."""
    own = [paragraph for cell in row.cells for paragraph in cell.paragraphs]
    return all(one.paragraph_format.keep_with_next or (one.style and one.style.name == "Заголовок столбца") for one in own)


def test_same_book_same_bytes(book: Book, data: bytes, root: Path) -> None:
    """Written again by another compiler, the document has the same bytes, and a reasonable number of them."""
    assert write(book, "docx", Typesetter(root)) == data
    assert len(data) < 400_000


def test_libreoffice_prints_it(data: bytes, book: Book, libreoffice: Path, tmp_path: Path) -> None:
    """Real LibreOffice makes a PDF of it: every chapter is there, no page is empty."""
    (tmp_path / "kniga.docx").write_bytes(data)
    convert(libreoffice, [tmp_path / "kniga.docx"], "pdf", tmp_path, tmp_path / "home")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "kniga.pdf").pages]
    everything = re.sub(r"\s", "", "".join(pages))
    assert all(re.sub(r"\s", "", chapter.title) in everything for chapter in book.chapters)
    assert all(len(page.strip()) > 20 for page in pages)


@pytest.mark.parametrize("text", HOSTILE, ids=("typst", "signs", "long", "links", "markdown"))
def test_hostile_texts_in_every_field(text: str, kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """Whatever an author writes stays text: the file opens, no field of Word carries an address that is not one."""
    record = kb.entries["cases", FULL].record
    base = replaced(lifelike(kb), spoil(record.model_copy(update={"fictional": False}), text))  # type: ignore[arg-type]
    data = write(book_of(base, root, cache, FULL), "docx", typesetter)
    assert len(docx.Document(io.BytesIO(data)).paragraphs) > 200
    codes = [code.text or "" for code in main_part(data).iter(name("w:instrText"))]
    assert all(re.match(r' (XE "|TOC |INDEX |HYPERLINK "https?://[^"\\ ]+" $)', code) for code in codes)


# --------------------------------------------------------------------------- files of the site


@pytest.fixture(scope="module")
def files(kb: KnowledgeBase, root: Path, cache: Path) -> dict[str, Path]:
    """The ready manuals, made by spawned processes."""
    with Makers() as makers:
        return dict(build_manuals(kb, root, cache, SITE, TermLinker.build(kb, cache), makers))


def test_files_of_the_site(files: dict[str, Path]) -> None:
    """All practices and the composition of the second manual, each as PDF and DOCX."""
    assert set(files) >= {f"manuals/{one}.{form}" for one in ("all", "posobie-iz-opyta-raboty") for form in ("pdf", "docx")}
    for path, file in files.items():
        assert file.read_bytes().startswith(b"%PDF" if path.endswith(".pdf") else b"PK")


def test_nothing_is_made_twice(
    kb: KnowledgeBase, root: Path, cache: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build with the same content writes nothing."""

    def refuse(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(module, "write_atomically", refuse)
    monkeypatch.setattr(module, "compose", refuse)
    assert build_manuals(kb, root, cache, SITE, TermLinker.build(kb, cache), Makers(Making.NONE)) == files


def test_an_edit_makes_again_what_it_is_in(kb: KnowledgeBase, root: Path, cache: Path, files: dict[str, Path], tmp_path: Path) -> None:
    """A changed practice changes the books it is in and leaves the others; old files go away."""
    del tmp_path
    outside = kb.entries["cases", "postinternatnoe-soprovozhdenie"].record
    changed = replaced(kb, outside.model_copy(update={"title": "Другое название"}))
    again = build_manuals(changed, root, cache, SITE, TermLinker.build(changed, cache), Makers(Making.ALONE))
    assert again["manuals/all.pdf"] != files["manuals/all.pdf"]
    assert again["manuals/posobie-iz-opyta-raboty.pdf"] == files["manuals/posobie-iz-opyta-raboty.pdf"]
    assert not files["manuals/all.pdf"].exists()


def test_titles_that_others_print_are_in_the_key(kb: KnowledgeBase, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A programme that only a model names stands in every book under its title: a new title makes them all again."""
    monkeypatch.setattr(module, "_make", lambda *_: None)
    monkeypatch.setattr(module, "compose", lambda *_: None)
    linker = TermLinker.build(kb, tmp_path)
    named = kb.entries["programmes", "dpp-pk-organizatsiya-nastavnikov"]
    changed = replaced(kb, named.record.model_copy(update={"title": "Другое название", "short_title": "Другое название"}))
    alone = Makers(Making.ALONE)
    before, after = (build_manuals(base, root, tmp_path, SITE, linker, alone) for base in (kb, changed))
    assert all(after[path] != file for path, file in before.items())


def test_one_process_or_many(kb: KnowledgeBase, root: Path, tmp_path: Path, files: dict[str, Path]) -> None:
    """A build in this very process gives the same bytes as spawned ones."""
    second = "manuals/posobie-iz-opyta-raboty"
    one = build_manuals(kb, root, tmp_path, SITE, TermLinker.build(kb, tmp_path), Makers(Making.ALONE))
    for form in ("pdf", "docx"):
        assert one[f"{second}.{form}"].read_bytes() == files[f"{second}.{form}"].read_bytes()
