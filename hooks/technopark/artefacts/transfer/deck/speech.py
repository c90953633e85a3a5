"""What the speaker says while a slide stands: words counted as they are spoken, cut where sentences end.

Twenty seconds hold forty words at 120 words a minute, the pace of calm Russian speech before a
hall; the format's own record allows 40–45, the lower bound is taken. A number is counted as it
is read aloud: «281» is three words, «9,4» four.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from technopark.russian.text import NBSP, plural

SECONDS = 20
"""How long a slide stands, by the format's definition."""

MOST_WORDS = 40
"""Words that can be said in that time."""

MORE_WORDS = 90
"""Words of an answer kept for questions: longer ones are read in the record itself."""

WORDS = ("слово", "слова", "слов")
SECOND_FORMS = ("секунда", "секунды", "секунд")
IF_ASKED = "Если спросят: "
SEPARATOR = "———"
"""Line between what is said and what is kept for questions."""

PUNCTUATION = ".,;:!?…«»„“”()"
LONG_WORD = 25
"""Letters of the longest word said in the time of one."""

_NUMBER = re.compile(r"\d[\d\u00a0]*(?:,\d+)?")
_CLAUSE = re.compile(r"(?:(?<=[,;:])|(?<=\s[—–]))\s+")


@dataclass(frozen=True)
class Note:
    """The speaker's note of a slide.

    Attributes:
        spoken: what is said, at most ``MOST_WORDS`` words.
        more: for an answer, not for the twenty seconds; may be empty.
        asks: whether this is an instruction for a slide that still has to be written.
    """

    spoken: str
    more: str = ""
    asks: bool = False

    @property
    def words(self) -> int:
        """Words of the spoken part."""
        return spoken_words(self.spoken)

    @property
    def seconds(self) -> int:
        """Seconds it takes, rounded up."""
        return ceil(self.words * SECONDS / MOST_WORDS)

    @property
    def measure(self) -> str:
        """How long it is, for the speaker."""
        if self.asks:
            return f"Ваш рассказ: не больше {plural(MOST_WORDS, ('слова', 'слов', 'слов'))}, это {plural(SECONDS, SECOND_FORMS)}."
        return f"{plural(self.words, WORDS)}, около {plural(self.seconds, ('секунды', 'секунд', 'секунд'))} из{NBSP}{SECONDS}."

    @property
    def if_asked(self) -> str:
        """The part kept for questions, with its label; empty if there is none."""
        return IF_ASKED + self.more if self.more else ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The note as it is printed: what is said, its measure, what is kept for questions."""
        return (self.spoken, f"[{self.measure}]", *((SEPARATOR, self.if_asked) if self.more else ()))


def note(sentences: Iterable[str], more: Iterable[str] = ()) -> Note:
    """As many whole sentences as can be said; the rest, and what is given besides, is kept for questions."""
    said, rest = cut([" ".join(text.lstrip("– ").split(" ")) for text in sentences if text.strip()], MOST_WORDS)
    kept, _ = cut([*rest, *more], MORE_WORDS)
    return Note(ended(said), ended(kept))


def cut(sentences: Sequence[str], most: int) -> tuple[list[str], list[str]]:
    """The first sentences within a number of words, and the rest.

    If even the first is too long, it is cut at the end of a clause, else of a word, with «…»; then it
    is in the rest too, whole.
    """
    total = 0
    for number, sentence in enumerate(sentences):
        total += spoken_words(sentence)
        if total > most:
            return (list(sentences[:number]), list(sentences[number:])) if number else ([_start(sentence, most)], list(sentences))
    return list(sentences), []


def _start(sentence: str, most: int) -> str:
    """The beginning of a sentence within a number of words."""
    for pieces in (_CLAUSE.split(sentence), sentence.split()):
        kept = ""
        for piece in pieces:
            longer = f"{kept} {piece}".strip()
            if spoken_words(longer) > most:
                break
            kept = longer
        if spoken_words(kept) > most / 3:
            break
    return (kept or sentence[:120]).rstrip(",;:–— .") + "…"


def ended(sentences: Iterable[str]) -> str:
    """Sentences as running text: each begins with a capital letter and ends with a mark."""
    out = []
    for sentence in sentences:
        text = sentence.strip().rstrip(";,")
        if text:
            capital = text[:1].upper() + text[1:]
            out.append(capital if re.search(r"[.!?…:][»”)]?$", capital) else capital + ".")
    return " ".join(out)


def spoken_words(text: str) -> int:
    """How many words a text is when it is read aloud; a dash is a pause as long as a word."""
    return sum(_spoken(token) for token in _tokens(text))


def _tokens(text: str) -> list[str]:
    """Words of a text; thousands of a number apart by no-break spaces stay together."""
    whole = re.sub(r"(?<=\d)\u00a0(?=\d{3}(?!\d))", "", text)
    return [token for token in whole.split() if re.search(r"\w|[%₽№§—–]", token)]


def _spoken(token: str) -> int:
    numbers = _NUMBER.findall(token)
    if not numbers:
        return max(1, ceil(len(token.strip(PUNCTUATION)) / LONG_WORD))
    rest = _NUMBER.sub(" ", token)
    signs = len(re.findall(r"[%₽№§]", rest))
    letters = len(re.findall(r"[^\W\d_]+", re.sub(r"-[а-яё]{1,3}\b", "", rest)))
    return sum(_read(number) for number in numbers) + signs + letters


def _read(number: str) -> int:
    """Words of a number read aloud: a word for every digit but zero, thousands and fractions named."""
    whole, _, fraction = number.replace(NBSP, "").partition(",")
    groups = max(0, (len(whole.lstrip("0")) - 1) // 3)
    words = max(1, sum(digit != "0" for digit in whole)) + groups
    return words + (1 + max(1, sum(digit != "0" for digit in fraction)) + 1 if fraction else 0)
