"""Stands for ``python -m venv FOLDER``: a real environment without pip, whose Python plays another stand-in.

A ``.pth`` file hands over before anything else runs: the one way to replace a program that works
on Windows too, where a script cannot be called ``python.exe``.
"""

import os
import sys
import venv
from pathlib import Path

folder = Path(sys.argv[3])
with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as log:
    log.write("venv\n")
venv.create(folder, symlinks=os.name != "nt")
site = folder / ("Lib" if os.name == "nt" else f"lib/python{sys.version_info.major}.{sys.version_info.minor}") / "site-packages"
here = os.environ["FAKE_VENV_PYTHON"]
(site / "stand_in.pth").write_text(f"import sys; sys.path.insert(0, {here!a}); import venv_python\n", encoding="ascii")
