"""Types of the values a field may hold: how each is written in a file, and what marks it for the rest of the engine."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


@dataclass(frozen=True)
class TextKind:
    """How a string is shown: ``line`` is plain text, ``prose`` is safe Markdown."""

    name: Literal["line", "prose"]


@dataclass(frozen=True)
class RefTo:
    """Marks a string as the id of a record of one of ``kinds`` (folder slugs)."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Name the target kinds in the JSON Schema; values are filled in by ``jsonschema``."""
        return {**handler(schema), "x-ref": list(self.kinds)}


@dataclass(frozen=True)
class StageMark:
    """Marks a string as the id of a stage of a process model (``p0`` … ``p9``)."""


ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ID_RE = re.compile(ID_PATTERN)
ID_MAX = 60
LINE_MAX = 400
PROSE_MAX = 20_000

YEARS = range(1900, 2101)
"""Years of the dates in records; any other is a slip of the hand."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WHOLE_RE = re.compile(r"-?\d+", re.ASCII)
REAL_RE = re.compile(r"-?(?![1-9]\d{0,2}\.\d{3}$)\d+(?:\.\d+)?", re.ASCII)


def _to_date(value: object) -> object:
    """Turn ``ГГГГ-ММ-ДД`` into a date of a year that a record may speak of."""
    if isinstance(value, date):
        return value
    text = str(value).strip()
    with suppress(ValueError):
        if _DATE.fullmatch(text) and (day := date.fromisoformat(text)).year in YEARS:
            return day
    raise PydanticCustomError("date_format", "{text}", {"text": text})


def _number(pattern: re.Pattern[str]) -> BeforeValidator:
    """Let through only what every reader takes for the same number: Python would read «1e3» and «1_000», and «10.000» as ten."""

    def to_number(value: object) -> object:
        if isinstance(value, str) and not pattern.fullmatch(value.strip()):
            raise PydanticCustomError("number_format", "{text}", {"text": value})
        return value

    return BeforeValidator(to_number)


_WRITTEN_WHOLE = _number(WHOLE_RE)
_WRITTEN_REAL = _number(REAL_RE)


def _to_bool(value: object) -> object:
    """Read «да»/«нет»; nothing else is a yes or a no."""
    if isinstance(value, bool):
        return value
    answer = {"да": True, "нет": False}.get(str(value).strip().lower())
    if answer is None:
        raise PydanticCustomError("yes_no", "{text}", {"text": str(value)})
    return answer


def _to_url(value: object) -> object:
    """Accept only http(s) addresses without spaces: an author's link is hostile until then."""
    text = str(value).strip()
    if not re.match(r"^https?://[^\s<>\"'`{}|\\^]+$", text):
        raise PydanticCustomError("url_format", "{text}", {"text": text})
    return text


Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_MAX), TextKind("line")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=PROSE_MAX), TextKind("prose")]
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_MAX)]
Day = Annotated[date, BeforeValidator(_to_date)]
YesNo = Annotated[bool, BeforeValidator(_to_bool)]
Url = Annotated[str, BeforeValidator(_to_url)]
Stage = Annotated[str, StringConstraints(pattern=r"^p\d$"), StageMark()]
Whole = Annotated[int, _WRITTEN_WHOLE]
Real = Annotated[float, _WRITTEN_REAL]
Score = Annotated[int, Field(ge=0, le=3), _WRITTEN_WHOLE]
Count = Annotated[int, Field(ge=0), _WRITTEN_WHOLE]
Hours = Annotated[float, Field(gt=0), _WRITTEN_REAL]
Money = Annotated[float, Field(ge=0), _WRITTEN_REAL]
Age = Annotated[int, Field(ge=0, le=99), _WRITTEN_WHOLE]
Year = Annotated[int, Field(ge=1800, le=YEARS[-1]), _WRITTEN_WHOLE]

CaseRef = Annotated[Identifier, RefTo(("cases",))]
ProgrammeRef = Annotated[Identifier, RefTo(("programmes",))]
SeminarRef = Annotated[Identifier, RefTo(("seminars",))]
OrganisationRef = Annotated[Identifier, RefTo(("organisations",))]
ModelRef = Annotated[Identifier, RefTo(("models",))]
DocumentRef = Annotated[Identifier, RefTo(("documents",))]
ActRef = Annotated[Identifier, RefTo(("acts",))]
PublicationRef = Annotated[Identifier, RefTo(("publications",))]
FormatRef = Annotated[Identifier, RefTo(("formats",))]
TermRef = Annotated[Identifier, RefTo(("glossary",))]
