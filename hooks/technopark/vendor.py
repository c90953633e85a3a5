"""Browser libraries the site serves itself: files of ``node_modules``, copied as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from technopark.problems import ConfigurationError
from technopark.setup.programs import SELF

LIBRARIES = {"vendor/fflate.js": "fflate/umd/index.js"}
"""Name under ``assets/`` → file inside ``node_modules``. fflate (MIT): ZIP and deflate."""

FONTS = ("pt-sans", "pt-serif")
"""Families of Fontsource; all their files are served, the style sheet names the ones it needs."""


def vendor_files(root: Path) -> Mapping[str, Path]:
    """Site path → file of an installed library or font.

    Raises:
        ConfigurationError: the browser libraries are not installed.
    """
    modules = root / "node_modules"
    out = {name: modules / inside for name, inside in LIBRARIES.items()}
    for family in FONTS:
        found = sorted((modules / "@fontsource" / family / "files").glob(f"{family}-*.woff2"))
        out |= {f"fonts/{source.name}": source for source in found} or {family: modules / "@fontsource" / family}
    for source in out.values():
        if not source.is_file():
            name = source.relative_to(modules).parts[0]
            raise ConfigurationError(f"Не установлена библиотека браузера «{name}»: запустите «{SELF} build».")
    return {f"assets/{name}": source for name, source in out.items()}
