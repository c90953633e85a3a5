"""Snowball's Russian stemmer, as Pagefind applies it; ``docs/assets/search/text.js`` holds its twin.

The algorithm is https://snowballstem.org/algorithms/russian/stemmer.html. Words come
in lower case with «ё» turned into «е». A stem is always a prefix of its word, which
the shards rely on: a form is written as stem + ending.
"""

from __future__ import annotations

_VOWELS = frozenset("аеиоуыэюя")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


Endings = tuple[frozenset[str], frozenset[str], int]
"""Endings of a class; those of it that must follow «а» or «я»; the length of the longest."""

_NONE: frozenset[str] = frozenset()
_GERUND: Endings = (_words("ившись ывшись ивши ывши ив ыв"), _words("вшись вши в"), 6)
_REFLEXIVE: Endings = (_words("ся сь"), _NONE, 2)
_ADJECTIVE: Endings = (
    _words("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею"),
    _NONE,
    3,
)
_PARTICIPLE: Endings = (_words("ивш ывш ующ"), _words("ем нн вш ющ щ"), 3)
_VERB: Endings = (
    _words("ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю"),
    _words("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно"),
    4,
)
_NOUN: Endings = (
    _words("а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"),
    _NONE,
    4,
)
_SUPERLATIVE = ("ейше", "ейш")
_DERIVATIONAL = ("ость", "ост")


def _longest(word: str, start: int, endings: Endings) -> str | None:
    """The word without its longest ending of the class that lies at or after ``start``, or ``None``."""
    plain, guarded, size = endings
    for length in range(min(size, len(word) - start), 0, -1):
        ending = word[-length:]
        if ending in plain:
            return word[:-length]
        if ending in guarded and len(word) - length > start and word[-length - 1] in "ая":
            return word[:-length]
    return None


def _regions(word: str) -> tuple[int, int]:
    """Starts of the regions RV (after the first vowel) and R2."""
    size = len(word)
    rv = next((i + 1 for i, letter in enumerate(word) if letter in _VOWELS), size)
    r1 = _after_vowel_consonant(word, 0)
    return rv, _after_vowel_consonant(word, r1)


def _after_vowel_consonant(word: str, start: int) -> int:
    for index in range(start + 1, len(word)):
        if word[index] not in _VOWELS and word[index - 1] in _VOWELS:
            return index + 1
    return len(word)


def stem(word: str) -> str:
    """The stem of a lower-case word; words without Cyrillic vowels come back whole."""
    rv, r2 = _regions(word)
    if rv >= len(word):
        return word
    word = _inflection(word, rv)
    if word.endswith("и") and len(word) > rv:
        word = word[:-1]
    for ending in _DERIVATIONAL:
        if word.endswith(ending) and len(word) - len(ending) >= r2:
            word = word[: -len(ending)]
            break
    return _tidy(word, rv)


def _inflection(word: str, rv: int) -> str:
    """Step 1: a gerund ending, or a reflexive one and then adjective, verb or noun endings."""
    cut = _longest(word, rv, _GERUND)
    if cut is not None:
        return cut
    word = _longest(word, rv, _REFLEXIVE) or word
    cut = _longest(word, rv, _ADJECTIVE)
    if cut is not None:
        return _longest(cut, rv, _PARTICIPLE) or cut
    cut = _longest(word, rv, _VERB)
    if cut is None:
        cut = _longest(word, rv, _NOUN)
    return word if cut is None else cut


def _tidy(word: str, rv: int) -> str:
    """Step 4: superlative endings, «нн» → «н», the soft sign."""
    for ending in _SUPERLATIVE:
        if word.endswith(ending) and len(word) - len(ending) >= rv:
            word = word[: -len(ending)]
            return word[:-1] if word.endswith("нн") and len(word) - 1 > rv else word
    if word.endswith("нн") and len(word) - 1 > rv:
        return word[:-1]
    if word.endswith("ь") and len(word) > rv:
        return word[:-1]
    return word
