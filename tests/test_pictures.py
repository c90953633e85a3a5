"""Charts and drawings: honest numbers, sound SVG, fit for every place they are shown in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import ImageFont

from technopark.artefacts.pictures.charts import before_after, result_charts
from technopark.artefacts.pictures.drawings import contour_path, process_path
from technopark.artefacts.pictures.letters import lines_of, width_of
from technopark.artefacts.pictures.palette import COLOURS
from technopark.artefacts.pictures.scales import scale_of
from technopark.artefacts.pictures.scene import PAGE, SHEET, SLIDE, Box, Disc, Frame, Picture, Polygon, Scene, Trail, Words
from technopark.artefacts.typesetting import FONTS
from technopark.kinds.cases import ContourEntry, Result
from technopark.kinds.models import ProcessModel
from technopark.knowledge import KnowledgeBase
from technopark.russian.text import NBSP

FRAMES = (PAGE, SHEET, SLIDE)
HOSTILE = '"><script>alert(1)</script>&amp;</svg> \x00\x0b\ud800 \U0001f600 \u202e]]> ' + "Щ" * 90


@dataclass(frozen=True)
class Stage:
    """A stage as a brief has it."""

    code: str
    title: str
    covered: bool = False


def stages_of(kb: KnowledgeBase, covered: Sequence[str] = ("p1", "p6")) -> tuple[Stage, ...]:
    """Stages of the first model."""
    entry = kb.get("models", "model-1")
    assert entry is not None
    assert isinstance(entry.record, ProcessModel)
    return tuple(Stage(stage.code, stage.title, stage.id in covered) for stage in entry.record.stages)


def results_of(kb: KnowledgeBase) -> tuple[Result, ...]:
    """Results of the teaching example."""
    entry = kb.get("cases", "uchebnyy-primer")
    assert entry is not None
    results: tuple[Result, ...] = getattr(entry.record, "results", ())
    return results


def everything(kb: KnowledgeBase) -> list[Picture]:
    """Every drawing of the teaching example in every frame."""
    out: list[Picture | None] = []
    contours = [ContourEntry(contour="инкубатор", since=date(2024, 9, 2)), ContourEntry(contour="трансфер")]
    for frame in FRAMES:
        out += [*result_charts(results_of(kb), frame), before_after(results_of(kb), frame)]
        out += [process_path(stages_of(kb), frame, columns) for columns in (1, 2)]
        out += [contour_path(contours, frame, tall=tall) for tall in (False, True)]
        out.append(contour_path((), frame))
    return [picture for picture in out if picture]


def parsed(svg: str) -> Any:
    """The SVG as a tree; XML that is not well-formed is an error."""
    return etree.fromstring(svg.encode("utf-8"))


def hostile_result(text: str = HOSTILE, **more: Any) -> Result:
    """A result whose every text is hostile."""
    values = {"indicator": text, "unit": text[:20], "sample": text, "period": text, "baseline": 1.0, "value": 2.0, **more}
    return Result.model_construct(**values)


# --------------------------------------------------------------------------- numbers


def test_a_chart_shows_the_numbers_of_the_record(kb: KnowledgeBase) -> None:
    """Every measured result has one chart with the record's own numbers, its sample and its period."""
    results = results_of(kb)
    charts = result_charts(results)
    assert [chart.indicator for chart in charts] == [result.indicator for result in results]
    for result, chart in zip(results, charts, strict=True):
        assert [bar.value for bar in chart.bars] == [value for value in (result.baseline, result.value) if value is not None]
        printed = chart.scene.words()
        assert all(bar.text in printed for bar in chart.bars)
        for said in (result.sample, result.period):
            assert said is None or " ".join(said.split()) in chart.caption.replace(NBSP, " ")
        assert all(bar.text.split(NBSP)[0] in chart.alt for bar in chart.bars)


def test_percentages_stand_on_a_scale_of_a_hundred(kb: KnowledgeBase) -> None:
    """A bar of 33 % is a third of the track: small changes are not blown up."""
    chart = next(chart for chart in result_charts(results_of(kb)) if chart.unit == "%" and len(chart.bars) == 2)
    assert chart.scale is not None
    assert (chart.scale.low, chart.scale.high) == (0.0, 100.0)
    track = next(part for part in chart.scene.parts if isinstance(part, Box) and part.fill == "surface-2")
    bars = [part for part in chart.scene.parts if isinstance(part, Box) and part.fill != "surface-2"]
    for bar, drawn in zip(chart.bars, bars, strict=True):
        assert drawn.width / track.width == pytest.approx(bar.value / 100)


@given(st.lists(st.floats(-1e11, 1e11), min_size=1, max_size=4), st.sampled_from(["%", "", "чел."]))
def test_a_scale_holds_its_numbers_and_zero(values: list[float], unit: str) -> None:
    """Every number and zero lie on the scale, and a larger number is never shorter."""
    scale = scale_of(values, unit)
    assert scale.low <= 0 <= scale.high
    assert all(-1e-9 <= scale.share(value) <= 1 + 1e-9 for value in values)
    assert [scale.share(value) for value in sorted(values)] == sorted(scale.share(value) for value in values)
    assert all(0 <= place <= 1 for place, _ in scale.ticks)


