"""A deck → PPTX: native shapes, a real title on every slide, notes, twenty seconds a slide by themselves.

The package is written directly, as Word documents are (``documents/ooxml.py``). python-pptx was
measured and put aside: twenty slides of eighteen shapes with notes took it 323 ms of processor
time, this module takes 35 ms with the story and the layout; the transition, the alternative text
of a group, sections and a master of one's own are XML there too. The tests open every deck with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from technopark.artefacts.documents.ooxml import CORE_RELATION, Package, core_properties
from technopark.artefacts.transfer.deck import frame_xml as frame
from technopark.artefacts.transfer.deck.arial import width_of
from technopark.artefacts.transfer.deck.board import ASKS, FOOT_SIZE, INDENT
from technopark.artefacts.transfer.deck.boxes import Board, Code, Item, Pictured, Placed, TextBox
from technopark.artefacts.transfer.deck.drawing_xml import (
    DECORATIVE,
    FACE,
    NO_INSETS,
    RECTANGLE,
    Numbering,
    Place,
    emu,
    group,
    joined,
    outline,
    raw,
    run,
    solid,
    transform,
    xml,
)
from technopark.artefacts.transfer.deck.fitting import BETWEEN
from technopark.artefacts.transfer.deck.slides import ACROSS, LEFT, Deck
from technopark.artefacts.transfer.deck.speech import SECONDS
from technopark.artefacts.transfer.paper.qr import qr_png

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
MAIN = "ppt/presentation.xml"

TRANSITION = raw(f'<p:transition advClick="0" advTm="{SECONDS * 1000}"/>')
"""The slide goes by itself; a click does not hurry it."""

SECTION = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""Name of the extension that holds sections, [MS-PPTX] 2.2.6."""

SECTION_SPACE = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write_pptx(deck: Deck, boards: tuple[Board, ...], version: str = "") -> bytes:
    """The presentation; the same deck gives the same bytes."""
    package = Package()
    package.relate("", "officeDocument", MAIN)
    package.add("docProps/core.xml", core_properties(deck.title, version), "application/vnd.openxmlformats-package.core-properties+xml")
    package.relate("", CORE_RELATION, "docProps/core.xml")
    _add_frame(package, deck)
    for number, board in enumerate(boards, 1):
        _add_slide(package, deck, board, number)
    package.relate(MAIN, "presProps", "presProps.xml")
    package.add("ppt/presProps.xml", frame.SHOW, f"{_TYPE}presProps+xml")
    package.relate(MAIN, "theme", "theme/theme1.xml")
    package.relate(MAIN, "tableStyles", "tableStyles.xml")
    package.add("ppt/tableStyles.xml", frame.TABLE_STYLES, f"{_TYPE}tableStyles+xml")
    package.add(MAIN, frame.presentation(_sections(deck), len(boards)), f"{_TYPE}presentation.main+xml")
    return package.pack()


def _add_frame(package: Package, deck: Deck) -> None:
    """Theme, master, layouts, notes master; the first two relations of the presentation."""
    package.relate(MAIN, "slideMaster", "slideMasters/slideMaster1.xml")
    package.relate(MAIN, "notesMaster", "notesMasters/notesMaster1.xml")
    master, notes = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
    for number in range(len(frame.LAYOUTS)):
        path = f"ppt/slideLayouts/slideLayout{number + 1}.xml"
        package.add(path, frame.layout(number), f"{_TYPE}slideLayout+xml")
        package.relate(path, "slideMaster", "../slideMasters/slideMaster1.xml")
        package.relate(master, "slideLayout", f"../slideLayouts/slideLayout{number + 1}.xml")
    package.add(master, frame.master(), f"{_TYPE}slideMaster+xml")
    package.relate(master, "theme", "../theme/theme1.xml")
    package.add("ppt/theme/theme1.xml", frame.theme(deck.style), _THEME)
    package.add(notes, frame.notes_master(), f"{_TYPE}notesMaster+xml")
    package.relate(notes, "theme", "../theme/theme2.xml")
    package.add("ppt/theme/theme2.xml", frame.theme(deck.style), _THEME)


