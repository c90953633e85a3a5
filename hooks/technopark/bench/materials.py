"""Measures the making of materials: the sets of all cases, one edit, the manual of all cases.

Ratios are against making every set from nothing, in the same run. Run as a module, it makes the
sets of a folder once: what a build does between reading the records and the pages.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from technopark.bench.measure import Row, edit, forget, prepare, timed
from technopark.bench.synthetic import MIX, Writer, fill_up, sentences
from technopark.loading import load
from technopark.russian.text import number

CASES = 300
"""How many cases a large base is taken to have."""

TITLES = {
    "cold": "комплекты всех практик, с нуля (основа)",
    "same": "комплекты, ничего не менялось",
    "edit": "комплекты, правка одной практики",
    "manual": "пособие из всех практик, PDF",
}


def materials(root: Path, cases: int, runs: int, out: TextIO) -> None:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "base"
        prepare(root, folder, cases * 100 // MIX[0][1])
        fill_up(folder, Writer(sentences(load(root).kb)))
        shutil.copytree(root / "practices" / "formats", folder / "practices" / "formats")
        shutil.rmtree(folder / "practices" / "seminars")  # what is measured is the sets of cases
        for page in (root / "docs").glob("manual-*.md"):
            shutil.copy2(page, folder / "docs")
        rows = {key: Row() for key in TITLES}
        for turn in range(runs):
            _measure(rows, folder, turn)
    print("| практик | что собирали | с, медиана | доля от основы | процессор, с | память, МБ |", file=out)
    print("| ---: | --- | ---: | ---: | ---: | ---: |", file=out)
    for key, row in rows.items():
        share = number(round(row.median / rows["cold"].median, 3))
        values = (cases, TITLES[key], number(round(row.median, 2)), share, number(round(row.middle_processor, 2)), f"{row.megabytes:.0f}")
        print("| " + " | ".join(map(str, values)) + " |", file=out, flush=True)


def _measure(rows: dict[str, Row], folder: Path, turn: int) -> None:
    forget(folder)
    make = (sys.executable, "-m", "technopark.bench.materials", str(folder))
    timed(rows["cold"], folder, make)
    timed(rows["same"], folder, make)
    edit(folder, turn)
    timed(rows["edit"], folder, make)
    book = (sys.executable, "-m", "technopark", "manual", "--format", "pdf", "-o", str(folder / "manual.pdf"))
    timed(rows["manual"], folder, book, silent=False)


def make_once(folder: Path) -> None:
    """Read the records of a folder and make what is not made yet."""
    from technopark import checking
    from technopark.artefacts.making import Makers
    from technopark.artefacts.transfer.brief import Site
    from technopark.artefacts.transfer.build import build_sets

    with Makers() as makers:
        build_sets(checking.load(folder, folder / ".cache", fork=False).kb, folder, folder / ".cache", Site.of("База", ""), makers)


if __name__ == "__main__":
    make_once(Path(sys.argv[1]))
