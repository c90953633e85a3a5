"""Normative acts, with an honest mark of who checked them and when."""

from __future__ import annotations

from typing import Annotated, Literal

from technopark.schema import About, Kind, Part, Record, Section
from technopark.value_types import ActRef, Day, Line, Prose, Url


class Article(Part):
    """An article of the act that matters here."""

    number: Annotated[Line, About("Статья, пункт", "Как в тексте акта", "ст. 155.2")]
    relevance: Annotated[Prose, About("Почему важно", "Что эта статья значит для практики, одним предложением")]


class InForce(Part):
    """The period in which the act is in force; an unknown end stays empty."""

    since: Annotated[Day | None, About("Действует с", "День, с которого акт действует", "2015-09-01")] = None
    until: Annotated[Day | None, About("Действует по", "Если утратил силу")] = None


class Act(Record):
    """A law, decree or order that practice rests on."""

    short_title: Annotated[Line, About("Коротко", "Как называют", "152-ФЗ")]
    kind: Annotated[
        Literal["кодекс", "закон", "указ", "постановление", "распоряжение", "приказ", "письмо", "стандарт"],
        About("Вид акта", "кодекс, закон, указ, постановление, распоряжение, приказ, письмо, стандарт", facet="act_kind"),
    ]
    authority: Annotated[Line, About("Кто принял", "Орган", "Правительство Российской Федерации", section="essence")]
    date: Annotated[Day | None, About("Дата", "Дата акта", "2006-07-27", counts=True)] = None
    number: Annotated[Line | None, About("Номер", "Номер с буквами, как в самом акте", "152-ФЗ", counts=True)] = None
    level: Annotated[Literal["федеральный", "региональный", "локальный"], About("Уровень", "федеральный, региональный или локальный", facet="level")]
    relevance: Annotated[Prose, About("Что значит для наставничества", "Одно-два предложения для практика", section="essence")]
    articles: Annotated[tuple[Article, ...], About("Статьи", "Какие статьи важны и чем", section="articles")] = ()
    in_force: Annotated[InForce | None, About("Действие", "С какого и по какое число", section="essence", counts=True)] = None
    in_force_now: Annotated[Literal["действует", "утратил силу", "не установлено"], About("Действует ли сейчас", "действует, утратил силу или не установлено", facet="status")] = "не установлено"
    applied_in_2017: Annotated[Literal["да", "нет", "не установлено"], About("Действовал в 2017 году", "да, нет или не установлено", section="essence", facet="applied_in_2017")] = "не установлено"
    supersedes: Annotated[tuple[ActRef, ...], About("Заменил", "Имена записей актов", section="essence")] = ()
    checked_on: Annotated[Day | None, About("Проверен", "Когда сверен с официальным текстом; пусто — не проверено", counts=True)] = None
    checked_by: Annotated[Line | None, About("Кем проверен", "Роль, не фамилия", "юрист УМЦ", counts=True)] = None
    confidence: Annotated[Literal["высокая", "средняя", "низкая"], About("Уверенность", "Насколько уверены в реквизитах: высокая, средняя, низкая")]
    link: Annotated[Url | None, About("Где прочитать", "Адрес с https://", section="essence")] = None


KIND = Kind(
    slug="acts",
    folder="practices/acts",
    model=Act,
    one="акт",
    forms=("акт", "акта", "актов"),
    title="Нормативные акты",
    lead="На что опирается наставничество. Сверьте с официальным текстом: каждый акт здесь по умолчанию не проверен.",
    called=("законы о наставничестве", "нормативная база", "нормативно-правовые акты", "законодательство"),
    sections=(Section("essence", "Что это и зачем"), Section("articles", "Важные статьи")),
    columns=("kind", "date", "number", "level", "in_force_now"),
    group_by="level",
)
