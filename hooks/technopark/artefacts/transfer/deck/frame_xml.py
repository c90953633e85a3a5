"""What all decks share: theme, master, layouts, notes master, properties of the show.

Written by hand, not taken from a library's template: two layouts instead of eleven, our own type
and colours, titles that are real placeholders, and no bytes that depend on a clock.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from technopark.artefacts.pictures.palette import COLOURS
from technopark.artefacts.transfer.deck.board import FOOT_SIZE, FOOT_TOP, TITLE_HEIGHT, TOP
from technopark.artefacts.transfer.deck.drawing_xml import NO_INSETS, RECTANGLE, emu, raw, transform, xml
from technopark.artefacts.transfer.deck.slides import ACROSS, HEIGHT, LEFT, WIDTH

MAIN_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES = Markup(
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')

EDGE = 18
"""Width of the coloured edge."""

TITLE_PLACE = (LEFT, TOP, ACROSS, TITLE_HEIGHT)
FOOT_PLACE = (LEFT, FOOT_TOP, ACROSS - 90, 20)
NUMBER_PLACE = (LEFT + ACROSS - 84, FOOT_TOP, 84, 20)

FOOT_NAME, FOOT_KIND = "Нижний колонтитул", 'type="ftr" sz="quarter" idx="11"'
NUMBER_NAME, NUMBER_KIND = "Номер слайда", 'type="sldNum" sz="quarter" idx="12"'
NUMBER_FIELD = "{6F7C1B2A-3D4E-4F50-8A61-72839405A6B7}"
"""Any id will do, the same everywhere: programs only tell fields apart by it."""

LAYOUTS = ("Мысль", "Подсказка")
"""Of the record, on white; of a question, on the warm ground."""

COLOUR_MAP = Markup(
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4"'
    ' accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)

EMPTY_TREE = Markup(
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def document(template: str, *values: object) -> bytes:
    """A whole part."""
    return (HEAD + xml(template, *values)).encode("utf-8")


@cache
def theme(style: str) -> bytes:
    """Colours of the site, Arial, flat shapes; the second accent is the contour's."""
    names = {
        "dk1": "ink", "lt1": "bg", "dk2": "ink-2", "lt2": "surface-2", "accent1": "accent", "accent2": style, "accent3": "warn",
        "accent4": "core", "accent5": "incubator", "accent6": "transfer", "hlink": "accent", "folHlink": "ink-2",
    }  # fmt: skip
    colours = Markup("").join(
        xml('<a:%s><a:srgbClr val="%s"/></a:%s>', raw(tag), COLOURS[name][1:].upper(), raw(tag)) for tag, name in names.items()
    )
    face = Markup('<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/>')
    fill = Markup('<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>')
    line = xml('<a:ln w="9525">%s<a:prstDash val="solid"/></a:ln>', fill)
    effect = Markup("<a:effectStyle><a:effectLst/></a:effectStyle>")
    return document(
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Технопарк"><a:themeElements>'
        '<a:clrScheme name="Технопарк">%s</a:clrScheme>'
        '<a:fontScheme name="Arial"><a:majorFont>%s</a:majorFont><a:minorFont>%s</a:minorFont></a:fontScheme>'
        '<a:fmtScheme name="Плоско"><a:fillStyleLst>%s</a:fillStyleLst><a:lnStyleLst>%s</a:lnStyleLst>'
        "<a:effectStyleLst>%s</a:effectStyleLst><a:bgFillStyleLst>%s</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        colours, face, face, fill * 3, line * 3, effect * 3, fill * 3,
    )  # fmt: skip


def background(colour: str) -> Markup:
    """Ground of a slide by the name of a colour."""
    return xml('<p:bg><p:bgPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>', COLOURS[colour][1:].upper())


def _edge(colour: Markup) -> Markup:
    """The coloured edge on the left: the only ornament."""
    return xml(
        '<p:sp><p:nvSpPr><p:cNvPr id="20" name="Край"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>%s'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>%s</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>',
        transform((0, 0, EDGE, HEIGHT)), colour,
    )  # fmt: skip


def _placeholder(id: int, name: str, kind: str, place: tuple[float, float, float, float], style: Markup, text: Markup) -> Markup:
    return xml(
        '<p:sp><p:nvSpPr><p:cNvPr id="%s" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph %s/></p:nvPr></p:nvSpPr>'
        '<p:spPr>%s%s</p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" %s rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr>'
        "<a:lstStyle>%s</a:lstStyle>%s</p:txBody></p:sp>",
        id, name, raw(kind), transform(place), RECTANGLE, NO_INSETS, style, text,
    )  # fmt: skip


