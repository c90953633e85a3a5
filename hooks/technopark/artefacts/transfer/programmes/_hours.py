"""Hours of a programme: what the modules add up to and whether that agrees with what is stated."""

from __future__ import annotations

from dataclasses import dataclass

from technopark.artefacts.transfer.programme_brief import LEAST_HOURS_ORDER, ProgrammeBrief
from technopark.russian.text import NBSP, number

LEAST = 16
"""Academic hours of further training at least: order № 266 of 24 March 2025."""


@dataclass(frozen=True)
class Hours:
    """The total line of a plan.

    Attributes:
        total: hours in all, or ``None`` while nobody can say.
        remarks: what does not agree or is not enough.
        silent: numbers of the modules that name no hours, from 1.
    """

    total: float | None
    remarks: tuple[str, ...]
    silent: tuple[int, ...]


def hours_of(brief: ProgrammeBrief) -> Hours:
    """Add up the modules; a sum of some of them is no total."""
    known = [item.module.hours for item in brief.modules if item.module.hours]
    silent = tuple(index for index, item in enumerate(brief.modules, 1) if not item.module.hours)
    stated = brief.programme.hours
    added = sum(known)
    total = stated if stated is not None else added if known and not silent else None
    remarks = [*_disagreement(added, stated, silent), *_too_few(brief, total)]
    return Hours(total, tuple(remarks), silent)


def _disagreement(added: float, stated: float | None, silent: tuple[int, ...]) -> list[str]:
    if stated is None or not added:
        return []
    if silent:
        over = added > stated
        return [f"По модулям уже {words(added)}, а всего указано {words(stated)}. Проверьте часы."] if over else []
    differs = abs(added - stated) > 1e-9
    return [f"Сумма по модулям {words(added)}, а в карточке указано {words(stated)}. Проверьте часы."] if differs else []


def _too_few(brief: ProgrammeBrief, total: float | None) -> list[str]:
    order = brief.act(LEAST_HOURS_ORDER)
    if not brief.further_training or order is None or total is None or total >= LEAST:
        return []
    of = f"{order.title} от {order.note.partition(',')[0]}"
    return [f"Всего {words(total)}: для повышения квалификации этого мало, нужно от {words(LEAST)} ({of})."]


def words(hours: float) -> str:
    """«16 ч», «2,5 ч»."""
    return f"{number(hours)}{NBSP}ч"
