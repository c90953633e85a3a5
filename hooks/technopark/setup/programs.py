"""Starting other programs: installers with their output in a log, tools with ours, and what a person sees meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

LOG = ".cache/setup.log"
"""Where the installers' output goes, relative to the root."""

SELF = "python run.py" if os.name == "nt" else "python3 run.py"
"""How a person starts us."""

_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "PIP_REQUIRE_VIRTUALENV", "NODE_ENV")
_OURS = {
    "PYTHONUTF8": "1",
    "PYTHONIOENCODING": "utf-8:replace",
    "PIP_USER": "0",
    "PIP_NO_INPUT": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "TECHNOPARK_PROG": SELF,
}


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for the programs we start: UTF-8, nothing of another Python, no questions asked."""
    kept = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
    return {**kept, **_OURS, **(more or {})}


def run_logged(root: Path, command: Sequence[str], on_line: Callable[[str], None] = lambda _: None) -> tuple[int, list[str]]:
    """Run an installer, its output into the log.

    Returns:
        The exit code (127 if the program cannot be started) and the non-empty lines.
    """
    path = root / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    try:
        child = subprocess.Popen(
            command, cwd=root, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except OSError as error:
        return 127, [str(error)]
    with child, path.open("a", encoding="utf-8") as log:
        try:
            print("$", *command, file=log)
            for raw in child.stdout or ():
                line = raw.decode("utf-8", "replace").rstrip()
                print(line, file=log)
                if line:
                    lines.append(line)
                    on_line(line)
        except BaseException:
            child.terminate()
            raise
    return child.returncode, lines


def wait_for(child: subprocess.Popen[bytes]) -> int:
    """Wait for a child to its very end and return its exit code.

    Ctrl+C reaches the child by itself (it shares our terminal); a polite stop is passed on.
    """

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        child.terminate()

    before = signal.signal(signal.SIGTERM, pass_on)
    try:
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:
                continue
            return 128 - code if code < 0 else code
    finally:
        signal.signal(signal.SIGTERM, before)


def run_tool(root: Path, command: Sequence[str], more: Mapping[str, str] | None = None) -> int:
    """Run a program with our terminal as its own; returns its exit code."""
    sys.stdout.flush()
    return wait_for(subprocess.Popen(command, cwd=root, env=environment(more)))


class Progress:
    """One line that counts on a terminal, a line every tenth item elsewhere."""

    def __init__(self, title: str, total: int) -> None:
        """Start counting ``total`` items under ``title``."""
        self.title, self.total, self.count = title, total, 0
        self.start = time.monotonic()
        self.live = sys.stdout.isatty()
        print(f"  {title}…", end="\r" if self.live else "\n", flush=True)

    def step(self, name: str) -> None:
        """Count one more item, ``name``."""
        self.count = min(self.count + 1, self.total)
        line = f"  {self.title}: {self.count} из {self.total}, {name}"
        if self.live:
            print(line[:78].ljust(78), end="\r", flush=True)
        elif self.count % 10 == 0:
            print(line, flush=True)

    def done(self) -> None:
        """Close the line with the time it took."""
        print(f"  {self.title}: готово, {time.monotonic() - self.start:.0f} с".ljust(78 if self.live else 0), flush=True)
