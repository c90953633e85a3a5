"""Comparing practices: the rows that decide whether one fits, and a column of each practice.

A column is made with the practice's page and kept with its card. It stands in the page as well, in a
``<template>`` nobody sees: the page of the comparison holds the columns of the practices described most
fully and fetches those of the others from their own pages, so it stays small however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from technopark.kinds.cases import Case, Cost, Dose, Provider, Result, Supports
from technopark.knowledge import Completeness, Entry, KnowledgeBase
from technopark.pages.drawings import evidence_bars
from technopark.pages.environment import stage_codes
from technopark.pages.excerpts import first_sentence, lead_of, shorten
from technopark.pages.facets import Facets
from technopark.pages.markup import html
from technopark.pages.names import TONES
from technopark.pages.values import link_to, quantity
from technopark.russian.text import NBSP, lower_first, number, plural, typography
from technopark.schema import fields_of

BASE = "../../"
"""The way to the site's root, the same from a practice and from the comparison."""

COLUMNS_MAX = 24
"""With more practices the page holds the columns of so many; a table of thousands of cells would be of no use."""

NONE_SAID = Markup('<span class="compare-none">не описано</span>')
"""What stands where a practice does not say."""

LEAD_MAX = 160
LIST_MAX = 5
"""How many results, people and conditions a cell names; the rest is on the practice's page."""

DOCUMENTS, MONTHS, SESSIONS = ("документ", "документа", "документов"), ("месяц", "месяца", "месяцев"), ("встреча", "встречи", "встреч")


@dataclass(frozen=True)
class Row:
    """What practices are compared by.

    Attributes:
        key: its name in the markup.
        label: what readers see.
        hint: how to read it, if that is not plain.
        tell: the cell's HTML; nothing if the practice does not say.
    """

    key: str
    label: str
    tell: Callable[[Subject], Markup | str]
    hint: str = ""


@dataclass(frozen=True)
class Subject:
    """A practice that is compared: its record, what it is found by, the base it lies in."""

    entry: Entry
    case: Case
    facets: Mapping[str, tuple[str, ...]]
    kb: KnowledgeBase


Column = tuple[str, ...]
"""Cells of a practice in the order of the rows; an empty one is not described."""


class Columns:
    """Makes columns; one a build."""

    def __init__(self, kb: KnowledgeBase, facets: Facets) -> None:
        """Keep the base and what a practice is found by."""
        self._kb = kb
        self._facets = facets
        self._last: tuple[Entry | None, Column] = (None, ())

    def of(self, entry: Entry) -> Column:
        """Cells of a practice; none of another record or of a teaching example, which nobody should take for a practice.

        The last answer is kept: a practice's page and its card in the lists ask one after the other.
        """
        if entry.kind.slug != "cases" or entry.fictional:
            return ()
        if self._last[0] is not entry:
            self._last = (entry, self._of(entry))
        return self._last[1]

    def _of(self, entry: Entry) -> Column:
        if not isinstance(entry.record, Case):
            return ()
        subject = Subject(entry, entry.record, {facet.key: facet.values for facet in self._facets.of(entry)}, self._kb)
        return tuple([str(row.tell(subject)) for row in ROWS])


# ------------------------------------------------------------------ cells


def _text(text: str) -> Markup:
    return escape(typography(text))


def _points(texts: Iterable[str | Markup], most: int = 0) -> Markup:
    """One value as it is, several as a list; more than ``most`` are counted."""
    found = [text if isinstance(text, Markup) else _text(text) for text in texts]
    if len(found) > most > 0:
        found = [*found[: most - 1], html("и ещё %s", len(found) - most + 1)]
    if len(found) < 2:
        return Markup("").join(found)
    return html("<ul>%s</ul>", Markup("").join([html("<li>%s</li>", item) for item in found]))


def _facet(key: str) -> Callable[[Subject], Markup]:
    return lambda subject: _text(", ".join(subject.facets.get(key, ())))


