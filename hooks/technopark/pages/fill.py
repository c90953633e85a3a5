"""The page «Заполнить»: which documents can be chosen, by stage. Templates come in a script of data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from technopark.artefacts.documents.kit import FORMS_ADDRESS, kit
from technopark.kinds.documents import Document
from technopark.pages.names import StageName, stage_names

if TYPE_CHECKING:
    from technopark.pages.embeds import Asked

TEMPLATE = "components/fill.html"


def fill_embed(asked: Asked) -> tuple[str, Mapping[str, Any]]:
    """Values of the embed ``[[fill]]``."""
    documents = [document for document in kit(asked.builder.kb) if document.text]
    stages = stage_names(asked.builder.kb)
    return TEMPLATE, {
        "groups": by_first_stage(documents, stages),
        "models": asked.builder.kb.published("models"),
        "stages": [stage for stage in stages.values() if any(stage.id in document.stages for document in documents)],
        "forms": FORMS_ADDRESS,
    }


def by_first_stage(documents: list[Document], stages: Mapping[str, StageName]) -> list[tuple[str, list[Document]]]:
    """Documents under the stage that needs them first."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(min(document.stages), []).append(document)
    return [(stages[id].full if id in stages else "П" + id[1:], found[id]) for id in sorted(found)]
