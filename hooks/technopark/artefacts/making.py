"""What all makers of files share: processes of their own, and caches without what is no longer used."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from technopark.problems import ConfigurationError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")

MOST_WORKERS = 8


class Making(Enum):
    """How files that are missing are made."""

    SHARED = "by several processes"
    ALONE = "by this process, in which Typst then starts threads that do not survive a fork"
    NONE = "not at all: ``NotMadeError`` is raised"


class NotMadeError(Exception):
    """A file is missing, and nothing was to be made."""


class Makers:
    """Those who make what is missing; one a build, so that processes are started once for everything it makes.

    Processes are spawned, never forked: a copy of a process in which Typst has started its threads waits for
    them for ever. The first is started with the first file, a second when the first is busy.
    """

    def __init__(self, making: Making = Making.SHARED) -> None:
        """Nobody is at work yet."""
        self._making = making
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Ready to make."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the processes go."""
        if self._pool:
            self._pool.shutdown()

    def portions(self, tasks: Sequence[T], most: int, *, rounds: int = 2) -> list[Sequence[T]]:
        """Tasks in portions: each maker gets so many rounds of them, none of more than ``most`` tasks.

        Raises:
            NotMadeError: there are tasks, and nothing may be made.
        """
        if tasks and self._making is Making.NONE:
            raise NotMadeError
        makers = min(os.cpu_count() or 1, MOST_WORKERS, len(tasks)) if self._making is Making.SHARED else 1
        size = max(1, min(most, -(-len(tasks) // max(1, makers * rounds))))
        return [tasks[start : start + size] for start in range(0, len(tasks), size)]

    def make(self, work: Callable[[Path, Sequence[T]], None], root: Path, portions: Iterable[Sequence[T]]) -> None:
        """Make everything.

        Args:
            work: makes a portion; its tools are its own, once a process.
            root: repository root.
            portions: what to make.

        Raises:
            ConfigurationError: the system ended a process, most often because the memory ran out.
        """
        if self._making is Making.ALONE:
            for portion in portions:
                work(root, portion)
            return
        from concurrent.futures.process import BrokenProcessPool  # not needed by a build in which nothing changed

        try:
            for done in [self._processes().submit(work, root, portion) for portion in portions]:
                done.result()
        except BrokenProcessPool:
            hint = "Чаще всего не хватает памяти: закройте другие программы и запустите сборку ещё раз, готовое второй раз не собирается."
            raise ConfigurationError(f"Система остановила процесс, который собирал файлы для скачивания. {hint}") from None

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            self._pool = ProcessPoolExecutor(min(os.cpu_count() or 1, MOST_WORKERS), multiprocessing.get_context("spawn"))
        return self._pool


def keep_only(home: Path, used: set[Path]) -> None:
    """Remove folders of a cache that nothing uses any more."""
    for folder in home.iterdir() if home.is_dir() else ():
        if folder not in used:
            shutil.rmtree(folder, ignore_errors=True)
