"""schema.org description of a record as a JSON-LD data block."""

from __future__ import annotations

from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

from markupsafe import Markup

from technopark.knowledge import Entry, KnowledgeBase, value_of
from technopark.pages.markup import as_html, html

TYPES: Mapping[str, str] = {
    "acts": "Legislation",
    "cases": "Article",
    "contests": "Event",
    "documents": "DigitalDocument",
    "formats": "LearningResource",
    "glossary": "DefinedTerm",
    "models": "HowTo",
    "organisations": "Organization",
    "programmes": "Course",
    "publications": "Book",
    "seminars": "EducationEvent",
}
"""schema.org type of each kind; what is not here is a CreativeWork."""

Data = Mapping[str, "str | Data"]
"""Properties by name."""

_ESCAPES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")


def json_ld(kb: KnowledgeBase, entry: Entry, description: str) -> Markup:
    """The data block; an empty string for a teaching example, which is nobody's fact."""
    if entry.fictional:
        return Markup("")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(entry.kind.slug, "CreativeWork"),
        "name": entry.title,
        "description": description,
        "inLanguage": "ru",
        **_more(kb, entry),
    }
    if entry.updated_on:
        data["dateModified"] = entry.updated_on.isoformat()
    return html('<script type="application/ld+json">%s</script>', safe_json(data))


def safe_json(data: Data) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = _json(data)
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    return as_html(text)  # every sign that HTML reads is escaped above


def _json(data: Data) -> str:
    """What ``json.dumps`` gives with sorted keys and no spaces; an encoder is long in making."""
    pairs = [f'"{key}":{encode_basestring(value) if isinstance(value, str) else _json(value)}' for key, value in sorted(data.items())]
    return f"{{{','.join(pairs)}}}"


def _more(kb: KnowledgeBase, entry: Entry) -> dict[str, Any]:
    """Properties that only some kinds have; absent facts stay absent."""
    record = entry.record
    pairs = {
        "startDate": value_of(record, "date_start"),
        "endDate": value_of(record, "date_end"),
        "legalName": value_of(record, "full_name"),
        "legislationDate": value_of(record, "date") if entry.kind.slug == "acts" else None,
        "legislationIdentifier": value_of(record, "number") if entry.kind.slug == "acts" else None,
        "isbn": value_of(record, "isbn"),
        "provider": _party(kb, value_of(record, "provider")),
        "creator": _party(kb, value_of(record, "holder")),
        "location": _party(kb, value_of(record, "place")),
    }
    return {name: value if isinstance(value, dict) else str(value) for name, value in pairs.items() if value}


def _party(kb: KnowledgeBase, id: str | None) -> dict[str, str] | None:
    entry = kb.get("organisations", id) if id else None
    return {"@type": "Organization", "name": entry.title} if entry else None