def _add_slide(package: Package, deck: Deck, board: Board, number: int) -> None:
    path, notes = f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml"
    package.relate(MAIN, "slide", f"slides/slide{number}.xml")
    package.relate(path, "slideLayout", f"../slideLayouts/slideLayout{2 if board.slide.look == 'prompt' else 1}.xml")
    package.relate(path, "notesSlide", f"../notesSlides/notesSlide{number}.xml")
    if board.slide.qr:
        package.relate(path, "image", "../media/code.png")
        package.add("ppt/media/code.png", qr_png(board.slide.qr, 12), "image/png")
    for item in board.items:
        if isinstance(item, Pictured):
            package.relate(path, "image", f"../media/photo-{number}.jpg")
            package.add(f"ppt/media/photo-{number}.jpg", item.shot.picture.data, "image/jpeg")
    ids = Numbering()
    words = (_title(board, ids), *_items(board.items, ids), *_mark(deck, board, ids), *_foot(board, number, ids))
    shapes = joined([*_items(board.ground, ids), *words])
    package.add(
        path,
        frame.document(
            "<p:sld %s><p:cSld><p:spTree>%s%s</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>%s</p:sld>",
            frame.SPACES, frame.EMPTY_TREE, shapes, TRANSITION,
        ),
        f"{_TYPE}slide+xml",
    )  # fmt: skip
    package.relate(notes, "notesMaster", "../notesMasters/notesMaster1.xml")
    package.relate(notes, "slide", f"../slides/slide{number}.xml")
    package.add(notes, _notes(board), f"{_TYPE}notesSlide+xml")


# --------------------------------------------------------------------------- shapes of a slide


def _title(board: Board, ids: Numbering) -> Markup:
    box = board.title
    locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/>%s</p:nvSpPr>', ids(), box.name, raw(locks))
    return xml("<p:sp>%s<p:spPr>%s</p:spPr>%s</p:sp>", head, transform(_place(box)), _text(box))


def _items(items: Sequence[Item], ids: Numbering) -> Iterator[Markup]:
    for item in items:
        match item:
            case TextBox():
                yield _text_box(item, ids)
            case Placed():
                scene = item.drawn.scene
                yield group(scene.parts, item.drawn.alt, "Рисунок", (item.x, item.y, scene.width, scene.height), ids)
            case Code():
                alt = f"QR-код: ведёт на страницу практики {item.text}"
                yield _picture("QR-код", alt, (item.x, item.y, item.side, item.side), ids)
            case Pictured():
                yield _picture("Снимок", item.shot.alt, (item.x, item.y, item.shot.width, item.shot.height), ids)


def _text_box(box: TextBox, ids: Numbering) -> Markup:
    own = ids()
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>', own, f"{box.name} {own}")
    shape = transform(_place(box)) + RECTANGLE + solid("")
    return xml("<p:sp>%s<p:spPr>%s</p:spPr>%s</p:sp>", head, shape, _text(box))


def _place(box: TextBox) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _text(box: TextBox) -> Markup:
    size = box.fitted.size
    anchor = "ctr" if box.middle else "t"
    body = xml('<a:bodyPr wrap="square" %s anchor="%s"><a:noAutofit/></a:bodyPr><a:lstStyle/>', NO_INSETS, anchor)
    opening = run(ASKS, size, "warn", bold=True) + Markup('<a:br><a:rPr lang="ru-RU"/></a:br>') if box.opening else Markup("")
    texts = box.fitted.texts or ("",)
    paragraphs = [
        xml("<a:p>%s%s%s</a:p>", _paragraph(box, number), opening if number == 0 else Markup(""), run(text, size, box.ink, bold=box.bold))
        for number, text in enumerate(texts)
    ]
    return xml("<p:txBody>%s%s</p:txBody>", body, joined(paragraphs))


def _paragraph(box: TextBox, number: int) -> Markup:
    """Properties of a paragraph: space above all but the first, a hanging dash in lists."""
    space = raw(f'<a:spcBef><a:spcPts val="{round(box.fitted.size * BETWEEN * 100)}"/></a:spcBef>') if number else Markup("")
    if not box.bullets:
        return xml("<a:pPr>%s</a:pPr>", space)
    dash = Markup('<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="–"/>')
    return xml('<a:pPr marL="%s" indent="-%s">%s%s</a:pPr>', emu(INDENT), emu(INDENT), space, dash)


