"""A field's value → HTML, by the type of the field. Everything an author wrote is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup, escape

from technopark.knowledge import Entry, KnowledgeBase
from technopark.pages.markup import as_html, html, typeset
from technopark.pages.names import UNITS, WORDS, StageName
from technopark.pages.prose import ProseRenderer
from technopark.russian.text import long_date, minutes_long, number, plural_form
from technopark.schema import FieldInfo

NBSP = "\N{NO-BREAK SPACE}"

Render = Callable[[Any, "Place"], Markup]
"""HTML of a value in its place."""


@dataclass(frozen=True)
class Place:
    """Where the value is shown.

    Attributes:
        base: relative path from the page to the site's root: ``../../``.
        own_term: id of the glossary term whose page this is, which does not link to itself.
        model: id of the process model that stage marks lead to.
        short: whether links show short titles, as in cards.
    """

    base: str
    own_term: str = ""
    model: str = ""
    short: bool = False


class Values:
    """Renders single values; knows the base to turn ids into titles and links."""

    def __init__(self, kb: KnowledgeBase, prose: ProseRenderer, stages: Mapping[str, StageName]) -> None:
        """Keep what is needed to resolve references and stages."""
        self.kb = kb
        self.prose = prose
        self.stages = stages
        self._first_model = next((entry.id for entry in kb.published("models")), "")
        self._marks: dict[tuple[str, str, str], Markup] = {}

    def renderer(self, info: FieldInfo) -> Render:
        """What makes HTML of one value of a field (of an item, when the field is a list): asked once a field, not once a value."""
        if info.refs:
            return partial(self.reference, info.refs)
        if info.stage:
            return self.stage
        if info.text == "prose":
            return self.text
        return self.line if info.scalar is str else partial(self.scalar, info.about.unit)

    def text(self, value: str, place: Place) -> Markup:
        """An author's text of any length."""
        return self.prose.block(value, base=place.base, own_term=place.own_term)

    def scalar(self, unit: str, value: Any, place: Place) -> Markup:
        """A yes or no, a date, a number with its unit, or a line of text."""
        if isinstance(value, bool):
            return Markup("да") if value else Markup("нет")
        if isinstance(value, date):
            return moment(value)
        if isinstance(value, int | float):
            return escape(quantity(value, unit))
        return self.line(str(value), place)

    def line(self, text: str, place: Place) -> Markup:
        """A line of plain text; an address becomes a link."""
        return _printable(text) or self.prose.inline(text, base=place.base)

    def reference(self, kinds: tuple[str, ...], id: str, place: Place) -> Markup:
        """A link to the record named by ``id``, or a plain mark when there is none."""
        entry = next((found for slug in kinds if (found := self.kb.get(slug, id))), None)
        if entry is None:
            return html('<span class="missing">нет записи «%s»</span>', id)
        return link_to(entry, place.base, short=place.short)

    def stage(self, id: str, place: Place) -> Markup:
        """A stage mark that leads to the stage in its model; there are few, so each is made once."""
        key = (id, place.model, place.base)
        if key not in self._marks:
            self._marks[key] = self._stage(id, place)
        return self._marks[key]

    def _stage(self, id: str, place: Place) -> Markup:
        name = self.stages.get(id) or StageName(id, "П" + id[1:], "")
        inner = html('<b>%s</b>%s', name.code, " " + name.title if name.title else "")
        model = place.model or self._first_model
        if not model or id not in self.stages:
            return html('<span class="stage-mark">%s</span>', inner)
        return html('<a class="stage-mark" href="%smodels/%s/#%s">%s</a>', place.base, model, id, inner)


@lru_cache(maxsize=20_000)
def _printable(text: str) -> Markup | None:
    """A line; ``None`` if not all of it is printable: to take control signs out is left to who renders texts.

    Kept, because names, roles and words of lists repeat.
    """
    if text.startswith(("https://", "http://")):
        return outside(text)
    return typeset(WORDS.get(text, text)) if text.isprintable() else None


def link_to(entry: Entry, base: str, *, short: bool = False) -> Markup:
    """A link to a record; a teaching example says that it is one.

    ``base`` is ours and an address holds only Latin letters, digits, hyphens and slashes; a page of a
    term may have thousands of such links.
    """
    title = typeset(entry.short if short else entry.title)
    mark = ' <span class="tag tag-warn">учебный пример</span>' if entry.fictional else ""
    return as_html("".join(('<a href="', base, entry.address, '">', title, "</a>", mark)))  # the title is escaped above


def outside(url: str) -> Markup:
    """A link to another site, shown without its scheme."""
    shown = url.split("://", 1)[1].rstrip("/")
    return html('<a class="outside" href="%s" rel="external noopener noreferrer">%s</a>', url, shown)


def moment(day: date) -> Markup:
    """A date in words with the machine's form beside."""
    return html('<time datetime="%s">%s</time>', day.isoformat(), long_date(day))


def quantity(value: float, unit: str = "") -> str:
    """A number with its unit; a year stays without a thousands space, minutes are told with seconds or as hours."""
    if unit == "мин":
        return minutes_long(value)
    bare = isinstance(value, int) and not unit and 1900 <= value <= 2100
    shown = str(value) if bare else number(value)
    if unit in UNITS:
        unit = plural_form(int(value), UNITS[unit]) if value == int(value) else UNITS[unit][1]
    return f"{shown}{NBSP}{unit}" if unit else shown
