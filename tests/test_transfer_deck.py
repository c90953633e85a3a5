"""The deck of twenty slides: the story, the presentation in other programs' eyes, the paper, hostile and thin records."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pptx import Presentation

from documents_kit import convert
from technopark.artefacts.pictures.scene import Box
from technopark.artefacts.transfer.brief import ASK, CaseBrief, case_briefs
from technopark.artefacts.transfer.cases import pecha_kucha
from technopark.artefacts.transfer.deck.arial import width_of
from technopark.artefacts.transfer.deck.board import ASKS, HINT, boards
from technopark.artefacts.transfer.deck.boxes import TextBox
from technopark.artefacts.transfer.deck.figures import before_after
from technopark.artefacts.transfer.deck.fitting import LEAST, fit, shortened
from technopark.artefacts.transfer.deck.how import grouped
from technopark.artefacts.transfer.deck.slides import ACROSS, Drawn, Slide, Words
from technopark.artefacts.transfer.deck.speech import MOST_WORDS, SEPARATOR, note, spoken_words
from technopark.artefacts.transfer.deck.story import share_of, story
from technopark.artefacts.transfer.items import Made, Workshop
from technopark.kinds.cases import Case, Contact, Mistake, Result, Step, Supports
from technopark.knowledge import KnowledgeBase
from technopark.problems import ConfigurationError
from transfer_kit import HOSTILE, SITE, full, hostile, thin, with_case

PARTS = (2, 4, 8, 4, 2)
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SENTENCES = "Так мы сделали в прошлом году, и это помогло всем. "
EMU = 12700


def minimal(brief: CaseBrief) -> CaseBrief:
    """A record with nothing but what a record must have."""
    case = brief.case
    bare = Case(id=case.id, title=case.title, summary=case.summary, holder=case.holder, kind=case.kind, status=case.status)
    named = replace(brief.holder, note="")
    return replace(with_case(brief, bare), holder=named, partners=(), model=None, stages=(), publications=(), programmes=(), photos=())


def with_steps(brief: CaseBrief, count: int) -> CaseBrief:
    """The teaching example with so many steps, by three of a stage."""
    stages = [f"p{number // 3 % 10}" if number % 7 else None for number in range(count)]
    steps = tuple(Step(title=f"Шаг под номером {number}", stage=stage, action=SENTENCES * 3) for number, stage in enumerate(stages, 1))
    return with_case(brief, brief.case.model_copy(update={"steps": steps}))


@pytest.fixture(scope="module")
def briefs(kb: KnowledgeBase, root: Path) -> dict[str, CaseBrief]:
    """Full, thin and bare records, and records whose every text is hostile, endless, one word, one letter or no letter at all."""
    one = full(kb, root)
    return {
        "full": one,
        "thin": thin(kb, root),
        "bare": minimal(thin(kb, root)),
        "some steps": with_steps(one, 3),
        "many steps": with_steps(one, 30),
        "hostile": hostile(kb, root),
        "sentences": hostile(kb, root, SENTENCES * 380),
        "one word": hostile(kb, root, "ж" * 400),
        "one letter": hostile(kb, root, "ж"),
        "spaces": hostile(kb, root, "\u00a0 \n "),
        "wide": hostile(kb, root, "\U0001f600" * 200),
    }


NAMES = ("full", "thin", "bare", "some steps", "many steps", "hostile", "sentences", "one word", "one letter", "spaces", "wide")
each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def made(briefs: dict[str, CaseBrief], root: Path) -> dict[str, Made]:
    """The deck of every record."""
    workshop = Workshop(root)
    return {name: pecha_kucha.make(brief, workshop) for name, brief in briefs.items()}


def opened(data: bytes) -> Any:
    """The presentation as python-pptx opens it."""
    return Presentation(io.BytesIO(data))


def part(data: bytes, path: str) -> etree._Element:
    """A part of a package as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(path))


def shapes(tree: Any) -> Iterator[Any]:
    """All shapes of a slide, those inside groups too."""
    for shape in tree:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from shapes(shape.shapes)


# --------------------------------------------------------------------------- the story


@each
def test_exactly_twenty_slides_in_five_parts(briefs: dict[str, CaseBrief], name: str) -> None:
    """Whatever the record holds: 2 of the problem, 4 of the context, 8 of the doing, 4 of results, 2 of the call."""
    slides = story(briefs[name]).slides
    assert tuple(len(list(found)) for _, found in groupby(slides, key=lambda slide: slide.part)) == PARTS


