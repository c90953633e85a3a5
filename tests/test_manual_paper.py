"""The manual as PDF: structure, contents, index, hostile texts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from manual_kit import FULL, Paper, book_of, glue, lifelike, replaced
from technopark.artefacts.manual.book import compose
from technopark.artefacts.manual.choose import Choice, select
from technopark.artefacts.manual.paper import TEMPLATE, book_data, ends, write_pdf
from technopark.artefacts.manual.tree import Book, Paragraph, Record, Run
from technopark.artefacts.transfer.brief import Site
from technopark.artefacts.typesetting import Typesetter
from technopark.kinds.cases import Case
from technopark.knowledge import KnowledgeBase
from technopark.russian.linking import TermLinker
from technopark.schema import fields_of


@pytest.fixture(scope="module")
def typesetter(root: Path) -> Typesetter:
    """One reading of the fonts."""
    return Typesetter(root)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def book(kb: KnowledgeBase, root: Path, cache: Path) -> Book:
    """The book of all practices, the complete one among them."""
    return book_of(lifelike(kb), root, cache)


@pytest.fixture(scope="module")
def paper(book: Book, typesetter: Typesetter) -> Paper:
    """That book printed; UA-1, and a warning would be an error."""
    return Paper(write_pdf(book, typesetter))


@pytest.fixture(scope="module")
def real(kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> Paper:
    """The book of the base as it is."""
    return Paper(write_pdf(book_of(kb, root, cache), typesetter))


def test_it_is_an_accessible_book(paper: Paper) -> None:
    """Tagged, in Russian, with a title, PDF/UA-1 declared; headings, tables with header cells, figures, lists, links are tagged."""
    root: Any = paper.reader.trailer["/Root"]
    assert root["/Lang"] == "ru-RU"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert paper.reader.metadata is not None
    assert paper.reader.metadata.title == "Практики наставничества"
    tags = set(paper.tags())
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/L", "/LI", "/Link", "/Note", "/TOC"} <= tags


def test_order_of_the_book(book: Book, paper: Paper) -> None:
    """Bookmarks of the first level are the chapters in order: foreword, models, practices, advice, reference, index."""
    chapters = [title for depth, title, _ in paper.outline() if depth == 0]
    wanted = [chapter.title.replace("\u00a0", " ") for chapter in book.chapters]
    assert chapters == [*wanted, "Указатель терминов"]
    kinds = [chapter.anchor.split("-")[0] for chapter in book.chapters]
    assert list(dict.fromkeys(kinds)) == ["foreword", "models", "practices", "cases", "advice", "glossary", "acts", "sources"]


def test_contents_tell_the_right_pages(book: Book, paper: Paper) -> None:
    """The contents name every chapter with the page on which its title stands at the top."""
    opening = {title: page for depth, title, page in paper.outline() if depth == 0}
    contents = glue(paper.pages[2])
    for chapter in book.chapters:
        title = chapter.title.replace("\u00a0", " ")
        page = opening[title]
        assert glue(title) in paper.glued[page - 1][:400]
        assert glue(f"{title}{chapter.byline}{page}") in contents or glue(f"{title}{page}{chapter.byline}") in contents


def test_sections_of_a_full_practice(paper: Paper) -> None:
    """A full practice has all its sections as bookmarks, in the order of a reader's questions."""
    outline = paper.outline()
    start = next(place for place, (depth, title, _) in enumerate(outline) if depth == 0 and "Шаг за порог" in title)
    sections = []
    for depth, title, _ in outline[start + 1 :]:
        if depth == 0:
            break
        sections.append(title)
    assert sections == [
        "Что это и зачем", "Что это дало", "Подойдёт ли вашему центру", "Как это делают, шаг за шагом", "Что нужно, чтобы начать",
        "Что менять нельзя, а что можно", "Где ошибаются и как уберечь ребёнка", "Кто это делал и кого спросить", "Взять практику",
        "Об этом описании",
    ]  # fmt: skip


