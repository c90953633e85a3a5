"""Made-up programs for the tests of set-up: Python behind a launcher the system can start."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write_program(path: Path, code: str) -> Path:
    """Write a program of a few lines of Python that ``shutil.which`` finds by the path's name.

    Returns:
        The launcher: the path itself, on Windows with ``.cmd`` added.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    source = path.with_name(f"{path.name}-code.py")
    source.write_text(code + "\n", encoding="utf-8")
    if os.name == "nt":
        launcher = path.with_name(f"{path.name}.cmd")
        launcher.write_text(f'@"{sys.executable}" "%~dp0{source.name}" %*\n', encoding="oem")  # what cmd reads
        return launcher
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{source}" "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path
