"""A filled DOCX → values, whatever was done to the file.

Looked for in this order, because each survives less than the next:

1. controls by their tag (Word);
2. controls by their binding (LibreOffice drops ``w:tag`` and keeps ``w:dataBinding``);
3. controls by their label;
4. text beside its label (Google Docs and the like drop controls altogether);
5. the data part, if a field has neither a control nor a place in the text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from technopark.artefacts.documents import blanks
from technopark.artefacts.documents.beside import beside_labels, options_text
from technopark.artefacts.documents.docx import MAIN, write_docx
from technopark.artefacts.documents.ooxml import Parsed, name
from technopark.artefacts.documents.skeleton import W_SDT, W_TR, even, is_empty, parse_part, text_of
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Value, Values, normal_values
from technopark.artefacts.documents.word_controls import FORM
from technopark.problems import TechnoparkError

MAX_FILE = 20_000_000
"""Largest part that is opened, in bytes: a filled form is a hundred times smaller."""

_COMPRESSIONS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""Those of a Word document (ECMA-376, part 2)."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What a damaged archive raises, or an encrypted one."""

_PATH = re.compile(r"/\w+:form(?:\[1\])?/\w+:(\w+)(?:\[1\])?(?:/\w+:row\[(\d+)\]/\w+:(\w+)(?:\[1\])?)?")


class NotADocumentError(TechnoparkError):
    """The file is not a Word document, or a damaged one."""


