"""A record in a list: its card, made with its page and kept with it, and what filters and sorting need of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from technopark.cache import pack, unpack
from technopark.knowledge import Entry
from technopark.pages.fields import STATUSES, inline, status
from technopark.pages.markup import as_html, escaped, html, typeset
from technopark.pages.safe_markdown import BASE
from technopark.pages.views import FieldView
from technopark.russian.text import minutes_long, number

Told = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Facets as they are kept."""

_CODES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&'")


@lru_cache(maxsize=5_000)
def _told(key: str, values: tuple[str, ...]) -> str:
    """A facet as a pair of JSON, for an attribute; records share most of them."""
    text = f'"{key}": [{", ".join(map(encode_basestring_ascii, values))}]'
    for sign, code in _CODES:
        text = text.replace(sign, code)
    return str(escaped(text))


class Item(NamedTuple):
    """A record in a list: what decides a click, and what filters and sorting need."""

    entry: Entry
    lead: str
    facts: tuple[FieldView, ...]
    facets: Mapping[str, tuple[str, ...]]
    day: str
    updated: str
    completeness: int
    html: str = ""

    @property
    def data(self) -> Markup:
        """Facets as the script of the list reads them, for an attribute."""
        return as_html(f"{{{', '.join([_told(key, values) for key, values in sorted(self.facets.items())])}}}")  # escaped by ``_told``


class Card(NamedTuple):
    """What a list shows of a record, made with its page and kept with it.

    Attributes:
        html: the item's HTML with ``BASE`` where the way to the root belongs.
        facets: of the record: key, label and values of each.
        group: title of the list's group the record belongs to.
        order: its place in the natural order of its kind.
        lead, day, updated, completeness: of the item.
    """

    html: str
    facets: Told
    group: str
    order: tuple[int, str, str, str]
    lead: str
    day: str
    updated: str
    completeness: int

    def item(self, entry: Entry, base: str) -> Item:
        """The item as a template sees it."""
        html = as_html(self.html.replace(BASE, escape(base)))  # rendered by a template
        return Item(entry, self.lead, (), narrowing(self.facets), self.day, self.updated, self.completeness, html)

    def packed(self) -> bytes:
        """As bytes for a store: plain tuples, which take half the time of objects."""
        return pack((self.html, tuple(map(tuple, self.facets)), *self[2:]))

    @classmethod
    def unpacked(cls, packed: bytes) -> Card:
        """The card of these bytes."""
        return cls(*unpack(packed))


def card_html(item: Item) -> str:
    """A record in a list, with ``BASE`` where the way to the root belongs."""
    title = escaped(item.entry.title)
    out = [
        '<li class="card" data-item data-facets="', item.data,
        f'" data-title="{title}" data-day="{item.day}" data-updated="{item.updated}"',
        f' data-done="{item.completeness}"' if item.completeness >= 0 else "",
        f'>\n<p class="card-title"><a href="{BASE}{item.entry.address}">', typeset(item.entry.title), "</a></p>\n",
    ]  # fmt: skip
    out += ('<p class="card-lead">', typeset(item.lead), "</p>") if item.lead else ()
    out += ('<dl class="card-facts">\n', *[_card_fact(view) for view in item.facts], "</dl>\n") if item.facts else ()
    return "".join([*out, "</li>"])


def _card_fact(view: FieldView) -> str:
    name = view.name.replace("_", "-")
    if view.name in STATUSES:
        shown: str = status(view.raw)
    else:
        shown = inline(view) if view.shape == "stages" else brief(view)
    return "".join((f'<div class="card-{name}"><dt>{escaped(view.label)}</dt><dd>', shown, "</dd></div>\n"))


def narrowing(facets: Told) -> dict[str, tuple[str, ...]]:
    """Values of the facets by which a list narrows."""
    return {key: values for key, _, values in facets if key != "kind"}


def brief(view: FieldView) -> Markup:
    """A field in one line of a card."""
    if view.rows:
        return brief_duration(view.raw)
    return as_html(", ".join(view.items))


def brief_duration(value: Any) -> Markup:
    """A length of time in one line: «60–90 мин»; a group without minutes gives its note."""
    ends = [end for name in ("min_minutes", "max_minutes") if (end := getattr(value, name, None)) is not None]
    if len(set(ends)) == 2:
        return html("%s\N{NO-BREAK SPACE}мин", "–".join(map(number, ends)))
    return html("%s", minutes_long(ends[0]) if ends else getattr(value, "note", None) or "")
