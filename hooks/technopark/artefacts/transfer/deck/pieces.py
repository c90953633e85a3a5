"""Slides of every sort, made of what a record says or of the question it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from technopark.artefacts.transfer.brief import ASK
from technopark.artefacts.transfer.brief_words import ask
from technopark.artefacts.transfer.deck.slides import Block, Slide, Words
from technopark.artefacts.transfer.deck.speech import Note, note
from technopark.artefacts.transfer.flatten import ITEM

MOST_POINTS = 3
"""Items of a list on a slide: more are read, not heard."""

_LIST_INTRODUCTION = re.compile(r":$")


def told(
    part: str, title: str, blocks: Sequence[Block], said: Iterable[str], *, more: Iterable[str] = (), source: str = ""
) -> Slide:
    """A slide the record gives."""
    return Slide(part, title, note(said, more), tuple(blocks), source=source)


def prompt(part: str, question: str, *, blocks: Sequence[Block] = (), title: str = "") -> Slide:
    """A slide the record leaves to the holder: the question, and how to answer it.

    Args:
        part: of the story.
        question: without «Расскажите:» and without a full stop.
        blocks: what helps to find one's place, such as the line of steps.
        title: heading, if it is not the question itself.
    """
    question = question.rstrip(". ")
    text = f"{ASK}{question}."
    said = note([text, "Хватит одной мысли и одного числа или случая.", "Детей не называйте и не показывайте."])
    return Slide(part, title or text.rstrip("."), Note(said.spoken, asks=True), tuple(blocks), "prompt", question, given=0, asked=1)


def asked(part: str, field: str) -> Slide:
    """The prompt of a field of the record."""
    return prompt(part, ask(field))


def thought(sentences: Sequence[str]) -> str:
    """The sentence that stands on a slide: the first that is not an introduction to a list."""
    bare = [text.removeprefix(ITEM) for text in sentences]
    return next((text for text in bare if not _LIST_INTRODUCTION.search(text)), bare[0] if bare else "")


def lead(text: str) -> Words:
    """The thought of a slide."""
    return Words("lead", (text,))


def caption(*texts: str) -> tuple[Words, ...]:
    """What goes with a picture; nothing if there is nothing to say."""
    found = tuple(text for text in texts if text)
    return (Words("caption", found),) if found else ()


def points(texts: Sequence[str]) -> Words:
    """At most three points; how many more there are is said by the third."""
    if len(texts) <= MOST_POINTS:
        return Words("points", tuple(texts))
    return Words("points", (*texts[: MOST_POINTS - 1], f"и ещё {len(texts) - MOST_POINTS + 1}"))
