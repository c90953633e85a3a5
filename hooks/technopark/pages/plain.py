"""The fast path of prose: plain paragraphs and simple lists without Python-Markdown.

Most prose of the base has no markup at all, and Python-Markdown takes sixty times as
long for it. The path is allowed to refuse, never to differ: for every text
``plain_html(text)`` is ``None`` or what the full path gives (``tests/test_prose.py``
proves it over generated texts).
"""

from __future__ import annotations

import re

from technopark.russian.signs import codes_of, signs_of

PLAIN_TAGS = ("p", "ul", "li")
"""All the tags of this path."""

# A sign that may mean markup anywhere, a space Python-Markdown may treat its own way, or a control sign.
_MARKUP = re.compile(r"[`\\\[\]<>&*_#|\x00-\x09\x0b-\x1f\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u205f\u3000\ufffe\uffff]")

# What means markup at the start of a line or round its end: indentation with any space, lists that are not simple,
# underlines of headings, rules, trailing spaces (a line break).
_LINE = re.compile(r"\n(?:[ \u00a0\u202f+=]|-(?! \S)|- [-+]|(?:- )?\d+\.(?: |$))", re.MULTILINE)

_WORDS = codes_of(lambda sign: not _MARKUP.match(sign))
"""Signs of the code page that never mean markup."""

# Whatever may be more than paragraphs with one empty line between, in a text a sign a byte; more is refused than need be.
_MORE = re.compile(rb"\n(?:[ \xa0+=-]|\n\n|\d+\.(?: |$))", re.MULTILINE)
_NO_START, _NO_END = b" \xa0\n+=-0123456789", b" \xa0\n"

_BLANK = re.compile(r"\n{2,}")
_ITEM = "- "


def paragraphs(text: str) -> bytes | None:
    """The signs of a text that is nothing but plain paragraphs; ``None`` for any other text, and for some of these.

    The HTML of such a text is the text itself with ``between_paragraphs``.
    """
    signs = signs_of(text)
    if not signs or signs.translate(None, _WORDS) or signs[0] in _NO_START or signs[-1] in _NO_END:
        return None
    return None if b"\n" in signs and (_MORE.search(signs) or b" \n" in signs or b"\xa0\n" in signs) else signs


def between_paragraphs(html: str) -> str:
    """The HTML of plain paragraphs: tags put where the empty lines are."""
    return "".join(("<p>", html.replace("\n\n", "</p>\n<p>"), "</p>"))


def plain_html(text: str) -> str | None:
    """HTML of a text without markup, or ``None`` if Python-Markdown must look at it."""
    framed = f"\n{text}\n"
    if _MARKUP.search(text) or _LINE.search(framed) or " \n" in framed:
        return None
    if "\n" not in text and not text.startswith(_ITEM):
        return f"<p>{text}</p>" if text and text == text.strip() else None
    out: list[str] = []
    for block in _BLANK.split(text.strip("\n")):
        if block != block.strip():
            return None
        html = f"<p>{block}</p>" if not block.startswith(_ITEM) and f"\n{_ITEM}" not in block else _with_list(block)
        if html is None or (out and out[-1].endswith("</ul>") and html.startswith("<ul>")):
            return None  # a list with blank lines between items is another list
        if block:
            out.append(html)
    return "\n".join(out)


def _with_list(block: str) -> str | None:
    """A list, perhaps right after its introducing lines; ``None`` if an item has several lines."""
    lines = block.split("\n")
    first = next(index for index, line in enumerate(lines) if line.startswith(_ITEM))
    if not all(line.startswith(_ITEM) and not line[2].isspace() for line in lines[first:]):
        return None
    items = "\n".join(f"<li>{line[2:]}</li>" for line in lines[first:])
    lead = "\n".join(lines[:first])
    return (f"<p>{lead}</p>\n" if lead else "") + f"<ul>\n{items}\n</ul>"
