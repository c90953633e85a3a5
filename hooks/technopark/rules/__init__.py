"""Content rules: every module of this folder holds a family; the folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from technopark.problems import Problem
from technopark.rules._base import Base
from technopark.rules._rule import BaseRule, RecordRule
from technopark.rules._view import View
from technopark.schema import Record


def _collect() -> tuple[tuple[RecordRule, ...], tuple[BaseRule, ...]]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    values = [value for name in names for value in vars(importlib.import_module(f"{__name__}.{name}")).values()]
    of_record = sorted((v for v in values if isinstance(v, RecordRule)), key=lambda rule: rule.code.code)
    of_base = sorted((v for v in values if isinstance(v, BaseRule)), key=lambda rule: rule.code.code)
    return tuple(of_record), tuple(of_base)


RECORD_RULES, BASE_RULES = _collect()
"""All rules by code."""

PART_RULES = tuple(rule for rule in RECORD_RULES if rule.code.code.startswith(("TP50", "TP80", "TP90")) and rule.code.code != "TP507")
"""Rules that hold for a part of a record too: dates, people, texts. None of them speaks of what is absent."""


@cache
def rules_of(model: type[Record]) -> tuple[RecordRule, ...]:
    """The rules that can find anything in records of a kind, by code."""
    return tuple(rule for rule in RECORD_RULES if rule.concerns(model))


def check_view(view: View) -> list[Problem]:
    """Run the rules of one record.

    A pure function of the record and its file: cache it with the file. Without the file's
    bytes, places inside long values are those of the value's beginning.
    """
    held = vars(view.record)
    rules = [rule for rule in rules_of(view.entry.kind.model) if not rule.field or held[rule.field]]
    return sorted([problem for rule in rules for problem in rule.problems(view)])


def check_part(view: View) -> list[Problem]:
    """Run the rules that hold for a record of which only the sound values are left."""
    return [problem for rule in PART_RULES for problem in rule.problems(view)]


def check_base(base: Base) -> list[Problem]:
    """Run the rules of the whole base."""
    return sorted(problem for rule in BASE_RULES for problem in rule.problems(base))
