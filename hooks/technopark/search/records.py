"""What a record is called and what it is about: the text that ranks it.

Taken from the record's fields, not from its page, so that a name is known to be a
name. Kinds need not be known here: fields are told apart by their descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from technopark.knowledge import Entry, KnowledgeBase
from technopark.schema import FieldInfo, Kind, Part, fields_of

NAME_FIELDS = ("title", "short_title", "short_name", "full_name", "abbreviations", "synonyms", "number")
ABOUT_FIELDS = ("summary", "definition", "purpose", "relevance", "aim", "goal")
HEADING_FIELDS = frozenset({"title", "label", "role", "mistake", "indicator", "code"})
SKIPPED_FIELDS = frozenset({"id", "fictional", "sources", "history", "notes", "updated_on", "text", "do_not_link", "link"})
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
MONTHS = tuple(_MONTHS.split())

_QUOTED = re.compile(r"«([^»]+)»")
_MARKDOWN_HEADING = re.compile(r"^#{1,4}\s+(?:\d+\.\s*)?(.+)$", re.M)
_ARTICLE = re.compile(r"ст\.\s*(\d[\d.]*)")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Described:
    """A page as the ranking sees it.

    Attributes:
        kind: slug of the record's kind; empty for a hand-written page.
        names: everything the page is called, the title first.
        headings: short texts that say what it is about: places, roles, dates, parts.
        about: the one or two sentences at its head.
    """

    kind: str
    names: tuple[str, ...]
    headings: tuple[str, ...]
    about: str


def describe(entry: Entry, kb: KnowledgeBase) -> Described:
    """Names, headings and summary of a record."""
    record = entry.record
    names = [text for field in NAME_FIELDS for text in _texts(getattr(record, field, None))]
    names += [part for name in names for part in _QUOTED.findall(name)]
    names += [_BRACKETS.sub("", name) for name in names if "(" in name]
    names += [*_numbered(record), *_articles(record)]
    names.append(record.id.replace("-", " "))
    headings = [entry.kind.one, entry.kind.title, *_headings(record), *_sections(record), *_referred(entry, kb)]
    about = next((str(value) for field in ABOUT_FIELDS if (value := getattr(record, field, None))), "")
    return Described(entry.kind.slug, _unique(names), _unique(headings), about)


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _texts(value: Any) -> Iterator[str]:
    if value is None:
        return
    for item in value if isinstance(value, tuple) else (value,):
        yield str(item)


def _numbered(record: Any) -> list[str]:
    """«приказ 266», «федеральный закон 159-ФЗ»: how people name an act they know the number of."""
    number, kind = getattr(record, "number", None), getattr(record, "kind", None)
    if number is None or getattr(record, "authority", None) is None:
        return []
    return [f"{kind} {number}", f"федеральный закон {number}"] if kind == "закон" else [f"{kind} {number}"]


def _articles(record: Any) -> list[str]:
    """«статья 8.2»: an article of an act by its number."""
    texts = (str(getattr(article, "number", "")) for article in getattr(record, "articles", ()))
    return [f"статья {found.group(1)}" for text in texts if (found := _ARTICLE.match(text))]


def describe_list(kind: Kind) -> Described:
    """Names of the list of a kind: its title, «список практик» and what people call the section."""
    return Described("", _unique([kind.title, *(f"{word} {kind.forms[2]}" for word in ("список", "раздел")), *kind.called]), (), kind.lead)


def day_words(day: date) -> str:
    """A day as people type it: «10 октября 2017» and «10.10.2017»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} {day.day:02}.{day.month:02}.{day.year}"


def _headings(part: Part, *, top: bool = True) -> Iterator[str]:
    """Lines of the record itself and titles of its parts, in the order of fields."""
    for info in fields_of(type(part)).values():
        value = getattr(part, info.name)
        if info.name in SKIPPED_FIELDS or value is None or value == ():
            continue
        for item in value if info.many else (value,):
            if info.part is not None:
                yield from _headings(item, top=False)
            elif _is_heading(info, top):
                yield day_words(item) if isinstance(item, date) else str(item)


def _sections(record: Any) -> list[str]:
    """Headings inside the text of a document: «9. Запреты и границы»."""
    return _MARKDOWN_HEADING.findall(str(getattr(record, "text", None) or ""))


def _is_heading(info: FieldInfo, top: bool) -> bool:
    """Dates; of a part, its title and role; of the record, its short texts that are not names."""
    if info.refs or info.text == "prose" or info.scalar in (bool, float):
        return False
    if info.scalar is date:
        return True
    if not top:
        return info.name in HEADING_FIELDS
    return info.name not in NAME_FIELDS and bool(info.about.facet or info.choices or info.text == "line")


def _referred(entry: Entry, kb: KnowledgeBase) -> Iterator[str]:
    """The holder, the place and their town: people look for a practice by where it is."""
    for field in ("holder", "place"):
        other = kb.get("organisations", str(getattr(entry.record, field, None)))
        if other is not None:
            yield other.short
            yield str(getattr(other.record, "municipality", None) or "")
