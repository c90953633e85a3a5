"""Training programmes (schema.org Course)."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import CaseRef, DocumentRef, Hours, Line, OrganisationRef, Prose, Stage, TermRef


class Module(Part):
    """A module of a programme (schema.org Syllabus)."""

    title: Annotated[Line, About("Модуль", "Название модуля")]
    hours: Annotated[Hours | None, About("Часы", "Академических часов", unit="ч")] = None
    topics: Annotated[tuple[Line, ...], About("Темы", "По одной на строку")] = ()
    teaches: Annotated[tuple[TermRef, ...], About("Понятия", "Имена терминов глоссария, которые здесь объясняют", standard="schema.org teaches")] = ()


class Level(Part):
    """A level or a course inside a programme."""

    title: Annotated[Line, About("Уровень или курс", "Название")]
    duration: Annotated[Line | None, About("Объём", "Сколько часов на одно занятие или на весь уровень", "не менее 2 часов")] = None
    frequency: Annotated[Line | None, About("Как часто", "Сколько раз за какое время", "1 раз в квартал")] = None
    mode: Annotated[Line | None, About("Форма", "очно, заочно, дистанционно", "очно")] = None
    content: Annotated[Prose | None, About("Содержание", "О чём курс")] = None


class Assessment(Part):
    """How learning is assessed."""

    form: Annotated[Line, About("Форма контроля", "зачёт, тест, защита")]
    pass_mark: Annotated[Line | None, About("Порог", "Что нужно, чтобы пройти")] = None


class Programme(Record):
    """What is taught, to whom, in how many hours."""

    summary: Annotated[Prose, About("О программе", "Чему учит и кого", standard="schema.org description", section="essence")]
    short_title: Annotated[Line | None, About("Короткое название", "Для списков")] = None
    kind: Annotated[Literal["ДПП ПК", "школа наставников", "курс"], About("Вид", "ДПП ПК, школа наставников или курс", facet="programme_kind")]
    provider: Annotated[OrganisationRef | None, About("Кто проводит", "Имя записи организации", standard="schema.org provider", section="essence", facet="holder")] = None
    base: Annotated[Line | None, About("На базе чего", "ЦПД, НКО, УМЦ", "ЦПД", section="essence")] = None
    audience: Annotated[tuple[Line, ...], About("Для кого", "Кого учат", standard="schema.org audience", section="essence", facet="audience", counts=True)] = ()
    prerequisites: Annotated[tuple[Line, ...], About("Что нужно до начала", "Требования к слушателям", section="essence", counts=True)] = ()
    hours: Annotated[Hours | None, About("Всего часов", "Академических", unit="ч", section="essence", counts=True)] = None
    mode: Annotated[Line | None, About("Форма обучения", "очная, заочная, дистанционная", section="essence", counts=True)] = None
    frequency: Annotated[Line | None, About("Как часто", "Когда набирают группы", section="essence")] = None
    modules: Annotated[tuple[Module, ...], About("Модули", "По порядку", standard="schema.org syllabusSections", section="content", counts=True)] = ()
    levels: Annotated[tuple[Level, ...], About("Уровни и курсы", "Ступени подготовки", section="content")] = ()
    stages: Annotated[tuple[Stage, ...], About("Этапы модели", "На каких этапах нужна программа", "p4", section="content", facet="stage")] = ()
    assessment: Annotated[Assessment | None, About("Как проверяют", "Форма контроля и порог", section="outcome", counts=True)] = None
    credential: Annotated[Line | None, About("Документ по итогам", "Что выдают", section="outcome", counts=True)] = None
    practices: Annotated[tuple[CaseRef, ...], About("Практики", "На каких практиках учат", section="outcome")] = ()
    documents: Annotated[tuple[DocumentRef, ...], About("Документы", "Какие шаблоны нужны", section="outcome")] = ()


KIND = Kind(
    slug="programmes",
    folder="practices/programmes",
    model=Programme,
    one="программа",
    forms=("программа", "программы", "программ"),
    title="Программы обучения",
    lead="Чему и как учат организаторов и наставников.",
    called=("курсы для наставников", "программы обучения наставников", "чему учат наставников"),
    sections=(Section("essence", "Чему учит и кого"), Section("content", "Из чего состоит"), Section("outcome", "Чем заканчивается")),
    columns=("kind", "base", "provider"),
    group_by="kind",
)
