"""Photographs of a case in its deck and on its poster: seen, described, signed, small, and never instead of what matters."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from documents_kit import convert
from photo_kit import ALT, CAPTION, LANDSCAPE, LICENCE, PANORAMA, PORTRAIT, SOURCE, pictured
from technopark.artefacts.pictures.shrinking import lighter, shrunk
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.cases import leaflet, pecha_kucha, poster
from technopark.artefacts.transfer.deck.board import boards
from technopark.artefacts.transfer.deck.boxes import Pictured, TextBox
from technopark.artefacts.transfer.deck.photos import BYTES, KEPT, SMALL_BYTES, credit, frame
from technopark.artefacts.transfer.deck.slides import ACROSS, HEIGHT, LEFT, WIDTH, Drawn, Shot
from technopark.artefacts.transfer.deck.story import share_of, story
from technopark.artefacts.transfer.items import Made, Workshop
from technopark.artefacts.transfer.paper.poster import PHOTO_BYTES, main_photo
from technopark.kinds.cases import Case
from technopark.knowledge import KnowledgeBase
from transfer_kit import HOSTILE, full, hostile, thin, with_case

EMU = 12700
MIXED = (LANDSCAPE, PORTRAIT, PANORAMA)


def wordy(brief: CaseBrief) -> CaseBrief:
    """The teaching example whose first slides are sentences: no counted need, no contours, no hours, no covered stages."""
    providers = tuple(one.model_copy(update={"hours": None}) for one in brief.case.providers)
    changed = {"need_evidence": "Так говорят воспитатели.", "contours": (), "providers": providers, "results": ()}
    stages = tuple(replace(stage, covered=False) for stage in brief.stages)
    return replace(with_case(brief, brief.case.model_copy(update=changed)), stages=stages)


@pytest.fixture(scope="module")
def briefs(kb: KnowledgeBase, root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, CaseBrief]:
    """Full, wordy, thin and hostile records with photographs; noise, which no codec can make small."""
    folder = tmp_path_factory.mktemp("photos")
    one = full(kb, root)
    return {
        "full": pictured(one, folder / "full", MIXED),
        "wordy": pictured(wordy(one), folder / "wordy", [*MIXED, LANDSCAPE]),
        "thin": pictured(thin(kb, root), folder / "thin", [LANDSCAPE]),
        "hostile": pictured(hostile(kb, root), folder / "hostile", MIXED, text=HOSTILE),
        "long words": pictured(one, folder / "long", MIXED, text="ж" * 300),
        "noise": pictured(wordy(one), folder / "noise", [(1600, 900)] * 3, noise=True),
        "bare": pictured(bare(one), folder / "bare", MIXED),
    }


def bare(brief: CaseBrief) -> CaseBrief:
    """A record with nothing but what a record must have."""
    case = brief.case
    return replace(
        with_case(brief, Case(id=case.id, title=case.title, summary=case.summary, holder=case.holder, kind=case.kind, status=case.status)),
        partners=(), model=None, stages=(), publications=(), programmes=(),
    )  # fmt: skip


NAMES = ("full", "wordy", "thin", "hostile", "long words", "noise", "bare")
each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def made(briefs: dict[str, CaseBrief], root: Path) -> dict[str, Made]:
    """The deck of every record."""
    workshop = Workshop(root)
    return {name: pecha_kucha.make(brief, workshop) for name, brief in briefs.items()}


@pytest.fixture(scope="module")
def posters(briefs: dict[str, CaseBrief], root: Path) -> dict[str, Made]:
    """The poster of every record."""
    workshop = Workshop(root)
    return {name: poster.make(brief, workshop) for name, brief in briefs.items()}


def places(brief: CaseBrief) -> list[int]:
    """Numbers of the slides with a photograph."""
    return [number for number, slide in enumerate(story(brief).slides, 1) if slide.look == "photo"]


# --------------------------------------------------------------------------- which slides


def test_the_weakest_slides_give_way(briefs: dict[str, CaseBrief]) -> None:
    """Sentences first, then the path through contours, then a bare number; never a chart; at most three, all of the first six."""
    assert places(briefs["full"]) == [1, 3, 4]
    assert places(replace(briefs["full"], photos=briefs["full"].photos[:1])) == [1]
    assert places(replace(briefs["full"], photos=briefs["full"].photos[:2])) == [1, 3]
    assert places(briefs["wordy"]) == [1, 3, 5]
    assert places(replace(briefs["wordy"], photos=briefs["wordy"].photos[:1])) == [3]
    assert places(briefs["thin"]) == [3]
    assert places(briefs["bare"]) == [3], "all the rest are prompts"


@each
def test_nothing_but_the_picture_of_a_slide_changes(briefs: dict[str, CaseBrief], name: str) -> None:
    """Twenty slides, the same parts, speech, share and prompts as without photographs; charts stand where they stood."""
    before, after = story(replace(briefs[name], photos=())).slides, story(briefs[name]).slides
    assert len(after) == 20
    assert share_of(after) == share_of(before)
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        assert (new.part, new.note, new.given, new.asked) == (old.part, old.note, old.given, old.asked)
        if new.look != "photo":
            assert new == old
            continue
        assert old.look in ("opening", "thought")
        assert number == 2 or not any(isinstance(block, Drawn) for block in old.blocks)


def test_a_number_goes_to_the_heading(briefs: dict[str, CaseBrief]) -> None:
    """«Для кого» keeps the age; the slide of the place keeps the holder, short if the full name takes two lines."""
    slides = story(briefs["full"]).slides
    assert slides[3].title.replace("\u00a0", " ") == "Для кого: 14–17 лет"
    assert slides[2].title.replace("\u00a0", " ") in (briefs["full"].holder.title, briefs["full"].holder.short)
    assert story(briefs["thin"]).slides[2].title.replace("\u00a0", " ") == briefs["thin"].holder.title


def test_photographs_keep_their_order(briefs: dict[str, CaseBrief]) -> None:
    """The first of the record comes first; the fourth stays on the page of the case."""
    shots = [block for slide in story(briefs["wordy"]).slides for block in slide.blocks if isinstance(block, Shot)]
    assert [shot.name for shot in shots] == ["photo-1.jpg", "photo-2.jpg", "photo-3.jpg"]


# --------------------------------------------------------------------------- geometry


@pytest.mark.parametrize("aspect", [0.01, 0.4, 0.75, 1, 4 / 3, 1.5, 16 / 9, 2.43, 3, 8, 1600])
def test_place_of_a_picture_follows_its_shape(aspect: float) -> None:
    """It is as large as its place in one side at least, and of pictures of usual shape four fifths or more is seen."""
    width, height = frame(aspect)
    room = ACROSS / frame(1)[1]
    assert width <= ACROSS
    assert width == pytest.approx(ACROSS) or height == pytest.approx(ACROSS / room)
    if 0.75 <= aspect <= 3:
        seen = min(aspect / (width / height), (width / height) / aspect)
        assert seen >= KEPT - 1e-9


def test_a_disc_stays_a_disc(briefs: dict[str, CaseBrief]) -> None:
    """The middle of the photograph is cut out and nothing is stretched: pixels are as square as on the slide."""
    for slide in story(briefs["full"]).slides:
        for shot in (block for block in slide.blocks if isinstance(block, Shot)):
            assert shot.picture.width / shot.picture.height == pytest.approx(shot.width / shot.height, rel=0.01)
            with Image.open(io.BytesIO(shot.picture.data)) as image:
                white = image.convert("L").point(lambda value: 255 if value > 200 else 0).getbbox()
            assert white is not None
            left, top, right, bottom = white
            assert (right - left) / (bottom - top) == pytest.approx(1, abs=0.02)
            assert (left + right) / 2 == pytest.approx(shot.picture.width / 2, abs=3)
            assert (top + bottom) / 2 == pytest.approx(shot.picture.height / 2, abs=3)


@each
def test_picture_and_words_are_apart(briefs: dict[str, CaseBrief], name: str) -> None:
    """The heading is one line over the picture, the credit under it; all stay on the slide."""
    for board in boards(story(briefs[name])):
        for item in board.items:
            if not isinstance(item, Pictured):
                continue
            assert sum(len(lines) for lines in board.title.fitted.paragraphs) == 1
            assert board.title.y + board.title.height <= item.y
            assert item.x >= LEFT
            assert item.x + item.shot.width <= WIDTH - LEFT + 1e-6
            below = [box for box in board.items if isinstance(box, TextBox)]
            assert [box.name for box in below] == ["Источник"]
            assert item.y + item.shot.height <= below[0].y <= HEIGHT


# --------------------------------------------------------------------------- whose it is


def test_credit_names_who_and_on_what_terms(briefs: dict[str, CaseBrief]) -> None:
    """Caption · author · licence; of a long caption only the beginning, the author and the licence whole."""
    one = briefs["full"].photos[0]
    assert credit(one).replace("\u00a0", " ") == f"{CAPTION} · {SOURCE} · {LICENCE}"
    assert credit(replace(one, source="", caption="")).replace("\u00a0", " ") == LICENCE
    long = credit(replace(one, caption="Мы собрали стул вместе, и это заняло весь день. " * 9)).replace("\u00a0", " ")
    assert long.endswith(f"… · {SOURCE} · {LICENCE}")
    assert all(credit(photo) for brief in briefs.values() for photo in brief.photos)


@each
def test_credit_is_on_the_slide_and_in_the_page(made: dict[str, Made], briefs: dict[str, CaseBrief], name: str) -> None:
    """Every photograph shown is signed in the presentation; the HTML deck has as many credits as pictures."""
    slides = Presentation(io.BytesIO(made[name].files[".pptx"])).slides
    for number in places(briefs[name]):
        texts = [shape.text_frame.text for shape in slides[number - 1].shapes if shape.has_text_frame and shape.name.startswith("Источник")]
        assert len(texts) == 1
        assert texts[0]
    page = made[name].files[".html"].decode()
    assert page.count(" data-photo=") == page.count('class="slide photo sourced"') == len(places(briefs[name]))


# --------------------------------------------------------------------------- the presentation


@each
def test_presentation_has_the_pictures(made: dict[str, Made], briefs: dict[str, CaseBrief], name: str) -> None:
    """python-pptx finds on each such slide one JPEG of our bytes with its description, undistorted; on all others but the last none."""
    deck = story(briefs[name])
    for number, (slide, drawn) in enumerate(zip(deck.slides, Presentation(io.BytesIO(made[name].files[".pptx"])).slides, strict=True), 1):
        pictures: list[Any] = [shape for shape in drawn.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        shots = [block for block in slide.blocks if isinstance(block, Shot)]
        assert len(pictures) == (len(shots) if number < 20 else 1)
        for shape, shot in zip(pictures, shots, strict=number < 20):
            assert shape.image.blob == shot.picture.data
            assert shape.image.content_type == "image/jpeg"
            assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == shot.alt != ""
            assert shape.width / shape.height == pytest.approx(shape.image.size[0] / shape.image.size[1], rel=0.01)
            assert (shape.crop_left, shape.crop_top, shape.crop_right, shape.crop_bottom) == (0, 0, 0, 0)


@each
def test_package_is_whole(made: dict[str, Made], name: str) -> None:
    """Every part has its type, every relation leads to a part, and a JPEG holds no word besides pixels."""
    with zipfile.ZipFile(io.BytesIO(made[name].files[".pptx"])) as archive:
        names = set(archive.namelist())
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        known = {part.lstrip("/") for node in types if (part := node.get("PartName"))}
        assert known == {part for part in names if not part.endswith(".rels") and part != "[Content_Types].xml"}
        for part in (part for part in names if part.endswith(".jpg")):
            with Image.open(io.BytesIO(archive.read(part))) as image:
                assert not image.getexif()
                assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_libreoffice_shows_the_pictures(libreoffice: Path, made: dict[str, Made], briefs: dict[str, CaseBrief], tmp_path: Path) -> None:
    """Real LibreOffice prints twenty pages; in the middle of the slides with photographs the white disc is seen."""
    files = {name: tmp_path / f"{name}.pptx" for name in ("full", "hostile")}
    for name, file in files.items():
        file.write_bytes(made[name].files[".pptx"])
    convert(libreoffice, list(files.values()), "pdf", tmp_path, tmp_path / "home")
    for name, file in files.items():
        with pypdfium2.PdfDocument(file.with_suffix(".pdf")) as document:
            assert len(document) == 20
            assert len(places(briefs[name])) == 3
            for number in places(briefs[name]):
                image = document[number - 1].render(scale=960 / document[number - 1].get_width()).to_pil().convert("RGB")
                assert min(image.getpixel((480, 285))) > 240, number  # the disc
                blue, orange = image.getpixel((480, 125)), image.getpixel((480, 445))
                assert blue[2] > blue[0] + 60, number
                assert orange[0] > orange[2] + 60, number


# --------------------------------------------------------------------------- the page and paper


@each
def test_page_shows_them_from_inside_itself(made: dict[str, Made], briefs: dict[str, CaseBrief], name: str) -> None:
    """The HTML deck asks for no file: pictures are in it, with words instead of them and the name of the site's own file."""
    page = etree.HTML(made[name].files[".html"].decode())
    shots = [block for slide in story(briefs[name]).slides for block in slide.blocks if isinstance(block, Shot)]
    images = page.findall(".//img")
    assert [image.get("src") for image in images] == [shot.picture.address for shot in shots]
    assert [image.get("alt") for image in images] == [shot.alt for shot in shots]
    assert [image.get("data-photo") for image in images] == [shot.name for shot in shots]
    assert all(re.fullmatch(r"[a-z0-9-]+\.jpg", image.get("data-photo") or "") for image in images)
    assert all(set(image.keys()) == {"class", "src", "data-photo", "width", "height", "alt"} for image in images)
    assert len(page.findall(".//script")) == 1


