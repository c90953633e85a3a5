"""Work shared out to forked processes, which see this one's memory as it is at the fork.

Nothing but results is ever copied, so what is worked on may be large. Where a system
cannot fork, the work is done here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNKS = 64
"""Portions a process: enough that none waits long for the last one."""

_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""The work under way: what forked processes find in the memory they share with their parent."""


def spread(work: Callable[[T], R], items: Sequence[T], least: int, *, fork: bool = True) -> Iterator[R]:
    """Results of ``work`` for all items, in order, as they come: whoever takes them may go on with each while others are made.

    Args:
        work: a function without effects on this process's memory; its results can be pickled.
        items: what to work on.
        least: with fewer items than this, starting processes would cost more than it saves.
        fork: whether forking is allowed; a process with threads must not.
    """
    workers = min(os.cpu_count() or 1, 8)
    if not fork or workers < 2 or len(items) < least or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    size = -(-len(items) // (workers * CHUNKS))
    portions = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
    _shared.append((work, items))
    try:
        # A process that ends soon need not look for garbage in the memory it shares: that would copy it.
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), initializer=gc.disable) as pool:
            for results in pool.map(_portion, portions):
                yield from results
    finally:
        _shared.pop()


def _alone() -> bool:
    return (os.cpu_count() or 1) < 2 or "fork" not in multiprocessing.get_all_start_methods()


@contextmanager
def aside(work: Callable[[], object], *, here: bool = True) -> Iterator[None]:
    """Do something for its effect outside of memory while this process goes on; at the end it is done.

    Args:
        work: what to do.
        here: whether this process does it, first, where a system cannot fork or has no second
            processor, and once more if it failed, so that whoever asked sees the error.
    """
    other = None if _alone() else multiprocessing.get_context("fork").Process(target=_without_collecting, args=(work,))
    if other:
        other.start()
    elif here:
        work()
    try:
        yield
    finally:
        if other:
            other.join()
    if other and other.exitcode and here:
        work()


def _without_collecting(work: Callable[[], object]) -> None:
    """Work in a process that ends soon: looking for garbage in the memory it shares would copy it."""
    gc.disable()
    work()


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """For a while in which nearly all that is made is kept: looking for garbage would walk it again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _portion(indexes: range) -> list[Any]:
    work, items = _shared[-1]
    return [work(items[index]) for index in indexes]
