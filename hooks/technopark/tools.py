"""Programs of the machine that the tests cannot do without: found, or installed the platform's usual way.

``browser`` and ``office`` describe one each. Run as a program such a module prints the path
and nothing else on standard output; what it does meanwhile goes to standard error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from technopark.problems import MissingToolError

Candidates = Callable[[Mapping[str, str], str, Path], Iterator[Path]]
"""Environment variables, ``sys.platform`` and the home folder → places where a program may be, best first."""

VERSION_TIMEOUT = 60
"""Seconds a program has to tell its version; a busy machine starts an office slowly."""
INSTALL_TIMEOUT = 1800
"""Seconds an installer has."""


@dataclass(frozen=True)
class Packages:
    """What the program is called by the installers of Debian (several names with spaces), macOS and Windows."""

    apt: str
    brew: str
    winget: str


@dataclass(frozen=True)
class Tool:
    """A program and everything people are told of it.

    Attributes:
        variable: environment variable with the path of the program; it wins over everything found.
        candidates: places where it may be.
        works: whether a file is the program and not a stub.
        packages: what to install.
        absent: said before an installation begins.
        needed: what the tests need, the subject of the refusal: «Тестам нужен …».
        wrong: what a wrong value of the variable is not: «не работающий браузер».
        more: further commands that may get it, tried last.
    """

    variable: str
    candidates: Candidates
    works: Callable[[Path], bool]
    packages: Packages
    absent: str
    needed: str
    wrong: str
    more: tuple[tuple[str, ...], ...] = ()


def find(tool: Tool) -> Path | None:
    """The program named by the tool's variable, or the first installed one that works.

    Raises:
        MissingToolError: the variable names something else.
    """
    if own := os.environ.get(tool.variable):
        if tool.works(Path(own)):
            return Path(own)
        raise MissingToolError(f"В переменной {tool.variable} указан «{own}», но это {tool.wrong}.")
    return next((path for path in tool.candidates(os.environ, sys.platform, Path.home()) if tool.works(path)), None)


def tells_version(path: Path) -> bool:
    """Whether a program answers ``--version`` with a number."""
    if not path.is_file():
        return False
    try:
        command = [str(path), "--version"]
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=VERSION_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and any(digit in answer.stdout for digit in (b"0", b"1", b"2"))


def on_path(names: Sequence[str], env: Mapping[str, str]) -> Iterator[Path]:
    """Programs of PATH with these names, in the order of the names."""
    for name in names:
        if found := shutil.which(name, path=env.get("PATH")):
            yield Path(found)


def install_commands(tool: Tool) -> list[list[str]]:
    """Commands that may get the program here without asking questions, in order.

    A fresh Debian has no lists of packages: after a failure they are fetched and it is tried again.
    """
    names, commands = tool.packages, []
    if sys.platform.startswith("linux") and shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not prefix or shutil.which("sudo"):
            install = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *names.apt.split()]
            commands += [install, [*prefix, "apt-get", "update"], install]
    elif sys.platform == "darwin" and shutil.which("brew"):
        commands.append(["brew", "install", "--cask", names.brew])
    elif sys.platform == "win32" and shutil.which("winget"):
        agreed = ["--silent", "--accept-package-agreements", "--accept-source-agreements"]
        commands.append(["winget", "install", "--exact", "--id", names.winget, *agreed])
    return [*commands, *map(list, tool.more)]


def advice(names: Packages, platform: str, apt: bool) -> str:
    """The exact command an administrator runs, by system."""
    if platform == "win32":
        return f"winget install {names.winget}"
    if platform == "darwin":
        return f"brew install --cask {names.brew}"
    return f"sudo apt install {names.apt}" if apt else f"установите {names.apt.replace(' ', ', ')} через диспетчер пакетов вашей системы"


def obtain(tool: Tool) -> Path:
    """The installed program, or a newly installed one.

    Raises:
        MissingToolError: it cannot be had; the text names the command that gets it.
    """
    if found := find(tool):
        return found
    _tell(tool.absent)
    last = ""
    for command in install_commands(tool):
        last = _run(command)
        if found := find(tool):
            _tell("Готово.")
            return found
    raise MissingToolError(
        f"{tool.needed}, а установить его не получилось.\n"
        f"Последняя строка ошибки: {last or 'установщик ничего не сообщил'}\n\n"
        f"Установите его сами:\n\n    {advice(tool.packages, sys.platform, bool(shutil.which('apt-get')))}\n\n"
        f"или укажите путь к нему в переменной {tool.variable} и повторите команду."
    )


def _run(command: Sequence[str]) -> str:
    """Run an installer; returns the last line it said."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    program = shutil.which(command[0]) or command[0]  # on Windows a program may be a .cmd
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            timeout=INSTALL_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def print_path(tool: Tool) -> int:
    """Get the program and print its path; returns the exit code."""
    try:
        print(obtain(tool))
    except MissingToolError as error:
        _tell(str(error))
        return 1
    return 0