def _link(kb: KnowledgeBase, slug: str, id: str | None) -> Markup:
    entry = kb.get(slug, id) if id else None
    return link_to(entry, BASE, short=True) if entry else Markup("")


def _status(subject: Subject) -> Markup:
    value = subject.case.status
    return html('<span class="tag tag-%s">%s</span>', TONES.get(value, "plain"), value)


def _stages(subject: Subject) -> Markup:
    """Codes in a line when there are many, as in the facts of a page."""
    ids, names = subject.case.stages, subject.facets.get("stage", ())
    return _text(stage_codes(ids)) if len(ids) > 3 else _points(names)


def _audience(subject: Subject) -> Markup:
    group = subject.case.target_group
    if group is None:
        return Markup("")
    ends = [str(age) for age in dict.fromkeys((group.age_from, group.age_to)) if age is not None]
    if group.age_from is not None and group.age_to is not None:
        ages = ["–".join([*ends[:-1], quantity(group.age_to, "лет")])]
    else:
        ages = [f"{'с' if group.age_to is None else 'до'} {end} лет" for end in ends]
    return _points([*ages, *group.statuses])


def _dose(subject: Subject) -> Markup:
    own = subject.case.dose or Dose()
    out = [own.frequency or ""]
    out += [plural(own.months, MONTHS)] if own.months is not None else []
    out += [plural(own.sessions, SESSIONS)] if own.sessions is not None else []
    return _points(text for text in out if text)


def _provider(provider: Provider) -> str:
    hours = f" — {number(provider.hours)}{NBSP}ч в месяц" if provider.hours is not None else ""
    return f"{provider.role}{hours}"


def _people(subject: Subject) -> Markup:
    return _points([_provider(provider) for provider in subject.case.providers], LIST_MAX)


def _cost(subject: Subject) -> Markup:
    own = subject.case.cost or Cost()
    sums = ((own.annual, "в год"), (own.per_child, "на ребёнка в год"), (own.startup, "разово на запуск"))
    out = [f"{number(value)}{NBSP}₽ {words}" for value, words in sums if value is not None]
    out += [f"в ценах {own.price_year}{NBSP}года"] if out and own.price_year else []
    return _points([*out, *(text for text in (own.staff_posts, own.premises) if text)])


def _documents(subject: Subject) -> Markup:
    """All the practice names, those of its steps included."""
    case = subject.case
    count = len({*case.documents, *(id for step in case.steps for id in step.documents)})
    return _text(plural(count, DOCUMENTS)) if count else Markup("")


def _supports(subject: Subject) -> Markup:
    own, about = subject.case.supports or Supports(), fields_of(Supports)
    told = [(about[name].about.label, value) for name in ("training", "consultation", "site_visit") if (value := getattr(own, name))]
    manual = _link(subject.kb, "publications", own.manual)
    return _points([*(f"{lower_first(label)}: {value}" for label, value in told), *([html("пособие: %s", manual)] if manual else [])])


def _result(result: Result) -> Markup:
    unit = f"{NBSP}{result.unit}" if result.unit else ""
    was, now = (number(value) if value is not None else "" for value in (result.baseline, result.value))
    if not now:
        return _text(result.indicator)
    shown = html('<span class="vh">было </span>%s<span aria-hidden="true"> → </span><span class="vh">, стало </span>%s%s', was, now, unit)
    return html('%s: <b class="nowrap">%s</b>', _text(result.indicator), shown if was else f"{now}{unit}")


def _results(subject: Subject) -> Markup:
    return _points([_result(result) for result in subject.case.results], LIST_MAX)


def _evidence(subject: Subject) -> Markup:
    if subject.case.evidence is None:
        return Markup("")
    bars = [bar for bar in evidence_bars(subject.case.evidence) if bar.score is not None]
    return _points(html("%s: <b>%s из 3</b>", _text(bar.label), bar.score) for bar in bars)


