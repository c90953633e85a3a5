"""The commands of ``run.py``: help, set-up, then the engine in ``.venv``."""

from __future__ import annotations

import difflib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from technopark.setup.causes import SetupError
from technopark.setup.programs import SELF, environment, run_tool
from technopark.setup.stamps import Stamps
from technopark.setup.steps import prepare

COMMANDS = {
    "build": (
        "собрать сайт в папку site/",
        "Собирает сайт в папку site/ и печатает итог: записи по видам, страницы, замечания, время по шагам.",
    ),
    "serve": (
        "показать сайт на этом компьютере",
        (
            "Показывает сайт на этом компьютере. Правка записи, шаблона или страницы появляется сама;\n"
            "ошибка в записи видна в окне команды и на странице и ничего не останавливает. Остановить: Ctrl+C."
        ),
    ),
    "check": (
        "найти ошибки в записях, ничего не собирая",
        "Проверяет записи и печатает все замечания сразу. Если есть ошибки, код завершения 1.",
    ),
    "new": (
        "завести запись: new практика «Название»",
        (
            f'Заводит запись: {SELF} new ВИД "Название". ВИД — практика, семинар, организация, термин и так далее.\n'
            "Имя файла получается из названия; всё, что обязательно, отмечено словом ЗАПОЛНИТЕ."
        ),
    ),
    "documents": (
        "заполнить форму, собрать комплект, прочитать заполненное",
        f"Документы Word: {SELF} documents fill, {SELF} documents pack, {SELF} documents read.",
    ),
    "manual": (
        "собрать пособие: книгу из выбранных практик",
        (
            f"Пособие для печати (PDF) или для правки (Word): {SELF} manual --ids edinstvo,vzglyad-v-budushchee -o kniga.pdf\n"
            "Ещё можно выбрать по держателю (--holder), статусу (--status), году (--year), конкурсу (--contest),\n"
            "семинару (--seminar), изданию (--publication). Без условий в книгу войдут все практики базы."
        ),
    ),
    "schema": (
        "обновить подсказки для редактора VS Code",
        "Обновляет папку .vscode: по ней редактор подсказывает поля, значения и имена записей.",
    ),
    "test": (
        "проверить сам движок: стиль, типы, тесты",
        (
            "Готовит библиотеки для тестов, браузер и LibreOffice, потом запускает ruff, mypy и pytest.\n"
            f"Слова после «test» получает pytest: {SELF} test -k глоссарий"
        ),
    ),
    "search-quality": (
        "проверить поиск по списку запросов",
        "Открывает собранный сайт в браузере и проверяет, находит ли поиск нужную запись среди первых пяти.",
    ),
    "bench": (
        "измерить скорость сборки",
        (
            "Собирает придуманные записи (100, 1000, 5000) и то же самое обычными страницами Material; печатает время и память.\n"
            f"Материалы для передачи из 300 практик и пособие: {SELF} bench --materials"
        ),
    ),
    "help": ("показать эту справку", f"Справка по всем командам или по одной: {SELF} help build"),
}
"""Command → what it does in a few words and in full. Any other word goes to the engine as it is."""


TOOLS = {
    "стиль": ["ruff", "check", "--output-format", "concise", "."],
    "типы": ["mypy"],
    "тесты": ["pytest", "--numprocesses", "auto", "--dist", "loadgroup"],
}
"""What ``test`` runs, by what it is told to a person; pytest last, so that its verdict closes the output."""

NEEDED = {
    "TECHNOPARK_BROWSER": ("technopark.browser", "браузер"),
    "TECHNOPARK_OFFICE": ("technopark.office", "LibreOffice"),
}
"""Variable that tells the tests where a program of the machine is → module that gets it, its name."""


def main(root: str, argv: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit code. Failures are sentences, never tracebacks."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        return run(Stamps(Path(root).resolve()), argv)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nОстановлено.", file=sys.stderr)
        return 130


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(stamps: Stamps, argv: Sequence[str]) -> int:
    """Choose the command, set up what it needs, start it."""
    command, *rest = argv or ["help"]
    if command in ("help", "-h", "--help"):
        return show_help(rest[0] if rest else "")
    if command not in COMMANDS and (near := difflib.get_close_matches(command, COMMANDS, 1, 0.7)):
        print(f"Нет команды «{command}». Возможно, «{near[0]}»? Все команды: {SELF} help", file=sys.stderr)
        return 2
    if any(word in ("-h", "--help") for word in rest) and (command == "test" or not is_ready(stamps)):
        return show_help(command)
    prepare(stamps, ("runtime", "test") if command == "test" else ("runtime",))
    return test(stamps, rest) if command == "test" else hand_over(stamps, ["-m", "technopark", command, *rest])


def is_ready(stamps: Stamps) -> bool:
    """Whether the engine can answer by itself: help must not start an installation."""
    return stamps.read().get("runtime") == stamps.wanted("runtime")


def show_help(command: str) -> int:
    """Print the help of one command, or of all; returns the exit code."""
    if command in COMMANDS and command != "help":
        print(f"Как вызвать: {SELF} {command} [настройки]\n\n{COMMANDS[command][1]}")
        return 0
    print(f"База знаний о практиках наставничества.\n\nКак вызвать: {SELF} КОМАНДА [настройки]\n\nКоманды:")
    for name, (short, _) in COMMANDS.items():
        print(f"  {name:14} {short}")
    print(f"\nПодробнее о команде: {SELF} КОМАНДА --help")
    print("Первый запуск сам ставит всё нужное в папки .venv и node_modules; дальше это не повторяется.")
    return 0


def hand_over(stamps: Stamps, arguments: Sequence[str]) -> int:
    """Run the engine in our place: signals and the exit code are its own.

    Windows cannot replace a process, so there we wait.
    """
    command = [str(stamps.python), *arguments]
    sys.stdout.flush()
    if os.name != "nt":
        os.chdir(stamps.root)
        os.execve(command[0], command, environment())
    return run_tool(stamps.root, command)


def test(stamps: Stamps, arguments: Sequence[str]) -> int:
    """Style, types, tests: all run, the last line says how each ended."""
    python = str(stamps.python)
    programs = {variable: find_program(stamps, module, name) for variable, (module, name) in NEEDED.items()}
    codes = {}
    for title, tool in TOOLS.items():
        print(f"— {title}: {tool[0]}", flush=True)
        words = arguments if tool[0] == "pytest" else ()
        codes[title] = run_tool(stamps.root, [python, "-m", *tool, *words], programs)
        if codes[title] >= 128:
            return codes[title]
    print("\nИтог: " + ", ".join(f"{title} — {'есть ошибки' if code else 'в порядке'}" for title, code in codes.items()) + ".")
    return next((code for code in codes.values() if code), 0)


def find_program(stamps: Stamps, module: str, name: str) -> str:
    """Path of a program the tests need, installed if need be; without it the tests do not start.

    Raises:
        SetupError: it cannot be had; the module has said why.
    """
    command = [str(stamps.python), "-m", module]
    found = subprocess.run(command, cwd=stamps.root, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    path = found.stdout.decode("utf-8", "replace").strip()
    if found.returncode or not path:
        raise SetupError(f"Тесты не запущены: им нужен {name}.")
    return path
