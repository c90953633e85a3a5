"""Where a text speaks of a glossary term: precision before recall.

Two passes. The first finds every form of every term in one run over the text
(Aho–Corasick), so that words that are no terms cost nothing. What it finds goes to the
second: of the forms that begin at a place the longest, then the reasons not to link it
(part of a word, an address, a quoted proper name, a forbidden phrase).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from technopark.kinds.glossary import Term
from technopark.knowledge import KnowledgeBase
from technopark.russian.forms import NAME, STOP, Form, TermWords, cached_forms
from technopark.russian.morphology import fold
from technopark.russian.quotations import BREAK, Quotations, holds_quotations
from technopark.russian.signs import ALL_SIGNS, CODEPAGE, signs_of

MASK = "\x02"
"""Stands for a character of inline markup: not a letter, not a space, no end of a word by itself."""

_KEY = re.compile(r"\w+(?:(?:-|, | )\w+)*")
_BLANK_LINE, _BLANK_LINE_BYTES = re.compile(r"\n(?= *\n)"), re.compile(rb"\n(?= *\n)")
_PARAGRAPH_END = re.compile(rf"{BREAK}|\n[ \t]*\n")
_WIDE, _WIDE_BYTES = "  ", b"  "

_FOLDED = fold(ALL_SIGNS).translate({0xA0: " ", 9: " "}).encode(CODEPAGE, "replace")
"""The folded sign of each sign of the code page, one for all spaces."""

_GLUE = "-\u2011\u00ad\u200b\u200c\u200d\u2060'’ʼ@#_\\&="
_ADDRESS = re.compile(r"://|www\.|[@_=\\]|\w\.\w")
_CHUNK_END = re.compile(r"[\s<>«»\"()\x02\x03]")
_EXACT_SPACE = re.compile(r"\s+")

_EDGE = frozenset(f" \n\t\u00a0\u202f«»()\"{BREAK}")
_AFTER = _EDGE | frozenset(",;!“")
"""Signs that end every address and glue to no word; and those that end a word besides. Nearly every word stands between them."""

_IS_LETTER = [sign.isalnum() for sign in ALL_SIGNS]
_IS_EDGE = [sign in _EDGE for sign in ALL_SIGNS]
_IS_AFTER = [sign in _AFTER for sign in ALL_SIGNS]
"""The same of every sign of the code page by its number; of one that the code page lacks only ``_is_apart`` can tell."""

Match = tuple[int, int, Form]

_new = tuple.__new__
"""What makes a named tuple in the end; its own way of being made takes twice the time."""


class Span(NamedTuple):
    """A place to link: ``text[start:end]`` is the term ``term_id``."""

    start: int
    end: int
    term_id: str


class TermLinker:
    """Finds terms in texts. Holds nothing between texts; safe to share and to fork."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Index the forms; one with other signs between its words than a term may have is nowhere found."""
        table: dict[str, list[Form]] = {}
        for form in sorted(forms, key=lambda form: not form.exact):
            if _KEY.fullmatch(form.key):
                table.setdefault(form.key, []).append(form)
        self._forms = list(table.values())
        self._flat, self._finder = _finder_of(list(table))
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

    def spans(self, text: str, signs: bytes | None = None) -> list[Span]:
        """First occurrence of each term, in order, not overlapping; of two that overlap the longer wins.

        Args:
            text: where terms are looked for.
            signs: the text by ``signs_of``, if it is known.
        """
        matches = self._matches(text, signs)
        if not matches:
            return []
        out: list[Span] = []
        seen: set[str] = set()
        quotations = Quotations(text) if signs is None or holds_quotations(signs) else None
        for start, end, form in matches:
            term, action = form.term, form.action
            if action == STOP or term in seen:
                continue
            if quotations is None:
                fits = action != NAME
            else:
                fits = (start, end) in quotations.whole if action == NAME else not quotations.inside_name(start)
            if fits:
                seen.add(term)
                out.append(_new(Span, (start, end, term)))
        return out

    def occurrences(self, text: str) -> frozenset[str]:
        """Terms the text speaks of, for «где встречается»."""
        return frozenset(span.term_id for span in self.spans(text))

    # ----------------------------------------------------------------- matching

    def _matches(self, text: str, signs: bytes | None = None) -> list[Match]:
        """All matches that stand apart; of two that overlap the longer, then the earlier."""
        best: dict[int, Match] = {}
        flat = self._flat(text, signs)
        edges = flat + b" " if isinstance(flat, bytes) else b""  # the last sign is the one before the first as well
        for number, start, end in self._found(text, flat):  # by their ends, so that of two that begin together the longer comes last
            if edges and (_IS_LETTER[edges[start - 1]] or _IS_LETTER[edges[end]]):
                continue
            if (edges and _IS_EDGE[edges[start - 1]] and _IS_AFTER[edges[end]]) or _is_apart(text, start, end):
                forms = self._forms[number]
                form = _fitting(forms, text[start:end]) if forms[0].exact else forms[0]
                if form:
                    best[start] = (start, end, form)
        out: list[Match] = []
        for start in sorted(best):
            match = best[start]
            if match[2].exact and _is_shouting(text, start, match[1]):
                continue
            if out and start < out[-1][1]:
                if match[1] - start <= out[-1][1] - out[-1][0]:
                    continue
                out.pop()
            out.append(match)
        return out

    def _found(self, text: str, flat: str | bytes) -> Iterable[tuple[int, int, int]]:
        """Whatever looks like a form: its number and where it stands, in the order of the ends."""
        if not (_WIDE_BYTES in flat if isinstance(flat, bytes) else _WIDE in flat):
            found: list[tuple[int, int, int]] = self._finder.find_matches_as_indexes(flat, overlapping=True)
            return found
        spaces = _flat(text)
        kept = [index for index, char in enumerate(spaces) if char != " " or spaces[index - 1 : index] != " "]
        found = self._finder.find_matches_as_indexes(self._flat("".join([spaces[index] for index in kept]), None), overlapping=True)
        return ((number, kept[start], kept[end - 1] + 1) for number, start, end in found)


