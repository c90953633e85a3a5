"""Fields of a Word document: content controls bound to one XML part.

    customXml/item1.xml  <form><org_full>…</org_full><mentors><row><code/>…</row></mentors></form>
            ▲ w:dataBinding
    w:sdt  alias = label, tag = key          the same key anywhere shows the same value
    w:sdt  tag = mentors.2.code              a cell of a table's second row

A placeholder lives in the glossary part as well: Word takes it from there whenever a bound
value is empty. Without it an empty blank would turn into Word's own «Место для ввода текста».
Boxes to tick are not bound: their state is their own, and the text of the choice is in the XML.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from technopark.artefacts.documents import blanks
from technopark.artefacts.documents.ooxml import Element, el, serialise, text_el
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Rows, Values, chosen, padded, parse_date
from technopark.hashing import digest
from technopark.kinds.documents import TemplateField

FORM = "urn:technopark:form:1"
"""Namespace of the values; ``f:`` in the paths of bindings."""

MAPPINGS = f"xmlns:f='{FORM}'"
CHECKED, UNCHECKED = "\u2612", "\u2610"
BOX_FONT = "MS Gothic"
UNDERSCORE = 2.117
"""Width of an underscore at 12 pt in millimetres: half an em."""

_SPACE = uuid.UUID("6f0c2d55-3f0b-5a53-9b62-0c7b1f3c5d21")


def guid(*parts: str) -> str:
    """A stable identifier in the form Office expects."""
    return "{" + str(uuid.uuid5(_SPACE, "/".join(parts))).upper() + "}"


def run(*content: Element, bold: bool = False, italic: bool = False, style: str = "") -> Element:
    """A run with its properties."""
    properties = [
        el("w:rStyle", val=style) if style else None,
        el("w:b") if bold else None,
        el("w:i") if italic else None,
    ]
    wanted = any(item is not None for item in properties)
    return el("w:r", el("w:rPr", *properties) if wanted else None, *content)


def words(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Element:
    """A run of text; a line break stays a line break."""
    content: list[Element] = []
    for index, line in enumerate(text.split("\n")):
        if index:
            content.append(el("w:br"))
        content.append(text_el(line))
    return run(*content, bold=bold, italic=italic, style=style)


def ruled(millimetres: float) -> Element:
    """A line to write on inside a sentence."""
    return words("_" * max(3, round(millimetres / UNDERSCORE)))


def ruled_to_margin(least: float = 0) -> Element:
    """A line up to the paragraph's right tab stop, whose leader draws it.

    At least ``least`` millimetres of it are underscores: where they do not fit, the line begins anew.
    """
    return run(*([text_el("_" * round(least / UNDERSCORE))] if least else []), el("w:tab"))


def ruled_lines(lines: int, width: float) -> Element:
    """Whole lines to write on: underscores break exactly at the margin, and LibreOffice keeps them in the control."""
    return words("_" * (lines * int(width / UNDERSCORE)))


class Controls:
    """Makes the controls of one document and the parts they rest on.

    Args:
        sheet: the document.
        values: values in normal form.
        ruled: whether an empty blank is a line for handwriting instead of its label.
    """

    def __init__(self, sheet: Sheet, values: Values, *, ruled: bool) -> None:
        """Start with no controls."""
        self.sheet = sheet
        self.values = values
        self.ruled = ruled
        self.store = guid(sheet.id, "values")
        self._count = 0
        self._placeholders: dict[str, Element] = {}

    def text(self, key: str) -> str:
        """The value of a plain field; empty if there is none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def rows(self, key: str) -> Rows:
        """The filled rows of a table."""
        value = self.values.get(key, ())
        return () if isinstance(value, str) else value

    # ------------------------------------------------------------------ controls

    def inline(self, key: str, blank: Element, *, bold: bool = False, label: str = "") -> Element:
        """A control inside a paragraph.

        Args:
            key: key of the field.
            blank: what an empty one shows when it is ruled.
            bold: whether the value is bold.
            label: what an empty one shows otherwise; the field's label unless given.
        """
        field = self.sheet.fields.get(key)
        title = blanks.label_of(key, field)
        empty = blank if self.ruled else words(f"[{label or title}]", style="PlaceholderText")
        value = self.text(key)
        content = words(value, bold=bold) if value else empty
        return self._control(title, key, content, empty, f"/f:form[1]/f:{key}[1]", _kind(field, value), shown=not value)

    def cell(self, key: str, row: int, column: str, label: str, type: str, text: str) -> Element:
        """A control in a cell of a table; ``row`` counts from 1."""
        field = TemplateField(key=column, label=label, type="дата" if type == "дата" else "текст")
        empty = words("\u00a0" * 3, style="" if self.ruled else "PlaceholderText")
        path = f"/f:form[1]/f:{key}[1]/f:row[{row}]/f:{column}[1]"
        content = words(text) if text else empty
        return self._control(label, f"{key}.{row}.{column}", content, empty, path, _kind(field, text), shown=not text)

    def box(self, key: str, number: int, option: str) -> Element:
        """A box to tick before an option; ``number`` counts from 1."""
        field = self.sheet.fields.get(key)
        ticked = option in chosen(self.text(key), field.options if field else ())
        kind = el("w14:checkbox", el("w14:checked", val=int(ticked)), el("w14:checkedState", val=f"{ord(CHECKED):X}", font=BOX_FONT),
                  el("w14:uncheckedState", val=f"{ord(UNCHECKED):X}", font=BOX_FONT))  # fmt: skip
        sign = run(text_el(CHECKED if ticked else UNCHECKED))
        fonts = el("w:rFonts", hint="eastAsia", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT)
        sign.insert(0, el("w:rPr", fonts))
        properties = el("w:sdtPr", *self._names(f"{blanks.label_of(key, field)}: {option}", f"{key}.{number}"), kind)
        return el("w:sdt", properties, el("w:sdtContent", sign))

    def repeat(self, key: str, rows: Sequence[Element]) -> Element:
        """Rows a person can add to in Word by the «+» at the last of them."""
        title = blanks.label_of(key, self.sheet.fields.get(key))
        binding = el("w15:dataBinding")
        for attribute, value in (("prefixMappings", MAPPINGS), ("xpath", f"/f:form[1]/f:{key}[1]/f:row"), ("storeItemID", self.store)):
            binding.attributes[f"w:{attribute}"] = value
        properties = el("w:sdtPr", *self._names(title, key), binding, el("w15:repeatingSection"))
        items = [el("w:sdt", el("w:sdtPr", self._id(), el("w15:repeatingSectionItem")), el("w:sdtContent", row)) for row in rows]
        return el("w:sdt", properties, el("w:sdtContent", *items))

    def _control(self, label: str, tag: str, content: Element, empty: Element, path: str, kind: Element | None, *, shown: bool) -> Element:
        properties = el(
            "w:sdtPr",
            *self._names(label, tag),
            el("w:placeholder", el("w:docPart", val=self._placeholder(empty))),
            el("w:showingPlcHdr") if shown else None,
            el("w:dataBinding", prefixMappings=MAPPINGS, xpath=path, storeItemID=self.store) if kind is not None else None,
            kind,
        )
        return el("w:sdt", properties, el("w:sdtContent", content))

    def _names(self, label: str, tag: str) -> tuple[Element, Element, Element]:
        return el("w:alias", val=label[:64]), el("w:tag", val=tag[:64]), self._id()

    def _id(self) -> Element:
        self._count += 1
        return el("w:id", val=1000 + self._count)

    # ------------------------------------------------------------------ parts

    def _placeholder(self, content: Element) -> str:
        id = digest(serialise(content))[:16].upper()
        self._placeholders.setdefault(id, content)
        return id

    def glossary(self) -> Element:
        """``word/glossary/document.xml``: what empty controls show."""
        parts = [
            el(
                "w:docPart",
                el(
                    "w:docPartPr",
                    el("w:name", val=id),
                    el("w:category", el("w:name", val="Общие"), el("w:gallery", val="placeholder")),
                    el("w:types", el("w:type", val="bbPlcHdr")),
                    el("w:behaviors", el("w:behavior", val="content")),
                    el("w:guid", val=guid(id)),
                ),
                el("w:docPartBody", el("w:p", content)),
            )
            for id, content in sorted(self._placeholders.items())
        ]
        return el("w:glossaryDocument", el("w:docParts", *parts))

    def data(self) -> bytes:
        """``customXml/item1.xml``: one element a key, empty where nothing is filled in."""
        root = Element("form", {"xmlns": FORM, "document": self.sheet.id, "version": self.sheet.version}, [])
        for key in self.sheet.field_keys():
            node = Element(key, {}, [])
            root.append(node)
            field = self.sheet.fields.get(key)
            if field and field.type == "таблица":
                for row in padded(field, self.rows(key)):
                    cells = [Element(column.key, {}, [], row.get(column.key, "")) for column in field.columns]
                    node.append(Element("row", {}, cells))
            else:
                node.text = self.text(key)
        return serialise(root)


def _kind(field: TemplateField | None, value: str) -> Element | None:
    """What a control is: a date, a list to choose from, or text.

    ``None`` is a text of several lines: rich and unbound, because LibreOffice 7.4 puts the line
    breaks of a plain-text control before its text.
    """
    if "\n" in value:
        return None
    if field and field.type == "дата":
        day = parse_date(value)
        parts = (("dateFormat", "dd.MM.yyyy"), ("lid", "ru-RU"), ("storeMappedDataAs", "text"), ("calendar", "gregorian"))
        stamp = {"fullDate": f"{day:%Y-%m-%d}T00:00:00Z"} if day else {}
        return el("w:date", *(el(f"w:{tag}", val=text) for tag, text in parts), **stamp)
    if field and field.type == "выбор" and field.options:
        return el("w:dropDownList", *(el("w:listItem", displayText=option, value=option) for option in dict.fromkeys(field.options)))
    return el("w:text", multiLine="1" if field and field.type == "абзац" else None)
