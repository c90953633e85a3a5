"""Where a text speaks of a glossary term: precision before recall.

Two passes. The first cuts the text into words by one regex and looks each up in a
dictionary of first words of terms, so most words cost one look-up. Only a hit goes
to the second: the longest form that follows, then the reasons not to link it (part
of a word, an address, a quoted proper name, a forbidden phrase).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from technopark.kinds.glossary import Term
from technopark.knowledge import KnowledgeBase
from technopark.russian.forms import NAME, STOP, Form, TermWords, cached_forms
from technopark.russian.morphology import fold
from technopark.russian.quotations import Quotations

MASK = "\x02"
"""Stands for a character of inline markup: not a letter, not a space, no end of a word by itself."""

_WORD = re.compile(r"\w+")
_WORD_KEPT = re.compile(r"(\w+)")
_GAP = re.compile(r"(?P<hyphen>[-\u2011])?(?P<comma>,)?(?P<space>[ \t\u00a0\u202f]*\n[ \t\u00a0\u202f]*|[ \t\u00a0\u202f]+)?")
_GLUE = "-\u2011\u00ad\u200b\u200c\u200d\u2060'’ʼ@#_\\&="
_ADDRESS = re.compile(r"://|www\.|[@_=\\]|\w\.\w")
_CHUNK_END = re.compile(r"[\s<>«»\"()\x02\x03]")
_EXACT_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Span:
    """A place to link: ``text[start:end]`` is the term ``term_id``."""

    start: int
    end: int
    term_id: str


class TermLinker:
    """Finds terms in texts. Holds nothing between texts; safe to share and to fork."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Index the forms: every beginning of a key leads to the forms that end there."""
        table: dict[str, tuple[Form, ...]] = {}
        for form in sorted(forms, key=lambda form: not form.exact):
            table[form.key] = (*table.get(form.key, ()), form)
            for part in _beginnings(form.key):
                table.setdefault(part, ())
        self._table = table
        code = Path(__file__).read_bytes() + Path(__file__).with_name("quotations.py").read_bytes()
        rows = sorted((form.key, form.exact, form.term, form.action) for form in forms)
        data = json.dumps(rows, ensure_ascii=False).encode("utf-8")
        self.fingerprint = hashlib.sha256(code.replace(b"\r\n", b"\n") + data).hexdigest()[:24]

    @classmethod
    def build(cls, kb: KnowledgeBase, cache_dir: Path) -> TermLinker:
        """The linker of the published glossary; forms come from ``cache_dir`` if they still fit."""
        words = [words_of(entry.record) for entry in kb.published("glossary") if isinstance(entry.record, Term)]
        return cls.from_terms(words, cache_dir)

    @classmethod
    def from_terms(cls, terms: Sequence[TermWords], cache_dir: Path) -> TermLinker:
        """The same for terms given by hand."""
        return cls(cached_forms(terms, cache_dir))

    def spans(self, text: str) -> list[Span]:
        """First occurrence of each term, in order, not overlapping; of two that overlap the longer wins."""
        out: list[Span] = []
        seen: set[str] = set()
        quotations: Quotations | None = None
        for start, end, form in self._matches(text):
            if form.action == STOP or form.term in seen:
                continue
            if quotations is None:
                quotations = Quotations(text)
            whole = (start, end) in quotations.whole
            if whole if form.action == NAME else not quotations.inside_name(start):
                seen.add(form.term)
                out.append(Span(start, end, form.term))
        return out

    def occurrences(self, text: str) -> frozenset[str]:
        """Terms the text speaks of, for «где встречается»."""
        return frozenset(span.term_id for span in self.spans(text))

    # ----------------------------------------------------------------- matching

    def _matches(self, text: str) -> list[tuple[int, int, Form]]:
        """All matches that stand apart; of two that overlap the longer, then the earlier."""
        low = fold(text)
        table = self._table
        pieces = _WORD_KEPT.split(low)  # gap, word, gap, word, …, gap
        hits = [2 * number + 1 for number, word in enumerate(pieces[1::2]) if word in table]
        if not hits:
            return []
        ends = list(accumulate(map(len, pieces)))
        found: list[tuple[int, int, Form]] = []
        for index in hits:
            if pieces[index + 1] == " " and " ".join(pieces[index : index + 3 : 2]) not in table:
                match = _alone(text, table[pieces[index]], ends[index - 1], ends[index])  # no term goes on with the next word
            else:
                match = self._longest(text, pieces, ends, index)
            if match is None:
                continue
            if found and match[0] < found[-1][1]:
                if match[1] - match[0] <= found[-1][1] - found[-1][0]:
                    continue
                found.pop()
            found.append(match)
        return found

    def _longest(self, text: str, pieces: Sequence[str], ends: Sequence[int], index: int) -> tuple[int, int, Form] | None:
        """The longest form that begins with this word and is not a part of something else."""
        best: tuple[int, int, Form] | None = None
        start, last = ends[index - 1], len(pieces) - 2
        key = pieces[index]
        while (forms := self._table.get(key)) is not None:
            end = ends[index]
            if forms and (form := _fitting(forms, text[start:end])) and _is_apart(text, start, end):
                best = (start, end, form)
            gap = _gap(pieces[index + 1]) if index < last else None
            if gap is None:
                break
            index += 2
            key += gap + pieces[index]
        if best and best[2].exact and _is_shouting(text, best[0], best[1]):
            return None
        return best


