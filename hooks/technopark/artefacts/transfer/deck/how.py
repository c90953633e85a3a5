"""Slides 7–14: eight steps, one a slide; many steps in groups of neighbours, missing ones as prompts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck.figures import steps_line
from technopark.artefacts.transfer.deck.pieces import caption, lead, points, prompt, thought, told
from technopark.artefacts.transfer.deck.slides import Block, Slide, Words
from technopark.kinds.cases import Step
from technopark.russian.text import plural

PLACES = 8
MOST_STAGES = 2
"""Stages that can be named in a heading."""

QUESTIONS = (
    "с чего вы начали, кто так решил и кто за это отвечает",
    "кого вы позвали и как люди о вас узнали",
    "как вы отбирали участников и тех, кто с ними работает",
    "кого и чему вы учили до начала, сколько часов",
    "как прошла первая встреча или занятие и кто был рядом",
    "что вы делаете каждый месяц и сколько это длится",
    "как вы замечаете трудности и чем помогаете",
    "чем и как вы заканчиваете, что подводит итог",
)
"""What to tell of a step nobody has described: eight questions that fit any practice, in the order of its life."""

Numbered = tuple[int, Step]
"""A step and its place in the record, from 0."""


def steps(part: str, brief: CaseBrief) -> Iterator[Slide]:
    """Eight slides: the steps, then what else the record says of the doing, then prompts."""
    groups = grouped(tuple(enumerate(brief.case.steps)), PLACES)
    others = [slide for slide in _besides(part, brief) if slide][: PLACES - len(groups)]
    missing = PLACES - len(groups) - len(others)
    total = len(groups) + missing
    for here, group in enumerate(groups, 1):
        yield _step(part, brief, group, steps_line(here, total, described=len(groups)))
    yield from others
    for here in range(len(groups) + 1, total + 1):
        line = steps_line(here, total, described=len(groups))
        # with some steps told the last questions are the ones still open: the story goes on to its end
        yield prompt(part, QUESTIONS[here - total - 1], blocks=[line])


def grouped(numbered: Sequence[Numbered], most: int) -> list[tuple[Numbered, ...]]:
    """At most so many groups of neighbouring steps; those of one stage join first, the smallest before others."""
    groups: list[tuple[Numbered, ...]] = [(step,) for step in numbered]
    while len(groups) > most:
        place = min(range(len(groups) - 1), key=lambda i: (_stages(groups[i] + groups[i + 1]) > 1, len(groups[i]) + len(groups[i + 1]), i))
        groups[place : place + 2] = [groups[place] + groups[place + 1]]
    return groups


def _stages(group: Sequence[Numbered]) -> int:
    """How many stages a group is of; a step without a stage is of its own."""
    return len({step.stage or f"step {number}" for number, step in group})


def _step(part: str, brief: CaseBrief, group: Sequence[Numbered], line: Block) -> Slide:
    if len(group) > 1:
        titles = [step.title for _, step in group]
        said = [text for _, step in group for text in (step.title, step.output) if text]
        more = chain.from_iterable(brief.sentences(f"steps.{number}.action") for number, _ in group)
        return told(part, _stage_title(brief, group), [line, points(titles)], said, more=more)
    number, step = group[0]
    action = brief.sentences(f"steps.{number}.action")
    who = ", ".join(text for text in (step.role, step.duration) if text)
    result = lead(step.output) if step.output else lead(thought(action)) if action else None
    blocks = [line, *([result] if result else []), *caption(who)]
    said = [*action, *([f"Итог: {step.output}"] if step.output else [])] or [step.title]
    return told(part, step.title, blocks, said, more=[f"Кто и сколько времени: {who}"] if who else [])


def _stage_title(brief: CaseBrief, group: Sequence[Numbered]) -> str:
    """Names of the stages the steps are of, else their numbers."""
    names = {stage.id: stage.title for stage in brief.stages}
    stages = list(dict.fromkeys(step.stage for _, step in group))
    found = [names[stage] for stage in stages if stage in names]
    if len(found) == len(stages) <= MOST_STAGES:
        return " → ".join(found)
    return f"Шаги {group[0][0] + 1}–{group[-1][0] + 1}"


def _besides(part: str, brief: CaseBrief) -> Iterator[Slide | None]:
    """What else the record says of how it is done; stands where steps are fewer than slides."""
    case = brief.case
    if case.dose and case.dose.sessions:
        sessions = plural(case.dose.sessions, ("встреча", "встречи", "встреч"))
        months = plural(case.dose.months, ("месяц", "месяца", "месяцев")) if case.dose.months else ""
        often = ", ".join(text for text in (months, case.dose.frequency or "") if text)
        yield told(part, "Сколько и как часто", [Words("number", (sessions,)), *caption(often)], [sessions, often])
    for field, title in (("setting", "Где проходят встречи"), ("mode", "Как это проходит"), ("safeguarding", "Как защищён ребёнок")):
        if sentences := brief.sentences(field):
            yield told(part, title, [lead(thought(sentences))], sentences)
    if case.core_components:
        yield told(part, "Что менять нельзя", [points(case.core_components)], case.core_components)