def test_what_cannot_be_drawn_honestly_is_not_drawn() -> None:
    """No final number, an endless one, one of a hundred digits: no chart; a lone count is a figure without a bar."""
    nothing = [
        Result(indicator="Пары", baseline=5.0),
        Result(indicator="Пары"),
        Result(indicator="Пары", value=1e300),
        Result(indicator="Пары", value=0.1234567890123456, baseline=-1.1e-300),
    ]
    assert result_charts(nothing) == ()
    (figure,) = result_charts([Result(indicator="Пары", value=12.0, unit="пар")])
    assert figure.scale is None
    assert not any(isinstance(part, Box) for part in figure.scene.parts)
    assert figure.scene.words() == (f"12{NBSP}пар",)


def test_several_results_share_one_scale(kb: KnowledgeBase) -> None:
    """Results with both numbers in one unit stand together; a single one, or different units, do not."""
    together = before_after(results_of(kb))
    assert together is not None
    assert {"33\u00a0%", "78\u00a0%", "91\u00a0%", "92\u00a0%"} <= set(together.scene.words())
    assert "умений" not in together.svg
    alone = [result for result in results_of(kb) if result.unit != "%"]
    assert before_after(alone) is None
    assert before_after(()) is None


# --------------------------------------------------------------------------- SVG


def test_svg_stands_alone_and_asks_for_nothing(kb: KnowledgeBase) -> None:
    """Well-formed, with words for those who do not see it; no style, no script, no id, no address."""
    for picture in everything(kb):
        tree = parsed(picture.svg)
        assert tree.get("role") == "img"
        assert tree.get("aria-label") == picture.alt.replace("\n", " ")
        assert not re.search(r"<(?:script|style|image|use|foreignObject|a)\b|\s(?:style|id|href|on\w+)=", picture.svg)
        assert "http" not in picture.svg.replace("http://www.w3.org/2000/svg", "")


def test_everything_lies_inside_the_frame(kb: KnowledgeBase) -> None:
    """Shapes and the widest estimate of every text stay within the drawing."""
    for picture in everything(kb):
        for part in picture.scene.parts:
            low, top, high, bottom = bounds(part)
            assert low >= -0.5, part
            assert top >= -0.5, part
            assert high <= picture.scene.width + 0.5, part
            assert bottom <= picture.scene.height + 0.5, part


