"""What refers to a record, grouped in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from technopark.kinds import KINDS
from technopark.knowledge import Entry, Key, KnowledgeBase, Reference
from technopark.pages.markup import html
from technopark.pages.values import Place, link_to

PHRASES: Mapping[tuple[str, str], str] = {
    ("cases", "holder"): "Практики этой организации",
    ("cases", "partners"): "Практики, в которых участвует организация",
    ("cases", "process_model"): "Практики, которые идут по этой модели",
    ("cases", "documents"): "Практики, которым он нужен",
    ("cases", "steps"): "Практики, где он нужен на отдельных шагах",
    ("cases", "legal_basis"): "Практики, которые на него опираются",
    ("cases", "programmes"): "Практики, для которых здесь учат",
    ("cases", "transfer_formats"): "Практики, которые передают этим способом",
    ("cases", "methodological_set"): "Практики, которые в нём описаны",
    ("cases", "supports"): "Практики, которым оно помогает распространиться",
    ("seminars", "questions"): "Семинары, к вопросам которых это подобрано",
    ("seminars", "place"): "Семинары на этой площадке",
    ("seminars", "organisers"): "Семинары, которые организует учреждение",
    ("seminars", "documents"): "Семинары, к которым он подобран",
    ("programmes", "provider"): "Программы этого учреждения",
    ("programmes", "practices"): "Программы, к которым подобрана эта практика",
    ("programmes", "documents"): "Программы, где его изучают",
    ("programmes", "modules"): "Программы, где это объясняют",
    ("models", "stages"): "Этапы моделей, где это нужно",
    ("models", "registers"): "Модели, где ведут этот реестр",
    ("documents", "legal_basis"): "Документы, которые на него опираются",
    ("documents", "models"): "Документы этой модели",
    ("publications", "practices"): "Издания, где она описана",
    ("publications", "organisations"): "Издания с участием организации",
    ("publications", "about"): "Издания, которые об этом говорят",
    ("contours", "parties"): "Место в технопарке",
    ("contours", "practices"): "Контур технопарка",
    ("contours", "seminars"): "Контур технопарка",
    ("contours", "publications"): "Контур технопарка",
    ("acts", "supersedes"): "Акты, которые его заменили",
    ("contests", "entries"): "Конкурсы, в которых участвовала",
    ("contests", "organisers"): "Конкурсы этого учреждения",
    ("adoptions", "practice"): "Кто уже внедряет",
    ("adoptions", "organisation"): "Что внедряет организация",
    ("formats", "terms"): "Форматы передачи, где это нужно",
    ("glossary", "acts"): "Термины, которые он определяет",
    ("glossary", "see_also"): "Близкие термины",
    ("glossary", "not_to_confuse"): "Термины, с которыми его путают",
}
"""Heading of a group, by the kind that refers and the field it refers from."""

_ORDER = {way: number for number, way in enumerate(PHRASES)}


MANY = 100
"""Links in one group; of more the first are shown: nobody reads thousands, and everybody would have to load them."""


class Listed(NamedTuple):
    """Records of one kind: the first of them, and how many there are."""

    keys: tuple[Key, ...]
    total: int


@dataclass(frozen=True)
class Group:
    """Records that refer in one way.

    Attributes:
        title: heading.
        links: the first of them, each with a note.
        total: how many there are.
        rest: where to find the others, if there are any.
    """

    title: str
    links: tuple[Markup, ...]
    total: int
    rest: Markup


def related(kb: KnowledgeBase, entry: Entry, place: Place) -> tuple[Group, ...]:
    """Groups of records that name this one, in the order of ``PHRASES``."""
    groups: dict[tuple[str, str], list[Reference]] = {}
    for reference in kb.backlinks(entry.key):
        if reference.source != entry.key:
            groups.setdefault((reference.source[0], str(reference.path[0])), []).append(reference)
    merged: dict[str, dict[Key, list[Reference]]] = {}
    for way in sorted(groups, key=lambda key: (_ORDER.get(key, len(_ORDER)), key)):
        title = PHRASES.get(way) or kb.entries[groups[way][0].source].kind.title
        for reference in groups[way]:
            merged.setdefault(title, {}).setdefault(reference.source, []).append(reference)
    return tuple([_group(kb, title, found, place) for title, found in merged.items()])


def _group(kb: KnowledgeBase, title: str, found: Mapping[Key, Sequence[Reference]], place: Place) -> Group:
    links = tuple([_link(kb, key, references, place) for key, references in islice(found.items(), MANY)])
    if len(found) <= MANY:
        return Group(title, links, len(found), Markup(""))
    slug = next(iter(found))[0]
    where = html('<a href="%s%s/">«%s»</a>', place.base, slug, KINDS[slug].title)
    return Group(title, links, len(found), html("Показаны первые&nbsp;%s. Остальные — в&nbsp;списке %s.", str(MANY), where))


def _link(kb: KnowledgeBase, key: Key, references: Iterable[Reference], place: Place) -> Markup:
    entry = kb.entries[key]
    link = link_to(entry, place.base)
    codes = [code for reference in references if (code := _stage_code(entry, reference))]
    if not codes:
        return link
    return html("%s: %s", link, Markup(", ").join(dict.fromkeys(codes)))


def _stage_code(entry: Entry, reference: Reference) -> Markup | None:
    """For a reference from a stage of a model: the code of that stage."""
    if entry.kind.slug != "models" or reference.path[0] != "stages":
        return None
    return html("%s", entry.record.stages[reference.path[1]].code)  # type: ignore[attr-defined]


def listed(keys: Iterable[Key]) -> Mapping[str, Listed]:
    """Records by the slug of their kind, as many as a page shows."""
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(key[0], []).append(key)
    return {slug: Listed(tuple(keys[:MANY]), len(keys)) for slug, keys in found.items()}


def occurrences(kb: KnowledgeBase, found: Mapping[str, Listed], term: str, place: Place) -> tuple[Group, ...]:
    """Where a term occurs in texts, one group a kind; ``term`` is what to search for."""
    out = []
    for slug, records in found.items():
        links = tuple([link_to(kb.entries[key], place.base) for key in records.keys])
        rest = html('Показаны первые&nbsp;%s. Остальные найдёт <a href="%ssearch/?q=%s">поиск</a>.', str(MANY), place.base, quote(term))
        out.append(Group(KINDS[slug].title, links, records.total, rest if records.total > MANY else Markup("")))
    return tuple(sorted(out, key=lambda group: group.title))
