"""The text of a form: Markdown → tree → sheet → preview."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents_kit import all_sheets, samples
from technopark.artefacts.documents.blanks import blank_width, caption_of, date_blank, paper_choice
from technopark.artefacts.documents.compose import split_title
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.html import preview
from technopark.artefacts.documents.parse import parse_text
from technopark.artefacts.documents.tree import Blank, Choice, FillTable, Heading, Items, PageBreak, Paragraph, Sheet, Table, Text, keys_in
from technopark.artefacts.documents.widths import fill_widths, text_widths
from technopark.kinds.documents import Column, TemplateField

SHEETS = all_sheets()
CONTRACT = samples()["dogovor-primer"]
each_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


def test_blocks_of_the_subset() -> None:
    """Headings, clauses, lists, tables, breaks and lone fields become what they are; the rest is text."""
    fields = {
        "form": TemplateField(key="form", label="Форма", type="выбор", options=("а", "б")),
        "plan": TemplateField(key="plan", label="План", type="таблица"),
    }
    text = (
        "## Раздел\n\n1.1. Пункт **важный** {{ name }}.\n\n- раз\n  - два\n\n3. три\n\n"
        "| А | Б |\n|---|---|\n| {{name}} | 2 |\n\n---\n\n{{form}}\n\n{{plan}}"
    )
    kinds = [type(block) for block in parse_text(text, fields)]
    assert kinds == [Heading, Paragraph, Items, Items, Table, PageBreak, Choice, FillTable]
    clause = parse_text(text, fields)[1]
    assert isinstance(clause, Paragraph)
    assert clause.inlines == (Text("1.1. Пункт "), Text("важный", bold=True), Text(" "), Blank("name"), Text("."))
    ordered = parse_text(text, fields)[3]
    assert isinstance(ordered, Items)
    assert (ordered.ordered, ordered.start) == (True, 3)


@pytest.mark.parametrize("text", ["[закон](https://example.org)", "![x](y.png)", "<script>alert(1)</script>", "`код`", "&lt;"])
def test_markup_outside_the_subset_is_shown_as_it_is(text: str) -> None:
    """Links, pictures, HTML, code and entities are words, never markup."""
    (block,) = parse_text(text, {})
    assert isinstance(block, Paragraph)
    assert "".join(item.text for item in block.inlines if isinstance(item, Text)) == text


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_written(text: str) -> None:
    """No text of an author crashes the parser or the writer of Word documents and HTML."""
    sheet = Sheet(**{**vars(CONTRACT), "blocks": parse_text(text, CONTRACT.fields), "fields": CONTRACT.fields})
    write_docx(sheet)
    assert preview(sheet)


def test_titles() -> None:
    """The kind stands on a line of its own; a title that begins otherwise stays whole; an order's matter is not said twice."""
    assert split_title("Приказ о внедрении") == ("Приказ", "о внедрении")
    assert split_title("Индивидуальный план пары") == ("", "Индивидуальный план пары")
    order = SHEETS["prikaz-o-vnedrenii"]
    assert (order.kind, order.subject) == ("Приказ", "")
    assert order.heading


def test_requisites_are_those_the_text_does_not_use() -> None:
    """The document's own date and number go to the layout; a date of birth or a date in the text does not."""
    assert (CONTRACT.date, CONTRACT.number, CONTRACT.city) == ("contract_date", "contract_number", "city")
    assert CONTRACT.agreement


def test_people_sign_before_the_appendices() -> None:
    """A page break and «Приложение» begin the appendices; signatures stand between."""
    text, appendices = CONTRACT.parts
    assert isinstance(appendices[0], PageBreak)
    assert len(text) + len(appendices) == len(CONTRACT.blocks)


@each_sheet
def test_every_declared_field_reaches_the_sheet(sheet: Sheet) -> None:
    """Each field of a form stands in its text or its layout, and nothing else does."""
    assert set(sheet.field_keys()) == set(sheet.fields)
    assert set(keys_in(sheet.blocks)) <= set(sheet.fields)


@each_sheet
def test_preview_is_readable_text(sheet: Sheet) -> None:
    """The preview holds every word and a named blank for every field; headings begin below the page's own."""
    html = str(preview(sheet))
    assert "<h1" not in html
    assert "<h2" not in html
    assert set(re.findall(r'data-key="([a-z0-9_]+)"', html)) == {key for key in sheet.field_keys() if sheet.fields[key].type != "таблица"}
    for tag in ("p", "ul", "ol", "table", "div", "span", "strong"):
        assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>")


def test_preview_escapes() -> None:
    """An author's markup in a title, a label, an option or a text is text."""
    evil = "<img src=x onerror=alert(1)>&"
    fields = {key: field.model_copy(update={"label": evil, "options": (evil,)}) for key, field in CONTRACT.fields.items()}
    html = str(preview(Sheet(**{**vars(CONTRACT), "fields": fields, "subject": evil, "heading": evil, "mark": evil})))
    assert "<img" not in html
    assert "&lt;img" in html


def test_blanks_fit_what_is_written() -> None:
    """A date, a number, a name and a text have lines of different length; a birth has no century printed."""
    widths = [blank_width(field) for field in (
        TemplateField(key="a", label="а", type="число"), TemplateField(key="a", label="а"), TemplateField(key="a", label="а", type="абзац"),
    )]  # fmt: skip
    assert widths == sorted(widths)
    assert "20" in date_blank(TemplateField(key="order_date", label="Дата", type="дата"))
    assert "20" not in date_blank(TemplateField(key="mentor_birth_date", label="Дата", type="дата"))
    assert paper_choice(TemplateField(key="a", label="а", type="выбор", options=("да", "нет"))) == "да / нет (нужное подчеркнуть)"
    assert paper_choice(TemplateField(key="a", label="а", type="выбор", options=("очень длинный вариант ответа" * 3,))) == ""
    assert caption_of(TemplateField(key="org_full", label="Полное наименование (по уставу)"), "") == "(полное наименование)"


@given(st.lists(st.tuples(st.text("абвгд ", min_size=1, max_size=30), st.one_of(st.none(), st.integers(1, 400))), min_size=1, max_size=12))
def test_widths_fill_the_line(columns: list[tuple[str, int | None]]) -> None:
    """Whatever is declared, columns are positive and together as wide as the line."""
    made = [Column(key=f"c{number}", label=label.strip() or "а", width=width) for number, (label, width) in enumerate(columns)]
    widths = fill_widths(made, 170)
    assert all(width > 0 for width in widths)
    assert sum(widths) == pytest.approx(170, abs=0.1)
    header = tuple((Text(label),) for label, _ in columns)
    assert sum(text_widths(Table(header, ()), 257)) == pytest.approx(257, abs=0.1)
