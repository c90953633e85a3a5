"""An author's Markdown → blocks of the book. What is not in the subset is shown as text.

The subset is that of the site: paragraphs, lists, bold, italics, links, tables, quotations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from technopark.artefacts.manual.places import Places
from technopark.artefacts.manual.tree import Block, Heading, Items, Paragraph, Run, Runs, Table
from technopark.russian.text import typography

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_MARKDOWN.disable(["image", "autolink", "html_block", "html_inline", "code", "fence", "backticks", "reference", "entity", "lheading"])

_MARKUP = re.compile(r"[`\\\[\]<>*_#|]|^\s*(?:[-+=]|\d+[.)])|[^\n]  \n", re.MULTILINE)
_BLANK = re.compile(r"\n\s*\n")
_LONG = re.compile(r"\S{40,}")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


class Prose:
    """Parses texts; knows where their links lead."""

    def __init__(self, places: Places) -> None:
        """Use the places of one book."""
        self.places = places

    def blocks(self, text: str, *, page: bool = False) -> tuple[Block, ...]:
        """Blocks of a text.

        Args:
            text: Markdown.
            page: a hand-written page, whose headings are headings; in a field they are bold paragraphs.
        """
        if not _MARKUP.search(text):
            return tuple(Paragraph((Run(fitted(piece)),)) for piece in _BLANK.split(text.strip()) if piece.strip())
        return self._blocks(SyntaxTreeNode(_MARKDOWN.parse(text)).children, page=page)

    def line(self, text: str) -> Runs:
        """A line of plain text; a bare address is a link."""
        target = self.places.target(text) if text.startswith("http") else None
        return (Run(fitted(text), link=target.link if target else ""),)

    def _blocks(self, nodes: Sequence[SyntaxTreeNode], *, page: bool) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._block(node, page=page))

    def _block(self, node: SyntaxTreeNode, *, page: bool) -> tuple[Block, ...]:
        if node.type == "heading":
            runs = self._inlines(node, bold=not page)
            return (Heading("".join(run.text for run in runs), 2 if node.tag <= "h2" else 3),) if page else (Paragraph(runs),)
        if node.type in ("bullet_list", "ordered_list"):
            items = tuple(self._blocks(item.children, page=False) for item in node.children)
            return (Items(node.type == "ordered_list", items, int(node.attrs.get("start", 1))),)
        if node.type == "blockquote":
            return self._blocks(node.children, page=False)
        if node.type == "table":
            return (self._table(node),)
        return () if node.type == "hr" else (Paragraph(self._inlines(node)),)

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [tuple(self._inlines(cell) for cell in row.children) for part in node.children for row in part.children]
        columns = len(rows[0])
        sizes = [max(sum(len(run.text) for run in row[index]) for row in rows) for index in range(columns)]
        header = tuple("".join(run.text for run in cell) for cell in rows[0])
        return Table(header, tuple(rows[1:]), tuple(max(size, 8) ** 0.5 for size in sizes))

    def _inlines(self, node: SyntaxTreeNode, *, bold: bool = False) -> Runs:
        out: list[Run] = []
        for child in node.children:
            if child.type == "inline":
                for piece in child.children:
                    self._collect(piece, Run("", bold=bold), out)
        return tuple(out)

    def _collect(self, node: SyntaxTreeNode, look: Run, out: list[Run]) -> None:
        """Words of a node with their looks; a link's footnote stands after its last word."""
        bold, italic, link = look.bold or node.type == "strong", look.italic or node.type == "em", look.link
        if node.type in ("softbreak", "hardbreak"):
            out.append(Run("\n" if node.type == "hardbreak" else " ", bold, italic, link))
        elif node.type == "text" and node.content:
            out.append(Run(fitted(node.content, edges=True), bold, italic, link))
        target = self.places.target(str(node.attrs.get("href", ""))) if node.type == "link" else None
        inner = Run("", bold, italic, target.link if target else link)
        first = len(out)
        for child in node.children:
            self._collect(child, inner, out)
        if target and len(out) == first:
            out.append(Run(fitted(target.title), bold, italic, target.link))
        if target and target.note and target.note not in self.places.noted and bare_words(out[first:]) != target.note:
            self.places.noted.add(target.note)
            out.append(replace(out.pop(), note=target.note))


def bare_words(runs: Sequence[Run]) -> str:
    """Words of a link as its address would be printed: then no footnote is needed."""
    return "".join(run.text for run in runs).split("://")[-1].rstrip("/").replace("\u00ad", "")


def fitted(text: str, *, edges: bool = False) -> str:
    """A text for a line of paper: one space between words, no-break spaces, breaks in endless words.

    Args:
        text: plain text of an author.
        edges: whether spaces at the ends stay, because other words stand beside.
    """
    even = _SPACES.sub(" ", text if edges else text.strip())
    return _LONG.sub(lambda found: soft(found[0]), typography(even))


def clipped(text: str, most: int) -> str:
    """A text cut at a word, with an ellipsis if anything is cut: for running heads and the cover."""
    even = fitted(text)
    if len(even) <= most:
        return even
    head = even[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,.;:«") + "…"


def soft(word: str) -> str:
    """A word with soft hyphens, so that it can be broken where no rule of hyphenation helps."""
    return "\u00ad".join(word[at : at + 20] for at in range(0, len(word), 20)) if "://" not in word and "@" not in word else word
