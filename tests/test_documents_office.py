"""Forms in real LibreOffice, and values read back whatever was done to the file."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from documents_kit import all_sheets, convert, main_part, repacked, sample_values, stripped, untagged
from technopark.artefacts.documents.docx import MAIN, write_docx
from technopark.artefacts.documents.filling import fill
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.documents.pdf import PdfWriter
from technopark.artefacts.documents.reading import NotADocumentError, document_id, read
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Value

SHEETS = all_sheets()
VALUES = {id: sample_values(sheet) for id, sheet in SHEETS.items()}
each_sheet = pytest.mark.parametrize("id", SHEETS.keys())


@dataclass(frozen=True)
class Office:
    """Folders with what LibreOffice made."""

    pdf: Path
    saved: Path

    def pages(self, name: str) -> list[str]:
        """Text of each page, spaces evened out."""
        return [" ".join(page.extract_text().split()) for page in PdfReader(self.pdf / f"{name}.pdf").pages]


@pytest.fixture(scope="module")
def office(libreoffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Every form in three variants as PDF, and every filled one saved again: two calls in all."""
    folder = tmp_path_factory.mktemp("office")
    for part in ("docx", "pdf", "saved"):
        (folder / part).mkdir()
    for id, sheet in SHEETS.items():
        (folder / "docx" / f"{id}.docx").write_bytes(write_docx(sheet))
        (folder / "docx" / f"{id}-blank.docx").write_bytes(write_docx(sheet, protected=True))
        (folder / "docx" / f"{id}-filled.docx").write_bytes(fill(sheet, VALUES[id]))
    files = sorted((folder / "docx").glob("*.docx"))
    convert(libreoffice, files, "pdf", folder / "pdf", folder / "home")
    filled = [file for file in files if "-filled" in file.name]
    convert(libreoffice, filled, "docx:MS Word 2007 XML", folder / "saved", folder / "home")
    return Office(folder / "pdf", folder / "saved")


@each_sheet
def test_libreoffice_prints_what_typst_prints(id: str, office: Office, root: Path, tmp_path: Path) -> None:
    """The «бланк» takes as many pages as the PDF, give or take one; no page of any variant is empty."""
    (tmp_path / "paper.pdf").write_bytes(PdfWriter(root).write(SHEETS[id]))
    wanted = len(PdfReader(tmp_path / "paper.pdf").pages)
    assert abs(len(office.pages(f"{id}-blank")) - wanted) <= 1
    for variant in ("", "-blank", "-filled"):
        pages = office.pages(id + variant)
        assert all(len(page) > 5 for page in pages), variant
        assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]


@each_sheet
def test_filled_document_shows_every_value_and_no_label(id: str, office: Office) -> None:
    """On paper from LibreOffice every value is printed and nothing in brackets is left."""
    text = " ".join(office.pages(f"{id}-filled"))
    # a value may be broken between lines or pages: spaces do not count, nor do the pages' numbers
    joined = re.sub(r"\s", "", text)
    for key, value in VALUES[id].items():
        if isinstance(value, str):
            parts = value.split("\n") if SHEETS[id].fields[key].type != "выбор" else [value]
            assert all(re.sub(r"\s", "", part) in joined for part in parts), key
    for field in SHEETS[id].fields.values():
        assert f"[{field.label}]" not in text


def test_headings_of_a_register_repeat_on_every_page(office: Office) -> None:
    """Thirty rows go over several pages, each with the headings of the columns."""
    rows: Value = VALUES["reestr-primer"]["mentors"]
    assert len(rows) == 3
    pages = [page for page in office.pages("reestr-primer-blank") if "подпись" not in page or "Статус" in page]
    assert len(pages) > 1
    assert all("Пара или группа" in page for page in pages)


@each_sheet
@pytest.mark.parametrize("way", ["as it is", "labels only", "stripped", "saved", "saved and stripped"])
def test_values_come_back(id: str, way: str, office: Office) -> None:
    """Read back exactly: by tags, by labels, beside labels with controls gone, after LibreOffice saved it, after both."""
    data = (office.saved / f"{id}-filled.docx").read_bytes() if "saved" in way else fill(SHEETS[id], VALUES[id])
    if way == "labels only":
        found = read(untagged(data), SHEETS[id])
        labels = [field.label for field in SHEETS[id].fields.values()]
        unique = {key for key, field in SHEETS[id].fields.items() if labels.count(field.label) == 1 and field.type != "таблица"}
        assert {key: found.get(key) for key in unique if key in VALUES[id]} == {key: VALUES[id][key] for key in unique if key in VALUES[id]}
        return
    assert read(stripped(data) if "stripped" in way else data, SHEETS[id]) == VALUES[id]


