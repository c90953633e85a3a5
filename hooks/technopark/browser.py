"""A browser for the tests: Chromium, Chrome, Edge or Yandex Browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from technopark import tools
from technopark.tools import Packages, Tool, on_path, tells_version

NAMES = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
    "yandex-browser-stable",
    "yandex-browser",
    "chrome",
    "msedge",
)
"""Programs on PATH, in the order they are tried."""

MAC_APPLICATIONS = ("Google Chrome", "Chromium", "Microsoft Edge", "Yandex")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Yandex/YandexBrowser/Application/browser.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
PLAYWRIGHT_PROGRAMS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def candidates(env: Mapping[str, str], platform: str, home: Path) -> Iterator[Path]:
    """Places where a browser may be, best first."""
    yield from on_path(NAMES, env)
    if platform == "darwin":
        for folder in (Path("/Applications"), home / "Applications"):
            yield from (folder / f"{name}.app/Contents/MacOS/{name}" for name in MAC_APPLICATIONS)
    if platform == "win32":
        for variable in WINDOWS_FOLDERS:
            if base := env.get(variable):
                yield from (Path(base) / program for program in WINDOWS_PROGRAMS)
    cache = playwright_folder(env, platform, home)
    for pattern in PLAYWRIGHT_PROGRAMS:
        yield from sorted(cache.glob(pattern), reverse=True)


def playwright_folder(env: Mapping[str, str], platform: str, home: Path) -> Path:
    """Where ``playwright install`` puts browsers."""
    if own := env.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(own)
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or home / "AppData/Local") / "ms-playwright"
    return home / ("Library/Caches" if platform == "darwin" else ".cache") / "ms-playwright"


def works(path: Path) -> bool:
    """Whether the program is a browser and not a stub (Ubuntu's chromium only points at snap).

    On Windows a browser opens a window instead of answering ``--version``, so being there is enough.
    """
    return path.is_file() if os.name == "nt" else tells_version(path)


BROWSER = Tool(
    variable="TECHNOPARK_BROWSER",
    candidates=candidates,
    works=works,
    packages=Packages(apt="chromium", brew="google-chrome", winget="Google.Chrome"),
    absent="Браузера нет. Ставлю браузер для тестов, это займёт минуту…",
    needed="Тестам нужен браузер (Chromium, Chrome, Edge или Яндекс Браузер)",
    wrong="не работающий браузер",
    more=((sys.executable, "-m", "playwright", "install", "chromium"),),
)


def find() -> Path | None:
    """The browser of this machine, if it has one; ``MissingToolError`` if the variable names something else."""
    return tools.find(BROWSER)


if __name__ == "__main__":
    sys.exit(tools.print_path(BROWSER))
