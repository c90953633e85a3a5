"""The mentoring plan, the coaching sheet, the benchmarking table, the register of mistakes: from the record, on paper, in offices."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as OpenedBook
from pypdf import PdfReader

from documents_kit import convert, main_part
from technopark.artefacts.documents.ooxml import name as tag
from technopark.artefacts.transfer.adoption import months_of, plan_months, shared
from technopark.artefacts.transfer.brief import ASK, CaseBrief
from technopark.artefacts.transfer.cases import benchmarking, coaching, mentoring, mistakes
from technopark.artefacts.transfer.comparison import comparison_rows
from technopark.artefacts.transfer.grow import grow_steps
from technopark.artefacts.transfer.items import Item, Made, Share, Workshop
from technopark.artefacts.transfer.register import FORMAT, own_entries, starter_entries, timetable
from technopark.artefacts.transfer.spreadsheet import STATES, TOP, Comparison, cell_text
from technopark.artefacts.transfer.texts_desk import Desk
from technopark.kinds.cases import Step
from technopark.knowledge import KnowledgeBase
from transfer_kit import HOSTILE, full, hostile, thin, with_case

ITEMS: tuple[Item[CaseBrief], ...] = (mentoring.ITEM, coaching.ITEM, benchmarking.ITEM, mistakes.ITEM)
BRIEFS = ("full", "thin")
Sets = dict[tuple[str, str], Made]


@pytest.fixture(scope="module")
def workshop(root: Path) -> Workshop:
    """Tools of this process."""
    return Workshop(root)


@pytest.fixture(scope="module")
def sets(kb: KnowledgeBase, root: Path, workshop: Workshop) -> Sets:
    """Every item of the full and the thin case, made once."""
    briefs = {"full": full(kb, root), "thin": thin(kb, root)}
    return {(item.id, name): item.make(brief, workshop) for item in ITEMS for name, brief in briefs.items()}


def words(data: bytes) -> str:
    """All text of a PDF with spaces evened out."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def said(made: Made) -> str:
    """All text of a material: of its paper, or of its Word document if it has none."""
    if ".pdf" in made.files:
        return words(made.files[".pdf"])
    paragraphs = main_part(made.files[".docx"]).iter(tag("w:p"))
    return " ".join(" ".join("".join(node.text or "" for node in one.iter(tag("w:t"))) for one in paragraphs).split())


def opened(data: bytes) -> OpenedBook:
    """A workbook as another program reads it."""
    return load_workbook(io.BytesIO(data))


each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
each_brief = pytest.mark.parametrize("name", BRIEFS)

# --------------------------------------------------------------------------- all items


@each_brief
@each_item
def test_files_are_whole_and_small(item: Item[CaseBrief], name: str, sets: Sets) -> None:
    """Every declared file is there within its size; Word opens; the paper is tagged, in Russian, with a title."""
    made = sets[item.id, name]
    assert list(made.files) == [spec.ending for spec in item.files]
    assert len(made.files[".docx"]) <= 100_000
    assert Document(io.BytesIO(made.files[".docx"])).core_properties.title
    assert (".pdf" in made.files) == (item.id in ("coaching", "mistakes"))
    for paper in (data for ending, data in made.files.items() if ending == ".pdf"):
        assert len(paper) <= 300_000
        catalogue: Any = PdfReader(io.BytesIO(paper)).trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/Lang"].startswith("ru")
    assert made.preview is not None
    assert len(made.preview) <= 40_000


@each_item
def test_share_is_all_or_honest(item: Item[CaseBrief], sets: Sets) -> None:
    """The full case asks nothing; the thin one asks, says how much, and every prompt on paper is one of those counted."""
    complete, poor = sets[item.id, "full"].share, sets[item.id, "thin"].share
    assert complete is not None
    assert poor is not None
    assert (complete.asked, complete.percent) == (0, 100)
    assert poor.asked > 0
    assert ASK not in said(sets[item.id, "full"])
    assert said(sets[item.id, "thin"]).count(ASK) >= poor.asked


