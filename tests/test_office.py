"""Where LibreOffice is looked for; how it is got is proven in ``test_tools.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from programs import write_program
from technopark.office import NAMES, PARTS, candidates, has_fonts, is_whole


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


@pytest.mark.parametrize("missing", [None, *PARTS])
def test_an_office_without_a_part_is_not_enough(tmp_path: Path, missing: str | None) -> None:
    """Debian installs Writer, Calc and Impress apart; the tests need all three."""
    program = write_program(tmp_path / "soffice", "print('LibreOffice 24.8')")
    for part in PARTS:
        if part != missing:
            (tmp_path / f"lib{part}lo.so").touch()
    assert is_whole(program) == (missing is None)


@pytest.mark.parametrize("family", ["Arial", "DejaVu Sans", "Liberation Sans"])
def test_one_font_for_all_is_not_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, family: str) -> None:
    """Whatever stands for a font must be as wide as it, and Arial is no Times New Roman."""
    write_program(tmp_path / "fc-match", f"print({family!r}, end='')")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not has_fonts("linux")


def test_fonts_of_the_same_widths_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Liberation is what Debian has; nothing is asked where the system has the fonts itself or cannot say."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert has_fonts("linux")
    write_program(tmp_path / "fc-match", "import sys; print('Liberation Sans' if sys.argv[-1] == 'Arial' else 'Liberation Serif', end='')")
    assert has_fonts("linux")
    write_program(tmp_path / "fc-match", "print('DejaVu Sans', end='')")
    assert has_fonts("win32")
    assert not has_fonts("linux")