def _completeness(subject: Subject) -> Markup:
    done: Completeness = subject.entry.completeness
    bar = html(
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-back" width="100" height="4"/><rect class="bar-fill" width="%s" height="4"/></svg>',
        done.percent,
    )
    return html("%s из %s%s", done.total - len(done.missing), done.total, bar)


GROUPS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Что это",
        (
            Row("summary", "Суть", lambda subject: _text(shorten(first_sentence(lead_of(subject.entry)), LEAD_MAX))),
            Row("holder", "Держатель", lambda subject: _link(subject.kb, "organisations", subject.case.holder)),
            Row("municipality", "Муниципалитет", _facet("municipality")),
            Row("kind", "Вид практики", lambda subject: _text(subject.case.kind)),
            Row("status", "Статус", _status),
        ),
    ),
    (
        "Подойдёт ли вашему центру",
        (
            Row("audience", "Для кого", _audience),
            Row("form", "Форма наставничества", _facet("form")),
            Row("model", "Модель процесса", lambda subject: _link(subject.kb, "models", subject.case.process_model)),
            Row("stages", "Этапы", _stages),
            Row("dose", "Сколько и как часто", _dose),
        ),
    ),
    (
        "Что нужно, чтобы начать",
        (
            Row("people", "Кто ведёт", _people),
            Row("cost", "Сколько стоит", _cost),
            Row("documents", "Документы", _documents, "все, что называет практика и её шаги"),
            Row("supports", "Помощь внедряющим", _supports),
        ),
    ),
    (
        "Что это дало",
        (
            Row("results", "Результаты", _results, "выборка и способ — на странице практики"),
            Row("evidence", "Доказательность", _evidence, "самооценка, не верификация"),
        ),
    ),
    (
        "Что переносить",
        (
            Row("core", "Что менять нельзя", lambda subject: _points(subject.case.core_components)),
            Row("adaptable", "Что можно менять", lambda subject: _points(subject.case.adaptable)),
        ),
    ),
    ("Насколько описано", (Row("completeness", "Описано вопросов", _completeness),)),
)
"""Rows in the order a decision is made: what it is, does it fit, what it takes, what it gives, what to keep."""

ROWS = tuple(row for _, rows in GROUPS for row in rows)


# ------------------------------------------------------------------ the template in a practice's page


def template(entry: Entry, cells: Column) -> Markup:
    """The column as the page of the practice carries it; nothing if it has none."""
    if not cells:
        return Markup("")
    inner = "".join([f'<div data-row="{row.key}">{cell}</div>' for row, cell in zip(ROWS, cells, strict=True) if cell])
    return html('<template data-compare="%s" data-title="%s">%s</template>\n', entry.id, typography(entry.short), Markup(inner))  # noqa: S704 - cells are HTML


# ------------------------------------------------------------------ the page


@dataclass(frozen=True)
class Compared:
    """A practice in the table."""

    id: str
    title: str
    cells: Mapping[str, Markup]


@dataclass(frozen=True)
class Comparison:
    """What the page shows: the practices described most fully, and of how many they are."""

    practices: tuple[Compared, ...]
    total: int

    @property
    def whole(self) -> bool:
        """Whether every practice of the base is in the table."""
        return len(self.practices) == self.total


def comparison(found: Iterable[tuple[Entry, Column, int]]) -> Comparison:
    """The table of practices, each given with its column and completeness in per cent, in their natural order."""
    pairs = list(found)
    fullest = sorted(pairs, key=lambda pair: -pair[2])[:COLUMNS_MAX]
    return Comparison(tuple(_compared(entry, cells) for entry, cells, _ in fullest), len(pairs))


def _compared(entry: Entry, cells: Column) -> Compared:
    told = {row.key: Markup(cell) for row, cell in zip(ROWS, cells, strict=True)}  # noqa: S704 - cells are HTML
    return Compared(entry.id, typography(entry.short), told)
