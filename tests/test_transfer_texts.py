"""Texts made of a case: authors' words never become markup, times add up, gaps are marked, offices open the files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jinja2 import UndefinedError
from PIL import Image
from pypdf import PdfReader

from documents_kit import convert, main_part
from technopark.artefacts.documents.docx import write_docx
from technopark.artefacts.documents.html import preview
from technopark.artefacts.documents.ooxml import name
from technopark.artefacts.documents.tree import Block, Box, Choice, FillTable, Heading, Inlines, Items, Paragraph, Sheet, Table, Text
from technopark.artefacts.transfer import texts, texts_files
from technopark.artefacts.transfer.brief import CaseBrief, Named, Piece, Site
from technopark.artefacts.transfer.cases import master_class, talk, workshop
from technopark.artefacts.transfer.flatten import sentences
from technopark.artefacts.transfer.items import Item, Made, Share, Workshop
from technopark.artefacts.transfer.session import clock, result_sentence, telling_steps, thought, timed, total, work_minutes
from technopark.artefacts.transfer.texts import compose_text, minutes
from technopark.artefacts.transfer.texts_desk import PROMPTS, Desk
from technopark.artefacts.transfer.texts_files import paper_of
from technopark.artefacts.transfer.texts_tokens import cleaned
from technopark.kinds.cases import Result, Step
from technopark.kinds.formats import Block as FormatBlock
from technopark.knowledge import KnowledgeBase
from transfer_kit import HOSTILE, full, hostile, thin, with_case

ITEMS: tuple[Item[CaseBrief], ...] = (talk.ITEM, master_class.ITEM, workshop.ITEM)
BRIEFS = ("full", "thin")
PAGES = {"talk": (3, 5), "master-class": (6, 10), "workshop": (8, 11)}
"""Fewest and most pages of a material."""

SHEETS = {"talk": 0, "master-class": 3, "workshop": 4}
"""Sheets for participants."""

each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
each_brief = pytest.mark.parametrize("which", BRIEFS)


@dataclass(frozen=True)
class MadeText:
    """A made material and the sheet it was written from."""

    made: Made
    sheet: Sheet
    brief: CaseBrief


Texts = dict[tuple[str, str], MadeText]
"""By item and case."""


@pytest.fixture(scope="module")
def tools(root: Path) -> Workshop:
    """Tools of this process."""
    return Workshop(root)


@pytest.fixture(scope="module")
def briefs(kb: KnowledgeBase, root: Path) -> dict[str, CaseBrief]:
    """The teaching example and a real case of which little is known."""
    return {"full": full(kb, root), "thin": thin(kb, root)}


def make(item: Item[CaseBrief], brief: CaseBrief, tools: Workshop) -> MadeText:
    """Make an item and keep its sheet."""
    sheets: list[Sheet] = []

    def kept(sheet: Sheet, **options: Any) -> bytes:
        sheets.append(sheet)
        return write_docx(sheet, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts_files, "write_docx", kept)
        made = item.make(brief, tools)
    return MadeText(made, sheets[0], brief)


@pytest.fixture(scope="module")
def made(briefs: dict[str, CaseBrief], tools: Workshop) -> Texts:
    """Every text of the full and the thin case, made once."""
    return {(item.id, which): make(item, brief, tools) for item in ITEMS for which, brief in briefs.items()}


def words_of(data: bytes) -> str:
    """All words of a Word document, spaces evened out."""
    return " ".join(" ".join(node.text or "" for node in main_part(data).iter(name("w:t"))).split())


def pages_of(data: bytes) -> list[str]:
    """Text of each page of a PDF."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def even_spaces(text: str) -> str:
    """The text with plain spaces only, as ``pages_of`` gives it."""
    return " ".join(text.split())


