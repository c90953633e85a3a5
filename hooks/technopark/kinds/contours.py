"""The contours of the social technopark: core, incubator, transfer system."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import CaseRef, Line, OrganisationRef, Prose, PublicationRef, SeminarRef, Whole

Contour = Literal["ядро", "инкубатор", "трансфер"]


class PartyOfContour(Part):
    """A party and what it does in the contour."""

    title: Annotated[Line, About("Сторона", "Кто действует")]
    organisations: Annotated[tuple[OrganisationRef, ...], About("Организации", "Имена записей")] = ()
    functions: Annotated[tuple[Line, ...], About("Что делает", "По одному делу на строку")] = ()


class ContourRecord(Record):
    """One of the three contours."""

    summary: Annotated[Prose, About("Суть", "Что делает этот контур", section="essence")]
    order: Annotated[Whole, About("Порядок", "1 — ядро, 2 — инкубатор, 3 — трансфер")]
    name: Annotated[Contour, About("Контур", "ядро, инкубатор или трансфер", facet="contour")]
    role: Annotated[Line, About("Кем является", "Одной строкой", section="essence")]
    parties: Annotated[tuple[PartyOfContour, ...], About("Кто и что делает", "По одной записи на каждую организацию контура", section="parties")] = ()
    passes_on: Annotated[tuple[Line, ...], About("Что передаёт дальше", "Что получает от него следующий контур", section="essence")] = ()
    practices: Annotated[tuple[CaseRef, ...], About("Практики", "Имена записей", section="links")] = ()
    seminars: Annotated[tuple[SeminarRef, ...], About("Семинары", "Имена записей", section="links")] = ()
    publications: Annotated[tuple[PublicationRef, ...], About("Издания", "Имена записей", section="links")] = ()


KIND = Kind(
    slug="contours",
    folder="practices/contours",
    model=ContourRecord,
    one="контур",
    forms=("контур", "контура", "контуров"),
    title="Контуры технопарка",
    lead="Ядро разрабатывает, инкубатор пробует, система трансфера передаёт.",
    sections=(Section("essence", "В чём роль контура"), Section("parties", "Кто и что делает"), Section("links", "Что здесь создано")),
    columns=("role",),
)
