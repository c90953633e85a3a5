"""Stands for the python of ``.venv``: notes what it was asked for and plays pip, the engine and the tools."""

import os
import sys
import time
from pathlib import Path

words = sys.argv[1:]
with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as log:
    log.write(" ".join(words) + "\n")
if words[:3] == ["-m", "pip", "install"]:
    sys.stdout.write("Collecting one\n")
    sys.stdout.flush()
    if os.environ.get("FAKE_PIP") == "slow":
        time.sleep(60)
    if os.environ.get("FAKE_PIP") == "offline":
        sys.exit("WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for one")
    Path(os.environ["FAKE_SITE"], "one").mkdir(exist_ok=True)
elif words[:2] == ["-m", "technopark"]:
    sys.stdout.write(" ".join(["engine:", *words[2:]]) + "\n")
    sys.exit(int(os.environ.get("FAKE_CODE", "0")))
elif words[:2] == ["-m", "technopark.browser"]:
    if os.environ.get("FAKE_BROWSER") == "none":
        sys.exit(1)
    sys.stdout.write("/browser\n")
elif words[:2] == ["-m", os.environ.get("FAKE_FAILS")]:
    sys.exit(3)
