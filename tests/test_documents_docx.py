"""Forms as Word documents: structure, fields, look, bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree

from documents_kit import all_sheets, main_part, parts_of, sample_values, samples, words_of
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.filling import fill
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.documents.skeleton import parse_part
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.word_controls import FORM

SHEETS = all_sheets()
SAMPLES = samples()
CONTRACT, REGISTER = SAMPLES["dogovor-primer"], SAMPLES["reestr-primer"]
each_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())

ORDERS = {
    # ECMA-376 Part 1: the order in which the schema wants the children; Word refuses files that break it.
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind jc outlineLvl rPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u lang",
    "w:sdtPr": "rPr alias tag id lock placeholder showingPlcHdr dataBinding text date dropDownList checkbox "
    "repeatingSection repeatingSectionItem",
    "w:sdt": "sdtPr sdtEndPr sdtContent",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan tcBorders shd vAlign",
    "w:tbl": "tblPr tblGrid tr sdt",
    "w:sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "w:style": "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr",
    "w:lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "w:settings": "zoom documentProtection defaultTabStop autoHyphenation consecutiveHyphenLimit doNotHyphenateCaps "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "w:font": "altName panose1 charset family pitch",
    "w:docPart": "docPartPr docPartBody",
}  # fmt: skip


def local(node: etree._Element) -> str:
    """Name without a namespace."""
    return str(node.tag).rpartition("}")[2]


def controls(data: bytes) -> list[tuple[str, str, str]]:
    """Tag, label and text of every control that holds text itself."""
    out = []
    for control in main_part(data).iter(name("w:sdt")):
        content = control.find(name("w:sdtContent"))
        assert content is not None
        if content.find(f".//{name('w:sdt')}") is None:
            values = [one.get(name("w:val")) for tag in ("w:tag", "w:alias") for one in control.findall(f"{name('w:sdtPr')}/{name(tag)}")]
            tag, alias = (str(value) for value in values)
            out.append((tag, alias, "".join(node.text or "" for node in content.iter(name("w:t")))))
    return out


@each_sheet
def test_opens_and_is_accessible(sheet: Sheet) -> None:
    """Each form opens in python-docx; title, Russian, one first-level heading and no author's name are in it."""
    data = write_docx(sheet)
    document: Any = docx.Document(io.BytesIO(data))
    assert document.core_properties.title == sheet.title
    assert document.core_properties.language == "ru-RU"
    assert not document.core_properties.author
    assert not document.core_properties.last_modified_by
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style is not None and paragraph.style.name == "Heading 1"]
    assert len(headings) == 1
    parts = parts_of(data)
    assert b'w:lang w:val="ru-RU"' in parts["word/styles.xml"]
    assert b'themeFontLang w:val="ru-RU"' in parts["word/settings.xml"]
    assert "Примерная форма" in words_of(data)


@each_sheet
def test_children_stand_in_the_schemas_order(sheet: Sheet) -> None:
    """In every part and variant, properties follow the order of ECMA-376; identifiers of controls differ."""
    for data in (write_docx(sheet), write_docx(sheet, protected=True), fill(sheet, sample_values(sheet))):
        for path, part in parts_of(data).items():
            root = parse_part(part)
            for tag, order in ORDERS.items():
                wanted = order.split()
                for node in root.iter(name(tag)):
                    places = [wanted.index(local(child)) for child in node if local(child) != "dataBinding" or tag != "w:sdtPr"]
                    assert places == sorted(places), f"{path}: {etree.tostring(node)[:300]!r}"
        ids = [node.get(name("w:val")) for node in main_part(data).iter(name("w:id"))]
        assert len(ids) == len(set(ids))


@each_sheet
def test_every_field_is_a_bound_control(sheet: Sheet) -> None:
    """No field is lost: each has a control with its tag, label and binding; the data part has a place for each."""
    data = write_docx(sheet)
    tags = {tag.partition(".")[0] for tag, _, _ in controls(data)}
    assert tags == set(sheet.field_keys())
    stored = {local(node) for node in parse_part(parts_of(data)["customXml/item1.xml"])} if sheet.field_keys() else set()
    assert stored == set(sheet.field_keys())
    for path in (str(node.get(name("w:xpath"))) for node in main_part(data).iter(name("w:dataBinding"))):
        assert parse_part(parts_of(data)["customXml/item1.xml"]).getroottree().xpath(path, namespaces={"f": FORM}), path


