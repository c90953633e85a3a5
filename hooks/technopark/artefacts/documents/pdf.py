"""Sheet → PDF by Typst: tagged (PDF/UA-1), for reading and for filling in by hand.

The template is ``macros/documents/sheet.typ``; the document goes in as JSON, so that no
word of an author is ever code. The compiler's every warning is an error.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import typst

from technopark.artefacts.documents.glyphs import printable_json
from technopark.artefacts.documents.paper import PaperData
from technopark.artefacts.documents.tree import Sheet
from technopark.artefacts.documents.values import Values, normal_values
from technopark.problems import ConfigurationError

TEMPLATE = "macros/documents/sheet.typ"


class PdfWriter:
    """Compiles documents one after another with one set of fonts.

    Args:
        root: repository root: the template lies there.
    """

    def __init__(self, root: Path) -> None:
        """Remember where the template is; fonts are read at the first document."""
        self.root = root

    @cached_property
    def _compiler(self) -> typst.Compiler:
        fonts = typst.Fonts(include_system_fonts=False)
        return typst.Compiler(root=(self.root / TEMPLATE).parent, font_paths=fonts)

    @cached_property
    def _template(self) -> bytes:
        return (self.root / TEMPLATE).read_bytes()

    def write(self, sheet: Sheet, values: Values | None = None) -> bytes:
        """Compile a document; the same input gives the same bytes.

        Raises:
            ConfigurationError: the compiler is not content, for instance no font has a sign.
        """
        data = PaperData(sheet, normal_values(sheet.fields, values or {})).sheet_data()
        try:
            inputs = {"sheet": printable_json(data)}
            out, warnings = self._compiler.compile_with_warnings(
                self._template, format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=0
            )
        except typst.TypstError as error:
            raise ConfigurationError(f"PDF документа «{sheet.title}» не получился: {error.message}") from None
        if warnings or not isinstance(out, bytes):
            reason = warnings[0].message if warnings else "пустой файл"
            raise ConfigurationError(f"PDF документа «{sheet.title}» не получился: {reason}")
        return out
