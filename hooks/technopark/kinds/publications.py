"""Publications: manuals published and materials studied."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Record, Section
from technopark.value_types import CaseRef, Line, OrganisationRef, Prose, TermRef, Url, Year

BOOKS = ("пособие", "методические рекомендации", "изученный материал")
"""Kinds that have authors, a publisher, a year, an ISBN."""


class Publication(Record):
    """A manual, a set of recommendations or studied material."""

    summary: Annotated[Prose | None, About("О чём", "Одно-два предложения", section="essence", counts=True)] = None
    kind: Annotated[
        Literal["пособие", "методические рекомендации", "изученный материал", "техническое задание", "сайт", "перечень"],
        About("Вид", "пособие, методические рекомендации, изученный материал, техническое задание, сайт, перечень", facet="publication_kind"),
    ]
    authors: Annotated[tuple[Line, ...], About("Авторы", "Как на титульном листе", section="essence", counts=True)] = ()
    editors: Annotated[tuple[Line, ...], About("Редакторы", "Как на титульном листе", section="essence")] = ()
    publisher: Annotated[Line | None, About("Издатель", "Имя записи организации, которая издала", section="essence", counts=True)] = None
    organisations: Annotated[tuple[OrganisationRef, ...], About("Организации", "Чей опыт или кто подготовил", section="essence")] = ()
    year: Annotated[Year | None, About("Год", "Год выхода, четыре цифры", "2017", section="essence", facet="year", counts=True)] = None
    isbn: Annotated[Line | None, About("ISBN", "Номер с обложки, с дефисами", section="essence", counts=True)] = None
    about: Annotated[tuple[TermRef, ...], About("О чём говорит", "Имена терминов глоссария", section="essence")] = ()
    practices: Annotated[tuple[CaseRef, ...], About("Какие практики описывает", "Имена записей практик", section="essence")] = ()
    url: Annotated[Url | None, About("Адрес", "Где открыть, с https://", section="essence")] = None
    file: Annotated[Line | None, About("Файл", "Только если автор разрешил публиковать")] = None

    def inapplicable(self) -> frozenset[str]:
        """A site, a list and an assignment are not published as books are."""
        return frozenset() if self.kind in BOOKS else frozenset({"authors", "publisher", "year", "isbn"})


KIND = Kind(
    slug="publications",
    folder="practices/publications",
    model=Publication,
    one="издание",
    forms=("издание", "издания", "изданий"),
    title="Издания и материалы",
    lead="Пособия проекта и материалы, на которые он опирался.",
    called=("пособия и публикации", "публикации", "методические материалы", "литература"),
    sections=(Section("essence", "Об издании"),),
    columns=("kind", "year", "publisher"),
    group_by="kind",
)
