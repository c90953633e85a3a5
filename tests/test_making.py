"""Processes that make files for download."""

from __future__ import annotations

import os

import pytest

from technopark.artefacts.making import spawned, workers_for
from technopark.problems import ConfigurationError


def test_a_process_that_dies_is_a_sentence() -> None:
    """When the system ends a process, the person is told what happened and what to do, and sees no traceback."""
    with pytest.raises(ConfigurationError, match="не хватает памяти"), spawned(1) as pool:
        list(pool.map(os._exit, [1]))


def test_no_more_processes_than_tasks() -> None:
    """A single task starts a single process."""
    assert workers_for(1) == 1