def _placeholders() -> Markup:
    """Title, name of the practice, number of the slide."""
    sample = Markup('<a:p><a:r><a:rPr lang="ru-RU"/><a:t>Заголовок</a:t></a:r></a:p>')
    empty = Markup('<a:p><a:endParaRPr lang="ru-RU"/></a:p>')
    number = xml('<a:p><a:fld id="%s" type="slidenum"><a:rPr lang="ru-RU"/><a:t>‹№›</a:t></a:fld></a:p>', NUMBER_FIELD)
    return (
        _placeholder(2, "Заголовок", 'type="title"', TITLE_PLACE, Markup(""), sample)
        + _placeholder(3, FOOT_NAME, FOOT_KIND, FOOT_PLACE, _small("l"), empty)
        + _placeholder(4, NUMBER_NAME, NUMBER_KIND, NUMBER_PLACE, _small("r"), number)
    )


def _small(align: str) -> Markup:
    grey = COLOURS["ink-2"][1:].upper()
    return xml(
        '<a:lvl1pPr algn="%s"><a:defRPr sz="%s"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:defRPr></a:lvl1pPr>',
        align, FOOT_SIZE * 100, grey,
    )  # fmt: skip


@cache
def master() -> bytes:
    """The master: white, three placeholders, text styles."""
    face = Markup('<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>')
    ink = Markup('<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>')
    level = (
        '<a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        '<a:defRPr sz="%s" b="%s" kern="1200">%s%s</a:defRPr></a:lvl1pPr>'
    )
    title, body = xml(level, 4400, 1, ink, face), xml(level, 2800, 0, ink, face)
    layouts = Markup("").join(xml('<p:sldLayoutId id="%s" r:id="rId%s"/>', 2147483649 + i, i + 1) for i in range(len(LAYOUTS)))
    return document(
        "<p:sldMaster %s><p:cSld>%s<p:spTree>%s%s</p:spTree></p:cSld>"
        '%s<p:sldLayoutIdLst>%s</p:sldLayoutIdLst>'
        "<p:txStyles><p:titleStyle>%s</p:titleStyle><p:bodyStyle>%s</p:bodyStyle><p:otherStyle>%s</p:otherStyle></p:txStyles></p:sldMaster>",
        SPACES, background("bg"), EMPTY_TREE, _placeholders(), COLOUR_MAP, layouts, title, body, body,
    )  # fmt: skip


@cache
def layout(number: int) -> bytes:
    """A layout: 0 on white with the contour's edge, 1 on the warm ground."""
    warm = number == 1
    edge = _edge(xml('<a:schemeClr val="%s"/>', "accent3" if warm else "accent2"))
    ground = background("warn-bg") if warm else Markup("")
    return document(
        '<p:sldLayout %s type="titleOnly" preserve="1" userDrawn="1"><p:cSld name="%s">%s<p:spTree>%s%s%s</p:spTree></p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        SPACES, LAYOUTS[number], ground, EMPTY_TREE, edge, _placeholders(),
    )  # fmt: skip


NOTES_WIDTH, NOTES_HEIGHT = 540, 720
"""A sheet of notes, portrait, points."""


@cache
def notes_master() -> bytes:
    """Where the slide and the speaker's text stand on a printed sheet of notes."""
    picture = xml(
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Слайд"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>%s<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:noFill/><a:ln w="9525"><a:solidFill><a:srgbClr val="C5D0D3"/></a:solidFill></a:ln></p:spPr></p:sp>',
        transform((40, 40, 460, 460 * HEIGHT / WIDTH)),
    )  # fmt: skip
    sample = Markup('<a:p><a:r><a:rPr lang="ru-RU"/><a:t>Текст ведущего</a:t></a:r></a:p>')
    text = _placeholder(3, "Текст ведущего", 'type="body" sz="quarter" idx="3"', (40, 320, 460, 360), Markup(""), sample)
    level = Markup(
        '<a:lvl1pPr marL="0" algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        '<a:defRPr sz="1400" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
    )
    return document(
        "<p:notesMaster %s><p:cSld>%s<p:spTree>%s%s%s</p:spTree></p:cSld>"
        '%s<p:notesStyle>%s</p:notesStyle></p:notesMaster>',
        SPACES, background("bg"), EMPTY_TREE, picture, text, COLOUR_MAP, level,
    )  # fmt: skip


def presentation(sections: Markup, slides: int) -> bytes:
    """The presentation itself; slides are related as rId3 and on, after the master and the notes master."""
    ids = Markup("").join(xml('<p:sldId id="%s" r:id="rId%s"/>', 256 + i, 3 + i) for i in range(slides))
    return document(
        '<p:presentation %s saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>%s</p:sldIdLst>'
        '<p:sldSz cx="%s" cy="%s"/><p:notesSz cx="%s" cy="%s"/>%s</p:presentation>',
        SPACES, ids, emu(WIDTH), emu(HEIGHT), emu(NOTES_WIDTH), emu(NOTES_HEIGHT), sections,
    )  # fmt: skip


SHOW = document('<p:presentationPr %s><p:showPr useTimings="1"><p:present/></p:showPr></p:presentationPr>', SPACES)
"""The show runs by its timings."""

TABLE_STYLES = document('<a:tblStyleLst xmlns:a="%s" def="%s"/>', MAIN_SPACE, "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")