def _finder_of(keys: Sequence[str]) -> tuple[Callable[[str, bytes | None], str | bytes], Any]:
    """What makes a text flat and what finds the keys in it: a sign a byte, twice as fast, unless a key has letters of other languages."""
    try:
        return _flat_bytes, BytesAhoCorasick([key.encode(CODEPAGE) for key in keys], implementation=Implementation.ContiguousNFA)
    except UnicodeEncodeError:
        return _flat, AhoCorasick(keys, implementation=Implementation.ContiguousNFA, store_patterns=False)


def _flat(text: str, _: bytes | None = None) -> str:
    """The text folded, with one sign for all hyphens and one for all spaces, a single line break among them; positions stay."""
    flat = _usual(fold(text)).replace("\u00a0", " ").replace("\t", " ")
    return _BLANK_LINE.sub(BREAK, flat).replace("\n", " ") if "\n" in flat else flat


def _flat_bytes(text: str, signs: bytes | None) -> bytes:
    """The same, a sign a byte; signs that no key holds are all alike."""
    signs = signs or signs_of(text) or _usual(text).encode(CODEPAGE, "replace")
    flat = signs.translate(_FOLDED)
    return _BLANK_LINE_BYTES.sub(BREAK.encode(), flat).replace(b"\n", b" ") if b"\n" in flat else flat


def _usual(text: str) -> str:
    return text.replace("\u2011", "-").replace("\u202f", " ")


def words_of(term: Term) -> TermWords:
    """What the linker needs of a glossary record."""
    return TermWords(term.id, term.title, term.abbreviations, term.synonyms, term.do_not_link, term.link)


def _fitting(forms: Sequence[Form], written: str) -> Form | None:
    """The form this spelling may be: an abbreviation in its own letters first, then any other form."""
    for form in forms:
        if not form.exact or form.exact == _EXACT_SPACE.sub(" ", written):
            return form
    return None


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether the place is whole words: no hyphen, accent or letter behind markup, no address round it."""
    left = text[start - 1] if start else " "
    right = text[end] if end < len(text) else " "
    if left in _EDGE:
        if right in _AFTER or (right in ".:?" and (end + 1 == len(text) or text[end + 1] in _EDGE)):
            return True
    elif left.isalnum():
        return False
    if MASK in (left, right):
        left, right = _beyond_masks(text, start, end)
    if left.isspace() and right.isspace():
        return True
    if _glues(left) or _glues(right):
        return False
    if left in "./:~%?" or right in "./:?":
        return not _ADDRESS.search(_chunk(text, start, end))
    return True


def _beyond_masks(text: str, start: int, end: int) -> tuple[str, str]:
    """The signs round a place behind any markup that touches it; spaces at the ends of the text."""
    before, after = start - 1, end
    while before >= 0 and text[before] == MASK:
        before -= 1
    while after < len(text) and text[after] == MASK:
        after += 1
    return text[before] if before >= 0 else " ", text[after] if after < len(text) else " "


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
    """Whether all is in capitals here, in this paragraph, so that an abbreviation cannot be told from a word."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    around = _PARAGRAPH_END.split(before)[-1] + _PARAGRAPH_END.split(after)[0]
    return around.upper() == around and sum(char.isalpha() for char in around) > 8
