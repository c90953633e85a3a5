"""Where a browser for the tests is looked for; how it is got is proven in ``test_tools.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from programs import write_program
from technopark.browser import NAMES, candidates


@pytest.mark.parametrize("name", NAMES)
def test_installed_browsers_are_found_by_name(tmp_path: Path, name: str) -> None:
    """Chrome, Chromium, Edge and Yandex Browser are all good enough."""
    launcher = write_program(tmp_path / "bin" / name, "")
    assert list(candidates({"PATH": str(tmp_path / "bin")}, "linux", tmp_path / "home")) == [launcher]


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("win32", "Programs/Microsoft/Edge/Application/msedge.exe"),
        ("win32", "Local/Yandex/YandexBrowser/Application/browser.exe"),
        ("win32", "Local/ms-playwright/chromium-1/chrome-win/chrome.exe"),
        ("darwin", "home/Applications/Yandex.app/Contents/MacOS/Yandex"),
        ("darwin", "home/Library/Caches/ms-playwright/chromium-1/chrome-mac/Chromium.app/Contents/MacOS/Chromium"),
        ("linux", "home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome"),
    ],
)
def test_usual_places_of_every_system_are_tried(tmp_path: Path, platform: str, place: str) -> None:
    """Windows and macOS keep programs in their own folders; what playwright installed counts."""
    program = tmp_path / place
    program.parent.mkdir(parents=True)
    program.touch()
    env = {"PATH": "", "PROGRAMFILES": str(tmp_path / "Programs"), "LOCALAPPDATA": str(tmp_path / "Local")}
    assert program in list(candidates(env, platform, tmp_path / "home"))
