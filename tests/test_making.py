"""Those who make files for download."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from technopark.artefacts.making import Makers, Making, NotMadeError
from technopark.problems import ConfigurationError


def die(_root: Path, _portion: Sequence[int]) -> None:
    """End the process as the system would."""
    os._exit(1)


def test_a_process_that_dies_is_a_sentence(root: Path) -> None:
    """When the system ends a process, the person is told what happened and what to do, and sees no traceback."""
    with Makers() as makers, pytest.raises(ConfigurationError, match="не хватает памяти"):
        makers.make(die, root, makers.portions([1], 1))


def test_nothing_is_made_where_nothing_may_be(root: Path) -> None:
    """A preview that shows pages first is told that something is missing; where nothing is, it goes on."""
    makers = Makers(Making.NONE)
    makers.make(die, root, makers.portions([], 4))
    with pytest.raises(NotMadeError):
        makers.portions([1], 4)


def test_portions_are_of_even_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every maker gets two portions, unless they would be too large; one alone takes the tasks the same way."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert [len(one) for one in Makers().portions(range(15), 16)] == [4, 4, 4, 3]
    assert [len(one) for one in Makers().portions(range(100), 16)] == [16] * 6 + [4]
    assert [len(one) for one in Makers(Making.ALONE).portions(range(5), 16)] == [3, 2]
    assert Makers().portions((), 16) == []