@each_sheet
def test_values_appear_everywhere_and_no_placeholder_is_left(sheet: Sheet) -> None:
    """A value stands in every control of its field and in the data part; nothing in brackets or grey remains."""
    values = sample_values(sheet)
    data = fill(sheet, values)
    for tag, _, text in controls(data):
        key, _, place = tag.partition(".")
        value = values[key]
        if isinstance(value, str) and not place:
            assert text == value.replace("\n", "")
    xml = parts_of(data)["word/document.xml"]
    assert b"PlaceholderText" not in xml
    for field in sheet.fields.values():
        assert f"[{field.label}]" not in words_of(data)


@each_sheet
def test_an_empty_final_document_has_lines_and_no_labels(sheet: Sheet) -> None:
    """Unfilled fields of a final document are blanks to write on, never labels."""
    text = words_of(fill(sheet, {}))
    for key in sheet.field_keys():
        assert f"[{sheet.fields[key].label}]" not in text


@each_sheet
def test_same_input_same_bytes_and_small(sheet: Sheet) -> None:
    """All variants are byte-identical when made twice and at most 60 KB."""
    for values, protected in (({}, False), ({}, True), (sample_values(sheet), False)):
        first = write_docx(sheet, values, ruled=bool(values), protected=protected)
        assert first == write_docx(sheet, values, ruled=bool(values), protected=protected)
        assert len(first) <= 60_000


@each_sheet
def test_blank_is_protected_and_ruled(sheet: Sheet) -> None:
    """In a «бланк» only the blanks can be changed; the form itself is not protected; neither holds macros or text boxes."""
    form, blank = write_docx(sheet), write_docx(sheet, protected=True)
    protection = b'<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    assert protection in parts_of(blank)["word/settings.xml"]
    assert b"documentProtection" not in parts_of(form)["word/settings.xml"]
    for data in (form, blank):
        assert not any("vba" in path.lower() or "media" in path for path in parts_of(data))
        assert not [node for node in main_part(data).iter() if local(node) in ("pict", "drawing", "txbxContent", "object")]


@each_sheet
def test_tables_have_fixed_widths_and_repeated_heads(sheet: Sheet) -> None:
    """Every grid fills the line exactly; rows are not torn; the first row of a table with headings is repeated."""
    for table in main_part(write_docx(sheet)).iter(name("w:tbl")):
        grid = [int(node.get(name("w:w")) or 0) for node in table.iter(name("w:gridCol"))]
        assert abs(sum(grid) - sheet.text_width * 1440 / 25.4) < 20 or sum(grid) == pytest.approx(170 * 1440 / 25.4, abs=20)
        for row in table.iter(name("w:tr")):
            assert row.find(f"{name('w:trPr')}/{name('w:cantSplit')}") is not None
            widths = [int(node.get(name("w:w")) or 0) for node in row.iter(name("w:tcW"))]
            assert widths == grid
        style = table.find(f"{name('w:tblPr')}/{name('w:tblStyle')}")
        assert style is not None
        if style.get(name("w:val")) == "TableGrid":
            first = next(table.iter(name("w:tr")))
            has_words = any(node.text for node in first.iter(name("w:t")))
            assert (first.find(f"{name('w:trPr')}/{name('w:tblHeader')}") is not None) == has_words


def test_page_is_of_the_standard() -> None:
    """Margins are at least 20/10/20/20 mm, the sheet of a register lies on its side, numbers begin on the second page."""
    for sheet in (CONTRACT, REGISTER):
        parts = parts_of(write_docx(sheet))
        section = parse_part(parts["word/document.xml"]).find(f".//{name('w:sectPr')}")
        assert section is not None
        size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
        assert size is not None
        assert margins is not None
        assert (size.get(name("w:orient")) == "landscape") == sheet.landscape
        least = {"left": 20, "right": 10, "top": 20, "bottom": 20}
        assert all(int(margins.get(name(f"w:{side}")) or 0) >= round(low * 1440 / 25.4) for side, low in least.items())
        assert section.find(name("w:titlePg")) is not None
        first, other = (re.search(rb"PAGE", parts[f"word/header{number}.xml"]) for number in (1, 2))
        assert first is None
        assert other is not None


