"""A template of ``macros/transfer/`` and a brief → a sheet for Word and for paper.

    talk.md ─ Jinja ─► Markdown with one token a value ─ parse_material ─► blocks ─ tokens → Text ─► Sheet
                             (``texts_tokens``)

A template is our text; every value that goes out through ``{{ }}`` becomes one character of
Unicode's private area before Markdown is read, and its words are put back as plain ``Text``
afterwards. So no word of an author is ever markup, whatever it holds.

Functions a template may call, besides Jinja's own::

    {{ say("problem") }}          what the record says, or the prompt of that field; counted in the share
    {{ tell("steps.0.role") }}    the same, but nothing instead of a prompt (test with «has»)
    {% for risk in lines("risks") %}…       items of a list field, or its one prompt
    {% for step in parts("steps") %}{{ step("title") }}     parts of a list field; none if there are none
    {{ prompt("Покажите: …") }}   a prompt of the material's own
    {{ field("goal", "Цель встречи", type="абзац", lines=3) }}   a place to write
    {{ rows("log", "Журнал", columns=[("date", "Дата")], rows=8) }}   rows to fill in, alone on a line
    {{ minutes(75) }}             «75 минут»; filters: plural, number, long_date, first_lower, first_upper

A piece alone on a line becomes paragraphs and lists; «> » sets advice apart; «---» begins a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from technopark.artefacts.documents.parse import parse_material
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.transfer.flatten import fitted
from technopark.artefacts.transfer.items import Share, Workshop
from technopark.artefacts.transfer.texts_desk import TAKING, Brief, Desk
from technopark.artefacts.transfer.texts_tokens import Tokens, cleaned
from technopark.russian.text import long_date, number, plural, typography

FOLDER = "macros/transfer"
MARK = "Методический материал. Собран из карточки практики"
WHOLE = 50
"""Per cent of the record below which a material is called a draft. Ours."""

FOOT = 70
"""Characters of the practice's name at the foot of a page."""

LICENCE = "CC BY 4.0"

OURS = "Порядок, минуты и общие советы предложили авторы базы."
"""Of a material with the canonical parts of a format: none of that is the holder's (notes of the formats' records)."""

@dataclass(frozen=True)
class Composed:
    """A composed text.

    Attributes:
        sheet: ready to be written.
        share: how much of it the record gave.
    """

    sheet: Sheet
    share: Share


class TextMachine:
    """Templates compiled once; one a process (``Workshop.keep``)."""

    def __init__(self, workshop: Workshop) -> None:
        """Read nothing yet: a template is read at its first use."""
        self.tokens = Tokens()
        self._desk: Desk | None = None
        self.environment = Environment(
            loader=FileSystemLoader(workshop.root / FOLDER),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self.tokens.finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )  # escaping never sees a value: a token comes out as Markup, and so does what a macro made of tokens
        self.environment.filters |= {
            "plural": plural, "number": number, "long_date": long_date, "first_lower": first_lower, "first_upper": first_upper,
        }  # fmt: skip
        self.environment.globals |= {"minutes": minutes, "field": self.tokens.field, "rows": self.tokens.rows}
        self.environment.globals |= {name: partial(self._taking, name) for name in TAKING}  # of whatever desk is at work

    def _taking(self, name: str, *given: Any) -> Any:
        return getattr(self._desk, name)(*given)

    def render(self, template: str, desk: Desk, values: Mapping[str, Any]) -> str:
        """Markdown of a template with tokens for values."""
        self.tokens.reset()
        self._desk = desk
        return self.environment.get_template(template).render(brief=desk.brief, **values)


