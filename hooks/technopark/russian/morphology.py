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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeVar

Form = TypeVar("Form")

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


def _case(tag: Any) -> str:
    name = str(tag.case or "")
    return SAME_CASE.get(name, name)


class Inflector:
    """Makes forms of phrases with one pymorphy3 analyser; each word is analysed once."""

    def __init__(self) -> None:
        """Load the dictionary (0.1 s, 69 MB): only when the cached table does not fit."""
        import pymorphy3  # warm builds never get here

        self._morph = pymorphy3.MorphAnalyzer()
        self._seen: dict[str, list[Any]] = {}
        self._nouns_by_slot: dict[Any, dict[Slot, list[str]]] = {}
        self._adjectives_by_slot: dict[Any, dict[Slot, list[tuple[str, Any, Any]]]] = {}

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

    def _parse(self, word: str) -> list[Any]:
        if word not in self._seen:
            self._seen[word] = self._morph.parse(word)
        return self._seen[word]

    def _nouns(self, word: str) -> list[Any]:
        """Nominative noun readings, the likeliest first; guesses never turn a word into a name."""
        found = [p for p in self._parse(word) if p.tag.POS == "NOUN" and _case(p.tag) == "nomn"]

        def unlikely(p: Any) -> tuple[bool, ...]:
            own_form = p.is_known or fold(p.normal_form) == fold(word)
            return (any(mark in p.tag for mark in _PROPER), not own_form, not p.is_known and p.tag.animacy == "anim")

        return sorted(found, key=unlikely)

    def _adjectives(self, word: str) -> list[Any]:
        return [p for p in self._parse(word) if p.tag.POS in _ADJECTIVES and _case(p.tag) == "nomn"]

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
            agreeing = any(p.tag.number == noun.tag.number for p in self._adjectives(tokens[index].word))
            if not agreeing and not self._is_compound(tokens, index):
                return False
        return True

    def _is_compound(self, tokens: tuple[Token, ...], index: int) -> bool:
        """First part of «учебно-методический», «мастер-класс», or an adverb before its adjective."""
        if index + 1 < len(tokens) and tokens[index + 1].gap == "-":
            return True
        return tokens[index].word.endswith("о") and any(p.tag.POS in ("ADVB", "ADJS") for p in self._parse(tokens[index].word))

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

    def _choices(self, tokens: tuple[Token, ...], index: int, head: int, noun: Any, slot: Slot) -> list[str]:
        token = tokens[index]
        if index == head:
            return self._in_slot(noun, slot)
        after_comma = index > head and token.gap == ", "
        agreeing = [
            form
            for adjective in (self._adjectives(token.word) if index < head or after_comma else [])
            for form in self._adjective_in_slot(adjective, noun, slot)
        ]
        if after_comma and agreeing:
            return agreeing
        if index > head:
            return [token.word]
        if self._is_compound(tokens, index):
            nouns = self._nouns(token.word)[:1]
            part = [form for own in nouns for form in self._in_slot(own, slot)]
            fixed = [token.word] if all(own.tag.number == "sing" for own in nouns) else []
            return sorted({*fixed, *agreeing, *part})
        return agreeing

    def _in_slot(self, noun: Any, slot: Slot) -> list[str]:
        if noun not in self._nouns_by_slot:
            forms = (p for p in noun.lexeme if p.tag.POS == "NOUN" and "V-be" not in p.tag)
            self._nouns_by_slot[noun] = _by_slot((_case(p.tag), p.tag.number, p.word) for p in forms)
        return self._nouns_by_slot[noun].get(slot, [])

    def _adjective_in_slot(self, adjective: Any, noun: Any, slot: Slot) -> Iterator[str]:
        """Forms of the adjective in the slot that agree with the noun in gender and animacy."""
        if adjective not in self._adjectives_by_slot:
            forms = ((_case(p.tag), p.tag.number, (p.word, p.tag.gender, p.tag.animacy)) for p in _paradigm(adjective))
            self._adjectives_by_slot[adjective] = _by_slot(forms)
        gender, animacy = noun.tag.gender, noun.tag.animacy
        for word, own_gender, own_animacy in self._adjectives_by_slot[adjective].get(slot, []):
            if slot[1] == "sing" and gender in ("masc", "femn", "neut") and own_gender not in (gender, None):
                continue
            if own_animacy and animacy and own_animacy != animacy:
                continue
            yield word

    def _person(self, word: str) -> Iterator[str]:
        """Forms of an adjective used as a noun («наставляемый»): a person, so no neuter."""
        for adjective in self._adjectives(word)[:1]:
            yield from (form.word for form in _paradigm(adjective) if form.tag.gender != "neut" and _case(form.tag) in CASES)

    # ----------------------------------------------------------------- homonyms

    def _is_homonym(self, form: str, word: str) -> bool:
        """Whether the form belongs, often enough, to a lemma that the term's own nominative does not have."""
        own = {_lemma(p) for p in self._parse(word) if _case(p.tag) in ("", "nomn")}
        return _weight(p for p in self._parse(form) if p.is_known and _lemma(p) not in own) >= HOMONYM


def _by_slot(forms: Iterable[tuple[str, str, Form]]) -> dict[Slot, list[Form]]:
    """Forms by case and number: a lexeme is taken apart once, not once a slot."""
    out: dict[Slot, list[Form]] = {}
    for case, number, form in forms:
        out.setdefault((case, number), []).append(form)
    return out


def _lemma(parse: Any) -> tuple[str, str]:
    group = "ADJ" if parse.tag.POS in _ADJECTIVES else str(parse.tag.POS)
    return fold(parse.normal_form), group


def _weight(parses: Iterable[Any]) -> float:
    return float(sum(p.score for p in parses))


def _paradigm(adjective: Any) -> Iterator[Any]:
    """Full forms of the same adjective or the same participle (a lexeme holds the whole verb)."""
    tag = adjective.tag
    for form in adjective.lexeme:
        same = (form.tag.POS, form.tag.tense, form.tag.voice) == (tag.POS, tag.tense, tag.voice)
        if same and ("Supr" in form.tag) == ("Supr" in tag):
            yield form
