"""Where LibreOffice is looked for; how it is got is proven in ``test_tools.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from programs import write_program
from technopark.office import NAMES, candidates


@pytest.mark.parametrize("name", NAMES)
def test_installed_office_is_found_by_name(tmp_path: Path, name: str) -> None:
    """Distributions call the program either way."""
    launcher = write_program(tmp_path / "bin" / name, "")
    assert list(candidates({"PATH": str(tmp_path / "bin")}, "linux", tmp_path / "home", tmp_path)) == [launcher]


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("win32", "Programs/LibreOffice/program/soffice.com"),
        ("darwin", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("darwin", "home/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("linux", "opt/libreoffice24.8/program/soffice"),
        ("linux", "usr/lib64/libreoffice/program/soffice"),
    ],
)
def test_usual_places_of_every_system_are_tried(tmp_path: Path, platform: str, place: str) -> None:
    """Installers of Windows and macOS, and the packages of LibreOffice itself, put nothing on PATH."""
    program = tmp_path / place
    program.parent.mkdir(parents=True)
    program.touch()
    env = {"PATH": "", "PROGRAMFILES": str(tmp_path / "Programs")}
    assert program in list(candidates(env, platform, tmp_path / "home", tmp_path))


def test_windows_gets_the_program_that_waits(tmp_path: Path) -> None:
    """``soffice.exe`` of PATH returns before its work is done, so ``soffice.com`` comes first."""
    on_path = write_program(tmp_path / "bin" / "soffice", "")
    env = {"PATH": str(tmp_path / "bin"), "PROGRAMFILES": str(tmp_path)}
    assert list(candidates(env, "win32", tmp_path)) == [tmp_path / "LibreOffice/program/soffice.com", on_path]