def test_style_of_photographs_is_only_where_they_are(made: dict[str, Made], briefs: dict[str, CaseBrief], root: Path) -> None:
    """A deck without photographs has not a byte of theirs."""
    without = pecha_kucha.make(replace(briefs["full"], photos=()), Workshop(root))
    style = (root / "docs/assets/deck/photo.css").read_text(encoding="utf-8")
    assert style in made["full"].files[".html"].decode()
    assert style not in without.files[".html"].decode()
    assert b"<img" not in without.files[".html"]
    assert b".jpg" not in without.files[".pptx"]


def figures(data: bytes) -> list[str]:
    """Descriptions of the figures of a tagged PDF, in order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"])
    return found


def test_hostile_words_stay_words(made: dict[str, Made], posters: dict[str, Made]) -> None:
    """Markup in caption, description, licence and author is text in all files."""
    page = made["hostile"].files[".html"].decode()
    assert "<script>alert(1)" not in page
    assert len(etree.HTML(page).findall(".//img")) == 3
    assert not [name for image in etree.HTML(page).findall(".//img") for name in image.attrib if str(name).startswith("on")]
    assert len(PdfReader(io.BytesIO(posters["hostile"].files["-a3.pdf"])).pages) == 1


# --------------------------------------------------------------------------- bytes


@each
def test_files_are_small_and_the_same_twice(
    made: dict[str, Made], posters: dict[str, Made], briefs: dict[str, CaseBrief], root: Path, name: str
) -> None:
    """Limits of the contract hold even for noise, and a second making gives the same bytes."""
    limits = {".pptx": 2_000_000, ".html": 500_000}
    assert {ending: len(data) for ending, data in made[name].files.items() if len(data) > limits[ending]} == {}
    assert max(len(data) for data in posters[name].files.values()) <= 300_000
    for one in (made[name], posters[name]):
        assert one.preview is not None
        assert len(one.preview) <= 40_000
    fresh = Workshop(root)
    assert made[name] == pecha_kucha.make(briefs[name], fresh)
    assert posters[name] == poster.make(briefs[name], fresh)


def test_pictures_keep_to_their_bytes(briefs: dict[str, CaseBrief]) -> None:
    """Noise is made worse and smaller until it fits; a calm photograph keeps its size and quality."""
    for shot in (block for slide in story(briefs["noise"]).slides for block in slide.blocks if isinstance(block, Shot)):
        assert len(shot.picture.data) <= BYTES
        assert len(shot.small.data) <= SMALL_BYTES
    noise = briefs["noise"].photos[0].data
    assert len(shrunk(noise, side=1600, most=PHOTO_BYTES).data) <= PHOTO_BYTES
    assert shrunk(noise, side=1600, most=100).width == 64
    calm = shrunk(briefs["full"].photos[0].data, side=1280, most=BYTES)
    assert (calm.width, calm.height) == (1280, 854)
    assert lighter(b"small", 40_000) == b"small"


def test_preview_says_what_it_shows(made: dict[str, Made]) -> None:
    """The words of the preview name the photograph when the first slide has one."""
    assert f"На снимке: {ALT}" in made["full"].alt.replace("\u00a0", " ")
    assert "снимке" not in made["thin"].alt


# --------------------------------------------------------------------------- the poster


def test_poster_has_a_picture_only_without_a_number(briefs: dict[str, CaseBrief], posters: dict[str, Made]) -> None:
    """A measured result stays the main thing; without one the first photograph is, described and signed, and the steps are a line."""
    assert main_photo(briefs["full"]) is None
    assert not [alt for alt in figures(posters["full"].files["-a3.pdf"]) if ALT in alt]
    for name in ("wordy", "thin"):
        for data in posters[name].files.values():
            assert [alt for alt in figures(data) if alt.startswith(ALT)], name
            text = " ".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split()).replace("\u00a0", " ")
            assert CAPTION in text
            assert LICENCE in text
        assert ALT in posters[name].alt


@each
def test_poster_stays_one_page_with_its_code(posters: dict[str, Made], briefs: dict[str, CaseBrief], name: str) -> None:
    """Whatever the words and the picture, one page, and the code is read."""
    for data in posters[name].files.values():
        with pypdfium2.PdfDocument(data) as document:
            assert len(document) == 1
            image = document[0].render(scale=1700 / document[0].get_height()).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [briefs[name].url]


def test_leaflet_is_as_it_was(briefs: dict[str, CaseBrief], root: Path) -> None:
    """A page for half a minute has no room for a photograph: its bytes are those without."""
    workshop = Workshop(root)
    assert leaflet.make(briefs["full"], workshop) == leaflet.make(replace(briefs["full"], photos=()), workshop)