def test_every_case_of_the_base_has_its_deck(kb: KnowledgeBase, root: Path) -> None:
    """All published cases give twenty slides; what is not described is asked, and their share is below a hundred per cent."""
    for brief in case_briefs(kb, root, SITE):
        slides = story(brief).slides
        assert len(slides) == 20, brief.id
        asked = [slide for slide in slides if slide.look == "prompt"]
        assert all(slide.note.asks and slide.question and not slide.given for slide in asked)
        share = share_of(slides)
        assert share.given + share.asked == 21, brief.id
        assert (share.percent == 100) == (not asked and not slides[-1].question), brief.id


def test_parts_are_those_of_the_format(briefs: dict[str, CaseBrief]) -> None:
    """Titles of the parts come from the format's record; one whose shares are not 2, 4, 8, 4, 2 is refused by name."""
    brief = briefs["full"]
    record = brief.formats["pecha-kucha"]
    assert list(dict.fromkeys(slide.part for slide in story(brief).slides)) == [block.title for block in record.structure]
    first = record.structure[0].model_copy(update={"share": "3 слайда, 60 секунд"})
    wrong = record.model_copy(update={"structure": (first, *record.structure[1:])})
    with pytest.raises(ConfigurationError, match=r"3 \+ 4 \+ 8 \+ 4 \+ 2.*practices/formats/pecha-kucha\.yml"):
        story(replace(brief, formats={**brief.formats, "pecha-kucha": wrong}))


@each
def test_speech_fits_twenty_seconds(briefs: dict[str, CaseBrief], name: str) -> None:
    """No slide asks for more than forty words, counted by spaces and as read aloud; prompts remind of the limit."""
    for slide in story(briefs[name]).slides:
        said = slide.note.spoken
        assert len(said.split()) <= MOST_WORDS
        assert slide.note.words <= MOST_WORDS
        assert slide.note.seconds <= 20
        assert str(MOST_WORDS if slide.note.asks else slide.note.words) in slide.note.measure
        assert SEPARATOR not in said


def test_speech_is_whole_sentences(briefs: dict[str, CaseBrief]) -> None:
    """What the speaker of the teaching example says ends with a mark, never with «…», and begins with a capital letter."""
    for slide in story(briefs["full"]).slides:
        assert re.search(r"[.!?][»”)]?$", slide.note.spoken), slide.note.spoken
        assert slide.note.spoken[0].isupper() or slide.note.spoken[0].isdigit() or slide.note.spoken[0] == "«"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("281 встреча", 4), ("9,4", 4), ("33 %", 3), ("2025 г.", 5), ("1\u00a0000\u00a0000 ₽", 4), ("два-три раза", 2), ("— и", 2),
        ("14–17 лет", 5), ("", 0),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_read_aloud(text: str, words: int) -> None:
    """«281» takes three words to say, «9,4» four; signs of punctuation take none."""
    assert spoken_words(text) == words


def test_a_sentence_too_long_to_say_is_cut_at_a_clause() -> None:
    """Sixty words in one sentence: said up to a comma and «…», whole in the part for questions."""
    clause = "мы сделали это вместе с воспитателями и наставниками нашего центра"
    found = note([f"{', '.join([clause] * 6)}."])
    assert found.spoken.endswith("центра…")
    assert found.words <= MOST_WORDS
    assert found.more


def test_given_words_come_from_the_record(briefs: dict[str, CaseBrief]) -> None:
    """Of a bare record only its title, its holder and the address are shown; everything else is a question."""
    brief = briefs["bare"]
    slides = story(brief).slides
    shown = [slide for slide in slides if slide.look != "prompt"]
    assert [slide.look for slide in slides].count("prompt") == 18
    texts = " ".join(text for slide in shown for block in slide.blocks if isinstance(block, Words) for text in block.texts)
    assert texts == f"{brief.holder.title} {brief.holder.title}".replace("г. ", "г.\u00a0")
    assert slides[-1].question


def test_prompts_differ(briefs: dict[str, CaseBrief]) -> None:
    """No two slides of the thinnest deck ask the same, and every prompt begins with «Расскажите: »."""
    questions = [slide.question for slide in story(briefs["bare"]).slides if slide.question]
    assert len(set(questions)) == len(questions) == 19
    assert all(slide.note.spoken.startswith(ASK) for slide in story(briefs["bare"]).slides if slide.note.asks)


