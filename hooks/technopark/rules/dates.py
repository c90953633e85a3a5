"""TP50x: days, periods and bounds that contradict each other. No clock is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from technopark.catalogue import Code
from technopark.kinds.acts import Act
from technopark.kinds.adoptions import Adoption
from technopark.kinds.cases import Case
from technopark.kinds.contests import Contest
from technopark.kinds.formats import TransferFormat
from technopark.kinds.organisations import Organisation
from technopark.kinds.seminars import Seminar
from technopark.knowledge import Path, value_of
from technopark.rules._rule import Finding, record_rule
from technopark.rules._view import View
from technopark.schema import Record

_2017 = (date(2017, 1, 1), date(2017, 12, 31))


def _ranges(record: Record) -> Iterator[tuple[Path, date | None, date | None]]:
    """Path of the end, start and end of every period of a record."""
    if isinstance(record, (Seminar, Contest)):
        yield ("date_end",), record.date_start, record.date_end
    if isinstance(record, Act) and record.in_force:
        yield ("in_force", "until"), record.in_force.since, record.in_force.until
    if isinstance(record, Organisation) and record.rip:
        yield ("rip", "until"), record.rip.since, record.rip.until


def _dots(day: date) -> str:
    return day.strftime("%d.%m.%Y")


@record_rule(
    Code("TP501", "Период кончается раньше, чем начинается", "error",
         "Скорее всего, даты перепутаны местами или в одной из них опечатка.",
         "Проверьте обе даты.",
         "date_start: 2017-10-25\ndate_end: 2017-10-10\n", "date_start: 2017-10-10\ndate_end: 2017-10-25\n"),
    Seminar, Contest, Act, Organisation,
)
def reversed_dates(view: View) -> Iterator[Finding]:
    """Seminars, contests, acts in force, innovation sites."""
    for path, start, end in _ranges(view.record):
        if start and end and end < start:
            yield Finding(f"Окончание ({_dots(end)}) раньше начала ({_dots(start)}).", path)


def _bounds(record: Record) -> Iterator[tuple[Path, float | None, float | None]]:
    if isinstance(record, Case) and record.target_group:
        yield ("target_group", "age_to"), record.target_group.age_from, record.target_group.age_to
    if isinstance(record, TransferFormat) and record.duration:
        yield ("duration", "max_minutes"), record.duration.min_minutes, record.duration.max_minutes


@record_rule(
    Code("TP502", "Верхняя граница меньше нижней", "error",
         "Возраст «от 17 до 14» не подойдёт никому: запись пропадёт из отбора.",
         "Проверьте обе границы.",
         "target_group:\n  age_from: 17\n  age_to: 14\n", "target_group:\n  age_from: 14\n  age_to: 17\n"),
    Case, TransferFormat,
)
def reversed_bounds(view: View) -> Iterator[Finding]:
    """Ages and minutes."""
    for path, low, high in _bounds(view.record):
        if low is not None and high is not None and high < low:
            yield Finding(f"Верхняя граница ({high:g}) меньше нижней ({low:g}).", path)


@record_rule(
    Code("TP503", "Записаться можно после начала семинара", "warning",
         "Срок записи позже первого дня: участник опоздает.",
         "Проверьте срок записи и дату начала.",
         "date_start: 2017-10-10\nregistration:\n  deadline: 2017-10-20\n",
         "date_start: 2017-10-10\nregistration:\n  deadline: 2017-10-05\n"),
    Seminar, field="registration",
)
def late_deadline(view: View) -> Iterator[Finding]:
    """Registration closes no later than the first day."""
    record = view.record
    if isinstance(record, Seminar) and record.registration and record.registration.deadline:
        deadline = record.registration.deadline
        start = value_of(record, "date_start")  # absent while the record has errors
        if start and deadline > start:
            yield Finding(f"Срок записи ({_dots(deadline)}) позже начала семинара.", ("registration", "deadline"))


@record_rule(
    Code("TP504", "Акт действует раньше, чем принят", "error",
         "Начало или конец действия раньше даты самого акта: в одной из дат ошибка.",
         "Сверьте даты с официальным текстом.",
         "date: 2015-06-02\nin_force:\n  since: 2014-01-01\n", "date: 2015-06-02\nin_force:\n  since: 2015-09-01\n"),
    Act,
)
def in_force_before_adoption(view: View) -> Iterator[Finding]:
    """The act's date against its period."""
    record = view.record
    if isinstance(record, Act) and record.in_force and record.date:
        for name, day in (("since", record.in_force.since), ("until", record.in_force.until)):
            if day and day < record.date:
                yield Finding(f"Указан день {_dots(day)}, а сам акт принят {_dots(record.date)}.", ("in_force", name))


