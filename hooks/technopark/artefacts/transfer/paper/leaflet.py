"""Data of the leaflet: one A4 page for a director who has half a minute."""

from __future__ import annotations

from dataclasses import dataclass

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.paper.facts import Json, listed, measured, needs, result, steps, whom
from technopark.artefacts.transfer.paper.frame import PIECES, contact, distinct, frame, is_thin, missing, origin, partners, questions, take
from technopark.artefacts.transfer.paper.qr import QUIET, modules, qr_svg
from technopark.artefacts.transfer.paper.words import cut, title
from technopark.russian.text import typography

TEMPLATE = "transfer/leaflet.typ"

ROOMS = (1.0, 0.85, 0.7, 0.55, 0.4)
"""Shares of the room given to an author's words; the first that fits is taken."""


NOTHING_MORE = "В карточке пока только то, что напечатано здесь."


@dataclass(frozen=True)
class Extent:
    """How much the left column says.

    Attributes:
        results, steps, core: most items of each.
        room: share of the room given to an author's words.
    """

    results: int
    steps: int
    core: int
    room: float


EXTENTS = (
    Extent(2, 16, 8, 1),
    Extent(2, 16, 8, 0.8),
    Extent(2, 16, 6, 0.7),
    Extent(2, 14, 5, 0.6),
    Extent(1, 16, 7, 0.7),
    Extent(1, 14, 6, 0.6),
    Extent(1, 10, 5, 0.5),
    Extent(1, 7, 4, 0.4),
)
"""First words go, then what must stay is counted, then the second result goes; the path goes last."""

SCALES = (1.1, 1.0, 0.9)
"""Scales of headings, numbers and white; running text never goes below 10.5 pt."""


SIDES = ((5, 1.0), (4, 1.0), (4, 0.8), (3, 0.8), (3, 0.6), (2, 0.5), (2, 0.35))
"""How many roles the panel beside names, and the share of the room given to an author's words."""


def leaflet_data(brief: CaseBrief) -> Json:
    """What ``macros/transfer/leaflet.typ`` reads: the frame, then three parts in ever shorter variants."""
    return {
        **frame(brief),
        "qr": qr_svg(brief.url, ground=False),
        "modules": len(modules(brief.url)) + 2 * QUIET,
        "scales": list(SCALES),
        "contact": contact(brief),
        "heads": distinct(_head(brief, room) for room in ROOMS),
        "mains": distinct(_main(brief, extent) for extent in EXTENTS),
        "sides": distinct(_side(brief, roles, room) for roles, room in SIDES),
    }


def _head(brief: CaseBrief, room: float) -> Json:
    thin = is_thin(brief)
    name = title(brief.title, round(120 * room))
    return {
        "name": name,
        "name-size": (34 if len(name) < 45 else 28) if thin else (25 if len(name) < 80 else 21),
        "holder": cut(brief.holder.title, round(140 * room)),
        "partners": partners(brief, round(150 * room)),
        "lead": cut(brief.say("summary").text, round((400 if thin else 330) * room)),
        "lead-size": 15.5 if thin else 12.5,
    }


# --------------------------------------------------------------------------- left


def _main(brief: CaseBrief, extent: Extent) -> Json:
    room = extent.room
    return {
        "results": [result(found, room) for found in measured(brief, extent.results)],
        "steps": steps(brief, extent.steps, max(room, 0.7)),
        "core": listed(brief.case.core_components, extent.core, round(110 * max(room, 0.6))),
        "panel": _panel(brief, room),
    }


def _panel(brief: CaseBrief, room: float) -> Json | None:
    """The questions of a draft, with place to write while there is room."""
    lacking = missing(brief)
    if not lacking:
        return None
    known = "На листовке только то, что есть в карточке." if len(lacking) < len(PIECES) else NOTHING_MORE
    return {
        "title": "Что держателю ещё рассказать",
        "lead": typography(f"{known} Ответьте на вопросы в карточке практики — и листовка соберётся заново, уже без них."),
        "items": questions(brief, round(160 * room)),
        "air": 5 if room == 1 else 2.2,
    }


# --------------------------------------------------------------------------- right


def _side(brief: CaseBrief, roles: int, room: float) -> Json:
    """Groups of the panel beside: whom it suits, what it takes, where it comes from; the code."""
    fits = whom(brief, room)
    groups = [
        {"title": "Кому подойдёт", "items": [fits] if fits else []},
        {"title": "Что понадобится", "items": needs(brief, roles, room)},
        {"title": "Что известно", "items": origin(brief, room) if is_thin(brief) else []},
    ]
    thin = is_thin(brief)
    return {
        "groups": [group for group in groups if group["items"]],
        "take": take(brief),
        "size": 12 if thin else 10.6,
        "code": 50 if thin else round(36 * max(room, 0.9)),
    }