@pytest.mark.parametrize("count", [0, 1, 3, 7, 8, 9, 13, 25, 60])
def test_any_number_of_steps_takes_eight_slides(briefs: dict[str, CaseBrief], count: int) -> None:
    """Every step stands on a slide, alone or with its neighbours, in their order; what is short of eight is asked or told."""
    brief = with_steps(briefs["full"], count)
    groups = grouped(tuple(enumerate(brief.case.steps)), 8)
    assert [number for group in groups for number, _ in group] == list(range(count))
    assert len(groups) == min(count, 8)
    slides = [slide for slide in story(brief).slides if slide.part == "Как это делается"]
    assert len(slides) == 8


def test_neighbours_of_one_stage_are_grouped_first(briefs: dict[str, CaseBrief]) -> None:
    """Ten steps of which two pairs share a stage: exactly those pairs share a slide."""
    stages = ["p0", "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p6", "p7"]
    steps = tuple((number, Step(title=f"Шаг {number}", stage=stage)) for number, stage in enumerate(stages))
    assert [len(group) for group in grouped(steps, 8)] == [2, 1, 1, 1, 1, 1, 2, 1]
    assert briefs["full"].stages[0].title in [slide.title for slide in story(briefs["full"]).slides]


def test_few_steps_are_followed_by_what_else_is_known(briefs: dict[str, CaseBrief]) -> None:
    """With three steps the deck tells the dose, the place and the rest of the doing before it asks."""
    looks = [(slide.title, slide.look) for slide in story(briefs["some steps"]).slides[6:14]]
    assert [look for _, look in looks] == ["thought"] * 8
    assert "Сколько и\u00a0как часто" in dict(looks)


def test_one_slide_tells_what_did_not_work(briefs: dict[str, CaseBrief]) -> None:
    """The eighteenth: undesired effects, else the first mistake, else a question."""
    one = briefs["full"]
    assert story(one).slides[17].title == "Что не\u00a0получилось"
    mistake = Mistake(mistake="Спешили с приказом", prevention="Две пробные встречи")
    other = with_case(one, one.case.model_copy(update={"negative_effects": None, "mistakes": (mistake,)}))
    assert story(other).slides[17].blocks[0] == Words("lead", ("Спешили с\u00a0приказом",))
    assert story(briefs["bare"]).slides[17].look == "prompt"


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"baseline": 9.4, "value": 14.1, "unit": "умений"}, ["Drawn"]),
        ({"baseline": 33, "value": 78, "unit": "%"}, ["Drawn"]),
        ({"value": 89, "unit": "%", "sample": "8 пар из 9"}, ["number", "Drawn", "caption"]),
        ({"value": 84, "unit": "%", "sample": "8 пар из 9"}, ["Drawn", "caption"]),
        ({"value": 12, "unit": "пар"}, ["number"]),
        ({"value": 12, "unit": "пар, которые встречались весь год"}, ["number", "caption"]),
        ({"baseline": -3, "value": 2}, ["lead"]),
        ({"baseline": 1e300, "value": 2}, ["lead"]),
        ({}, []),
    ],
)
def test_a_result_is_drawn_as_what_it_is(briefs: dict[str, CaseBrief], fields: dict[str, Any], kinds: list[str]) -> None:
    """Two numbers are bars, a counted share is dots if it agrees with the number, a bare number stands large; the rest is words."""
    result = Result(indicator="Показатель", **fields)
    brief = with_case(briefs["full"], briefs["full"].case.model_copy(update={"results": (result,)}))
    blocks = story(brief).slides[14].blocks
    assert [block.role if isinstance(block, Words) else "Drawn" for block in blocks] == kinds


def test_bars_are_true_to_the_numbers() -> None:
    """Bars begin at zero, are as long as their numbers, and a percentage's track is the whole."""
    drawn = before_after(Result(indicator="х", baseline=25, value=75, unit="%"))
    assert isinstance(drawn, Drawn)
    boxes = [shape for shape in drawn.scene.parts if isinstance(shape, Box)]
    track, before, _, after = boxes
    assert after.width / before.width == pytest.approx(3)
    assert track.width / after.width == pytest.approx(100 / 75)


