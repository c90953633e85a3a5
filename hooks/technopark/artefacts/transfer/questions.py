"""Questions of a coaching talk that quote a case: its aims, figures, decisions, mistakes and worries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.flatten import fitted, flatten
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.russian.text import NBSP, number

QUOTE = 200
"""Longest quotation in a question, characters: longer ones are not heard to the end."""


@dataclass(frozen=True)
class Question:
    """A question to ask aloud.

    Attributes:
        text: the question, with the case's words in quotation marks.
        source: the part of the case's card it comes from; empty for a general question.
    """

    text: str
    source: str = ""


Source = Callable[[CaseBrief, Desk], Question | None]
"""A question of a case, or nothing if the case does not say what it asks about."""


# --------------------------------------------------------------------------- words of the case


def quote(text: str, most: int = QUOTE) -> str:
    """The case's words in quotation marks: at most ``most`` characters, inner marks of the second kind, no full stop."""
    words = fitted(" ".join(flatten(text).split()), most).rstrip(" .;,:")
    return f"«{words.replace('«', '„').replace('»', '“')}»"


def first(brief: CaseBrief, field: str) -> str:
    """The first sentence of a field, quoted; empty if the record is silent."""
    found = brief.sentences(field)
    return quote(found[0]) if found else ""


def _goal(brief: CaseBrief, desk: Desk) -> Question | None:
    if not (words := first(brief, "goal")):
        return None
    desk.say("goal")
    return Question(f"Держатель ставит цель так: {words}. Что из этого нужно вам и что вы сказали бы иначе?", "цель")


def _outcome(brief: CaseBrief, desk: Desk) -> Question | None:
    own = brief.case.logic_model
    if not (own and own.outcomes):
        return None
    desk.say("logic_model.outcomes")
    words = f"Для ребёнка держатель хочет вот чего: {quote(own.outcomes[0])}."
    return Question(f"{words} Что изменится для ваших детей, если всё получится?", "эффекты")


def _result(brief: CaseBrief, desk: Desk) -> Question | None:
    for index, result in enumerate(brief.case.results):
        if result.value is not None:
            desk.say(f"results.{index}")
            unit = f"{NBSP}{fitted(result.unit, 40)}" if result.unit else ""
            was = f"было {number(result.baseline)}, стало " if result.baseline is not None else ""
            figures = f"{was}{number(result.value)}{unit}"
            words = f"У держателя показатель {quote(result.indicator)}: {figures}."
            return Question(f"{words} По какому числу или признаку вы увидите, что получилось у вас?", "результаты")
    return None


def _group(brief: CaseBrief, desk: Desk) -> Question | None:
    own = brief.case.target_group
    if not (own and own.inclusion):
        return None
    desk.say("target_group.inclusion")
    words = f"В практику берут, если {quote(own.inclusion[0])}."
    return Question(f"{words} Для каких ваших детей это так? Назовите число, имён не называйте.", "для кого")


def _problem(brief: CaseBrief, desk: Desk) -> Question | None:
    if not (words := first(brief, "problem")):
        return None
    desk.say("problem")
    return Question(f"У держателя было так: {words}. Что из этого вы видите у себя и с чего это видно?", "проблема")


def _core(brief: CaseBrief, desk: Desk) -> Question | None:
    own = brief.case.core_components
    if not own:
        return None
    desk.lines("core_components")
    words = " и ".join(quote(item) for item in own[:2])
    return Question(f"Без этого практика уже другая: {words}. Что из этого у вас есть сегодня, а чего нет?", "что менять нельзя")


def _people(brief: CaseBrief, desk: Desk) -> Question | None:
    known = [(provider.hours or 0, -index, provider) for index, provider in enumerate(brief.case.providers)]
    if not known:
        return None
    hours, index, provider = max(known, key=lambda item: item[:2])
    desk.say(f"providers.{-index}")
    load = f" — {number(hours)}{NBSP}ч в месяц" if hours else ""
    words = f"Больше всех у держателя занят {quote(provider.role)}{load}."
    return Question(f"{words} Кто это у вас и от какой работы вы его освободите?", "кто ведёт")