@dataclass
class Found:
    """What was found so far.

    Attributes:
        texts: values of a key's controls, in order; an empty text is an empty control.
        boxes: ticked options by key; a key with boxes none of which is ticked is present.
        rows: cells by the row they stand in, by key.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, dict[Parsed, dict[str, str]]] = field(default_factory=dict)


def read(data: bytes, sheet: Sheet | None = None) -> dict[str, Value]:
    """Values of a filled document.

    Args:
        data: bytes of the DOCX.
        sheet: its template; without it only tags, bindings and the data part are looked at.

    Raises:
        NotADocumentError: the file cannot be read as DOCX.
    """
    parts = _open(data)
    body = parse_part(parts[MAIN])
    found = Found()
    stored = _stored(parts)
    for control in body.iter(W_SDT):
        _read_control(control, sheet, stored, found)
    values: dict[str, Value] = {key: _choose(texts, stored.get(key)) for key, texts in found.texts.items()}
    values |= {key: list(rows.values()) for key, rows in found.rows.items()}
    if sheet is None:
        return _without_empty({**stored, **values})
    values |= {key: options_text(sheet, key, ticked) for key, ticked in found.boxes.items()}
    missing = [key for key in sheet.field_keys() if key not in values]
    if missing:
        beside = beside_labels(body, parse_part(_open(write_docx(sheet))[MAIN]), sheet)
        values |= {key: _trusted(beside.get(key, stored.get(key, "")), key, sheet, stored) for key in missing}
    return normal_values(sheet.fields, values)


def document_id(data: bytes) -> str:
    """Id of the template a document was made from; empty if the file does not say it."""
    for part in _data_parts(_open(data)):
        if id := part.get("document"):
            return str(id)
    return ""


def title_words(data: bytes) -> str:
    """All words of a document, to recognise its template when nothing else is left."""
    return even(text_of(parse_part(_open(data)[MAIN])))


# --------------------------------------------------------------------------- the file


def _open(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if info.filename == MAIN or info.filename.startswith("customXml/item")]
            if not _COMPRESSIONS.issuperset(info.compress_type for info in infos):
                raise zipfile.BadZipFile
            if any(info.file_size > MAX_FILE for info in infos):
                raise NotADocumentError("Файл слишком велик для заполненной формы. Проверьте, тот ли файл выбран.")
            parts = {info.filename: archive.read(info) for info in infos}
        for part in parts.values():
            parse_part(part)
    except (*_DAMAGED, etree.XMLSyntaxError) as error:
        raise NotADocumentError("Это не документ Word (.docx) или он повреждён. Откройте файл и сохраните его как .docx.") from error
    if MAIN not in parts:
        raise NotADocumentError("Это не документ Word (.docx). Старый .doc откройте и сохраните как .docx.")
    return parts


def _data_parts(parts: dict[str, bytes]) -> Iterable[Parsed]:
    for path, data in sorted(parts.items()):
        if path != MAIN and (root := parse_part(data)).tag == f"{{{FORM}}}form":
            yield root


def _stored(parts: dict[str, bytes]) -> dict[str, Value]:
    """Values of the data part."""
    out: dict[str, Value] = {}
    for root in _data_parts(parts):
        for node in root:
            rows = [{_local(cell): cell.text or "" for cell in row} for row in node]
            out[_local(node)] = rows or (node.text or "")
    return out


def _local(node: Parsed) -> str:
    return str(node.tag).rpartition("}")[2]


# --------------------------------------------------------------------------- controls


def _read_control(control: Parsed, sheet: Sheet | None, stored: Values, found: Found) -> None:
    properties = control.find(name("w:sdtPr"))
    content = control.find(name("w:sdtContent"))
    if properties is None or content is None or content.find(f".//{W_SDT}") is not None:
        return
    key, column = _address(properties, sheet)
    if not key:
        return
    box = properties.find(name("w14:checkbox"))
    if box is not None:
        checked = box.find(name("w14:checked"))
        ticked = found.boxes.setdefault(key, [])
        if checked is not None and checked.get(name("w14:val")) in ("1", "true", "on") and column.isdigit():
            ticked.append(int(column))
        return
    showing = properties.find(name("w:showingPlcHdr"))
    text = text_of(content).strip()
    text = "" if showing is not None or _is_placeholder(text, key, sheet, stored) else text
    if column:
        row = next(control.iterancestors(W_TR), None)
        if row is not None:
            found.rows.setdefault(key, {}).setdefault(row, {})[column] = text
    else:
        found.texts.setdefault(key, []).append(text)


def _address(properties: Parsed, sheet: Sheet | None) -> tuple[str, str]:
    """Key of a control and, in a table, its column (or the number of an option to tick)."""
    tag = _value(properties, "w:tag")
    if tag and (sheet is None or tag.partition(".")[0] in sheet.fields):
        key, _, rest = tag.partition(".")
        return key, rest.rpartition(".")[2]
    binding = properties.find(name("w:dataBinding"))
    if binding is not None and (path := _PATH.fullmatch(str(binding.get(name("w:xpath"))))):
        return path[1], path[3] or ""
    return _by_label(_value(properties, "w:alias"), sheet) if sheet else ("", "")


def _by_label(alias: str, sheet: Sheet) -> tuple[str, str]:
    labelled = [item for item in sheet.fields.values() if item.label[:64] == alias]
    if len(labelled) == 1:
        return labelled[0].key, ""
    for item in sheet.fields.values():
        for number, option in enumerate(item.options, 1):
            if alias == f"{item.label}: {option}"[:64]:
                return item.key, str(number)
    return "", ""


def _value(properties: Parsed, tag: str) -> str:
    node = properties.find(name(tag))
    return "" if node is None else str(node.get(name("w:val")) or "")


def _is_placeholder(text: str, key: str, sheet: Sheet | None, stored: Values) -> bool:
    """Whether a control shows what an empty one shows; LibreOffice forgets that it is empty."""
    if is_empty(text):
        return True
    if sheet is None or text == stored.get(key):
        return False
    known = sheet.fields.get(key)
    roles = {line.role for line in sheet.signatures if line.post == key}
    return text in roles or (known is not None and text == blanks.paper_choice(known))


def _trusted(value: Value, key: str, sheet: Sheet, stored: Values) -> Value:
    """A value found beside its label; what the data part knows to be empty stays empty."""
    return "" if isinstance(value, str) and key in stored and _is_placeholder(value, key, sheet, stored) else value


def _choose(texts: list[str], stored: Value | None) -> str:
    """One value of several controls: the one a person changed, else the first that is filled in."""
    filled = [text for text in texts if text]
    changed = [text for text in filled if even(text) != even(str(stored or ""))]
    return next(iter(changed or filled), "")


def _without_empty(values: Values) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value}
