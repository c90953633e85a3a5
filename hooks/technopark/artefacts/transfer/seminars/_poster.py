"""Data of the printed announcement: one page in ever shorter variants, the first that fits is printed."""

from __future__ import annotations

from typing import Any

from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import ASK, quoted, sample_note
from technopark.artefacts.transfer.flatten import flatten
from technopark.artefacts.transfer.paper.qr import qr_svg
from technopark.artefacts.transfer.paper.words import capital, cut
from technopark.artefacts.transfer.texts import LICENCE
from technopark.russian.text import long_date, plural, typography

Json = dict[str, Any]

TEMPLATE = "transfer/announcement.typ"
ROOMS = (1.0, 0.7, 0.45, 0.3)
"""Shares of the room given to an author's words."""

SCALES = (1.4, 1.25, 1.12, 1.0, 0.9, 0.84)
"""Scales of type and white; running text never goes below 10.5 pt."""

QR_MOST = 160
"""Bytes of the longest address a code of 44 mm still carries readably; a longer one gives way to the page's own."""


def poster_data(brief: SeminarBrief) -> Json:
    """What ``macros/transfer/announcement.typ`` reads."""
    link = brief.seminar.registration.link if brief.seminar.registration else None
    signs_up = bool(link) and brief.ahead and len((link or "").encode()) <= QR_MOST
    target = (link if signs_up else None) or brief.url
    return {
        "name": typography(brief.title), "kind": capital(f"{brief.kinds} семинар"), "mark": brief.mark, "qr": qr_svg(target),
        "address": cut(target.removeprefix("https://").removeprefix("http://").rstrip("/"), 120),
        "qr-says": "Записаться" if signs_up else "Страница семинара",
        "sample": "Адрес-образец: настоящего ещё нет" if brief.site.sample and not signs_up else "",
        "foot": _foot(brief), "scales": list(SCALES), "variants": [_content(brief, room) for room in ROOMS],
    }  # fmt: skip


def _content(brief: SeminarBrief, room: float) -> Json:
    seminar = brief.seminar
    name = cut(brief.title, round(160 * max(room, 0.6)))
    most = max(3, round(9 * room))
    questions = [cut(item.title, round(150 * room)) for item in brief.questions[:most]]
    return {
        "name": name, "name-size": 34 if len(name) < 60 else 27 if len(name) < 120 else 22,
        "lead": "" if brief.cancelled else cut(flatten(seminar.summary or ""), round(380 * room)),
        "when": "" if brief.cancelled else brief.when, "where": _where(brief, room), "banner": _banner(brief),
        "questions": questions, "questions-title": "Собирались поговорить" if brief.cancelled else "О чём поговорим",
        "audience": [cut(item, round(90 * room)) for item in seminar.audience[:most]], "signing": _signing(brief),
        "ask": [typography(text) for text in _questions(brief)], "organisers": _organisers(brief, room),
    }  # fmt: skip


def _banner(brief: SeminarBrief) -> str:
    if brief.cancelled:
        return typography(f"Семинар отменён. Он был назначен на {brief.when} Приезжать не нужно.")
    if brief.moved:
        return "Семинар переносится. Прежде чем ехать, сверьте день и часы на странице семинара."
    return ""


def _where(brief: SeminarBrief, room: float) -> list[str]:
    """Hours, place and form under the date."""
    seminar = brief.seminar
    hours = f"{cut(seminar.times, 60)}, время иркутское" if seminar.times else ""
    place = ", ".join(part for part in (cut(brief.place.title, round(160 * room)) if brief.place else "", seminar.mode or "") if part)
    return [part for part in (hours, capital(place)) if part]


def _signing(brief: SeminarBrief) -> list[str]:
    if brief.cancelled:
        return []
    own = brief.seminar.registration
    until = f"до {long_date(own.deadline)}" if own and own.deadline else ""
    seats = plural(brief.seminar.capacity, ("место", "места", "мест")) if brief.seminar.capacity else ""
    return [capital(part) for part in (until, seats) if part]


def _questions(brief: SeminarBrief) -> list[str]:
    """What the organiser still has to say; nothing when nobody will come."""
    seminar, own = brief.seminar, brief.seminar.registration
    missing = (
        (brief.moved, "новый день, если здесь стоит прежний"),
        (not seminar.times, "часы, с какого и до какого"),
        (not brief.place and seminar.mode != "дистанционно", "где пройдёт семинар, с адресом"),
        (not seminar.audience, "для кого семинар"),
        (not own or not own.link, "где записаться"),
        (not own or not own.deadline, "до какого дня принимают заявки"),
    )
    return [] if brief.cancelled else [ASK + question for lacks, question in missing if lacks]


def _organisers(brief: SeminarBrief, room: float) -> str:
    names = [cut(item.title, round(140 * room)) for item in brief.organisers[:3]]
    rest = len(brief.organisers) - len(names)
    more = f" и ещё {rest}" if rest else ""
    return f"{'Организатор' if len(brief.organisers) == 1 else 'Организаторы'}: {'; '.join(names)}{more}" if names else ""


def _foot(brief: SeminarBrief) -> str:
    name = cut(brief.title, 80)
    return typography(f"Объявление о семинаре {quoted(name)}. {brief.site.name}{sample_note(brief)}. Лицензия {LICENCE}.")
