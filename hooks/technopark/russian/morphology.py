"""Forms of a term: which words of a phrase inflect, and how they agree.

The rule (toolbox, «Russian word forms»): adjectives, participles and the head noun
inflect and agree in case and number; words after the head stay as they are
(«школа *наставников*»); a participle after the head's comma agrees with it («дети,
оставшиеся без попечения родителей»); parts of a hyphened head agree or stay
(«детей-сирот», «мастер-класса»). A single word loses every form that is as well a
form of another word («практик», «травлю»): no link is better than a wrong one.

pymorphy3 is imported only when forms must be made anew; see ``forms`` for the cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Any, NamedTuple

Slot = tuple[str, str]
"""Case and number: ``("gent", "plur")``."""

SAME_CASE = {"gen1": "gent", "gen2": "gent", "acc1": "accs", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
SLOTS: tuple[Slot, ...] = tuple(product(CASES, ("sing", "plur")))

HOMONYM = 0.05
"""Share of a form's uses, by pymorphy3's corpus estimate, from which another word's claim to it counts."""

_PROPER = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")
_ADJECTIVES = ("ADJF", "PRTF")
_TOKEN = re.compile(r"(\w+)|(\s*[-\u2011]\s*)|(,\s*)|(\s+)|(.)", re.DOTALL)


@dataclass(frozen=True)
class Token:
    """A word of a phrase, lower case, ё kept, and what stands before it: "", " ", "-" or ", "."""

    word: str
    gap: str


def fold(text: str) -> str:
    """Lower case with ё as е, of the same length, so that positions stay valid."""
    low = text.lower()
    if len(low) != len(text):  # «İ» becomes two characters
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.replace("ё", "е")


def tokens_of(phrase: str) -> tuple[Token, ...]:
    """Words and gaps of a phrase; empty if it holds signs no gap of a term may have."""
    out: list[Token] = []
    gap = ""
    for word, hyphen, comma, space, other in _TOKEN.findall(phrase.strip()):
        if other:
            return ()
        if word:
            out.append(Token(word.lower(), gap if out else ""))
            gap = ""
        else:
            gap = "-" if hyphen else ", " if comma else gap or (" " if space else "")
    return tuple(out)


class Grammar(NamedTuple):
    """What a tag says, each as a word of pymorphy3's own, or nothing; asking the tag itself is slow."""

    part: str
    case: str
    number: str
    gender: str
    animacy: str
    tense: str
    voice: str
    is_superlative: bool


@cache
def _grammar(tag: Any) -> Grammar:
    """Tags of the dictionary are few: thousands of forms share some hundreds."""
    case = _said(tag.case)
    return Grammar(
        _said(tag.POS), SAME_CASE.get(case, case), _said(tag.number), _said(tag.gender), _said(tag.animacy), _said(tag.tense),
        _said(tag.voice), "Supr" in tag,
    )  # fmt: skip


def _said(word: Any) -> str:
    return str(word or "")


class Reading:
    """One way to read a word, and the forms of what is read so; each question is asked of the dictionary once."""

    def __init__(self, parse: Any) -> None:
        """Take what pymorphy3 says."""
        self.parse = parse
        self.grammar = _grammar(parse.tag)

    @cached_property
    def is_known(self) -> bool:
        """Whether the word is in the dictionary."""
        return bool(self.parse.is_known)

    @cached_property
    def lemma(self) -> tuple[str, str]:
        """The word's name among lemmas."""
        return fold(self.parse.normal_form), "ADJ" if self.grammar.part in _ADJECTIVES else self.grammar.part

    @cached_property
    def noun_forms(self) -> dict[Slot, list[str]]:
        """Forms of a noun by case and number."""
        out: dict[Slot, list[str]] = {}
        for form in self.parse.lexeme:
            grammar = _grammar(form.tag)
            if grammar.part == "NOUN" and "V-be" not in form.tag:
                out.setdefault((grammar.case, grammar.number), []).append(form.word)
        return out

    @cached_property
    def paradigm(self) -> list[tuple[str, Grammar]]:
        """Full forms of the same adjective or the same participle (a lexeme holds the whole verb)."""
        forms = ((form.word, _grammar(form.tag)) for form in self.parse.lexeme)
        return [(word, grammar) for word, grammar in forms if _is_alike(grammar, self.grammar)]

    @cached_property
    def adjective_forms(self) -> dict[Slot, list[tuple[str, Grammar]]]:
        """The same by case and number."""
        out: dict[Slot, list[tuple[str, Grammar]]] = {}
        for word, grammar in self.paradigm:
            out.setdefault((grammar.case, grammar.number), []).append((word, grammar))
        return out


def _is_alike(one: Grammar, other: Grammar) -> bool:
    return (one.part, one.tense, one.voice, one.is_superlative) == (other.part, other.tense, other.voice, other.is_superlative)


