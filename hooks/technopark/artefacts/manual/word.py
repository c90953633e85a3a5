"""Book → DOCX for those who must edit it: heading styles, contents and index as fields of Word.

    Run.term ─► XE field (hidden) ─► INDEX field      Heading 1 ─► TOC field

Word numbers the pages when it opens the file or the reader asks it to update a field; until then
the contents list the chapters without pages. Addresses that the PDF tells in footnotes stand in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from technopark.artefacts.documents import word_settings
from technopark.artefacts.documents.ooxml import CORE_RELATION, IGNORABLE, Element, Package, core_properties, el
from technopark.artefacts.documents.word_controls import words
from technopark.artefacts.manual import word_looks as looks
from technopark.artefacts.manual.tree import Book, Chapter, Heading
from technopark.artefacts.manual.word_body import MAIN, BodyWriter, Draw, complex_field, paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"

UPDATE = "Номера страниц появятся, когда вы обновите поле: щёлкните здесь правой кнопкой и выберите «Обновить поле»."

INDEX = ("index", "Указатель терминов")
"""Place and title of the index."""


def write_docx(book: Book, draw: Draw) -> bytes:
    """The book as a Word document, the same bytes for the same book.

    Args:
        book: what to write.
        draw: makes a PNG of a drawing; Word takes no SVG.
    """
    writer = BodyWriter({entry.term: entry.title for entry in book.index}, draw)
    body = el("w:body", *_all(book, writer))
    package = writer.package
    header = [_header(package, number, numbered=bool(number)) for number in (0, 1)]
    body.append(word_settings.section(looks.PAGE, header[0], header[1]))
    document = Element("w:document", {**IGNORABLE}, [body])
    package.add(MAIN, document, _TYPE + "document.main+xml")
    package.relate("", "officeDocument", MAIN)
    parts = {"styles": looks.book_styles(), "settings": looks.book_settings(), "fontTable": word_settings.font_table()}
    parts["numbering"] = word_settings.numbering(writer.lists or [(False, 1)])
    for part, root in parts.items():
        package.add(f"word/{part}.xml", root, f"{_TYPE}{part}+xml")
        package.relate(MAIN, part, f"{part}.xml")
    package.add("docProps/core.xml", core_properties(f"{book.title}. {book.subtitle}", ""), _CORE_TYPE)
    package.relate("", CORE_RELATION, "docProps/core.xml")
    return package.pack()


def _header(package: Package, number: int, *, numbered: bool) -> str:
    path = f"header{number + 1}.xml"
    package.add(f"word/{path}", word_settings.header(numbered=numbered), _TYPE + "header+xml")
    return package.relate(MAIN, "header", path)


def _all(book: Book, writer: BodyWriter) -> Iterator[Element]:
    """Cover, imprint, contents, chapters, index."""
    yield paragraph("Kicker", words(book.base))
    yield paragraph("Title", words(book.title))
    yield paragraph("Subtitle", words(book.subtitle))
    if book.date:
        yield paragraph("Small", words(f"Сведения базы на {book.date}"))
    yield looks.heading(paragraph("Contents", words("Выходные данные")), new_page=True)
    yield from writer.blocks(book.imprint)
    yield from _contents(book, writer)
    for chapter in book.chapters:
        yield from _chapter(chapter, writer)
    if book.index:
        yield looks.heading(paragraph("Heading1", *writer.bookmarked(INDEX[0], words(INDEX[1]))), new_page=True)
        yield from _index(book)


def _contents(book: Book, writer: BodyWriter) -> Iterator[Element]:
    """The contents as one field over several paragraphs."""
    yield looks.heading(paragraph("Contents", words("Содержание")), new_page=True)
    lines = [(chapter.anchor, chapter.title) for chapter in book.chapters] + ([INDEX] if book.index else [])
    start, end = complex_field('TOC \\o "1-1" \\h \\z \\u', words(UPDATE), dirty=True)[:-1], el("w:r", el("w:fldChar", fldCharType="end"))
    yield paragraph("TOC1", *start)
    for place, (anchor, title) in enumerate(lines):
        link = el("w:hyperlink", words(title), anchor=writer.mark(anchor))
        yield paragraph("TOC1", link, *([end] if place == len(lines) - 1 else []))


def _index(book: Book) -> Iterator[Element]:
    """The index as one field over several paragraphs: the terms at once, their pages when the field is updated."""
    start = complex_field('INDEX \\c "2" \\z "1049"', words(UPDATE), dirty=True)[:-1]
    end = el("w:r", el("w:fldChar", fldCharType="end"))
    yield paragraph("Index1", *start)
    for place, entry in enumerate(book.index):
        yield paragraph("Index1", words(entry.title), *([end] if place == len(book.index) - 1 else []))


def _chapter(chapter: Chapter, writer: BodyWriter) -> Iterator[Element]:
    writer.level = 2
    kicker = ", ".join([chapter.kicker, *chapter.contours]) if chapter.kicker else ""
    if kicker:
        yield looks.heading(paragraph("Kicker", words(kicker)), new_page=True)
    title = paragraph("Heading1", *writer.bookmarked(chapter.anchor, words(chapter.title)))
    yield looks.heading(title, new_page=not kicker)
    if chapter.byline:
        yield paragraph("Byline", words(chapter.byline))
    for block in chapter.blocks:
        writer.level = 3 if isinstance(block, Heading) else writer.level
        yield from writer.block(block)
