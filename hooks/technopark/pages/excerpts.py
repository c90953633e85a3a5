"""Author's Markdown → plain text, for descriptions, cards and definitions in a line."""

from __future__ import annotations

import re
from functools import lru_cache

from technopark.knowledge import Entry, value_of

LEADS = ("summary", "definition", "purpose", "relevance", "aim")
"""Fields that say what a record is, in order of preference."""

DESCRIPTION_MAX = 160
"""Characters of a page's description; search engines cut what is longer."""

LEAD_READ = 800
"""Characters of the text that are looked at: no description or card shows more than 300."""

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`+|(?<!\w)[*_]|[*_](?!\w))")
_BLOCK = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)]|#{1,6}|>)\s+", re.MULTILINE)
_MAYBE_BLOCK = re.compile(r"\n\s{0,3}[-*+#>\d]")
_SENTENCE = re.compile(r"[.!?…]»?\s+(?=[А-ЯЁA-Z«])")
ABBREVIATION_MAX = 8
"""More signs than an abbreviation has with its full stop and the sign before it."""

_ABBREVIATION = re.compile(r"(?:^|[\s(«])(?:[гпдрчтсх]|ст|гл|им|ул|обл|стр|напр|др|пр|т\.\s?[депк])\.$", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without Markdown marks, in one line."""
    if _MAYBE_BLOCK.search(f"\n{text}"):
        text = _BLOCK.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text:
        text = _MARKS.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=1)
def first_sentence(text: str) -> str:
    """The first sentence of a plain text; abbreviations such as «г.» do not end one."""
    for found in _SENTENCE.finditer(text):
        end = found.start() + 1 + (text[found.start() + 1 : found.start() + 2] == "»")
        if not _ABBREVIATION.search(text, max(0, end - ABBREVIATION_MAX), end):
            return text[:end]
    return text


def shorten(text: str, limit: int = DESCRIPTION_MAX) -> str:
    """The text cut at a word, with an ellipsis if something was cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


def lead_of(entry: Entry) -> str:
    """The beginning of what the record says of itself, as plain text; an empty string if nothing."""
    return _begun(next((value for name in LEADS if (value := value_of(entry.record, name))), ""))


@lru_cache(maxsize=1)
def _begun(text: str) -> str:
    """The beginning of a text; a page, its column of the comparison and its card ask for the same one after the other."""
    return plain(text[:LEAD_READ])


def description_of(entry: Entry) -> str:
    """The page's description for search engines and links."""
    return shorten(lead_of(entry) or f"{entry.kind.one.capitalize()}: {entry.title}")
