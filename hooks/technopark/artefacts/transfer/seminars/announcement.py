"""Объявление: to print and to send, and the same as plain text for VK and MAX; says so when there will be no seminar."""

from __future__ import annotations

from collections.abc import Iterator

from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.transfer.event_brief import SeminarBrief
from technopark.artefacts.transfer.event_texts import compose_event, sample_note
from technopark.artefacts.transfer.flatten import flatten
from technopark.artefacts.transfer.items import FileSpec, Item, Made, Workshop
from technopark.artefacts.transfer.plain import cut, units, visible
from technopark.artefacts.transfer.seminars._poster import TEMPLATE, poster_data
from technopark.artefacts.typesetting import preview
from technopark.russian.text import long_date, plural

MAX_LIMIT = 4_000
"""Characters of a message in MAX (see ``cases/social``); VK takes more, so one text goes to both."""

ESSENCE, QUESTION, QUESTIONS = 600, 160, 9
"""Greatest lengths of the essence and of a question, and how many questions a message names."""

TITLES = {"отменён": "Семинар отменён", "перенесён": "Семинар переносится"}


def make(brief: SeminarBrief, workshop: Workshop) -> Made:
    """The announcement for Word, for paper and as plain text."""
    title = TITLES.get(brief.seminar.status, "Приглашаем на семинар")
    text = compose_event(workshop, "seminar-announcement.md", brief, title=title)
    data = poster_data(brief)
    files = {
        ".docx": write_docx(text.sheet), ".pdf": workshop.typesetter.pdf(TEMPLATE, data),
        ".txt": message(brief).replace("\n", "\r\n").encode("utf-8-sig"),
    }  # fmt: skip
    return Made(files, text.share, preview=preview(files[".pdf"]), alt=f"Объявление на один лист: {brief.title}")


def message(brief: SeminarBrief) -> str:
    """The announcement as a post: only what the record says, at most ``MAX_LIMIT`` characters."""
    lines = list(_parts(brief))
    text = "\n".join(lines).strip("\n") + "\n"
    while units(text) > MAX_LIMIT and len(lines) > 3:
        lines.pop(-3)  # the end, with the address, stays
        text = "\n".join(lines).strip("\n") + "\n"
    return text


def _parts(brief: SeminarBrief) -> Iterator[str]:
    seminar = brief.seminar
    yield from ([brief.mark, ""] if brief.mark else [])
    yield TITLES.get(seminar.status, "Приглашаем на семинар")
    yield _line(brief.title, 300)
    yield ""
    if brief.cancelled:
        yield f"Он был назначен на {brief.when} Приезжать не нужно."
    else:
        yield from _what(brief)
    yield ""
    yield f"Материалы: {brief.url}{sample_note(brief)}"


def _what(brief: SeminarBrief) -> Iterator[str]:
    seminar = brief.seminar
    if seminar.summary:
        yield cut(visible(flatten(seminar.summary)), ESSENCE)
        yield ""
    yield f"Когда: {brief.when}" + (f", {_line(seminar.times, 60)} (время иркутское)" if seminar.times else "")
    if brief.moved:
        yield "Семинар переносится: сверьте день на странице семинара."
    places = [*([_line(brief.place.title, 160)] if brief.place else []), *([seminar.mode] if seminar.mode else [])]
    if places:
        yield "Где: " + ", ".join(places)
    if seminar.audience:
        yield "Для кого: " + _line("; ".join(seminar.audience), 300)
    if brief.questions:
        yield ""
        yield "О чём поговорим:"
        yield from (f"– {_line(item.title, QUESTION)}" for item in brief.questions[:QUESTIONS])
        if len(brief.questions) > QUESTIONS:
            yield f"– и ещё {plural(len(brief.questions) - QUESTIONS, ('вопрос', 'вопроса', 'вопросов'))}"
    yield from _signing_up(brief)


def _signing_up(brief: SeminarBrief) -> Iterator[str]:
    registration = brief.seminar.registration
    if registration and (registration.link or registration.deadline):
        yield ""
        until = f" до {long_date(registration.deadline)}" if registration.deadline else ""
        yield f"Запись{until}" + (f": {registration.link}" if registration.link else "")
    if brief.seminar.capacity:
        yield f"Мест: {brief.seminar.capacity}"


def _line(text: str, most: int) -> str:
    return cut(" ".join(visible(text).split()), most)


ITEM: Item[SeminarBrief] = Item(
    id="announcement",
    title="Объявление",
    lead="Приглашение на один лист и тот же текст для ВКонтакте и MAX.",
    format="",
    order=20,
    files=(
        FileSpec(".docx", "Word", "чтобы править и рассылать"),
        FileSpec(".pdf", "PDF", "повесить на доску"),
        FileSpec(".txt", "Текст для ВКонтакте и MAX", "скопировать и вставить"),
    ),
    make=make,
    applies=lambda brief: not brief.held,
)