@each_item
def test_every_page_of_the_example_is_marked(item: Item[CaseBrief], sets: Sets, office: Path) -> None:
    """«Учебный пример» stands on every page of the teaching example and nowhere in a real case, on paper and in Word."""
    made = sets[item.id, "full"].files
    papers = [(office / f"{item.id}-full.pdf").read_bytes(), *(data for ending, data in made.items() if ending == ".pdf")]
    for paper in papers:
        assert all("Учебный пример: всё вымышлено" in page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    assert "вымышлено" not in said(sets[item.id, "thin"])


@each_item
def test_hostile_texts_stay_texts(item: Item[CaseBrief], kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Markup of every language in every field, thousands of characters long, compiles without a warning and is only shown."""
    for text in (HOSTILE, (HOSTILE * 20)[:4_000]):
        made = item.make(hostile(kb, root, text), workshop)
        assert "alert(1)" in said(made)
        Document(io.BytesIO(made.files[".docx"]))


@each_item
def test_same_brief_same_bytes(item: Item[CaseBrief], kb: KnowledgeBase, root: Path, sets: Sets) -> None:
    """Made again by other tools, every file is the same to a byte."""
    assert item.make(full(kb, root), Workshop(root)).files == sets[item.id, "full"].files


PAGES = {"mentoring-plan": (5, 9), "benchmarking": (2, 5)}
"""Fewest and most pages of a material that has no paper of its own."""


@pytest.fixture(scope="module")
def office(sets: Sets, libreoffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every DOCX and XLSX as PDF by real LibreOffice."""
    folder = tmp_path_factory.mktemp("sheets")
    for (id, name), made in sets.items():
        (folder / f"{id}-{name}.docx").write_bytes(made.files[".docx"])
        if ".xlsx" in made.files:
            (folder / f"{id}-{name}-table.xlsx").write_bytes(made.files[".xlsx"])
    for kind in ("docx", "xlsx"):
        convert(libreoffice, sorted(folder.glob(f"*.{kind}")), "pdf", folder / "out", folder / "home")
    return folder / "out"


def test_offices_open_everything(sets: Sets, office: Path) -> None:
    """A DOCX takes as many pages as the PDF, give or take one in five, or as many as it should; the workbook has its words."""
    for (id, name), made in sets.items():
        found = len(PdfReader(office / f"{id}-{name}.pdf").pages)
        if ".pdf" in made.files:
            pages = len(PdfReader(io.BytesIO(made.files[".pdf"])).pages)
            assert abs(found - pages) <= max(1, pages // 5), (id, name)
        else:
            assert PAGES[id][0] <= found <= PAGES[id][1], (id, name, found)
    table = words((office / "benchmarking-full-table.pdf").read_bytes())
    assert "Как заполнять" in table
    assert "612" in table


def test_the_workbook_prints_large_enough(office: Path) -> None:
    """Printed to the width of the sheet, the table's letters keep 8.5 points or more of their ten; every page repeats the head."""
    pages = [page for page in PdfReader(office / "benchmarking-full-table.pdf").pages if page.mediabox.width > page.mediabox.height]
    assert len(pages) > 1
    for page in pages:
        assert "Показатель" in page.extract_text()
        sizes: Counter[float] = Counter()

        def note(text: str, around: list[float], own: list[float], _: object, size: float, sizes: Counter[float] = sizes) -> None:
            sizes[round(size * own[3] * around[3], 1)] += len(text.strip())

        page.extract_text(visitor_text=note)
        assert sizes.most_common(1)[0][0] >= 8.5


def test_tables_of_word_are_not_torn_badly(sets: Sets) -> None:
    """The last row of a table never stands alone on a page, nor does its head; a small table is never torn; the origin has company."""
    seen = set()
    for made in sets.values():
        document = Document(io.BytesIO(made.files[".docx"]))
        for table in document.tables:
            kept = [all(is_kept(paragraph) for paragraph in line.iter(tag("w:p"))) for line in table._tbl.iter(tag("w:tr"))]
            assert kept[0]
            assert all(kept[-2:-1])
            seen.add(all(kept[:-1]))
        origin = document.paragraphs[-1]
        assert origin.text.startswith(("Учебный", "Проект"))
        assert document.paragraphs[-2].paragraph_format.keep_with_next
    assert seen == {True, False}


def is_kept(paragraph: Any) -> bool:
    """Whether a paragraph is kept with the next one, itself or by the style of column heads."""
    marks = [*paragraph.iter(tag("w:keepNext")), *paragraph.iter(tag("w:pStyle"))]
    return any(mark.get(tag("w:val")) in (None, "CellHead") for mark in marks)


# --------------------------------------------------------------------------- mentoring


@pytest.mark.parametrize(("steps", "months"), [(0, 3), (1, 3), (4, 3), (5, 4), (8, 4), (9, 5), (12, 5), (13, 6), (14, 6), (60, 6)])
def test_length_of_the_plan(steps: int, months: int) -> None:
    """Three months up to four steps, one more for every four, never more than six."""
    assert months_of(steps) == months


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 9, 14, 40])
def test_every_step_has_its_month(count: int, kb: KnowledgeBase, root: Path) -> None:
    """Steps keep their order, each falls on one month after the first; one acquaintance, one visit, one closing."""
    brief = full(kb, root)
    steps = tuple(Step(title=f"Шаг {number}") for number in range(1, count + 1))
    months = plan_months(with_case(brief, brief.case.model_copy(update={"steps": steps})))
    assert 3 <= len(months) <= 6
    assert [number for month in months for number, _ in month.steps] == list(range(1, count + 1))
    assert [month.number for month in months if month.first] == [1]
    assert [month.number for month in months if month.visit] == [2]
    assert [month.number for month in months if month.last] == [len(months)]
    assert not months[0].steps


def test_every_document_is_used_once(kb: KnowledgeBase, root: Path) -> None:
    """Each document of the set is in exactly one month: the one of its first step, or the first if no step names it."""
    brief = full(kb, root)
    months = plan_months(brief)
    found = [document.id for month in months for document in month.documents]
    assert sorted(found) == sorted(document.id for document in brief.documents)


def test_shares_differ_by_one_at_most() -> None:
    """Fourteen steps in five months are 3, 3, 3, 3, 2."""
    assert [len(part) for part in shared(list(range(14)), 5)] == [3, 3, 3, 3, 2]


@each_brief
def test_calendar_has_a_meeting_a_month_and_a_visit(name: str, sets: Sets) -> None:
    """The plan names a meeting for every month, one visit and the closing meeting."""
    made = sets["mentoring-plan", name]
    text = said(made)
    months = int(made.time[0])
    assert all(f"Встреча {number}" in text for number in range(1, months + 1))
    assert f"Встреча {months + 1}" not in text
    assert "Визит" in text
    assert "Итоговая встреча" in text
    assert f"Месяц {months}." in text


def test_plan_names_steps_and_core_of_the_record(kb: KnowledgeBase, root: Path, sets: Sets) -> None:
    """All steps, providers and core components of the full case stand in its plan; ids of records never do."""
    brief = full(kb, root)
    text = said(sets["mentoring-plan", "full"]).casefold().replace("-\xad", "")
    for words_of in [*(step.title for step in brief.case.steps), *brief.case.core_components, *(one.role for one in brief.case.providers)]:
        assert " ".join(words_of.split()).casefold() in text, words_of
    for name in BRIEFS:
        assert "posobie-" not in said(sets["mentoring-plan", name])


# --------------------------------------------------------------------------- coaching


def stripped_cases(brief: CaseBrief) -> Iterator[CaseBrief]:
    """The case without each of its fields in turn."""
    for field in ("goal", "problem", "core_components", "providers", "adaptable", "mistakes", "risks", "steps", "cost", "results"):
        empty = () if isinstance(getattr(brief.case, field), tuple) else None
        yield with_case(brief, brief.case.model_copy(update={field: empty}))


def test_the_plan_says_how_steps_fell_on_months(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Steps are shared out by number, not by length, and the plan says so; whether the record tells how long they take, too."""
    brief = full(kb, root)
    silent = tuple(step.model_copy(update={"duration": None}) for step in brief.case.steps)
    mute = with_case(brief, brief.case.model_copy(update={"steps": silent}))
    told, untold, none = (said(mentoring.ITEM.make(one, workshop)).replace("\u00a0", " ") for one in (brief, mute, thin(kb, root)))
    assert "по порядку карточки. Сколько шаг длится у держателя, сказано в скобках" in told
    assert "по порядку карточки. Сколько длится шаг у держателя, карточка не говорит" in untold
    assert "по порядку карточки" not in none


def test_a_plan_that_names_a_manual_does_not_say_it_has_nothing(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """The only thing known of a thin practice is its manual: that is said, counted, and not asked for."""
    brief = thin(kb, root)
    assert brief.publications
    made = mentoring.ITEM.make(brief, workshop)
    text = said(made).replace("\u00a0", " ")
    assert f"Пособие: {brief.publications[0].short}" in text
    assert "пока ничего нет" not in text
    assert made.share is not None
    assert made.share.given == 1
    assert len(set(re.findall(r"Расскажите: [^.]+", text))) == made.share.asked


def test_grow_has_three_to_five_questions_a_step(kb: KnowledgeBase, root: Path) -> None:
    """Four steps, 3–5 questions each, no question twice, 45–60 minutes, however much of the record is missing."""
    for brief in (full(kb, root), thin(kb, root), *stripped_cases(full(kb, root))):
        steps = grow_steps(brief, Desk(brief))
        assert [step.id for step in steps] == ["goal", "reality", "options", "will"]
        assert all(3 <= len(step.questions) <= 5 for step in steps)
        every = [question.text for step in steps for question in step.questions]
        assert len(set(every)) == len(every)
        assert all("?" in text for text in every)
        assert 45 <= coaching.AGREE_MINUTES + sum(step.minutes for step in steps) <= 60


def test_questions_quote_the_case(kb: KnowledgeBase, root: Path) -> None:
    """In the full case three questions of four in every step quote it; in the thin one all are general."""
    for step in grow_steps(full(kb, root), Desk(full(kb, root))):
        assert sum(bool(question.source) for question in step.questions) >= 3
    thin_steps = grow_steps(thin(kb, root), Desk(thin(kb, root)))
    assert not any(question.source for step in thin_steps for question in step.questions)


def test_questions_are_short_whatever_the_record_says(kb: KnowledgeBase, root: Path) -> None:
    """A question can be asked aloud: quotations are cut at the end of a sentence or a word."""
    brief = hostile(kb, root, "Очень длинное предложение без конца и края, " * 450)
    assert all(len(question.text) <= 650 for step in grow_steps(brief, Desk(brief)) for question in step.questions)


# --------------------------------------------------------------------------- mistakes


def test_register_begins_with_the_record(sets: Sets, kb: KnowledgeBase, root: Path) -> None:
    """The holder's own mistakes come first, then the base's list, which says it is not of the practice."""
    text = words(sets["mistakes", "full"].files[".pdf"])
    own = [text.index(mistake.mistake[:18]) for mistake in full(kb, root).case.mistakes]
    general = text.index("2. Общий список базы")
    assert own == sorted(own)
    assert max(own) < general < text.index("Нет куратора")
    assert "Эту практику они не описывают" in text


def test_starter_list_is_read_from_the_format(kb: KnowledgeBase, root: Path) -> None:
    """All six rows of the format's record have five filled cells; the timetable does not repeat them."""
    found = full(kb, root).formats[FORMAT]
    rows = starter_entries(found)
    assert len(rows) == 6
    assert all(len(row.cells) == 5 and all(row.cells) for row in rows)
    parts = timetable(found)
    assert sum(minutes for _, minutes, _ in parts) == 90
    assert not any("Признак:" in told for _, _, told in parts)


def test_a_missing_cell_is_asked(kb: KnowledgeBase, root: Path) -> None:
    """A mistake without a sign gets a prompt in that cell, counted."""
    brief = full(kb, root)
    bare = brief.case.mistakes[0].model_copy(update={"sign": None})
    desk = Desk(with_case(brief, brief.case.model_copy(update={"mistakes": (bare,)})))
    cells = own_entries(desk.brief, desk)[0].cells
    assert [getattr(cell, "given", True) for cell in cells] == [True, False, True, True, True]
    assert desk.share == Share(4, 1)


def test_there_is_room_to_write_and_to_look_ahead(sets: Sets) -> None:
    """The sheet of the look ahead has its time and table, the register has empty rows and a day to open it again."""
    for name in BRIEFS:
        text = words(sets["mistakes", name].files[".pdf"])
        for heading in ("Разбор неудачи наперёд", "Почему практику свернули", "4. Наш реестр", "Когда откроем реестр снова"):
            assert heading in text


# --------------------------------------------------------------------------- benchmarking


def test_rows_hold_the_figures_of_the_record(kb: KnowledgeBase, root: Path) -> None:
    """Every measured result, every role's hours and the money stand in the table as numbers, with sample and period."""
    brief = full(kb, root)
    rows = comparison_rows(brief)
    numbers = [row.holder for row in rows if not isinstance(row.holder, str)]
    for value in [*(result.value for result in brief.case.results), *(one.hours for one in brief.case.providers), 612_000, 68_000]:
        assert value in numbers
    first = rows[0]
    assert first.unit == "умения"
    assert "до начала 9,4" in first.detail
    assert "9 подростков" in first.detail
    assert all(row.given for row in rows)


def test_gaps_of_a_thin_record_are_prompts(kb: KnowledgeBase, root: Path) -> None:
    """Each group without figures is one prompt; the base's own indicators leave the holder's cell empty."""
    rows = comparison_rows(thin(kb, root))
    asked = [row for row in rows if not row.given]
    assert all(str(row.holder).startswith(ASK) for row in asked)
    assert len(asked) == 7
    assert all(row.holder == "" for row in rows if row.given)


def test_workbook_is_a_table_to_work_with(sets: Sets) -> None:
    """Three sheets, one real table, frozen and repeated header, A4 on its side, a list of states, numbers as numbers."""
    book = opened(sets["benchmarking", "full"].files[".xlsx"])
    assert book.sheetnames == ["Сравнение", "Как заполнять", "Источник"]
    sheet = book["Сравнение"]
    assert sheet.tables["Comparison"].ref.startswith(f"A{TOP + 1}:J")
    assert sheet.freeze_panes == f"C{TOP + 2}"
    assert sheet.print_title_rows == f"${TOP + 1}:${TOP + 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    lists = [check for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert [check.formula1 for check in lists] == [f'"{",".join(STATES)}"']
    assert sheet[f"D{TOP + 2}"].value == 14.1
    assert "Учебный пример: всё вымышлено" in str(sheet["A3"].value)
    assert book.properties.title == "Бенчмаркинг: Учебный пример: «Шаг за порог»"


def test_gap_is_the_only_formula(kb: KnowledgeBase, root: Path, sets: Sets) -> None:
    """The gap is ours and counts only numbers; nothing an author wrote is a formula or a link, whatever it begins with."""
    share = Share(1, 0)
    for text in ('=HYPERLINK("http://e.org","x")', "+1+1", "-2", "@SUM(A1)", "{=1+1}", "http://e.org", "1e5", "\t=1"):
        brief = hostile(kb, root, text)
        book = opened(Comparison(brief, comparison_rows(brief), share).write())
        for sheet in book.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                is_gap = sheet.title == "Сравнение" and cell.column_letter == "G" and cell.row > TOP + 1
                assert (cell.data_type == "f") == is_gap, (text, cell.coordinate)
                assert cell.hyperlink is None
        assert book["Сравнение"][f"B{TOP + 2}"].data_type == "s"
    gap = opened(sets["benchmarking", "full"].files[".xlsx"])["Сравнение"][f"G{TOP + 2}"].value
    assert gap == f'=IF(AND(ISNUMBER(D{TOP + 2}),ISNUMBER(F{TOP + 2})),D{TOP + 2}-F{TOP + 2},"")'


@pytest.mark.parametrize("text", ["\x00\x07\x0b\x1f", "я" * 40_000, "\U0001f600" * 40_000, "_x0041_", "\ud800"])
def test_cells_hold_anything(text: str, kb: KnowledgeBase, root: Path) -> None:
    """Control characters are gone, nothing is longer than a cell holds, and the workbook opens."""
    assert len(cell_text(text).encode("utf-16-le")) // 2 <= 32_767
    brief = full(kb, root)
    rows = [replace(row, indicator=text, detail=text) for row in comparison_rows(brief)[:2]]
    value = opened(Comparison(brief, rows, Share(1, 0)).write())["Сравнение"][f"E{TOP + 2}"].value or ""
    assert not any(ord(char) < 32 for char in str(value))


def test_rows_grow_when_people_write(sets: Sets) -> None:
    """Heights are set for programs that do not measure them, and none is fixed."""
    data = sets["benchmarking", "full"].files[".xlsx"]
    sheet = opened(data)["Сравнение"]
    assert all((sheet.row_dimensions[number].height or 0) > 15 for number in range(TOP + 2, TOP + 8))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet1.xml")
