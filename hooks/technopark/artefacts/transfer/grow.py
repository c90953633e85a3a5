"""The four steps of a coaching talk (GROW) about a case.

Every step has four questions (the format's record says 3–5): first those that quote the case, then, if they
are too few, general ones of ours. What the record lacks is asked of the holder before the talk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.questions import GOAL, OPTIONS, REALITY, WILL, Question
from technopark.artefacts.transfer.texts_desk import Desk

QUESTIONS = 4
"""Questions of a step: within the format's 3–5; in ten to fifteen minutes no more are answered."""


@dataclass(frozen=True)
class GrowStep:
    """One of the four steps.

    Attributes:
        id: for keys of fields: ``goal``, ``reality``, ``options``, ``will``.
        title: in Russian, with the English word in brackets.
        minutes: how long it takes.
        aim: what the step is for, one sentence.
        questions: four of them.
    """

    id: str
    title: str
    minutes: int
    aim: str
    questions: tuple[Question, ...]


GENERAL = {
    "goal": (
        "Зачем вашему учреждению эта практика именно сейчас?",
        "Что будет, если ничего не менять?",
        "Что изменится для ребёнка, если всё получится?",
        "К какому дню вы хотите увидеть первый итог и по какому признаку его узнаете?",
    ),
    "reality": (
        "Что происходит у вас сейчас и с чего это видно?",
        "Кто ещё в этом участвует и чего хочет каждый?",
        "Что вы уже пробовали и что из этого вышло?",
        "Что зависит от вас, а что нет?",
    ),
    "options": (
        "Что можно сделать? А ещё?",
        "Что вы сделали бы, если бы людей и времени хватало?",
        "Кто мог бы помочь: держатель, УМЦ, соседний центр?",
        "Какой вариант самый маленький, на две недели?",
    ),
    "will": (
        "Что вы выбираете из всего, что назвали?",
        "Что сделаете, к какому дню и с кем?",
        "Что может помешать и как вы это обойдёте?",
        "Насколько вы готовы, от 1 до 10? Если меньше семи, что убавить?",
    ),
}
"""General questions by step, in the order they are asked; the later, the more needed. Ours, after those of the format's record."""

ASKED = ("goal", "problem", "core_components", "providers", "adaptable", "negative_effects", "risks", "mistakes", "steps", "safeguarding")
"""What the questions are drawn from: what the record lacks of it, the holder is asked before the talk."""

STEPS = (
    ("goal", "Цель (Goal)", 10, "Чего хочет собеседник и как поймёт, что получилось.", GOAL),
    ("reality", "Реальность (Reality)", 15, "Что есть сейчас: факты без оценок.", REALITY),
    ("options", "Возможности (Options)", 15, "Что можно сделать. Чем больше, тем лучше; пока не выбираем.", OPTIONS),
    ("will", "Решение (Will)", 12, "Один-два шага: что, к какому дню и кто.", WILL),
)


def grow_steps(brief: CaseBrief, desk: Desk) -> tuple[GrowStep, ...]:
    """The four steps with their questions; what is used of the record is counted at the desk."""
    steps = []
    for id, title, usual, aim, sources in STEPS:
        found = (question for source in sources if (question := source(brief, desk)))
        own = tuple(islice(found, QUESTIONS))
        general = tuple(Question(text) for text in GENERAL[id][len(own) :])
        steps.append(GrowStep(id, title, grow_minutes(brief, title, usual), aim, own + general))
    return tuple(steps)


def grow_minutes(brief: CaseBrief, title: str, usual: int) -> int:
    """Length of a part as the format's record has it, found by the English word; otherwise the usual one."""
    word = title.partition("(")[2].rstrip(")")
    blocks = brief.formats["kouching"].structure if "kouching" in brief.formats else ()
    found = (block.minutes for block in blocks if word and f"({word})" in block.title and block.minutes)
    return int(next(found, usual))


def missing(brief: CaseBrief) -> Iterator[str]:
    """Fields the questions could be drawn from and the record is silent about."""
    return (field for field in ASKED if not brief.say(field).given)
