"""What the schema says of a file: pydantic's findings, empty values, places still to be filled in."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from technopark.catalogue.schema_codes import SCHEMA_CODES as CODES
from technopark.faults import Fault, explain, how_to_fill
from technopark.fields import field_at, field_name
from technopark.knowledge import Path
from technopark.problems import Problem
from technopark.schema import Kind
from technopark.tree import Tree
from technopark.usual import PLACEHOLDER

MAX_PROBLEMS = 100
"""Problems shown of one file; more are the echo of the same mistakes."""


def validation_problems(kind: Kind, path: str, tree: Tree, error: ValidationError) -> list[Problem]:
    """Turn pydantic's findings into problems with a place in the file."""
    faults: list[tuple[str, Fault]] = []
    empties = frozenset(tree.empties)
    for item in error.errors(include_url=False):
        loc: Path = tuple(item["loc"])
        unclear = any(loc[:n] in tree.unclear for n in range(1, len(loc) + 1))
        said = item["type"] != "extra_forbidden" and (loc in empties or _is_unfilled(item.get("input")))
        if loc == ("id",) or unclear or said:
            continue
        fault = Fault(kind, path, tree, loc, item.get("input"), item.get("ctx") or {}, field_at(kind.model, loc))
        faults.append((item["type"], fault))
    # Guessing what was meant is slow, and a file shows only so many problems.
    faults.sort(key=lambda pair: pair[1].place)
    explained = [(type_, fault, explain(type_, fault)) for type_, fault in faults[: MAX_PROBLEMS + 1]]
    # A misspelt name is one mistake: the field it stands for is not also called missing.
    meant = {(*fault.loc[:-1], problem.nearest) for type_, fault, problem in explained if type_ == "extra_forbidden"}
    return [problem for type_, fault, problem in explained if type_ != "missing" or fault.loc not in meant]


def empty_problem(kind: Kind, path: str, tree: Tree, loc: Path) -> Problem | None:
    """What to say of an empty value; ``None`` for a field the schema does not know."""
    info = field_at(kind.model, loc)
    if info is None:
        return None
    name, place = field_name(info, loc), tree.values[loc]
    if isinstance(loc[-1], int):
        return CODES["TP218"].at(path, place, f"Пункт поля «{info.about.label}» пуст.")
    if info.required:
        return CODES["TP201"].at(path, place, f"Обязательное поле {name} не заполнено.", how_to_fill(info, "Заполните поле"))
    return CODES["TP213"].at(path, place, f"Поле {name} пустое.")


def _is_unfilled(value: Any) -> bool:
    return isinstance(value, str) and PLACEHOLDER in value


def unfilled_problems(kind: Kind, path: str, tree: Tree) -> list[Problem]:
    """Every place where a new record still waits to be filled in."""
    out = []
    for loc in tree.unfilled:
        info = field_at(kind.model, loc)
        hint = how_to_fill(info, "Заполните поле") if info else ""
        out.append(CODES["TP219"].at(path, tree.values[loc], f"Поле {field_name(info, loc)} ещё не заполнено.", hint))
    return out
