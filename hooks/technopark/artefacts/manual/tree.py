"""The book as a tree: what both formats are written from.

Every text is plain (an author's Markdown is parsed already), with no-break spaces in place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Run:
    """A run of words.

    Attributes:
        text: the words; a line break inside is a forced one.
        link: an address, or ``#anchor`` of a place in the book.
        term: id of the glossary term that begins here; the place goes to the index.
        note: words of a footnote after the run.
        page: whether a link to a place in the book is followed by its page: «(с. 12)».
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    term: str = ""
    note: str = ""
    page: bool = True


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``lead`` opens a chapter, ``small`` is a note in sans."""

    runs: Runs
    style: Literal["text", "lead", "small"] = "text"


@dataclass(frozen=True)
class Items:
    """A list; every item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True)
class Heading:
    """A heading of a section; the chapter's own title is level 1."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Labelled:
    """Blocks with a heading of the third level in the margin: «Проблема»."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Facts:
    """Short facts: label and words."""

    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption; the header row repeats on every page.

    Attributes:
        header: words of the columns.
        rows: cells.
        widths: shares of the columns.
        caption: what the table shows; empty if the heading above says it.
        numeric: columns of numbers, set to the right.
        turned: columns whose heading stands on its end, because it is long and the column is narrow.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()
    turned: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """A step of a practice or a stage of a model.

    Attributes:
        mark: «1» or «П3».
        title: what is done.
        facts: who, how long, with what.
        blocks: how.
    """

    mark: str
    title: str
    facts: tuple[tuple[str, Runs], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Steps:
    """The vertical path of steps: the diagram of a practice."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Columns:
    """The logic model: columns with an arrow between them."""

    columns: tuple[tuple[str, tuple[Runs, ...]], ...]
    caption: str


@dataclass(frozen=True)
class Figure:
    """A drawing or a photograph.

    Attributes:
        data: SVG text, or a JPEG as base64.
        form: ``svg`` or ``jpg``.
        alt: what it shows, for those who do not see it.
        caption: words under it.
        width: share of the line.
        size: width and height of a photograph, pixels.
    """

    data: str
    form: Literal["svg", "jpg"]
    alt: str
    caption: str
    width: float = 1.0
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Box:
    """A framed note: a gap of the description, advice of the base."""

    title: str
    blocks: tuple[Block, ...]
    kind: Literal["gap", "advice"] = "gap"


@dataclass(frozen=True)
class Card:
    """A thing with its facts: a mistake of the register."""

    title: str
    facts: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class Record:
    """An entry of a reference chapter: a term, an act, a source.

    Attributes:
        anchor: place in the book.
        mark: number of a source; else empty.
        head: its name.
        blocks: what is said of it.
        small: requisites, status, source.
    """

    anchor: str
    mark: str
    head: Runs
    blocks: tuple[Block, ...]
    small: Runs = ()


@dataclass(frozen=True)
class Letter:
    """A letter that heads a part of the glossary."""

    text: str


Block = (
    Paragraph | Items | Heading | Labelled | Facts | Table | Steps | Columns | Figure | Box | Card | Record | Letter
)


@dataclass(frozen=True)
class Chapter:
    """A chapter.

    Attributes:
        anchor: place in the book.
        title: its heading and the line in the contents.
        short: the running head.
        kicker: small words above the title: «Практика 3».
        byline: under the title and in the contents: the holder.
        contours: marks of the contours the practice is in.
        blocks: the text.
    """

    anchor: str
    title: str
    short: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    byline: str = ""
    contours: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexEntry:
    """A term of the index.

    Attributes:
        term: id of the term; places in the text carry it.
        title: as printed.
        anchor: its definition in the glossary.
        sort: what it is sorted by: small letters, «ё» as «е».
    """

    term: str
    title: str
    anchor: str
    sort: str


@dataclass(frozen=True)
class Book:
    """The whole book.

    Attributes:
        title, subtitle: of the cover.
        base: name of the base, over the title.
        date: day of the data in words.
        imprint: the page after the cover.
        chapters: in order, the reference ones included.
        index: terms in order; their pages are known to what sets the pages.
    """

    title: str
    subtitle: str
    base: str
    date: str
    imprint: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    index: tuple[IndexEntry, ...]


def plain(runs: Iterable[Run]) -> str:
    """Words of runs without their looks."""
    return "".join(run.text for run in runs)
