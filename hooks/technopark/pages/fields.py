"""The HTML of a field, by its shape. A new field needs nothing here.

In code rather than in a template, because a page shows a hundred fields and a template's
macro costs ten times as much. Templates call these functions by ``show``. The items of a
field are HTML already; labels are escaped here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from markupsafe import Markup

from technopark.pages.environment import stage_codes
from technopark.pages.markup import as_html, escaped, html
from technopark.pages.names import CONTOURS, TONES
from technopark.pages.views import FieldView, SectionView
from technopark.russian.text import NBSP

MANY = 5
"""A table with more columns is told apart, so that style sheets can narrow them."""

STATUSES = frozenset({"status", "in_force_now", "origin", "verdict"})
"""Fields shown as a mark in colour."""

_CODE = slice(2)
"""Where its code stands in the name of a stage."""

_STEP_HEAD = frozenset({"title", "role", "duration", "stage"})
"""Fields of a step that stand in its head."""

_SHAPES: Mapping[str, str] = {
    style: f'<svg class="shape shape-{style}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>'
    for style, shape in (
        ("core", '<circle cx="12" cy="12" r="9"/>'),
        ("incubator", '<path d="M12 2.5l8.3 4.75v9.5L12 21.5l-8.3-4.75v-9.5z"/>'),
        ("transfer", '<path d="M3 5h11l7 7-7 7H3z"/>'),
    )
}

_ABSENT = '<span class="dash" aria-hidden="true">—</span><span class="vh">не указано</span>'


def inline(view: FieldView) -> Markup:
    """A field within a line or a cell."""
    return _html(_inline(view))


def pairs(views: Iterable[FieldView]) -> Markup:
    """Fields as a list of names and values."""
    return _html(_pairs(views))


def block(view: FieldView) -> Markup:
    """A field on its own, without a heading."""
    return _html(_block(view))


def table(view: FieldView, skip: str = "") -> Markup:
    """Rows of alike groups; ``skip`` names a column that is left out."""
    return _html(_table(view, skip))


def heading(view: FieldView, alone: bool = False) -> Markup:
    """The heading of a field; one alone in its section needs none."""
    return _html("" if alone or view.untitled else _heading(view.label))


def sections(views: Iterable[SectionView], fictional: bool) -> Markup:
    """Sections with all their fields, each as every kind shows it."""
    out: list[str] = []
    for view in views:
        out.append(opening(view, fictional))
        for short, fields in view.groups:
            out += (_pairs(fields), "\n") if short else _field(fields[0], view.alone)
        out.append("</section>\n")
    return _html("".join(out))


def opening(view: SectionView, fictional: bool, more: str = "") -> Markup:
    """The beginning of a section: its heading, which says that an example is one; ``more`` is added to its class."""
    mark = ' <span class="tag tag-warn">учебный пример</span>' if fictional else ""
    return _html(f'<section id="{view.id}" class="record-section{more}">\n<h2>{_label(view.title)}{mark}</h2>\n')


def field(view: FieldView, alone: bool = False) -> Markup:
    """A field as every kind shows it, with its heading."""
    return _html("".join(_field(view, alone)))


def facts(views: Iterable[FieldView], slug: str) -> Markup:
    """Names and values of the facts panel of a kind."""
    out: list[str] = []
    for view in views:
        out += ("<div><dt>", _label(view.label), "</dt><dd>", _fact(view, slug), "</dd></div>\n")
    return _html("".join(out))


def anchors(sections: Iterable[SectionView]) -> Markup:
    """Links to sections of the page, for its contents."""
    return _html("".join([f'<li><a href="#{section.id}">{_label(section.title)}</a></li>\n' for section in sections]))


def points(links: Sequence[Markup]) -> Markup:
    """Links in a list."""
    return _html(f'<ul class="points">{_items(links)}</ul>')


def steps(view: FieldView, *, who: Markup, time: Markup) -> Markup:
    """Steps of a practice; ``who`` and ``time`` are icons."""
    out = ['<ol class="steps">\n']
    for row in view.rows:
        cells = {cell.name: cell for cell in row}
        out += ('<li class="step">\n<h4 class="step-title">', cells["title"].items[0], "</h4>\n")
        meta: list[str] = []
        if role := cells.get("role"):
            meta += ("<span>", who, '<span class="vh">Кто: </span>', role.items[0], "</span>")
        if duration := cells.get("duration"):
            meta += ("<span>", time, '<span class="vh">Сколько длится: </span>', duration.items[0], "</span>")
        if stage := cells.get("stage"):
            meta += ("<span>", stage.items[0], "</span>")
        out += ('<p class="step-meta">\n', *meta, "</p>\n") if meta else ()
        for cell in row:
            if cell.name not in _STEP_HEAD:
                out += ('<div class="prose">', *cell.items, "</div>\n") if cell.shape == "prose" else (_pair(cell),)
        out.append("</li>\n")
    return _html("".join([*out, "</ol>"]))


def sources(view: FieldView) -> Markup:
    """Where the facts of a record come from."""
    out = ['<ol class="sources">\n']
    for row in view.rows:
        cells = {cell.name: cell for cell in row}
        out += ("<li>", cells["title"].items[0])
        for name, between in (("locator", ", "), ("url", " — ")):
            out += (between, cells[name].items[0]) if name in cells else ()
        if seen := cells.get("seen"):
            tone = "good" if seen.raw == "видели сами" else "warn"
            out.append(f' <span class="tag tag-{tone}">{escaped(seen.raw)}</span>')
        out.append("</li>\n")
    return _html("".join([*out, "</ol>"]))


def status(value: str) -> Markup:
    """A status in the colour that suits it."""
    return html('<span class="tag tag-%s">%s</span>', TONES.get(value, "plain"), value)


def contour(name: str) -> Markup:
    """A contour of the technopark beside its shape."""
    style = CONTOURS.get(name, "core")
    return html(f'<span class="contour contour-{style}">{_SHAPES[style]}%s</span>', name)


def _html(text: str) -> Markup:
    return as_html(text)  # made of items, which are HTML, and of escaped labels


def _field(view: FieldView, alone: bool) -> tuple[str, ...]:
    name = view.name.replace("_", "-")
    title = "" if alone or view.untitled else _heading(view.label)
    return f'<div class="field field-{name}">\n', title, "\n", _block(view), "\n</div>\n"


def _fact(view: FieldView, slug: str) -> str:
    """A field in the facts panel, where some are told shortly."""
    if view.name in STATUSES:
        return status(view.raw)
    if view.facet == "stage":
        if len(view.items) > 3:
            return stage_codes([str.__getitem__(item, _CODE) for item in view.items])
        return ", ".join([str.replace(item, " ", NBSP, 1) for item in view.items])
    if view.facet == "contour":
        return "".join([f"{contour(name)} " for name in view.items])
    return f"№ {view.items[0]}" if view.name == "number" and slug == "documents" else _inline(view)


@cache
def _label(text: str) -> str:
    """A label, escaped; there are as many as fields described in code."""
    return escaped(text)


@cache
def _heading(label: str) -> str:
    return f'<h3 class="field-title">{escaped(label)}</h3>'


def _items(items: Sequence[Markup], start: str = "<li>") -> str:
    return "".join((start, f"</li>{start}".join(items), "</li>")) if items else ""


def _inline(view: FieldView) -> str:
    shape, items = view.shape, view.items
    if shape == "line" and len(items) == 1:
        return items[0]
    if shape == "stages":
        return f'<span class="stage-marks">{" ".join(items)}</span>'
    if shape == "refs" and len(items) > 1:
        return f'<ul class="plain">{_items(items)}</ul>'
    if shape == "list" and len(items) > 1:
        return f"<ul>{_items(items)}</ul>"
    if view.rows:
        return _block(view)
    return ", ".join(items)


def _pairs(views: Iterable[FieldView]) -> str:
    out = ['<dl class="pairs">\n']
    for view in views:
        out += ("<div><dt>", _label(view.label), "</dt><dd>", _inline(view), "</dd></div>\n")
    return "".join([*out, "</dl>\n"])


def _pair(view: FieldView) -> str:
    return "".join(('<dl class="pairs"><div><dt>', _label(view.label), "</dt><dd>", _inline(view), "</dd></div></dl>"))


def _block(view: FieldView) -> str:
    make = _BLOCKS.get(view.shape)
    return f"{make(view)}\n" if make else f"<p>{_inline(view)}</p>\n"


def _prose(view: FieldView) -> str:
    if len(view.items) == 1:
        return "".join(('<div class="prose">', view.items[0], "</div>"))
    remarks = _items(view.items, '<li class="prose">')
    return f'<ul class="remarks">{remarks}</ul>'


def _table(view: FieldView, skip: str = "") -> str:
    columns = [column for column in view.columns if column.name != skip]
    labels = {column.name: _label(column.label) for column in columns}
    heads = "".join([f'<th scope="col" role="columnheader">{label}</th>' for label in labels.values()])
    rows = []
    for row in view.rows:
        cells = {cell.name: cell for cell in row}
        shown = "".join([_cell(cells.get(name), label) for name, label in labels.items()])
        rows.append(f'<tr role="row">{shown}</tr>\n')
    many = " many" if len(columns) > MANY else ""
    return (
        f'<div class="table-wrap">\n<table class="data{many}" role="table">\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{"".join(rows)}</tbody>\n</table>\n</div>\n'
    )


def _cell(cell: FieldView | None, label: str) -> str:
    if cell is None:
        return f'<td role="cell" data-label="{label}" class="blank">{_ABSENT}</td>'
    shown = "".join(cell.items) if cell.shape == "prose" else _inline(cell)
    return "".join(('<td role="cell" data-label="', label, '">', shown, "</td>"))


def _cards(view: FieldView) -> str:
    out = ['<ol class="parts">\n']
    for row in view.rows:
        out.append('<li class="part">\n')
        for number, cell in enumerate(row):
            if number == 0 and cell.shape in ("line", "refs"):
                out += ('<p class="part-title">', _inline(cell), "</p>\n")
            elif cell.shape == "prose":
                out += ('<div class="prose">', *cell.items, "</div>\n")
            else:
                out += (_pair(cell), "\n")
        out.append("</li>\n")
    return "".join([*out, "</ol>\n"])


_BLOCKS: Mapping[str, Callable[[FieldView], str]] = {
    "prose": _prose,
    "list": lambda view: f'<ul class="points">{_items(view.items)}</ul>',
    "part": lambda view: _pairs(view.rows[0]),
    "table": _table,
    "cards": _cards,
}
"""What is not here stands in a paragraph."""
