"""Office Open XML by hand: elements, parts, one ZIP with fixed dates.

Writing the package directly, without a library's default template, keeps out the parts
that break things (a second customXml/item1, stylesWithEffects, a thumbnail), makes the
bytes depend on nothing but the document, and is faster than filling a template.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree

Element = etree._Element

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
"""Prefixes of the document part; the newer two are named in ``mc:Ignorable`` for old offices."""

_MAPS = {prefix: {prefix: uri} for prefix, uri in NS.items()}

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CORE = _PACKAGE + "relationships/metadata/core-properties"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FIXED_DATE = (2026, 1, 1, 0, 0, 0)
"""Date of every file in every archive: the same input gives the same bytes."""


def xml_text(text: str) -> str:
    """The text without what XML 1.0 cannot hold (control characters, lone surrogates)."""
    return _FORBIDDEN.sub("", text)


@cache
def name(tag: str) -> str:
    """``w:p`` → ``{namespace}p``; a document asks for the same few hundred names thousands of times."""
    prefix, _, local = tag.partition(":")
    return f"{{{NS[prefix]}}}{local}"


def el(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element: ``el("w:jc", val="both")``; attributes take the element's own prefix."""
    prefix = tag[: tag.index(":")]
    own = {name(f"{prefix}:{key}"): value for key, value in attributes.items() if value is not None}
    given = {key: xml_text(value) if isinstance(value, str) else str(value) for key, value in own.items()}
    out = etree.Element(name(tag), given, nsmap=_MAPS[prefix])
    out.extend([child for child in children if child is not None])
    return out


def text_el(text: str) -> Element:
    """``w:t`` that keeps its spaces."""
    out = el("w:t")
    out.text = xml_text(text)
    out.set(XML_SPACE, "preserve")
    return out


def plain_map(namespace: str) -> Any:
    """A map that makes a namespace the default one; the stubs of lxml know prefixes only."""
    return {None: namespace}


def serialise(root: Element) -> bytes:
    """A part's bytes, with unused prefixes taken away except those of ``mc:Ignorable``."""
    kept = ["w14", "w15", "mc", "r", "w"] if root.get(name("mc:Ignorable")) else None
    etree.cleanup_namespaces(root, top_nsmap=NS if kept else None, keep_ns_prefixes=kept)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


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
        namespace = _PACKAGE + "content-types"
        root = etree.Element(f"{{{namespace}}}Types", nsmap=plain_map(namespace))
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        for extension, kind in (("rels", rels), ("xml", "application/xml")):
            etree.SubElement(root, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
        for path, kind in sorted(self.types.items()):
            etree.SubElement(root, f"{{{namespace}}}Override", PartName=f"/{path}", ContentType=kind)
        return serialise(root)


def _relations_xml(relations: list[tuple[str, str, str]]) -> bytes:
    namespace = _PACKAGE + "relationships"
    root = etree.Element(f"{{{namespace}}}Relationships", nsmap=plain_map(namespace))
    for id, kind, target in relations:
        etree.SubElement(root, f"{{{namespace}}}Relationship", Id=id, Type=kind, Target=target)
    return serialise(root)


def core_properties(title: str, version: str) -> Element:
    """Title and language, and no name of any person."""
    spaces = {
        "cp": _PACKAGE + "metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{spaces['cp']}}}coreProperties", nsmap=spaces)
    stamp = "{:04}-{:02}-{:02}T00:00:00Z".format(*FIXED_DATE[:3])
    dated = {f"{{{spaces['xsi']}}}type": "dcterms:W3CDTF"}
    for tag, text, attributes in (
        (f"{{{spaces['dc']}}}title", title, {}),
        (f"{{{spaces['dc']}}}language", "ru-RU", {}),
        (f"{{{spaces['dcterms']}}}created", stamp, dated),
        (f"{{{spaces['dcterms']}}}modified", stamp, dated),
        (f"{{{spaces['cp']}}}version", version, {}),
    ):
        if text:
            etree.SubElement(root, tag, attributes).text = xml_text(text)
    return root


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
