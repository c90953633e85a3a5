"""Snowball's Russian stemmer, as Pagefind applies it; ``docs/assets/search/text.js`` holds its twin.

The algorithm is https://snowballstem.org/algorithms/russian/stemmer.html. Words come
in lower case with «ё» turned into «е». A stem is always a prefix of its word, which
the shards rely on: a form is written as stem + ending.
"""

from __future__ import annotations

_VOWELS = frozenset("аеиоуыэюя")

_GERUND_AFTER_A = ("вшись", "вши", "в")
_GERUND = ("ившись", "ывшись", "ивши", "ывши", "ив", "ыв")
_ADJECTIVE = (
    "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею".split()
)
_PARTICIPLE_AFTER_A = ("ем", "нн", "вш", "ющ", "щ")
_PARTICIPLE = ("ивш", "ывш", "ующ")
_REFLEXIVE = ("ся", "сь")
_VERB_AFTER_A = "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно".split()
_VERB = (
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю".split()
)
_NOUN = (
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я".split()
)
_SUPERLATIVE = ("ейше", "ейш")
_DERIVATIONAL = ("ость", "ост")


def _longest(word: str, start: int, plain: frozenset[str], guarded: frozenset[str], size: int) -> str | None:
    """Cut the longest ending of the two classes that lies at or after ``start``."""
    for length in range(min(size, len(word) - start), 0, -1):
        ending = word[-length:]
        if ending in plain:
            return word[:-length]
        if ending in guarded and len(word) - length > start and word[-length - 1] in "ая":
            return word[:-length]
    return None


_NONE: frozenset[str] = frozenset()
_GERUNDS = (frozenset(_GERUND), frozenset(_GERUND_AFTER_A), 6)
_REFLEXIVES = (frozenset(_REFLEXIVE), _NONE, 2)
_ADJECTIVES = (frozenset(_ADJECTIVE), _NONE, 3)
_PARTICIPLES = (frozenset(_PARTICIPLE), frozenset(_PARTICIPLE_AFTER_A), 3)
_VERBS = (frozenset(_VERB), frozenset(_VERB_AFTER_A), 4)
_NOUNS = (frozenset(_NOUN), _NONE, 4)


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
    cut = _longest(word, rv, *_GERUNDS)
    if cut is not None:
        return cut
    word = _longest(word, rv, *_REFLEXIVES) or word
    cut = _longest(word, rv, *_ADJECTIVES)
    if cut is not None:
        return _longest(cut, rv, *_PARTICIPLES) or cut
    cut = _longest(word, rv, *_VERBS)
    if cut is None:
        cut = _longest(word, rv, *_NOUNS)
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