@record_rule(
    Code("TP505", "Действие акта противоречит его сроку", "error",
         "Запись говорит «действует», хотя к дню проверки срок уже кончился.",
         "Исправьте поле «Действует ли сейчас» или срок действия.",
         "in_force:\n  until: 2014-12-31\nin_force_now: действует\nupdated_on: 2026-11-23\n",
         "in_force:\n  until: 2014-12-31\nin_force_now: утратил силу\nupdated_on: 2026-11-23\n"),
    Act,
)
def expired_but_in_force(view: View) -> Iterator[Finding]:
    """«Now» is the day the record was checked or changed."""
    record = view.record
    if not isinstance(record, Act) or not record.in_force or not record.in_force.until:
        return
    known = max((day for day in (record.checked_on, record.updated_on) if day), default=None)
    if record.in_force_now == "действует" and known and record.in_force.until < known:
        yield Finding(
            f"Написано «действует», а срок кончился {_dots(record.in_force.until)}.",
            ("in_force_now",), nearest="утратил силу",
        )


@record_rule(
    Code("TP506", "Действие в 2017 году противоречит датам", "error",
         "Проект шёл в 2017 году: читателю важно знать, на что он опирался тогда.",
         "Исправьте поле «Действовал в 2017 году» или даты акта.",
         "date: 2019-12-25\napplied_in_2017: да\n", "date: 2019-12-25\napplied_in_2017: нет\n"),
    Act,
)
def applied_in_2017(view: View) -> Iterator[Finding]:
    """«Да» needs a day of 2017 in force; «нет» is wrong if the act was in force all year."""
    record = view.record
    if not isinstance(record, Act):
        return
    since = record.in_force.since if record.in_force and record.in_force.since else None
    until = record.in_force.until if record.in_force else None
    start = since or record.date
    if record.applied_in_2017 == "да" and ((start and start > _2017[1]) or (until and until < _2017[0])):
        yield Finding("Написано «да», а по датам акт в 2017 году не действовал.", ("applied_in_2017",), nearest="нет")
    if record.applied_in_2017 == "нет" and since and since <= _2017[0] and until and until >= _2017[1]:
        yield Finding("Написано «нет», а по датам акт действовал весь 2017 год.", ("applied_in_2017",), nearest="да")


@record_rule(
    Code("TP507", "Проверка акта указана наполовину", "warning",
         "Отметке о проверке верят, только если видно и кто проверил, и когда.",
         "Заполните оба поля: «Проверен» (checked_on) и «Кем проверен» (checked_by).",
         "checked_on: 2026-11-23\n", "checked_on: 2026-11-23\nchecked_by: юрист УМЦ\n"),
    Act,
)
def half_checked(view: View) -> Iterator[Finding]:
    """Who and when, or neither."""
    record = view.record
    if isinstance(record, Act) and bool(record.checked_on) != bool(record.checked_by):
        name = "checked_on" if record.checked_on else "checked_by"
        absent = "кто проверил" if record.checked_on else "когда проверили"
        yield Finding(f"Не сказано, {absent}.", (name,))


@record_rule(
    Code("TP508", "История новее даты обновления", "warning",
         "На странице написано «обновлено», и дата там старше последнего изменения.",
         "Поставьте в поле «Обновлено» день последнего изменения.",
         "updated_on: 2026-01-10\nhistory:\n  - date: 2026-02-01\n    note: Уточнены шаги\n",
         "updated_on: 2026-02-01\nhistory:\n  - date: 2026-02-01\n    note: Уточнены шаги\n"),
    field="history",
)
def stale_update(view: View) -> Iterator[Finding]:
    """The last line of the history is no later than «обновлено»."""
    record = view.record
    last = max((change.date for change in record.history), default=None)
    if record.updated_on and last and last > record.updated_on:
        yield Finding(
            f"Обновлено {_dots(record.updated_on)}, а в истории есть {_dots(last)}.", ("updated_on",), nearest=last.isoformat()
        )


@record_rule(
    Code("TP509", "Этапы внедрения идут не по порядку дат", "warning",
         "Следующий этап не бывает раньше предыдущего: в одной из дат ошибка.",
         "Проверьте даты этапов или переставьте этапы.",
         "stages:\n  - stage: обучение\n    date: 2026-03-01\n  - stage: запуск\n    date: 2026-02-01\n",
         "stages:\n  - stage: обучение\n    date: 2026-02-01\n  - stage: запуск\n    date: 2026-03-01\n"),
    Adoption,
)
def stages_out_of_order(view: View) -> Iterator[Finding]:
    """Dates of an adoption's stages do not go back."""
    if not isinstance(view.record, Adoption):
        return
    before: date | None = None
    for index, stage in enumerate(view.record.stages):
        if stage.date and before and stage.date < before:
            yield Finding(f"Этап «{stage.stage}» раньше предыдущего.", ("stages", index, "date"))
        before = stage.date or before
