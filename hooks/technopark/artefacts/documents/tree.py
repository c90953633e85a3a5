"""The document tree every format is written from: forms to fill in and methodological materials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from technopark.kinds.documents import TemplateField


@dataclass(frozen=True)
class Text:
    """A run of words; a line break inside is a forced one.

    Attributes:
        text: the words.
        bold, italic: how they look.
        prompt: a question to the author of a material («Расскажите: …») where the record says nothing.
    """

    text: str
    bold: bool = False
    italic: bool = False
    prompt: bool = False


@dataclass(frozen=True)
class Blank:
    """A place for a field's value; the same key is the same value everywhere."""

    key: str
    bold: bool = False
    italic: bool = False


Inline = Text | Blank
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside the text; ``level`` counts from 2, the document's title being 1."""

    level: int
    inlines: Inlines


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a numbered clause («1.1. …») is a paragraph too."""

    inlines: Inlines


@dataclass(frozen=True)
class Items:
    """A list; every item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True)
class Table:
    """A table of the text: the header row is repeated on every page."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True)
class FillTable:
    """A table that is filled row by row: a field of type «таблица»."""

    key: str


@dataclass(frozen=True)
class Choice:
    """Options to tick: a field of type «выбор» that stands alone."""

    key: str


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True)
class Box:
    """Advice set apart from the text: paragraphs and lists."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Items | Table | FillTable | Choice | PageBreak | Box


@dataclass(frozen=True)
class Approval:
    """The approval stamp («УТВЕРЖДАЮ») of ГОСТ Р 7.0.97-2025, top right."""

    post: str
    name: str
    date: str


@dataclass(frozen=True)
class SignatureLine:
    """A line of the signature block.

    Attributes:
        role: who signs; where it is just a post («Директор»), the value of ``post`` stands instead of it.
        post: key of the post, if the document has a field for it.
        apart: whether the post stands under the role, because the role says more («Центр»).
        name: key of the name, or ``None``: then the name is written by hand.
        dated: whether the person puts a date.
    """

    role: str
    post: str | None
    name: str | None
    dated: bool
    apart: bool = False


Look = Literal["form", "material"]
"""``form``: the paper of ГОСТ Р 7.0.97-2025. ``material``: a methodological material, read and handed out."""


@dataclass(frozen=True)
class Sheet:
    """A whole document ready to be written.

    Attributes:
        id: id of the record; file names come from it.
        title: full name of the document, for the file's properties.
        kind: the first line of the title («Приказ»), printed in capitals; may be empty.
        subject: the rest of the title; ``kind`` and ``subject`` are the only first-level heading.
        mark: «Примерная форма…», visible on paper.
        organisation: key of the institution's name above the title, or ``None``.
        approval: the approval stamp, or ``None``.
        date, number, city: keys of the requisites, or ``None``.
        heading: what the document is about, under the title.
        blocks: the text.
        signatures: the signature block.
        landscape: whether the sheet lies on its side.
        fields: declared fields by key.
        version: version of the template.
        agreement: an agreement of parties: number under the title, place left and date right.
        look: which paper it is.
        foot: runs at the foot of every page of a material.
        origin: where a material comes from and on what terms, after its text.
    """

    id: str
    title: str
    kind: str
    subject: str
    mark: str
    organisation: str | None
    approval: Approval | None
    date: str | None
    number: str | None
    city: str | None
    heading: str | None
    blocks: tuple[Block, ...]
    signatures: tuple[SignatureLine, ...]
    landscape: bool
    fields: dict[str, TemplateField] = field(default_factory=dict)
    version: str = ""
    agreement: bool = False
    look: Look = "form"
    foot: str = ""
    origin: str = ""

    def field_keys(self) -> tuple[str, ...]:
        """Keys in the order a reader meets them, each once."""
        stamp = [self.approval.post, self.approval.name, self.approval.date] if self.approval else []
        layout = [self.organisation, *stamp, self.date, self.number, self.city]
        signing = [key for line in self.signatures for key in (line.post, line.name)]
        found = [key for key in (*layout, *keys_in(self.blocks), *signing) if key]
        return tuple(dict.fromkeys(found))

    @property
    def parts(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """The text and its appendices: people sign between them."""
        for index, (block, follower) in enumerate(zip(self.blocks, self.blocks[1:], strict=False)):
            if isinstance(block, PageBreak) and isinstance(follower, Heading | Paragraph) and follower.inlines:
                first = follower.inlines[0]
                if isinstance(first, Text) and first.text.startswith("Приложение"):
                    return self.blocks[:index], self.blocks[index:]
        return self.blocks, ()

    @property
    def text_width(self) -> int:
        """Width of a line in millimetres; the widths of tables are planned for it."""
        return 257 if self.landscape else 170

    @property
    def text_height(self) -> int:
        """Height of a page's text in millimetres, about."""
        return 170 if self.landscape else 257


def followed(blocks: Sequence[Block]) -> list[tuple[Block, Block | None]]:
    """Each block and the one after it; ``None`` after the last."""
    return list(zip_longest(blocks, blocks[1:]))[: len(blocks)]


def keys_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Keys of the fields in blocks, in reading order, with repetitions."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield from _inline_keys(block.inlines)
        elif isinstance(block, FillTable | Choice):
            yield block.key
        elif isinstance(block, Box):
            yield from keys_in(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from keys_in(item)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from _inline_keys(cell)


def _inline_keys(inlines: Inlines) -> Iterator[str]:
    return (item.key for item in inlines if isinstance(item, Blank))


def is_aside(block: Block | None) -> bool:
    """Whether a paragraph is wholly in italics: a direction to the person who leads a meeting."""
    return isinstance(block, Paragraph) and bool(block.inlines) and all(isinstance(item, Text) and item.italic for item in block.inlines)


def is_prompt(block: Block | None) -> bool:
    """Whether a paragraph is nothing but a question to the author."""
    return isinstance(block, Paragraph) and bool(block.inlines) and all(isinstance(item, Text) and item.prompt for item in block.inlines)


LONG_CELL = 1_200
"""Characters of a cell with which its row could be taller than a page."""


def is_long(row: Sequence[Inlines]) -> bool:
    """Whether a row of a material must be allowed to go on over the page."""
    return any(sum(len(item.text) for item in cell if isinstance(item, Text)) > LONG_CELL for cell in row)