def bounds(part: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a part."""
    if isinstance(part, Words):
        width = width_of(part.text, part.size)
        left = part.x - {"start": 0.0, "middle": width / 2, "end": width}[part.anchor]
        return left, part.y - part.size * 0.75, left + width, part.y + part.size * 0.22
    if isinstance(part, Box):
        return part.x, part.y, part.x + part.width, part.y + part.height
    if isinstance(part, Disc):
        return part.x - part.r, part.y - part.r, part.x + part.r, part.y + part.r
    xs, ys = zip(*part.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_texts_are_large_enough(kb: KnowledgeBase) -> None:
    """On slides nothing is set below 28 points, in handouts below 10.5, on pages below 14 pixels."""
    for frame, least in ((SLIDE, 28), (SHEET, 10.5), (PAGE, 14)):
        drawn = [*result_charts(results_of(kb), frame), before_after(results_of(kb), frame), process_path(stages_of(kb), frame, 2)]
        drawn.append(contour_path([ContourEntry(contour="ядро", since=date(2024, 9, 2))], frame))
        sizes = [part.size for picture in drawn if picture for part in picture.scene.parts if isinstance(part, Words)]
        assert min(sizes) >= least


@pytest.mark.parametrize("frame", FRAMES, ids=("page", "sheet", "slide"))
def test_hostile_texts_stay_texts(frame: Frame) -> None:
    """Markup, control characters and lone surrogates in any field end as text inside a sound SVG."""
    drawn = [
        *result_charts([hostile_result()], frame),
        before_after([hostile_result(unit="%"), hostile_result(unit="%")], frame),
        process_path([Stage(HOSTILE, HOSTILE), Stage("", "")], frame, 2),
    ]
    assert len([picture for picture in drawn if picture]) >= 2
    for picture in drawn:
        if picture:
            tree = parsed(picture.svg)
            assert {etree.QName(node).localname for node in tree.iter()} <= {"svg", "rect", "path", "text", "circle", "polygon"}


@given(st.text(max_size=60), st.floats(), st.one_of(st.none(), st.floats()))
@settings(max_examples=60)
def test_any_result_draws_or_is_left_out(text: str, value: float, baseline: float | None) -> None:
    """Whatever the text and the numbers, there is a sound SVG or no chart at all."""
    for chart in result_charts([hostile_result(text or "x", value=value, baseline=baseline)]):
        parsed(chart.svg)


def test_same_input_same_bytes(kb: KnowledgeBase) -> None:
    """Drawing twice gives the same text."""
    assert [picture.svg for picture in everything(kb)] == [picture.svg for picture in everything(kb)]


def test_colours_are_those_of_the_stylesheet(root: Path) -> None:
    """Paper and slides have the light theme's own values, and the page repaints every one of them."""
    css = (root / "docs/assets/css/tokens.css").read_text(encoding="utf-8")
    light = css[css.index("color-scheme: light") : css.index("@media (prefers-color-scheme")]
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    assert {name: tokens[name] for name in COLOURS} == dict(COLOURS)
    drawings = (root / "docs/assets/css/drawings.css").read_text(encoding="utf-8")
    for name in COLOURS:
        assert f".f-{name} {{ fill: var(--{name}); }}" in drawings
        assert f".s-{name} {{ stroke: var(--{name}); }}" in drawings


# --------------------------------------------------------------------------- drawings


def test_stages_of_a_case_are_told_apart_without_colour(kb: KnowledgeBase) -> None:
    """A covered stage is filled and bold, the others are neither; the words name the covered ones."""
    path = process_path(stages_of(kb))
    assert path is not None
    filled = [part for part in path.scene.parts if isinstance(part, Disc) and part.fill == "accent"]
    bold = [part.text for part in path.scene.parts if isinstance(part, Words) and part.bold and not part.text.startswith("П")]
    assert len(filled) == 2
    assert bold[0] == "Набор"
    assert "П1 Набор" in path.alt.split("охватывает")[1]
    assert "П2" not in path.alt.split("охватывает")[1]
    assert process_path(()) is None


def test_contours_have_a_shape_of_their_own() -> None:
    """Circle, hexagon and arrow stand in their order; the case's contour is filled, the rest are not."""
    picture = contour_path([ContourEntry(contour="инкубатор")])
    shapes = [part for part in picture.scene.parts if isinstance(part, Disc | Polygon) and part.fill in ("bg", "incubator-bg")]
    assert [(type(part).__name__, part.fill) for part in shapes] == [("Disc", "bg"), ("Polygon", "incubator-bg"), ("Polygon", "bg")]
    assert [len(part.points) for part in shapes if isinstance(part, Polygon)] == [6, 5]
    assert "Практика здесь" in picture.alt


# --------------------------------------------------------------------------- type


def test_widths_are_never_less_than_the_faces_take(root: Path, kb: KnowledgeBase) -> None:
    """PT Sans, regular and bold, takes no more room than estimated for any text of the base's drawings."""
    texts = {text for picture in everything(kb) for text in picture.scene.words()}
    texts |= {entry.title for entry in kb.entries.values()}
    for face in ("400Regular/PTSans_400Regular.ttf", "700Bold/PTSans_700Bold.ttf"):
        font = ImageFont.truetype(str(root / FONTS[0] / face), 1000)
        for text in texts:
            assert font.getlength(text) <= width_of(text, 1000)


@given(st.text(alphabet="абвШ Щ-.\u00a0", max_size=80), st.floats(20, 400))
def test_lines_lose_no_letter(text: str, width: float) -> None:
    """Breaking into lines keeps every letter, and no line of more than one letter is too wide."""
    lines = lines_of(text, 16, width)
    bare = re.compile(r"[\s\u00a0]")
    assert bare.sub("", "".join(lines)) == bare.sub("", text)
    assert all(width_of(line, 16) <= width or len(line) == 1 for line in lines)


TYPST = """#set document(title: "Рисунки")
#set text(lang: "ru", font: "PT Sans")
#set page(height: auto)
#for p in json(bytes(sys.inputs.data)) { image(bytes(p.svg), format: "svg", alt: p.alt, width: 60%) }
"""


def test_typst_takes_every_drawing(root: Path, kb: KnowledgeBase) -> None:
    """PDF/UA-1 with all drawings comes out without a warning, and their words are in it as text."""
    import json

    from pypdf import PdfReader

    pictures = everything(kb)
    data = json.dumps([{"svg": picture.svg, "alt": picture.alt} for picture in pictures], ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[root / folder for folder in FONTS])
    compiler = typst.Compiler(root=root / "macros", font_paths=fonts)
    made, warnings = compiler.compile_with_warnings(
        TYPST.encode(), sys_inputs={"data": data}, format="pdf", pdf_standards="ua-1", timestamp=0
    )
    assert warnings == []
    assert isinstance(made, bytes)
    text = PdfReader(BytesIO(made)).pages[0].extract_text()
    assert "Сопровождение" in text
    assert "Инкубатор" in text


def test_a_scene_scales(kb: KnowledgeBase) -> None:
    """The scene holds all that native shapes need: known parts, sizes and colours by name."""
    for picture in everything(kb):
        assert isinstance(picture.scene, Scene)
        for part in picture.scene.parts:
            assert isinstance(part, Box | Disc | Polygon | Trail | Words)
            names = {getattr(part, name, "") for name in ("fill", "line", "ink")} - {""}
            assert names <= COLOURS.keys()
