"""Markdown with ``{{fields}}`` → blocks. What is not in the subset is shown as text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from technopark.artefacts.documents.tree import (
    Blank,
    Block,
    Box,
    Choice,
    FillTable,
    Heading,
    Inline,
    Inlines,
    Items,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from technopark.kinds.documents import TemplateField
from technopark.russian.text import typography

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
"""A field in the text: ``{{org_full}}``."""

_NOT_USED = ["image", "link", "autolink", "html_block", "html_inline", "code", "fence", "backticks", "reference", "entity", "lheading"]


@cache
def _reader(*not_used: str) -> MarkdownIt:
    from markdown_it import MarkdownIt  # it takes a tenth of a build's start, and most builds read no template anew

    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable([*_NOT_USED, *not_used])


def _tree(text: str, *not_used: str) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_reader(*not_used).parse(text))


def parse_text(text: str, fields: Mapping[str, TemplateField]) -> tuple[Block, ...]:
    """Parse the text of a template; ``fields`` decide what a lone field becomes."""
    return _blocks(_tree(text, "blockquote").children, fields)


def parse_material(text: str) -> tuple[Block, ...]:
    """Parse the text of a material, where «>» sets advice apart; it has no ``{{fields}}`` of its own."""
    return _blocks(_tree(text).children, {})


def _blocks(nodes: Sequence[SyntaxTreeNode], fields: Mapping[str, TemplateField]) -> tuple[Block, ...]:
    return tuple(_block(node, fields) for node in nodes)


def _block(node: SyntaxTreeNode, fields: Mapping[str, TemplateField]) -> Block:
    if node.type == "heading":
        return Heading(max(2, int(node.tag[1:])), _inlines(node))
    if node.type == "hr":
        return PageBreak()
    if node.type == "blockquote":
        return Box(_blocks(node.children, fields))
    if node.type in ("bullet_list", "ordered_list"):
        start = int(node.attrs.get("start", 1))
        return Items(node.type == "ordered_list", tuple(_blocks(item.children, fields) for item in node.children), start)
    return _table(node) if node.type == "table" else _paragraph(_inlines(node), fields)


def _paragraph(inlines: Inlines, fields: Mapping[str, TemplateField]) -> Block:
    """A paragraph, unless it is a lone field that fills rows or offers options."""
    if len(inlines) == 1 and isinstance(inlines[0], Blank):
        kind = fields[inlines[0].key].type if inlines[0].key in fields else ""
        if kind == "таблица":
            return FillTable(inlines[0].key)
        if kind == "выбор":
            return Choice(inlines[0].key)
    return Paragraph(inlines)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_inlines(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _inlines(node: SyntaxTreeNode) -> Inlines:
    out: list[Inline] = []
    for child in node.children:
        if child.type == "inline":
            for piece in child.children:
                _collect(piece, False, False, out)
    return tuple(out)


def _collect(node: SyntaxTreeNode, bold: bool, italic: bool, out: list[Inline]) -> None:
    if node.type in ("softbreak", "hardbreak"):
        out.append(Text("\n" if node.type == "hardbreak" else " ", bold, italic))
    elif node.type == "text":
        out.extend(_split(node.content, bold, italic))
    for child in node.children:
        _collect(child, bold or node.type == "strong", italic or node.type == "em", out)


def _split(text: str, bold: bool, italic: bool) -> list[Inline]:
    pieces = FIELD.split(text)
    out: list[Inline] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            out.append(Blank(piece, bold, italic))
        elif piece:
            out.append(Text(typography(piece), bold, italic))
    return out
