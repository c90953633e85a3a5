"""A process model as a chapter: drawing, participants, stages with who, what and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from technopark.artefacts.manual.figures import model_drawing
from technopark.artefacts.manual.places import anchor
from technopark.artefacts.manual.practice_parts import HEAD, cell, lead, small
from technopark.artefacts.manual.prose import Prose, clipped, fitted
from technopark.artefacts.manual.sources import Sources
from technopark.artefacts.manual.tree import Block, Chapter, Heading, Items, Labelled, Paragraph, Runs, Step, Steps, Table
from technopark.kinds.models import ProcessModel, StageOfModel
from technopark.knowledge import Entry, KnowledgeBase


def model_chapter(kb: KnowledgeBase, entry: Entry, prose: Prose, sources: Sources) -> Chapter:
    """The chapter of a model."""
    model = entry.record
    assert isinstance(model, ProcessModel)  # noqa: S101 - narrows the type
    prose.places.noted.clear()
    blocks: list[Block] = [*lead(prose.blocks(model.summary)), *_origin(model, prose), *model_drawing(model)]
    if model.actors:
        rows = tuple((cell(actor.title), cell(actor.party), cell(actor.does)) for actor in model.actors)
        blocks += [Heading("Кто участвует"), Table(("Участник", "Сторона", "Что делает"), rows, (28, 14, 58))]
    if model.mentor_sources:
        blocks.append(Labelled("Откуда приходят наставники", (_items(prose, model.mentor_sources),)))
    blocks += [Heading("Этапы: кто, что, с какими документами"), Steps(tuple(_stage(kb, model, stage, prose) for stage in model.stages))]
    if model.notes:
        blocks.append(Labelled("Расхождения и оговорки", tuple(small(block) for note in model.notes for block in prose.blocks(note))))
    if model.sources:
        blocks.append(Labelled("Источники", (Paragraph(sources.cite(model.sources), "small"),)))
    return Chapter(anchor(entry.key), fitted(model.title), clipped(model.short_title, HEAD), tuple(blocks), kicker="Модель процесса")


def _origin(model: ProcessModel, prose: Prose) -> Iterator[Block]:
    """What the source says and what was reconstructed."""
    said = (Paragraph(cell(f"Происхождение: {model.origin}.")),) if not model.origin_note else prose.blocks(model.origin_note)
    yield Labelled("Что известно, а что восстановлено", said)


def _items(prose: Prose, lines: Sequence[str]) -> Items:
    return Items(False, tuple((Paragraph(prose.line(line)),) for line in lines))


def _stage(kb: KnowledgeBase, model: ProcessModel, stage: StageOfModel, prose: Prose) -> Step:
    names = {actor.id: actor.title for actor in model.actors}
    documents = [entry.short for id in stage.documents if (entry := kb.get("documents", id))]
    courses = [entry.short for id in stage.courses if (entry := kb.get("programmes", id))]
    facts = {
        "Отвечает": names.get(stage.responsible or "", stage.responsible or ""),
        "Делают": ", ".join(names.get(id, id) for id in stage.does),
        "Знают": ", ".join(names.get(id, id) for id in stage.informed),
        "Что входит": "; ".join(stage.inputs),
        "Что выходит": "; ".join(stage.outputs),
        "Документы": "; ".join(documents),
        "Обучение": "; ".join(courses),
        "Длится": stage.duration or "",
    }
    shown: tuple[tuple[str, Runs], ...] = tuple((label, cell(text)) for label, text in facts.items() if text)
    return Step(stage.code, fitted(stage.title), shown, prose.blocks(stage.purpose) if stage.purpose else ())
