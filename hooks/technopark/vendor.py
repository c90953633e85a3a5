"""Browser libraries the site serves itself: files of ``node_modules``, copied as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from technopark.problems import ConfigurationError

LIBRARIES = {"fflate.js": "fflate/umd/index.js"}
"""Name under ``assets/vendor/`` → file inside ``node_modules``. fflate (MIT): ZIP and deflate."""


def vendor_files(root: Path) -> Mapping[str, Path]:
    """Site path → file of the installed library.

    Raises:
        ConfigurationError: the browser libraries are not installed.
    """
    out = {}
    for name, inside in LIBRARIES.items():
        source = root / "node_modules" / inside
        if not source.is_file():
            raise ConfigurationError(f"Не установлена библиотека браузера «{inside.partition('/')[0]}»: запустите «python3 run.py build».")
        out[f"assets/vendor/{name}"] = source
    return out
