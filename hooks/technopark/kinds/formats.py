"""Transfer formats: the seven technologies of the deck."""

from __future__ import annotations

from typing import Annotated

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import Count, Line, Prose, Real, TermRef


class Block(Part):
    """A timed part of the format."""

    title: Annotated[Line, About("Часть", "Название части встречи")]
    minutes: Annotated[Real | None, About("Время", "Минут", unit="мин")] = None
    share: Annotated[Line | None, About("Сколько это", "Например: «4 слайда»")] = None
    content: Annotated[Prose | None, About("Что происходит", "Что делают ведущий и участники")] = None


class Duration(Part):
    """Least and greatest length of the format."""

    min_minutes: Annotated[Real | None, About("От", "Самое короткое, минут", unit="мин")] = None
    max_minutes: Annotated[Real | None, About("До", "Самое длинное, минут", unit="мин")] = None
    note: Annotated[Line | None, About("Пояснение", "Словами, если в минутах не скажешь", "3–6 месяцев")] = None


class Pitfall(Part):
    """A typical mistake of the format."""

    mistake: Annotated[Line, About("Ошибка", "Что делают не так")]
    remedy: Annotated[Line | None, About("Как не допустить", "Что сделать заранее")] = None


class TransferFormat(Record):
    """A way of passing a practice on."""

    summary: Annotated[Prose, About("Что это", "Одно-два предложения", section="essence")]
    short_title: Annotated[Line | None, About("Короткое название", "Для карточек и списков, до 40 знаков")] = None
    number: Annotated[Count | None, About("Номер вопроса семинара", "В презентации УМЦ от 19 мая 2017 г.")] = None
    aim: Annotated[Prose, About("Зачем", "Что получает принимающая сторона", section="essence")]
    suits: Annotated[tuple[Line, ...], About("Когда подходит", "В каком случае выбирают этот формат, а не другой", section="essence")] = ()
    audience: Annotated[tuple[Line, ...], About("Для кого", "Кого зовут", section="essence", facet="audience")] = ()
    group_size: Annotated[Line | None, About("Сколько человек", "Наименьшее и наибольшее число участников", "10–30", section="essence")] = None
    duration: Annotated[Duration | None, About("Сколько длится", "В минутах; если это не одна встреча — словами", section="essence")] = None
    structure: Annotated[tuple[Block, ...], About("Из чего состоит", "Части по порядку", section="structure")] = ()
    materials: Annotated[tuple[Line, ...], About("Что приготовить", "Всё, без чего встречу не начать", section="structure")] = ()
    rules: Annotated[tuple[Line, ...], About("Правила", "Что делает формат самим собой", section="rules")] = ()
    pitfalls: Annotated[tuple[Pitfall, ...], About("Где ошибаются", "По одной записи на каждую ошибку", section="rules")] = ()
    product: Annotated[tuple[Line, ...], About("Что остаётся после", "Что уносят участники", section="rules")] = ()
    terms: Annotated[tuple[TermRef, ...], About("Понятия", "Имена терминов глоссария", section="rules")] = ()


KIND = Kind(
    slug="formats",
    folder="practices/formats",
    model=TransferFormat,
    one="формат передачи",
    forms=("формат передачи", "формата передачи", "форматов передачи"),
    title="Форматы передачи",
    lead="Семь технологий, которыми держатель передаёт практику другим.",
    called=("форматы передачи опыта", "технологии передачи практики"),
    sections=(Section("essence", "Что это и когда подходит"), Section("structure", "Как построить"), Section("rules", "Правила и ошибки")),
    columns=("duration", "group_size"),
)
