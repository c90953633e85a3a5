"""The end of the book: glossary, acts, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from technopark.artefacts.manual.places import anchor
from technopark.artefacts.manual.practice_parts import cell
from technopark.artefacts.manual.prose import Prose, fitted
from technopark.artefacts.manual.sources import Sources
from technopark.artefacts.manual.tree import Block, Chapter, IndexEntry, Letter, Paragraph, Record, Run, Runs
from technopark.kinds.acts import Act
from technopark.kinds.glossary import Term
from technopark.knowledge import Entry
from technopark.russian.text import NBSP, long_date

WHOSE = {
    "закон": "Определение из закона", "стандарт": "Определение из стандарта", "презентация": "Из презентации проекта",
    "рабочее": "Рабочее определение",
}  # fmt: skip
"""Status of a term in words."""

UNCHECKED = "не проверено"


def sort_key(text: str) -> str:
    """What a term is sorted by: small letters, «ё» as «е», quotes left out."""
    return text.casefold().replace("ё", "е").strip("«»„“\" ")


# --------------------------------------------------------------------------- glossary


def index_entries(terms: Iterable[Entry]) -> tuple[IndexEntry, ...]:
    """Terms of the book in the order of the alphabet."""
    found = [IndexEntry(entry.id, fitted(entry.title), anchor(entry.key), sort_key(entry.title)) for entry in terms]
    return tuple(sorted(found, key=lambda entry: (entry.sort, entry.term)))


def glossary_chapter(terms: Iterable[Entry], prose: Prose) -> Chapter:
    """Terms the book speaks of, under their letters."""
    lead = "Здесь понятия, которые встречаются в этой книге. Страницы, где о них говорится, — в указателе."
    blocks: list[Block] = [Paragraph((Run(lead),))]
    letter = ""
    for entry in sorted(terms, key=lambda entry: (sort_key(entry.title), entry.id)):
        first = sort_key(entry.title)[:1].upper()
        if first != letter:
            letter = first
            blocks.append(Letter(letter))
        blocks.append(_term(entry, prose))
    return Chapter("glossary", "Словарь", "Словарь", tuple(blocks))


def _term(entry: Entry, prose: Prose) -> Record:
    term = entry.record
    prose.places.noted.clear()
    assert isinstance(term, Term)  # noqa: S101 - narrows the type
    others = ", ".join((*term.abbreviations, *term.synonyms))
    head = (Run(fitted(term.title), bold=True), *((Run(f" ({fitted(others)})"),) if others else ()))
    whose = "" if sort_key(term.source).startswith("рабочее определение") else f"{WHOSE[term.status]}. "
    small = fitted(whose + term.source)
    return Record(anchor(entry.key), "", head, prose.blocks(term.definition), (Run(small),))


# --------------------------------------------------------------------------- acts


def acts_chapter(acts: Iterable[Entry], prose: Prose, sources: Sources) -> Chapter:
    """Acts the book names, the broader level first, each with an honest mark of its check."""
    levels = {"федеральный": 0, "региональный": 1, "локальный": 2}
    found = [(entry, entry.record) for entry in acts if isinstance(entry.record, Act)]
    found.sort(key=lambda pair: (levels[pair[1].level], pair[1].date.isoformat() if pair[1].date else "9", pair[0].id))
    lead = (
        "Сверьте каждый акт с официальным текстом. Пометка «не проверено» значит: составители базы назвали акт, но с официальным "
        "опубликованием его не сверяли."
    )
    blocks: tuple[Block, ...] = (Paragraph((Run(fitted(lead)),)), *(_act(entry, act, prose, sources) for entry, act in found))
    return Chapter("acts", "Нормативные акты", "Нормативные акты", blocks)


def _act(entry: Entry, act: Act, prose: Prose, sources: Sources) -> Record:
    parts = (act.authority, long_date(act.date) if act.date else "", f"№{NBSP}{act.number}" if act.number else "")
    checked = f"проверено {long_date(act.checked_on)}{f', {act.checked_by}' if act.checked_by else ''}" if act.checked_on else UNCHECKED
    force = f"действие: {act.in_force_now}" if act.in_force_now == "не установлено" else act.in_force_now
    requisites = Run(fitted(f"{', '.join(filter(None, parts))}. {force[:1].upper()}{force[1:]}; ", edges=True))
    small: Runs = (requisites, Run(checked, bold=not act.checked_on), Run(". "), *sources.cite(act.sources))
    return Record(anchor(entry.key), fitted(act.short_title), (Run(fitted(act.title), bold=True),), tuple(_matters(act, prose)), small)


def _matters(act: Act, prose: Prose) -> Iterator[Block]:
    yield from prose.blocks(act.relevance)
    for article in act.articles:
        first, *rest = prose.blocks(article.relevance)
        label = (Run(fitted(article.number), bold=True), Run(". "))
        yield Paragraph((*label, *first.runs)) if isinstance(first, Paragraph) else Paragraph(label)
        yield from rest if isinstance(first, Paragraph) else (first, *rest)


# --------------------------------------------------------------------------- sources


def sources_chapter(sources: Sources) -> Chapter:
    """What the book rests on; the places in each source stand in the chapters."""
    lead = "Номера в квадратных скобках ведут сюда. Место в источнике и то, насколько он проверен, указаны рядом с номером."
    return Chapter("sources", "Источники", "Источники", (Paragraph(cell(lead)), *sources.records()))
