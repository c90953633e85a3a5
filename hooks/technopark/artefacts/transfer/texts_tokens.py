"""Tokens: one private-use character a value, so that Markdown never reads a word of an author's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from technopark.artefacts.documents.compose import KEY
from technopark.artefacts.documents.ooxml import xml_text
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
    Paragraph,
    Table,
    Text,
)
from technopark.artefacts.transfer.brief import Piece
from technopark.artefacts.transfer.flatten import ITEM
from technopark.kinds.documents import Column, TemplateField
from technopark.russian.text import number, typography

FIRST = 0xF0000
"""Tokens are characters of Supplementary Private Use Area-A, in the order values go out."""

_TOKEN = re.compile("([\U000f0000-\U000ffffd])")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Control characters, those that turn the direction of a line, and private ones: they could only harm."""

Value = Piece | str


def cleaned(text: str) -> str:
    """An author's text as it may stand in a material."""
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    return xml_text(_INVISIBLE.sub("", even))


class Tokens:
    """Values of one rendering and the places to write it declared."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._values: list[Text | Blank] = []
        self.fields: dict[str, TemplateField] = {}

    def reset(self) -> None:
        """Forget the last rendering."""
        self._values = []
        self.fields = {}

    # ------------------------------------------------------------------ going out

    @pass_context
    def finalize(self, _context: Context, value: Any) -> Any:
        """A token for a value; what a macro made of tokens goes on as it is.

        It asks for the context it does not need, so that Jinja does not fold constants when it compiles.
        """
        if isinstance(value, Markup | Undefined):
            return value  # an undefined value says so itself when it is printed
        if isinstance(value, Piece):
            return self._token(Text(cleaned(value.text), prompt=not value.given))
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise TypeError(f"В текст попало не слово и не число: {value!r}")
        return self._token(Text(cleaned(value if isinstance(value, str) else number(value))))

    def _token(self, value: Text | Blank) -> Markup:
        self._values.append(value)
        return Markup(chr(FIRST + len(self._values) - 1))  # noqa: S704 - one private-use character, not HTML

    def field(
        self, key: str, label: str, *, type: str = "текст", lines: int | None = None, options: Sequence[str] = ()
    ) -> Markup:
        """A place to write; the same key anywhere is the same value.

        Args:
            key: key of the field.
            label: what to write there.
            type: «текст», «абзац», «дата», «число», «выбор».
            lines: how many lines an «абзац» has on paper.
            options: options of a «выбор»; alone on a line they become boxes to tick.
        """
        return self._declare(TemplateField(key=key, label=label, type=type, rows=lines, options=tuple(options)))  # type: ignore[arg-type]

    def rows(self, key: str, label: str, *, columns: Iterable[Sequence[Any]], rows: int = 5) -> Markup:
        """A table to fill in row by row, alone on a line.

        Args:
            key: key of the field.
            label: what the rows are.
            columns: ``(key, heading)`` or ``(key, heading, width in mm)``.
            rows: empty rows on paper.
        """
        declared = tuple(Column(key=column[0], label=column[1], width=column[2] if len(column) > 2 else None) for column in columns)
        return self._declare(TemplateField(key=key, label=label, type="таблица", columns=declared, rows=rows))

    def _declare(self, field: TemplateField) -> Markup:
        keys = (field.key, *(column.key for column in field.columns))
        if not all(KEY.fullmatch(key) for key in keys) or self.fields.get(field.key, field) != field:
            raise ValueError(f"Ключ поля «{field.key}» не годится или занят другим полем")
        self.fields[field.key] = field
        return self._token(Blank(field.key))

    # ------------------------------------------------------------------ coming back

    def restore(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The same blocks with words and places instead of tokens."""
        return tuple(made for block in blocks for made in self._block(block))

    def _block(self, block: Block) -> Iterator[Block]:
        match block:
            case Paragraph():
                yield from self._paragraph(self._inlines(block.inlines))
            case Heading():
                yield Heading(block.level, self._inlines(block.inlines))
            case Items():
                yield Items(block.ordered, tuple(self.restore(item) for item in block.items), block.start)
            case Table():
                header = tuple(self._inlines(cell) for cell in block.header)
                yield Table(header, tuple(tuple(self._inlines(cell) for cell in row) for row in block.rows))
            case Box():
                yield Box(self.restore(block.blocks))
            case _:
                yield block

    def _paragraph(self, inlines: Inlines) -> Iterator[Block]:
        """A value alone on a line decides what the line is."""
        alone = inlines[0] if len(inlines) == 1 else None
        if isinstance(alone, Blank):
            kind = self.fields[alone.key].type
            yield FillTable(alone.key) if kind == "таблица" else Choice(alone.key) if kind == "выбор" else Paragraph(inlines)
        elif isinstance(alone, Text) and "\n" in alone.text:
            yield from _lines(alone)
        elif any(not isinstance(item, Text) or item.text for item in inlines):
            yield Paragraph(inlines)

    def _inlines(self, inlines: Inlines) -> Inlines:
        out: list[Inline] = []
        for item in inlines:
            if isinstance(item, Blank):
                out.append(item)
                continue
            pieces = (piece for piece in _TOKEN.split(item.text) if piece)
            out.extend(self._restored(piece, item) if _TOKEN.fullmatch(piece) else replace(item, text=piece) for piece in pieces)
        return tuple(_punctuated(out))

    def _restored(self, token: str, around: Text) -> Inline:
        value = self._values[ord(token) - FIRST]
        if isinstance(value, Blank):
            return replace(value, bold=around.bold)
        return replace(value, text=typography(value.text), bold=around.bold, italic=around.italic)


def _punctuated(inlines: list[Inline]) -> Iterator[Inline]:
    """No full stop of a value before a sign of ours: «…и кого нет.; кто они.» reads as a mistake."""
    for item, follower in zip_longest(inlines, inlines[1:]):
        sign = follower.text[:1] if isinstance(follower, Text) else ""
        if isinstance(item, Text) and sign and sign in ".,;" and item.text.endswith(".") and not item.text.endswith(".."):
            yield replace(item, text=item.text[:-1])
        elif item is not None:
            yield item


def _lines(text: Text) -> Iterator[Block]:
    """Paragraphs of a text of several lines; «– …» lines in a row are a list."""
    items: list[tuple[Block, ...]] = []
    for line in [*text.text.split("\n"), ""]:
        is_item = line.startswith((ITEM, "–\u00a0"))
        if items and not is_item:
            yield Items(ordered=False, items=tuple(items))
            items = []
        if is_item:
            items.append((Paragraph((replace(text, text=line[len(ITEM) :]),)),))
        elif line.strip():
            yield Paragraph((replace(text, text=line),))
