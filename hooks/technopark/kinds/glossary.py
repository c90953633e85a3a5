"""Glossary terms (schema.org DefinedTerm)."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import ActRef, Line, Prose, TermRef


class Confusion(Part):
    """What the term is often confused with."""

    term: Annotated[TermRef | None, About("Термин", "Имя записи, если есть в глоссарии")] = None
    title: Annotated[Line | None, About("С чем путают", "Если записи нет")] = None
    difference: Annotated[Line, About("В чём разница", "Одно предложение")]


class Term(Record):
    """A term; ``title`` is the term itself, nominative, lower case unless a name."""

    definition: Annotated[Prose, About("Определение", "Для практика, одно-два предложения", standard="schema.org description", section="essence")]
    abbreviations: Annotated[tuple[Line, ...], About("Сокращения", "Как термин сокращают в документах", "ЦПД", section="essence")] = ()
    synonyms: Annotated[tuple[Line, ...], About("Синонимы", "Как ещё говорят", section="essence")] = ()
    status: Annotated[Literal["закон", "стандарт", "презентация", "рабочее"], About("Чьё определение", "закон, стандарт, презентация или рабочее", facet="status")]
    source: Annotated[Line, About("Источник", "Откуда термин или определение", section="essence")]
    acts: Annotated[tuple[ActRef, ...], About("Акты", "Имена записей актов, где термин определён", section="essence")] = ()
    example: Annotated[Prose | None, About("Пример", "Как это выглядит на практике", section="essence")] = None
    see_also: Annotated[tuple[TermRef, ...], About("См. также", "Имена терминов", section="links")] = ()
    not_to_confuse: Annotated[tuple[Confusion, ...], About("Не путать с", "Похожие термины, и чем они отличаются", section="links")] = ()
    do_not_link: Annotated[tuple[Line, ...], About("Не ссылаться с", "Сочетания слов, где это не тот термин", "ядро клетки")] = ()
    link: Annotated[Literal["да", "нет", "только полностью"], About("Ссылки из текстов", "«нет» для слишком общих слов")] = "да"


KIND = Kind(
    slug="glossary",
    folder="glossary",
    model=Term,
    one="термин",
    forms=("термин", "термина", "терминов"),
    title="Глоссарий",
    lead="Что значат слова, которыми говорит проект.",
    called=("словарь терминов", "термины и определения"),
    sections=(Section("essence", "Что это значит"), Section("links", "Рядом по смыслу")),
    columns=("definition", "status"),
)
