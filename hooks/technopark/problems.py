"""Problems are data: a code, a place, what is wrong, what to do.

The error tree (exceptions are for what no editor can cause)::

    TechnoparkError
    ├── ConfigurationError    the installation or mkdocs.yml is broken
    └── MissingToolError      the machine lacks something (a browser, node, …)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


class TechnoparkError(Exception):
    """Root of the errors the engine raises; its text is Russian and is shown as is."""


class ConfigurationError(TechnoparkError):
    """The installation, ``mkdocs.yml`` or a template is broken."""


class MissingToolError(TechnoparkError):
    """The machine lacks something the command needs; the text says how to get it."""


_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, order=True)
class Problem:
    """A finding about the content.

    Attributes:
        path: file, relative to the repository root, with forward slashes.
        line: line, from 1; 0 when the finding is about the whole file.
        column: column in characters, from 1; 0 likewise.
        code: stable code, the anchor of its help page (``/help/<code>/`` lower-case).
        message: what is wrong, one Russian sentence with the field's label.
        hint: what to do, one Russian sentence.
        severity: an ``error`` stops a strict build, a ``warning`` does not.
        nearest: the nearest allowed value, if there is one to offer.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    nearest: str = ""

    @property
    def place(self) -> str:
        """``file:line:column`` as editors and terminals understand it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


def shown(problem: Problem) -> Problem:
    """The same problem in letters a page can hold: the name of a file may be in another encoding than UTF-8."""
    path, message, hint, nearest = (_HALVES.sub("\ufffd", text) for text in (problem.path, problem.message, problem.hint, problem.nearest))
    return replace(problem, path=path, message=message, hint=hint, nearest=nearest)
