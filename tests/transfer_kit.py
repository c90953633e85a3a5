"""What the tests of materials share: a full brief, a thin one, one whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from technopark.artefacts.transfer.brief import CaseBrief, Site, case_briefs
from technopark.hashing import digest
from technopark.knowledge import KnowledgeBase
from technopark.schema import FieldInfo, Part, fields_of

SITE = Site.of("Практики наставничества", "https://example.org/")

HOSTILE = (
    '<script>alert(1)</script> {{ 7*7 }} {% raw %} #panic("x") $x$ *b* _i_ `c` [a](javascript:b) | a | b | =HYPERLINK("x") '
    "\\u0000 ]]> &amp; --- «кавычки» „лапки“ ё \u202eзадом\u202c \ue000\uf8ff \U0001f600 "
)
"""Markup of every language a text passes through, and signs no font has."""


def brief_of(kb: KnowledgeBase, root: Path, id: str, site: Site = SITE) -> CaseBrief:
    """The brief of a case."""
    return next(brief for brief in case_briefs(kb, root, site) if brief.id == id)


def full(kb: KnowledgeBase, root: Path) -> CaseBrief:
    """The teaching example: every field is filled."""
    return brief_of(kb, root, "uchebnyy-primer")


def thin(kb: KnowledgeBase, root: Path) -> CaseBrief:
    """A real case of which little is known."""
    return brief_of(kb, root, "edinstvo")


def hostile(kb: KnowledgeBase, root: Path, text: str = HOSTILE) -> CaseBrief:
    """The teaching example with every text an author may write replaced."""
    brief = full(kb, root)
    return with_case(brief, spoiled(brief.case, text))


def with_case(brief: CaseBrief, case: Any) -> CaseBrief:
    """The brief with another record in it."""
    return replace(brief, case=case, key=digest(repr(case)))


def spoiled(part: Any, text: str) -> Any:
    """A record or a part of it with its free texts replaced; references, choices, numbers and dates stay."""
    changed = {}
    model: type[Part] = type(part)
    for info in fields_of(model).values():
        value = getattr(part, info.name)
        if value is None or info.name == "id":
            continue
        changed[info.name] = tuple(_spoiled(info, item, text) for item in value) if info.many else _spoiled(info, value, text)
    return part.model_copy(update=changed)


def _spoiled(info: FieldInfo, value: Any, text: str) -> Any:
    if isinstance(value, Part):
        return spoiled(value, text)
    free = isinstance(value, str) and not (info.refs or info.stage or info.choices)
    return text if free else value
