"""What the tests of documents share: all forms, sample values, files with controls taken away, LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from technopark.artefacts.documents.beside import flat
from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.documents.skeleton import parse_part
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Value, normal_values
from technopark.kinds.documents import KIND, Column, Document, TemplateField
from technopark.loading import load_entry

ROOT = Path(__file__).resolve().parent.parent
MAIN = "word/document.xml"

_BY_FORMAT = {"ИНН": "7707083893", "ОГРН": "1027700132195", "телефон": "+7 3952 12-34-56", "почта": "centre@example.ru"}


def document_of(path: Path) -> Document:
    """The record of a file, as the base would read it."""
    entry, problems = load_entry(KIND, f"practices/documents/{path.name}", path.read_bytes())
    assert entry is not None, problems
    assert isinstance(entry.record, Document)
    return entry.record


def samples() -> dict[str, Sheet]:
    """Two made-up forms that hold every kind of block and field."""
    return dict(_sheets((Path(__file__).parent / "documents").glob("*.yml")))


def all_sheets() -> dict[str, Sheet]:
    """The made-up forms and all forms of the base."""
    return {**samples(), **dict(_sheets((ROOT / "practices" / "documents").glob("*.yml")))}


def _sheets(paths: Iterable[Path]) -> Iterator[tuple[str, Sheet]]:
    for path in sorted(paths):
        sheet = compose(document_of(path))
        if sheet is not None:
            yield sheet.id, sheet


def sample_values(sheet: Sheet) -> dict[str, Value]:
    """A value for every field, all different, in normal form."""
    raw = {key: _sample(sheet.fields[key], number) for number, key in enumerate(sheet.field_keys())}
    return normal_values(sheet.fields, raw)


def _sample(field: TemplateField, number: int) -> Value:
    if field.type == "таблица":
        return [{column.key: _cell(column, row) for column in field.columns} for row in range(1, 4)]
    if field.type == "выбор":
        return field.options[number % len(field.options)]
    by_type = {
        "дата": f"{number % 28 + 1:02}.{number % 12 + 1:02}.2026",
        "число": str(number + 2),
        "абзац": f"Первая мысль № {number}.\nВторая мысль № {number}.",
    }
    by_format = {**_BY_FORMAT, "ФИО": f"Иванов{'абвгдежзик'[number % 10]} И. И. (пример)"}
    return by_type.get(field.type) or by_format.get(field.format or "", f"значение «{field.key}» {number}")


def _cell(column: Column, row: int) -> str:
    return {"дата": f"{row:02}.10.2026", "число": str(row)}.get(column.type, f"{column.key} {row}")


# --------------------------------------------------------------------------- DOCX


def parts_of(data: bytes) -> dict[str, bytes]:
    """Parts of a DOCX by name, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def main_part(data: bytes) -> etree._Element:
    """The main part."""
    return parse_part(parts_of(data)[MAIN])


def words_of(data: bytes) -> str:
    """All words of the main part, those inside controls included."""
    return "\n".join("".join(node.text or "" for node in paragraph.iter(name("w:t"))) for paragraph in main_part(data).iter(name("w:p")))


def repacked(data: bytes, change: Mapping[str, bytes | None]) -> bytes:
    """The same archive with parts replaced or, by ``None``, left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, part in parts_of(data).items():
            new = change.get(path, part)
            if new is not None:
                archive.writestr(path, new)
    return out.getvalue()


def stripped(data: bytes) -> bytes:
    """What Google Docs and the like leave: no controls, no data part, only what one sees."""
    parts = parts_of(data)
    gone: dict[str, bytes | None] = {path: None for path in parts if path.startswith("customXml") or "glossary" in path}
    gone[MAIN] = etree.tostring(flat(parse_part(parts[MAIN])))
    for path, part in parts.items():
        if path.endswith(".rels"):
            gone.setdefault(path, re.sub(rb"<Relationship [^>]*(?:customXml|glossary)[^>]*/>", b"", part))
    return repacked(data, gone)


def untagged(data: bytes) -> bytes:
    """The same document with tags and bindings of its controls lost: labels are all that is left."""
    body = main_part(data)
    for tag in ("w:tag", "w:dataBinding"):
        for node in list(body.iter(name(tag))):
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)
    return repacked(data, {MAIN: etree.tostring(body), "customXml/item1.xml": None})


# --------------------------------------------------------------------------- LibreOffice


def convert(office: Path, files: Iterable[Path], form: str, out: Path, home: Path) -> None:
    """Convert files by real LibreOffice in one call; ``home`` is its own folder of settings."""
    words = [f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", form, "--outdir", str(out)]
    command = [str(office), *words, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
