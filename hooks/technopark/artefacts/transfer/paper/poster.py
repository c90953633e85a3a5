"""Data of the poster: one page for a wall, A3 or A1."""

from __future__ import annotations

from technopark.artefacts.pictures.photographs import Photo
from technopark.artefacts.pictures.shrinking import shrunk
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.paper.facts import STEPS, Json, fact, listed, measured, needs_dose, needs_money, result, steps, whom
from technopark.artefacts.transfer.paper.frame import contact, distinct, frame, is_thin, origin, partners, questions, take
from technopark.artefacts.transfer.paper.qr import QUIET, modules, qr_svg
from technopark.artefacts.transfer.paper.words import capital, cut, joined, title
from technopark.russian.text import plural

TEMPLATE = "transfer/poster.typ"

PAPERS = {"-a3.pdf": {"width": 297, "height": 420, "times": 1}, "-a1.pdf": {"width": 594, "height": 841, "times": 2}}
"""Size in millimetres and how much larger than A3 everything is drawn, by the end of the file's name."""

MOST, FLOOR = 1.3, 0.7
"""Greatest and least scale of everything: at the floor the running text still reads from two metres (four for A1)."""

ROOMS = (1.0, 0.75, 0.5, 0.33)
"""Shares of the room given to an author's words."""


PHOTO_SIDE, PHOTO_BYTES = 1600, 150_000
"""Longer side and bytes of the photograph; with the faces the sheet stays within 300 KB."""

PHOTO_HEIGHTS = (95, 150)
"""Least and greatest height of the band with the photograph across the sheet, millimetres of A3."""

UNNAMED = "Снимок практики"


def poster_data(brief: CaseBrief) -> Json:
    """What ``macros/transfer/poster.typ`` reads, but for the paper: an item of ``PAPERS``.

    ``fit`` is the variant and the scale another sheet chose; without it the template looks for them.
    """
    return {
        **frame(brief),
        "photo": _picture(photo) if (photo := main_photo(brief)) else None,
        "qr": qr_svg(brief.url, ground=False),
        "modules": len(modules(brief.url)) + 2 * QUIET,
        "most": MOST,
        "floor": FLOOR,
        "fit": None,
        "variants": distinct(_content(brief, room) for room in ROOMS),
    }


def main_photo(brief: CaseBrief) -> Photo | None:
    """The first photograph, if there is no measured number to be the main thing."""
    return brief.photos[0] if brief.photos and not measured(brief, 1) else None


def _picture(photo: Photo) -> Json:
    """The photograph within its bytes, once for all variants."""
    return {"svg": shrunk(photo.data, side=PHOTO_SIDE, most=PHOTO_BYTES).svg, "alt": photo.alt.strip() or UNNAMED}


def _band(brief: CaseBrief, room: float) -> Json | None:
    """Height of the band and what stands under it; when there is little room, words go before the photograph."""
    photo = main_photo(brief)
    if photo is None or room == ROOMS[-1]:
        return None
    least, most = PHOTO_HEIGHTS
    caption = cut(capital(photo.caption), round(120 * room)) if photo.caption else ""
    credit = joined(caption.rstrip("."), cut(photo.source, 60), cut(photo.licence, 40), by=" · ")
    return {"height": max(least, min(most, PAPERS["-a3.pdf"]["width"] * photo.height / photo.width)) * room, "credit": credit}


def _content(brief: CaseBrief, room: float) -> Json:
    thin = is_thin(brief)
    photo = _band(brief, room)
    name = title(brief.short, round(110 * room))
    found = measured(brief, 1)
    asked = questions(brief, round(110 * room))
    return {
        "name": name,
        "name-size": 104 if len(name) < 16 else 80 if len(name) < 26 else 66 if len(name) < 45 else 52,
        "holder": cut(brief.holder.title, round(110 * room)),
        "partners": partners(brief, round(110 * room)),
        "lead": cut(brief.say("summary").text, round((330 if thin else 280) * room)),
        "lead-size": 32 if thin else 24,
        "result": result(found[0], room) if found else None,
        "photo": photo,
        "steps": None if found or photo else steps(brief, max(6, round(14 * room)), max(room, 0.6)),
        "way": _way(brief, room) if found or photo else None,
        "wide": _wide(brief, room),
        "narrow": _narrow(brief, room),
        "take": take(brief),
        "contact": contact(brief),
        "panel": {"title": "Что держателю ещё рассказать", "items": asked} if asked else None,
    }


def _way(brief: CaseBrief, room: float) -> Json | None:
    """How many steps there are, and the first and the last in words."""
    every = brief.case.steps
    if not every:
        return None
    last = cut(every[-1].title, round(70 * room)) if len(every) > 1 else ""
    return {
        "title": f"Как это делают: {plural(len(every), STEPS)}",
        "count": min(len(every), MOST_DISCS),
        "first": cut(every[0].title, round(70 * room)),
        "last": last,
    }


MOST_DISCS = 30
"""Beyond that the numbers on the line could not be read."""


def _wide(brief: CaseBrief, room: float) -> list[Json]:
    """Blocks over the whole width: what it takes, in numbers; what is known of a thin case."""
    needs = [item for item in (_people(brief, room), needs_dose(brief, room), needs_money(brief, room)) if item]
    known = origin(brief, room) if is_thin(brief) else []
    blocks: list[Json] = [
        {"title": "Что понадобится", "facts": [_short(item) for item in needs], "items": []},
        {"title": "Что известно", "facts": known, "items": []},
    ]
    return [block for block in blocks if block["facts"]]


def _people(brief: CaseBrief, room: float) -> Json | None:
    """How many roles, and their names."""
    roles = brief.case.providers
    names = cut(capital(", ".join(role.role for role in roles)), round(70 * room))
    return fact(plural(len(roles), ("роль", "роли", "ролей")), names) if roles else None


def _short(item: Json) -> Json:
    """A number with its words; of a small table only the first line."""
    rows = joined(*(f"{row['number']} {row['words']}" for row in item["rows"][:1]))
    return fact(item["big"], joined(rows, item["text"], by="; "))


def _narrow(brief: CaseBrief, room: float) -> list[Json]:
    """Blocks side by side: for whom, what must stay."""
    fits = whom(brief, room)
    core = listed(brief.case.core_components, max(2, round(4 * room)), round(80 * room))
    blocks: list[Json] = [
        {"title": "Кому подойдёт", "facts": [fits] if fits else [], "items": []},
        {"title": "Что менять нельзя", "facts": [], "items": core},
    ]
    return [block for block in blocks if block["facts"] or block["items"]]
