"""Leaflet and poster: one page, codes that read, words that fit, nothing invented."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from technopark.artefacts.transfer.brief import CaseBrief, Site, case_briefs
from technopark.artefacts.transfer.brief_words import ask
from technopark.artefacts.transfer.cases import leaflet, poster
from technopark.artefacts.transfer.items import Made, Workshop
from technopark.artefacts.transfer.paper.facts import bars, measured, result
from technopark.artefacts.transfer.paper.frame import PIECES, SAMPLE_NOTE, missing, share
from technopark.artefacts.transfer.paper.qr import qr_png, qr_svg
from technopark.artefacts.transfer.paper.words import cut
from technopark.kinds.cases import Result
from technopark.knowledge import KnowledgeBase
from technopark.problems import ConfigurationError
from transfer_kit import HOSTILE, full, hostile, thin, with_case

A4, A3, A1 = (595.28, 841.89), (841.89, 1190.55), (1683.78, 2383.94)
SAMPLE = Site.of("Практики наставничества", "")
LONG = {
    "one word": "ж" * 20_000,
    "wide letters": "ЩЖЮФЫШМЪ" * 2_500,
    "wide words": "ЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩ " * 800,
    "no full stop": "слово " * 3_300,
    "sentences": "Так мы сделали в прошлом году. " * 640,
    "lines": "Строка.\n\n" * 2_000,
    "signs of every language": HOSTILE * 90,
}


@pytest.fixture(scope="module")
def workshop(root: Path) -> Workshop:
    """One set of fonts for all tests."""
    return Workshop(root)


def sheets(brief: CaseBrief, workshop: Workshop) -> dict[str, bytes]:
    """The three sheets of a case."""
    made = {"-leaflet": leaflet.make(brief, workshop), "-poster": poster.make(brief, workshop)}
    return {name + ending: data for name, item in made.items() for ending, data in item.files.items()}


SIZES = {"-leaflet.pdf": A4, "-poster-a3.pdf": A3, "-poster-a1.pdf": A1}


def words(data: bytes) -> str:
    """Text of a sheet: single spaces, without the hyphens a line end put into long words."""
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage().get_text_range()
    return " ".join(re.sub(r"[\ufffe\u00ad\u0002]", "", text).split())


def plain(text: str) -> str:
    """Text with single plain spaces."""
    return " ".join(text.split())


def address(text: str) -> str:
    """Text without spaces and hyphens: a hyphen at a line's end is read as one that divides a word."""
    return text.removeprefix("https://").replace(" ", "").replace("-", "")


def picture(data: bytes, long_side: int = 1700) -> Image.Image:
    """The sheet as a picture."""
    page = pypdfium2.PdfDocument(data)[0]
    image: Image.Image = page.render(scale=long_side / page.get_height()).to_pil().convert("RGB")
    return image


