"""What practices are compared by: the rows that decide whether one fits, and what a practice says in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from technopark.kinds.cases import Case, Dose, Provider, Result, Supports
from technopark.knowledge import Completeness, Entry, KnowledgeBase
from technopark.pages.drawings import evidence_bars
from technopark.pages.environment import stage_codes
from technopark.pages.excerpts import first_sentence, lead_of, shorten
from technopark.pages.markup import typeset
from technopark.pages.names import TONES
from technopark.pages.values import link_to, quantity
from technopark.russian.text import NBSP, lower_first, number, plural, plural_form
from technopark.schema import fields_of

BASE = "../../"
"""The way to the site's root, the same from a practice and from the comparison."""

LEAD_MAX = 160
LIST_MAX = 5
"""How many results and people a cell names; the rest is on the practice's page."""

DOCUMENTS, MONTHS, SESSIONS = ("документ", "документа", "документов"), ("месяц", "месяца", "месяцев"), ("встреча", "встречи", "встреч")


@dataclass(frozen=True)
class Row:
    """What practices are compared by.

    Attributes:
        key: its name in the markup.
        label: what readers see.
        hint: how to read it, if that is not plain.
        tell: the cell's HTML; nothing if the practice does not say. Made of plain texts, because a cell of
            ``Markup`` costs twice as much; what an author wrote goes through ``_text``.
    """

    key: str
    label: str
    tell: Callable[[Subject], str]
    hint: str = ""


@dataclass(frozen=True)
class Subject:
    """A practice that is compared: its record, what it is found by, the base it lies in."""

    entry: Entry
    case: Case
    facets: Mapping[str, tuple[str, ...]]
    kb: KnowledgeBase


def _text(text: str) -> str:
    """Author's words as HTML."""
    return typeset(text)


def _points(items: Iterable[str], most: int = 0) -> str:
    """One piece of HTML as it is, several as a list; more than ``most`` are counted."""
    found = list(items)
    if len(found) > most > 0:
        found = [*found[: most - 1], f"и ещё {len(found) - most + 1}"]
    return f"<ul><li>{'</li><li>'.join(found)}</li></ul>" if len(found) > 1 else "".join(found)


def _lines(texts: Iterable[str], most: int = 0) -> str:
    return _points([_text(text) for text in texts], most)


def _facet(key: str) -> Callable[[Subject], str]:
    return lambda subject: _text(", ".join(subject.facets.get(key, ())))


def _link(kb: KnowledgeBase, slug: str, id: str | None) -> str:
    entry = kb.get(slug, id) if id else None
    return link_to(entry, BASE, short=True) if entry else ""


def _summary(subject: Subject) -> str:
    return _text(shorten(first_sentence(lead_of(subject.entry)), LEAD_MAX))


def _status(subject: Subject) -> str:
    value = subject.case.status
    return f'<span class="tag tag-{TONES.get(value, "plain")}">{value}</span>'


def _stages(subject: Subject) -> str:
    """Codes in a line when there are many, as in the facts of a page."""
    ids = subject.case.stages
    return stage_codes(ids) if len(ids) > 3 else _lines(subject.facets.get("stage", ()))


def _years(age: int) -> str:
    """An age after «с» or «до»."""
    return f"{age}{NBSP}{plural_form(age, ('года', 'лет', 'лет'))}"


def _audience(subject: Subject) -> str:
    group = subject.case.target_group
    if group is None:
        return ""
    low, high = group.age_from, group.age_to
    if low is not None and high is not None:
        ages = [f"{low}–{quantity(high, 'лет')}" if low != high else quantity(high, "лет")]
    else:
        ages = [f"с {_years(low)}"] if low is not None else [f"до {_years(high)}"] if high is not None else []
    return _lines([*ages, *group.statuses])


def _dose(subject: Subject) -> str:
    own = subject.case.dose or Dose()
    out = [own.frequency] if own.frequency else []
    out += [plural(own.months, MONTHS)] if own.months is not None else []
    out += [plural(own.sessions, SESSIONS)] if own.sessions is not None else []
    return _lines(out)


def _provider(provider: Provider) -> str:
    hours = f" — {number(provider.hours)}{NBSP}ч в месяц" if provider.hours is not None else ""
    return f"{provider.role}{hours}"


def _people(subject: Subject) -> str:
    return _lines([_provider(provider) for provider in subject.case.providers], LIST_MAX)


def _cost(subject: Subject) -> str:
    own = subject.case.cost
    if own is None:
        return ""
    sums = ((own.annual, "в год"), (own.per_child, "на ребёнка в год"), (own.startup, "разово на запуск"))
    out = [f"{number(value)}{NBSP}₽ {words}" for value, words in sums if value is not None]
    out += [f"в ценах {own.price_year}{NBSP}года"] if out and own.price_year else []
    return _lines([*out, *(text for text in (own.staff_posts, own.premises) if text)])


def _documents(subject: Subject) -> str:
    """All the practice names, those of its steps included."""
    case = subject.case
    count = len({*case.documents, *(id for step in case.steps for id in step.documents)})
    return plural(count, DOCUMENTS) if count else ""


def _supports(subject: Subject) -> str:
    own = subject.case.supports
    if own is None:
        return ""
    about = fields_of(Supports)
    told = [(about[name].about.label, value) for name in ("training", "consultation", "site_visit") if (value := getattr(own, name))]
    manual = _link(subject.kb, "publications", own.manual)
    return _points([*(_text(f"{lower_first(label)}: {value}") for label, value in told), *([f"пособие: {manual}"] if manual else [])])


def _result(result: Result) -> str:
    if result.value is None:
        return _text(result.indicator)
    unit = f"{NBSP}{_text(result.unit)}" if result.unit else ""
    shown = f"{number(result.value)}{unit}"
    if result.baseline is not None:
        was = number(result.baseline)
        shown = f'<span class="vh">было </span>{was}<span aria-hidden="true"> → </span><span class="vh">, стало </span>{shown}'
    return f'{_text(result.indicator)}: <b class="nowrap">{shown}</b>'


def _results(subject: Subject) -> str:
    return _points([_result(result) for result in subject.case.results], LIST_MAX)


def _evidence(subject: Subject) -> str:
    if subject.case.evidence is None:
        return ""
    return _points([f"{bar.label}: <b>{bar.score} из 3</b>" for bar in evidence_bars(subject.case.evidence) if bar.score is not None])


def _completeness(subject: Subject) -> str:
    done: Completeness = subject.entry.completeness
    return (
        f"{done.total - len(done.missing)} из {done.total}"
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="bar-back" width="100" height="4"/><rect class="bar-fill" width="{done.percent}" height="4"/></svg>'
    )


GROUPS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Что это",
        (
            Row("summary", "Суть", _summary),
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
            Row("core", "Что менять нельзя", lambda subject: _lines(subject.case.core_components)),
            Row("adaptable", "Что можно менять", lambda subject: _lines(subject.case.adaptable)),
        ),
    ),
    ("Насколько описано", (Row("completeness", "Описано вопросов", _completeness),)),
)
"""Rows in the order a decision is made: what it is, does it fit, what it takes, what it gives, what to keep."""

ROWS = tuple(row for _, rows in GROUPS for row in rows)