def test_help_that_is_not_given_is_not_offered(briefs: dict[str, CaseBrief]) -> None:
    """«нет» is not an offer, «да: один день» loses its «да»."""
    supports = Supports(site_visit="да: один день", training="нет, пока не учим", consultation="да")
    brief = with_case(briefs["full"], briefs["full"].case.model_copy(update={"supports": supports}))
    assert story(brief).slides[18].blocks == (Words("points", ("Визит: один день", "Консультации")),)


def test_last_slide_names_an_office(briefs: dict[str, CaseBrief]) -> None:
    """Name, holder, office with telephone and post, code and short address; a «site» that is no address is left out."""
    last = story(briefs["full"]).slides[-1]
    texts = [text for block in last.blocks if isinstance(block, Words) for text in block.texts]
    assert "Методический отдел" in texts[1]
    assert "primer@example.org" in texts
    assert not any("вымышлено" in text for text in texts)
    assert last.qr == briefs["full"].url
    assert last.address == "example.org/cases/uchebnyy-primer"
    contact = Contact(office="Отдел", site="https://example.org/otdel")
    other = with_case(briefs["full"], briefs["full"].case.model_copy(update={"contact": contact}))
    assert "https://example.org/otdel" in str(story(other).slides[-1].blocks)


# --------------------------------------------------------------------------- measuring


@each
def test_everything_fits_its_box(briefs: dict[str, CaseBrief], name: str) -> None:
    """By our own measure every line is inside its box, every box inside the slide, and no boxes of a slide lie on one another."""
    for board in boards(story(briefs[name])):
        found = [item for item in board.items if isinstance(item, TextBox)]
        for box in (board.title, *found):
            reach = box.width - (34 if box.bullets else 0)
            lines = [line for paragraph in box.fitted.paragraphs for line in paragraph]
            assert all(width_of(line, box.fitted.size, bold=box.bold) <= reach + 0.01 for line in lines), box
            opening = box.fitted.size * 1.17 if box.opening else 0
            assert box.fitted.height + opening <= box.height + 0.01, box
            assert box.x >= 60
            assert box.x + box.width <= 60 + ACROSS
            assert box.y + box.height <= 508
        spans = sorted((box.y, box.y + box.height) for box in found)
        assert all(first[1] <= second[0] + 0.01 for first, second in pairwise(spans)), board.slide.title


@given(st.text(alphabet="аж М.,;— \u00a0—<x0😀", max_size=300), st.integers(60, 840), st.integers(40, 300), st.booleans())
def test_fitting_never_overflows(text: str, width: int, height: int, bold: bool) -> None:
    """Any text in any box: no line wider, no stack of lines higher, and what is left begins the text."""
    fitted = fit([text], width, height, (60, 44, LEAST), bold=bold)
    assert fitted.height <= height
    for line in (line for paragraph in fitted.paragraphs for line in paragraph):
        assert width_of(line, fitted.size, bold=bold) <= width or len(line) == 1
    squeezed = "".join("".join(fitted.texts).split())
    assert "".join(text.split()).startswith(squeezed.removesuffix("…"))


def test_shortening_prefers_sentences_then_clauses_then_words() -> None:
    """A cut never tears a word that could stay whole."""
    text = "Первое предложение. Второе, с оборотом, длиннее первого. Третье."
    assert shortened(text, 60) == "Первое предложение. Второе, с оборотом, длиннее первого…"
    assert shortened(text, 30) == "Первое предложение…"
    assert shortened("Одно, но с оборотом предложение", 20) == "Одно, но с оборотом…"
    assert shortened("слово " * 10, 20) == "слово слово слово…"
    assert shortened("ж" * 50, 20) == "ж" * 19 + "…"


# --------------------------------------------------------------------------- the presentation


@each
def test_presentation_advances_by_itself(made: dict[str, Made], name: str) -> None:
    """Twenty slides; on each a transition of 20,000 ms without a click, after the colour map, as the schema orders."""
    data = made[name].files[".pptx"]
    assert len(opened(data).slides) == 20
    for number in range(1, 21):
        slide = part(data, f"ppt/slides/slide{number}.xml")
        assert [child.tag for child in slide] == [f"{P}cSld", f"{P}clrMapOvr", f"{P}transition"]
        assert dict(slide[2].items()) == {"advClick": "0", "advTm": "20000"}
    assert [node.get("useTimings") for node in part(data, "ppt/presProps.xml")] == ["1"]


