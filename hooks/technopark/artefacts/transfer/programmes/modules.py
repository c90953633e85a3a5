"""Модульный план: topics, terms with their definitions, documents and practices, order of certification."""

from __future__ import annotations

from technopark.artefacts.transfer.event_texts import compose_event
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.programme_brief import ProgrammeBrief
from technopark.artefacts.transfer.programmes._hours import words
from technopark.artefacts.transfer.texts_files import FILES, made


def make(brief: ProgrammeBrief, workshop: Workshop) -> Made:
    """The plan for Word and for paper."""
    text = compose_event(
        workshop, "programme-modules.md", brief, title="Модульный план", mark="Примерная форма. Собрана из карточки программы",
        hours_words=words, numbered=numbered,
    )  # fmt: skip
    return made(workshop, text)


def numbered(title: str, number: int) -> str:
    """A module's heading: its title says «Модуль 2» or «Курс …» itself, or is given a number."""
    return title if title.lower().startswith(("модуль", "курс", "раздел", "тема")) else f"Модуль {number}. {title}"


ITEM: Item[ProgrammeBrief] = Item(
    id="modules",
    title="Модульный план",
    lead="Модуль за модулем: темы, понятия с определениями, документы и практики, порядок аттестации.",
    format="",
    order=20,
    files=FILES,
    make=make,
)
