"""Organisations: the ministry, the training centre, help centres, NGOs, foundations."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import Day, Line, Prose, Url


class Rip(Part):
    """The period of being a regional innovation site."""

    since: Annotated[Day | None, About("С", "Когда получила статус РИП")] = None
    until: Annotated[Day | None, About("По", "Когда статус закончился")] = None
    note: Annotated[Line | None, About("Пояснение", "Что известно о статусе")] = None


class FunctionGroup(Part):
    """A direction of work and what the organisation does in it."""

    title: Annotated[Line, About("Направление", "Образование, инновации, методическая работа…")]
    items: Annotated[tuple[Line, ...], About("Что делает", "По одному делу на строку")] = ()


class Organisation(Record):
    """A party of the project."""

    full_name: Annotated[Line, About("Полное наименование", "Как в уставе или источнике", standard="schema.org legalName", section="essence")]
    short_name: Annotated[Line, About("Краткое название", "Как говорят", "ЦПД г. Ангарска")]
    name_notes: Annotated[tuple[Prose, ...], About("Разночтения в названии", "Как ещё названа в источниках", section="essence")] = ()
    summary: Annotated[Prose | None, About("Об организации", "Одно-два предложения", section="essence", counts=True)] = None
    kind: Annotated[Literal["министерство", "УМЦ", "ЦПД", "НКО", "фонд"], About("Тип", "министерство, УМЦ, ЦПД, НКО или фонд", facet="org_kind")]
    municipality: Annotated[Line | None, About("Муниципалитет", "Город или район, без слов «город» и «район»", "Ангарск", facet="municipality", counts=True)] = None
    roles: Annotated[
        tuple[Literal["заказчик", "ядро", "инкубатор", "держатель", "внедряющее", "партнёр"], ...],
        About("Роли в проекте", "заказчик, ядро, инкубатор, держатель, внедряющее, партнёр", section="essence", facet="role"),
    ] = ()
    functions: Annotated[tuple[FunctionGroup, ...], About("Что делает в проекте", "По направлениям", section="functions", counts=True)] = ()
    site: Annotated[Url | None, About("Сайт", "Адрес с https://", section="essence", counts=True)] = None
    rip: Annotated[Rip | None, About("Региональная инновационная площадка", "С какого по какое время", section="essence")] = None


KIND = Kind(
    slug="organisations",
    folder="practices/organisations",
    model=Organisation,
    one="организация",
    forms=("организация", "организации", "организаций"),
    title="Организации",
    lead="Кто участвует в проекте и что делает.",
    called=("участники проекта", "партнёры проекта", "учреждения"),
    sections=(Section("essence", "Кто это"), Section("functions", "Что делает в проекте")),
    columns=("kind", "municipality", "roles"),
    group_by="kind",
)