@each_sheet
def test_an_empty_form_gives_nothing(id: str) -> None:
    """Labels, lines and empty rows are not values, in any variant."""
    for data in (write_docx(SHEETS[id]), write_docx(SHEETS[id], protected=True), fill(SHEETS[id], {})):
        assert read(data, SHEETS[id]) == {}
        assert document_id(data) == id


SHEET: Sheet = SHEETS["dogovor-primer"]


def changed(data: bytes, key: str, text: str, *, only: int) -> bytes:
    """The document after a person rewrote one of a field's controls in an office that does not know bindings."""
    body = main_part(data)
    met = -1
    for control in body.iter(name("w:sdt")):
        tag = control.find(f"{name('w:sdtPr')}/{name('w:tag')}")
        if tag is not None and tag.get(name("w:val")) == key:
            met += 1
            node = control.find(f".//{name('w:t')}")
            if met == only and node is not None:
                node.text = text
    return repacked(data, {MAIN: etree.tostring(body)})


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_value_changed_in_one_place_wins(place: int) -> None:
    """If a person changed one of several occurrences, the change is read, wherever it is."""
    data = fill(SHEET, {**VALUES["dogovor-primer"], "child_code": "П-07"})
    assert read(changed(data, "child_code", "П-08", only=place), SHEET)["child_code"] == "П-08"


def test_without_the_form_tags_are_enough() -> None:
    """Values come back by tags and the data part alone when nobody knows which form it is."""
    found = read(fill(SHEET, {"org_full": "Центр (пример)", "plan": [{"theme": "Музей"}]}))
    assert found["org_full"] == "Центр (пример)"
    rows = found["plan"]
    assert not isinstance(rows, str)
    assert rows[0]["theme"] == "Музей"


def test_added_and_removed_rows_are_read() -> None:
    """Rows copied in Word keep their old tags: rows are told apart by where they stand."""
    data = fill(SHEET, {"plan": [{"theme": "Знакомство"}]})
    body = main_part(data)
    item = body.find(f".//{name('w15:repeatingSectionItem')}/../..")
    assert item is not None
    again = etree.fromstring(etree.tostring(item))
    for node in again.iter(name("w:t")):
        node.text = "Музей" if node.text == "Знакомство" else node.text
    item.addnext(again)
    rows = read(repacked(data, {MAIN: etree.tostring(body)}), SHEET)["plan"]
    assert not isinstance(rows, str)
    assert [row.get("theme") for row in rows] == ["Знакомство", "Музей"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html></html>", b"\xd0\xcf\x11\xe0" * 100])
def test_other_files_are_refused_in_russian(data: bytes) -> None:
    """An empty, broken, foreign or old file gives a sentence, not a traceback."""
    with pytest.raises(NotADocumentError, match="документ Word"):
        read(data)


SOUND = fill(SHEET, {"org_full": "Центр (пример)"})


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=40), st.integers(0, len(SOUND)))
def test_damaged_files_are_refused_in_russian(changes: list[tuple[int, int]], cut: int) -> None:
    """Whatever bytes of a document are spoilt or lost, it is read or refused with a sentence."""
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    for damaged in (bytes(data), bytes(data[:cut])):
        with suppress(NotADocumentError):
            read(damaged, SHEET)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused_in_russian(compression: int) -> None:
    """No program writes a Word document so; damaged, such an archive fails in ways of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr(MAIN, "<a/>")
    with pytest.raises(NotADocumentError, match="документ Word"):
        read(out.getvalue())


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    """A document with an entity that points at a file of this machine is refused or read without it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна", encoding="utf-8")
    evil = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><form xmlns="urn:technopark:form:1"><org_full>&b;</org_full></form>'
    data = repacked(fill(SHEET, {}), {"customXml/item1.xml": evil.encode()})
    assert "тайна" not in str(read(data, SHEET))
