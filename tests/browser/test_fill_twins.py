"""The browser's half of the documents against Python's: the same files, the same rules, the same fields."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from fill_desk import ORGANISATION, Open, entries
from technopark.artefacts.documents import values as rules
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.form_data import forms_data, forms_script
from technopark.artefacts.documents.kit import FORMS_ADDRESS, kit
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.documents.tree import Sheet
from technopark.kinds.documents import Column, TemplateField
from technopark.knowledge import KnowledgeBase

SAMPLE = {
    "ИНН": "7707083893",
    "ОГРН": "1027700132195",
    "телефон": "+7 3952 12-34-56",
    "почта": "centre@example.ru",
    "ФИО": "Иванов И. И. (пример)",
}


def values_for(sheet: Sheet, chance: random.Random) -> dict[str, Any]:
    """Values for a document: some fields empty, texts with dangerous signs, tables shorter and longer than the blank."""
    out: dict[str, Any] = {}
    for key, item in sheet.fields.items():
        if item.type == "таблица":
            number = chance.choice([0, 1, (item.rows or 5) + 3])
            out[key] = [{column.key: sample(column, chance) for column in item.columns if chance.random() < 0.8} for _ in range(number)]
        elif chance.random() < 0.75:
            out[key] = sample(item, chance)
    return out


def sample(item: TemplateField | Column, chance: random.Random) -> str:
    """A value that suits a field."""
    if item.type == "дата":
        return chance.choice(["1.2.2026", "2026-12-31", "29.02.2028"])
    if item.type == "число":
        return chance.choice(["12", "2,5", "1 200"])
    if isinstance(item, TemplateField) and item.type == "выбор":
        return "; ".join(chance.sample(item.options, chance.randint(1, len(item.options))))
    if isinstance(item, TemplateField) and item.format:
        return SAMPLE[item.format]
    if item.type == "абзац":
        return "Первая строка <b>&amp;]]>\r\nвторая\tстрока\x07 "
    return chance.choice([ORGANISATION, "</w:t>", "  {{org_full}} 'кавычки' \"и\" 😀 ", "a\nb"])


def test_files_are_what_the_command_line_writes(open_page: Open, sheets: dict[str, Sheet]) -> None:
    """Part by part, a document filled in the browser is the one Python writes from the same values."""
    one = open_page()
    chance = random.Random(20261123)  # noqa: S311 - values for a test
    cases: list[tuple[str, dict[str, Any]]] = [(id, values_for(sheet, chance)) for id, sheet in sheets.items() for _ in range(2)]
    cases += [(id, {}) for id in sheets]
    made = one.page.evaluate(
        """cases => { const self = technoparkFill, data = self.unpack(technoparkForms); self.setRules(data.checks);
           return cases.map(([id, values]) => self.fillParts(data, data.documents.find(one => one.id === id), values)); }""",
        cases,
    )
    for (id, values), parts in zip(cases, made, strict=True):
        expected = entries(write_docx(sheets[id], values, ruled=True))
        assert set(parts) == set(expected)
        for path, text in parts.items():
            assert shape(text.encode()) == shape(expected[path]), f"{id}: {path}"


Shape = tuple[str, tuple[tuple[str, str], ...], str, tuple["Shape", ...]]


def shape(data: bytes) -> Shape:
    """A part without what does not count: prefixes, order of attributes, the numbers of controls (they only must differ)."""
    root = etree.fromstring(data)
    numbers = root.findall(f".//{name('w:sdtPr')}/{name('w:id')}")
    assert len({node.get(name("w:val")) for node in numbers}) == len(numbers)
    for node in numbers:
        node.set(name("w:val"), "")
    return _shape(root)


def _shape(node: etree._Element) -> Shape:
    attributes = sorted((str(key), str(value)) for key, value in node.attrib.items())
    return str(node.tag), tuple(attributes), node.text or "", tuple(_shape(child) for child in node)


TEXTS = (
    "", " ", "?", "abc", "01.12.2026", "1.2.2026", "31.02.2026", "29.02.2024", "29.02.2023", "2026-12-01", "2026-13-01",
    "2026-1-5T10:00", "00.00.0000", "1/2/2026", "10.10.26", "10 октября 2026", "10 октября 26 г.",
    "«10» ОКТЯБРЯ 2026 года", "10 окт. 2026", "10 ок 2026", "10 мая2026", "31 июня 2026", "10\u00a0мая\u00a02026", "10 10 26", "10,10.2026",
    "101026", "10102026", "1010202", "01.01.49", "01.01.50", "29.02.27", "10.10.26.", "10.10.2026 г", "10-10-26", "10.10.0026",
    "\"1\" мая 26", "12", "-5", "−5", "1 000", "1 00", "2,5", "2.", "10 000,55", "1\u00a0000", "7707083893",
    "7707083894", "0000000000", "500100732259", "500100732258", "1027700132195", "1027700132196", "304500116000157", "304500116000158",
    "0027700132195", "+7 3952 12-34-56", "8 (3952) 123456", "12-34", "8 800 2000 122 доб. 5", "доб. 12", "123456789012", "1234567890123",
    "тел", "a@b.ru", "a@b", "a b@c.ru", "имя@сайт.рф", "a@b..ru", "a,b@c.ru", "@b.ru", "Иванов И. И.", "Иванов И.И.", "иванов И. И.",
    "Иванов", "Иванова-Петрова Анна Сергеевна", "Иванов И. И. (пример)", "Ли Бо", "Алиев Али оглы", "O'Neil John", "Иванов  И. И.", "да",
    "нет", "да; нет", "да;нет", "нет; да", "может быть", "да; может быть", "a; b", "a; b; да", "да да", "\x07", "x" * 20_001,
    "  да\u00a0", "\ufeffда", "\u0085да", "да\n",
)  # fmt: skip
OPTIONS = ("да", "нет", "a; b", "да нет")


def checked() -> Iterator[tuple[str, dict[str, Any]]]:
    """Texts against every type and format."""
    chance = random.Random(7)  # noqa: S311 - texts for a test
    alphabet = "0123456789.,-+()/ @абвАБ. \u00a0\n\t;«»"
    made = ["".join(chance.choices(alphabet, k=chance.randint(1, 14))) for _ in range(400)]
    pieces = ("1", "10", "31", "02", "26", "2026", " ", ".", "мая", "сент", "г.", "«", "»", "\u00a0", "\u0085", "-")
    made += ["".join(chance.choices(pieces, k=chance.randint(3, 7))) for _ in range(400)]
    for text in (*TEXTS, *made):
        for type in ("текст", "абзац", "дата", "число", "выбор"):
            yield text, {"type": type, "options": list(OPTIONS) if type == "выбор" else []}
        for format in SAMPLE:
            yield text, {"type": "текст", "format": format}


def test_rules_are_those_of_the_command_line(open_page: Open) -> None:
    """The same verdict, the same words and the same normal form as in Python, for thousands of texts."""
    cases = list(checked())
    verdicts = open_page().page.evaluate(
        """cases => { const self = technoparkFill; self.setRules(self.unpack(technoparkForms).checks);
           return cases.map(([text, field]) => [self.checkText(text, field), self.normal(text, field.type, field.options)]); }""",
        cases,
    )
    for (text, asked), (message, normal) in zip(cases, verdicts, strict=True):
        assert message == rules.check_text(text, asked["type"], asked.get("format"), asked.get("options", ())), (text, asked)
        assert normal == rules.normal(text, asked["type"], asked.get("options", ())), (text, asked)


# --------------------------------------------------------------------------- the data


def test_data_is_small_and_the_same_every_time(kb: KnowledgeBase, fill_site: Path) -> None:
    """All templates together take less than 400 KB whether the host compresses or not; the same input gives the same bytes."""
    script = forms_script(kit(kb))
    assert script == forms_script(kit(kb))
    assert len(script) < 400_000
    assert (fill_site / FORMS_ADDRESS).read_text(encoding="ascii") == script


def test_every_field_of_every_template_is_in_the_form(sheets: dict[str, Sheet], kb: KnowledgeBase) -> None:
    """No place to fill in is left without a field, and the same key means the same in every document."""
    data = forms_data(kit(kb))
    for document in data["documents"]:
        sheet = sheets[document["id"]]
        assert set(document["keys"]) == {key for key in sheet.field_keys() if key in sheet.fields}
        assert set(document["keys"]) <= set(data["fields"])
        for key in document["keys"]:
            assert data["fields"][key]["type"] == sheet.fields[key].type, key
            assert [column["key"] for column in data["fields"][key].get("columns", [])] == [c.key for c in sheet.fields[key].columns], key
    names = [document["file"] for document in data["documents"]]
    assert len(set(names)) == len(names)
