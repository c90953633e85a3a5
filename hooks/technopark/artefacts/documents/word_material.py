"""The look of a methodological material in Word: the site's colours, no filing edge, prompts one cannot miss."""

from __future__ import annotations

from technopark.artefacts.documents.ooxml import Element, el, text_el
from technopark.artefacts.documents.word_styles import BODY, PARAGRAPHS, Page, Paragraphs, Shape, letters, twips
from technopark.artefacts.documents.word_styles import styles as styles_of

ACCENT, RULE, HEAD_GROUND, BOX_GROUND = "00525C", "B4C2C6", "E6EFF0", "F3F7F7"
WARM, WARM_RULE, WARM_GROUND = "7A3300", "D98A3D", "FDF1E4"
INK = "435058"
"""Colours of the site (``docs/assets/css/tokens.css``); the warm ones mark what the author has yet to say."""

PORTRAIT = Page(210, 297, left=20, right=20, top=20, bottom=20)
LANDSCAPE = Page(297, 210, left=20, right=20, top=20, bottom=18)

INDENT = 7.5
"""Where the words of a list stand, millimetres from the margin."""



def _bar(colour: str, ground: str) -> tuple[tuple[str, str, int], ...]:
    """A bar on the left; the lines above and below are of the ground's colour and give it air."""
    return ("top", ground, 4), ("left", colour, 24), ("bottom", ground, 4)


_OWN: Paragraphs = (
    ("Heading1", "heading 1", Shape(0, 60, line=252, level=0, keep=True), letters(size=40, bold=True, color=ACCENT)),
    ("Heading2", "heading 2", Shape(320, 100, line=252, level=1, keep=True), letters(size=28, bold=True, color=ACCENT)),
    ("Heading3", "heading 3", Shape(220, 60, line=252, level=2, keep=True), letters(size=BODY, bold=True)),
    ("BodyText", "Body Text", Shape(0, 110), None),
    ("Mark", "Пометка", Shape(0, 100, line=240), letters(size=19, color=WARM)),
    ("Matter", "Subtitle", Shape(0, 200, line=252, edges=(("bottom", ACCENT, 12),)), letters(size=26, color=INK)),
    ("Choice", "Вариант ответа", Shape(0, 40, left=INDENT, first=-INDENT), None),
    ("ListText", "List Continue", Shape(0, 40, left=INDENT), None),
    ("CellHead", "Заголовок столбца", Shape(line=240, keep=True), letters(size=21, bold=True)),
    ("Header", "header", Shape(line=240), letters(size=17, color=INK)),
)

_MORE: Paragraphs = (
    ("Aside", "Ведущему", Shape(0, 110, keep=True), letters(italic=True, color=INK)),
    (
        "Prompt", "Подсказка автору",
        Shape(60, 140, left=4, right=2, edges=_bar(WARM_RULE, WARM_GROUND), ground=WARM_GROUND), letters(italic=True, color=WARM),
    ),
    ("Box", "Совет", Shape(0, 0, left=4, right=2, edges=_bar(ACCENT, BOX_GROUND), ground=BOX_GROUND), letters(size=23)),
    (
        "BoxItem", "Совет: перечень",
        Shape(0, 0, left=4 + INDENT, first=-INDENT, right=2, edges=_bar(ACCENT, BOX_GROUND), ground=BOX_GROUND), letters(size=23),
    ),
    ("Origin", "Происхождение", Shape(360, 0, line=240, edges=(("top", RULE, 6),)), letters(size=18, color=INK)),
    ("Footer", "footer", Shape(line=240), letters(size=17, color=INK)),
)  # fmt: skip


def styles() -> Element:
    """``word/styles.xml`` of a material."""
    own = {id: row for row in _OWN for id in row[:1]}
    prompt = el(
        "w:style",
        el("w:name", val="Подсказка в строке"),
        el("w:basedOn", val="DefaultParagraphFont"),
        letters(italic=True, color=WARM, ground=WARM_GROUND),
        type="character", customStyle="1", styleId="PromptText",
    )  # fmt: skip
    return styles_of((*(own.get(row[0], row) for row in PARAGRAPHS), *_MORE), prompt, rules=RULE)


def header(mark: str) -> Element:
    """The mark over every page but the first, which says it in its text."""
    return el("w:hdr", el("w:p", el("w:pPr", el("w:pStyle", val="Header")), *([el("w:r", text_el(mark))] if mark else [])))


def footer(foot: str, width: float) -> Element:
    """What the material belongs to and the number of the page."""
    properties = el("w:pPr", el("w:pStyle", val="Footer"), el("w:tabs", el("w:tab", val="right", pos=twips(width))))
    page, pages = (el("w:fldSimple", el("w:r", text_el("1")), instr=f" {name} ") for name in ("PAGE", "NUMPAGES"))
    return el("w:ftr", el("w:p", properties, el("w:r", text_el(foot), el("w:tab")), page, el("w:r", text_el("\u00a0из\u00a0")), pages))
