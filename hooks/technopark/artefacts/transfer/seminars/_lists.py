"""Lists of people at a seminar: how many rows, what marks them; nothing in them is filled in beforehand."""

from __future__ import annotations

from datetime import date

from technopark.artefacts.transfer.event_brief import SeminarBrief

ROWS, ROWS_MOST = 25, 60
"""Rows where the number of seats is not known, and the most a list has."""

Columns = tuple[tuple[str, str, int], ...]
"""Key, heading, width in millimetres."""


def row_count(brief: SeminarBrief) -> int:
    """A row a seat."""
    return min(max(brief.seminar.capacity or ROWS, 10), ROWS_MOST)


def day_columns(days: tuple[date, ...], width: int) -> Columns:
    """A column for a signature a day: «Подпись» for a lone day, «11.03» for each of several."""
    if len(days) == 1:
        return (("day1", "Подпись", width),)
    each = max(18, width // len(days))
    return tuple((f"day{number}", f"Подпись {day:%d.%m}", each) for number, day in enumerate(days, 1))