def runs(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Runs of words in blocks."""
    for block in blocks:
        rows: list[Inlines] = []
        if isinstance(block, Heading | Paragraph):
            rows = [block.inlines]
        elif isinstance(block, Table):
            rows = [cell for row in (block.header, *block.rows) for cell in row]
        elif isinstance(block, Box):
            yield from runs(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from runs(item)
        yield from (run for row in rows for run in row if isinstance(run, Text))


# --------------------------------------------------------------------------- the machine


SITE = Site.of("База", "https://example.org/")
HOLDER = Named("centre", "Центр", "Центр", "organisations/centre/")


@dataclass(frozen=True)
class Words:
    """A brief that says one text in every field."""

    text: str
    given: bool = True
    id: str = "proba"
    title: str = "Проба"
    short: str = "Проба"
    mark: str = ""
    url: str = "https://example.org/cases/proba/"
    site: Site = SITE
    holder: Named = HOLDER
    data_date: str = ""

    def say(self, _field: str) -> Piece:
        """The text."""
        return Piece(self.text, given=self.given)

    def sentences(self, _field: str) -> tuple[str, ...]:
        """Its sentences."""
        return sentences(self.text)

    def lines(self, field: str) -> tuple[Piece, ...]:
        """The text twice."""
        return (self.say(field), self.say(field))


def composed(source: str, brief: Words, tmp_path: Path) -> texts.Composed:
    """A template of the test's own, composed."""
    folder = tmp_path / texts.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "proba.md").write_text(source, encoding="utf-8", newline="\n")
    return compose_text(Workshop(tmp_path), "proba.md", brief, title="Проба", subject="Проба")


EVERYWHERE = """## {{ say("a") }}

{{ say("a") }}

**{{ say("a") }}** и *{{ say("a") }}*

- {{ say("a") }}

> {{ say("a") }}

| А | {{ say("a") }} |
|---|---|
| {{ say("a") }} | б |
"""