def _picture(name: str, alt: str, place: Place, ids: Numbering) -> Markup:
    """The only picture of a slide: its relation is the third, after the layout and the notes."""
    own = ids()
    return xml(
        '<p:pic><p:nvPicPr><p:cNvPr id="%s" name="%s" descr="%s"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/>'
        "</p:nvPicPr>"
        '<p:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        "<p:spPr>%s%s</p:spPr></p:pic>",
        own, f"{name} {own}", alt, transform(place), RECTANGLE,
    )  # fmt: skip


def _mark(deck: Deck, board: Board, ids: Numbering) -> Iterator[Markup]:
    """The mark of a teaching example in the upper corner."""
    if not deck.mark:
        return
    width = width_of(deck.mark, FOOT_SIZE, bold=True) + 24
    own = ids()
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>', own, f"Пометка {own}")
    ground = solid("bg" if board.slide.look == "prompt" else "warn-bg")
    shape = transform((LEFT + ACROSS - width, 14, width, 24)) + RECTANGLE + ground + outline("", 0)
    body = xml('<a:bodyPr wrap="none" %s anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>', NO_INSETS)
    text = xml('<a:p><a:pPr algn="ctr"/>%s</a:p>', run(deck.mark, FOOT_SIZE, "warn", bold=True))
    yield xml("<p:sp>%s<p:spPr>%s</p:spPr><p:txBody>%s%s</p:txBody></p:sp>", head, shape, body, text)


def _foot(board: Board, number: int, ids: Numbering) -> Iterator[Markup]:
    """Name of the practice and number of the slide in their placeholders."""
    name = Markup('<a:pPr algn="l"/>') + run(" ".join(board.foot.fitted.texts), FOOT_SIZE, "ink-2")
    look = xml('<a:rPr lang="ru-RU" sz="%s" dirty="0">%s%s</a:rPr>', FOOT_SIZE * 100, solid("ink-2"), FACE)
    field = xml('<a:fld id="%s" type="slidenum">%s<a:t>%s</a:t></a:fld>', frame.NUMBER_FIELD, look, number)
    count = Markup('<a:pPr algn="r"/>') + field + run(board.number.removeprefix(str(number)), FOOT_SIZE, "ink-2")
    for title, kind, text in ((frame.FOOT_NAME, frame.FOOT_KIND, name), (frame.NUMBER_NAME, frame.NUMBER_KIND, count)):
        yield xml(
            '<p:sp><p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph %s/></p:nvPr>'
            "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>%s</a:p></p:txBody></p:sp>",
            ids(), title, raw(kind), text,
        )  # fmt: skip


# --------------------------------------------------------------------------- notes and sections


def _notes(board: Board) -> bytes:
    paragraphs = joined(
        [xml('<a:p><a:r><a:rPr lang="ru-RU" dirty="0"/><a:t>%s</a:t></a:r></a:p>', text) for text in board.slide.note.paragraphs]
    )
    return frame.document(
        "<p:notes %s><p:cSld><p:spTree>%s"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Слайд">%s</p:cNvPr>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Текст ведущего"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>%s</p:txBody></p:sp></p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        frame.SPACES, frame.EMPTY_TREE, DECORATIVE, paragraphs,
    )  # fmt: skip


def _sections(deck: Deck) -> Markup:
    """The five parts as sections of the slide list."""
    number = 255
    sections = []
    for place, (part, slides) in enumerate(groupby(deck.slides, key=lambda slide: slide.part), 1):
        ids = joined([xml('<p14:sldId id="%s"/>', number := number + 1) for _ in slides])
        guid = f"{{5A6B7C8D-0000-4000-8000-{place:012}}}"
        sections.append(xml('<p14:section name="%s" id="%s"><p14:sldIdLst>%s</p14:sldIdLst></p14:section>', part, guid, ids))
    return xml(
        '<p:extLst><p:ext uri="%s"><p14:sectionLst xmlns:p14="%s">%s</p14:sectionLst></p:ext></p:extLst>',
        SECTION, SECTION_SPACE, joined(sections),
    )  # fmt: skip
