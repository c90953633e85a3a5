"""The shape of a document's paragraphs: words and slots, to find values where controls are gone.

A template is written as DOCX and taken apart again, so the shape always follows the writer::

    «Учреждение: {{org_full}}»  →  [Words("Учреждение: "), Slot("org_full")]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from technopark.artefacts.documents.ooxml import Parsed, name
from technopark.kinds.documents import TemplateField

W_P, W_TBL, W_TR, W_TC, W_SDT = name("w:p"), name("w:tbl"), name("w:tr"), name("w:tc"), name("w:sdt")
TICKS = "\u2612\u2611\u2714\u2713\u2718"
BOXES = TICKS + "\u2610"

_EMPTY = r"\(должность\)|\[[^\]\n]{1,120}\]|[_\s\u00a0]*|«[_\s]*»[_\s\u00a0]*(?:20)?[_\s\u00a0]*г?\.?"
_EMPTY_TEXT = re.compile(rf"(?:{_EMPTY})")
_STRICT = {
    "дата": r"\d{1,2}\.\d{1,2}\.\d{4}",
    "число": r"[-−]?[\d\s]+(?:[.,]\d+)?",
    "ИНН": r"\d{10,12}",
    "ОГРН": r"\d{13,15}",
    "ФИО": r"[А-ЯЁ][\w-]+(?:\s[А-ЯЁ](?:\.|[\w-]+)(?:\s?[А-ЯЁ](?:\.|[\w-]+))?)?(?:\s\(пример\))?",
    "телефон": r"[+\d][\d\s()+–-]{4,}",
    "почта": r"[^\s@]+@[^\s@,;]+",
}


@dataclass(frozen=True)
class Slot:
    """A place of a value; ``box`` is the number of an option to tick, 0 for text."""

    key: str
    box: int = 0


@dataclass(frozen=True)
class Line:
    """A paragraph: words and slots in turn."""

    parts: tuple[str | Slot, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Slots in order."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def words(self) -> str:
        """The words alone, spaces evened out."""
        return even("".join(part for part in self.parts if isinstance(part, str)))

    def pattern(self, fields: dict[str, TemplateField], *, strict: bool) -> re.Pattern[str]:
        """What the paragraph looks like with values in it."""
        out = []
        for part in self.parts:
            if isinstance(part, str):
                out.append(r"\s*" + r"\s+".join(re.escape(word) for word in part.split()) + r"\s*" if part.strip() else r"\s+")
            else:
                out.append(f"({_slot_pattern(part, fields.get(part.key), strict=strict)})")
        return re.compile(rf"\s*{''.join(out)}\s*", re.DOTALL)


def _slot_pattern(slot: Slot, field: TemplateField | None, *, strict: bool) -> str:
    if slot.box:
        return rf"[{BOXES}]?"
    if field and strict:
        if field.type == "выбор" and field.options:
            return "|".join([*map(re.escape, field.options), _EMPTY, r".*?\(нужное подчеркнуть\)"])
        if known := _STRICT.get(field.format or "", _STRICT.get(field.type, "")):
            return f"{known}|{_EMPTY}"
    return ".*?"


def even(text: str) -> str:
    """The text with every run of spaces, of whatever kind, as one space."""
    return " ".join(text.split())


def is_empty(text: str) -> bool:
    """Whether this is what an empty blank looks like: nothing, a line, a label in brackets."""
    return _EMPTY_TEXT.fullmatch(text.strip()) is not None or text.strip().endswith("(нужное подчеркнуть)")


def text_of(element: Parsed) -> str:
    """Text of an element; breaks and further paragraphs are line breaks."""
    out: list[str] = []
    for node in element.iter():
        if node.tag == name("w:t"):
            out.append(node.text or "")
        elif node.tag == name("w:tab") and (parent := node.getparent()) is not None and parent.tag == name("w:r"):
            out.append("\t")
        elif node.tag in (name("w:br"), name("w:cr")) or (node.tag == W_P and out):
            out.append("\n")
    return "".join(out)


def lines_of(body: Parsed, fill_tables: set[Parsed]) -> Iterator[Line]:
    """Paragraphs in reading order, those of the tables filled row by row left out."""
    for paragraph in body.iter(W_P):
        if any(ancestor in fill_tables for ancestor in paragraph.iterancestors(W_TBL)):
            continue
        yield Line(tuple(_merged(_parts(paragraph))))


def _parts(paragraph: Parsed) -> Iterator[str | Slot]:
    for child in paragraph:
        if child.tag == W_SDT:
            yield _slot(child) or text_of(child)
        elif child.tag != name("w:pPr"):
            yield text_of(child)


def _merged(parts: Iterator[str | Slot]) -> Iterator[str | Slot]:
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            yield words
        words = ""
        yield part
    if words:
        yield words


def _slot(control: Parsed) -> Slot | None:
    tag = control.find(f"{name('w:sdtPr')}/{name('w:tag')}")
    key = "" if tag is None else str(tag.get(name("w:val")) or "")
    base, _, number = key.partition(".")
    if not key or "." in number:
        return None
    return Slot(base, int(number)) if number.isdigit() else Slot(base)


@dataclass(frozen=True)
class Head:
    """How to know a table filled row by row: its headings, and how many tables with the same ones stand before it."""

    texts: tuple[str, ...]
    before: int


def head_texts(table: Parsed) -> tuple[str, ...]:
    """Words of the first row."""
    row = table.find(W_TR)
    return () if row is None else tuple(even(text_of(cell)) for cell in row.iter(W_TC))


def heads_of(template: Parsed) -> dict[str, Head]:
    """The tables filled row by row of a template just written, by key."""
    out: dict[str, Head] = {}
    met: list[tuple[str, ...]] = []
    for table in template.iter(W_TBL):
        texts = head_texts(table)
        repeat = table.find(f"{W_SDT}/{name('w:sdtPr')}/{name('w:tag')}")
        if repeat is not None:
            out[str(repeat.get(name("w:val")))] = Head(texts, met.count(texts))
        met.append(texts)
    return out


def fill_tables(body: Parsed, heads: dict[str, Head]) -> dict[Parsed, str]:
    """The same tables in any document, by their headings."""
    keys = {head: key for key, head in heads.items()}
    out: dict[Parsed, str] = {}
    met: list[tuple[str, ...]] = []
    for table in body.iter(W_TBL):
        texts = head_texts(table)
        key = keys.get(Head(texts, met.count(texts)))
        met.append(texts)
        if key:
            out[table] = key
    return out


def parse_part(data: bytes) -> Parsed:
    """Parse a part that may come from anybody: no entities, no network, no giant trees."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


