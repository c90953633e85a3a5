"""What scenarios of meetings share: parts by the clock, the step to show, results in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from technopark.artefacts.transfer.brief import CaseBrief, Named, Piece
from technopark.artefacts.transfer.flatten import ITEM, fitted, flatten
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.kinds.cases import Case, Result, Step
from technopark.kinds.formats import Block, TransferFormat
from technopark.russian.text import NBSP, number

TELLING = ("p6", "p5", "p8", "p4", "p3", "p2", "p7", "p1", "p9", "p0")
"""Stages from what listeners want to see first: work of a pair, how it began and ended, then preparation. Ours."""


SAID = 60
"""Words of a field that are said in one go: half a minute."""

PROOFS = 3
DOCUMENTS = 6


@dataclass(frozen=True)
class Timed:
    """A part of a meeting by the clock.

    Attributes:
        title: name of the part without the name of its format.
        minutes: its length.
        starts, ends: minutes from the beginning.
        content: what happens, from the record of the format.
    """

    title: str
    minutes: float
    starts: float
    ends: float
    content: str

    @property
    def when(self) -> str:
        """«0:04–0:09», hours and minutes from the beginning."""
        return f"{clock(self.starts)}–{clock(self.ends)}"

    def named(self, *words: str) -> bool:
        """Whether the title holds one of the words."""
        return any(word in self.title.lower() for word in words)


def clock(minutes: float) -> str:
    """Minutes from the beginning as hours and minutes: 64 → «1:04»."""
    whole = int(minutes)
    return f"{whole // 60}:{whole % 60:02}"


def timed(form: TransferFormat | None, prefix: str = "") -> tuple[Timed, ...]:
    """Timed parts of a format, or those of one half of it: «Выступление: …»."""
    out: list[Timed] = []
    at = 0.0
    for block in form.structure if form else ():
        if block.minutes and (title := _title(block, prefix)):
            out.append(Timed(title, block.minutes, at, at + block.minutes, flatten(block.content or "")))
            at += block.minutes
    return tuple(out)


def _title(block: Block, prefix: str) -> str:
    if not prefix:
        return block.title
    first, found, rest = block.title.partition(":")
    rest = rest.strip()
    return rest[:1].upper() + rest[1:] if found and first.strip().lower() == prefix.lower() else ""


def total(parts: Iterable[Timed]) -> float:
    """Length of the parts together."""
    return sum(part.minutes for part in parts)


def work_minutes(parts: Iterable[Timed], *words: str) -> float:
    """Minutes of the parts whose titles hold one of the words: those in which participants work themselves."""
    return total(part for part in parts if part.named(*words))


# --------------------------------------------------------------------------- the practice


def telling_steps(case: Case) -> tuple[int, ...]:
    """Indexes of the steps that say what to do, those worth showing first at the front."""
    described = [index for index, step in enumerate(case.steps) if step.action]
    return tuple(sorted(described, key=lambda index: (_rank(case.steps[index]), index)))


def _rank(step: Step) -> int:
    return TELLING.index(step.stage) if step.stage in TELLING else len(TELLING)


def step_documents(brief: CaseBrief, step: Step) -> tuple[Named, ...]:
    """Documents of a step that are in the base."""
    return tuple(brief.named[id] for id in step.documents if id in brief.named)


def result_sentence(result: Result) -> str:
    """«Показатель: было 9,4, стало 14,1 умений (8 подростков)»; empty if nothing is measured."""
    if result.value is None:
        return ""
    unit = result.unit or ""
    close = unit in ("%", "₽")
    after = _measured(result.value, unit)
    before = "" if result.baseline is None else f"было {_measured(result.baseline, unit if close else '')}, стало "
    sample = flatten(result.sample or "").rstrip(".")
    about = f" — {sample}" if "(" in sample else f" ({sample})" if sample else ""  # no brackets within brackets
    return f"{flatten(result.indicator)}: {before}{after}{about}."


def _measured(value: float, unit: str) -> str:
    return f"{number(value)}{NBSP}{unit}" if unit else number(value)


def without(lines: Iterable[str], *words: str) -> tuple[str, ...]:
    """Lines of a format that serves two purposes, less those that name the other one."""
    return tuple(line for line in lines if not any(word in line.lower() for word in words))


# --------------------------------------------------------------------------- what is said of it


def thought(desk: Desk) -> Piece:
    """The one thought the talk serves: the first sentence of the goal, or the prompt of the goal."""
    goal = desk.say("goal")
    return Piece(desk.sentences("goal")[0], given=True) if goal.given else goal


def excerpt(desk: Desk, field: str, words: int = SAID) -> str:
    """The beginning of a field in whole sentences; empty if the record is silent."""
    piece = desk.tell(field)
    return fitted(piece.text.replace(f"\n{ITEM}", " ").replace("\n", " "), words, measure="words") if isinstance(piece, Piece) else ""


@dataclass(frozen=True)
class Answers:
    """Short answers to what listeners ask; an empty one is asked of the holder.

    Attributes:
        trouble: what went wrong.
        proof: what was measured.
        safety: how children and their data are kept safe.
    """

    trouble: str
    proof: str
    safety: str


def answers_of(desk: Desk) -> Answers:
    """Answers the record gives, each short enough to be said."""
    return Answers(excerpt(desk, "negative_effects"), _proof(desk), excerpt(desk, "safeguarding"))


def _proof(desk: Desk) -> str:
    """The first measured results, as sentences."""
    found: list[str] = []
    for index, result in enumerate(desk.brief.case.results):
        if (sentence := result_sentence(result)) and len(found) < PROOFS:
            desk.say(f"results.{index}.indicator")
            found.append(sentence)
    return " ".join(found)


def forms_of(brief: CaseBrief, documents: tuple[Named, ...]) -> list[dict[str, str]]:
    """Document templates with their addresses, a few of them."""
    return [{"title": one.title, "address": brief.site.url + one.address} for one in documents[:DOCUMENTS]]
