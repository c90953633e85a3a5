"""Finding one's way in a kind's fields by the path of a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from technopark.knowledge import Path
from technopark.schema import FieldInfo, Part, fields_of


def field_at(model: type[Part], path: Path) -> FieldInfo | None:
    """The field a value belongs to; list indexes in the path are passed over."""
    info: FieldInfo | None = None
    here: type[Part] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        if here is None:
            return None
        info = fields_of(here).get(step)
        if info is None:
            return None
        here = info.part
    return info


def model_at(model: type[Part], path: Path) -> type[Part] | None:
    """The model of the group that lies at a path; the record's own for an empty path."""
    if not any(isinstance(step, str) for step in path):
        return model
    info = field_at(model, path)
    return info.part if info else None


@cache
def labels_of(model: type[Part]) -> Mapping[str, str]:
    """Russian label of every field of a model, but for ``id``, which nobody writes."""
    return {name: info.about.label for name, info in fields_of(model).items() if name != "id"}


def groups(model: type[Part], prefix: Path = ()) -> Iterator[tuple[Path, type[Part]]]:
    """All groups of fields inside a model with their paths, the model itself first."""
    yield prefix, model
    for name, info in fields_of(model).items():
        if info.part is not None:
            yield from groups(info.part, (*prefix, name))


def field_name(info: FieldInfo | None, loc: Path) -> str:
    """How messages call a field: ``«Источники» (sources), пункт 2``."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    label = f"«{info.about.label}» ({key})" if info else f"«{shown(key)}»"
    return f"{label}, пункт {loc[-1] + 1}" if loc and isinstance(loc[-1], int) else label


def shown(value: Any, limit: int = 60) -> str:
    """A written value inside a message: one line, cut."""
    text = " ".join(str(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
