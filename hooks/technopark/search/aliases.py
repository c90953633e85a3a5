"""Phrases that stand for one another: abbreviations, synonyms, words of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from technopark.knowledge import KnowledgeBase
from technopark.search.everyday import EVERYDAY
from technopark.search.families import FAMILIES
from technopark.search.postings import Stems
from technopark.search.synonyms import GROUPS
from technopark.search.text import STOP_WORDS, normalise, tokens

GLOSSARY = 9
"""Weight, in tenths, of what the glossary says is the same."""

FAMILY = 8
"""Weight of another word of the same family: «подобрать», «подбор»."""

FIELD = 7
"""Weight of what is near in meaning in the language of the field."""

MAX_OF_PHRASE = 8
"""Alternatives kept for one phrase, the heaviest and shortest first."""

KIN = (
    ("ребёнок", "подросток", "подопечный", "воспитанник", "ребята"),
    ("наставник", "волонтёр", "доброволец", "ментор"),
    ("центр", "учреждение", "детдом", "интернат"),
)
"""Words that may stand for each other inside a phrase: who asks «где взять волонтёров» asks about mentors."""

Alias = tuple[str, str, int, str]
"""The rest of the phrase as stems, the phrase to look for instead, the weight 1–9, the particles that must be said too."""

Phrase = tuple[tuple[str, ...], str]
"""Stems of the words that carry meaning; if they say too little alone («не хочет», «кому нужен наставник»), the particles too."""


def groups(kb: KnowledgeBase) -> Iterator[tuple[tuple[str, ...], int]]:
    """All groups of phrases with one meaning, and how surely they have it."""
    for entry in kb.published("glossary"):
        record = entry.record
        short = tuple(getattr(record, "abbreviations", ()))
        joined = tuple(text.replace(" ", "") for text in short if " " in text)
        names = dict.fromkeys((record.title, *short, *joined, *getattr(record, "synonyms", ())))
        if len(names) > 1:
            yield tuple(str(name) for name in names), GLOSSARY
    for family in FAMILIES:
        yield family, FAMILY
    for group in GROUPS:
        yield group, FIELD


def everyday_words() -> set[str]:
    """Words of the hand-written groups: their forms must be known though the site may have none."""
    spoken = ((name, *said) for name, said in EVERYDAY)
    return {word for group in (*FAMILIES, *GROUPS, *spoken) for text in group for word in _words(text)}


def aliases(kb: KnowledgeBase, stems: Stems, known: Iterable[str]) -> dict[str, list[Alias]]:
    """By the first stem of a phrase, what may be looked for instead of it.

    Args:
        kb: the base, for its glossary.
        stems: the stemmer's memory.
        known: stems the site has: a phrase with another stem finds nothing and is left out.
    """
    on_site = frozenset(known)
    found: dict[Phrase, dict[str, int]] = {}
    for group, weight in groups(kb):
        phrases = {_phrase(text, stems): _shown(text) for text in group if _words(text)}
        for phrase in phrases:
            for other, shown in phrases.items():
                if other != phrase and all(key in on_site for key in other[0]):
                    kept = found.setdefault(phrase, {})
                    kept[shown] = max(weight, kept.get(shown, 0))
    for name, said in EVERYDAY:
        shown, keys = _shown(name), _phrase(name, stems)
        if all(key in on_site for key in keys[0]):
            for phrase in {_phrase(text, stems) for text in said} - {keys, ((), "")}:
                found.setdefault(phrase, {}).setdefault(shown, FIELD)
    _lead_on(found, stems)
    out: dict[str, list[Alias]] = {}
    for (keys_of_phrase, needs), others in sorted(found.items()):
        ranked = sorted(others.items(), key=lambda item: (-item[1], len(item[0].split()), item[0]))
        rest = " ".join(keys_of_phrase[1:])
        out.setdefault(keys_of_phrase[0], []).extend((rest, shown, weight, needs) for shown, weight in ranked[:MAX_OF_PHRASE])
    return out


def _lead_on(found: dict[Phrase, dict[str, int]], stems: Stems) -> None:
    """Keep words of families the site lacks if something else is said instead of them."""
    for family in FAMILIES:
        words = {_phrase(word, stems): word for word in family}
        leading = [key for key in words if any(weight != FAMILY for weight in found.get(key, {}).values())]
        for key in words if leading else ():
            found.setdefault(key, {}).update({words[other]: FAMILY for other in leading if other != key})


def kin(stems: Stems) -> list[list[str]]:
    """The stems of ``KIN``."""
    return [[stems[word] for text in line for word in tokens(text)] for line in KIN]


_WHO = {normalise(word) for line in KIN for word in (*line, "дети", "ребёнку", "наставники")}


def _phrase(text: str, stems: Stems) -> Phrase:
    words = _words(text)
    bare = len(words) == 1 or (words and all(word in _WHO for word in words))
    particles = [word for word in tokens(text.partition("(")[0]) if word in STOP_WORDS] if bare else []
    return tuple(stems[word] for word in words), " ".join(particles)


def _words(text: str) -> list[str]:
    return [word for word in tokens(text.partition("(")[0]) if word not in STOP_WORDS]


def _shown(text: str) -> str:
    """The phrase as a message quotes it: no brackets, no quotation marks inside."""
    return " ".join(text.partition("(")[0].translate(_QUOTES).split())


_QUOTES = str.maketrans("", "", "«»„“\"")
