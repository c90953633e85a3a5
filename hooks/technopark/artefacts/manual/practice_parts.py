"""Parts of a practice's chapter: tables, the path of steps, cards of mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from technopark.artefacts.manual.places import bare
from technopark.artefacts.manual.prose import Prose, fitted
from technopark.artefacts.manual.tree import Block, Card, Columns, Facts, Labelled, Paragraph, Run, Runs, Step, Steps, Table
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.kinds.cases import Cost, Evidence, LogicModel, Mistake, Modification, Provider, Result, Review
from technopark.kinds.documents import Document
from technopark.knowledge import KnowledgeBase
from technopark.russian.text import NBSP, long_date, number
from technopark.schema import fields_of

EVIDENCE_WORDS = ("нет", "частично", "есть", "подтверждено")
"""Words of the scale 0–3, as on the case's page."""

DASH = "—"

HEAD = 80
"""Most letters of a running head."""


def cell(text: str | None) -> Runs:
    """A cell of a table; what is not said stays empty."""
    return (Run(fitted(text)),) if text else ()


def joined(items: Sequence[Runs], between: str) -> Iterator[Run]:
    """Runs one after another with words between."""
    for place, runs in enumerate(items):
        if place:
            yield Run(between)
        yield from runs


def lead(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their paragraphs set as those that open a chapter."""
    for block in blocks:
        yield replace(block, style="lead") if isinstance(block, Paragraph) else block


def small(block: Block) -> Block:
    """A block of what is beside the point, set smaller."""
    return replace(block, style="small") if isinstance(block, Paragraph) else block


def logic(model: LogicModel) -> Iterator[Block]:
    """Resources → activities → outputs → outcomes."""
    columns = []
    for name, info in fields_of(LogicModel).items():
        if lines := getattr(model, name):
            columns.append((info.about.label, tuple(cell(line) for line in lines)))
    if columns:
        yield Columns(tuple(columns), "Логическая модель: что вкладываем, что делаем, что получаем сразу и что меняется потом")


def results(rows: Iterable[Result]) -> Table:
    """What was measured, with sample and method."""
    header = ("Показатель", "Было", "Стало", "Выборка и время", "Чем измеряли и чем подтверждено")
    body = tuple(
        (
            cell(row.indicator), cell(measure(row.baseline, row.unit)), cell(measure(row.value, row.unit)),
            cell("; ".join(filter(None, (row.sample, row.period)))), cell("; ".join(filter(None, (row.method, row.source)))),
        )
        for row in rows
    )  # fmt: skip
    return Table(header, body, (26, 14, 14, 23, 29), "Измеренные результаты", (1, 2))


def measure(value: float | None, unit: str | None) -> str:
    """A number with its unit; a dash where nothing was measured."""
    if value is None:
        return DASH
    return number(value) + (f"{NBSP}{unit}" if unit else "")


def evidence(own: Evidence, prose: Prose) -> Iterator[Block]:
    """Self-assessment; never called a verification."""
    rows = []
    for name, info in fields_of(Evidence).items():
        value = getattr(own, name)
        if isinstance(value, int):
            rows.append((info.about.label, cell(f"{value} из 3: {EVIDENCE_WORDS[value]}")))
    if own.assigned_by or own.assigned_on:
        who = ", ".join(filter(None, (own.assigned_by, long_date(own.assigned_on) if own.assigned_on else "")))
        rows.append(("Кто и когда оценил", cell(who)))
    blocks: list[Block] = [Facts(tuple(rows))] if rows else []
    if own.reason:
        blocks += prose.blocks(own.reason)
    if blocks:
        note = "По мотивам Стандарта доказательности практик; это не верификация."
        yield Labelled("Самооценка доказательности", (*blocks, Paragraph(cell(note), "small")))


def reviews(rows: Iterable[Review]) -> Table:
    """What experts said, by role."""
    body = tuple(
        (cell(row.criterion), cell(f"{row.score}{NBSP}из{NBSP}10"), cell(row.comment), cell(_who_and_when(row))) for row in rows
    )
    return Table(("Критерий", "Балл", "Пояснение", "Кто оценил"), body, (20, 12, 44, 24), "Экспертные оценки: по ролям, без фамилий", (1,))


def _who_and_when(row: Review) -> str:
    return ", ".join(filter(None, (row.role, long_date(row.date) if row.date else "")))


def steps(brief: CaseBrief, prose: Prose) -> Steps:
    """The path of steps with role, duration and documents at each."""
    codes = {stage.id: f"{stage.code} «{stage.title}»" for stage in brief.stages}
    out = []
    for place, step in enumerate(brief.case.steps, 1):
        papers = "; ".join(brief.named[id].short for id in step.documents if id in brief.named)
        stage = codes.get(step.stage, "П" + step.stage[1:]) if step.stage else None
        facts = {"Кто": step.role, "Сколько длится": step.duration, "Что получается": step.output, "Этап": stage, "Документы": papers}
        shown = tuple((label, cell(text)) for label, text in facts.items() if text)
        out.append(Step(str(place), fitted(step.title), shown, prose.blocks(step.action) if step.action else ()))
    return Steps(tuple(out))


def providers(rows: Iterable[Provider]) -> Table:
    """Who is needed, how prepared, for how long."""
    body = tuple(
        (cell(row.role), cell(row.qualification), cell(row.training), cell("" if row.hours is None else number(row.hours))) for row in rows
    )
    return Table(("Кто ведёт", "Квалификация", "Подготовка", "Часов в месяц"), body, (20, 33, 33, 14), "Люди", (3,))


def cost(own: Cost) -> Iterator[Block]:
    """Sums and how they were counted."""
    rows = []
    for name, info in fields_of(Cost).items():
        value = getattr(own, name)
        if value is None or name in ("price_year", "basis"):
            continue
        rows.append((info.about.label, cell(value if isinstance(value, str) else f"{number(value)}{NBSP}{info.about.unit}")))
    basis = ". ".join(filter(None, (f"В ценах {own.price_year} года" if own.price_year else "", own.basis)))
    if basis:
        rows.append(("Как посчитано", cell(basis)))
    if rows:
        yield Labelled("Сколько стоит", (Facts(tuple(rows)),))


def documents(kb: KnowledgeBase, brief: CaseBrief) -> Table:
    """Documents of the practice with the place of each on the site."""
    rows = []
    for place, document in enumerate(brief.documents, 1):
        entry = kb.get("documents", document.id)
        record = entry.record if entry else None
        filled = ", ".join(record.filled_by) if isinstance(record, Document) else ""
        address = (Run(document.address, link=brief.site.url + document.address),)
        rows.append((cell(str(place)), cell(document.title), cell(filled), address))
    caption = f"Документы. Адреса — от начала сайта {bare(brief.site.url)}"
    return Table(("№", "Документ", "Кто заполняет", "Адрес"), tuple(rows), (6, 42, 22, 34), caption, (0,))


def modifications(rows: Iterable[Modification]) -> Table:
    """What was changed on the way and whether the core held."""
    keeps = {True: "да", False: "нет", None: ""}
    body = tuple((cell(row.what), cell(row.when), cell(row.reason), cell(keeps[row.keeps_core])) for row in rows)
    return Table(("Что изменили", "Когда", "Почему", "Основа сохранена"), body, (38, 18, 34, 12), "Что уже меняли")


def mistake(row: Mistake) -> Card:
    """A mistake of the register."""
    facts = {"Признак": row.sign, "Причина": row.cause, "Как не допустить": row.prevention, "Если случилось": row.remedy}
    return Card(fitted(row.mistake), tuple((label, cell(text)) for label, text in facts.items() if text))
