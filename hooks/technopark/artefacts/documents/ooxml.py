"""Office Open XML by hand: elements, parts, one ZIP with fixed dates.

Writing the package directly, without a library's default template, keeps out the parts
that break things (a second customXml/item1, stylesWithEffects, a thumbnail), makes the
bytes depend on nothing but the document, and is faster than filling a template. What is
written is a tree of our own (``Element``): several times cheaper than one that can also be
searched and moved about. What is read is a tree of lxml (``Parsed``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape

from lxml import etree

Parsed = etree._Element
"""An element of a document that was read."""

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
"""Prefixes of the parts."""

IGNORABLE = {"mc:Ignorable": "w14 w15"}
"""Attribute of a part with elements that old offices do not know; it must declare their prefixes."""

_DECLARED = ("w", "r", "mc", "w14", "w15")
"""What a part with ``IGNORABLE`` declares whether it is used or not."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CORE = _PACKAGE + "relationships/metadata/core-properties"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^ !#-%(-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Whatever cannot stand in XML as it is: markup, control signs, signs XML cannot hold at all."""

FIXED_DATE = (2026, 1, 1, 0, 0, 0)
"""Date of every file in every archive: the same input gives the same bytes."""


def xml_text(text: str) -> str:
    """The text without what XML 1.0 cannot hold (control characters, lone surrogates)."""
    return _FORBIDDEN.sub("", text)


def _escaped(text: str) -> str:
    """The text as it stands in an attribute or between tags; line ends are written so that no parser evens them."""
    if not _SPECIAL.search(text):
        return text
    return escape(xml_text(text)).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


@cache
def name(tag: str) -> str:
    """``w:p`` → ``{namespace}p``, as lxml knows it; a reader asks for the same few hundred names thousands of times."""
    prefix, _, local = tag.partition(":")
    return f"{{{NS[prefix]}}}{local}"


Attributes = dict[str, str | int]


class Element:
    """An element to be written.

    Attributes:
        tag: name with its prefix: ``w:p``.
        attributes: values by name with a prefix: ``w:val``.
        children: elements in it; one may stand in several places if nobody changes it afterwards.
        text: words before the children.
    """

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: Attributes, children: list[Element], text: str = "") -> None:
        """Keep the parts."""
        self.tag = tag
        self.attributes = attributes
        self.children = children
        self.text = text

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)

    def __getitem__(self, index: int) -> Element:
        return self.children[index]

    def append(self, child: Element) -> None:
        """Put a child at the end."""
        self.children.append(child)

    def extend(self, children: Iterable[Element]) -> None:
        """Put children at the end."""
        self.children.extend(children)

    def insert(self, index: int, child: Element) -> None:
        """Put a child before the one with this number."""
        self.children.insert(index, child)

    def find(self, tag: str) -> Element | None:
        """The first child with this name."""
        return next((child for child in self.children if child.tag == tag), None)

    def iter(self, tag: str) -> Iterator[Element]:
        """The element itself and all below it with this name, in reading order."""
        if self.tag == tag:
            yield self
        for child in self.children:
            yield from child.iter(tag)


