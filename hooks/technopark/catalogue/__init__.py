"""What people are told of a code: the single place from which help pages are made.

Codes of reading (TP1xx), of fields (TP2xx) and of files (TP3xx) are described in this
folder; a content rule (TP4xx … TP9xx) carries its description in its own decorator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from technopark.problems import Problem, Severity


@dataclass(frozen=True)
class Code:
    """One code and its help page.

    Attributes:
        code: ``TP101``; stable once published.
        title: what is found, a short Russian phrase.
        severity: an ``error`` keeps the record out or stops a strict build.
        why: why it matters, a sentence or two.
        fix: what to do, one imperative sentence; the hint unless a finding has a better one.
        bad: an excerpt that has the problem.
        good: the same excerpt put right.
    """

    code: str
    title: str
    severity: Severity
    why: str
    fix: str
    bad: str
    good: str

    def at(
        self, path: str, place: tuple[int, int], message: str, hint: str = "", nearest: str = ""
    ) -> Problem:
        """A finding of this code at a 1-based (line, column)."""
        line, column = place
        return Problem(path, line, column, self.code, message, hint or self.fix, self.severity, nearest)


def index(codes: Iterable[Code]) -> Mapping[str, Code]:
    """Codes by name; two descriptions of one code are a mistake of the engine's author."""
    out: dict[str, Code] = {}
    for code in codes:
        if code.code in out:
            raise ValueError(f"code {code.code} is described twice")
        out[code.code] = code
    return MappingProxyType(out)
