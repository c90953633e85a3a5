"""What every printed sheet of a case has: marks, foot, share, questions to the holder, where to take it."""

from __future__ import annotations

from collections.abc import Iterable

from technopark.artefacts.transfer.brief import CaseBrief, Named
from technopark.artefacts.transfer.brief_words import ask
from technopark.artefacts.transfer.items import Share
from technopark.artefacts.transfer.paper.facts import Json, fact, measured, needs_money
from technopark.artefacts.transfer.paper.words import capital, cut, joined
from technopark.artefacts.transfer.texts import LICENCE
from technopark.knowledge import is_empty
from technopark.pages.names import CONTOURS
from technopark.russian.text import NBSP, plural, plural_form, typography

SAMPLE_NOTE = "Адрес-образец: сайт ещё не опубликован."

PIECES = ("target_group", "results", "steps", "core_components", "providers", "dose", "cost", "documents", "contact")
"""Fields a leaflet and a poster are made of, besides name, holder and summary, which every record has."""

THIN = 5
"""With at least so many parts missing what is known is set large."""


# --------------------------------------------------------------------------- share


def given(brief: CaseBrief, field: str) -> bool:
    """Whether the record says what a sheet needs of a field."""
    if field == "results":
        return bool(measured(brief, 1))
    if field == "target_group":
        return bool(brief.say("age").given or brief.say("target_group.statuses").given)
    if field == "dose":
        return brief.say("dose").given
    if field == "cost":
        return bool(needs_money(brief))
    if field == "documents":
        return bool(brief.documents)
    return not is_empty(getattr(brief.case, field))


def missing(brief: CaseBrief) -> tuple[str, ...]:
    """Fields the holder has still to describe."""
    return tuple(field for field in PIECES if not given(brief, field))


def share(brief: CaseBrief) -> Share:
    """How much of a sheet the record gave; title, holder and summary count too."""
    asked = len(missing(brief))
    return Share(3 + len(PIECES) - asked, asked)


def is_thin(brief: CaseBrief) -> bool:
    """Whether there is little to say, and so room to say it large."""
    return len(missing(brief)) >= THIN


def distinct(variants: Iterable[Json]) -> list[Json]:
    """Variants of a part, each once, in order."""
    out: list[Json] = []
    for variant in variants:
        if variant not in out:
            out.append(variant)
    return out


# --------------------------------------------------------------------------- on every sheet


def frame(brief: CaseBrief) -> Json:
    """Name, contour, marks, code, foot: the same on every sheet."""
    return {
        "name": cut(brief.title, 300),
        "kind": brief.case.kind,
        "contour": contour(brief),
        "tags": [words for words in (draft(brief), brief.mark) if words],
        "address": brief.url.partition("://")[2],
        "sample": SAMPLE_NOTE if brief.site.sample else "",
        "foot": foot(brief),
    }


def contour(brief: CaseBrief) -> Json:
    """The contour the practice reached last in the order core, incubator, transfer."""
    order = list(CONTOURS)
    reached = max((entry.contour for entry in brief.case.contours), key=order.index, default="")
    return {"name": reached, "style": CONTOURS.get(reached, "plain")}


def foot(brief: CaseBrief) -> str:
    """Source, version, licence and share, in one small paragraph."""
    made = share(brief)
    version = cut(brief.case.version or "", 20)
    words = (f"версия {version}" if version else "", f"обновлена {brief.data_date.rstrip('.')}" if brief.data_date else "")
    asked = plural(made.asked, ("вопрос", "вопроса", "вопросов"))
    taken = f"на {made.percent} %, держателю осталось ответить на {asked}" if made.asked else "целиком"
    return typography(
        f"Источник: {joined('карточка практики', *words)}. Собрано из карточки {taken}. "
        f"База «{brief.site.name}», лицензия {LICENCE.replace(' ', NBSP)}: копируйте и меняйте, укажите базу и практику."
    )


def partners(brief: CaseBrief, most: int) -> str:
    """«Партнёр: …»; empty without one."""
    names = "; ".join(partner.title for partner in brief.partners)
    word = plural_form(len(brief.partners), ("Партнёр", "Партнёры", "Партнёры"))
    return cut(f"{word}: {names}", most) if names else ""


def draft(brief: CaseBrief) -> str:
    """«Черновик: не хватает …»; empty for a full record."""
    lacking = len(missing(brief))
    if not lacking:
        return ""
    if lacking == len(PIECES):
        return "Черновик: не хватает описания"
    return f"Черновик: нет {plural(lacking, ('части', 'частей', 'частей'))} из{NBSP}{len(PIECES)}"


def questions(brief: CaseBrief, most: int = 160) -> list[str]:
    """What the holder is asked, one line a field."""
    return [cut(capital(ask(field)), most) for field in missing(brief)]


# --------------------------------------------------------------------------- where it comes from, where to take it


def origin(brief: CaseBrief, room: float) -> list[Json]:
    """Where it works and where it is described: said only when there is little else to say."""
    context = brief.case.context
    place = fact(cut(context.municipality or "", 40), cut(context.centre_type or "", round(120 * room))) if context else fact()
    model = fact(cut(brief.model.short, 40), cut(_model(brief.model), round(140 * room))) if brief.model else fact()
    titles = joined(*(entry.title for entry in brief.publications), by="; ")
    described = fact("Пособие" if titles else "", cut(titles, round(160 * room)))
    return [item for item in (place, model, described) if item["big"] or item["text"]]


def _model(model: Named) -> str:
    """What a model says of itself besides its number, and whether it was put together by the base's authors."""
    said = model.title.partition(": ")[2]
    return f"{said} ({model.note})" if model.note else said


def take(brief: CaseBrief) -> str:
    """What waits behind the code."""
    documents = plural(len(brief.documents), ("бланк", "бланка", "бланков")) if brief.documents else ""
    courses = plural(len(brief.programmes), ("программа обучения", "программы обучения", "программ обучения")) if brief.programmes else ""
    have = joined(documents, courses, "материалы для передачи") if documents or courses else "описание и материалы для передачи"
    return capital(typography(f"{have}."))


def contact(brief: CaseBrief) -> str:
    """Whom to ask: an office, never a person; empty if the record names none."""
    own = brief.case.contact
    if own is None:
        return ""
    return joined(cut(own.office, 90), cut(own.phone or "", 40).replace(" ", NBSP), cut(own.email or "", 60))
