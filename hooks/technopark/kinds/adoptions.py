"""Adoption records: aggregates about an institution, never about a person (SIC, FRAME, RE-AIM)."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import CaseRef, Count, Day, Line, Money, OrganisationRef, Prose, Score, YesNo


class AdoptionStage(Part):
    """A stage of implementation completion (SIC)."""

    stage: Annotated[
        Literal["знакомство", "оценка пригодности", "готовность", "обучение", "запуск", "сопровождение", "устойчивая работа"],
        About("Этап внедрения", "знакомство, оценка пригодности, готовность, обучение, запуск, сопровождение, устойчивая работа", facet="adoption_stage"),
    ]
    date: Annotated[Day | None, About("Когда", "День, когда этап начался или начнётся")] = None
    note: Annotated[Line | None, About("Пояснение", "Что важно знать об этом этапе")] = None


class FitCheck(Part):
    """Hexagon: fit of the practice to the site, 0–3 each."""

    need: Annotated[Score | None, About("Нужда", "0–3")] = None
    fit: Annotated[Score | None, About("Соответствие", "0–3")] = None
    resources: Annotated[Score | None, About("Ресурсы", "0–3")] = None
    evidence: Annotated[Score | None, About("Доказательность", "0–3")] = None
    readiness: Annotated[Score | None, About("Готовность к переносу", "0–3")] = None
    capacity: Annotated[Score | None, About("Кадры", "0–3")] = None


class Adaptation(Part):
    """A change made by the adopting institution (FRAME)."""

    what: Annotated[Line, About("Что изменили", "Одно изменение одним предложением")]
    when: Annotated[Day | None, About("Когда", "День, с которого работают по-новому")] = None
    planned: Annotated[YesNo | None, About("Запланировано", "да или нет")] = None
    who_decided: Annotated[Line | None, About("Кто решил", "Роль")] = None
    level: Annotated[Line | None, About("На каком уровне", "Ребёнок, группа, учреждение")] = None
    keeps_core: Annotated[YesNo | None, About("Основа сохранена", "да или нет")] = None
    reason: Annotated[Line | None, About("Почему", "Что заставило изменить")] = None


class Obstacle(Part):
    """What got in the way and what helped."""

    problem: Annotated[Line, About("Что мешало", "Одно затруднение одним предложением")]
    fix: Annotated[Line | None, About("Что помогло", "Что сделали, чтобы его снять")] = None


class Adoption(Record):
    """How an institution took up a practice."""

    practice: Annotated[CaseRef, About("Практика", "Имя записи практики", section="essence")]
    practice_version: Annotated[Line | None, About("Версия практики", "Версия описания, по которому внедряли", "1.0", section="essence")] = None
    organisation: Annotated[OrganisationRef, About("Учреждение", "Имя записи учреждения", section="essence")]
    summary: Annotated[Prose | None, About("Коротко", "Два-три предложения: что внедрили и чем это кончилось", section="essence")] = None
    stages: Annotated[tuple[AdoptionStage, ...], About("Этапы внедрения", "С датами", standard="SIC", section="course", counts=True)] = ()
    fit_check: Annotated[FitCheck | None, About("Пригодность", "Шесть оценок 0–3", standard="Hexagon", section="course", counts=True)] = None
    adaptations: Annotated[tuple[Adaptation, ...], About("Что изменили под себя", "По одной записи на каждое изменение", standard="FRAME", section="course", counts=True)] = ()
    reach: Annotated[Count | None, About("Сколько детей охвачено", "Только число", standard="RE-AIM", section="result", unit="чел.", counts=True)] = None
    outcomes: Annotated[Prose | None, About("Что получилось", "Только сводные данные", standard="RE-AIM", section="result", counts=True)] = None
    actual_cost: Annotated[Money | None, About("Сколько потратили", "Вся сумма за время внедрения", section="result", unit="₽", counts=True)] = None
    maintained_6m: Annotated[YesNo | None, About("Работает через полгода", "да или нет", standard="RE-AIM", section="result", counts=True)] = None
    obstacles: Annotated[tuple[Obstacle, ...], About("Что мешало и что помогло", "По одной записи на каждое затруднение", section="result", counts=True)] = ()
    verdict: Annotated[Literal["продолжаем", "адаптируем", "останавливаем"] | None, About("Решение", "продолжаем, адаптируем или останавливаем", section="result", facet="status", counts=True)] = None


KIND = Kind(
    slug="adoptions",
    folder="practices/adoptions",
    model=Adoption,
    one="внедрение",
    forms=("внедрение", "внедрения", "внедрений"),
    title="Внедрения",
    lead="Кто уже перенял практику и как это прошло. Только сводные данные, никогда о человеке.",
    sections=(Section("essence", "Кто и что внедрял"), Section("course", "Как шло"), Section("result", "Что вышло")),
    columns=("practice", "organisation", "verdict"),
)
