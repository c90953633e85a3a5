"""Runs both builders in turn and prints medians, ratios, peak memory and page counts.

Everything is compared within one run on one machine; nothing here is a test.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import yaml

from technopark.bench.baseline import write_site
from technopark.bench.synthetic import MIX, write_records
from technopark.knowledge import Entry
from technopark.loading import load
from technopark.parallel import aside
from technopark.russian.text import number

MEMORY = Path("/dev/shm")  # noqa: S108 - only the parent of a folder of our own with a random name
"""Where Linux keeps files in memory: making five thousand folders on a disk may take as long as all the rest, for both builders alike."""

ENOUGH = 4 << 30
"""Bytes that must be free there."""

COPIED = ("docs", "practices", "glossary", "macros", "hooks", "mkdocs.yml", "package.json", "node_modules")


@dataclass
class Row:
    """One measured build.

    Attributes:
        seconds: wall time of each run.
        processor: processor time of each run, all processes together.
        megabytes: greatest resident memory of the largest process, MB; 0 where the system does not tell.
        pages: HTML files built.
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    pages: int = 0

    @property
    def median(self) -> float:
        """Median wall time, seconds."""
        return statistics.median(self.seconds)

    @property
    def middle_processor(self) -> float:
        """Median processor time, seconds."""
        return statistics.median(self.processor)


def bench(root: Path, sizes: Iterable[int], runs: int, out: TextIO) -> None:
    """Measure every size and print one table."""
    print("| записей | сборка | с, медиана | быстрее основы | процессор, с | память, МБ | страниц |", file=out)
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |", file=out)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=in_memory()) as folder:
        for size in sizes:
            _print_rows(size, measure(root, Path(folder) / str(size), size, runs), out)


def in_memory() -> Path | None:
    """A folder whose files are kept in memory, if there is one with room enough."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH else None


def measure(root: Path, folder: Path, size: int, runs: int) -> dict[str, Row]:
    """Build one size both ways, ``runs`` times in turn."""
    ours, plain, plain_search = folder / "ours", folder / "plain", folder / "plain-search"
    with aside(lambda: _lay_out(root, ours, plain, plain_search, size)):  # a started program counts its starter's memory as its own
        pass
    rows = {name: Row() for name in TITLES}
    for turn in range(runs):
        _time(rows["plain"], plain)
        forget(ours)
        _time(rows["cold"], ours)
        _time(rows["same"], ours)
        edit(ours, turn)
        _time(rows["edit"], ours)
        _time(rows["plain+search"], plain_search)
        forget(ours)
        _time(rows["cold+search"], ours, search=True)
    return rows


def _lay_out(root: Path, ours: Path, plain: Path, plain_search: Path, size: int) -> None:
    """Make what is built."""
    prepare(root, ours, size)
    kb = load(ours).kb
    write_site(kb, plain, search=False)
    write_site(kb, plain_search, search=True)


TITLES = {
    "plain": "Markdown и Material, без поиска (основа)",
    "cold": "эта база, без поиска, с нуля",
    "same": "эта база, без поиска, ничего не менялось",
    "edit": "эта база, без поиска, правка одной записи",
    "plain+search": "Markdown и Material, с поиском (основа для поиска)",
    "cold+search": "эта база, с поиском, с нуля",
}


def prepare(root: Path, folder: Path, size: int) -> None:
    """Copy the repository's own parts and replace most records by synthetic ones."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, folder / name, symlinks=True)  # byte code too: nobody compiles it at every build
        elif source.exists():
            shutil.copy2(source, folder / name)
    write_records(load(root).kb, folder, size)
    drop_dangling(folder)


KEPT = frozenset({"models", "glossary"})
"""Real kinds that stay: the stages records belong to, and the terms their prose links to."""


def drop_dangling(folder: Path) -> None:
    """Leave the kept kinds and the synthetic ones, with nothing that refers to what is gone."""
    synthetic = {slug for slug, _ in MIX}
    kb = load(folder).kb
    for path in (folder / "practices").iterdir():
        if path.name not in KEPT | synthetic:
            shutil.rmtree(path)
    for entry in kb.entries.values():
        if entry.kind.slug in KEPT:
            _strip(folder / entry.path, entry)
    for page in (folder / "docs").glob("*.md"):
        page.unlink()
    (folder / "docs" / "index.md").write_text("# Замер\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").split("\nnav:")[0] + "\n", encoding="utf-8")


_GONE_LINK = re.compile(r"\[([^\]]*)\]\(record:(?!models/|glossary/)[^)]*\)")


def _strip(path: Path, entry: Entry) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
    for raw in entry.raw_references:
        if KEPT.isdisjoint(raw.kinds):
            *way, key = raw.path[:-1] if isinstance(raw.path[-1], int) else raw.path
            target = data
            for step in way:
                target = target[step]
            target.pop(key, None)
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    path.write_text(_GONE_LINK.sub(r"\1", text), encoding="utf-8", newline="\n")


def edit(folder: Path, turn: int) -> None:
    """Change one sentence of one record."""
    path = folder / "practices" / "cases" / "syn-cases-00007.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", f"title: Правка {turn}. ", 1), encoding="utf-8", newline="\n")


def forget(folder: Path) -> None:
    """Remove what earlier builds left."""
    for name in (".cache", "site"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _time(row: Row, folder: Path, *, search: bool = False) -> None:
    """Build once and note what it took; our files for download are left out, the baseline has none."""
    timed(row, folder, (sys.executable, *BUILD), TECHNOPARK_SEARCH="1" if search else "0", TECHNOPARK_DOCUMENTS="0")
    row.pages = sum(1 for _ in (folder / "site").rglob("*.html"))


def timed(row: Row, folder: Path, command: Sequence[str], *, silent: bool = True, **switches: str) -> None:
    """Run a command in a folder and note what it took; it must succeed and, if it is a silent one, say nothing.

    Raises:
        RuntimeError: it did not.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **switches}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        used = _wait(process)
        row.seconds.append(time.perf_counter() - start)
        if process.returncode or (silent and said.seek(0, os.SEEK_END)):
            said.seek(0)
            raise RuntimeError(f"Сборка для замера не удалась, код {process.returncode}.\n{said.read().decode(errors='replace')[-4000:]}")
    row.processor.append(used[0])
    row.megabytes = max(row.megabytes, used[1])


BUILD = ("-m", "mkdocs", "build", "--strict", "--quiet")
"""The same command for both."""


def _wait(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for a build; return the processor time of all its processes, s, and its peak memory, MB, where the system tells them."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0, 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def _print_rows(size: int, rows: dict[str, Row], out: TextIO) -> None:
    for name, row in rows.items():
        base = rows["plain+search" if name.endswith("+search") else "plain"]
        ratio = number(round(base.median / row.median, 1))
        times = number(round(row.median, 2)), f"{ratio}×", number(round(row.middle_processor, 2))
        values = (size, TITLES[name], *times, f"{row.megabytes:.0f}", row.pages)
        print("| " + " | ".join(map(str, values)) + " |", file=out, flush=True)