def test_frame_of_the_document() -> None:
    """Stamp, title, number, city, heading and signatures with their captions stand in this order."""
    text = " ".join(words_of(write_docx(CONTRACT)).split())
    order = [
        "Примерная форма", "УТВЕРЖДАЮ", "Договор", "№", "[Населённый пункт]", "О безвозмездной помощи", "1. Предмет",
        "(подпись)", "(расшифровка подписи)", "Приложение",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_choice_is_boxes_alone_and_a_list_inside_a_sentence() -> None:
    """A lone choice becomes boxes to tick; inside a sentence it is a list to choose from with every option once."""
    body = main_part(fill(CONTRACT, {"form": "групповая", "place": "вне центра"}))
    states = [node.get(name("w14:val")) for node in body.iter(name("w14:checked"))]
    assert states == ["0", "1", "0"]
    items = [node.get(name("w:value")) for node in body.iter(name("w:listItem"))]
    assert items == ["в центре", "вне центра", "и там и там"]


def test_rows_can_be_added_and_are_bound_by_position() -> None:
    """A table of values is a repeating section; its rows and the data part's rows are as many."""
    rows = [{"code": f"Н-{number}"} for number in range(1, 31)]
    data = fill(REGISTER, {"mentors": rows})
    body = main_part(data)
    assert len(list(body.iter(name("w15:repeatingSection")))) == 1
    assert len(list(body.iter(name("w15:repeatingSectionItem")))) == 30
    stored = parse_part(parts_of(data)["customXml/item1.xml"])
    assert len(stored.findall(f".//{{{FORM}}}row")) == 30
    assert len(list(main_part(write_docx(REGISTER)).iter(name("w15:repeatingSectionItem")))) == 24


def test_dates_are_date_controls() -> None:
    """A date is a Russian date control whose stored value is the text people see."""
    body = main_part(fill(CONTRACT, {"contract_date": "2026-12-01"}))
    dates = list(body.iter(name("w:date")))
    for tag, wanted in (("w:dateFormat", "dd.MM.yyyy"), ("w:lid", "ru-RU"), ("w:storeMappedDataAs", "text")):
        assert {node.get(name("w:val")) for date in dates for node in date.findall(name(tag))} == {wanted}
    assert [date.get(name("w:fullDate")) for date in dates if date.get(name("w:fullDate"))] == ["2026-12-01T00:00:00Z"]


def test_archive_is_sane() -> None:
    """Content types come first, dates are fixed, no part stands twice, every related part is there."""
    data = write_docx(CONTRACT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert len(names) == len(set(names))
        assert {info.date_time for info in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        for rels in (path for path in names if path.endswith(".rels")):
            folder = rels.replace("_rels/", "").rpartition("/")[0]
            for relation in parse_part(archive.read(rels)):
                target = str(relation.get("Target"))
                path = target[3:] if target.startswith("../") else f"{folder}/{target}".lstrip("/")
                assert path in names


HOSTILE = {
    "xml": "</w:t></w:r><w:p/>&<![CDATA[x]]><!-- -->",
    "entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    "control": "а\x00б\x0bв\x1b\ud800",
    "long": "очень длинное значение " * 450,
    "emoji": "Ура! 👩‍👧 🎉",
    "formula": '=HYPERLINK("https://example.org")',
    "field": "{{org_full}} {PAGE} \\* MERGEFORMAT",
    "quotes": "\"'«»&lt;&amp;",
    "rtl": "\u202eобратно\u202c",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_values_stay_text(text: str) -> None:
    """Markup, entities, control characters, ten thousand characters, emoji and formulas change nothing but words."""
    plain = write_docx(CONTRACT, {"goals": "x", "org_full": "x", "plan": [{"theme": "x"}]}, ruled=True)
    data = fill(CONTRACT, {"goals": text, "org_full": text, "plan": [{"theme": text}]})
    docx.Document(io.BytesIO(data))
    assert [local(node) for node in main_part(data).iter()] == [local(node) for node in main_part(plain).iter()]
    clean = " ".join(re.sub("[\x00-\x1f\ud800]", "", text).split())
    assert clean in " ".join(words_of(data).split())


def test_hostile_labels_and_titles_stay_text() -> None:
    """An author's label, title or option with markup in it becomes words, and long ones are cut where Word has a limit."""
    fields = {key: field.model_copy(update={"label": f'</w:t>"&{field.label}' * 9}) for key, field in CONTRACT.fields.items()}
    sheet = Sheet(**{**vars(CONTRACT), "fields": fields, "title": "<b>&\x07", "subject": "<b>&\x07"})
    data = write_docx(sheet)
    docx.Document(io.BytesIO(data))
    assert all(len(alias) <= 64 for _, alias, _ in controls(data))
