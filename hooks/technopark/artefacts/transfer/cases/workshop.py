"""A workshop of 90–180 minutes in the chain of French workshops, with popular science at the «Разрыв».

The chain and its minutes are those of the format's record; the leader gives no answer before
«Разрыв», so the scenario tells which words of the practice to keep back.
"""

from __future__ import annotations

from typing import Any

from technopark.artefacts.transfer.brief import CaseBrief, Piece
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.session import Timed, answers_of, excerpt, thought, timed, total, work_minutes
from technopark.artefacts.transfer.texts import compose_text, minutes
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import SHEETS, WORD, made

FORMAT = "masterskaya-nauchpop"
WORK = ("самоконстр", "социоконстр", "социализ", "рефлекс")
"""Parts in which participants work themselves; of «Разрыв» they have only a half, so it does not count."""

MYTHS = 3
HOOK = 45
REASON = 150
"""Words read aloud at the beginning and said in the explanation."""


def sources_of(desk: Desk) -> tuple[str, ...]:
    """Where the record says it is known from: manuals of the set and sources of the results."""
    brief: CaseBrief = desk.brief
    manuals = [f"пособие: {desk.use('publications', one.title)}" for one in brief.publications]
    measured = [desk.tell(f"results.{index}.source") for index in range(len(brief.case.results))]
    own = [piece.text for piece in measured if isinstance(piece, Piece)]
    return tuple(dict.fromkeys([*manuals, *own]))


def day_values(parts: tuple[Timed, ...]) -> dict[str, Any]:
    """The plan by the clock; «Разрыв» is two fifths explanation, a fifth comparison, the rest mending."""
    length, work = total(parts), work_minutes(parts, *WORK)
    gap = total(part for part in parts if part.named("разрыв"))
    explain, compare = round(gap * 0.4), round(gap * 0.2)
    return {
        "parts_of_day": parts, "length": length, "work": work, "share": round(work * 100 / length),
        "explain": explain, "compare": compare, "mend": gap - explain - compare,
    }  # fmt: skip


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Scenario, the leaf of popular science, criteria, notes and sheets."""
    desk = Desk(brief)
    form = brief.formats[FORMAT]
    parts = timed(form)
    composed = compose_text(
        workshop, "workshop.md", desk,
        title="Мастерская с научпопом",
        subject=f"{brief.title}. {brief.holder.title}",
        form=form, audience=", ".join(form.audience), materials=form.materials, product="; ".join(form.product),
        thought=thought(desk), problem=excerpt(desk, "problem", HOOK), reason=excerpt(desk, "rationale", REASON),
        answers=answers_of(desk), sources=sources_of(desk), myths=MYTHS,
        **day_values(parts),
    )  # fmt: skip
    return made(workshop, composed, ITEM.files, time=minutes(total(parts)))


ITEM: Item[CaseBrief] = Item(
    id="workshop",
    title="Мастерская с научпопом",
    lead="Участники сами выводят практику: сценарий по минутам, листок научпопа и четыре рабочих листа.",
    format=FORMAT,
    order=40,
    files=(WORD, SHEETS),
    make=make,
    applies=lambda brief: bool(timed(brief.formats.get(FORMAT))),
)
