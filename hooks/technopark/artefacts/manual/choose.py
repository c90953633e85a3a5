"""Which practices go into a manual.

Conditions (holder, status, year, contest, seminar, publication) hold all at once; named ids are added to
what they choose. Nothing chosen at all means every published practice. Teaching examples never enter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from technopark.kinds.cases import Case, CaseStatus
from technopark.knowledge import Entry, KnowledgeBase
from technopark.nearest import nearest_value, normal
from technopark.problems import TechnoparkError
from technopark.russian.text import NBSP, plural

STATUSES: tuple[str, ...] = get_args(CaseStatus)

LISTED = 12
"""Most names a message lists."""


class SelectionError(TechnoparkError):
    """Nothing can be chosen as asked; the text says why and what is near."""


@dataclass(frozen=True)
class Choice:
    """What a person asked for; an empty value is no condition.

    Attributes:
        ids: practices by id, in order.
        holder: id or name of an organisation.
        status: statuses of the description, any of them.
        year: a practice is of a year if it entered a contour then, was named by a seminar of that
            year, or its description changed then (``history``).
        contest, seminar, publication: a practice is entered, considered or described there.
    """

    ids: tuple[str, ...] = ()
    holder: str = ""
    status: tuple[str, ...] = ()
    year: int | None = None
    contest: str = ""
    seminar: str = ""
    publication: str = ""

    @property
    def conditions(self) -> tuple[str, ...]:
        """Names of the conditions given."""
        return tuple(field.name for field in fields(self) if field.name != "ids" and getattr(self, field.name))


@dataclass(frozen=True)
class Selection:
    """What is chosen.

    Attributes:
        cases: entries in the order of the book.
        words: what was chosen, for the cover: «Практики держателя: …»; empty for all.
        publication: the publication whose composition this is.
    """

    cases: tuple[Entry, ...]
    words: str = ""
    publication: Entry | None = None


def select(kb: KnowledgeBase, choice: Choice) -> Selection:
    """Choose practices.

    Raises:
        SelectionError: an id or a value is unknown, or nothing fits.
    """
    conditions = _resolved(kb, choice)
    named = [_case(kb, id) for id in dict.fromkeys(choice.ids)]
    found = [entry for entry in _candidates(kb, conditions) if all(_fits(kb, entry, name, value) for name, value in conditions.items())]
    if not conditions and named:
        found = []
    if conditions and not found and not named:
        raise SelectionError(_nothing(kb, conditions))
    if not kb.published("cases"):
        raise SelectionError("В базе ещё нет опубликованных практик: собирать пособие не из чего.")
    publication = conditions["publication"] if set(conditions) == {"publication"} and not named else None
    cases = _ordered(kb, found, publication)
    cases = [*cases, *(entry for entry in named if entry not in cases)]
    return Selection(tuple(cases), _words(conditions, named, len(cases)), publication)


def years_of(kb: KnowledgeBase, entry: Entry) -> set[int]:
    """Years of a practice, as ``Choice.year`` defines them."""
    case = entry.record
    assert isinstance(case, Case)  # noqa: S101 - narrows the type
    days: list[Any] = [step.since for step in case.contours] + [change.date for change in case.history]
    sources = {ref.source for ref in kb.backlinks(entry.key) if ref.source[0] == "seminars"}
    days += [getattr(kb.entries[source].record, "date_start", None) for source in sources]
    return {day.year for day in days if day}


# --------------------------------------------------------------------------- conditions


_NAMED: Mapping[str, tuple[str, str]] = {
    "holder": ("organisations", "Организации"),
    "contest": ("contests", "Конкурса"),
    "seminar": ("seminars", "Семинара"),
    "publication": ("publications", "Издания"),
}
"""Conditions that name a record: its kind, how a message begins."""


def _resolved(kb: KnowledgeBase, choice: Choice) -> dict[str, Any]:
    """The conditions with their records found; a wrong value is told at once."""
    out: dict[str, Any] = {}
    for name in choice.conditions:
        value = getattr(choice, name)
        if name in _NAMED:
            slug, what = _NAMED[name]
            out[name] = _record(kb, slug, value, what)
        elif name == "status":
            for status in value:
                if status not in STATUSES:
                    raise SelectionError(unknown(f"Статуса «{status}» нет.", status, STATUSES))
            out[name] = value
        else:
            out[name] = value
    return out


def _record(kb: KnowledgeBase, slug: str, value: str, what: str) -> Entry:
    """A record by id or by name, spelled in any case."""
    exact = kb.get(slug, value)
    if exact and not exact.fictional:
        return exact
    entries = kb.published(slug)
    for entry in entries:
        if normal(value) in (normal(entry.title), normal(entry.short)):
            return entry
    by_name = {name: entry.id for entry in entries for name in (entry.id, entry.title, entry.short)}
    near = nearest_value(value, by_name)
    raise SelectionError(unknown(f"{what} «{value}» нет.", by_name.get(near, ""), [entry.id for entry in entries]))


def _candidates(kb: KnowledgeBase, conditions: Mapping[str, Any]) -> Iterable[Entry]:
    """Practices that may fit, by id: those a record among the conditions names; all, if there is no such record."""
    naming = next((value for name, value in conditions.items() if name in ("contest", "seminar", "publication")), None)
    if naming is None:
        return kb.published("cases")
    named = (kb.entries.get(key) for key in sorted({ref.target for ref in kb.references(naming.key)}) if key[0] == "cases")
    return [entry for entry in named if entry and not entry.fictional]


def _fits(kb: KnowledgeBase, entry: Entry, name: str, value: Any) -> bool:
    case = entry.record
    assert isinstance(case, Case)  # noqa: S101 - narrows the type
    match name:
        case "holder":
            return bool(case.holder == value.id)
        case "status":
            return case.status in value
        case "year":
            return value in years_of(kb, entry)
        case _:
            return any(ref.target == entry.key for ref in kb.references(value.key))


def _case(kb: KnowledgeBase, id: str) -> Entry:
    entry = kb.get("cases", id)
    known = [case.id for case in kb.published("cases")]
    if entry is None:
        raise SelectionError(unknown(f"Практики «{id}» нет.", id, known))
    if entry.fictional:
        raise SelectionError(f"Практика «{id}» — учебный пример: она вымышлена и в пособия не входит.\nЕсть: {listed(known)}.")
    return entry


# --------------------------------------------------------------------------- order and words


def _ordered(kb: KnowledgeBase, found: Iterable[Entry], publication: Entry | None) -> list[Entry]:
    """As the publication lists them; otherwise by holder and title."""
    if publication is not None:
        order = {id: number for number, id in enumerate(getattr(publication.record, "practices", ()))}
        return sorted(found, key=lambda entry: (order.get(entry.id, len(order)), entry.id))

    def place(entry: Entry) -> tuple[str, str, str]:
        holder = kb.get("organisations", getattr(entry.record, "holder", ""))
        return normal(holder.title if holder else ""), normal(entry.title), entry.id

    return sorted(found, key=place)


def _words(conditions: Mapping[str, Any], named: Iterable[Entry], count: int) -> str:
    """What was chosen, for the cover; empty for the whole base."""
    parts = list(_condition_words(conditions))
    if not parts:
        return f"{plural(count, ('практика', 'практики', 'практик'))} по выбору составителя" if any(True for _ in named) else ""
    return "; ".join(parts)


def _condition_words(conditions: Mapping[str, Any]) -> Iterator[str]:
    templates = {
        "holder": "держатель — {}", "status": "описания со статусом {}", "year": f"практики {{}}{NBSP}года",
        "contest": "участники конкурса «{}»", "seminar": "практики семинара «{}»", "publication": "в составе пособия «{}»",
    }  # fmt: skip
    for name, value in conditions.items():
        shown = " или ".join(f"«{status}»" for status in value) if isinstance(value, tuple) else value
        yield templates[name].format(value.title if isinstance(value, Entry) else shown)


def _nothing(kb: KnowledgeBase, conditions: Mapping[str, Any]) -> str:
    """Why nothing fits, and what would."""
    asked = "; ".join(_condition_words(conditions))
    message = f"Под эти условия не подошла ни одна практика: {asked}."
    hints = [hint for name, value in conditions.items() if (hint := _hint(kb, name, value))]
    return "\n".join([message, *hints])


def _hint(kb: KnowledgeBase, name: str, value: Any) -> str:
    cases = kb.published("cases")
    if any(_fits(kb, entry, name, value) for entry in cases):
        return ""
    match name:
        case "holder":
            return f"Держатели: {listed(sorted({entry.record.holder for entry in cases if isinstance(entry.record, Case)}))}."
        case "status":
            return f"Есть статусы: {listed(sorted({entry.record.status for entry in cases if isinstance(entry.record, Case)}))}."
        case "year":
            years = sorted({year for entry in cases for year in years_of(kb, entry)})
            return f"Есть годы: {listed([str(year) for year in years])}." if years else "Ни у одной практики нет дат."
        case _:
            return f"Запись «{value.id}» не называет ни одной практики."


def unknown(message: str, near_to: str, known: Iterable[str]) -> str:
    """A message about an unknown value with the nearest one and the known ones."""
    known = list(known)
    near = near_to if near_to in known else nearest_value(near_to, known)
    return f"{message}{f' Может быть, «{near}»?' if near else ''}\nЕсть: {listed(known)}."


def listed(values: list[str]) -> str:
    """Names for a message, not too many of them."""
    more = len(values) - LISTED
    return ", ".join(values[:LISTED]) + (f" и ещё {more}" if more > 0 else "")
