"""Finding and getting a browser for the tests: named, installed, or refused with the exact command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from technopark import browser
from technopark.problems import MissingToolError


def program(path: Path, answer: str = "echo Chromium 100.0") -> Path:
    """Make a small program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on PATH and an empty home; returns the folder of PATH."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    return programs


@pytest.mark.parametrize("name", ["google-chrome", "chromium", "microsoft-edge", "yandex-browser"])
def test_installed_browsers_are_found_by_name(bare: Path, name: str) -> None:
    """Chrome, Chromium, Edge and Yandex Browser are all good enough."""
    assert browser.find() is None
    program(bare / name)
    assert browser.find() == bare / name


def test_variable_wins_and_a_wrong_one_is_an_error(bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a person names is used; if it is no browser, nothing else is silently used instead."""
    program(bare / "chromium")
    own = program(tmp_path / "свой браузер")
    monkeypatch.setenv(browser.VARIABLE, str(own))
    assert browser.find() == own
    monkeypatch.setenv(browser.VARIABLE, str(tmp_path / "нет"))
    with pytest.raises(MissingToolError, match="не работающий браузер"):
        browser.find()


def test_stub_that_only_points_elsewhere_is_passed_over(bare: Path) -> None:
    """Ubuntu's chromium-browser without its snap is not a browser."""
    program(bare / "chromium-browser", "echo 'requires the chromium snap' >&2; exit 1")
    assert browser.find() is None
    yandex = program(bare / "yandex-browser")
    assert browser.find() == yandex


def test_browser_of_playwright_is_found(bare: Path, tmp_path: Path) -> None:
    """What ``playwright install`` put into the home folder counts as installed."""
    assert bare.is_dir()
    own = program(tmp_path / "home/.cache/ms-playwright/chromium-1200/chrome-linux/chrome")
    assert browser.find() == own


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("win32", "Programs/Microsoft/Edge/Application/msedge.exe"),
        ("win32", "Local/Yandex/YandexBrowser/Application/browser.exe"),
        ("win32", "Local/ms-playwright/chromium-1/chrome-win/chrome.exe"),
        ("darwin", "home/Applications/Yandex.app/Contents/MacOS/Yandex"),
        ("darwin", "home/Library/Caches/ms-playwright/chromium-1/chrome-mac/Chromium.app/Contents/MacOS/Chromium"),
    ],
)
def test_usual_places_of_other_systems_are_tried(tmp_path: Path, platform: str, place: str) -> None:
    """Windows and macOS keep programs in their own folders."""
    program(tmp_path / place)
    env = {"PATH": "", "PROGRAMFILES": str(tmp_path / "Programs"), "LOCALAPPDATA": str(tmp_path / "Local")}
    assert tmp_path / place in list(browser.candidates(env, platform, tmp_path / "home"))


def test_browser_is_installed_when_there_is_none(bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The first installer that brings a browser ends the search; only the path goes to standard output."""
    installer = program(bare / "installer", f"printf '#!/bin/sh\\necho 1\\n' > {bare}/chromium; /bin/chmod +x {bare}/chromium")
    failing = program(bare / "failing", "exit 1")
    monkeypatch.setattr(browser, "install_commands", lambda: [[str(failing)], [str(installer)]])
    assert browser.main() == 0
    assert capsys.readouterr().out == f"{bare / 'chromium'}\n"


def test_no_browser_to_be_had_is_told_with_the_reason_and_the_command(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The failure names the last real error and what an administrator types."""
    monkeypatch.setattr(browser, "install_commands", lambda: [[str(program(bare / "failing", "echo 'no network'; exit 1"))]])
    program(bare / "apt-get")
    assert browser.main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "no network" in said.err
    assert "sudo apt install chromium" in said.err if sys.platform.startswith("linux") else browser.VARIABLE in said.err


@pytest.mark.parametrize(
    ("platform", "apt", "command"),
    [
        ("win32", False, "winget install"),
        ("darwin", False, "brew install"),
        ("linux", True, "sudo apt install chromium"),
        ("linux", False, "chromium"),
    ],
)
def test_advice_fits_the_system(platform: str, apt: bool, command: str) -> None:
    """Each system gets its own exact command."""
    assert command in browser.advice(platform, apt)
