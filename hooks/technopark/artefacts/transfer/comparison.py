"""What a practice can be compared by: rows of the benchmarking table, from the record and from nothing else.

The holder's column is the record's own figures. A group of figures the record lacks is one row
with a prompt. Indicators of the base (ours) have an empty holder's cell: both sides fill them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from technopark.artefacts.transfer.brief import CaseBrief, Piece
from technopark.artefacts.transfer.flatten import fitted
from technopark.kinds.cases import Cost, Dose, Evidence, Result
from technopark.russian.text import NBSP, number, plural_form


@dataclass(frozen=True)
class Row:
    """An indicator.

    Attributes:
        group: what the row is about, the same in neighbouring rows.
        indicator: what is compared.
        unit: of both sides' numbers; empty for words.
        holder: the holder's number or words; empty when both sides are to fill it in.
        detail: sample, period, way of counting.
        field: path of the field the row comes from; empty for an indicator of the base.
        given: whether the record says it; otherwise the holder's cell is a prompt.
        starts: whether the row is the first of its group.
    """

    group: str
    indicator: str
    unit: str
    holder: float | str
    detail: str
    field: str = ""
    given: bool = True
    starts: bool = False

    @property
    def shown(self) -> Piece | str:
        """The holder's cell in words, with the unit; empty when both sides fill it in."""
        if isinstance(self.holder, str):
            return self.holder if self.given else Piece(self.holder, given=False)
        return f"{number(self.holder)}{NBSP}{self.unit}".rstrip()


RESULTS, DOSE, PEOPLE, MONEY, SIZE, PROOF = "Результаты", "Сколько и как часто", "Люди", "Деньги", "Объём работы", "Чем доказано"

COMMON = (
    Row(RESULTS, "Пары, у которых за месяц была хотя бы одна встреча", "%", "", "по дневникам встреч, от всех закреплённых пар"),
    Row(RESULTS, "Пары, которые встречались весь срок", "%", "", "по реестру наставников, от всех закреплённых пар"),
    Row(RESULTS, "Наставники, обученные до первой встречи", "%", "", "по журналу обучения, от всех, кто начал встречи"),
)
"""Asked of both sides when the record has no results; the first is the example of the format's own record, all are ours."""

LEVELS = ("нет", "частично", "есть", "подтверждено")
"""The neutral scale 0–3 of the guide: a self-assessment, never a verification."""

PROOF_ROWS = (
    ("regulated", "Порядок описан в документах"),
    ("grounded", "Понятно, почему практика должна работать"),
    ("achieved", "Цель достигнута"),
    ("data_quality", "Данным можно верить"),
)

DETAIL = 600
"""Longest «Как считали», characters: more does not fit in a row; all of it is on the practice's page."""

SESSIONS, MONTHS = ("встреча", "встречи", "встреч"), ("месяц", "месяца", "месяцев")
STEPS, DOCUMENTS = ("шаг", "шага", "шагов"), ("документ", "документа", "документов")


def comparison_rows(brief: CaseBrief) -> tuple[Row, ...]:
    """All rows in the order people read them: what it gave, what it takes, how it is proved."""
    out: list[Row] = []
    for group in (_results, _dose, _people, _money, _size, _proof):
        out += (replace(row, starts=index == 0) for index, row in enumerate(group(brief)))
    return tuple(out)


def _prompt(brief: CaseBrief, group: str, indicator: str, field: str) -> Row:
    return Row(group, indicator, "", brief.say(field).text, "", field, given=False)


def _results(brief: CaseBrief) -> Iterator[Row]:
    found = [row for index, result in enumerate(brief.case.results) if (row := _result(result, f"results.{index}"))]
    if found:
        yield from found
    else:
        yield _prompt(brief, RESULTS, "Что измеряли у держателя", "results")
        yield from COMMON


def _result(result: Result, field: str) -> Row | None:
    """A result with a number; the value before the practice goes with the details."""
    if result.value is None:
        return None
    unit = result.unit or ""
    before = f"до начала {number(result.baseline)}{NBSP}{unit}".rstrip() if result.baseline is not None else ""
    parts = (before, result.period, result.sample, result.method)
    detail = fitted("; ".join(part for part in parts if part), DETAIL)
    return Row(RESULTS, result.indicator, unit, result.value, detail, field)


def _dose(brief: CaseBrief) -> Iterator[Row]:
    own = brief.case.dose or Dose()
    if own.sessions is not None:
        unit = plural_form(own.sessions, SESSIONS)
        yield Row(DOSE, "Встреч за всё время участия", unit, own.sessions, "на одного подопечного или одну группу", "dose.sessions")
    if own.months is not None:
        unit = plural_form(own.months, MONTHS)
        yield Row(DOSE, "Сколько длится участие", unit, own.months, "от первой встречи до прощания", "dose.months")
    if own.frequency:
        yield Row(DOSE, "Как часто встречаются", "", own.frequency, "", "dose.frequency")
    if own == Dose():
        yield _prompt(brief, DOSE, "Встречи", "dose")


def _people(brief: CaseBrief) -> Iterator[Row]:
    for index, provider in enumerate(brief.case.providers):
        detail = f"подготовка: {provider.training}" if provider.training else ""
        role = provider.role[:1].upper() + provider.role[1:]
        field = f"providers.{index}"
        if provider.hours is None:
            yield Row(PEOPLE, role, "", "часы не названы", detail, field)
        else:
            yield Row(PEOPLE, f"{role}: часов в месяц на одного", "ч", provider.hours, detail, field)
    if not brief.case.providers:
        yield _prompt(brief, PEOPLE, "Кто ведёт и сколько часов", "providers")


def _money(brief: CaseBrief) -> Iterator[Row]:
    own = brief.case.cost or Cost()
    year = f"в ценах {own.price_year}{NBSP}года" if own.price_year else ""
    sums = (("annual", "Затраты в год"), ("per_child", "На одного ребёнка в год"), ("startup", "Разово на запуск"))
    for name, title in sums:
        if (value := getattr(own, name)) is not None:
            yield Row(MONEY, title, "₽", value, year, f"cost.{name}")
    for name, title in (("staff_posts", "Ставки"), ("premises", "Помещения и оборудование")):
        if words := getattr(own, name):
            yield Row(MONEY, title, "", words, "", f"cost.{name}")
    if own == Cost():
        yield _prompt(brief, MONEY, "Сколько стоит", "cost")


def _size(brief: CaseBrief) -> Iterator[Row]:
    case = brief.case
    if case.context and case.context.headcount is not None:
        yield Row(SIZE, "Воспитанников в центре", "чел.", case.context.headcount, "чтобы понять, похожи ли учреждения", "context.headcount")
    counted = (
        (len(case.steps), "Шагов в описании", STEPS, "Шаги", "steps"),
        (len(brief.documents), "Документов в комплекте", DOCUMENTS, "Документы", "documents"),
    )
    for count, title, forms, asked, field in counted:
        if count:
            yield Row(SIZE, title, plural_form(count, forms), count, "сосчитано по карточке практики", field)
        else:
            yield _prompt(brief, SIZE, asked, field)


def _proof(brief: CaseBrief) -> Iterator[Row]:
    own = brief.case.evidence or Evidence()
    known = [(name, title, getattr(own, name)) for name, title in PROOF_ROWS if getattr(own, name) is not None]
    for name, title, score in known:
        yield Row(PROOF, title, "из 3", score, LEVELS[score], f"evidence.{name}")
    if not known:
        yield _prompt(brief, PROOF, "Доказательность по четырём признакам, от 0 до 3", "evidence")
