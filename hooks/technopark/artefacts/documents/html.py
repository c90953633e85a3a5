"""Sheet → HTML: the preview on the document's page, read and searched as text.

Classes for the style sheet: ``paper`` (``paper-landscape``), ``paper-mark``, ``paper-organisation``,
``paper-stamp``, ``paper-title`` (``paper-kind`` inside), ``paper-requisites``, ``paper-city``,
``paper-heading``, ``paper-line`` (a short label and a blank), ``paper-choice``, ``paper-signatures``;
``blank`` is a field; ``paper-prompt`` and ``prompt`` are questions to a material's author, ``paper-box`` advice,
``paper-origin`` where a material comes from. Headings of the text begin at the level given, so that the page keeps one outline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from technopark.artefacts.documents import blanks
from technopark.artefacts.documents.tree import (
    Blank,
    Block,
    Box,
    Choice,
    FillTable,
    Heading,
    Inlines,
    Items,
    PageBreak,
    Paragraph,
    Sheet,
    Table,
    is_prompt,
)

SHOWN_ROWS = 2
"""Empty rows of a register in the preview: enough to see that there are rows."""


def preview(sheet: Sheet, *, level: int = 3) -> Markup:
    """The whole document.

    Args:
        sheet: what to show.
        level: HTML level of the text's first headings; the title is not a heading of the page.
    """
    writer = _Writer(sheet, level)
    kind = " paper-landscape" if sheet.landscape else ""
    text, appendices = sheet.parts
    tail = [Markup('<p class="paper-origin">{}</p>').format(sheet.origin)] if sheet.origin else []
    content = Markup("\n").join((*writer.head(), *writer.blocks(text), *writer.signatures(), *writer.blocks(appendices), *tail))
    return Markup('<div class="paper{}">\n{}\n</div>').format(kind, content)


class _Writer:
    """Writes the parts of one document."""

    def __init__(self, sheet: Sheet, level: int) -> None:
        self.sheet = sheet
        self.level = level

    def blank(self, key: str) -> Markup:
        """A place to fill in, called by its label."""
        label = blanks.label_of(key, self.sheet.fields.get(key))
        return Markup('<span class="blank" data-key="{}">{}</span>').format(key, label)

    def inline(self, inlines: Inlines) -> Markup:
        """Words and blanks of a paragraph."""
        out = Markup("")
        for item in inlines:
            words = self.blank(item.key) if isinstance(item, Blank) else escape(item.text).replace("\n", Markup("<br>"))
            if item.bold:
                words = Markup("<strong>{}</strong>").format(words)
            if item.italic:
                words = Markup("<em>{}</em>").format(words)
            if not isinstance(item, Blank) and item.prompt:
                words = Markup('<em class="prompt">{}</em>').format(words)
            out += words
        return out

    # ------------------------------------------------------------------ frame

    def head(self) -> Iterator[Markup]:
        """Everything above the text."""
        sheet = self.sheet
        if sheet.mark:
            yield Markup('<p class="paper-mark">{}</p>').format(sheet.mark)
        if sheet.organisation:
            yield Markup('<p class="paper-organisation">{}</p>').format(self.blank(sheet.organisation))
        if sheet.approval:
            keys = (sheet.approval.post, sheet.approval.name, sheet.approval.date)
            lines = Markup("<br>").join((Markup("УТВЕРЖДАЮ"), *(self.blank(key) for key in keys)))
            yield Markup('<p class="paper-stamp">{}</p>').format(lines)
        parts = [Markup('<span class="paper-kind">{}</span>').format(sheet.kind)] if sheet.kind else []
        parts += [escape(sheet.subject)] if sheet.subject else []
        yield Markup('<p class="paper-title">{}</p>').format(Markup(" ").join(parts))
        yield from self._requisites()
        if sheet.heading:
            yield Markup('<p class="paper-heading">{}</p>').format(sheet.heading)

    def _requisites(self) -> Iterator[Markup]:
        sheet = self.sheet
        parts = [self.blank(sheet.date)] if sheet.date else []
        parts += [Markup("№\u00a0{}").format(self.blank(sheet.number))] if sheet.number else []
        if parts:
            yield Markup('<p class="paper-requisites">{}</p>').format(Markup(" ").join(parts))
        if sheet.city:
            yield Markup('<p class="paper-city">{}</p>').format(self.blank(sheet.city))

    def signatures(self) -> Iterator[Markup]:
        """Who signs."""
        if not self.sheet.signatures:
            return
        lines = []
        for line in self.sheet.signatures:
            post = self.blank(line.post) if line.post else None
            role = Markup(", ").join(part for part in (escape(line.role) if line.apart or post is None else None, post) if part is not None)
            name = self.blank(line.name) if line.name else Markup("фамилия, инициалы")
            tail = ", дата" if line.dated else ""
            lines.append(Markup("<li>{}: подпись, {}{}</li>").format(role, name, tail))
        yield Markup('<ul class="paper-signatures">{}</ul>').format(Markup("").join(lines))

    # ------------------------------------------------------------------ text

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        """Blocks in order."""
        for block in blocks:
            yield self._block(block)

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading():
                tag = f"h{min(self.level + block.level - 2, 6)}"
                out = Markup("<{}>{}</{}>").format(tag, self.inline(block.inlines), tag)
            case Paragraph():
                kind = Markup(' class="paper-line"') if blanks.is_field_line(block.inlines) else Markup("")
                kind = Markup(' class="paper-prompt"') if is_prompt(block) else kind
                out = Markup("<p{}>{}</p>").format(kind, self.inline(block.inlines))
            case Items():
                out = self._items(block)
            case Table():
                out = self._table([self.inline(cell) for cell in block.header], [[self.inline(cell) for cell in row] for row in block.rows])
            case FillTable():
                out = self._fill_table(block.key)
            case Choice():
                out = self._choice(block.key)
            case PageBreak():
                out = Markup('<hr class="paper-break">')
            case Box():
                out = Markup('<div class="paper-box">{}</div>').format(Markup("").join(self.blocks(block.blocks)))
        return out

    def _items(self, items: Items) -> Markup:
        tag = "ol" if items.ordered else "ul"
        start = Markup(' start="{}"').format(items.start) if items.ordered and items.start != 1 else Markup("")
        inner = Markup("").join(Markup("<li>{}</li>").format(self._entry(item)) for item in items.items)
        return Markup("<{}{}>{}</{}>").format(tag, start, inner, tag)

    def _entry(self, blocks: tuple[Block, ...]) -> Markup:
        first = self.inline(blocks[0].inlines) if blocks and isinstance(blocks[0], Paragraph) else Markup("")
        rest = blocks[1:] if first else blocks
        return first + Markup("").join(self.blocks(rest))

    def _table(self, header: Sequence[Markup], rows: Sequence[Sequence[Markup]]) -> Markup:
        head = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) if cell else Markup("<td></td>") for cell in header)
        lines = (Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row) for row in rows)
        body = Markup("").join(Markup("<tr>{}</tr>").format(line) for line in lines)
        thead = Markup("<thead><tr>{}</tr></thead>").format(head) if any(header) else Markup("")
        return Markup('<div class="table-scroll" tabindex="0"><table>{}<tbody>{}</tbody></table></div>').format(thead, body)

    def _fill_table(self, key: str) -> Markup:
        field = self.sheet.fields.get(key)
        if field is None or not field.columns:
            return Markup("<p>{}</p>").format(self.blank(key))
        empty = [[Markup("") for _ in field.columns] for _ in range(min(field.rows or 5, SHOWN_ROWS))]
        return self._table([escape(column.label) for column in field.columns], empty)

    def _choice(self, key: str) -> Markup:
        field = self.sheet.fields.get(key)
        options = Markup("").join(Markup("<li>{}</li>").format(option) for option in (field.options if field else ()))
        return Markup('<ul class="paper-choice" data-key="{}">{}</ul>').format(key, options)