def letters(data: bytes) -> Iterator[tuple[str, float, tuple[float, float, float, float]]]:
    """Every visible character with its size in points and its box: left, bottom, right, top."""
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage()
    matrix = pdfium_c.FS_MATRIX()
    for index in range(text.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if char.isspace() or char == "\u00ad" or pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue  # a soft hyphen inside a line has the box of the letter before it
        pdfium_c.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        yield char, pdfium_c.FPDFText_GetFontSize(text, index) * abs(matrix.d), text.get_charbox(index)


def spoiled(kb: KnowledgeBase, root: Path, text: str) -> CaseBrief:
    """The teaching example with every text replaced, names of other records included."""
    brief = hostile(kb, root, text)
    partners = tuple(replace(item, title=text, short=text) for item in brief.partners)
    publications = tuple(replace(item, title=text, short=text) for item in brief.publications)
    return replace(brief, holder=replace(brief.holder, title=text), partners=partners, publications=publications)


# --------------------------------------------------------------------------- one page


def test_every_case_has_three_sheets_of_one_page(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Every case of the base gives A4, A3 and A1 of one tagged page within 300 KB; a warning of PDF/UA-1 would have failed."""
    for brief in case_briefs(kb, root, SAMPLE):
        for name, data in sheets(brief, workshop).items():
            reader = PdfReader(BytesIO(data))
            assert len(reader.pages) == 1, (brief.id, name)
            box = reader.pages[0].mediabox
            assert (float(box.width), float(box.height)) == pytest.approx(SIZES[name], abs=0.1)
            assert "/MarkInfo" in reader.root_object, name
            assert len(data) <= 300_000


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_any_text_stays_on_the_page(kb: KnowledgeBase, root: Path, workshop: Workshop, text: str) -> None:
    """20,000 characters in every field leave one page, inside its margins, with the code and the address whole."""
    brief = spoiled(kb, root, text)
    margins = {"-leaflet.pdf": 42, "-poster-a3.pdf": 56, "-poster-a1.pdf": 113}
    for name, data in sheets(brief, workshop).items():
        width, _ = SIZES[name]
        assert len(PdfReader(BytesIO(data)).pages) == 1
        for char, size, (left, bottom, right, _) in letters(data):
            hangs = size * 0.3 if char in ".,-…" else 2  # points and hyphens may hang over a line's end
            assert left >= margins[name] - 1, (name, char)
            assert right <= width - margins[name] + hangs, (name, char)
            assert bottom > 20, (name, char)
        assert [code.text for code in zxingcpp.read_barcodes(picture(data))] == [brief.url]


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_no_letter_covers_another(kb: KnowledgeBase, root: Path, workshop: Workshop, text: str) -> None:
    """Whatever the words, no two letters of a sheet stand on the same place."""
    for name, data in sheets(spoiled(kb, root, text), workshop).items():
        boxes = sorted(shrunk(box) for _, _, box in letters(data))
        for index, (left, bottom, right, top) in enumerate(boxes):
            for other_left, other_bottom, _, other_top in boxes[index + 1 :]:
                if other_left >= right:
                    break
                assert other_bottom >= top or other_top <= bottom, (name, left, bottom)


def shrunk(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The middle of a letter's box: neighbours may touch."""
    left, bottom, right, top = box
    aside, above = (right - left) * 0.25, (top - bottom) * 0.25
    return left + aside, bottom + above, right - aside, top - above


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_columns_of_the_leaflet_do_not_touch(kb: KnowledgeBase, root: Path, workshop: Workshop, text: str) -> None:
    """Between the text and the panel beside it stays white, whatever the words: nothing runs into the other column."""
    image = picture(leaflet.make(spoiled(kb, root, text), workshop).files[".pdf"], 1188)
    a_millimetre = image.height / 297
    middle_of_panel, gutter = round(194.5 * a_millimetre), round(126.5 * a_millimetre)
    panel = [y for y in range(image.height) if image.getpixel((middle_of_panel, y)) == (249, 237, 245)]
    assert len(panel) > 300
    assert all(image.getpixel((gutter, y)) == (255, 255, 255) for y in range(min(panel), max(panel)))


def test_dense_case_stays_on_the_page_with_all_it_counts(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Twenty steps and twenty-one things that must stay: what is left out is counted, never dropped in silence."""
    brief = full(kb, root)
    case = brief.case.model_copy(update={"steps": (brief.case.steps * 2)[:20], "core_components": brief.case.core_components * 3})
    found = words(sheets(with_case(brief, case), workshop)["-leaflet.pdf"])
    assert "Как это делают: 20 шагов" in found
    steps_left = int(re.search(r"и ещё (\d+) шаг", found)[1])  # type: ignore[index]
    core_left = int(re.search(r"и ещё (\d+): на странице", found)[1])  # type: ignore[index]
    assert 0 < steps_left < 14
    assert 0 < core_left < 21


# --------------------------------------------------------------------------- readable


@pytest.mark.parametrize("make", [full, thin, hostile])
def test_type_is_large_enough(kb: KnowledgeBase, root: Path, workshop: Workshop, make: Any) -> None:
    """Running text has 10.5 pt or more on the leaflet, 12.6 on A3 (18 at the floor of 0.7), 25.2 on A1; foot and step numbers less."""
    brief = make(kb, root)
    for name, least in (("-leaflet.pdf", 10.5), ("-poster-a3.pdf", 12.6), ("-poster-a1.pdf", 25.2)):
        small = "".join(char for char, size, _ in letters(sheets(brief, workshop)[name]) if size < least - 0.05)
        foot = small[re.search(r"Источник", small).start() :]  # type: ignore[union-attr]
        assert re.fullmatch(r"\d*", small[: -len(foot)]), name
        assert "укажитебазуипрактику" in foot


def test_code_reads_from_the_printed_page(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """The code of every sheet, decoded from the rendered page, is exactly the case's address, also printed under it."""
    for brief in (full(kb, root), thin(kb, root), hostile(kb, root)):
        for name, data in sheets(brief, workshop).items():
            assert [code.text for code in zxingcpp.read_barcodes(picture(data))] == [brief.url], name
            assert address(brief.url) in address(words(data)), name


def test_code_pictures_say_the_same() -> None:
    """The PNG for slides reads back, has a quiet zone of four modules, and both pictures are the same bytes every time."""
    url = "https://example.org/cases/podgotovka-k-samostoyatelnoy-zhizni/"
    with Image.open(BytesIO(qr_png(url, 6))) as image:
        assert [code.text for code in zxingcpp.read_barcodes(image.convert("L"))] == [url]
        assert image.convert("L").crop((0, 0, image.width, 24)).getextrema() == (255, 255)
    assert qr_svg(url) == qr_svg.__wrapped__(url)
    assert qr_png(url, 6) == qr_png.__wrapped__(url, 6)
    with pytest.raises(ValueError, match="Пустой"):
        qr_svg("")


def test_preview_is_small(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Previews are at most 360 pixels wide and 40 KB."""
    for brief in (full(kb, root), thin(kb, root), hostile(kb, root)):
        for made in (leaflet.make(brief, workshop), poster.make(brief, workshop)):
            assert made.preview
            assert made.alt
            assert len(made.preview) <= 40_000
            with Image.open(BytesIO(made.preview)) as image:
                assert image.width <= 360
                assert image.mode == "P"


# --------------------------------------------------------------------------- honest

HEADINGS = ("Что это дало", "Как это делают", "Что понадобится", "Что менять нельзя", "Кому подойдёт")
"""Of blocks that stand only on what the record says."""


def test_words_come_from_the_record(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """The leaflet of the teaching example says its title, holder, steps, what must stay, the number and its sample word for word."""
    brief = full(kb, root)
    found = words(sheets(brief, workshop)["-leaflet.pdf"])
    case = brief.case
    assert case.contact
    said = (brief.title, brief.holder.title, case.contact.office, *(step.title for step in case.steps), *case.core_components)
    for text in (*said, *brief.sentences("summary"), "14,1", "было 9,4", "декабрь 2024 — декабрь 2025", "612 000 ₽ в год", "12 месяцев"):
        assert plain(text).lower() in found.lower(), text


def test_what_is_cut_ends_its_line(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """On a wall there is room for the whole essence and the whole sample; «…» stands neither after a full stop nor inside a line."""
    brief = full(kb, root)
    made = sheets(brief, workshop)
    wall = words(made["-poster-a3.pdf"])
    assert plain(brief.say("summary").text) in wall
    assert plain(brief.case.results[0].sample or "?") in wall
    for data in made.values():
        assert not re.search(r"[.!?] …|…[;,]", words(data))


def test_mark_of_the_example_is_on_every_sheet(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """«Учебный пример: всё вымышлено» stands on each sheet of the example and on none of a real case."""
    assert all("Учебный пример: всё вымышлено" in words(data) for data in sheets(full(kb, root), workshop).values())
    assert not any("вымышлено" in words(data) for data in sheets(thin(kb, root), workshop).values())


def test_thin_case_asks_and_invents_nothing(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """A case with only a summary gives a draft that says so, asks a question a missing field, and has no headings of what is not known."""
    brief = thin(kb, root)
    assert missing(brief) == PIECES
    for name, data in sheets(brief, workshop).items():
        found = words(data)
        assert "Черновик: не хватает описания" in found, name
        assert all(ask(field)[1:] in found for field in PIECES), name
        assert not any(heading in found for heading in HEADINGS)
        assert "Иркутск" in found


def test_full_case_is_no_draft(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """A complete record gives sheets without a word of a draft, and its share is 100 percent."""
    brief = full(kb, root)
    assert share(brief).percent == 100
    assert not any("Черновик" in words(data) or "держателю" in words(data) for data in sheets(brief, workshop).values())


@pytest.mark.parametrize("field", PIECES)
def test_each_missing_part_is_asked_for(kb: KnowledgeBase, root: Path, workshop: Workshop, field: str) -> None:
    """Without one field the sheets ask exactly its question, and the share falls by one piece."""
    brief = full(kb, root)
    empty: Any = () if isinstance(getattr(brief.case, field), tuple) else None
    less = with_case(brief, brief.case.model_copy(update={field: empty}))
    less = replace(less, documents=()) if field == "documents" else less
    assert missing(less) == (field,)
    assert (share(less).asked, share(less).given) == (1, share(brief).given - 1)
    for name, data in sheets(less, workshop).items():
        found = words(data)
        assert "Черновик: нет 1 части из 9" in found, name
        assert ask(field)[1:] in found, name


def test_sample_address_says_that_it_is_one(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """While the site has no address, each sheet says that the printed one is a sample; with an address it does not."""
    brief = thin(kb, root)
    for data in sheets(replace(brief, site=SAMPLE), workshop).values():
        assert SAMPLE_NOTE in words(data)
    for data in sheets(brief, workshop).values():
        assert SAMPLE_NOTE not in words(data)


# --------------------------------------------------------------------------- hostile, repeatable


def test_markup_is_printed_and_not_obeyed(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """Typst, HTML and template code in every field is printed as it stands, on every sheet."""
    text = '#panic("x") #emoji.face $x^2$ *b* _i_ {{ 7*7 }} <b>жир</b>'
    case = full(kb, root).case.model_copy(update={"title": text, "short_title": text})
    for data in sheets(with_case(full(kb, root), case), workshop).values():
        assert plain(text) in words(data)


def test_same_input_same_bytes(kb: KnowledgeBase, root: Path, workshop: Workshop) -> None:
    """A fresh compiler gives the same files and pictures byte for byte."""
    def made(tools: Workshop) -> list[Made]:
        return [item.make(full(kb, root), tools) for item in (leaflet, poster)]

    assert made(workshop) == made(Workshop(root))


def test_template_refuses_what_does_not_fit(workshop: Workshop, kb: KnowledgeBase, root: Path) -> None:
    """When even the shortest words do not fit, the build fails with a Russian message and prints no second page."""
    from technopark.artefacts.transfer.paper.leaflet import TEMPLATE, leaflet_data

    data = leaflet_data(full(kb, root))
    data["heads"] = [{**data["heads"][0], "lead": "слово " * 3_000}]
    with pytest.raises(ConfigurationError, match="не помещается"):
        workshop.typesetter.pdf(TEMPLATE, data)


# --------------------------------------------------------------------------- numbers and words


def test_bars_start_at_zero() -> None:
    """Percentages are drawn against 100, other numbers against the greater; nothing is drawn without a before or below zero."""
    percent = bars(Result(indicator="д", baseline=33, value=78, unit="%"))
    assert [bar["share"] for bar in percent] == [33, 78]
    assert [bar["share"] for bar in bars(Result(indicator="д", baseline=5, value=20))] == [25, 100]
    assert [bar["share"] for bar in bars(Result(indicator="д", baseline=120, value=60, unit="%"))] == [100, 50]
    assert bars(Result(indicator="д", value=5)) == []
    assert bars(Result(indicator="д", baseline=-1, value=5)) == []
    assert bars(Result(indicator="д", baseline=0, value=0)) == []


def test_numbers_no_sheet_can_show_are_left_out(kb: KnowledgeBase, root: Path) -> None:
    """Infinity, not-a-number and a number of twenty digits are not taken for results; a number with before goes first."""
    brief = full(kb, root)
    odd = tuple(Result.model_construct(indicator="х", value=value) for value in (float("inf"), float("nan"), 1e20, None))
    both = Result(indicator="до и после", baseline=1, value=2, unit="%", sample="8 пар", period="2025")
    good = (Result(indicator="после", value=3), both)
    found = measured(with_case(brief, brief.case.model_copy(update={"results": odd + good})), 2)
    assert [item.indicator for item in found] == ["до и после", "после"]
    assert result(found[0], 1)["big"] == "2\u00a0%"
    assert result(found[0], 1)["note"] == "2025; 8\u00a0пар"


def test_cut_keeps_whole_sentences_clauses_words() -> None:
    """A text is cut at a sentence's end, else at a clause's, else between words, always with «…», never «. …»; a text that fits stays."""
    assert cut("Первое. Второе, длиннее.", 40) == "Первое. Второе, длиннее."
    assert cut("Первое предложение. Второе предложение.", 25) == "Первое предложение…"
    assert cut("раз в неделю с перерывами, то есть всегда", 32).endswith("перерывами…")
    assert cut("на входе девять (пара одного распалась досрочно), на выходе", 40) == "на\u00a0входе девять…"
    assert cut("одно два три четыре", 12) == "одно два…"
    assert cut("семинар 10 октября 2017 г..", 60).endswith("г.")


def test_colours_are_those_of_the_site(root: Path) -> None:
    """Every colour of the paper templates has the value the site's stylesheet gives to that name."""
    styles = (root / "docs/assets/css/tokens.css").read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", styles.partition("@media (prefers-color-scheme")[0]))
    paper = (root / "macros/transfer/_paper.typ").read_text(encoding="utf-8")
    single = dict(re.findall(r'^#let ([\w-]+) = rgb\("(#[0-9a-f]{6})"\)', paper, re.MULTILINE))
    assert single == {name: tokens[name] for name in single}
    for name, main, pale in re.findall(r'(\w+): \(main: rgb\("(#\w+)"\), pale: rgb\("(#\w+)"\)\)', paper):
        assert (main, pale) == (tokens[name], tokens[f"{name}-bg"])
