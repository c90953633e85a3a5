"""What hand-written pages can put in with ``[[name]]`` or ``[[name:argument]]``.

One small function an embed; each gives the template's name and its values. An unknown
name or argument is a ``KeyError``: the page shows the words as they are and a rule
reports them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from technopark.kinds import KINDS
from technopark.knowledge import Entry
from technopark.pages import drawings
from technopark.pages.excerpts import first_sentence, lead_of, shorten
from technopark.pages.values import Place

if TYPE_CHECKING:
    from technopark.pages.render import PageBuilder

Embed = Callable[["PageBuilder", str, Place], tuple[str, Mapping[str, Any]]]

NEWS = 5
"""How many recently updated records the news shows."""

QUESTIONS = ("с чего начать", "договор с наставником", "как завершить наставничество")
"""Example questions under the search box of the front page."""

DOORS = (
    ("adopt/", "home-import-outline", "Хочу внедрить практику", "Выбрать практику, примерить к своему центру, взять документы", "С чего начать"),
    ("describe/", "pencil-outline", "Готовлю описание практики", "Понять, на какие вопросы ответить, и увидеть готовый пример", "Как описать"),
    ("seminar/", "account-group-outline", "Участвую в семинаре", "Найти вопросы, материалы и способы передать опыт", "К семинарам"),
)
"""Three ways in by role: address, icon, title, what is behind it, next step."""


def _technopark(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    return "drawings/technopark.html", {"contours": drawings.technopark(builder.kb, place)}


def _timeline(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    return "drawings/timeline.html", {"years": drawings.timeline(builder.kb, place)}


def _model(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    entry = builder.kb.entries["models", argument]
    drawing = drawings.model_drawing(builder.kb, builder.values, entry, place)
    return "components/embed_model.html", {"model": drawing, "entry": entry}


def _cards(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    return "components/embed_cards.html", {"list": builder.list_view(KINDS[argument], place), "kind": KINDS[argument]}


def _stats(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    counts = [(kind, len(builder.kb.published(slug))) for slug, kind in KINDS.items()]
    return "components/embed_stats.html", {"counts": sorted((c for c in counts if c[1]), key=lambda c: c[0].title)}


def _doors(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    return "components/embed_doors.html", {"doors": DOORS}


def _seminar(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    entry = nearest_seminar(builder)
    return "components/embed_seminar.html", {
        "entry": entry,
        "planned": bool(entry and getattr(entry.record, "status", "") == "запланирован"),
        "when": drawings.when(entry) if entry else "",
        "where": builder.kb.get("organisations", getattr(entry.record, "place", None) or "") if entry else None,
        "lead": shorten(first_sentence(lead_of(entry)), 300) if entry else "",
    }


def _news(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    entries = [e for slug in KINDS for e in builder.kb.published(slug) if e.record.updated_on]
    rank = {"cases": 0, "seminars": 1, "models": 2, "programmes": 3, "documents": 4}
    entries.sort(key=lambda e: (-e.record.updated_on.toordinal() if e.record.updated_on else 0, rank.get(e.kind.slug, 9), e.key))
    return "components/embed_news.html", {"entries": entries[:NEWS]}


def _search(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    return "components/embed_search.html", {"questions": QUESTIONS, "page": False}


def _search_page(builder: PageBuilder, argument: str, place: Place) -> tuple[str, Mapping[str, Any]]:
    return "components/embed_search.html", {"questions": QUESTIONS, "page": True}


def nearest_seminar(builder: PageBuilder) -> Entry | None:
    """The first planned seminar, or the last one held. No clock: the record's status decides."""
    seminars: list[Any] = list(builder.kb.published("seminars"))
    planned = [e for e in seminars if e.record.status == "запланирован"]
    if planned:
        return min(planned, key=lambda e: (e.record.date_start, e.key))
    held = [e for e in seminars if e.record.status == "состоялся"]
    return max(held, key=lambda e: (e.record.date_start, e.key), default=None)


EMBEDS: Mapping[str, Embed] = {
    "cards": _cards,
    "doors": _doors,
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
