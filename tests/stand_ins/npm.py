"""Stands for npm: notes what it was asked for, tells its version, makes the package of the lock."""

import os
import sys
from pathlib import Path

with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as log:
    log.write(" ".join(["npm", *sys.argv[1:]]) + "\n")
if sys.argv[1:] == ["--version"]:
    sys.stdout.write(os.environ.get("FAKE_NPM", "10.2.0") + "\n")
elif sys.argv[1:2] == ["ci"]:
    package = Path("node_modules/lib")
    package.mkdir(parents=True, exist_ok=True)
    (package / "package.json").write_text("{}", encoding="utf-8")