def el(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element: ``el("w:jc", val="both")``; attributes take the element's own prefix."""
    prefix = tag[: tag.index(":") + 1]
    own = {prefix + key: value for key, value in attributes.items() if value is not None}
    return Element(tag, own, [child for child in children if child is not None])


def text_el(text: str) -> Element:
    """``w:t`` that keeps its spaces."""
    return Element("w:t", {"xml:space": "preserve"}, [], text)


def serialise(root: Element) -> bytes:
    """A part's bytes; the prefixes it uses are declared in its first tag."""
    pieces: list[str] = []
    _write(root, pieces)
    pieces[0] = f"<{root.tag}{''.join(_declarations(root, pieces))}"
    return "".join(["<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n", *pieces]).encode("utf-8")


def _declarations(root: Element, pieces: list[str]) -> Iterator[str]:
    wanted = _DECLARED if "mc:Ignorable" in root.attributes else ()
    text = "".join(pieces)
    for prefix, uri in NS.items():
        if prefix in wanted or f"<{prefix}:" in text or f" {prefix}:" in text:
            yield f' xmlns:{prefix}="{uri}"'


def _write(element: Element, pieces: list[str]) -> None:
    tag, text, children = element.tag, element.text, element.children
    pieces.append(f"<{tag}")
    for key, value in element.attributes.items():
        pieces.append(f' {key}="{_escaped(value) if isinstance(value, str) else value}"')
    if not text and not children:
        pieces.append("/>")
        return
    pieces.append(">")
    if text:
        pieces.append(_escaped(text))
    for child in children:
        _write(child, pieces)
    pieces.append(f"</{tag}>")


@dataclass
class Package:
    """Parts of a document under construction.

    Attributes:
        parts: bytes by name inside the archive.
        types: content type of a part that needs its own.
        relations: (id, type, target) by the part they belong to; "" is the package.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, path: str, data: bytes | Element, content_type: str = "") -> None:
        """Add a part."""
        self.parts[path] = data if isinstance(data, bytes) else serialise(data)
        if content_type:
            self.types[path] = content_type

    def relate(self, source: str, kind: str, target: str) -> str:
        """Relate parts; ``kind`` is the last word of an office relationship; returns the id."""
        found = self.relations.setdefault(source, [])
        full = kind if "/" in kind else _OFFICE + kind
        found.append((f"rId{len(found) + 1}", full, target))
        return found[-1][0]

    def pack(self) -> bytes:
        """The archive: content types first, then the rest by name."""
        files = dict(self.parts)
        for source, relations in self.relations.items():
            folder, _, base = source.rpartition("/")
            files[f"{folder}/_rels/{base}.rels".lstrip("/")] = _relations_xml(relations)
        first = {"[Content_Types].xml": self._content_types(), "_rels/.rels": files.pop("_rels/.rels")}
        return pack_zip({**first, **dict(sorted(files.items()))})

    def _content_types(self) -> bytes:
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        defaults = [
            Element("Default", {"Extension": extension, "ContentType": kind}, [])
            for extension, kind in (("rels", rels), ("xml", "application/xml"))
        ]
        own = [Element("Override", {"PartName": f"/{path}", "ContentType": kind}, []) for path, kind in sorted(self.types.items())]
        return serialise(Element("Types", {"xmlns": _PACKAGE + "content-types"}, [*defaults, *own]))


def _relations_xml(relations: list[tuple[str, str, str]]) -> bytes:
    lines = [Element("Relationship", {"Id": id, "Type": kind, "Target": target}, []) for id, kind, target in relations]
    return serialise(Element("Relationships", {"xmlns": _PACKAGE + "relationships"}, lines))


def core_properties(title: str, version: str) -> Element:
    """Title and language, and no name of any person."""
    spaces: Attributes = {
        "xmlns:cp": _PACKAGE + "metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    stamp = "{:04}-{:02}-{:02}T00:00:00Z".format(*FIXED_DATE[:3])
    dated: Attributes = {"xsi:type": "dcterms:W3CDTF"}
    rows: tuple[tuple[str, str, Attributes], ...] = (
        ("dc:title", title, {}),
        ("dc:language", "ru-RU", {}),
        ("dcterms:created", stamp, dated),
        ("dcterms:modified", stamp, dated),
        ("cp:version", version, {}),
    )
    return Element("cp:coreProperties", spaces, [Element(tag, attributes, [], text) for tag, text, attributes in rows if text])


CORE_RELATION = _CORE
"""Relationship type of the core properties, which is the package's own, not the office's."""


PACKED = (".docx", ".pptx", ".xlsx", ".pdf", ".png", ".jpg", ".zip")
"""Files that are compressed inside: packing them again would cost time and save nothing."""


def pack_zip(files: Mapping[str, bytes]) -> bytes:
    """A ZIP with fixed dates and permissions, files in the given order, names in UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, FIXED_DATE)
            info.compress_type = zipfile.ZIP_STORED if path.endswith(PACKED) else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()
