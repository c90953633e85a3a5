"""Work shared out to forked processes, which see this one's memory as it is at the fork.

Nothing but results is ever copied, so what is worked on may be large. Where a system
cannot fork, the work is done here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNKS = 16
"""Portions a process: enough that none waits long for the last one."""

_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""The work under way: what forked processes find in the memory they share with their parent."""


def spread(work: Callable[[T], R], items: Sequence[T], least: int, *, fork: bool = True) -> list[R]:
    """Results of ``work`` for all items, in order.

    Args:
        work: a function without effects on this process's memory; its results can be pickled.
        items: what to work on.
        least: with fewer items than this, starting processes would cost more than it saves.
        fork: whether forking is allowed; a process with threads must not.
    """
    workers = min(os.cpu_count() or 1, 8)
    if not fork or workers < 2 or len(items) < least or "fork" not in multiprocessing.get_all_start_methods():
        return [work(item) for item in items]
    size = -(-len(items) // (workers * CHUNKS))
    portions = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
    _shared.append((work, items))
    try:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
            return [result for results in pool.map(_portion, portions) for result in results]
    finally:
        _shared.pop()


@contextmanager
def aside(work: Callable[[], object], *, fork: bool = True) -> Iterator[None]:
    """Do something for its effect outside of memory while this process goes on; at the end it is done.

    Where a system cannot fork or has no second processor, it is done first. If it fails, it is done
    once more here, so that whoever asked for it sees the error.
    """
    if not fork or (os.cpu_count() or 1) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        work()
        yield
        return
    other = multiprocessing.get_context("fork").Process(target=work)
    other.start()
    try:
        yield
    finally:
        other.join()
    if other.exitcode:
        work()


def _portion(indexes: range) -> list[Any]:
    work, items = _shared[-1]
    return [work(items[index]) for index in indexes]
