"""Texts of seminars and programmes: the text machine (``texts``) with the words of events.

    plan.md ─ TextMachine ─► Markdown with tokens ─► blocks ─► Sheet ─ made ─► .docx .pdf

Beside what every template may call, templates of events call::

    {{ ask(value, "сколько часов") }}      the value; without one a prompt «Укажите: сколько часов»; both are counted
    {{ listed(brief.organisers) }}         titles of records, one after another
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from technopark.artefacts.documents.parse import parse_material
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.transfer.brief import Named, Piece
from technopark.artefacts.transfer.event_brief import ProgrammeBrief, SeminarBrief
from technopark.artefacts.transfer.flatten import flatten
from technopark.artefacts.transfer.items import Share, Workshop
from technopark.artefacts.transfer.texts import LICENCE, Composed, TextMachine
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_tokens import cleaned
from technopark.russian.text import NBSP, long_date, number, plural, typography

ASK = "Укажите: "
"""What a prompt to the organiser of an event begins with."""

FORM = "Примерная форма. Проверьте с юристом учреждения"
"""Mark of sheets that hold personal data when they are filled in."""

EventBrief = SeminarBrief | ProgrammeBrief

FROM = {SeminarBrief: "карточки семинара", ProgrammeBrief: "карточки программы"}
WHO = {SeminarBrief: "организатору", ProgrammeBrief: "тем, кто ведёт программу,"}

GROUPS = {
    "cases": "Практики", "publications": "Издания", "formats": "Форматы передачи", "documents": "Документы", "models": "Модели",
    "programmes": "Программы", "acts": "Акты",
}  # fmt: skip
"""What materials of a kind are called in a list."""


class EventDesk(Desk):
    """A brief of an event from which pieces are taken; remembers which."""

    def ask(self, value: object, question: str, word: str = ASK) -> Piece:
        """A value in words, or a prompt to say it.

        Args:
            value: a text, a number or nothing.
            question: what is asked, to go after the word; names the piece in the share.
            word: what the prompt begins with.
        """
        text = number(value) if isinstance(value, int | float) else flatten(str(value or ""))
        self._taken[question] = bool(text)
        return Piece(text, given=True) if text else Piece(f"{word}{question}", given=False)

    def lacks(self, question: str) -> str:
        """Count a piece the record lacks where the sheet leaves a place to write instead of a prompt."""
        self._taken[question] = False
        return ""

    def own_functions(self) -> dict[str, Any]:
        """What a template of an event calls beside what every template may."""
        return {
            "ask": self.ask, "lacks": self.lacks, "hint": hint, "listed": listed, "groups": groups, "flat": flatten,
            "sample": sample_note, "host": host(self.brief), "when_and_times": when_and_times,
        }  # fmt: skip


def when_and_times(brief: SeminarBrief) -> str:
    """Days and hours in one phrase; the hours of a seminar ahead say whose they are."""
    times = brief.seminar.times
    return f"{brief.when}, {times}{'' if brief.held else ' (время иркутское)'}" if times else brief.when


def host(brief: EventBrief) -> str:
    """The site's address as people type it."""
    return f"{brief.site.url.removeprefix('https://').rstrip('/')}{sample_note(brief)}"


def hint(text: str) -> Piece:
    """A prompt that sums up what places to write already asked for."""
    return Piece(ASK + text, given=False)


def quoted(title: str) -> str:
    """A title in quotation marks, unless it has its own."""
    return title if "«" in title else f"«{title}»"


def listed(items: Iterable[Named], *, short: bool = False) -> str:
    """Titles of records in one line."""
    return "; ".join(item.short if short else item.title for item in items)


def groups(items: Iterable[Named]) -> list[tuple[str, str]]:
    """Materials by kind: the name of the kind and the titles."""
    found: dict[str, list[Named]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item)
    return [(GROUPS[kind], listed(found[kind], short=kind == "acts")) for kind in GROUPS if kind in found]


def compose_event(
    workshop: Workshop, template: str, brief: EventBrief, *, title: str, mark: str = "", landscape: bool = False, **values: Any
) -> Composed:
    """Compose a text of an event.

    Args:
        workshop: tools of this process.
        template: name of a file in ``macros/transfer/``.
        brief: the seminar or the programme; its title stands under the text's own.
        title: what it is: «Программа семинара».
        mark: what is printed above; without it, where the text comes from.
        landscape: whether the sheet lies on its side.
        values: what the template needs beside the brief.
    """
    machine: TextMachine = workshop.keep("texts", lambda: TextMachine(workshop))
    desk = EventDesk(brief)
    blocks = machine.tokens.restore(parse_material(machine.render(template, desk, {**desk.own_functions(), **values})))
    record = typography(" ".join(cleaned(brief.title).split()))
    sheet = Sheet(
        id=f"{brief.id}-{template.removesuffix('.md')}", title=f"{title}. {record}", kind="", subject=typography(title),
        mark=". ".join(part for part in (brief.mark, mark or f"Собрано из {FROM[type(brief)]}") if part),
        organisation=None, approval=None, date=None, number=None, city=None, heading=record, blocks=blocks, signatures=(),
        landscape=landscape, fields=dict(machine.tokens.fields), look="material",
        foot=typography(cleaned(foot(brief))), origin=typography(cleaned(origin(brief, desk.share))),
    )  # fmt: skip
    return Composed(sheet, desk.share)


def foot(brief: EventBrief) -> str:
    """What runs at the foot of every page: the base and the address of the event's page."""
    address = brief.url.removeprefix("https://").rstrip("/")
    return f"{brief.site.name} · {address}{sample_note(brief)}"


def sample_note(brief: EventBrief) -> str:
    """Goes after an address that only stands for the real one."""
    return " (адрес-образец)" if brief.site.sample else ""


def origin(brief: EventBrief, share: Share) -> str:
    """Where the text comes from, how much of it is the record's, on what terms it may be taken."""
    record = brief.seminar if isinstance(brief, SeminarBrief) else brief.programme
    asked = plural(share.asked, ("подсказку", "подсказки", "подсказок"))
    taken = f"взято {share.percent}{NBSP}%, {WHO[type(brief)]} осталось ответить на {asked}" if share.asked else "взято всё, подсказок нет"
    parts = [
        f"Страница в базе: {brief.url}{' (адрес-образец: настоящего ещё нет)' if brief.site.sample else ''}.",
        f"Из {FROM[type(brief)]} {taken}." if share.given or share.asked else "",
        f"Сведения на {long_date(record.updated_on)}" if record.updated_on else "",
        f"Лист можно копировать и менять: лицензия {LICENCE}, укажите базу «{brief.site.name}».",
        f"{brief.mark}." if brief.mark else "",
    ]
    return " ".join(part for part in parts if part)


