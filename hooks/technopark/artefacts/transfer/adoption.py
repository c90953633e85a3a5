"""A mentoring plan of two institutions: which steps and documents fall on which month.

The length is ours: the deck names mentoring between organisations and says nothing of its length,
the format's record proposes 3–6 months. Three months serve a practice of up to four steps
(acquaintance, trial, closing), every further four steps take one month more, and nothing takes more
than six: a longer plan is postponed rather than carried out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from technopark.artefacts.transfer.brief import CaseBrief, Named
from technopark.kinds.cases import Step

T = TypeVar("T")

SHORTEST, LONGEST = 3, 6
STEPS_A_MONTH = 4


@dataclass(frozen=True)
class Month:
    """A month of the plan.

    Attributes:
        number: from 1.
        title: what the month is about.
        steps: steps of the practice the adopting institution takes on, with their numbers in the record.
        documents: documents of the base met first at those steps.
        first, visit, last: whether the month has the acquaintance, the visit, the closing meeting.
    """

    number: int
    title: str
    steps: tuple[tuple[int, Step], ...]
    documents: tuple[Named, ...]
    first: bool = False
    visit: bool = False
    last: bool = False


def months_of(steps: int) -> int:
    """Length of the plan for a practice of so many steps: 3 up to 4, one more for every 4, at most 6."""
    return max(SHORTEST, min(LONGEST, SHORTEST + -(-(steps - STEPS_A_MONTH) // STEPS_A_MONTH)))


def plan_months(brief: CaseBrief) -> tuple[Month, ...]:
    """The months: the first is for getting to know each other, the steps are shared out evenly among the others."""
    count = months_of(len(brief.case.steps))
    shares = shared(list(enumerate(brief.case.steps, 1)), count - 1)
    used: set[str] = set()
    months = [Month(1, "Знакомство, самооценка, план", (), _loose(brief), first=True)]
    for number, steps in enumerate(shares, 2):
        documents = _documents(brief, [step for _, step in steps], used)
        visit, last = number == 2, number == count
        months.append(Month(number, _title(steps, visit=visit, last=last), tuple(steps), documents, visit=visit, last=last))
    return tuple(months)


def offers(brief: CaseBrief) -> tuple[tuple[str, str], ...]:
    """What the holder offers to those who adopt the practice, and the manual of its set: name and words."""
    own = brief.case.supports
    said = [("обучение", own.training), ("консультации", own.consultation), ("визит", own.site_visit)] if own else []
    manuals = [("пособие", manual.short) for manual in brief.publications]
    return tuple((name, words.removeprefix("да: ")) for name, words in [*said, *manuals] if words)


def shared(items: Sequence[T], parts: int) -> list[Sequence[T]]:
    """Items in order in so many parts, whose sizes differ by one at most; the earlier are the larger."""
    size, more = divmod(len(items), parts)
    out, start = [], 0
    for index in range(parts):
        end = start + size + (index < more)
        out.append(items[start:end])
        start = end
    return out


def _title(steps: Sequence[tuple[int, Step]], *, visit: bool, last: bool) -> str:
    numbers = [number for number, _ in steps]
    span = "" if not numbers else f"шаг {numbers[0]}" if len(numbers) == 1 else f"шаги {numbers[0]}–{numbers[-1]}"
    parts = ["визит" if visit else "", span, "итог" if last else ""]
    title = ", ".join(part for part in parts if part) or "первые шаги по плану"
    return title[:1].upper() + title[1:]


def _documents(brief: CaseBrief, steps: Sequence[Step], used: set[str]) -> tuple[Named, ...]:
    """Documents of these steps that no earlier month had."""
    ids = [id for step in steps for id in step.documents if id not in used]
    used.update(ids)
    return tuple(brief.named[id] for id in dict.fromkeys(ids) if id in brief.named)


def _loose(brief: CaseBrief) -> tuple[Named, ...]:
    """Documents of the case that no step names: they are read first."""
    in_steps = {id for step in brief.case.steps for id in step.documents}
    return tuple(document for document in brief.documents if document.id not in in_steps)