def test_index_pages_are_right(kb: KnowledgeBase, paper: Paper, book: Book, cache: Path) -> None:
    """On every page the index gives for a term the term stands in some form; its definition stands on the bold page."""
    linker = TermLinker.build(kb, cache)
    last = next(page for _, title, page in paper.outline() if title == "Указатель терминов")
    text = "".join(paper.raw[last - 1 :]).replace("\u00a0", " ").replace("\n", " ")
    unnoted = [re.sub(r"(?<=[^\W\d_])\d{1,3}\b", "", page) for page in paper.pages]  # marks of footnotes
    spoken = [linker.occurrences(page) for page in unnoted]
    checked = 0
    for entry in book.index:
        title = re.escape(" ".join(entry.title.replace("\u00a0", " ").split())).replace(r"\ ", r"\s+")
        found = re.search(rf"{title}((?:,\s*\d+(?:–\d+)?)+)", text)
        assert found, entry.title
        pages = [int(number) for number in re.findall(r"\d+", found[1])]
        for page in pages[:-1]:
            both = linker.occurrences(" ".join(unnoted[page - 1 : page + 1]))  # a term may begin on one page and end on the next
            assert entry.term in spoken[page - 1] | both, f"{entry.title}: {page}"
            checked += 1
        assert glue(entry.title) in paper.glued[pages[-1] - 1]
    assert checked > 200


def test_index_is_sorted_as_russians_expect(book: Book) -> None:
    """«ё» is sorted as «е»; capitals and quotes do not matter."""
    assert [entry.sort for entry in book.index] == sorted(entry.sort for entry in book.index)
    assert all("ё" not in entry.sort and entry.sort == entry.sort.casefold() for entry in book.index)


def test_only_terms_of_the_book_are_in_its_glossary(kb: KnowledgeBase, book: Book) -> None:
    """The glossary holds the terms its texts speak of, not the whole glossary; each has a place for links."""
    glossary = next(chapter for chapter in book.chapters if chapter.anchor == "glossary")
    anchors = {getattr(block, "anchor", "") for block in glossary.blocks} - {""}
    assert anchors == {entry.anchor for entry in book.index}
    assert 50 < len(anchors) < len(kb.published("glossary"))


def test_thin_practices_are_honest_and_short(real: Paper) -> None:
    """A practice of which little is known takes one page; what is missing is said once, in words, and nothing is made up."""
    outline = [(title, page) for depth, title, page in real.outline() if depth == 0]
    for (title, page), (_, following) in pairwise(outline):
        if "«Единство»" in title or "«Взгляд в будущее»" in title:
            assert following - page == 1, title
            assert real.pages[page - 1].count("Чего в описании пока нет") == 1
            assert "Не описано: проблема" in real.pages[page - 1]


def test_the_teaching_example_never_enters(real: Paper) -> None:
    """The book of the base says nothing of the made-up practice and its made-up holder."""
    everything = glue(" ".join(real.pages))
    for name in ("Шаг за порог", "Учебный центр помощи детям", "учебный пример)"):
        assert glue(name) not in everything


def test_acts_carry_their_mark(kb: KnowledgeBase, book: Book, paper: Paper) -> None:
    """Every act says whether it was checked; those of this base were not."""
    acts = next(chapter for chapter in book.chapters if chapter.anchor == "acts")
    records = [block for block in acts.blocks if isinstance(block, Record)]
    assert len(records) > 15
    assert all(getattr(kb.entries["acts", block.anchor.removeprefix("acts-")].record, "checked_on", None) is None for block in records)
    start, end = (next(page for _, title, page in paper.outline() if title == name) for name in ("Нормативные акты", "Источники"))
    text = "".join(paper.glued[start - 1 : end - 1])
    assert text.count(glue("не проверено")) >= len(records)


def test_pages_are_numbered_and_headed(paper: Paper) -> None:
    """Every page after the imprint has its number; running heads stand on all but those that open a chapter."""
    opening = {page for depth, _, page in paper.outline() if depth == 0} | {3}
    for number, page in enumerate(paper.raw[2:], 3):
        lines = [line.strip() for line in page.strip().splitlines()]
        assert str(number) in (lines[0], lines[-1]), number
        if number % 2 == 0 and number not in opening:
            assert "Практики наставничества" in (lines[0].replace("\u00a0", " "), lines[1].replace("\u00a0", " ")), number
    assert str(1) not in paper.raw[0].split()


def test_no_empty_pages(paper: Paper, real: Paper) -> None:
    """No page is empty or nearly so."""
    for one in (paper, real):
        assert all(len(glue(page)) > 60 for page in one.pages)


