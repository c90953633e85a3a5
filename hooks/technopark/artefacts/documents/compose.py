"""A document record → the sheet of ГОСТ Р 7.0.97-2025."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from technopark.artefacts.documents.parse import parse_text
from technopark.artefacts.documents.tree import Approval, Sheet, SignatureLine
from technopark.kinds.documents import Document, Signature, TemplateField
from technopark.russian.text import typography

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a key of a field or a column looks like."""

MARK = "Примерная форма. Проверьте с юристом учреждения."

ORGANISATION = "org_full"
CITY = "city"
STAMP = Approval("director_post", "director_name", "approval_date")

LAYOUT_FIELDS = {
    field.key: field
    for field in (
        TemplateField(key="director_post", label="Должность руководителя", scope="учреждение", example="Директор"),
        TemplateField(key="director_name", label="Руководитель (фамилия и инициалы)", scope="учреждение", format="ФИО"),
        TemplateField(key="approval_date", label="Дата утверждения", type="дата"),
    )
}
"""Fields of the approval stamp: they mean the same in every document, so a record need not repeat them."""

KIND_WORDS = frozenset(get_args(Document.model_fields["kind"].annotation)) | {"договор", "дневник", "карточка", "памятка"}
"""Words that stand in a title's first line in capitals."""

POST_WORDS = frozenset({"директор", "руководитель", "заведующий", "заведующая", "начальник", "куратор", "координатор"})
"""A role that begins so and says no more is a post: the document's own post stands instead of it."""

AGREEMENTS = frozenset({"договор", "соглашение"})


def compose(document: Document) -> Sheet | None:
    """The sheet of a template, or ``None`` while its text is not written yet."""
    if not document.text:
        return None
    fields = layout_fields(document)
    kind, subject = split_title(document.title)
    return Sheet(
        id=document.id,
        title=document.title,
        kind=kind,
        # an order names its matter in the heading under its number: once is enough
        subject="" if kind.lower() == "приказ" and document.heading else typography(subject),
        mark=MARK,
        organisation=ORGANISATION if ORGANISATION in fields else None,
        approval=STAMP if document.approval else None,
        date=own_key("_date", document),
        number=own_key("_number", document),
        city=CITY if CITY in fields and not _in_text(CITY, document) else None,
        heading=typography(document.heading) if document.heading else None,
        blocks=parse_text(document.text, fields),
        signatures=tuple(_signature(line, document, fields) for line in document.signatures),
        landscape=document.orientation == "альбомная",
        fields=fields,
        version=document.version or "",
        agreement=kind.lower() in AGREEMENTS,
    )


def layout_fields(document: Document) -> dict[str, TemplateField]:
    """The declared fields, and those of the approval stamp the record leaves to the layout.

    A field whose keys could not be names in XML is left out; a rule reports it.
    """
    declared = {field.key: field for field in document.fields if has_right_keys(field)}
    implied = (STAMP.post, STAMP.name, STAMP.date) if document.approval else ()
    return {**{key: LAYOUT_FIELDS[key] for key in implied if key not in declared}, **declared}


def has_right_keys(field: TemplateField) -> bool:
    """Whether the keys of a field and its columns can be written in a text and in XML."""
    return all(KEY.fullmatch(key) for key in (field.key, *(column.key for column in field.columns)))


def split_title(title: str) -> tuple[str, str]:
    """«Приказ о внедрении» → («Приказ», «о внедрении»); a title of another shape stays whole."""
    first, _, rest = title.partition(" ")
    return (first, rest.strip()) if first.lower() in KIND_WORDS else ("", title)


def own_key(ending: str, document: Document) -> str | None:
    """The document's own date or number: the first such field its text does not use itself."""
    signed = {line.name for line in document.signatures} | {STAMP.date}
    keys = (field.key for field in document.fields if field.key.endswith(ending) and has_right_keys(field))
    return next((key for key in keys if key not in signed and not _in_text(key, document)), None)


def _in_text(key: str, document: Document) -> bool:
    return f"{{{{{key}}}}}" in (document.text or "").replace(" ", "")


def _signature(line: Signature, document: Document, fields: Mapping[str, TemplateField]) -> SignatureLine:
    post: str | None = f"{line.name.removesuffix('_name')}_post" if line.name and line.name.endswith("_name") else ""
    first, *rest = line.role.lower().split()
    apart = first not in POST_WORDS or len(rest) > 1
    if not post or post not in fields or (apart and _in_text(post, document)):
        post = None
    name = line.name if line.name in fields else None
    return SignatureLine(typography(line.role), post, name, line.date, apart=apart)