@each
def test_every_slide_has_notes_and_a_title(made: dict[str, Made], briefs: dict[str, CaseBrief], name: str) -> None:
    """The title is a placeholder with words in it; the spoken part of the notes is what comes before its measure, ≤ 40 words."""
    for slide, told in zip(opened(made[name].files[".pptx"]).slides, story(briefs[name]).slides, strict=True):
        assert slide.shapes.title is not None
        if name != "spaces":
            assert slide.shapes.title.text.strip()
        text = slide.notes_slide.notes_text_frame.text
        spoken, _, rest = text.partition("\n[")
        assert spoken == told.note.spoken
        assert len(spoken.split()) <= MOST_WORDS
        assert re.match(r".*секунд.*\]", rest)
        assert (SEPARATOR in rest) == bool(told.note.more)


def test_titles_tell_slides_apart(made: dict[str, Made]) -> None:
    """In the teaching example and in the bare deck no two slides have one heading, the name on the first and last apart."""
    for name in ("full", "bare"):
        titles = [slide.shapes.title.text for slide in opened(made[name].files[".pptx"]).slides]
        assert len(set(titles[:-1])) == 19


@each
def test_type_is_large_and_russian(made: dict[str, Made], name: str) -> None:
    """Every run is Arial, in Russian, of 28 points or more; only foot, source and mark are 14."""
    for slide in opened(made[name].files[".pptx"]).slides:
        for shape in shapes(slide.shapes):
            if not shape.has_text_frame:
                continue
            small = re.match(r"Нижний колонтитул|Номер слайда|Источник|Пометка", shape.name)
            for properties in shape._element.iter(f"{A}rPr"):
                if properties.getparent().tag == f"{A}br":
                    continue
                assert properties.get("lang") == "ru-RU"
                assert int(properties.get("sz")) >= (1400 if small else 2800), shape.name
                assert properties.find(f"{A}latin").get("typeface") == "Arial"


@each
def test_drawings_have_words_for_those_who_do_not_see(made: dict[str, Made], name: str) -> None:
    """Every drawing and code carries a description, or says that it is an ornament; ids of shapes are unique."""
    for slide in opened(made[name].files[".pptx"]).slides:
        ids = [shape.shape_id for shape in shapes(slide.shapes)]
        assert len(set(ids)) == len(ids)
        for shape in slide.shapes:
            if shape.has_text_frame:
                continue
            about = shape._element.xpath(".//p:cNvPr")[0]
            ornament = b"decorative" in etree.tostring(about)
            assert ornament != bool(about.get("descr", "").strip())