ATTACKS = (
    "# Заголовок ## и ещё", "- пункт", "1. пункт", "> цитата", "---", "***", "| а | б |",
    "**жирно** *косо* `код` [ссылка](http://example.org) ![](x)", "{{ 7 * 7 }} {% for x in y %} {# #} {{say('b')}}", "{{ org_full }}",
    "#panic(\"x\") #set page(width: 1pt) $x$ \\ @ref <label>", "<script>&amp;</script> ]]> <!-- -->", "&lt;b&gt; &nbsp;", "конец \\",
    "строка\\\nдалее", "тильда~ и\u00a0пробел", "שלום и العربية", "длинное" * 3000, "Слово за словом. " * 1200,
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("given", [True, False])
def test_an_authors_text_is_never_markup(attack: str, given: bool, tmp_path: Path) -> None:
    """Markdown, Jinja, Typst, XML in a value stay letters in every place of a template; the blocks are those of a plain word."""
    sheet = composed(EVERYWHERE, Words(attack, given), tmp_path).sheet
    plain = composed(EVERYWHERE, Words("слово", given), tmp_path).sheet
    if "\n" not in attack:
        assert [type(block) for block in sheet.blocks] == [type(block) for block in plain.blocks]
    heading = sheet.blocks[0]
    assert isinstance(heading, Heading)
    (run,) = heading.inlines
    assert isinstance(run, Text)
    assert run == Text(run.text, prompt=not given)
    assert run.text.replace("\u00a0", " ") == cleaned(attack).replace("\u00a0", " ")
    found = words_of(write_docx(sheet, ruled=True)).replace("\u00a0", " ")
    assert found.count(" ".join(cleaned(attack).replace("\u00a0", " ").split())[:200]) >= 7


def test_signs_that_only_harm_are_removed() -> None:
    """Control characters, turned lines and private characters (our own tokens among them) never reach a material."""
    assert cleaned("а\x00\x07б\u202eв\u200bг\ue000д\U000f0000е\U0010fffdж\ufeff\tз\r\nи\u2028й") == "абвгдежз\nи\nй".replace("жз", "ж з")
    assert cleaned("\udc80край") == "край"


def test_a_token_typed_by_an_author_is_not_a_value(tmp_path: Path) -> None:
    """The private character that would stand for a value is removed from a text, so values never change places."""
    sheet = composed('{{ say("a") }}\n\n{{ "тайна" }}', Words("раз\U000f0001два"), tmp_path).sheet
    assert [run.text for run in runs(sheet.blocks)] == ["раздва", "тайна"]


def test_a_piece_alone_becomes_paragraphs_and_lists(tmp_path: Path) -> None:
    """Lines are paragraphs, «– » lines a list, in the text and in advice; in a cell they stay lines."""
    text = "Первое.\n– раз\n– два\nВторое."
    sheet = composed('{{ say("a") }}\n\n> {{ say("a") }}\n\n| А |\n|---|\n| {{ say("a") }} |\n', Words(text), tmp_path).sheet
    first, items, last, box, table = sheet.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert isinstance(items, Items)
    assert [run.text for item in items.items for run in runs(item)] == ["раз", "два"]
    assert isinstance(box, Box)
    assert [type(block) for block in box.blocks] == [Paragraph, Items, Paragraph]
    assert isinstance(table, Table)
    assert next(runs((Table((), table.rows),))).text == text


def test_prompts_are_marked_wherever_they_stand(tmp_path: Path) -> None:
    """A prompt is a style of its own in a paragraph, a shaded run in a line, a class in the preview; given words are neither."""
    asked, said = (composed(EVERYWHERE, Words("Расскажите: как.", given), tmp_path).sheet for given in (False, True))
    xml = main_part(write_docx(asked))
    assert [node.get(name("w:val")) for node in xml.iter(name("w:pStyle"))].count("Prompt") == 1
    assert [node.get(name("w:val")) for node in xml.iter(name("w:rStyle"))].count("PromptText") == 7
    assert str(preview(asked)).count('class="prompt"') == 8
    assert 'class="paper-prompt"' in preview(asked)
    assert b"Prompt" not in zipfile.ZipFile(io.BytesIO(write_docx(said))).read("word/document.xml")
    assert "prompt" not in preview(said)


def test_places_to_write_are_fields(tmp_path: Path) -> None:
    """Fields and rows of a template are controls that a filled form is read by; boxes stand where a choice is alone on a line."""
    source = """Цель: {{ field("goal", "Цель", type="абзац", lines=4) }}

{{ field("done", "Готово", type="выбор", options=["раз", "два"]) }}

{{ rows("log", "Журнал", columns=[("date", "Дата", 30), ("what", "Что")], rows=3) }}

| Дано | Пишут |
|---|---|
| {{ say("a") }} | {{ field("own", "Своё") }} |
"""
    sheet = composed(source, Words("слово"), tmp_path).sheet
    assert [type(block) for block in sheet.blocks] == [Paragraph, Choice, FillTable, Table]
    assert list(sheet.fields) == ["goal", "done", "log", "own"]
    assert sheet.fields["goal"].rows == 4
    data = write_docx(sheet, {"goal": "Дойти", "own": "Своё слово", "log": [{"what": "встреча"}]}, ruled=True)
    assert all(word in words_of(data) for word in ("Дойти", "Своё слово", "встреча"))


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ nobody }}", UndefinedError), ("{{ say }}", TypeError), ("{{ none }}", TypeError), ("{{ prompt('Скажите') }}", ValueError),
        ("{{ field('Плохой ключ', 'а') }}", ValueError), ("{{ field('a', 'а') }}{{ field('a', 'б') }}", ValueError),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_an_error(source: str, error: type[Exception], tmp_path: Path) -> None:
    """An unknown name, a value that is no word, a bad or doubled key stop the work instead of printing nonsense."""
    with pytest.raises(error):
        composed(source, Words("слово"), tmp_path)


def test_macros_and_constants_pass_through_tokens(tmp_path: Path) -> None:
    """What a macro makes is Markdown of ours with tokens inside; a constant is a value like any other, every time."""
    macro = '{% macro line(x) %}**{{ x }}** и {{ "*звезда*" }}{% endmacro %}'
    source = macro + '{{ line(say("a")) }} {{ minutes(75) }} {{ 3 | plural(("раз", "раза", "раз")) }}'
    for _ in range(2):
        found = list(runs(composed(source, Words("<b>"), tmp_path).sheet.blocks))
        assert "".join(run.text for run in found).replace("\u00a0", " ") == "<b> и *звезда* 75 минут 3 раза"
        assert found[0].bold


def test_a_values_full_stop_gives_way_to_ours(tmp_path: Path) -> None:
    """«…получилось.» before a sign of the template loses its full stop; an ellipsis and a line's end do not."""
    sheet = composed('А {{ say("a") }}; б {{ say("a") }}. В {{ say("a") }}', Words("так."), tmp_path).sheet
    assert "".join(run.text for run in runs(sheet.blocks)).replace("\u00a0", " ") == "А так; б так. В так."


