"""Pictures of the book: results as charts, the path of a model, photographs.

They are drawn for the column of the text, a unit a point, so their letters are as large as those beside.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from technopark.artefacts.manual.tree import Block, Figure
from technopark.artefacts.pictures.charts import before_after
from technopark.artefacts.pictures.drawings import StageMark, process_path
from technopark.artefacts.pictures.scene import Frame, Picture
from technopark.artefacts.transfer.brief import CaseBrief, StageBrief
from technopark.kinds.cases import Case
from technopark.kinds.models import ProcessModel

TALL = 1.2
"""Greatest height of a photograph, in widths of the column: a page holds it with its caption."""

COLUMN = Frame(354, 9.5, 8)
"""The column of the text in points: 125 mm."""


def results_chart(case: Case) -> Iterator[Block]:
    """Results with both numbers on one scale; the table under it has all of them."""
    drawn = before_after(case.results, COLUMN)
    if drawn:
        yield _figure(drawn, drawn.caption or "Было и стало")


def stages_path(stages: Sequence[StageMark]) -> Iterator[Block]:
    """Stages of the model, those the practice covers filled."""
    drawn = process_path(stages, COLUMN, columns=2)
    if drawn:
        yield _figure(drawn, f"Этапы модели. {drawn.caption}".strip())


def model_drawing(model: ProcessModel) -> Iterator[Block]:
    """The path of the process."""
    stages = [StageBrief(stage.id, stage.code, stage.title, covered=True) for stage in model.stages]
    drawn = process_path(stages, COLUMN, columns=2)
    if drawn:
        yield _figure(drawn, f"Путь процесса. {model.short_title}")


def photographs(brief: CaseBrief) -> Iterator[Block]:
    """Photographs of a practice with caption and licence."""
    for photo in brief.photos:
        data = base64.b64encode(photo.data).decode("ascii")
        words = ". ".join(part.rstrip(".") for part in (photo.caption, photo.source, photo.licence) if part)
        yield Figure(data, "jpg", photo.alt, words, width=min(1.0, TALL * photo.width / photo.height), size=(photo.width, photo.height))


def _figure(drawn: Picture, caption: str) -> Figure:
    return Figure(drawn.svg, "svg", drawn.alt, caption)
