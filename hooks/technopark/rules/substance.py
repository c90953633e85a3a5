"""TP70x: what makes a record worth trusting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.catalogue import Code
from technopark.kinds.cases import Case, Evidence
from technopark.kinds.organisations import Organisation
from technopark.nearest import normal
from technopark.rules._base import Base, Located
from technopark.rules._rule import Finding, base_rule, record_rule
from technopark.rules._view import View

_AUTHOR = re.compile(r"\b(?:автор|держател|разработчик|сам[ио]?\b|самооценк)", re.IGNORECASE)


@record_rule(
    Code("TP701", "Нет источников", "error",
         "Без источника читатель не может проверить сказанное, поэтому запись не публикуют.",
         "Добавьте поле «Источники» (sources): документ, издание или сайт и место в нём.",
         "title: Наставник\n", "title: Наставник\nsources:\n  - title: Презентация УМЦ РСО\n    locator: слайд «Модель 1»\n")
)
def no_sources(view: View) -> Iterator[Finding]:
    """Fiction needs none: it is made up."""
    if not view.record.sources and not view.record.fictional:
        yield Finding("У записи нет источников.")


def _scored(evidence: Evidence) -> bool:
    scores = (evidence.regulated, evidence.grounded, evidence.achieved, evidence.data_quality)
    return any(score is not None for score in scores)


@base_rule(
    Code("TP702", "Автор оценивает собственную практику", "error",
         "Уровень доказательности присваивает не тот, кто ведёт практику: иначе оценке нельзя верить.",
         "Укажите, кто оценил со стороны, или уберите оценку.",
         "holder: cpd-angarsk\nevidence:\n  regulated: 3\n  assigned_by: ЦПД г. Ангарска\n",
         "holder: cpd-angarsk\nevidence:\n  regulated: 2\n  assigned_by: экспертная группа УМЦ\n")
)
def own_evidence(base: Base) -> Iterator[Located]:
    """The holder, under any of its names, or «автор»."""
    place = ("evidence", "assigned_by")
    for entry in base.kb.by_kind["cases"]:
        if "evidence" not in entry.filled:
            continue  # most records do not say; they need not be unpacked
        case = entry.record
        if not isinstance(case, Case) or not case.evidence or not case.evidence.assigned_by:
            continue
        holder = base.kb.get("organisations", case.holder)
        names = {case.holder}
        if holder and isinstance(holder.record, Organisation):
            names |= {holder.record.title, holder.record.full_name, holder.record.short_name}
        assigned = normal(case.evidence.assigned_by)
        if _AUTHOR.search(assigned) or any(normal(name) in assigned for name in names):
            yield base.at(entry, place, f"Оценил сам держатель: «{case.evidence.assigned_by}».")


@record_rule(
    Code("TP703", "Оценка без подписи", "warning",
         "Оценке верят, если видно, кто её поставил, когда и почему.",
         "Заполните поля «Кто оценил», «Когда оценили» и «Почему так».",
         "evidence:\n  regulated: 2\n",
         "evidence:\n  regulated: 2\n  assigned_by: экспертная группа УМЦ\n  assigned_on: 2026-11-23\n  reason: Есть положение.\n"),
    Case, field="evidence",
)
def unsigned_evidence(view: View) -> Iterator[Finding]:
    """Who, when and why beside every score."""
    if isinstance(view.record, Case) and view.record.evidence and _scored(view.record.evidence):
        evidence = view.record.evidence
        names = {"кто оценил": evidence.assigned_by, "когда": evidence.assigned_on, "почему": evidence.reason}
        absent = [name for name, value in names.items() if not value]
        if absent:
            yield Finding(f"У оценки доказательности не сказано: {', '.join(absent)}.", ("evidence",))


@record_rule(
    Code("TP704", "Результат без выборки или способа измерения", "warning",
         "Число, про которое неизвестно, на ком и чем измерено, нельзя ни проверить, ни сравнить.",
         "Заполните поля «Выборка» (sample) и «Чем измеряли» (method).",
         "results:\n  - indicator: Посещаемость\n    value: 90\n",
         "results:\n  - indicator: Посещаемость\n    value: 90\n    sample: 18 пар\n    method: журнал встреч\n"),
    Case, field="results",
)
def unmeasured_result(view: View) -> Iterator[Finding]:
    """A value needs a sample and a method."""
    if isinstance(view.record, Case):
        for index, result in enumerate(view.record.results):
            if result.value is not None and not (result.sample and result.method):
                absent = "выборка" if result.method else "способ измерения" if result.sample else "выборка и способ измерения"
                yield Finding(f"У результата «{result.indicator}» не указано: {absent}.", ("results", index))


@record_rule(
    Code("TP705", "Балл эксперта вне шкалы", "error",
         "Эксперты ставят от 1 до 10: другое число исказит среднее.",
         "Исправьте балл: целое число от 1 до 10.",
         "reviews:\n  - criterion: Новизна\n    score: 11\n", "reviews:\n  - criterion: Новизна\n    score: 10\n"),
    Case, field="reviews",
)
def score_out_of_scale(view: View) -> Iterator[Finding]:
    """The deck's sheet has scores from 1 to 10."""
    if isinstance(view.record, Case):
        for index, review in enumerate(view.record.reviews):
            if not 1 <= review.score <= 10:
                yield Finding(f"По критерию «{review.criterion}» стоит {review.score}.", ("reviews", index, "score"))