def test_package_is_whole_and_still(made: dict[str, Made]) -> None:
    """Every part has a type and every relation leads to a part; nothing is outside, no clock, no name of a person."""
    data = made["full"].files[".pptx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert not any(b'TargetMode="External"' in archive.read(name) for name in names)
    types = part(data, "[Content_Types].xml")
    known = {name.lstrip("/") for node in types if (name := node.get("PartName"))}
    assert known == {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}
    core = opened(data).core_properties
    assert (core.title, core.language, core.author, core.last_modified_by) == (story_title(data), "ru-RU", "", "")


def story_title(data: bytes) -> str:
    """The title the properties must have."""
    return part(data, "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title") or ""


def test_parts_are_sections(made: dict[str, Made], briefs: dict[str, CaseBrief]) -> None:
    """The list of slides in PowerPoint is divided into the five parts of the format."""
    tree = part(made["full"].files[".pptx"], "ppt/presentation.xml")
    sections = [node for node in tree.iter() if str(node.tag).endswith("}section")]
    assert [node.get("name") for node in sections] == [block.title for block in briefs["full"].formats["pecha-kucha"].structure]
    assert tuple(len(node[0]) for node in sections) == PARTS


def test_teaching_example_is_marked_everywhere(made: dict[str, Made], briefs: dict[str, CaseBrief]) -> None:
    """«Учебный пример» is on every slide of the presentation and of the HTML deck; real cases have no mark."""
    mark = briefs["full"].mark
    for slide in opened(made["full"].files[".pptx"]).slides:
        assert mark in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert made["full"].files[".html"].decode().count(f">{mark}</p>") == 20
    assert mark.encode() not in made["thin"].files[".html"]


@each
def test_files_are_small_and_the_same_twice(made: dict[str, Made], briefs: dict[str, CaseBrief], root: Path, name: str) -> None:
    """Limits of the contract are kept, and a second making gives the same bytes."""
    one = made[name]
    limits = {".pptx": 2_000_000, ".html": 500_000}
    assert one.files.keys() == limits.keys() == {spec.ending for spec in pecha_kucha.ITEM.files}
    assert all(len(data) <= limits[ending] for ending, data in one.files.items())
    assert one == pecha_kucha.make(briefs[name], Workshop(root))


@each
def test_preview_is_a_small_picture_of_the_first_slide(made: dict[str, Made], name: str) -> None:
    """PNG of 360 × 203, at most 40 KB, with words for those who do not see it."""
    preview = made[name].preview
    assert preview is not None
    assert len(preview) <= 40_000
    with Image.open(io.BytesIO(preview)) as picture:
        assert picture.size == (360, 203)
    assert made[name].alt.startswith("Первый слайд")


def test_share_is_told_on_the_last_slide(made: dict[str, Made]) -> None:
    """The page and the last slide say the same share; the teaching example asks for nothing."""
    assert made["full"].share is not None
    assert made["full"].share.percent == 100
    share = made["thin"].share
    assert share is not None
    text = " ".join(shape.text_frame.text for shape in opened(made["thin"].files[".pptx"]).slides[19].shapes if shape.has_text_frame)
    assert f"{share.percent}\u00a0%" in text
    assert re.search(rf"{share.asked}\u00a0подсказ", text)
    assert "CC\u00a0BY\u00a04.0" in text.replace("CC BY 4.0", "CC\u00a0BY\u00a04.0")


# --------------------------------------------------------------------------- in other programs


@dataclass(frozen=True)
class Office:
    """Decks as LibreOffice prints them."""

    folder: Path

    def pages(self, name: str) -> pypdfium2.PdfDocument:
        """The PDF of a deck."""
        return pypdfium2.PdfDocument(self.folder / f"{name.replace(' ', '-')}.pdf")


@pytest.fixture(scope="module")
def office(libreoffice: Path, made: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All decks as PDF by one call."""
    folder = tmp_path_factory.mktemp("decks")
    files = []
    for name, one in made.items():
        files.append(folder / f"{name.replace(' ', '-')}.pptx")
        files[-1].write_bytes(one.files[".pptx"])
    convert(libreoffice, files, "pdf", folder, folder / "home")
    return Office(folder)


@each
def test_libreoffice_prints_twenty_pages(office: Office, name: str) -> None:
    """Every deck opens in real LibreOffice and has twenty pages of 16:9."""
    with office.pages(name) as document:
        assert len(document) == 20
        assert all(page.get_width() / page.get_height() == pytest.approx(16 / 9, abs=0.01) for page in document)


@pytest.mark.parametrize("name", ["full", "thin", "bare", "some steps", "many steps", "sentences", "one word"])
def test_no_text_leaves_its_box_in_libreoffice(office: Office, made: dict[str, Made], name: str) -> None:
    """Where LibreOffice puts every sign is inside the box of its shape, and each box has as many signs as its text."""
    slides = opened(made[name].files[".pptx"]).slides
    with office.pages(name) as document:
        for number, (page, slide) in enumerate(zip(document, slides, strict=True), 1):
            wanted = sorted(boxes_of(slide))
            signs = list(signs_of(page))
            for x0, y0, x1, y1, text in wanted:
                inside = [sign for sign, x, y in signs if x0 - 3 <= x <= x1 + 3 and y0 - 3 <= y <= y1 + 3]
                assert sorted(inside) == sorted(re.sub(r"\s", "", text)), (number, text)


def boxes_of(slide: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """Boxes of the texts of a slide in points; placeholders of the foot have theirs from the layout."""
    for shape in shapes(slide.shapes):
        if shape.has_text_frame and shape.text_frame.text.strip() and shape.name.split()[0] not in ("Нижний", "Номер"):
            left, top, width, height = (value / EMU for value in (shape.left, shape.top, shape.width, shape.height))
            bullets = "–" * len(shape._element.findall(f".//{A}buChar"))
            yield left, top, left + width, top + height, shape.text_frame.text + bullets


def signs_of(page: Any) -> Iterator[tuple[str, float, float]]:
    """Signs of a page with their centres in points of the slide, from the top."""
    scale = 960 / page.get_width()
    text = page.get_textpage()
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            left, bottom, right, top = text.get_charbox(index)
            yield sign, (left + right) / 2 * scale, (page.get_height() - (bottom + top) / 2) * scale


def test_our_widths_are_those_of_the_office(office: Office, made: dict[str, Made]) -> None:
    """A line of the table of Arial's widths is as long as LibreOffice sets it, within three per cent and never shorter."""
    with office.pages("full") as document:
        for number in (0, 1, 4, 18):
            title = opened(made["full"].files[".pptx"]).slides[number].shapes.title
            text = title.text_frame.text
            size = int(title._element.find(f".//{A}rPr").get("sz")) / 100
            ours = width_of(text, size, bold=True)
            page = document[number].get_textpage()
            found = page.search(text.split()[0]).get_next()
            assert found is not None
            last = page.get_charbox(found[0] + len(text) - 1)[2]
            scale = 960 / document[number].get_width()
            seen = (last - page.get_charbox(found[0])[0]) * scale
            assert seen <= ours
            assert seen >= ours * 0.95


@pytest.mark.parametrize("name", ["full", "thin", "hostile"])
def test_code_leads_to_the_case(office: Office, briefs: dict[str, CaseBrief], name: str) -> None:
    """The code of the last slide is read from a picture of the presentation."""
    with office.pages(name) as document:
        codes = zxingcpp.read_barcodes(document[19].render(scale=2).to_pil())
    assert [code.text for code in codes] == [briefs[name].url]


# --------------------------------------------------------------------------- the page


class Page(HTMLParser):
    """Tags, attributes and headings of an HTML deck."""

    def __init__(self, data: bytes) -> None:
        """Parse it."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self._heading = False
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; a heading begins."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "h2":
            self.headings.append("")
        self._heading = self._heading or tag == "h2"

    def handle_endtag(self, tag: str) -> None:
        """A heading ends."""
        self._heading = self._heading and tag != "h2"

    def handle_data(self, data: str) -> None:
        """Words of a heading."""
        if self._heading:
            self.headings[-1] += data


@each
def test_page_has_nothing_but_our_own_script(made: dict[str, Made], name: str) -> None:
    """One style, one script, both ours; no handler, no address but our own page; nothing of an author became a tag."""
    page = Page(made[name].files[".html"])
    assert (page.tags.count("script"), page.tags.count("style"), page.tags.count("img"), page.tags.count("link")) == (1, 1, 0, 0)
    assert not [attribute for attribute, _ in page.attributes if attribute.startswith("on") or attribute in ("style", "src", "srcset")]
    links = [value for attribute, value in page.attributes if attribute in ("href", "xlink:href")]
    assert links == [value for value in links if re.fullmatch(r"\.\./\.\./assets/deck/show\.html\?deck=cases/[a-z-]+/[a-z-]+\.html", value)]
    assert len(links) == 1


def test_page_and_presentation_have_the_same_headings(made: dict[str, Made]) -> None:
    """Slide by slide the HTML deck and the presentation are headed alike."""
    for name in ("full", "thin", "hostile", "sentences"):
        titles = [slide.shapes.title.text for slide in opened(made[name].files[".pptx"]).slides]
        assert [" ".join(text.split()) for text in Page(made[name].files[".html"]).headings] == [" ".join(text.split()) for text in titles]


def test_hostile_words_stay_words(made: dict[str, Made]) -> None:
    """The presentation says «<script>» in letters, and no field of any program is begun by the text."""
    slides = opened(made["hostile"].files[".pptx"]).slides
    assert slides[17].shapes[1].text_frame.text.startswith("<script>alert(1)</script>")
    assert "{{ 7*7 }}" in slides[17].shapes[1].text_frame.text
    assert "<script>alert(1)" not in made["hostile"].files[".html"].decode()
    assert "alert(1)" in HOSTILE


def test_prompts_look_like_prompts(made: dict[str, Made], briefs: dict[str, CaseBrief]) -> None:
    """A slide that asks has its own layout, the word «Расскажите», and a line that says what to do with it."""
    slides: tuple[Slide, ...] = story(briefs["thin"]).slides
    for told, slide in zip(slides, opened(made["thin"].files[".pptx"]).slides, strict=True):
        texts = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        asks = told.look == "prompt"
        assert (slide.slide_layout.name == "Подсказка") == asks
        assert (HINT in texts) == asks
        assert asks <= (ASKS in texts)
