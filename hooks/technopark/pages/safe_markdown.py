"""Author's Markdown → HTML of a fixed small set of tags.

Everything an author writes is hostile: raw HTML is shown as text, addresses are
checked after all decoding, tags and attributes that are not in the set cannot come
out. Allowed: paragraphs, lists, emphasis, links (http, https, ``record:kind/id``,
``#anchor``), quotations, tables, inline code, rules. Headings become bold paragraphs
(a page's outline is its template's), images become links.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import escape

Resolve = Callable[[str], tuple[str, str] | None]
"""``cases/edinstvo`` → (address from the site's root, title), or ``None`` if there is no such record."""

BASE = "\x02base\x03"
"""Where the way to the site's root goes. Control characters are taken out of authors' texts, so none can write it."""

BRACKETS_MAX = 400
"""Most "[" in a text: Python-Markdown reads to the end for each one left open, 20,000 of them take 18 s."""

_UNWANTED_BLOCKS = ("code", "reference")
_UNWANTED_INLINE = (
    "reference", "image_reference", "short_reference", "short_image_ref", "automail", "html", "entity",
)  # fmt: skip
_KEPT = frozenset(
    ("p", "ul", "ol", "li", "em", "strong", "code", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "br", "hr")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ALIGN = frozenset(("left", "center", "right"))

_ESCAPED = re.compile(r"\x02(\d{1,6})\x03")
_EXTERNAL = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_RECORD = re.compile(r"record:([a-z0-9-]+/[a-z0-9-]+)/?(#[a-z0-9-]+)?")
_ANCHOR = re.compile(r"#[A-Za-z0-9_-]+")
_ITEM = re.compile(r"[*-] +\S")
_ANY_ITEM = re.compile(r"\s*(?:[*+-]|\d+\.) |\s{4}|\s*>")

_NOT_ALLOWED = re.compile(
    r"<(?!(?:/?(?:p|ul|ol|li|em|strong|code|blockquote|table|thead|tbody|tr|th|td|span|a)|br|hr"
    r"|p class=\"prose-heading\"|span class=\"broken-link\"|table class=\"prose-table\"|t[hd] class=\"align-(?:left|center|right)\""
    r"|a class=\"(?:external|record|anchor)\" href=\"[^\"<>]*\"(?: rel=\"noopener\")?)>)"
)


class SafeMarkdown:
    """One Python-Markdown instance, reset before every text."""

    def __init__(self, resolve: Resolve) -> None:
        """``resolve`` finds records that ``record:`` links name."""
        self._resolve = resolve
        self._markdown = _make(resolve)

    def convert(self, text: str) -> str:
        """HTML of one text with ``BASE`` where the way to the root belongs; never raises."""
        if text.count("[") > BRACKETS_MAX:
            return _as_text(text)
        try:
            out = self._markdown.reset().convert(text)
        except Exception:  # no text of an author may stop a build; the parser keeps state, so it starts anew
            self._markdown = _make(self._resolve)
            return _as_text(text)
        return _NOT_ALLOWED.sub("&lt;", out)


def _as_text(text: str) -> str:
    """The text as one paragraph, markup and all."""
    return f"<p>{escape(text.strip())}</p>"


def _make(resolve: Resolve) -> Markdown:
    markdown = Markdown(extensions=[TableExtension(use_align_attribute=True)], output_format="html")
    markdown.preprocessors.deregister("html_block")
    for name in _UNWANTED_BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    for name in _UNWANTED_INLINE:
        markdown.inlinePatterns.deregister(name)
    markdown.preprocessors.register(_ListAfterText(markdown), "list_after_text", 25)
    markdown.treeprocessors.register(_OnlyAllowed(markdown, resolve), "only_allowed", 15)
    return markdown


class _ListAfterText(Preprocessor):
    """A list right under its introducing line is a list, as in every other Markdown (CommonMark)."""

    def run(self, lines: list[str]) -> list[str]:
        """Put a blank line before the first item of such a list."""
        out: list[str] = []
        in_list = True
        for line in lines:
            if not line.strip():
                in_list = True
            elif out and out[-1].strip() and not in_list and _ITEM.match(line):
                out.append("")
                in_list = True
            elif not out or not out[-1].strip():
                in_list = bool(_ANY_ITEM.match(line))
            out.append(line)
        return out


class _OnlyAllowed(Treeprocessor):
    """Rewrites the tree so that only allowed tags and attributes are left."""

    def __init__(self, markdown: Markdown, resolve: Resolve) -> None:
        """Runs after inline patterns and before line breaks are put in."""
        super().__init__(markdown)
        self._resolve = resolve

    def run(self, root: Element) -> None:
        """Visit every element once, parents first; a link inside a link is text."""
        stack: list[tuple[Element, bool]] = [(child, False) for child in root]
        while stack:
            element, in_link = stack.pop()
            self._clean(element, in_link)
            stack.extend((child, in_link or element.tag == "a") for child in element)

    def _clean(self, element: Element, in_link: bool) -> None:
        tag, attributes = element.tag, dict(element.attrib)
        element.attrib.clear()
        if tag in _HEADINGS:
            _demote(element)
        elif tag in ("a", "img"):
            self._link(element, attributes, in_link)
        elif tag not in _KEPT:
            element.tag = "span"
        elif tag == "table":
            element.set("class", "prose-table")
        elif tag in ("th", "td") and attributes.get("align") in _ALIGN:
            element.set("class", f"align-{attributes['align']}")

    def _link(self, element: Element, attributes: dict[str, str], in_link: bool) -> None:
        """Make a link of what points somewhere allowed, text of the rest."""
        if element.tag == "img":
            element.text = attributes.get("alt") or None
        address = _plain(attributes.get("href") or attributes.get("src") or "")
        target = None if in_link else self._target(address)
        if target is None:
            element.tag = "span"
            if not in_link:
                element.set("class", "broken-link")
            element.text = element.text or (None if len(element) else address)
            return
        kind, href, title = target
        element.tag = "a"
        element.set("class", kind)
        element.set("href", href.replace("&", "&amp;"))
        if kind == "external":
            element.set("rel", "noopener")
        if not element.text and not len(element):
            element.text = title

    def _target(self, address: str) -> tuple[str, str, str] | None:
        """Class, href and default text of an allowed address."""
        if _EXTERNAL.fullmatch(address):
            return "external", address, address
        if _ANCHOR.fullmatch(address):
            return "anchor", address, address
        if record := _RECORD.fullmatch(address):
            found = self._resolve(record.group(1))
            if found is not None:
                return "record", f"{BASE}{found[0]}{record.group(2) or ''}", found[1]
        return None


def _plain(address: str) -> str:
    """The address as the browser would see it: escapes of Markdown and entities decoded, control signs out."""
    text = _ESCAPED.sub(lambda found: chr(int(found.group(1))), address)
    text = html.unescape(text)
    return "".join(char for char in text if char >= " ").strip()


def _demote(element: Element) -> None:
    """A heading inside prose: a bold paragraph, because the outline of a page is its template's."""
    strong = Element("strong")
    strong.text = element.text
    strong.extend(list(element))
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "p", None
    element.set("class", "prose-heading")
    element.append(strong)