def test_share_counts_each_piece_once(tmp_path: Path) -> None:
    """A field said twice is one piece; a prompt asks once; what is only tested for is not counted."""
    tested = '{% if has("c") %}да{% endif %}'
    listed = '{% for x in lines("d") %}{{ x }}{% endfor %}'
    source = '{{ say("a") }}{{ say("a") }}{{ say("b") }}{{ prompt("Покажите: как.") }}'
    assert composed(tested + listed + source, Words("слово"), tmp_path).share == Share(4, 1)
    assert composed('{{ say("a") }}{{ say("a") }}{{ tell("b") }}', Words("Расскажите: как.", given=False), tmp_path).share == Share(0, 1)


SAID_MINUTES = [(0.5, "полминуты"), (1, "1 минута"), (2.5, "2,5 минуты"), (22, "22 минуты"), (75, "75 минут")]


@pytest.mark.parametrize(("value", "words"), SAID_MINUTES)
def test_minutes_in_words(value: float, words: str) -> None:
    """Minutes agree with their number."""
    assert minutes(value).replace("\u00a0", " ") == words


# --------------------------------------------------------------------------- every text


@each_brief
@each_item
def test_files_are_whole_small_and_tagged(item: Item[CaseBrief], which: str, made: Texts) -> None:
    """Word opens the document, the sheets are tagged, in Russian and titled, sizes are within limits, the picture is small."""
    one = made[item.id, which].made
    assert list(one.files) == [spec.ending for spec in item.files] == [".docx", "-sheets.pdf"][: 1 + bool(SHEETS[item.id])]
    assert len(one.files[".docx"]) <= 100_000
    document = Document(io.BytesIO(one.files[".docx"]))
    assert document.core_properties.title == made[item.id, which].sheet.title
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 1
    if SHEETS[item.id]:
        assert len(one.files["-sheets.pdf"]) <= 300_000
        reader = PdfReader(io.BytesIO(one.files["-sheets.pdf"]))
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"].startswith("ru")
        assert b"pdfuaid" in root["/Metadata"].get_data()
        assert reader.metadata is not None
        assert str(reader.metadata.title).startswith(f"{made[item.id, which].sheet.subject}: листы участников. ")
    assert one.preview is not None
    assert Image.open(io.BytesIO(one.preview)).size in ((360, 255), (360, 254))
    assert len(one.preview) <= 40_000


@each_item
def test_same_input_same_bytes(item: Item[CaseBrief], root: Path, made: Texts) -> None:
    """Another process's tools make the same files, bit for bit."""
    once = made[item.id, "full"]
    again = item.make(once.brief, Workshop(root))
    assert again == once.made


@each_brief
@each_item
def test_every_page_says_what_it_is(item: Item[CaseBrief], which: str, office: Path, made: Texts) -> None:
    """Mark and practice stand on every page, a thin record's mark is «Заготовка»; the end names holder, address, share, licence, date."""
    one = made[item.id, which]
    mark = even_spaces(one.sheet.mark)
    assert mark.startswith(one.brief.mark or "Заготовка: держателю осталось ответить на ")
    pages = pages_of((office / f"{item.id}-{which}.pdf").read_bytes())
    pages += pages_of(one.made.files["-sheets.pdf"]) if SHEETS[item.id] else []
    assert all(mark in page for page in pages)
    assert all(one.brief.short in page and one.brief.url.removeprefix("https://").rstrip("/") in page for page in pages)
    share = one.made.share
    assert share is not None
    said = f"{share.percent} %" if share.asked else "всё содержание взято из карточки"
    for text in (" ".join(pages), words_of(one.made.files[".docx"])):
        even = text.replace("\u00a0", " ")
        for part in (one.brief.holder.title, one.brief.url, said, "CC BY 4.0", one.brief.data_date.rstrip(".")):
            assert part.replace("\u00a0", " ") in even


