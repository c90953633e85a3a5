"""Seminars (schema.org EducationEvent)."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import (
    ActRef,
    CaseRef,
    Count,
    Day,
    DocumentRef,
    FormatRef,
    Line,
    ModelRef,
    OrganisationRef,
    ProgrammeRef,
    Prose,
    PublicationRef,
    TermRef,
    Url,
)


class Question(Part):
    """A question of the seminar and the material of the base that speaks about it."""

    title: Annotated[Line, About("Вопрос", "Как в программе семинара")]
    materials: Annotated[tuple[PublicationRef, ...], About("Издания", "Имена записей изданий")] = ()
    practices: Annotated[tuple[CaseRef, ...], About("Практики", "Имена записей практик")] = ()
    formats: Annotated[tuple[FormatRef, ...], About("Форматы передачи", "Имена записей форматов")] = ()
    documents: Annotated[tuple[DocumentRef, ...], About("Документы", "Имена записей документов")] = ()
    terms: Annotated[tuple[TermRef, ...], About("Понятия", "Имена терминов глоссария")] = ()
    models: Annotated[tuple[ModelRef, ...], About("Модели", "Имена записей моделей")] = ()
    programmes: Annotated[tuple[ProgrammeRef, ...], About("Программы", "Имена записей программ")] = ()
    acts: Annotated[tuple[ActRef, ...], About("Акты", "Имена записей актов")] = ()


class Slot(Part):
    """A line of the day's timetable."""

    time: Annotated[Line, About("Время", "Начало и конец части", "10:00–10:30")]
    title: Annotated[Line, About("Что", "Что происходит")]
    role: Annotated[Line | None, About("Кто ведёт", "Роль, не фамилия")] = None


class Registration(Part):
    """How to sign up."""

    link: Annotated[Url | None, About("Ссылка", "Адрес записи, с https://")] = None
    deadline: Annotated[Day | None, About("До какого дня", "Последний день, когда можно записаться")] = None


class Seminar(Record):
    """A dated event where practice is designed, taught or passed on."""

    summary: Annotated[Prose | None, About("О семинаре", "О чём и для кого", section="essence")] = None
    kind: Annotated[
        tuple[Literal["проектировочный", "обучающий", "диссеминационный"], ...],
        About("Вид", "проектировочный, обучающий или диссеминационный; если источник не различает — оба", facet="seminar_kind"),
    ]
    status: Annotated[Literal["состоялся", "запланирован", "отменён", "перенесён"], About("Статус", "состоялся, запланирован, отменён или перенесён", facet="status")]
    date_start: Annotated[Day, About("Дата начала", "Первый день семинара", "2017-10-10", standard="schema.org startDate")]
    date_end: Annotated[Day | None, About("Окончание", "Если длится больше дня", standard="schema.org endDate")] = None
    times: Annotated[Line | None, About("Часы", "Начало и конец одного дня", "10:00–16:00", section="essence", counts=True)] = None
    timezone: Annotated[Literal["Asia/Irkutsk"], About("Часовой пояс", "Asia/Irkutsk")] = "Asia/Irkutsk"
    mode: Annotated[Literal["очно", "дистанционно", "смешанно"] | None, About("Форма проведения", "очно, дистанционно или смешанно", section="essence", counts=True)] = None
    place: Annotated[OrganisationRef | None, About("Место", "Имя записи учреждения, где проходит", standard="schema.org location", section="essence", facet="place", counts=True)] = None
    audience: Annotated[tuple[Line, ...], About("Для кого", "Кого зовут: должности и учреждения", section="essence", facet="audience", counts=True)] = ()
    organisers: Annotated[tuple[OrganisationRef, ...], About("Организаторы", "Имена записей организаций", section="essence")] = ()
    questions: Annotated[tuple[Question, ...], About("Вопросы семинара", "По порядку, с материалами базы", section="questions", counts=True)] = ()
    programme: Annotated[tuple[Slot, ...], About("Программа дня", "Время, что, кто ведёт", section="programme", counts=True)] = ()
    registration: Annotated[Registration | None, About("Запись", "Ссылка и срок", section="programme")] = None
    capacity: Annotated[Count | None, About("Мест", "Сколько человек поместится", section="programme", unit="чел.")] = None
    documents: Annotated[tuple[DocumentRef, ...], About("Документы", "Раздаточные шаблоны", section="after")] = ()
    follow_up: Annotated[Prose | None, About("Что дальше", "Что сделано по итогам", section="after", counts=True)] = None

    def idle(self) -> frozenset[str]:
        """Without hours there is nothing a time zone could be of."""
        return frozenset() if self.times or self.programme else frozenset({"timezone"})


KIND = Kind(
    slug="seminars",
    folder="practices/seminars",
    model=Seminar,
    one="семинар",
    forms=("семинар", "семинара", "семинаров"),
    title="Семинары",
    lead="Проектировочные, обучающие и диссеминационные семинары проекта «Наставник».",
    called=("мероприятия проекта", "календарь семинаров"),
    sections=(
        Section("essence", "О чём и для кого"),
        Section("questions", "О чём семинар"),
        Section("programme", "Программа дня"),
        Section("after", "Материалы и что дальше"),
    ),
    columns=("date_start", "kind", "place", "status"),
    group_by="kind",
)
