"""TP60x: process models and the stages other records name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from technopark.catalogue import Code
from technopark.kinds.models import ProcessModel
from technopark.knowledge import Path
from technopark.nearest import nearest_value
from technopark.rules._base import Base, Located
from technopark.rules._rule import Finding, base_rule, record_rule
from technopark.rules._view import View


@base_rule(
    Code("TP601", "Такого этапа нет в модели", "error",
         "По этапам связаны документы, курсы и практики: лишний этап на схеме не найти.",
         "Сверьте этап с записью модели в practices/models.",
         "process_model: model-1\nstages:\n  - p9\n", "process_model: model-1\nstages:\n  - p1\n")
)
def stage_not_in_model(base: Base) -> Iterator[Located]:
    """A stage must be in at least one of the models the record follows."""
    stages = {e.record.id: {s.id for s in e.record.stages} for e in base.kb.by_kind["models"] if isinstance(e.record, ProcessModel)}
    if not stages:
        return
    for slug in ("cases", "documents", "programmes"):
        for entry in base.kb.by_kind[slug]:
            models = [raw.id for raw in entry.raw_references if raw.kinds == ("models",)]
            if any(model not in stages for model in models):
                continue  # the unknown model is a finding of its own
            known = set().union(*(stages[model] for model in models or stages))
            for path, stage in entry.stages:
                if stage not in known:
                    where = f"модели «{models[0]}»" if len(models) == 1 else "моделях"
                    yield base.at(entry, path, f"Этапа «{stage}» нет в {where}.", f"Есть этапы: {', '.join(sorted(known))}.")


@record_rule(
    Code("TP602", "Этап называет участника, которого нет в модели", "error",
         "На схеме у этапа не окажется дорожки: участник не описан.",
         "Добавьте участника в поле «Участники» или исправьте обозначение.",
         "actors:\n  - id: curator\n    title: Куратор\nstages:\n  - id: p1\n    responsible: kurator\n",
         "actors:\n  - id: curator\n    title: Куратор\nstages:\n  - id: p1\n    responsible: curator\n"),
    ProcessModel,
)
def unknown_actor(view: View) -> Iterator[Finding]:
    """Responsible, does, informed."""
    if not isinstance(view.record, ProcessModel):
        return
    known = [actor.id for actor in view.record.actors]
    for n, stage in enumerate(view.record.stages):
        named: list[tuple[Path, str]] = [(("stages", n, "responsible"), stage.responsible)] if stage.responsible else []
        named += [(("stages", n, "does", m), actor) for m, actor in enumerate(stage.does)]
        named += [(("stages", n, "informed", m), actor) for m, actor in enumerate(stage.informed)]
        yield from _undeclared(named, known, "Участника")


def _undeclared(named: Iterable[tuple[Path, str]], known: list[str], what: str) -> Iterator[Finding]:
    for path, id in named:
        if id not in known:
            near = nearest_value(id, known)
            hint = f"Может быть, «{near}»?" if near else ""
            yield Finding(f"{what} «{id}» в этой модели нет.", path, hint=hint, nearest=near)


@record_rule(
    Code("TP603", "Этап называет реестр, которого нет в модели", "error",
         "Непонятно, куда записывать: реестр не описан.",
         "Добавьте реестр в поле «Реестры» или исправьте обозначение.",
         "registers:\n  - id: mentors\n    title: Реестр наставников\nstages:\n  - id: p1\n    registers: [mentor]\n",
         "registers:\n  - id: mentors\n    title: Реестр наставников\nstages:\n  - id: p1\n    registers: [mentors]\n"),
    ProcessModel,
)
def unknown_register(view: View) -> Iterator[Finding]:
    """Registers a stage writes into."""
    if isinstance(view.record, ProcessModel):
        known = [register.id for register in view.record.registers]
        for n, stage in enumerate(view.record.stages):
            named: list[tuple[Path, str]] = [(("stages", n, "registers", m), id) for m, id in enumerate(stage.registers)]
            yield from _undeclared(named, known, "Реестра")


@record_rule(
    Code("TP604", "Обозначение в модели повторяется", "error",
         "Два этапа, участника или реестра с одним обозначением на схеме не различить.",
         "Дайте второму другое обозначение.",
         "stages:\n  - id: p1\n    code: П1\n    title: Набор\n  - id: p1\n    code: П2\n    title: Отбор\n",
         "stages:\n  - id: p1\n    code: П1\n    title: Набор\n  - id: p2\n    code: П2\n    title: Отбор\n"),
    ProcessModel,
)
def repeated_mark(view: View) -> Iterator[Finding]:
    """Ids of stages, actors and registers are unique inside a model."""
    if not isinstance(view.record, ProcessModel):
        return
    groups = {
        "actors": [actor.id for actor in view.record.actors],
        "registers": [register.id for register in view.record.registers],
        "stages": [stage.id for stage in view.record.stages],
    }
    for name, ids in groups.items():
        for index, id in enumerate(ids):
            if id in ids[:index]:
                yield Finding(f"Обозначение «{id}» уже есть выше.", (name, index, "id"))


@record_rule(
    Code("TP605", "Этапы идут не по порядку", "error",
         "Схема рисует этапы в том порядке, в каком они записаны.",
         "Переставьте этапы по возрастанию обозначений.",
         "stages:\n  - id: p2\n    code: П2\n    title: Отбор\n  - id: p1\n    code: П1\n    title: Набор\n",
         "stages:\n  - id: p1\n    code: П1\n    title: Набор\n  - id: p2\n    code: П2\n    title: Отбор\n"),
    ProcessModel,
)
def stages_unordered(view: View) -> Iterator[Finding]:
    """Ids of stages grow."""
    if isinstance(view.record, ProcessModel):
        stages = view.record.stages
        for index in range(1, len(stages)):
            if stages[index].id < stages[index - 1].id:
                message = f"Этап «{stages[index].id}» стоит после этапа «{stages[index - 1].id}»."
                yield Finding(message, ("stages", index, "id"))


@record_rule(
    Code("TP606", "Связь или соответствие называет этап, которого нет", "error",
         "Стрелка на схеме ведёт в никуда.",
         "Исправьте обозначение этапа или добавьте этап в модель.",
         "flows:\n  - source: p1\n    target: p8\n", "flows:\n  - source: p1\n    target: p2\n"),
    ProcessModel,
)
def unknown_stage_in_model(view: View) -> Iterator[Finding]:
    """Flows and counterparts name stages of the same model."""
    if not isinstance(view.record, ProcessModel):
        return
    known = {stage.id for stage in view.record.stages}
    named: list[tuple[Path, str]] = [
        (("flows", n, name), getattr(flow, name)) for n, flow in enumerate(view.record.flows) for name in ("source", "target")
    ]
    named += [(("correspondence", n, "stage"), item.stage) for n, item in enumerate(view.record.correspondence)]
    for path, stage in named:
        if stage not in known:
            yield Finding(f"Этапа «{stage}» в этой модели нет.", path)


@record_rule(
    Code("TP607", "Код этапа не соответствует обозначению", "warning",
         "На схеме стоит код, в ссылках — обозначение: с разными цифрами это сбивает с толку.",
         "Пусть цифра в коде и в обозначении будет одна.",
         "id: p1\ncode: П2\n", "id: p1\ncode: П1\n"),
    ProcessModel,
)
def code_differs(view: View) -> Iterator[Finding]:
    """«П1» goes with ``p1``."""
    if isinstance(view.record, ProcessModel):
        for index, stage in enumerate(view.record.stages):
            wanted = f"П{stage.id[1:]}"
            if stage.code != wanted:
                yield Finding(f"У этапа «{stage.id}» код «{stage.code}».", ("stages", index, "code"), nearest=wanted)
