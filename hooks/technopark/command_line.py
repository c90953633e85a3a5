"""What all commands share: how they were started and which base they work on."""

from __future__ import annotations

import os
from pathlib import Path

import click

from technopark.problems import TechnoparkError

PROGRAM = os.environ.get("TECHNOPARK_PROG", "technopark")
"""What the person typed to start us; ``run.py`` says so."""


def find_root(start: Path) -> Path:
    """The repository root: the nearest folder upward with ``mkdocs.yml`` and ``practices``.

    Raises:
        TechnoparkError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "practices").is_dir():
            return folder
    raise TechnoparkError(
        "Не нашёл базу: рядом нет файла mkdocs.yml и папки practices.\n"
        f"Перейдите в папку базы или укажите её: {PROGRAM} --root ПАПКА …"
    )


def root_of(context: click.Context) -> Path:
    """The repository root for a command."""
    return find_root(context.obj)
