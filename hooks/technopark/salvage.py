"""What can still be checked of a record with errors: its sound values as a record of their own.

An editor mends a file in one round if the wrong dates, links and words are told together with
the wrong fields. Nothing here is on the way of a record without errors.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import ValidationError, create_model

from technopark.knowledge import Entry, Path, references_in
from technopark.layout import misfiled
from technopark.rules._view import View
from technopark.schema import Kind, Record
from technopark.source import parse
from technopark.tree import Tree

PASSES = 3
"""Taking a wrong value out may leave its group without a required field: so many times groups are taken out in turn."""


def salvage(kind: Kind, path: str, raw: bytes) -> View | None:
    """The sound values of a file at their places; ``None`` if it does not parse or is of another kind."""
    tree, _ = parse(raw, path)
    if tree is None or misfiled(kind, path, frozenset(tree.data)):
        return None
    wrong = {*tree.empties, *tree.unclear, *tree.unfilled, ("id",)}
    for _ in range(PASSES):
        origins: dict[Path, Path] = {}
        kept = _without(tree.data, wrong, (), (), origins)
        try:
            record = _lenient(kind).model_validate(kept)
        except ValidationError as error:
            wrong |= _places(error, origins)
            continue
        return View(_entry(kind, path, record, tree, origins), raw)
    return None


def _entry(kind: Kind, path: str, record: Record, tree: Tree, origins: dict[Path, Path]) -> Entry:
    marks = {here: tree.values[origin] for here, origin in origins.items() if origin in tree.values}
    return Entry(kind, record, path, "", marks, tuple(references_in(record)))


@cache
def _lenient(kind: Kind) -> type[Record]:
    """The kind's model with every field of the record optional: what is absent is nothing, or an empty list."""
    optional: dict[str, Any] = {}
    for name, info in kind.fields().items():
        if info.required:
            field = kind.model.model_fields[name]
            optional[name] = (Annotated[field.annotation, *field.metadata] | None, () if info.many else None)
    return create_model(kind.model.__name__, __base__=kind.model, **optional)


def _without(value: Any, wrong: set[Path], origin: Path, here: Path, origins: dict[Path, Path]) -> Any:
    """A copy without the wrong values; ``origins`` tells where each value stood, because items of lists move up."""
    origins[here] = origin
    if isinstance(value, dict):
        names = [name for name in value if (*origin, name) not in wrong]
        return {name: _without(value[name], wrong, (*origin, name), (*here, name), origins) for name in names}
    if isinstance(value, list):
        numbers = [number for number in range(len(value)) if (*origin, number) not in wrong]
        return [_without(value[old], wrong, (*origin, old), (*here, new), origins) for new, old in enumerate(numbers)]
    return value


def _places(error: ValidationError, origins: dict[Path, Path]) -> set[Path]:
    """Where the wrong values stand; for a value that is absent, the group that lacks it."""
    out = set()
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        here: Path = tuple(item["loc"])
        while here and here not in origins:
            here = here[:-1]
        out.add(origins.get(here, ()))
    return out
