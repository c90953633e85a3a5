"""The register of mistakes: the holder's own first, then the base's starter list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from technopark.artefacts.transfer.brief import CaseBrief, Piece
from technopark.artefacts.transfer.flatten import ITEM, flatten
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.kinds.formats import TransferFormat

FORMAT = "kak-izbezhat-oshibok"
FIELDS = ("mistake", "sign", "cause", "prevention", "remedy")

_STARTER = re.compile(r"(.+?)\.\s*Признак:\s*(.+?)\s*Причина:\s*(.+?)\s*Профилактика:\s*(.+?)\s*Что делать:\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A row: mistake, sign, cause, prevention, remedy; each the record's words, a prompt, or the base's words."""

    cells: tuple[Piece | str, ...]


def own_entries(brief: CaseBrief, desk: Desk) -> tuple[Entry, ...]:
    """The holder's mistakes; a cell the record leaves out is a prompt."""
    rows = range(len(brief.case.mistakes))
    return tuple(Entry(tuple(desk.say(f"mistakes.{row}.{name}") for name in FIELDS)) for row in rows)


def starter_entries(found: TransferFormat | None) -> tuple[Entry, ...]:
    """The base's starter list, read from the format's record so that it is kept in one place."""
    text = "\n".join(flatten(block.content or "") for block in (found.structure if found else ()))
    lines = (line.removeprefix(ITEM) for line in text.split("\n") if line.startswith(ITEM))
    matches = (_STARTER.fullmatch(line.strip()) for line in lines)
    return tuple(Entry(tuple(_started(part.strip().rstrip(".")) for part in match.groups())) for match in matches if match)


def timetable(found: TransferFormat | None) -> tuple[tuple[str, int, str], ...]:
    """Parts of the session: title, minutes, what happens (the starter list, shown apart, left out)."""
    blocks = found.structure if found else ()
    return tuple((block.title, int(block.minutes or 0), _told(block.content or "")) for block in blocks)


def _told(content: str) -> str:
    lines = [line for line in flatten(content).split("\n") if not (line.startswith(ITEM) and _STARTER.fullmatch(line.removeprefix(ITEM)))]
    told = " ".join(lines).strip()
    return f"{told[:-1]} (раздел 2)." if told.endswith(":") else told


def _started(words: str) -> str:
    return words[:1].upper() + words[1:]