@record_rule(
    Code("TP706", "Рекомендовано без экспертизы", "warning",
         "«Рекомендовано» обещает читателю, что практику проверили, а оценок в записи нет.",
         "Добавьте экспертные оценки или верните статус «на экспертизе».",
         "status: рекомендовано\n", "status: на экспертизе\n"),
    Case,
)
def recommended_unreviewed(view: View) -> Iterator[Finding]:
    """A recommendation rests on reviews or on evidence."""
    if isinstance(view.record, Case) and view.record.status == "рекомендовано":
        evidence = view.record.evidence
        if not view.record.reviews and not (evidence and _scored(evidence)):
            yield Finding("Статус «рекомендовано», а экспертных оценок нет.", ("status",))


@record_rule(
    Code("TP707", "Готова к передаче, но передавать нечего", "warning",
         "Тому, кто захочет повторить, нужны хотя бы шаги и то, что менять нельзя.",
         "Заполните поля «Шаги» (steps) и «Что менять нельзя» (core_components).",
         "transfer_ready: да\n",
         "transfer_ready: да\nsteps:\n  - title: Провести знакомство\ncore_components:\n  - встречи раз в неделю\n"),
    Case, field="transfer_ready",
)
def nothing_to_transfer(view: View) -> Iterator[Finding]:
    """Steps and the core are the least another institution needs."""
    if isinstance(view.record, Case) and view.record.transfer_ready:
        absent = [label for label, value in (("шаги", view.record.steps), ("ядро", view.record.core_components)) if not value]
        if absent:
            yield Finding(f"Практика готова к передаче, но не описано: {', '.join(absent)}.", ("transfer_ready",))


@record_rule(
    Code("TP708", "По названию не видно, что это вымысел", "warning",
         "Учебную запись могут открыть по прямой ссылке: название должно предупредить сразу.",
         "Добавьте в название слово «учебный» или «пример».",
         "title: Практика «Маяк»\nfictional: да\n", "title: Учебный пример. Практика «Маяк»\nfictional: да\n"),
    field="fictional",
)
def hidden_fiction(view: View) -> Iterator[Finding]:
    """A fictional record says so in its title."""
    if view.record.fictional and not re.search("учебн|пример|вымышл", view.record.title, re.IGNORECASE):
        yield Finding("Запись вымышленная, а название об этом молчит.", ("title",))