class Inflector:
    """Makes forms of phrases with one pymorphy3 analyser; each word is analysed once."""

    def __init__(self) -> None:
        """Load the dictionary (0.1 s, 69 MB): only when the cached table does not fit."""
        import pymorphy3  # warm builds never get here

        self._morph = pymorphy3.MorphAnalyzer()
        self._read: dict[str, list[Reading]] = {}
        self._read_nouns: dict[str, list[Reading]] = {}
        self._read_adjectives: dict[str, list[Reading]] = {}

    def forms(self, phrase: str) -> Iterator[str]:
        """All forms of a phrase, folded, with one space, "-" or ", " between words; sorted, unambiguous."""
        tokens = tokens_of(phrase)
        if not tokens:
            return
        made = {fold("".join(t.gap + w for t, w in zip(tokens, words, strict=True))) for words in self._agree(tokens)}
        made.add(fold("".join(token.gap + token.word for token in tokens)))
        if len(tokens) == 1:
            made = {form for form in made if not self._is_homonym(form, tokens[0].word)}
        yield from sorted(made)

    # ----------------------------------------------------------------- which words inflect

    def _readings(self, word: str) -> list[Reading]:
        if word not in self._read:
            self._read[word] = [Reading(parse) for parse in self._morph.parse(word)]
        return self._read[word]

    def _nouns(self, word: str) -> list[Reading]:
        """Nominative noun readings, the likeliest first; guesses never turn a word into a name."""
        if word in self._read_nouns:
            return self._read_nouns[word]

        def unlikely(noun: Reading) -> tuple[bool, ...]:
            own_form = noun.is_known or fold(noun.parse.normal_form) == fold(word)
            is_name = any(mark in noun.parse.tag for mark in _PROPER)
            return (is_name, not own_form, not noun.is_known and noun.grammar.animacy == "anim")

        found = [reading for reading in self._readings(word) if (reading.grammar.part, reading.grammar.case) == ("NOUN", "nomn")]
        return self._read_nouns.setdefault(word, sorted(found, key=unlikely))

    def _adjectives(self, word: str) -> list[Reading]:
        if word not in self._read_adjectives:
            found = [reading for reading in self._readings(word) if reading.grammar.part in _ADJECTIVES and reading.grammar.case == "nomn"]
            self._read_adjectives[word] = found
        return self._read_adjectives[word]

    def _head(self, tokens: tuple[Token, ...]) -> int | None:
        """Index of the head: the last nominative noun that has only agreeing or compound words before it."""
        best = None
        for index, token in enumerate(tokens):
            if self._nouns(token.word) and self._may_precede(tokens, index):
                best = index
            if not self._adjectives(token.word) and not self._is_compound(tokens, index):
                break
        return best

    def _may_precede(self, tokens: tuple[Token, ...], head: int) -> bool:
        noun = self._nouns(tokens[head].word)[0]
        for index in range(head):
            agreeing = any(own.grammar.number == noun.grammar.number for own in self._adjectives(tokens[index].word))
            if not agreeing and not self._is_compound(tokens, index):
                return False
        return True

    def _is_compound(self, tokens: tuple[Token, ...], index: int) -> bool:
        """First part of «учебно-методический», «мастер-класс», or an adverb before its adjective."""
        if index + 1 < len(tokens) and tokens[index + 1].gap == "-":
            return True
        return tokens[index].word.endswith("о") and any(own.grammar.part in ("ADVB", "ADJS") for own in self._readings(tokens[index].word))

    # ----------------------------------------------------------------- agreement

    def _agree(self, tokens: tuple[Token, ...]) -> Iterator[tuple[str, ...]]:
        """Every agreeing choice of forms, word by word."""
        head = self._head(tokens)
        if head is None:
            if len(tokens) == 1:
                yield from ((form,) for form in self._person(tokens[0].word))
            return
        noun = self._nouns(tokens[head].word)[0]
        for slot in SLOTS:
            choices = [self._choices(tokens, index, head, noun, slot) for index in range(len(tokens))]
            yield from product(*choices)

    def _choices(self, tokens: tuple[Token, ...], index: int, head: int, noun: Reading, slot: Slot) -> list[str]:
        token = tokens[index]
        if index == head:
            return noun.noun_forms.get(slot, [])
        after_comma = index > head and token.gap == ", "
        agreeing = [
            form
            for adjective in (self._adjectives(token.word) if index < head or after_comma else [])
            for form in _agreeing(adjective, noun, slot)
        ]
        if after_comma and agreeing:
            return agreeing
        if index > head:
            return [token.word]
        if self._is_compound(tokens, index):
            nouns = self._nouns(token.word)[:1]
            part = [form for own in nouns for form in own.noun_forms.get(slot, [])]
            fixed = [token.word] if all(own.grammar.number == "sing" for own in nouns) else []
            return sorted({*fixed, *agreeing, *part})
        return agreeing

    def _person(self, word: str) -> Iterator[str]:
        """Forms of an adjective used as a noun («наставляемый»): a person, so no neuter."""
        for adjective in self._adjectives(word)[:1]:
            yield from (form for form, grammar in adjective.paradigm if grammar.gender != "neut" and grammar.case in CASES)

    # ----------------------------------------------------------------- homonyms

    def _is_homonym(self, form: str, word: str) -> bool:
        """Whether the form belongs, often enough, to a lemma that the term's own nominative does not have."""
        own = {reading.lemma for reading in self._readings(word) if reading.grammar.case in ("", "nomn")}
        others = (reading for reading in self._readings(form) if reading.lemma not in own and reading.is_known)
        return float(sum(reading.parse.score for reading in others)) >= HOMONYM


def _agreeing(adjective: Reading, noun: Reading, slot: Slot) -> Iterator[str]:
    """Forms of the adjective in the slot that agree with the noun in gender and animacy."""
    gender, animacy = noun.grammar.gender, noun.grammar.animacy
    for word, own in adjective.adjective_forms.get(slot, []):
        if slot[1] == "sing" and gender in ("masc", "femn", "neut") and own.gender not in (gender, ""):
            continue
        if own.animacy and animacy and own.animacy != animacy:
            continue
        yield word