@each_brief
@each_item
def test_prompts_look_like_prompts(item: Item[CaseBrief], which: str, made: Texts) -> None:
    """Whatever begins «Расскажите:» or «Покажите:» is marked as a prompt, nothing else is, and all are counted in the share."""
    one = made[item.id, which]
    found = list(runs(one.sheet.blocks))
    assert all(run.prompt for run in found if run.text.startswith(PROMPTS))
    asked = {run.text.rstrip(".") for run in found if run.prompt}
    assert all(text.startswith(PROMPTS) for text in asked)
    share = one.made.share
    assert share is not None
    assert len(asked) == share.asked


@each_item
def test_share_is_honest(item: Item[CaseBrief], made: Texts) -> None:
    """The teaching example leaves its holder almost nothing to add, a case that is hardly described leaves almost all."""
    rich, poor = made[item.id, "full"].made.share, made[item.id, "thin"].made.share
    assert rich is not None
    assert poor is not None
    assert rich.percent >= 95
    assert poor.percent <= 15


@each_item
def test_hostile_texts_break_nothing(item: Item[CaseBrief], kb: KnowledgeBase, root: Path, tools: Workshop, made: Texts) -> None:
    """Every text of the record replaced by markup of every language: our headings stay, the words are letters, paper has no warning."""
    one = make(item, hostile(kb, root), tools)
    ours = [[run.text for run in runs((block,))] for block in made[item.id, "full"].sheet.blocks if isinstance(block, Heading)]
    assert [[run.text for run in runs((block,))] for block in one.sheet.blocks if isinstance(block, Heading)] == ours
    text = words_of(one.made.files[".docx"]).replace("\u00a0", " ")
    assert '<script>alert(1)</script> {{ 7*7 }} {% raw %} #panic("x") $x$' in text
    for paper in (paper_of(tools, one.sheet), *list(one.made.files.values())[1:]):
        assert '<script>alert(1)</script> {{ 7*7 }} {% raw %} #panic("x") $x$' in " ".join(pages_of(paper))


@each_item
def test_the_longest_texts_go_on_over_pages(item: Item[CaseBrief], kb: KnowledgeBase, root: Path, tools: Workshop) -> None:
    """A field of 20,000 letters, without a space or of sentences, fits on pages; nothing stands beyond the margin."""
    brief = full(kb, root)
    endless = {"negative_effects": "Слово за словом. " * 1250, "safeguarding": "щ" * 20_000, "problem": HOSTILE * 90}
    case = brief.case.model_copy(update=endless)
    one = make(item, with_case(brief, case), tools)
    reader = PdfReader(io.BytesIO(paper_of(tools, one.sheet)))
    edges: list[float] = []
    for page in reader.pages[:4]:
        page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: edges.append(tm[4]) if text.strip() else None)
    assert max(edges) < 595 - 40


