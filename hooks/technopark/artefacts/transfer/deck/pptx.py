"""A deck → PPTX: native shapes, a real title on every slide, notes, twenty seconds a slide by themselves.

The package is written directly, as Word documents are (``documents/ooxml.py``). python-pptx was
measured and put aside: it has no way to set the transition, the alternative text of a group, the
sections or one's own master but XML, opens its eleven layouts anew for every deck (the twenty
slides with notes of the teaching example: 390 ms against 35 ms) and stamps the clock. The tests
open every deck with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from technopark.artefacts.documents.ooxml import CORE_RELATION, Package, core_properties
from technopark.artefacts.transfer.deck import frame_xml as frame
from technopark.artefacts.transfer.deck.arial import width_of
from technopark.artefacts.transfer.deck.board import ASKS, FOOT_SIZE, INDENT, Board, Code, Item, Placed, TextBox
from technopark.artefacts.transfer.deck.drawing_xml import DECORATIVE, FACE, NO_INSETS, Numbering, emu, group, joined, outline, run, solid, transform, xml
from technopark.artefacts.transfer.deck.fitting import BETWEEN
from technopark.artefacts.transfer.deck.slides import ACROSS, LEFT, Deck
from technopark.artefacts.transfer.deck.speech import SECONDS
from technopark.artefacts.transfer.paper.qr import qr_png

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
MAIN = "ppt/presentation.xml"

TRANSITION = Markup(f'<p:transition advClick="0" advTm="{SECONDS * 1000}"/>')
"""The slide goes by itself; a click does not hurry it."""

SECTION = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""Name of the extension that holds sections, [MS-PPTX] 2.2.6."""


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
    ids = Numbering()
    shapes = joined([*_items(board.ground, ids), _title(board, ids), *_items(board.items, ids), *_mark(deck, board, ids), *_foot(board, number, ids)])
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
    head = xml(
        '<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>',
        ids(), box.name,
    )  # fmt: skip
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
                yield _picture(item, ids)


def _text_box(box: TextBox, ids: Numbering) -> Markup:
    own = ids()
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>', own, f"{box.name} {own}")
    shape = transform(_place(box)) + Markup('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>')
    return xml("<p:sp>%s<p:spPr>%s</p:spPr>%s</p:sp>", head, shape, _text(box))


def _place(box: TextBox) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _text(box: TextBox) -> Markup:
    size = box.fitted.size
    anchor = "ctr" if box.middle else "t"
    body = xml('<a:bodyPr wrap="square" %s anchor="%s"><a:noAutofit/></a:bodyPr><a:lstStyle/>', NO_INSETS, anchor)
    opening = run(ASKS, size, "warn", bold=True) + Markup('<a:br><a:rPr lang="ru-RU"/></a:br>') if box.opening else Markup("")
    bullet = (
        xml('<a:pPr marL="%s" indent="-%s"><a:spcBef><a:spcPts val="%s"/></a:spcBef><a:buClr><a:schemeClr val="accent1"/></a:buClr>'
            '<a:buFont typeface="Arial"/><a:buChar char="–"/></a:pPr>', emu(INDENT), emu(INDENT), round(size * BETWEEN * 100))
        if box.bullets
        else xml("<a:pPr><a:spcBef><a:spcPts val=\"%s\"/></a:spcBef></a:pPr>", round(size * BETWEEN * 100))
    )  # fmt: skip
    texts = box.fitted.texts or ("",)
    paragraphs = [
        xml("<a:p>%s%s%s</a:p>", Markup("") if number == 0 and not box.bullets else bullet, opening if number == 0 else Markup(""),
            run(text, size, box.ink, bold=box.bold))
        for number, text in enumerate(texts)
    ]  # fmt: skip
    return xml("<p:txBody>%s%s</p:txBody>", body, joined(paragraphs))


def _picture(code: Code, ids: Numbering) -> Markup:
    own = ids()
    alt = f"QR-код: ведёт на страницу практики {code.text}"
    return xml(
        '<p:pic><p:nvPicPr><p:cNvPr id="%s" name="%s" descr="%s"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        '<p:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        '<p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>',
        own, f"QR-код {own}", alt, transform((code.x, code.y, code.side, code.side)),
    )  # fmt: skip


def _mark(deck: Deck, board: Board, ids: Numbering) -> Iterator[Markup]:
    """The mark of a teaching example in the upper corner."""
    if not deck.mark:
        return
    width = width_of(deck.mark, FOOT_SIZE, bold=True) + 24
    own = ids()
    head = xml('<p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>', own, f"Пометка {own}")
    ground = solid("bg" if board.slide.look == "prompt" else "warn-bg")
    shape = transform((LEFT + ACROSS - width, 14, width, 24)) + Markup('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>') + ground + outline("", 0)
    body = xml('<a:bodyPr wrap="none" %s anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>', NO_INSETS)
    text = xml('<a:p><a:pPr algn="ctr"/>%s</a:p>', run(deck.mark, FOOT_SIZE, "warn", bold=True))
    yield xml("<p:sp>%s<p:spPr>%s</p:spPr><p:txBody>%s%s</p:txBody></p:sp>", head, shape, body, text)


def _foot(board: Board, number: int, ids: Numbering) -> Iterator[Markup]:
    """Name of the practice and number of the slide in their placeholders."""
    name = Markup('<a:pPr algn="l"/>') + run(" ".join(board.foot.fitted.texts), FOOT_SIZE, "ink-2")
    look = xml('<a:rPr lang="ru-RU" sz="%s" dirty="0">%s%s</a:rPr>', FOOT_SIZE * 100, solid("ink-2"), FACE)
    field = xml('<a:fld id="{6F7C1B2A-3D4E-4F50-8A61-72839405A6B7}" type="slidenum">%s<a:t>%s</a:t></a:fld>', look, number)
    count = Markup('<a:pPr algn="r"/>') + field + run(board.number.removeprefix(str(number)), FOOT_SIZE, "ink-2")
    for title, kind, text in (("Нижний колонтитул", 'type="ftr" sz="quarter" idx="11"', name), ("Номер слайда", 'type="sldNum" sz="quarter" idx="12"', count)):
        yield xml(
            '<p:sp><p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph %s/></p:nvPr></p:nvSpPr>'
            "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>%s</a:p></p:txBody></p:sp>",
            ids(), title, Markup(kind), text,
        )  # fmt: skip


# --------------------------------------------------------------------------- notes and sections


def _notes(board: Board) -> bytes:
    paragraphs = joined(
        [xml('<a:p><a:r><a:rPr lang="ru-RU" dirty="0"/><a:t>%s</a:t></a:r></a:p>', text) for text in board.slide.note.paragraphs]
    )
    return frame.document(
        "<p:notes %s><p:cSld><p:spTree>%s"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Слайд">%s</p:cNvPr><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Текст ведущего"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
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
        '<p:extLst><p:ext uri="%s"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">%s</p14:sectionLst></p:ext></p:extLst>',
        SECTION, joined(sections),
    )  # fmt: skip
