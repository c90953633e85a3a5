"""What the pages of document templates show beside their fields: the paper, the files, the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from technopark.artefacts.documents.compose import compose
from technopark.artefacts.documents.html import preview
from technopark.kinds.documents import Document, TemplateField
from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages.names import StageName
from technopark.pages.views import RecordView

if TYPE_CHECKING:
    from technopark.pages.render import PageBuilder

TYPES: Mapping[str, str] = {
    "текст": "Строка",
    "абзац": "Несколько предложений",
    "дата": "Дата",
    "число": "Число",
    "выбор": "Выбор",
    "таблица": "Таблица",
}
"""What kind of value a field takes, in a reader's words."""

CHECKS: Mapping[str, str] = {
    "ИНН": "10 или 12 цифр, проверяем контрольные",
    "ОГРН": "13 или 15 цифр, проверяем контрольную",
    "телефон": "Телефон",
    "почта": "Адрес электронной почты",
    "ФИО": "Фамилия и инициалы или полное имя",
}
"""What is checked in a field, in a reader's words."""


@dataclass(frozen=True)
class Blank:
    """A row of the table «Что вписать»."""

    label: str
    kind: str
    details: tuple[str, ...]
    help: str
    example: str
    required: bool


@dataclass(frozen=True)
class Cell:
    """A stage in the row of a document.

    Attributes:
        stage: the stage.
        models: ids of the models that need the document there.
        sign: what stands in the cell: a dot for all models, else the models' numbers.
        words: the same for those who listen.
    """

    stage: StageName
    models: tuple[str, ...]
    sign: str
    words: str


def record_values(builder: PageBuilder, entry: Entry, view: RecordView) -> Mapping[str, Any]:
    """Values for the page of a template, the order of its sections among them."""
    record: Any = entry.record
    sheet = compose(record)
    return {
        "view": replace(view, sections=text_second(view)),
        "paper": preview(sheet) if sheet else None,
        "files": builder.downloads.of_document(record.id),
        "blanks": [blank(field) for field in (sheet.fields.values() if sheet else record.fields)],
    }


def text_second(view: RecordView) -> tuple[Any, ...]:
    """The text of the form right after its purpose: it is what people came for."""
    text = [section._replace(title="Текст формы") for section in view.sections if section.id == "text"]
    rest = [section for section in view.sections if section.id != "text"]
    return (*rest[:1], *text, *rest[1:])


def blank(field: TemplateField) -> Blank:
    """How a field is explained."""
    details = (*field.options, *(column.label for column in field.columns))
    kind = CHECKS.get(field.format or "", TYPES[field.type])
    return Blank(field.label, kind, details, field.help or "", field.example or "", field.required)


def list_values(builder: PageBuilder) -> Mapping[str, Any]:
    """Values for the list of templates."""
    models = [(entry.record.id, entry.short) for entry in builder.kb.published("models")]
    stages = tuple(builder.values.stages.values())
    matrix = Matrix(builder.kb, stages)
    packs = builder.downloads.packs
    return {
        "stages": stages,
        "models": models,
        "cells": matrix.row,
        "files": builder.downloads.of_document,
        "model_packs": [packs[id] for id, _ in models if id in packs],
        "stage_packs": [(stage, packs[stage.id]) for stage in stages if stage.id in packs],
    }


class Matrix:
    """Which document is needed at which stage of which model."""

    def __init__(self, kb: KnowledgeBase, stages: Iterable[StageName]) -> None:
        """Gather the documents of each stage of each model."""
        self.stages = tuple(stages)
        self.models = kb.published("models")
        self.numbers = {entry.record.id: str(index) for index, entry in enumerate(self.models, 1)}
        self._listed = {
            (entry.record.id, stage.id): frozenset(stage.documents)
            for entry in self.models
            for stage in getattr(entry.record, "stages", ())
        }

    def row(self, document: Document) -> tuple[Cell, ...]:
        """Cells of a document, one a stage."""
        return tuple(self._cell(document, stage) for stage in self.stages)

    def _cell(self, document: Document, stage: StageName) -> Cell:
        found = [entry for entry in self.models if self._needs(document, stage.id, entry.record.id)]
        ids = tuple(entry.record.id for entry in found)
        if not found:
            return Cell(stage, (), "", "")
        if len(found) == len(self.models):
            return Cell(stage, ids, "●", "нужен")
        return Cell(stage, ids, ", ".join(self.numbers[id] for id in ids), f"нужен: {', '.join(entry.short for entry in found)}")

    def _needs(self, document: Document, stage: str, model: str) -> bool:
        """By the stage of the model, or by the document itself."""
        return document.id in self._listed.get((model, stage), ()) or (stage in document.stages and model in document.models)
