"""Work shared out to forked processes, which see this one's memory as it is at the fork.

Nothing but results is ever copied, so what is worked on may be large. Where a system
cannot fork, the work is done here, or not at all if it may be left undone.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
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
def meanwhile(work: Callable[[], R], *, fork: bool = True) -> Iterator[Callable[[], R]]:
    """Begin to make something in another process while this one goes on.

    Gives a function, to be called before the end, that waits for it. Where there is no other process that
    function makes it, and so it does if the other one failed, so that whoever asks sees the error.

    Args:
        work: makes it; what it makes can be pickled.
        fork: whether forking is allowed; a process with threads must not.
    """
    if not fork or _alone():
        yield work
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    other = context.Process(target=_send, args=(work, ours, theirs))
    other.start()
    theirs.close()

    def wait() -> R:
        try:
            made: R = ours.recv()
        except (EOFError, OSError):  # the other process failed before it sent anything, or was killed while it did
            return work()
        return made

    try:
        yield wait
    finally:
        ours.close()
        other.join()


def _send(work: Callable[[], object], ours: Connection, theirs: Connection) -> None:
    """Work in a process that ends soon: looking for garbage in the memory it shares would copy it.

    An error is not told here: whoever waits makes the thing again and sees it.
    """
    gc.disable()
    ours.close()
    with suppress(Exception, KeyboardInterrupt):
        theirs.send(work())


def begin(work: Callable[[], object]) -> Callable[[], None]:
    """Begin to do something for its effect outside of memory; the function given waits until it is done.

    It may be left undone: where there is no other process, and when it fails.
    """
    if _alone():
        return lambda: None
    other = multiprocessing.get_context("fork").Process(target=_quietly, args=(work,))
    other.start()
    return other.join


def _quietly(work: Callable[[], object]) -> None:
    gc.disable()
    with suppress(Exception, KeyboardInterrupt):
        work()


@contextmanager
def aside(work: Callable[[], object]) -> Iterator[None]:
    """Do something for its effect outside of memory while this process goes on.

    At the end it is done: by this process, after all else, where there is no other one or it failed there.
    """

    def for_effect() -> None:
        work()

    with meanwhile(for_effect) as finish:
        yield
        finish()


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