def _sign(brief: CaseBrief, desk: Desk) -> Question | None:
    for index, mistake in enumerate(brief.case.mistakes):
        if mistake.sign:
            desk.say(f"mistakes.{index}.mistake")
            desk.say(f"mistakes.{index}.sign")
            words = f"Ошибка держателя: {quote(mistake.mistake)}. Её признак: {quote(mistake.sign)}"
            return Question(f"{words}. Есть ли такой признак у вас?", "ошибки")
    return None


def _cost(brief: CaseBrief, desk: Desk) -> Question | None:
    own = brief.case.cost
    if own is None or own.annual is None:
        return None
    desk.say("cost")
    year = f" в ценах {own.price_year}{NBSP}года" if own.price_year else ""
    words = f"Год работы стоит держателю {number(own.annual)}{NBSP}₽{year}."
    return Question(f"{words} Что из этого у вас уже есть, чего не хватает?", "стоимость")


def _adaptable(brief: CaseBrief, desk: Desk) -> Question | None:
    own = brief.case.adaptable
    if not own:
        return None
    desk.lines("adaptable")
    words = f"Держатель разрешает подстраивать: {'; '.join(quote(item) for item in own[:2])}."
    return Question(f"{words} Как это можно сделать у вас? А ещё?", "что можно менять")


def _modification(brief: CaseBrief, desk: Desk) -> Question | None:
    for index, change in enumerate(brief.case.modifications):
        if change.reason:
            desk.say(f"modifications.{index}")
            words = f"По ходу держатель изменил: {quote(change.what)}. Причина: {quote(change.reason)}."
            return Question(f"{words} Что вы сделали бы проще с самого начала?", "что уже меняли")
    return None


def _harm(brief: CaseBrief, desk: Desk) -> Question | None:
    if not (words := first(brief, "negative_effects")):
        return None
    desk.say("negative_effects")
    words = f"У держателя пошло не так, как ждали: {words}."
    return Question(f"{words} Какими способами вы уберегли бы от этого ребёнка?", "нежелательные последствия")


def _risk(brief: CaseBrief, desk: Desk) -> Question | None:
    own = brief.case.risks
    if not own:
        return None
    desk.lines("risks")
    return Question(f"Держатель предупреждает: {quote(own[0])}. Что можно сделать у вас? Назовите три способа.", "риски")


def _step(brief: CaseBrief, desk: Desk) -> Question | None:
    if not brief.case.steps:
        return None
    own = brief.case.steps[0]
    desk.say("steps.0.title")
    about = fitted(", ".join(part for part in (own.role, own.duration) if part), 80)
    words = f"Первый шаг держателя: {quote(own.title)}{f' ({about})' if about else ''}."
    return Question(f"{words} Какой шаг первый у вас, к какому дню и кто его сделает?", "шаги")


def _prevention(brief: CaseBrief, desk: Desk) -> Question | None:
    found = [(index, mistake) for index, mistake in enumerate(brief.case.mistakes) if mistake.prevention]
    if not found:
        return None
    index, mistake = found[1] if len(found) > 1 else found[0]
    desk.say(f"mistakes.{index}.mistake")
    desk.say(f"mistakes.{index}.prevention")
    words = f"Ошибка: {quote(mistake.mistake)}. Держатель советует: {quote(mistake.prevention or '')}."
    return Question(f"{words} Что сделаете вы и кто за этим проследит?", "ошибки")


def _safety(brief: CaseBrief, desk: Desk) -> Question | None:
    found = [sentence for sentence in brief.sentences("safeguarding") if len(sentence) > 40]
    if not found:
        return None
    desk.say("safeguarding")
    words = f"О безопасности ребёнка держатель пишет: {quote(found[0])}."
    return Question(f"{words} Кто у вас отвечает за это и что сделает до первой встречи?", "безопасность")


GOAL: tuple[Source, ...] = (_goal, _outcome, _result, _group)
REALITY: tuple[Source, ...] = (_problem, _core, _people, _sign, _cost)
OPTIONS: tuple[Source, ...] = (_adaptable, _modification, _harm, _risk)
WILL: tuple[Source, ...] = (_step, _prevention, _safety)
"""Questions of each step, the most telling first."""
