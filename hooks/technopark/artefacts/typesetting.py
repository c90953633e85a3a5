"""Typst with the site's own faces: PDF/UA-1 for printing, small pictures for pages.

Words come in as data (the file ``/data.json``), so nothing an author wrote is ever code. They are
not given as ``sys.inputs``: those are a part of Typst's library, and with another library it lays
out everything anew, though most words of two materials of one kind are the same.
"""

from __future__ import annotations

import json
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

PREVIEW_WIDTH = 360
"""Greatest width of a preview picture, pixels: twice the width it is shown at."""

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
    def _fonts(self) -> typst.Fonts:
        folders = [self.root / folder for folder in FONTS]
        if missing := next((folder for folder in folders if not folder.is_dir()), None):
            name = missing.relative_to(self.root).as_posix()
            raise ConfigurationError(f"Нет папки со шрифтами {name}. Запустите сборку через run.py: она их поставит.")
        return typst.Fonts(include_system_fonts=False, font_paths=list(folders))

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(root=self.macros, font_paths=self._fonts)

    def pdf(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Compile a template to PDF/UA-1; the same input gives the same bytes.

        Args:
            template: path under ``macros/``: ``transfer/leaflet.typ``.
            data: what the template reads as ``json("/data.json")``.

        Raises:
            ConfigurationError: the compiler is not content; its every warning counts.
        """
        out = self._compile(template, data, format="pdf", pdf_standards="ua-1")
        if not isinstance(out, bytes):
            raise ConfigurationError(f"Из шаблона {template} вышло несколько файлов вместо одного.")
        return out

    def png(self, template: str, data: Mapping[str, Any], across: float, *, width: int = PREVIEW_WIDTH) -> bytes:
        """The first page as a small picture; of a page that is also wanted as PDF, ``preview`` is cheaper.

        Args:
            template: path under ``macros/``.
            data: as for ``pdf``.
            across: width of the template's page, points.
            width: width of the picture, pixels.
        """
        out = self._compile(template, data, format="png", ppi=POINTS_IN_INCH * width / across)
        with Image.open(BytesIO(out[0] if isinstance(out, list) else out)) as picture:
            return _few_colours(picture.convert("RGB"))

    def told(self, template: str, data: Mapping[str, Any], label: str) -> Any:
        """What a template says of itself: the value of its one ``#metadata(…) <label>``.

        Right after the same page was compiled it costs next to nothing: nothing is laid out again.

        Raises:
            ConfigurationError: the template says nothing under this label, or does not compile.
        """
        files: Any = self._files(template, data)
        try:
            found = typst.query(files, f"<{label}>", field="value", one=True, root=self.macros, font_paths=self._fonts)
        except RuntimeError as error:
            raise ConfigurationError(f"Шаблон {template} не сказал о себе «{label}»: {error}") from None
        return json.loads(found)

    def _compile(self, template: str, data: Mapping[str, Any], **options: Any) -> Any:
        files: Any = self._files(template, data)
        try:
            out, warnings = self._compiler.compile_with_warnings(files, timestamp=0, **options)
        except typst.TypstError as error:
            raise ConfigurationError(f"Страница по шаблону {template} не получилась: {error.message}") from None
        if warnings:
            raise ConfigurationError(f"Страница по шаблону {template} не получилась: {warnings[0].message}")
        return out

    def _files(self, template: str, data: Mapping[str, Any]) -> dict[str, bytes]:
        """The input as files by name, which the library's manual knows and its types do not yet."""
        return {"main.typ": (self.macros / template).read_bytes(), "data.json": printable_json(dict(data)).encode("utf-8")}


POINTS_IN_INCH = 72


def preview(pdf: bytes) -> bytes:
    """The first page of a PDF as a small PNG; several times cheaper than laying the page out once more."""
    document = pdfium.PdfDocument(pdf)
    try:
        sheet = document[0]
        image = sheet.render(scale=PREVIEW_WIDTH / sheet.get_width(), rev_byteorder=True).to_pil()
    finally:
        document.close()
    return _few_colours(image)


def _few_colours(image: Image.Image) -> bytes:
    out = BytesIO()
    few = image.quantize(PREVIEW_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=4)  # higher levels cost more than they save
    return out.getvalue()
