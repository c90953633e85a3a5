"""Photographs: nothing of the camera is published, nothing undeclared is shown, nothing broken stops the build."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from technopark.artefacts.pictures import developing
from technopark.artefacts.pictures.consent import child_word, may_be_shown
from technopark.artefacts.pictures.developing import MAX_SIDE, BrokenPictureError, develop, tells_the_place, trouble
from technopark.artefacts.pictures.photographs import all_photos, case_photos
from technopark.artefacts.pictures.shelf import read_pictures
from technopark.checking import load
from technopark.kinds.cases import Photograph
from technopark.knowledge import Entry
from technopark.pages.downloads import Downloads
from technopark.pages.prose import ProseRenderer
from technopark.pages.render import PageBuilder

TOLD_BY_CAMERA = "Secret Camera 52.2870 104.3050"
BASE = Path(__file__).parent / "problems" / "base"


def drawn(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A generated picture: its left upper quarter is red, the rest is blue."""
    image = Image.new("RGB", size, (20, 60, 160))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill=(220, 30, 30))
    return image.convert(mode)


def saved(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    """Bytes of a picture."""
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def told() -> Image.Exif:
    """EXIF of a talkative camera: maker, place, time, rotation by a quarter."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x0132] = TOLD_BY_CAMERA, 6, "2026:01:01 10:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 17.0, 13.2), 3: "E", 4: (104.0, 18.0, 18.0)})
    return exif


def talkative(format: str) -> bytes:
    """A picture with everything a file may tell beside the pixels."""
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{TOLD_BY_CAMERA}</x:xmpmeta>".encode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if format == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", TOLD_BY_CAMERA)
        texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return saved(drawn(), "PNG", exif=told(), pnginfo=texts, icc_profile=profile)
    more = {"comment": TOLD_BY_CAMERA} if format == "JPEG" else {}
    return saved(drawn(), format, exif=told(), xmp=xmp, icc_profile=profile, **more)


# --------------------------------------------------------------------------- developing


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_camera_is_left(format: str) -> None:
    """EXIF with the place, XMP, comments, text chunks and the colour profile are all gone."""
    raw = talkative(format)
    assert tells_the_place(raw)
    assert TOLD_BY_CAMERA.encode() in raw
    clean = develop(raw)
    assert not tells_the_place(clean)
    assert b"Secret" not in clean
    with Image.open(BytesIO(clean)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    markers = [clean[at + 1] for at in range(len(clean) - 1) if clean[at] == 0xFF and 0xE1 <= clean[at + 1] <= 0xEF]
    assert markers == [], "only APP0 may stand in the file"


def test_pictures_are_turned_upright() -> None:
    """EXIF says «turned by a quarter»: the published picture is upright without EXIF."""
    with Image.open(BytesIO(develop(saved(drawn((64, 48)), exif=told())))) as image:
        assert image.size == (48, 64)
        assert is_red(image, (40, 6))
        assert not is_red(image, (6, 6))


def is_red(image: Image.Image, point: tuple[int, int]) -> bool:
    """Whether a pixel is of the red quarter."""
    pixel = image.convert("RGB").getpixel(point)
    assert isinstance(pixel, tuple)
    return pixel[0] > 150 > pixel[2]


@pytest.mark.parametrize("size", [(4000, 3000), (900, 5000), (300, 200)])
def test_large_pictures_are_made_smaller(size: tuple[int, int]) -> None:
    """The longer side is at most 1600 pixels, the shape stays; a small picture is not blown up."""
    with Image.open(BytesIO(develop(saved(drawn(size), quality=50)))) as image:
        assert max(image.size) == min(MAX_SIDE, max(size))
        assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.01)


MODES = [("L", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("RGBA", "PNG"), ("1", "PNG"), ("RGBA", "WEBP")]


@pytest.mark.parametrize(("mode", "format"), MODES)
def test_every_mode_becomes_a_plain_picture(mode: str, format: str) -> None:
    """Grey, printed, indexed and transparent pictures are published as ordinary ones; transparent means white."""
    source = Image.new("RGBA", (30, 30), (0, 0, 0, 0)) if mode == "RGBA" else drawn((30, 30), mode)
    with Image.open(BytesIO(develop(saved(source, format)))) as image:
        assert image.mode == "RGB"
        if mode == "RGBA":
            assert image.getpixel((15, 15)) == (255, 255, 255)


def test_same_picture_same_bytes() -> None:
    """Developing twice gives the same file; a profile that is not one changes nothing."""
    assert develop(talkative("JPEG")) == develop(talkative("JPEG"))
    assert develop(saved(drawn(), icc_profile=b"not a profile")) == develop(saved(drawn()))


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that says it is ``side`` pixels high and wide."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9_000, 11_000, 60_000, 2**31 - 1])
def test_a_bomb_is_refused_before_it_unfolds(side: int) -> None:
    """A small file that claims billions of pixels is refused by its header, on both sides of Pillow's own limits."""
    assert "точек" in trouble(bomb(side))
    with pytest.raises(BrokenPictureError, match="точек"):
        develop(bomb(side))


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is not even opened."""
    monkeypatch.setattr(developing, "MAX_BYTES", 100)
    assert "больше" in trouble(saved(drawn()))


SOUND = saved(drawn((200, 200)))
BROKEN: Mapping[str, bytes] = {
    "empty": b"",
    "text": "это не снимок".encode(),
    "cut": SOUND[: len(SOUND) // 2],
    "head only": SOUND[:20],
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "gif": saved(drawn(), "GIF"),
    "tiff": saved(drawn(), "TIFF"),
    "pdf": b"%PDF-1.7\n",
    "zeros": b"\xff\xd8\xff" + b"\0" * 5000,
    "png cut": saved(drawn(), "PNG")[:60],
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_a_sentence(name: str) -> None:
    """Whatever lies under the name of a picture gives a Russian reason, never a traceback."""
    assert trouble(BROKEN[name]) in ("файл повреждён и не открывается", "это не снимок в формате JPEG, PNG или WebP")
    with pytest.raises(BrokenPictureError):
        develop(BROKEN[name])
    assert not tells_the_place(BROKEN[name])


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    "text",
    ["Ребёнок рисует", "дети на сцене", "Воспитанница с книгой", "Подростки и наставник", "с подопечным", "девочка", "мальчишки",
     "Children and mentors", "работа с детьми", "несовершеннолетние", "Школьник у доски", "ребенка не видно"],
)  # fmt: skip
def test_words_of_children_are_known(text: str) -> None:
    """Any form of a word for a child is found, with «ё» and without."""
    assert child_word(text)


@pytest.mark.parametrize(
    "text",
    ["Верстак в центре помощи детям", "Пустой зал детского центра", "Деталь стенда", "Наставники за столом", "Сиротливый стул",
     "Центр помощи\u00a0детям, оставшимся без попечения родителей", "Детектор дыма"],
)  # fmt: skip
def test_other_words_are_left_alone(text: str) -> None:
    """The name of an institution and words that only look alike are not taken for children."""
    assert child_word(text) == ""


SHOWN = {"file": "stol.jpg", "alt": "Верстак", "licence": "CC BY 4.0", "people": "none"}


@pytest.mark.parametrize("change", [{"alt": None}, {"licence": None}, {"people": None}, {"people": "children"}, {"people": "дети"},
                                    {"alt": "Ребёнок"}, {"caption": "Наши дети"}, {"file": "../x.jpg"}, {"file": "x.svg"},
                                    {"file": "con.jpg"}])  # fmt: skip
def test_what_is_not_declared_is_not_shown(change: dict[str, Any]) -> None:
    """A photograph is shown only with licence, words, an allowed declaration and a sound name."""
    assert may_be_shown(Photograph.model_validate(SHOWN))
    assert may_be_shown(Photograph.model_validate({**SHOWN, "people": "adults_consented"}))
    assert not may_be_shown(Photograph.model_validate({**SHOWN, **change}))


# --------------------------------------------------------------------------- files

CASE = """title: Программа «Единство»
summary: Взрослые встречаются раз в неделю.
holder: cpd-angarsk
kind: программа
status: черновик
photos:
  - file: masterskaya.jpg
    alt: 'Верстак и "инструменты" <на стене>'
    caption: Мастерская, где встречаются пары
    licence: CC BY 4.0
    source: ЦПД г. Ангарска
    people: none
  - file: lyudi.jpg
    alt: Наставники за столом
    licence: CC BY 4.0
    people: children
sources:
  - title: Презентация УМЦ РСО
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small base with a case that has one sound photograph and one refused."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    cases = tmp_path / "practices" / "cases"
    (cases / "edinstvo.yml").write_text(CASE, encoding="utf-8", newline="\n")
    (cases / "edinstvo").mkdir()
    (cases / "edinstvo" / "masterskaya.jpg").write_bytes(talkative("JPEG"))
    (cases / "edinstvo" / "lyudi.jpg").write_bytes(saved(drawn()))
    return tmp_path


def case_of(tree: Path) -> Entry:
    """The case."""
    entry = load(tree).kb.get("cases", "edinstvo")
    assert entry is not None
    return entry


def test_only_what_may_be_shown_is_made(tree: Path) -> None:
    """The sound photograph becomes a clean JPEG under its number; the refused one is not made at all."""
    (photo,) = case_photos(case_of(tree), tree)
    assert photo.site_path == "cases/edinstvo/photo-1.jpg"
    assert (photo.width, photo.height) == (48, 64)
    assert photo.source == "ЦПД г. Ангарска"
    assert photo.data == develop(talkative("JPEG"))
    made = sorted((tree / ".cache" / "artefacts" / "pictures").rglob("*.jpg"))
    assert made == [photo.path]


def test_photographs_are_made_once(tree: Path) -> None:
    """An unchanged photograph is not made again; a changed one is, and the old file goes."""
    kb = load(tree).kb
    (first,) = all_photos(kb, tree)["cases/edinstvo/"]
    before = first.path.stat().st_mtime_ns
    (again,) = all_photos(kb, tree)["cases/edinstvo/"]
    assert again == first
    assert again.path.stat().st_mtime_ns == before
    (tree / "practices/cases/edinstvo/masterskaya.jpg").write_bytes(saved(drawn((80, 60))))
    (changed,) = all_photos(kb, tree)["cases/edinstvo/"]
    assert changed.path != first.path
    assert not first.path.exists()


def test_a_broken_or_missing_file_is_no_photograph(tree: Path) -> None:
    """A live preview goes on without a picture that does not open; ``check`` has said why."""
    file = tree / "practices/cases/edinstvo/masterskaya.jpg"
    entry = case_of(tree)
    file.write_bytes(SOUND[:100])
    assert case_photos(entry, tree) == ()
    assert "TP822" in {problem.code for problem in load(tree).problems}
    file.unlink()
    assert case_photos(entry, tree) == ()
    file.symlink_to(tree / "practices/cases/edinstvo/lyudi.jpg")
    assert case_photos(entry, tree) == ()
    assert "TP822" in {problem.code for problem in load(tree).problems}


def test_findings_about_files_are_kept_by_content(tree: Path) -> None:
    """A second check says the same from its store, and notices a file that changed."""
    cache = tree / ".cache"
    first = read_pictures(tree, cache)
    assert read_pictures(tree, cache) == first == read_pictures(tree)
    assert [picture.tells_place for picture in first] == [False, True]
    (tree / "practices/cases/edinstvo/lyudi.jpg").write_bytes(b"")
    assert read_pictures(tree, cache)[0].trouble


def test_files_of_the_system_are_not_strays(tree: Path) -> None:
    """What systems and editors leave in folders is passed over; anything else there must be named."""
    folder = tree / "practices/cases/edinstvo"
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store"):
        (folder / name).write_bytes(b"x")
    (folder / "video.mp4").write_bytes(b"x")
    strays = [problem.path for problem in load(tree).problems if problem.code == "TP823"]
    assert strays == ["practices/cases/edinstvo/video.mp4"]


def test_a_page_shows_its_photographs(tree: Path, root: Path) -> None:
    """The section «Снимки» has a figure with size, escaped words, caption, maker and licence; the refused one is not there."""
    loaded = load(tree)
    builder = PageBuilder(loaded.kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None)
    entry = case_of(tree)
    before = builder.downloads.mark(entry)
    builder.downloads = Downloads(photos=all_photos(loaded.kb, tree))
    assert builder.downloads.mark(entry) != before
    page = builder.record(entry).body
    section = page[page.index('<section id="photos"') :]
    section = section[: section.index("</section>")]
    assert 'src="photo-1.jpg" alt="Верстак и &#34;инструменты&#34; &lt;на стене&gt;" width="48" height="64"' in section
    assert "<h2>Снимки</h2>" in section
    for words in ("Мастерская, где встречаются пары", "Снимок: ЦПД г.\u00a0Ангарска.", "Лицензия: CC BY 4.0"):
        assert words in section
    assert section.count("<figure") == 1
    assert "lyudi" not in page


def test_a_page_without_sound_photographs_says_so(tree: Path, root: Path) -> None:
    """In a live preview, refused photographs leave a sentence instead of a picture."""
    builder = PageBuilder(load(tree).kb, ProseRenderer(None, lambda _: None), root / "macros" / "pages", None)
    assert "Снимки не показаны" in builder.record(case_of(tree)).body
