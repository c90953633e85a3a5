"""Sheet → DOCX: a form to fill in, a protected «бланк», or a filled document.

    write_docx(sheet)                        the form: labels in grey stand in empty fields
    write_docx(sheet, protected=True)        «бланк»: lines to write on, Tab walks the blanks
    write_docx(sheet, values, ruled=True)    a finished document: what is empty is written by hand

The layout is ГОСТ Р 7.0.97-2025 (``word_styles``), that of a material ``word_material``; no macros,
no text boxes, no pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from technopark.artefacts.documents import word_material, word_settings
from technopark.artefacts.documents.ooxml import CORE_RELATION, IGNORABLE, Element, Package, core_properties, el, serialise
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Values, normal_values
from technopark.artefacts.documents.word_blocks import BlockWriter
from technopark.artefacts.documents.word_controls import FORM, Controls
from technopark.artefacts.documents.word_frame import Frame
from technopark.artefacts.documents.word_pieces import keep_end, keep_with_next
from technopark.artefacts.documents.word_styles import LANDSCAPE, PORTRAIT, styles

MAIN = "word/document.xml"
GLOSSARY = "word/glossary/document.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _as_it_is(_body: Element) -> None:
    """Change nothing."""


def write_docx(
    sheet: Sheet,
    values: Values | None = None,
    *,
    ruled: bool = False,
    protected: bool = False,
    finish: Callable[[Element], None] = _as_it_is,
) -> bytes:
    """Write a document.

    Args:
        sheet: what to write.
        values: values by key; they are brought to normal form, not checked.
        ruled: empty fields are lines for handwriting instead of grey labels.
        protected: only fields can be changed; implies ``ruled``.
        finish: changes the body before it is written, for a sheet that looks like no other.

    Returns:
        Bytes of the file, the same for the same input.
    """
    controls = Controls(sheet, normal_values(sheet.fields, values or {}), ruled=ruled or protected)
    writer = BlockWriter(controls, sheet.text_width)
    body = _body(writer)
    package = Package()
    body.append(_section(package, sheet))
    finish(body)
    package.add(MAIN, Element("w:document", {**IGNORABLE}, [body]), _TYPE + "document.main+xml")
    package.relate("", "officeDocument", MAIN)
    _supports(package, writer, protected=protected)
    _data(package, controls)
    package.add("docProps/core.xml", core_properties(sheet.title, sheet.version), CORE_TYPE)
    package.relate("", CORE_RELATION, "docProps/core.xml")
    return package.pack()


def _body(writer: BlockWriter) -> Element:
    frame = Frame(writer)
    text, appendices = writer.controls.sheet.parts
    content = [*frame.head(), *writer.blocks(text)]
    signatures = list(frame.signatures())
    if signatures and content[-1].tag == "w:p":
        keep_with_next(content[-1])  # a signature never stands on a page of its own
    content += [*signatures, *writer.blocks(appendices)]
    if origin := list(frame.origin()):
        keep_end(content)
    return el("w:body", *content, *origin)


def _section(package: Package, sheet: Sheet) -> Element:
    """The only section: of a form, with the page's number over every page but the first; of a material, with its mark and foot."""
    if sheet.look == "material":
        headers = _header_parts(package, word_material.header(""), word_material.header(sheet.mark))
        package.add("word/footer1.xml", word_material.footer(sheet.foot, sheet.text_width), _TYPE + "footer+xml")
        page = word_material.LANDSCAPE if sheet.landscape else word_material.PORTRAIT
        return word_settings.section(page, *headers, package.relate(MAIN, "footer", "footer1.xml"))
    headers = _header_parts(package, word_settings.header(numbered=False), word_settings.header(numbered=True))
    return word_settings.section(LANDSCAPE if sheet.landscape else PORTRAIT, *headers)


def _header_parts(package: Package, first: Element, other: Element) -> tuple[str, str]:
    """Headers of the first page and of the others."""
    ids = []
    for path, root in (("header1.xml", first), ("header2.xml", other)):
        package.add(f"word/{path}", root, _TYPE + "header+xml")
        ids.append(package.relate(MAIN, "header", path))
    return ids[0], ids[1]


def _supports(package: Package, writer: BlockWriter, *, protected: bool) -> None:
    """Styles, settings, fonts and, when there are lists, their numbering."""
    parts = dict(_same_for_all(writer.material, protected))
    if writer.lists:
        parts["numbering"] = serialise(word_settings.numbering(writer.lists, writer.indent))
    for part, data in parts.items():
        package.add(f"word/{part}.xml", data, f"{_TYPE}{part}+xml")
        package.relate(MAIN, part, f"{part}.xml")


@cache
def _same_for_all(is_material: bool, protected: bool) -> Mapping[str, bytes]:
    """Parts that do not depend on the sheet."""
    return {
        "styles": serialise(word_material.styles() if is_material else styles()),
        "settings": serialise(word_settings.settings(protected=protected, hyphens=not is_material)),
        "fontTable": serialise(word_settings.font_table()),
    }


def _data(package: Package, controls: Controls) -> None:
    """The values and what empty fields show."""
    if not controls.sheet.field_keys():
        return
    package.add(GLOSSARY, controls.glossary(), _TYPE + "document.glossary+xml")
    package.relate(MAIN, "glossaryDocument", "glossary/document.xml")
    for part in ("styles", "settings", "fontTable"):
        package.add(f"word/glossary/{part}.xml", package.parts[f"word/{part}.xml"], f"{_TYPE}{part}+xml")
        package.relate(GLOSSARY, part, f"{part}.xml")
    package.add("customXml/item1.xml", controls.data())
    package.relate(MAIN, "customXml", "../customXml/item1.xml")
    package.add("customXml/itemProps1.xml", _store_properties(controls.store), STORE_TYPE)
    package.relate("customXml/item1.xml", "customXmlProps", "itemProps1.xml")


def _store_properties(store: str) -> bytes:
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{store}"><ds:schemaRefs><ds:schemaRef ds:uri="{FORM}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return text.encode("utf-8")
