"""What all makers of files share: processes of their own, and caches without what is no longer used."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from technopark.problems import ConfigurationError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MOST_WORKERS = 8


class Making(Enum):
    """How files that are missing are made."""

    SHARED = "by several processes"
    ALONE = "by this process, in which Typst then starts threads that do not survive a fork"
    NONE = "not at all: ``NotMadeError`` is raised"


class NotMadeError(Exception):
    """A file is missing, and nothing was to be made."""


def check_made(missing: Sized, making: Making) -> None:
    """Refuse to go on without what may not be made.

    Raises:
        NotMadeError: something is missing.
    """
    if missing and making is Making.NONE:
        raise NotMadeError


def workers_for(tasks: int) -> int:
    """How many processes so many tasks are shared out to."""
    return min(os.cpu_count() or 1, MOST_WORKERS, tasks)


@contextmanager
def spawned(workers: int, start: Callable[..., None] | None = None, *given: Any) -> Iterator[ProcessPoolExecutor]:
    """Processes that start from nothing; ``start`` is called once in each.

    They are spawned, never forked: a copy of a process in which Typst has started its threads waits for them for ever.

    Raises:
        ConfigurationError: the system ended a process, most often because the memory ran out.
    """
    import multiprocessing  # neither is needed by a build in which nothing changed
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), start, given) as pool:
            yield pool
    except BrokenProcessPool:
        hint = "Чаще всего не хватает памяти: закройте другие программы и запустите сборку ещё раз, готовое второй раз не собирается."
        raise ConfigurationError(f"Система остановила процесс, который собирал файлы для скачивания. {hint}") from None


def keep_only(home: Path, used: set[Path]) -> None:
    """Remove folders of a cache that nothing uses any more."""
    for folder in home.iterdir() if home.is_dir() else ():
        if folder not in used:
            shutil.rmtree(folder, ignore_errors=True)