def test_chapters_end_well(real: Paper, kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """Set as they are, chapters of the base end with two lines on a page or tear a row from a table; made tighter, none does."""
    book = book_of(kb, root, cache)
    loose = ends(book_data(book), typesetter)
    bad = {anchor for anchor, end in loose.items() if end.bad}
    assert len(bad) > 2
    tight = ends(book_data(book, bad), typesetter)
    assert not any(end.bad for end in tight.values())
    assert sum(end.pages for end in loose.values()) - sum(end.pages for end in tight.values()) > 2
    assert len(real.pages) == 3 + sum(end.pages for end in tight.values()) + 1  # cover, imprint, contents; index
    last = [following - 1 for (*_, page), (*_, following) in pairwise(row for row in real.outline() if row[0] == 0) if following - page > 1]
    assert min(len(real.glued[page - 1]) for page in last) > 300


def test_a_chapter_that_cannot_be_saved_stays_loose(kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """Tighter setting is for whom it saves a page; the others look as they did."""
    book = book_of(kb, root, cache, "edinstvo")
    lines = (Paragraph((Run("Строка."),)),)
    for count in range(20, 90):  # a chapter whose last page holds a line even when it is set tight: paragraphs have no space to give
        chapter = replace(book.chapters[-1], anchor="long", title="Длинная", kicker="", byline="", blocks=lines * count)
        long = replace(book, chapters=(chapter,), index=())
        end = ends(book_data(long), typesetter)["long"]
        if end.bad:
            break
    assert end.pages == 2
    assert write_pdf(long, typesetter) == typesetter.pdf(TEMPLATE, book_data(long))


def test_same_book_same_bytes(book: Book, kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """Composed and compiled twice, by another compiler, the book has the same bytes."""
    again = book_of(lifelike(kb), root, cache)
    assert again == book
    assert write_pdf(again, Typesetter(root)) == write_pdf(book, typesetter)


def test_a_sample_address_is_called_so(kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """While the site has no address the imprint says that the printed one only stands for it."""
    sample = Paper(write_pdf(book_of(kb, root, cache, "edinstvo", site=Site.of("Наставник", "")), typesetter))
    assert glue("это адрес-образец") in sample.glued[1]


def test_composition_of_a_publication_is_no_reprint(kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """The book of a publication's practices says that it is not that publication, and claims no ISBN."""
    selection = select(kb, Choice(publication="posobie-iz-opyta-raboty"))
    paper = Paper(write_pdf(compose(kb, root, selection, Site.of("x", ""), TermLinker.build(kb, cache)), typesetter))
    assert glue("Это не переиздание") in paper.glued[1]
    assert glue("ISBN и издателя у него нет") in paper.glued[1]
    assert glue("PT Serif и PT Sans") in paper.glued[1]


HOSTILE = (
    '#panic("x") #import "a" $x$ ] [ */ // \\ " \' `raw` @ref <label> ~ -- --- {{ x }} &lt;b&gt;<script>alert(1)</script>',
    "\u202eперевёрнуто\u202c \u0000\u0007\u001b управляющие \ufeff \u200b 😀 漢字",
    "сверхдлинноесловобезпробелов" * 12,
    "[ссылка](javascript:alert(1)) [ссылка](record:cases/net-takoy) [сайт](https://example.org/a?b=c&d=e#f) ![](x.png)",
    "| a | b |\n|---|---|\n| 1 |\n\n- пункт\n  1. вложенный\n\n# Заголовок\n\n> цитата\n\n***",
)


@pytest.mark.parametrize("text", HOSTILE, ids=("typst", "signs", "long", "links", "markdown"))
def test_hostile_texts_in_every_field(text: str, kb: KnowledgeBase, root: Path, cache: Path, typesetter: Typesetter) -> None:
    """Whatever an author writes in every text of a record is printed as text: nothing runs, nothing stops the book."""
    record = kb.entries["cases", FULL].record
    assert isinstance(record, Case)
    spoiled = spoil(record.model_copy(update={"fictional": False}), text)
    base = replaced(lifelike(kb), spoiled)
    paper = Paper(write_pdf(book_of(base, root, cache, FULL), typesetter))
    assert len(paper.pages) > 20


def spoil(part: Case, text: str) -> Case:
    """The record with a text in every field that holds one."""

    def walk(part: object) -> object:
        changed: dict[str, object] = {}
        for name, info in fields_of(type(part)).items():  # type: ignore[arg-type]
            value = getattr(part, name)
            if info.part is not None and value is not None:
                changed[name] = tuple(walk(item) for item in value) if info.many else walk(value)
            elif info.text and not info.choices and value and name != "id" and not info.refs:
                line = " ".join(text.split())[:400] if info.text == "line" else text
                changed[name] = tuple(line for _ in value) if info.many else line
        return part.model_copy(update=changed)  # type: ignore[attr-defined]

    out = walk(part)
    assert isinstance(out, Case)
    return out
