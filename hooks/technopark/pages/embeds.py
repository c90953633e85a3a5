"""What hand-written pages can put in with ``[[name]]`` or ``[[name:argument]]``.

One small function an embed; each gives the template's name and its values. An unknown
name or argument is a ``KeyError``: the page shows the words as they are and a rule
reports them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from technopark.artefacts.manual.ready import shelf
from technopark.kinds import KINDS
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages import drawings
from technopark.pages.downloads import size_words
from technopark.pages.excerpts import first_sentence, lead_of, shorten
from technopark.pages.fill import fill_embed
from technopark.pages.values import Place

if TYPE_CHECKING:
    from technopark.pages.render import PageBuilder

Filled = tuple[str, Mapping[str, Any]]
"""A template's name and its values."""


@dataclass(frozen=True)
class Asked:
    """What an embed is asked for: by which builder, with which argument, for which place."""

    builder: PageBuilder
    argument: str
    place: Place


Embed = Callable[[Asked], Filled]

NEWS = 5
"""How many recently updated records the news shows."""

QUESTIONS = ("с чего начать", "договор с наставником", "как завершить наставничество")
"""Example questions under the search box of the front page."""

DOORS = (
    (
        "adopt/", "home-import-outline", "Хочу внедрить практику",
        "Выбрать практику, примерить к своему центру, взять документы", "С чего начать",
    ),
    (
        "describe/", "pencil-outline", "Готовлю описание практики",
        "Понять, на какие вопросы ответить, и увидеть готовый пример", "Как описать",
    ),
    (
        "seminar/", "account-group-outline", "Участвую в семинаре",
        "Найти вопросы, материалы и способы передать опыт", "К семинарам",
    ),
)
"""Three ways in by role: address, icon, title, what is behind it, next step."""


def _technopark(asked: Asked) -> Filled:
    return "drawings/technopark.html", {"contours": drawings.technopark(asked.builder.kb, asked.place)}


def _timeline(asked: Asked) -> Filled:
    return "drawings/timeline.html", {"years": drawings.timeline(asked.builder.kb, asked.place)}


def _model(asked: Asked) -> Filled:
    entry = asked.builder.kb.entries["models", asked.argument]
    drawing = drawings.model_drawing(asked.builder.kb, asked.builder.values, entry, asked.place)
    return "components/embed_model.html", {"model": drawing, "entry": entry}


def _cards(asked: Asked) -> Filled:
    kind = KINDS[asked.argument]
    return "components/embed_cards.html", {"list": asked.builder.list_view(kind, asked.place), "kind": kind}


def _stats(asked: Asked) -> Filled:
    counts = [(kind, len(asked.builder.kb.published(slug))) for slug, kind in KINDS.items()]
    return "components/embed_stats.html", {"counts": sorted((c for c in counts if c[1]), key=lambda c: c[0].title)}


def _doors(_: Asked) -> Filled:
    return "components/embed_doors.html", {"doors": DOORS}


def _seminar(asked: Asked) -> Filled:
    kb = asked.builder.kb
    entry = nearest_seminar(kb)
    return "components/embed_seminar.html", {
        "entry": entry,
        "planned": bool(entry and getattr(entry.record, "status", "") == "запланирован"),
        "when": drawings.when(entry) if entry else "",
        "where": asked.builder.kb.get("organisations", getattr(entry.record, "place", None) or "") if entry else None,
        "lead": shorten(first_sentence(lead_of(entry)), 300) if entry else "",
    }


def _news(asked: Asked) -> Filled:
    entries = [e for slug in KINDS for e in asked.builder.kb.published(slug) if e.updated_on]
    rank = {"cases": 0, "seminars": 1, "models": 2, "programmes": 3, "documents": 4}
    entries.sort(key=lambda e: (-e.updated_on.toordinal() if e.updated_on else 0, rank.get(e.kind.slug, 9), e.key))
    return "components/embed_news.html", {"entries": entries[:NEWS]}


def _search(_: Asked) -> Filled:
    return "components/embed_search.html", {"questions": QUESTIONS, "page": False}


def _search_page(_: Asked) -> Filled:
    return "components/embed_search.html", {"questions": QUESTIONS, "page": True}


def _manual(asked: Asked) -> Filled:
    found = shelf(asked.builder.kb, asked.builder.downloads.sizes)
    example = [entry.id for _, _, entries in found.holders for entry in entries][:2]
    return "components/embed_manual.html", {"shelf": found, "example": example, "size_words": size_words}


def nearest_seminar(kb: KnowledgeBase) -> Entry | None:
    """The first planned seminar, or the last one held. No clock: the record's status decides."""
    seminars: list[Any] = list(kb.published("seminars"))
    found: Entry | None
    planned = [e for e in seminars if e.record.status == "запланирован"]
    if planned:
        found = min(planned, key=lambda e: (e.record.date_start, e.key))
        return found
    held = [e for e in seminars if e.record.status == "состоялся"]
    found = max(held, key=lambda e: (e.record.date_start, e.key), default=None)
    return found


EMBEDS: Mapping[str, Embed] = {
    "cards": _cards,
    "doors": _doors,
    "fill": fill_embed,
    "manual": _manual,
    "model": _model,
    "nearest-seminar": _seminar,
    "news": _news,
    "search": _search,
    "search-page": _search_page,
    "stats": _stats,
    "technopark": _technopark,
    "timeline": _timeline,
}
"""All embeds by name."""
