"""Stands for the python of ``.venv``: notes what it was asked for and plays pip, the engine and the tools."""

import os
import sys
import time
from pathlib import Path


def play(words: list[str]) -> int:
    """Do what the words ask for; returns the exit code."""
    with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as log:
        log.write(" ".join(words) + "\n")
    module = words[1] if words[:1] == ["-m"] else ""
    if module == "pip":
        return play_pip()
    if module == "technopark":
        sys.stdout.write(" ".join(["engine:", *words[2:]]) + "\n")
        return int(os.environ.get("FAKE_CODE", "0"))
    if module.startswith("technopark."):
        sys.stdout.write(f"/{module}\n")
        return int(module == os.environ.get("FAKE_LACKS"))
    return 3 if module == os.environ.get("FAKE_FAILS") else 0


def play_pip() -> int:
    """Install the library ``one``, or be slow, or find no network."""
    sys.stdout.write("Collecting one\n")
    sys.stdout.flush()
    if os.environ.get("FAKE_PIP") == "slow":
        time.sleep(60)
    if os.environ.get("FAKE_PIP") == "offline":
        sys.stderr.write("WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for one\n")
        return 1
    site = next(Path(name) for name in sys.path if name.endswith("site-packages") and name.startswith(sys.prefix))
    (site / "one").mkdir(exist_ok=True)
    return 0


for stream in (sys.stdout, sys.stderr):
    stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a pipe
code = play(sys.orig_argv[1:])
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
