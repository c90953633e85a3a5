"""A browser for the tests: an installed one, or else one installed the platform's usual way.

Run as a program (``python -m technopark.browser``) it prints the path and nothing else on
standard output; what it does meanwhile goes to standard error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from technopark.problems import MissingToolError

VARIABLE = "TECHNOPARK_BROWSER"
"""Environment variable with the path of the browser to use; it wins over everything found."""

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
    """Places where a browser may be, best first.

    Args:
        env: environment variables.
        platform: ``sys.platform``.
        home: the user's home folder.
    """
    for name in NAMES:
        if found := shutil.which(name, path=env.get("PATH")):
            yield Path(found)
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
    if not path.is_file():
        return False
    if os.name == "nt":
        return True
    try:
        answer = subprocess.run([str(path), "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and any(digit in answer.stdout for digit in (b"0", b"1", b"2"))


def find() -> Path | None:
    """The browser named by ``TECHNOPARK_BROWSER``, or the first installed one that works.

    Raises:
        MissingToolError: the variable names something that is not a working browser.
    """
    if own := os.environ.get(VARIABLE):
        if works(Path(own)):
            return Path(own)
        raise MissingToolError(f"В переменной {VARIABLE} указан «{own}», но это не работающий браузер.")
    return next((path for path in candidates(os.environ, sys.platform, Path.home()) if works(path)), None)


def install_commands() -> list[list[str]]:
    """Commands that may get a browser here without asking questions, in order."""
    commands = []
    if sys.platform.startswith("linux") and shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not prefix or shutil.which("sudo"):
            commands.append([*prefix, "apt-get", "install", "-y", "--no-install-recommends", "chromium"])
    commands.append([sys.executable, "-m", "playwright", "install", "chromium"])
    return commands


def advice(platform: str, apt: bool) -> str:
    """The exact command an administrator runs, by system."""
    if platform == "win32":
        return "winget install Google.Chrome"
    if platform == "darwin":
        return "brew install --cask google-chrome"
    return "sudo apt install chromium" if apt else "установите пакет chromium через диспетчер пакетов вашей системы"


def obtain() -> Path:
    """An installed browser, or a newly installed one.

    Raises:
        MissingToolError: none can be had; the text names the command that gets one.
    """
    if found := find():
        return found
    _tell("Браузера нет. Ставлю Chromium для тестов, это займёт минуту…")
    last = ""
    for command in install_commands():
        last = _run(command)
        if found := find():
            _tell("Браузер готов.")
            return found
    raise MissingToolError(
        "Тестам нужен браузер (Chromium, Chrome, Edge или Яндекс Браузер), а установить его не получилось.\n"
        f"Последняя строка ошибки: {last or 'установщик ничего не сообщил'}\n\n"
        f"Установите браузер сами:\n\n    {advice(sys.platform, bool(shutil.which('apt-get')))}\n\n"
        f"или укажите путь к нему в переменной {VARIABLE} и повторите команду."
    )


def _run(command: Sequence[str]) -> str:
    """Run an installer; returns the last line it said."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, timeout=900, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Print the path of a browser; returns the exit code."""
    try:
        print(obtain())
    except MissingToolError as error:
        _tell(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
