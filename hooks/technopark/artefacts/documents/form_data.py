"""Templates for filling in the browser: one classic script, so that it works from a disk as well.

    assets/fill/forms.js    technoparkForms = "base64 of zlib of JSON"

The JSON holds the parts of every DOCX, equal ones once, the fields, the groups and the rules. It
is packed because a host may not compress, and a copy on a disk never is.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable
from typing import Any

from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.form_changes import Change, changes, parts_of
from technopark.artefacts.documents.form_checks import checks_data
from technopark.artefacts.documents.form_fields import GROUPS, FormField, form_fields
from technopark.artefacts.documents.ooxml import FIXED_DATE
from technopark.artefacts.documents.tree import Sheet
from technopark.kinds.documents import Document

NAME_MAX = 90
"""Longest name of a file without its ending: with the folder it stays within what Windows allows."""

Json = dict[str, Any]


def forms_script(documents: Iterable[Document]) -> str:
    """The script itself: ASCII, the same for the same documents."""
    data = json.dumps(forms_data(documents), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    packed = base64.b64encode(zlib.compress(data.encode("utf-8"), 9)).decode("ascii")
    return f'"use strict";\nwindow.technoparkForms = "{packed}";\n'


def forms_data(documents: Iterable[Document]) -> Json:
    """Everything the page needs, as plain data."""
    found = [(document, sheet) for document in documents if (sheet := compose(document)) is not None]
    fields = form_fields(sheet for _, sheet in found)
    texts: dict[str, int] = {}
    return {
        "groups": [[id, *GROUPS[id]] for id in GROUPS],
        "checks": checks_data(),
        "date": list(FIXED_DATE),
        "order": list(fields),
        "fields": {key: _field(field) for key, field in fields.items()},
        "documents": [_document(document, sheet, texts) for document, sheet in found],
        "parts": list(texts),
    }


def _field(form: FormField) -> Json:
    field = form.field
    columns = [{"key": c.key, "label": c.label, "type": c.type} for c in field.columns]
    out = {
        "label": field.label,
        "type": field.type,
        "format": field.format,
        "options": list(dict.fromkeys(field.options)),
        "columns": columns,
        "rows": field.rows or 5,
        "example": field.example,
        "help": field.help,
        "group": form.group,
        "many": form.many,
        "remember": form.remember,
    }
    return {key: value for key, value in out.items() if value}


def _document(document: Document, sheet: Sheet, texts: dict[str, int]) -> Json:
    keys = [key for key in sheet.field_keys() if key in sheet.fields]
    return {
        "id": document.id,
        "title": document.title,
        "short": document.short_title or document.title,
        "number": document.number or 0,
        "file": file_name(document),
        "keys": keys,
        "required": [key for key in keys if sheet.fields[key].required],
        "filled": {number: _change(change, texts) for number, change in changes(sheet).items()},
        "parts": {path: _index(text, texts) for path, text in parts_of(write_docx(sheet, ruled=True)).items()},
    }


def _change(change: Change, texts: dict[str, int]) -> Json:
    out: Json = {}
    if change.bold:
        out["bold"] = True
    if change.drops_next:
        out["drop"] = True
    if change.style:
        out["style"] = _index(change.style, texts)
    return out


def _index(text: str, texts: dict[str, int]) -> int:
    """The place of a text among all; equal texts have one."""
    return texts.setdefault(text, len(texts))


def file_name(document: Document) -> str:
    """Name of a document's file for people, without the ending: its title."""
    return safe_name(document.title)


def safe_name(title: str) -> str:
    """A name for people, without an ending, allowed on every system: the title, cut at a word."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title)
    plain = re.sub(r"\s+", " ", plain).strip(" .")
    if len(plain) > NAME_MAX:
        plain = plain[:NAME_MAX].rsplit(" ", 1)[0].rstrip(" ,.—–-")
    return plain