@pytest.fixture(scope="module")
def office(libreoffice: Path, made: Texts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document as PDF by LibreOffice, in one call."""
    folder = tmp_path_factory.mktemp("texts")
    files = []
    for (item, which), one in made.items():
        files.append(folder / f"{item}-{which}.docx")
        files[-1].write_bytes(one.made.files[".docx"])
    convert(libreoffice, files, "pdf", folder / "pdf", folder / "home")
    return folder / "pdf"


@each_brief
@each_item
def test_libreoffice_prints_it_whole(item: Item[CaseBrief], which: str, office: Path, made: Texts) -> None:
    """As many pages as the material has; none empty; mark and number on each; every heading."""
    pages = pages_of((office / f"{item.id}-{which}.pdf").read_bytes())
    one = made[item.id, which]
    fewest, most = PAGES[item.id]
    assert fewest <= len(pages) <= most
    for number, page in enumerate(pages, 1):
        assert even_spaces(one.sheet.mark) in page
        assert f"{number} из {len(pages)}" in page.replace("\u00a0", " ")
        assert len(page) > 150
    whole = re.sub(r"\s", "", "".join(pages))
    for block in one.sheet.blocks:
        if isinstance(block, Heading):
            assert re.sub(r"\s", "", "".join(run.text for run in runs((block,)))) in whole


WRITTEN = {"У нас есть? Чего не хватает", "Как сделаем у себя", "Чем мы от неё защищены"}
"""Last columns of the tables on the participants' sheets."""


@pytest.mark.parametrize(("id", "tables"), [("master-class", 3), ("workshop", 1)])
def test_sheets_of_a_thin_record_have_room_to_write(made: Texts, id: str, tables: int) -> None:
    """What the full record prints in a table the thin one leaves to be written by hand: in rows as high."""
    heights: dict[str, dict[str, int]] = {}
    for which in BRIEFS:
        for table in Document(io.BytesIO(made[id, which].made.files[".docx"])).tables:
            head = table.rows[0].cells[-1].text.replace("\u00a0", " ")
            if head in WRITTEN:
                heights.setdefault(head, {})[which] = min(row.height or 0 for row in table.rows[1:])
    assert len(heights) == tables
    assert all(height["thin"] >= height["full"] > 0 for height in heights.values())


# --------------------------------------------------------------------------- the talk


def test_the_talk_keeps_its_time(briefs: dict[str, CaseBrief], kb: KnowledgeBase, root: Path) -> None:
    """The plan is the format's (17 minutes, at most 18); no part holds more words than its time, however much the record says."""
    endless = hostile(kb, root, "Долгая фраза о том, как всё было устроено. " * 400)
    for brief in (*briefs.values(), endless):
        parts = talk.spoken_parts(Desk(brief))
        assert [one.part.minutes for one in parts] == [1, 3, 5, 5, 2, 1]
        assert total(one.part for one in parts) == 17 <= talk.LIMIT
        assert all(one.words <= one.part.minutes * talk.PACE for one in parts)
        assert sum(one.words for one in parts) <= talk.LIMIT * talk.PACE
        assert all(one.spoken + one.left >= one.part.minutes for one in parts)
    assert any(one.cut for one in talk.spoken_parts(Desk(endless)))


def test_the_talk_is_the_records_own_words(briefs: dict[str, CaseBrief]) -> None:
    """Every sentence of the text stands in the record, apart from the questions and links that join them."""
    said = " ".join(one.text for one in talk.spoken_parts(Desk(briefs["full"])))
    links = ("Практику меняли по ходу", "Расскажу и об ошибке", "И ещё об одной", "Как это видно", "Что делать")
    ours = (*links, talk.CALL[:-1])
    said = re.sub(rf"\b(?:{'|'.join((*talk.OFFERS.values(), talk.OFFICE))}): (.)", lambda found: found[1].upper(), said)
    record = re.sub(r"\W+", " ", repr(briefs["full"].case).replace("\\n", " ")).lower()
    for sentence in sentences(said.replace("\n– ", " ")):
        plain = re.sub(r"\W+", " ", sentence).strip().lower()
        is_number = ": было" in sentence or re.search(r": \d", sentence)
        assert is_number or plain in record or any(plain == question.lower() for question in ours), sentence


def test_the_talk_returns_to_its_one_thought(briefs: dict[str, CaseBrief], made: Texts) -> None:
    """The hook and the call end with the thought, the idea begins with it, every other part says how it leads there."""
    desk = Desk(briefs["full"])
    one = thought(desk).text
    parts = talk.spoken_parts(desk)
    hook, why, story, idea, proof, call = parts
    assert [part.text.endswith(one) for part in parts] == [True, False, False, False, False, True]
    assert idea.text.startswith(one)
    assert [bool(part.line) for part in parts] == [False, True, True, False, True, False]
    printed = re.sub(r"\s", "", words_of(made["talk", "full"].made.files[".docx"]))
    assert all(re.sub(r"\s", "", f"К одной мысли: {part.line}.") in printed for part in (why, story, proof))
    assert hook.text.count(one) == call.text.count(one) == 1


def test_the_call_is_no_questionnaire(briefs: dict[str, CaseBrief]) -> None:
    """The call tells in statements what the holder offers; a «нет» is no offer, a speech is no thought to repeat."""
    brief = briefs["full"]
    call = talk.spoken_parts(Desk(brief))[-1].text
    assert "?" not in call
    assert "Визит: один день в центре" in call
    assert brief.case.supports
    refused = brief.case.supports.model_copy(update={"site_visit": "нет", "training": None, "consultation": None})
    wordy = brief.case.model_copy(update={"supports": refused, "goal": "Очень долгая цель, " * 60 + "конец."})
    parts = talk.spoken_parts(Desk(with_case(brief, wordy)))
    assert "Визит" not in parts[-1].text
    assert parts[-1].text.startswith(talk.OFFICE)
    assert "долгая" not in parts[0].text + parts[-1].text


def test_the_talk_says_how_long_its_text_is(made: Texts, briefs: dict[str, CaseBrief]) -> None:
    """The words and minutes printed are those of the text printed; a silent record leaves all the time to the speaker."""
    parts = talk.spoken_parts(Desk(briefs["full"]))
    words = sum(talk.word_count(one.text) for one in parts)
    printed = words_of(made["talk", "full"].made.files[".docx"]).replace("\u00a0", " ")
    assert f"{words} слов" in printed
    assert minutes(sum(one.spoken for one in parts)).replace("\u00a0", " ") in printed
    assert f"{talk.PACE} слов в минуту" in printed
    empty = words_of(made["talk", "thin"].made.files[".docx"])
    assert "пока нет: ответьте на подсказки" in empty
    assert made["talk", "thin"].made.time.replace("\u00a0", " ") == "17 минут"


def test_the_talk_is_cut_at_a_sentence() -> None:
    """What does not fit ends with a whole sentence; a sentence longer than the time ends with «…»."""
    line = "Раз два три четыре пять. " * 10
    assert talk.fit([line.strip()], 12) == ["Раз два три четыре пять. Раз два три четыре пять."]
    assert talk.fit(["слово " * 50], 12)[0].endswith("…")
    assert talk.fit(["Раз два.", "Три четыре."], 3) == ["Раз два."]
    assert talk.word_count("Мост — это – не стена, 5 раз") == 6


# --------------------------------------------------------------------------- meetings


def test_meetings_keep_their_time(briefs: dict[str, CaseBrief]) -> None:
    """A master class takes 60–90 minutes, a workshop 90–180; parts follow each other; at least half is participants' work."""
    formats = briefs["full"].formats
    hour, day = timed(formats[master_class.FORMAT], master_class.HALF), timed(formats[workshop.FORMAT])
    for parts, own, least, most in ((hour, master_class.WORK, 60, 90), (day, workshop.WORK, 90, 180)):
        assert least <= total(parts) <= most
        assert [part.ends for part in parts[:-1]] == [part.starts for part in parts[1:]]
        assert parts[-1].ends == total(parts)
        assert work_minutes(parts, *own) * 2 >= total(parts)
    values = master_class.hour_values(hour)
    assert values["attempt"] * 2 + values["check"] == values["work"]
    gap = next(part for part in day if part.named("разрыв"))
    split = workshop.day_values(day)
    assert split["explain"] + split["compare"] + split["mend"] == gap.minutes


@each_brief
@pytest.mark.parametrize("item", ITEMS[1:], ids=lambda item: item.id)
def test_the_plan_printed_adds_up(item: Item[CaseBrief], which: str, made: Texts) -> None:
    """Minutes of the table's rows make its total, and the total is the time the item states."""
    plan = next(block for block in made[item.id, which].sheet.blocks if isinstance(block, Table) and any(block.header))
    numbers = [int("".join(run.text for run in row[2] if isinstance(run, Text))) for row in plan.rows]
    assert sum(numbers[:-1]) == numbers[-1]
    assert made[item.id, which].made.time.replace("\u00a0", " ").startswith(f"{numbers[-1]} минут")
    share = re.search(r"(\d+) %", "".join(run.text for cell in plan.rows[-1] for run in cell if isinstance(run, Text)))
    assert share is not None
    assert int(share[1]) >= 50


@pytest.mark.parametrize("item", ITEMS[1:], ids=lambda item: item.id)
@each_brief
def test_handouts_begin_pages_of_their_own(item: Item[CaseBrief], which: str, made: Texts) -> None:
    """Each sheet for participants can be copied alone: it begins a page, in the file of sheets the first under the title."""
    pages = pages_of(made[item.id, which].made.files["-sheets.pdf"])
    mark = even_spaces(made[item.id, which].sheet.mark)
    wanted = [f"Лист {number}." for number in range(1, SHEETS[item.id] + 1)]
    assert "листы участников" in pages[0]
    assert "Лист 1." in pages[0]
    begins = [page.removeprefix(mark).strip()[:7] for page in pages[1:]]
    assert [begin for begin in begins if begin.startswith("Лист")] == wanted[1:]
    assert len(pages) <= SHEETS[item.id] + 2


def test_the_master_class_shows_a_step_of_the_record(briefs: dict[str, CaseBrief], made: Texts) -> None:
    """The technique is a described step of a pair's own work; its actions are rows of sheet 1; its template is named with its address."""
    case = briefs["full"].case
    step = case.steps[telling_steps(case)[0]]
    assert step.stage == "p6"
    printed = words_of(made["master-class", "full"].made.files[".docx"]).replace("\u00a0", " ")
    assert printed.count(step.title) >= 2
    for sentence in sentences(briefs["full"].say(f"steps.{case.steps.index(step)}.action").text):
        assert printed.count(sentence) >= 2
    assert f"{briefs['full'].site.url}documents/{step.documents[0]}/" in printed
    for mistake in case.mistakes:
        assert all(text and text in printed for text in (mistake.mistake, mistake.sign, mistake.prevention, mistake.remedy))


def test_the_workshop_keeps_the_answers_back(briefs: dict[str, CaseBrief], office: Path, made: Texts) -> None:
    """What may not be said before the break are the record's core components; the steps come only on sheet 3."""
    sheet = made["workshop", "full"].sheet
    box = next(block for block in sheet.blocks if isinstance(block, Box))
    said = [run.text.replace("\u00a0", " ") for run in runs(box.blocks)]
    assert all(line in said for line in briefs["full"].case.core_components)
    pages = pages_of((office / "workshop-full.pdf").read_bytes())
    holders = next(number for number, page in enumerate(pages) if "Лист 3." in page[:160])
    title = briefs["full"].case.steps[0].title.replace("\u00a0", " ")
    assert title in pages[holders].replace("\u00a0", " ")
    assert not any(title in page.replace("\u00a0", " ") for page in pages[:holders])


# --------------------------------------------------------------------------- small things


def test_result_in_a_sentence() -> None:
    """Per cents stand at both numbers, other units once, no brackets within brackets; what is not measured says nothing."""
    pairs = Result(indicator="Пары", baseline=33, value=78.5, unit="%", sample="9 пар")
    assert result_sentence(pairs).replace("\u00a0", " ") == "Пары: было 33 %, стало 78,5 % (9 пар)."
    skills = Result(indicator="Умения", baseline=9.4, value=14, unit="умений")
    assert result_sentence(skills).replace("\u00a0", " ") == "Умения: было 9,4, стало 14 умений."
    assert result_sentence(Result(indicator="Встречи", value=3)) == "Встречи: 3."
    assert result_sentence(Result(indicator="Пары", value=8, sample="8 из 9 (одна распалась)")) == "Пары: 8 — 8 из 9 (одна распалась)."
    assert result_sentence(Result(indicator="Встречи", baseline=3)) == ""


def test_steps_without_a_model_are_told_in_order(briefs: dict[str, CaseBrief]) -> None:
    """Only described steps are shown; without stages the order is the record's."""
    told = [Step(title=title, action="Делайте.", stage=stage) for title, stage in (("б", None), ("в", None), ("г", "p6"))]
    steps = (Step(title="а"), *told)
    assert telling_steps(briefs["full"].case.model_copy(update={"steps": steps})) == (3, 1, 2)


def test_a_format_with_other_parts_is_followed(briefs: dict[str, CaseBrief], tools: Workshop) -> None:
    """Parts an editor adds to a format's record are in the plan with their own words; a format without times makes no item."""
    brief = briefs["full"]
    more = (*brief.formats[talk.FORMAT].structure, FormatBlock(title="Выступление: вопросы зала", minutes=1, content="Отвечайте коротко."))
    form = brief.formats[talk.FORMAT].model_copy(update={"structure": more})
    changed = replace(brief, formats={**brief.formats, talk.FORMAT: form})
    assert "Отвечайте коротко." in words_of(talk.ITEM.make(changed, tools).files[".docx"])
    bare = replace(brief, formats={})
    assert not any(item.applies(bare) for item in ITEMS)
    assert clock(64) == "1:04"
