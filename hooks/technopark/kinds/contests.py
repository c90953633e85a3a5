"""Contests of best practices: criteria, entries, scores by role."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import CaseRef, Count, Day, Line, OrganisationRef, Prose


class Criterion(Part):
    """A scored criterion."""

    title: Annotated[Line, About("Критерий", "Название, как в положении о конкурсе")]
    definition: Annotated[Prose | None, About("Что оценивают", "На что смотрит эксперт")] = None
    scale: Annotated[Line | None, About("Шкала", "От наименьшей оценки до наибольшей", "1–10")] = None


class Entry(Part):
    """A case entered for the contest."""

    practice: Annotated[CaseRef, About("Практика", "Имя записи")]
    nomination: Annotated[Line | None, About("Номинация", "Одна из номинаций этого конкурса")] = None
    scores: Annotated[tuple[Count, ...], About("Баллы", "По экспертам, без фамилий")] = ()
    result: Annotated[Line | None, About("Итог", "Место или звание, как в итогах конкурса")] = None


class Contest(Record):
    """A contest of the best mentoring practices."""

    summary: Annotated[Prose, About("О конкурсе", "Два-три предложения: кто проводит, для кого и зачем", section="essence")]
    status: Annotated[Literal["образец", "идёт приём", "идёт экспертиза", "завершён"], About("Статус", "образец, идёт приём, идёт экспертиза или завершён", facet="status")]
    organisers: Annotated[tuple[OrganisationRef, ...], About("Организаторы", "Имена записей", section="essence")] = ()
    date_start: Annotated[Day | None, About("Начало приёма", "Первый день, когда принимают работы", section="essence")] = None
    date_end: Annotated[Day | None, About("Окончание приёма", "Последний день, когда принимают работы", section="essence")] = None
    nominations: Annotated[tuple[Line, ...], About("Номинации", "Названия, как в положении о конкурсе", section="rules")] = ()
    criteria: Annotated[tuple[Criterion, ...], About("Критерии", "Что и по какой шкале оценивают", section="rules")] = ()
    pass_fail: Annotated[tuple[Line, ...], About("Условия допуска", "Без чего заявку не рассматривают", section="rules")] = ()
    procedure: Annotated[Prose | None, About("Порядок экспертизы", "Кто оценивает, сколько экспертов у одной работы, как сводят оценки", section="rules")] = None
    entries: Annotated[tuple[Entry, ...], About("Заявки", "Практики и баллы по ролям", section="results")] = ()


KIND = Kind(
    slug="contests",
    folder="practices/contests",
    model=Contest,
    one="конкурс",
    forms=("конкурс", "конкурса", "конкурсов"),
    title="Конкурсы практик",
    lead="Как оценивают практики и какие участвовали.",
    sections=(Section("essence", "О конкурсе"), Section("rules", "Как оценивают"), Section("results", "Кто участвовал")),
    columns=("status", "date_end"),
)
