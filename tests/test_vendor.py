"""Files of the browser libraries that the site serves itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from technopark.problems import ConfigurationError
from technopark.vendor import FONTS, vendor_files


def test_fonts_with_russian_letters_and_libraries_are_there(root: Path) -> None:
    """Both families in Cyrillic and Latin, and every file exists."""
    files = vendor_files(root)
    assert "assets/vendor/fflate.js" in files
    for family in FONTS:
        for script in ("cyrillic", "latin"):
            assert any(name.startswith(f"assets/fonts/{family}-{script}-") for name in files)
    assert all(source.is_file() for source in files.values())


@pytest.mark.parametrize("lost", ["fflate", "@fontsource/pt-serif"])
def test_what_is_not_installed_is_named_with_the_command(root: Path, tmp_path: Path, lost: str) -> None:
    """A site without its fonts or libraries is not published in silence."""
    shutil.copytree(root / "node_modules", tmp_path / "node_modules", ignore=shutil.ignore_patterns("axe-core"))
    shutil.rmtree(tmp_path / "node_modules" / lost)
    with pytest.raises(ConfigurationError, match=r"Не установлена библиотека браузера.*run\.py build"):
        vendor_files(tmp_path)
