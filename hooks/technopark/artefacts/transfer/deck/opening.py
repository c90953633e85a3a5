"""The first six slides: what was wrong, and where and for whom the practice works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from technopark.artefacts.pictures.drawings import contour_path
from technopark.artefacts.pictures.scene import Frame
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck.figures import MOST_DOTS, Load, dots, hours_bars, stages_line
from technopark.artefacts.transfer.deck.fitting import LEAST
from technopark.artefacts.transfer.deck.pieces import asked, caption, lead, points, prompt, thought, told
from technopark.artefacts.transfer.deck.slides import ACROSS, Block, Drawn, Slide, Words
from technopark.artefacts.transfer.flatten import ITEM
from technopark.kinds.cases import Context, Provider, TargetGroup
from technopark.russian.text import NBSP, number, plural

FRAME = Frame(ACROSS, LEAST, LEAST)
CHILDREN = ("воспитанник", "воспитанника", "воспитанников")
PART_OF = re.compile(r"(?<![\d,.])(\d{1,3})\s+(?:[а-яё]+\s+){0,2}из\s+(\d{1,3})(?![\d,.%])")
"""«6 из 19», «8 пар из 9»."""


def problem(part: str, brief: CaseBrief) -> Iterator[Slide]:
    """Slides 1 and 2: whose trouble it was, and how one knows."""
    yield _trouble(part, brief)
    evidence = brief.sentences("need_evidence")
    if not evidence:
        yield asked(part, "need_evidence")
        return
    counted = next((text for text in evidence if part_of(text)), "")
    if not counted:
        yield told(part, "Откуда это известно", [lead(thought(evidence))], evidence)
        return
    few, many = part_of(counted) or (0, 0)
    said = counted.removeprefix(ITEM)
    short = PART_OF.sub("", said, count=1).strip(" ,;.") if PART_OF.match(said) else said
    blocks: list[Block] = [Words("number", (f"{few} из{NBSP}{many}",)), dots(few, many), *caption(short)]
    yield told(part, "Откуда это известно", blocks, evidence)


def part_of(text: str) -> tuple[int, int] | None:
    """«6 из 19» of a sentence as numbers, if dots can show it."""
    for found in PART_OF.finditer(text):
        few, many = int(found[1]), int(found[2])
        if 0 <= few <= many and 2 <= many <= MOST_DOTS:
            return few, many
    return None


def _trouble(part: str, brief: CaseBrief) -> Slide:
    """The first slide carries the name, whatever the record says."""
    who = ", ".join(dict.fromkeys(text for text in (brief.holder.title, _place(brief)) if text))
    sentences = brief.sentences("problem")
    if sentences:
        slide = told(part, brief.short, [*caption(who), lead(thought(sentences))], sentences)
        return Slide(part, slide.title, slide.note, slide.blocks, "opening")
    slide = asked(part, "problem")
    return Slide(part, brief.short, slide.note, caption(who), "prompt", slide.question, given=0, asked=1)


def _place(brief: CaseBrief) -> str:
    """The town, unless the holder's name has it already."""
    town = (brief.case.context or Context()).municipality or brief.holder.note
    return "" if not town or town[:5].lower() in brief.holder.title.lower() else town


# --------------------------------------------------------------------------- where and for whom


def context(part: str, brief: CaseBrief) -> Iterator[Slide]:
    """Slides 3–6: the institution, the children, those who do it, the model."""
    yield _where(part, brief)
    yield _children(part, brief)
    yield _people(part, brief)
    yield _model(part, brief)


def _where(part: str, brief: CaseBrief) -> Slide:
    own = brief.case.context or Context()
    inhabitants = plural(own.headcount, CHILDREN) if own.headcount else ""
    living = f"В центре {inhabitants}" if inhabitants else ""
    contours = list(dict.fromkeys(entry.contour for entry in brief.case.contours))
    entered = f"{'Контуры' if len(contours) > 1 else 'Контур'} технопарка: {', '.join(contours)}" if contours else ""
    said = [brief.holder.title, _place(brief), own.centre_type or "", living, entered]
    more = [entry.note for entry in brief.case.contours if entry.note]
    if not brief.case.contours:
        detail = ", ".join(text for text in (_place(brief), inhabitants) if text)
        blocks: list[Block] = [lead(own.centre_type or brief.holder.title), *caption(detail)]
        return told(part, "Где это работает" if own.centre_type else "Кто это делает", blocks, said, more=more)
    undated = tuple(entry.model_copy(update={"since": None}) for entry in brief.case.contours)
    picture = contour_path(undated, FRAME)
    return told(part, brief.holder.title, [Drawn(picture.scene, picture.alt)], said, more=more)


def _children(part: str, brief: CaseBrief) -> Slide:
    group = brief.case.target_group or TargetGroup()
    age = brief.say("age")
    if not age.given and not group.statuses:
        return asked(part, "target_group")
    said = [", ".join(text for text in ("; ".join(group.statuses), age.text if age.given else "") if text)]
    said += [f"Берут, если {text}" for text in group.inclusion[:2]]
    more = [f"Не берут: {'; '.join(group.exclusion)}"] if group.exclusion else []
    if age.given:
        blocks: list[Block] = [Words("number", (age.text,)), *caption("; ".join(group.statuses))]
    else:
        blocks = [points(group.statuses) if len(group.statuses) > 1 else lead(group.statuses[0])]
    return told(part, "Для кого", blocks, said, more=more)


def _people(part: str, brief: CaseBrief) -> Slide:
    people = brief.case.providers
    forms = brief.case.mentoring_form
    if not people and not forms:
        return asked(part, "providers")
    if not people:
        return told(part, "Форма наставничества", [lead(", ".join(forms).capitalize())], [f"Форма наставничества: {', '.join(forms)}"])
    said = [_person(person) for person in people]
    more = [f"{person.role}: {person.qualification}" for person in people if person.qualification]
    loads = [Load(person.role, person.hours) for person in people if person.hours]
    if len(loads) < 2:
        return told(part, "Кто ведёт", [points([person.role for person in people])], said, more=more)
    return told(part, "Сколько часов в месяц это занимает", [hours_bars(loads)], said, more=more)


def _person(person: Provider) -> str:
    hours = f", {number(person.hours)}{NBSP}ч в{NBSP}месяц" if person.hours else ""
    return f"{person.role}{hours}"


def _model(part: str, brief: CaseBrief) -> Slide:
    if brief.model is None:
        return prompt(part, "кто ведёт практику: сам центр или центр вместе с другой организацией")
    covered = [stage for stage in brief.stages if stage.covered]
    said = [brief.model.title, f"Этапы практики: {', '.join(stage.title.lower() for stage in covered)}" if covered else ""]
    origin = f"порядок модели — {brief.model.note}" if brief.model.note else ""
    said.append(f"Порядок этой модели — {brief.model.note}, уточните, так ли у вас" if origin else "")
    if not covered:
        return told(part, "Модель процесса", [lead(brief.model.title), *caption(origin)], said)
    share = Words("number", (f"{len(covered)} из{NBSP}{len(brief.stages)}",))
    counted = "; ".join(text for text in ("столько этапов модели охватывает практика", origin) if text)
    return told(part, brief.model.title, [share, stages_line(brief.stages), *caption(counted)], said)