def _alone(text: str, forms: tuple[Form, ...], start: int, end: int) -> tuple[int, int, Form] | None:
    """A form of one word, if it is one and not a part of something else."""
    form = _fitting(forms, text[start:end]) if forms else None
    if form is None or not _is_apart(text, start, end) or (form.exact and _is_shouting(text, start, end)):
        return None
    return start, end, form


def words_of(term: Term) -> TermWords:
    """What the linker needs of a glossary record."""
    return TermWords(term.id, term.title, term.abbreviations, term.synonyms, term.do_not_link, term.link)


def _beginnings(key: str) -> list[str]:
    """Proper beginnings of a key that end with a word: «школа» of «школа наставников»."""
    return [key[: word.end()] for word in _WORD.finditer(key)][:-1]


def _gap(between: str) -> str | None:
    """Normal form of what stands between two words; ``None`` if no term has it."""
    if between in (" ", "-", ", "):
        return between
    found = _GAP.fullmatch(between)
    if found is None:
        return None
    hyphen, comma, space = found["hyphen"], found["comma"], found["space"]
    if hyphen:
        return None if comma or space else "-"
    if comma:
        return ", " if space else None
    return " " if space else None


def _fitting(forms: tuple[Form, ...], written: str) -> Form | None:
    """The form this spelling may be: an abbreviation in its own letters first, then any other form."""
    for form in forms:
        if not form.exact or form.exact == _EXACT_SPACE.sub(" ", written):
            return form
    return None


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether the place is whole words: no hyphen, accent or letter behind markup, no address round it."""
    before, after = start - 1, end
    while before >= 0 and text[before] == MASK:
        before -= 1
    while after < len(text) and text[after] == MASK:
        after += 1
    left = text[before] if before >= 0 else " "
    right = text[after] if after < len(text) else " "
    if left.isspace() and right.isspace():
        return True
    if _glues(left) or _glues(right):
        return False
    if left in "./:~%?" or right in "./:?":
        return not _ADDRESS.search(_chunk(text, start, end))
    return True


def _glues(char: str) -> bool:
    """Whether a neighbour makes the word a part of a longer one; U+0300–036F are accents."""
    return char in _GLUE or char.isalnum() or "\u0300" <= char <= "\u036f"


def _chunk(text: str, start: int, end: int) -> str:
    """The run of characters without spaces and brackets round a place."""
    left = start
    while left > 0 and not _CHUNK_END.match(text[left - 1]):
        left -= 1
    found = _CHUNK_END.search(text, end)
    return text[left : found.start() if found else len(text)].rstrip(".:?!")


def _is_shouting(text: str, start: int, end: int) -> bool:
    """Whether all is in capitals here, so that an abbreviation cannot be told from a word."""
    around = text[max(0, start - 40) : start] + text[end : end + 40]
    return around.upper() == around and sum(char.isalpha() for char in around) > 8
