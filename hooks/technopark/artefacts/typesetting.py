"""Typst with the site's own faces: PDF/UA-1 for printing, small pictures for pages.

Words come in as data (``sys.inputs.data``, JSON), so nothing an author wrote is ever code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import typst
from PIL import Image

from technopark.artefacts.documents.glyphs import printable_json
from technopark.problems import ConfigurationError

FONTS = ("node_modules/@expo-google-fonts/pt-sans", "node_modules/@expo-google-fonts/pt-serif")
"""Folders of PT Sans and PT Serif as TTF: Typst reads no WOFF2."""

PREVIEW_WIDTH = 480
"""Greatest width of a preview picture, pixels."""

PREVIEW_COLOURS = 32
"""Colours of a preview: pages are ink on paper, so few are enough and the file is small."""


class Typesetter:
    """Compiles templates of ``macros/`` with one set of fonts; dear to start, so one a process.

    Args:
        root: repository root.

    Raises:
        ConfigurationError: the fonts are not installed.
    """

    def __init__(self, root: Path) -> None:
        """Remember the repository; fonts are read at the first page."""
        self.root = root
        self.macros = root / "macros"

    @cached_property
    def _compiler(self) -> typst.Compiler:
        folders = [self.root / folder for folder in FONTS]
        if missing := next((folder for folder in folders if not folder.is_dir()), None):
            name = missing.relative_to(self.root).as_posix()
            raise ConfigurationError(f"Нет папки со шрифтами {name}. Запустите сборку через run.py: она их поставит.")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=list(folders))
        return typst.Compiler(root=self.macros, font_paths=fonts)

    def pdf(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Compile a template to PDF/UA-1; the same input gives the same bytes.

        Args:
            template: path under ``macros/``: ``transfer/leaflet.typ``.
            data: what the template reads as ``json(bytes(sys.inputs.data))``.

        Raises:
            ConfigurationError: the compiler is not content; its every warning counts.
        """
        out = self._compile(template, data, format="pdf", pdf_standards="ua-1")
        if not isinstance(out, bytes):
            raise ConfigurationError(f"Из шаблона {template} вышло несколько файлов вместо одного.")
        return out

    def png(self, template: str, data: Mapping[str, Any], *, width: int = PREVIEW_WIDTH, page: int = 1) -> bytes:
        """A page as a small picture; of a page that is also wanted as PDF, ``preview`` is cheaper.

        Args:
            template: path under ``macros/``.
            data: as for ``pdf``.
            width: width of the picture, pixels.
            page: which page, from 1.
        """
        out = self._compile(template, data, format="png", ppi=DRAWING_PPI)
        pages = out if isinstance(out, list) else [out]
        return small_picture(pages[min(page, len(pages)) - 1], width)

    def _compile(self, template: str, data: Mapping[str, Any], **options: Any) -> Any:
        source = (self.macros / template).read_bytes()
        inputs = {"data": printable_json(dict(data))}
        try:
            out, warnings = self._compiler.compile_with_warnings(source, sys_inputs=inputs, timestamp=0, **options)
        except typst.TypstError as error:
            raise ConfigurationError(f"Страница по шаблону {template} не получилась: {error.message}") from None
        if warnings:
            raise ConfigurationError(f"Страница по шаблону {template} не получилась: {warnings[0].message}")
        return out


DRAWING_PPI = 72
"""Resolution of a drawing's picture before it is made as wide as asked."""


def preview(pdf: bytes, *, page: int = 1, width: int = PREVIEW_WIDTH) -> bytes:
    """A page of a PDF as a small PNG; several times cheaper than laying the page out once more.

    Args:
        pdf: what was compiled.
        page: which page, from 1.
        width: width of the picture, pixels.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        sheet = document[min(page, len(document)) - 1]
        image = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True).to_pil()
    finally:
        document.close()
    return _few_colours(image)


def small_picture(data: bytes, width: int = PREVIEW_WIDTH) -> bytes:
    """A picture as a PNG at most ``width`` pixels wide in a few colours."""
    with Image.open(BytesIO(data)) as picture:
        image = picture.convert("RGB")
    if image.width > width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    return _few_colours(image)


def _few_colours(image: Image.Image) -> bytes:
    out = BytesIO()
    few = image.quantize(PREVIEW_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=4)  # higher levels cost more than they save
    return out.getvalue()
