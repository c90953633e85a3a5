"""Prose of authors → HTML: safe Markdown, links to terms, no-break spaces.

    text ─ plain (fast) or safe_markdown (full) ─► HTML ─ terms, typography ─► way to the root ─► Markup

The same text renders the same on every page but for the way to the site's root, for which
a placeholder stands that no author can write. Lines repeat (names, roles, terms), so they are kept.
"""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup, escape

from technopark.pages.markup import as_html
from technopark.pages.plain import PLAIN_TAGS, between_paragraphs, paragraphs, plain_html
from technopark.pages.safe_markdown import BASE, Resolve, SafeMarkdown
from technopark.russian.linking import MASK, Span, TermLinker
from technopark.russian.quotations import BREAK
from technopark.russian.text import typography

KEPT_MAX = 100_000
"""How many texts a renderer keeps before it starts anew."""

# Control signs (the placeholder and the masks are made of them), but not a new line or a tab.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

_BLOCK_TAG = r"</?(?:p|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|hr|br)\b[^>]*>"
_OUTSIDE_TEXT = re.compile(rf"(?P<block>{_BLOCK_TAG})|<code>.*?</code>|<[^>]*>|&(?:#\w+|\w+);", re.DOTALL)
_NO_TERMS = re.compile(r"<a .*?</a>|<p class=\"prose-heading\">.*?</p>|<th\b.*?</th>|<code>.*?</code>", re.DOTALL)
_TERM = '<a class="term" href="'
"""How a link to a term begins; no author can write a tag."""

_PLAIN_TAGS = tuple((tag, BREAK * len(tag)) for name in PLAIN_TAGS for tag in (f"<{name}>", f"</{name}>"))
"""Tags of the fast path, and what hides each."""

Region = tuple[int, int]


class ProseRenderer:
    """Renders fields of records. One instance serves one build of one base."""

    def __init__(self, linker: TermLinker | None, resolve: Resolve) -> None:
        """``resolve("cases/edinstvo")`` gives (address, title) or ``None``; no linker, no term links."""
        self._linker = linker
        self._markdown = SafeMarkdown(resolve)
        self._kept: dict[tuple[str, str, str], Markup] = {}

    def block(self, text: str, *, base: str, own_term: str = "") -> Markup:
        """HTML of a prose field; ``base`` leads to the site's root («../../»), ``own_term`` is not linked."""
        signs = paragraphs(text)
        if signs is not None:
            return as_html(between_paragraphs(self._linked(text, typography(text), base, own_term, signs)))  # nothing in it is unsafe
        fast = plain_html(text)
        if fast is not None:
            return as_html(self._finish_plain(fast, base, own_term))  # likewise
        return Markup(self._finish(self.raw(text), own_term).replace(BASE, base))  # noqa: S704 - made safe by ``raw``

    def inline(self, text: str, *, base: str, own_term: str = "", link_terms: bool = False) -> Markup:
        """HTML of one line of plain text."""
        key = ("linked" if link_terms else "inline", text, own_term)
        if (kept := self._kept.get(key)) is None:
            kept = self._keep(key, self._line(_CONTROL.sub("", text), own_term, link_terms))
        return _at(kept, base)

    def raw(self, text: str) -> str:
        """HTML of a text before terms and typography; the fast path where it is sure of itself."""
        text = _CONTROL.sub("", text)
        fast = plain_html(text)
        return self._markdown.convert(text) if fast is None else fast

    def _keep(self, key: tuple[str, str, str], html: str) -> Markup:
        if len(self._kept) >= KEPT_MAX:
            self._kept.clear()
        kept = self._kept[key] = Markup(html)  # noqa: S704 - escaped by whoever made it
        return kept

    # ----------------------------------------------------------------- terms and spaces

    def _spans(self, text: str, own_term: str, signs: bytes | None = None) -> list[Span]:
        found = self._linker.spans(text, signs) if self._linker else []
        return [span for span in found if span.term_id != own_term] if own_term else found

    def _line(self, text: str, own_term: str, link_terms: bool) -> str:
        typeset = typography(text)
        out, done = [], 0
        for span in self._spans(typeset, own_term) if link_terms else []:
            out += [str(escape(typeset[done : span.start])), _opening(span.term_id), typeset[span.start : span.end], "</a>"]
            done = span.end
        return "".join([*out, str(escape(typeset[done:]))])

    def _finish_plain(self, html: str, base: str, own_term: str) -> str:
        """The same as ``_finish`` for the HTML of the fast path, whose few tags are known and hold neither spaces nor words."""
        linkable = html
        for tag, mask in _PLAIN_TAGS:
            linkable = linkable.replace(tag, mask)
        return self._linked(linkable, typography(html), base, own_term)

    def _linked(self, text: str, html: str, base: str, own_term: str, signs: bytes | None = None) -> str:
        """HTML with the terms of a text linked, where each sign of the text stands at its place in the HTML."""
        out: list[str] = []
        done = 0
        for start, end, term in self._spans(text, own_term, signs):
            out += (html[done:start], _opening(term, base), html[start:end], "</a>")
            done = end
        out.append(html[done:])
        return "".join(out)

    def _finish(self, html: str, own_term: str) -> str:
        """Link terms and set no-break spaces in the text of HTML; tags, code and entities stay as they are.

        Every sign outside text is masked by one sign, so positions in the masked text are positions in the HTML.
        """
        regions: list[Region] = []
        typeset = typography(_masked(html, regions))
        linkable = typeset
        if "<a " in html or "<th" in html or "prose-heading" in html:
            linkable = _masked(_NO_TERMS.sub(_hide, html), [])
        cuts = [(start, end, html[start:end]) for start, end in regions]
        for span in self._spans(linkable, own_term):
            cuts += [(span.start, span.start, _opening(span.term_id)), (span.end, span.end, "</a>")]
        out, done = [], 0
        for start, end, put in sorted(cuts):
            out += [typeset[done:start], put]
            done = end
        return "".join([*out, typeset[done:]])


def terms_in(html: str) -> tuple[str, ...]:
    """Ids of the terms linked in a page, each once, in the order of the page."""
    ways = dict.fromkeys([piece[: piece.index('"')] for piece in html.split(_TERM)[1:]])
    return tuple([way.rsplit("/", 2)[1] for way in ways])


def _at(html: Markup, base: str) -> Markup:
    """Put the way to the root where it belongs."""
    return html.replace(BASE, base) if BASE in html else html


@cache
def _opening(term: str, base: str = BASE) -> str:
    return f'{_TERM}{base}glossary/{term}/" data-term="{term}">'


def _hide(found: re.Match[str]) -> str:
    return MASK * len(found.group())


def _masked(html: str, regions: list[Region]) -> str:
    """The HTML with everything outside text masked; the masked places are added to ``regions``."""

    def mask(found: re.Match[str]) -> str:
        regions.append(found.span())
        return (BREAK if found.group("block") else MASK) * (found.end() - found.start())

    return _OUTSIDE_TEXT.sub(mask, html)
