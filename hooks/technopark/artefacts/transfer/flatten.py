"""An author's prose → plain text: for slides, leaflets and plain-text messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "html_block", "html_inline", "code", "entity"])

_PLAIN = re.compile(r"[^\n`\\\[\]<>*_#|]*")
"""A text that means the same with and without Markdown, but for a list or a rule at its start."""

_DOUBLE_STOP = re.compile(r"(?<=\w)\.\.(?!\.)")
"""An abbreviation at the end of a link, then the sentence's own full stop: «2017 г..»."""

ITEM = "– "
"""What a list's item begins with in plain text."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”)]?\s+(?=[«„(]?[А-ЯЁA-Z0-9–])")
_SHORTENED = re.compile(
    r"\b(?:г|гг|обл|ул|д|р|ст|ч|п|пп|им|руб|тыс|млн|мин|ред|т\.\s?е|т\.\s?д|т\.\s?п|и\s?др|см|напр|[а-яёa-z])\.$", re.IGNORECASE
)
"""A full stop after these ends an abbreviation, not a sentence."""


def flatten(text: str) -> str:
    """Plain text of a prose field: a line a paragraph, list items as «– …» lines, links as their words."""
    if _PLAIN.fullmatch(text) and not re.match(r"\s*(?:[-+=]|\d+[.)])", text):
        return _DOUBLE_STOP.sub(".", " ".join(text.split()))
    return "\n".join(_DOUBLE_STOP.sub(".", line) for line in _lines(SyntaxTreeNode(_MARKDOWN.parse(text))) if line)


def _lines(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        if child.type == "list_item":
            first, *rest = list(_lines(child)) or [""]
            yield ITEM + first
            yield from rest
        elif child.type == "inline":
            yield from _words(child).split("\n")
        elif child.type in ("fence", "code_block"):
            yield " ".join(child.content.split())
        else:
            yield from _lines(child)


def _words(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " " if node.type == "softbreak" else "\n"
    return "".join(_words(child) for child in node.children)


def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a plain text, list items included; an abbreviation's full stop ends nothing."""
    out: list[str] = []
    for line in text.split("\n"):
        held = ""
        start = 0
        for found in _SENTENCE_END.finditer(line):
            piece = held + line[start : found.end()].rstrip()
            start = found.end()
            if _SHORTENED.search(piece):
                held = piece + " "
            else:
                out.append(piece)
                held = ""
        if last := (held + line[start:]).strip():
            out.append(last)
    return tuple(out)


def fitted(text: str, most: int, *, measure: str = "characters") -> str:
    """As many whole sentences as fit; when not even the first does, its first clauses, else its first words, and «…».

    Args:
        text: plain text.
        most: the greatest number of characters or words.
        measure: ``characters`` or ``words``.
    """
    size = len if measure == "characters" else (lambda words: len(words.split()))
    if size(text) <= most:
        return text
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if size(longer) > most:
            break
        kept = longer
    return kept or _first_words(text, most, size)


def _first_words(text: str, most: int, size: object) -> str:
    assert callable(size)  # noqa: S101 - narrows the type
    words = text.split()
    kept = ""
    for word in words:
        longer = f"{kept} {word}".strip()
        if size(longer) > most - 1:
            break
        kept = longer
    return (_clauses(kept.rstrip(",;:–—-")) or text[: max(most - 1, 1)]) + "…"


_CLAUSE = re.compile(r"[,;:(]|\s[—–]")

LEAST = 0.4
"""Share of the words that must be left for a text to end with its last whole clause."""


def _clauses(text: str) -> str:
    """The text up to its last clause's end, if that keeps most of it and closes every bracket."""
    ends = [found.start() for found in _CLAUSE.finditer(text) if found.start() > len(text) * LEAST]
    whole = [end for end in ends if text.count("(", 0, end) == text.count(")", 0, end)]
    return text[: whole[-1]].rstrip() if whole else text
