"""LibreOffice for the tests: it opens documents, tables and decks and prints them, as a centre would."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from technopark import tools
from technopark.tools import Packages, Tool, on_path, tells_version

NAMES = ("soffice", "libreoffice")
"""Programs on PATH, in the order they are tried."""

WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
WINDOWS_PROGRAM = "LibreOffice/program/soffice.com"
"""The one for the command line: ``soffice.exe`` returns before its work is done and says nothing."""

MAC_PROGRAM = "Applications/LibreOffice.app/Contents/MacOS/soffice"
LINUX_PROGRAMS = ("usr/lib/libreoffice/program/soffice", "usr/lib64/libreoffice/program/soffice", "opt/libreoffice*/program/soffice")


def candidates(env: Mapping[str, str], platform: str, home: Path, top: Path = Path("/")) -> Iterator[Path]:
    """Places where LibreOffice may be, best first; ``top`` is the root of the file system."""
    if platform == "win32":  # PATH may lead to soffice.exe
        yield from (Path(base) / WINDOWS_PROGRAM for variable in WINDOWS_FOLDERS if (base := env.get(variable)))
    yield from on_path(NAMES, env)
    if platform == "darwin":
        yield from (folder / MAC_PROGRAM for folder in (top, home))
    if platform.startswith("linux"):
        for pattern in LINUX_PROGRAMS:
            yield from sorted(top.glob(pattern), reverse=True)


PARTS = ("sw", "sc", "sd")
"""Short names of Writer, Calc and Impress in the names of their libraries: ``libswlo.so``, ``swlo.dll``."""


def is_whole(path: Path) -> bool:
    """Whether a program is a LibreOffice with Writer, Calc and Impress: systems may install them apart."""
    folder = path.resolve().parent
    places = (folder, folder.parent / "Frameworks")
    libraries = {found.stem.removeprefix("lib") for place in places for found in place.glob("*s[wcd]lo.*")}
    return tells_version(path) and {f"{part}lo" for part in PARTS} <= libraries


FONTS: Mapping[str, frozenset[str]] = {
    "Arial": frozenset({"Arial", "Liberation Sans", "Arimo"}),
    "Times New Roman": frozenset({"Times New Roman", "Liberation Serif", "Tinos"}),
}
"""Fonts that decks and documents are set in, and those of the same widths that may stand for them."""


def has_fonts(platform: str = sys.platform) -> bool:
    """Whether lines break here as in any office; Windows and macOS have the fonts themselves.

    Debian installs LibreOffice without fonts, and what stands for Arial then is a seventh wider.
    """
    ask = shutil.which("fc-match") if platform.startswith("linux") else None
    return ask is None or all(_stand_in(ask, name) in alike for name, alike in FONTS.items())


def _stand_in(ask: str, name: str) -> str:
    """The family that is shown where a font is asked for."""
    said = subprocess.run([ask, "--format", "%{family[0]}", name], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return said.stdout.decode("utf-8", "replace").strip()


def works(path: Path) -> bool:
    """Whether a program is an office that sets our files as an office does."""
    return is_whole(path) and has_fonts()


OFFICE = Tool(
    variable="TECHNOPARK_OFFICE",
    candidates=candidates,
    works=works,
    packages=Packages(
        apt="libreoffice-writer libreoffice-calc libreoffice-impress fonts-liberation",
        brew="libreoffice",
        winget="TheDocumentFoundation.LibreOffice",
    ),
    absent="Нет LibreOffice или шрифтов Liberation. Ставлю его для тестов, это займёт несколько минут…",
    needed="Тестам нужен LibreOffice с Writer, Calc и Impress и шрифты Liberation",
    wrong="не работающий LibreOffice, в нём нет Writer, Calc или Impress или в системе нет шрифтов Liberation",
)


def find() -> Path | None:
    """LibreOffice of this machine, if it has one; ``MissingToolError`` if the variable names something else."""
    return tools.find(OFFICE)


if __name__ == "__main__":
    sys.exit(tools.print_path(OFFICE))