def compose_text(
    workshop: Workshop, template: str, brief: Brief | Desk, *, title: str, subject: str, landscape: bool = False, **values: Any
) -> Composed:
    """Compose a material.

    Args:
        workshop: tools of this process.
        template: name of a file in ``macros/transfer/``: ``talk.md``.
        brief: the brief, or a desk on which pieces were already taken from it.
        title: what it is: «Выступление»; the only first-level heading.
        subject: under the title: the practice and its holder.
        landscape: whether the sheet lies on its side.
        values: what the template needs beside the brief; texts stay texts.
    """
    machine: TextMachine = workshop.keep("texts", lambda: TextMachine(workshop))
    desk = brief if isinstance(brief, Desk) else Desk(brief)
    blocks = machine.tokens.restore(parse_material(machine.render(template, desk, values)))
    sheet = replace(
        _frame(desk, template, title, cleaned(subject)),
        blocks=blocks,
        landscape=landscape,
        fields=dict(machine.tokens.fields),
    )
    return Composed(sheet, desk.share)


def _frame(desk: Desk, template: str, title: str, subject: str) -> Sheet:
    """The sheet without its text: title, mark, foot and origin, and none of a form's requisites."""
    return Sheet(
        id=f"{desk.brief.id}-{template.removesuffix('.md')}",
        title=f"{title}. {subject}",
        kind="",
        subject=typography(title),
        mark=desk.brief.mark or _draft(desk.share) or MARK,
        organisation=None,
        approval=None,
        date=None,
        number=None,
        city=None,
        heading=typography(subject),
        blocks=(),
        signatures=(),
        landscape=False,
        version=cleaned(desk.version),
        look="material",
        foot=typography(cleaned(foot(desk.brief))),
        origin=typography(cleaned(origin(desk))),
    )


def _draft(share: Share) -> str:
    """Says on every page that a thin record made a draft; nothing if most of it is there."""
    asked = plural(share.asked, ("подсказку", "подсказки", "подсказок"))
    return f"Заготовка: держателю осталось ответить на {asked}" if share.asked and share.percent < WHOLE else ""


def foot(brief: Brief) -> str:
    """What runs at the foot of every page: the practice and where it lives."""
    address = brief.url.removeprefix("https://").rstrip("/")
    return f"{fitted(brief.short, FOOT)} · {address}{' (адрес-образец)' if brief.site.sample else ''}"


def origin(desk: Desk) -> str:
    """Where the material comes from, how much of it is the record's, on what terms it may be taken."""
    brief, share = desk.brief, desk.share
    where = f"{brief.url}{' (адрес-образец: настоящего ещё нет)' if brief.site.sample else ''}"
    asked = plural(share.asked, ("подсказку", "подсказки", "подсказок"))
    got = f"из неё {share.percent} % содержания" if share.given else "в ней для этого материала пока ничего нет"
    gaps = f"{got}, держателю осталось ответить на {asked}"
    taken = gaps if share.asked else "всё содержание взято из карточки, подсказок держателю нет"
    version = f"версия {desk.version}" if desk.version else ""
    updated = ", ".join(part for part in (version, f"сведения на {brief.data_date}" if brief.data_date else "") if part)
    parts = [
        f"{brief.title}. Держатель практики: {brief.holder.title}.",
        f"Страница практики: {where}.",
        f"Собрано из карточки практики: {taken}.",
        OURS if getattr(brief, "formats", None) else "",
        f"Карточка: {updated.rstrip('.')}." if updated else "",
        f"Материал можно копировать и менять: лицензия {LICENCE}, укажите базу «{brief.site.name}» и практику.",
        f"{brief.mark}." if brief.mark else "",
    ]
    return " ".join(part for part in parts if part)


def minutes(value: float) -> str:
    """«1 минута», «75 минут»; halves are «полминуты» and «2,5 минуты»."""
    if value == 0.5:
        return "полминуты"
    if value != int(value):
        return f"{number(value)}\u00a0минуты"
    return plural(int(value), ("минута", "минуты", "минут"))


def first_lower(text: object) -> str:
    """The first letter small: a sentence's start put inside another."""
    words = str(getattr(text, "text", text))
    return words[:1].lower() + words[1:]


def first_upper(text: object) -> str:
    """The first letter capital."""
    words = str(getattr(text, "text", text))
    return words[:1].upper() + words[1:]
