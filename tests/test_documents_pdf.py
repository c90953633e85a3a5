"""Forms as PDF: tags, text, look on paper, bytes."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from pypdf import PdfReader

from documents_kit import all_sheets, sample_values, samples
from pdf_kit import structure_types
from technopark.artefacts.documents.glyphs import BOX, printable, printable_json, unprintable
from technopark.artefacts.documents.pdf import PdfWriter
from technopark.artefacts.documents.tree import Sheet

SHEETS = all_sheets()
REGISTER = samples()["reestr-primer"]
CONTRACT = samples()["dogovor-primer"]
each_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


@pytest.fixture(scope="module")
def writer(root: Any) -> PdfWriter:
    """One writer, hence one reading of the fonts."""
    return PdfWriter(root)


def reader_of(data: bytes) -> PdfReader:
    """The PDF opened."""
    return PdfReader(io.BytesIO(data))


def tags(reader: PdfReader) -> list[str]:
    """Types of the structure elements in reading order."""
    root: Any = reader.trailer["/Root"]
    return list(structure_types(root["/StructTreeRoot"]))


def words(reader: PdfReader) -> str:
    """All text without spaces and soft hyphens: a word may be broken between lines."""
    text = "".join(page.extract_text() for page in reader.pages)
    return "".join(text.replace("\u00ad", "").split())


@each_sheet
def test_pdf_is_tagged_and_named(sheet: Sheet, writer: PdfWriter) -> None:
    """PDF/UA-1 with Russian, the title shown, first-level heading first, headings of tables as headings; at most 300 KB."""
    data = writer.write(sheet)
    assert len(data) <= 300_000
    reader = reader_of(data)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower() == "ru-ru"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == sheet.title
    assert reader.metadata.author is None
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    found = tags(reader)
    assert next(tag for tag in found if tag in ("/H1", "/H2", "/H3")) == "/H1"
    assert found.count("/H1") == 1
    tables = found.count("/Table")
    assert (tables > 0) == any(tag == "/TR" for tag in found)
    if any(field.type == "таблица" for field in sheet.fields.values()):
        assert "/TH" in found
        assert "/TD" in found


@each_sheet
def test_values_are_printed_and_bytes_repeat(sheet: Sheet, writer: PdfWriter) -> None:
    """Every value stands in the text; the same input gives the same bytes, also with another writer."""
    values = sample_values(sheet)
    data = writer.write(sheet, values)
    assert data == writer.write(sheet, values) == PdfWriter(writer.root).write(sheet, values)
    text = words(reader_of(data))
    for key, value in values.items():
        if isinstance(value, str) and sheet.fields[key].type not in ("выбор", "абзац"):
            # hyphenation may put a hyphen inside a long word
            assert "".join(value.split()) in text or "".join(value.split()).replace("-", "") in text.replace("-", ""), key


def test_empty_form_has_lines_not_labels(writer: PdfWriter) -> None:
    """On paper an empty field is a line: its label is not printed, the words before it are."""
    text = words(reader_of(writer.write(CONTRACT)))
    assert "[" not in text
    assert "Учреждение:" in text
    assert "(нужноеподчеркнуть)" in text
    assert "☐индивидуальная" in text


def test_headings_repeat_and_pages_are_numbered_from_the_second(writer: PdfWriter) -> None:
    """A long register carries its headings to every page; the first page has no number."""
    rows = [{"code": f"Н-{number:02}"} for number in range(1, 61)]
    pages = [" ".join(page.extract_text().split()) for page in reader_of(writer.write(REGISTER, {"mentors": rows})).pages]
    assert len(pages) > 3
    with_rows = [page for page in pages if "Н-" in page]
    assert all("Пара или" in page for page in with_rows)
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert not pages[0].startswith("1")
    box = reader_of(writer.write(REGISTER)).pages[0].mediabox
    assert box.width > box.height


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")', "$x^2$ *жирно* _курсив_ `код` <метка> @ссылка", '"]) #eval("1")', "\\u{41} // нет", "😀 𐎀 漢字 \u2028",
        "#" * 5000, "= Заголовок\n\n- список",
    ],
)
def test_hostile_text_is_never_code(text: str, writer: PdfWriter) -> None:
    """Typst's own signs, foreign scripts and emoji in values and titles print as text or as an empty box."""
    sheet = Sheet(**{**vars(CONTRACT), "title": text, "subject": text})
    data = writer.write(sheet, {"org_full": text, "goals": text, "plan": [{"theme": text}]})
    first = "".join(printable(text).split())[:40]
    assert first in words(reader_of(data))


@pytest.mark.parametrize("text", ["обычный «текст»", "а\x01б", "а\u2066б", "😀", "\\u0041", "\\b", "\t\n", "\x7f", "\b", "\x0c", "\ud800"])
def test_the_quick_look_hides_nothing(text: str) -> None:
    """Whatever the text holds, the template gets what looking at every string would give."""
    data = {"blocks": [{"text": text}, 1, None]}
    assert printable_json(data) == json.dumps(printable(data), ensure_ascii=False)


def test_unprintable_signs_are_known() -> None:
    """Russian, Latin, typographic and mathematical signs are printable; emoji and hieroglyphs are not."""
    assert unprintable("Ёлочка «ёж» — № 5, §, ₽, café, ☐ → ≥ 100 %\u00a0…") == []
    assert unprintable("а😀б漢😀") == ["😀", "漢"]
    assert printable({"a": ["😀", 1, None]}) == {"a": [BOX, 1, None]}
