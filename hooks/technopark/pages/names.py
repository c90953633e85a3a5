"""What things are called on the pages: facets, stages, units, words of enumerations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from technopark.knowledge import Entry, KnowledgeBase

FACETS: Mapping[str, str] = {
    "kind": "Раздел",
    "holder": "Держатель",
    "municipality": "Муниципалитет",
    "model": "Модель процесса",
    "stage": "Этап",
    "form": "Форма наставничества",
    "audience": "Для кого",
    "role": "",
    "contour": "Контур технопарка",
    "place": "Место",
    "level": "",
    "status": "Статус",
    "year": "Год",
}
"""Russian names of the facets, in the order in which panels and filters show them; an empty
name leaves the field its own label."""

SHORT_LABELS: Mapping[str, str] = {"Держатель практики": "Держатель", "Действует ли сейчас": "Действует"}
"""Labels cut short for cards."""

WORDS: Mapping[str, str] = {"Asia/Irkutsk": "иркутское время (UTC+8)"}
"""What readers are shown instead of a technical value."""

UNITS: Mapping[str, tuple[str, str, str]] = {"лет": ("год", "года", "лет")}
"""Units that change with the number."""

CONTOURS: Mapping[str, str] = {"ядро": "core", "инкубатор": "incubator", "трансфер": "transfer"}
"""Contours of the technopark and the class that carries their colour and shape."""

TONES: Mapping[str, str] = {
    "рекомендовано": "good",
    "состоялся": "good",
    "действует": "good",
    "запланирован": "good",
    "продолжаем": "good",
    "завершён": "good",
    "закон": "good",
    "стандарт": "good",
    "архив": "quiet",
    "утратил силу": "warn",
    "отменён": "warn",
    "перенесён": "warn",
    "останавливаем": "warn",
    "не установлено": "warn",
    "реконструкция": "warn",
    "образец": "warn",
}
"""Colour of a status mark; the word itself always stands in it."""


@dataclass(frozen=True)
class StageName:
    """A stage of the process as readers know it: ``П3`` and «Проверка и отбор»."""

    id: str
    code: str
    title: str

    @property
    def full(self) -> str:
        """Code and title together."""
        return f"{self.code} {self.title}".strip()


def stage_names(kb: KnowledgeBase) -> Mapping[str, StageName]:
    """Stages by id, from the process models; the first model that names a stage wins."""
    out: dict[str, StageName] = {}
    for entry in kb.published("models"):
        for stage in getattr(entry.record, "stages", ()):
            out.setdefault(stage.id, StageName(stage.id, stage.code, stage.title))
    return dict(sorted(out.items()))


def label_of(entry: Entry) -> str:
    """What a record is called where space is short."""
    return entry.short
