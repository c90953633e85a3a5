"""A talk in the TED style: a plan by the minute and a text to speak from, made of the record's own sentences.

The plan (1 – 3 – 5 – 5 – 2 – 1 minutes) is that of the format's record; the limit of 18 minutes and the
one thought come from a book on TED talks, 110 words a minute and the plan are ours (the record says so).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from technopark.artefacts.transfer.brief import CaseBrief, Piece
from technopark.artefacts.transfer.flatten import fitted
from technopark.artefacts.transfer.items import Item, Made, Workshop
from technopark.artefacts.transfer.session import Timed, result_sentence, telling_steps, thought, timed, total, without
from technopark.artefacts.transfer.texts import compose_text, minutes
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.artefacts.transfer.texts_files import WORD, made

FORMAT = "master-klass-ted"
HALF = "Выступление"

PACE = 110
"""Words a minute of calm Russian speech with its pauses."""

LIMIT = 18
"""Most minutes of a talk."""

HOOK = 2
"""Sentences of the problem that open the talk; the rest says why it matters."""

OFFERS = {"supports.training": "Обучение", "supports.consultation": "Консультации", "supports.site_visit": "Визит"}
"""What the call says the holder offers; a «нет» is no offer."""

CALL, OFFICE = "Чем мы поможем.", "Обращайтесь"

HELP = "Расскажите: чем вы поможете тем, кто захочет попробовать, и куда им обратиться."

STEPS_TOLD = 4
STORIES_TOLD = 2

FEWEST = 8
"""Less room than so many words is not worth a part of a paragraph."""

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Spoken:
    """A part of the talk.

    Attributes:
        part: its title, time and content.
        text: what to say, all from the record; a line a paragraph.
        words: how many words it has.
        cut: whether the record says more than fits.
        ask: what to ask the speaker if the record says nothing.
        more: what else the speaker may do in the time that is left.
        line: how the part keeps to the one thought, if it does not say it.
    """

    part: Timed
    text: str
    words: int
    cut: bool
    ask: Piece | None
    more: str
    line: str = ""

    @property
    def spoken(self) -> float:
        """Minutes the text takes, to half a minute."""
        return in_halves(self.words)

    @property
    def left(self) -> float:
        """Minutes left for the speaker's own words and pauses."""
        return max(self.part.minutes - self.spoken, 0)


def in_halves(words: int) -> float:
    """Minutes for so many words, to the nearest half; the fewest words take half a minute."""
    return max(round(words * 2 / PACE), 1) / 2 if words else 0


def word_count(text: str) -> int:
    """Words of a text; a dash is none."""
    return sum(1 for word in text.split() if _WORD.search(word))


# --------------------------------------------------------------------------- what to say


def _hook(desk: Desk) -> Iterator[str]:
    yield " ".join(desk.sentences("problem")[:HOOK])


def _why(desk: Desk) -> Iterator[str]:
    yield " ".join(desk.sentences("problem")[HOOK:])
    yield from _text(desk, "need_evidence")


def _story(desk: Desk) -> Iterator[str]:
    yield from _text(desk, "negative_effects")
    for number, change in enumerate(desk.parts("modifications")):
        lead = "Практику меняли по ходу. " if not number else ""
        yield lead + _joined(change("what"), change("reason"))
    for number, mistake in enumerate(desk.parts("mistakes")[:STORIES_TOLD]):
        lead = "Расскажу и об ошибке." if not number else "И ещё об одной."
        yield _joined(lead, mistake("mistake"), "Как это видно?", mistake("sign"), "Что делать?", mistake("remedy"))


def _idea(desk: Desk) -> Iterator[str]:
    yield from _text(desk, "goal")
    yield from _text(desk, "rationale")
    for index in sorted(telling_steps(desk.brief.case)[:STEPS_TOLD]):
        yield _joined(desk.say(f"steps.{index}.title"), desk.say(f"steps.{index}.action"))


def _proof(desk: Desk) -> Iterator[str]:
    for index, result in enumerate(desk.brief.case.results):
        if sentence := result_sentence(result):
            desk.say(f"results.{index}.indicator")
            yield sentence


def _call(desk: Desk) -> Iterator[str]:
    told = ((name, _said(desk, field)) for field, name in OFFERS.items())
    if offers := [_sentence(f"{name}: {text}") for name, text in told if text and not text.lower().startswith("нет")]:
        yield " ".join([CALL, *offers])
    if office := _said(desk, "contact.office"):
        yield _sentence(f"{OFFICE}: {office}")


def _said(desk: Desk, field: str) -> str:
    """A field on one line; empty if the record is silent."""
    piece = desk.tell(field)
    return " ".join(piece.text.split()).removeprefix("да: ") if isinstance(piece, Piece) else ""


