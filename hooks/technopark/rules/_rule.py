"""What a content rule is. Two scopes: one record, or the whole base.

A rule of a record is a function of that record only, so its findings are cached with
the file. A rule of the base sees everything and runs at every check: it must be cheap.

    @record_rule(Code("TP901", …))
    def html_tag(view: View) -> Iterator[Finding]: …

    @record_rule(Code("TP811", …), Case, field="photos")  # called only for cases with photographs
    def no_licence(view: View) -> Iterator[Finding]: …

    @base_rule(Code("TP401", …))
    def unknown_reference(base: Base) -> Iterator[Located]: …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from technopark.catalogue import Code
from technopark.knowledge import Path
from technopark.problems import Problem
from technopark.rules._base import Base, Located
from technopark.rules._view import View
from technopark.schema import Record

MAX_ALIKE = 30
"""Findings of one rule shown of one record."""


@dataclass(frozen=True)
class Finding:
    """What a record rule found.

    Attributes:
        message: what is wrong, one Russian sentence.
        path: where in the record.
        needle: the words meant inside a long value; the place is theirs.
        hint: what to do; empty for the rule's own remedy.
        nearest: a value to put instead.
    """

    message: str
    path: Path = ()
    needle: str = ""
    hint: str = ""
    nearest: str = ""


RecordCheck = Callable[[View], Iterator[Finding]]
BaseCheck = Callable[[Base], Iterator[Located]]


@dataclass(frozen=True)
class RecordRule:
    """A rule that looks at one record.

    Attributes:
        code: what its findings are called.
        find: looks for them.
        only: the kinds of record it can find anything in; all if empty.
        field: the field of the record without which it finds nothing, if there is one.
    """

    code: Code
    find: RecordCheck
    only: tuple[type[Record], ...] = ()
    field: str = ""

    def concerns(self, model: type[Record]) -> bool:
        """Whether the rule can find anything in records of a model."""
        return not self.only or issubclass(model, self.only)

    def problems(self, view: View) -> Sequence[Problem]:
        """Findings as problems of the record's file; of very many alike, the first ones."""
        findings = self.find(view)
        first = next(findings, None)
        return () if first is None else self._told(view, [first, *islice(findings, MAX_ALIKE)])

    def _told(self, view: View, findings: Sequence[Finding]) -> list[Problem]:
        out = []
        for number, found in enumerate(findings[:MAX_ALIKE], 1):
            place = view.place(found.path, found.needle)
            more = " Ниже есть ещё такие же." if number == MAX_ALIKE < len(findings) else ""
            out.append(self.code.at(view.entry.path, place, found.message + more, found.hint, found.nearest))
        return out


@dataclass(frozen=True)
class BaseRule:
    """A rule that looks at the whole base."""

    code: Code
    find: BaseCheck

    def problems(self, base: Base) -> Iterator[Problem]:
        """Findings as problems of the files they stand in."""
        for found in self.find(base):
            yield self.code.at(found.path, found.place, found.message, found.hint, found.nearest)


def record_rule(code: Code, *only: type[Record], field: str = "") -> Callable[[RecordCheck], RecordRule]:
    """Make a function of one record a rule.

    Args:
        code: what its findings are called.
        only: models of the kinds the rule speaks of; it is not called for others. None for all.
        field: a field of the record without which there is nothing to find; the rule is not called while it is empty.
    """
    return lambda find: RecordRule(code, find, only, field)


def base_rule(code: Code) -> Callable[[BaseCheck], BaseRule]:
    """Make a function of the base a rule."""
    return lambda find: BaseRule(code, find)