@dataclass(frozen=True)
class Source:
    """Where a part's words come from and what to ask where there are none.

    Attributes:
        key: a word of the part's title in the format's record.
        say: takes its lines from the record.
        ask: the field whose prompt stands where the record is silent, or a prompt of ours.
        more: what the speaker may do in the time that is left.
        line: how the part keeps to the one thought; empty where the thought itself is said.
        ends: whether the part ends with the one thought in its own words.
    """

    key: str
    say: Callable[[Desk], Iterator[str]]
    ask: str
    more: str
    line: str = ""
    ends: bool = False


SOURCES = (
    Source("крючок", _hook, "problem", "покажите предмет или задайте вопрос и помолчите, пока зал отвечает про себя", ends=True),
    Source(
        "почему", _why, "need_evidence", "скажите, что будет с ребёнком и с центром, если ничего не менять",
        "закончите фразой, которая к ней подводит: чего ребёнку не хватало",
    ),
    Source(
        "история", _story, "negative_effects", "расскажите один случай так, чтобы никого не узнали: без имени, города и даты",
        "оставьте случай, который к ней ведёт, и скажите, чему он вас научил; остальное пропустите",
    ),
    Source("идея", _idea, "rationale", "опишите одну сцену: что увидел бы тот, кто вошёл в комнату"),
    Source(
        "подтвержда", _proof, "results", "скажите честно, чего вы ещё не проверяли",
        "начните с числа, которое показывает её; о числе, которое с ней не связано, скажите одной фразой",
    ),
    Source("призыв", _call, HELP, "назовите один шаг, который слушатель сделает сегодня", ends=True),
)  # fmt: skip


def spoken_parts(desk: Desk) -> tuple[Spoken, ...]:
    """The talk part by part; no part is longer than its time."""
    return tuple(_spoken(part, desk) for part in timed(desk.brief.formats.get(FORMAT), HALF))


def _spoken(part: Timed, desk: Desk) -> Spoken:
    source = next((one for one in SOURCES if part.named(one.key)), None)
    if source is None:
        return Spoken(part, "", 0, cut=False, ask=desk.prompt(f"Расскажите: {part.title}."), more="")
    whole = [line for line in source.say(desk) if line]
    most = round(part.minutes * PACE)
    last = _last(desk, most) if source.ends and whole else []
    said = fit(whole, most - sum(len(line.split()) for line in last))
    text = "\n".join([*said, *last])
    ask = None if said else _asked(source.ask, desk)
    return Spoken(part, text, word_count(text), cut=said != whole, ask=ask, more=source.more, line=source.line)


def _last(desk: Desk, most: int) -> list[str]:
    """The one thought as the last words of a part; nothing if the record has none or it is no phrase but a speech."""
    found = thought(desk)
    return [found.text] if found.given and len(found.text.split()) * 2 <= most else []


def _asked(ask: str, desk: Desk) -> Piece:
    return desk.prompt(ask) if " " in ask else desk.say(ask)


def fit(lines: list[str], most: int) -> list[str]:
    """As many whole sentences as may be said in the time."""
    out: list[str] = []
    for line in lines:
        room = most - sum(len(kept.split()) for kept in out)
        if room < min(len(line.split()), FEWEST):
            break
        kept = fitted(line, room, measure="words")
        out.append(kept)
        if kept != line:
            break
    return out


def _text(desk: Desk, field: str) -> list[str]:
    """Lines of a field; none if the record is silent, and then nobody is asked."""
    piece = desk.tell(field)
    return piece.text.split("\n") if isinstance(piece, Piece) else []


def _sentence(text: str) -> str:
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…:;" else f"{text}."


def _joined(*said: Piece | str) -> str:
    """Pieces and words of ours as sentences of one paragraph; a question without an answer is left out."""
    out: list[str] = []
    for item in said:
        if isinstance(item, str):
            out.append(item)
        elif item.given:
            out.append(_sentence(item.text.replace("\n", " ")))
        elif out and out[-1].endswith("?"):
            out.pop()
    return " ".join(out)


# --------------------------------------------------------------------------- the material


def make(brief: CaseBrief, workshop: Workshop) -> Made:
    """Plan, text and rehearsal of the talk."""
    desk = Desk(brief)
    parts = spoken_parts(desk)
    form = brief.formats[FORMAT]
    length = total(part.part for part in parts)
    words = sum(part.words for part in parts)
    composed = compose_text(
        workshop, "talk.md", desk,
        title="Выступление на одну мысль",
        subject=f"{brief.title}. {brief.holder.title}",
        thought=thought(desk), parts=parts, length=length, words=words, spoken=sum(part.spoken for part in parts), limit=LIMIT, pace=PACE,
        pitfalls=[pitfall for pitfall in form.pitfalls if not without([pitfall.mistake], "выступлени", "оратор")],
    )  # fmt: skip
    return made(workshop, composed, ITEM.files, time=minutes(length))


ITEM: Item[CaseBrief] = Item(
    id="talk",
    title="Выступление в стиле TED",
    lead="План по минутам, одна мысль и текст, по которому можно говорить: не больше 18 минут.",
    format=FORMAT,
    order=20,
    files=(WORD,),
    make=make,
    applies=lambda brief: bool(timed(brief.formats.get(FORMAT), HALF)),
)
