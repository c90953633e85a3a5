"""Stands for ``python -m venv FOLDER``: makes a folder whose python is another stand-in."""

import os
import sys
from pathlib import Path

venv = Path(sys.argv[1])
with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as log:
    log.write("venv\n")
site = venv / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
site.mkdir(parents=True)
(venv / "bin").mkdir()
(venv / "pyvenv.cfg").write_text("home = here\n", encoding="utf-8")
python = venv / "bin/python"
program = Path(__file__).with_name("venv_python.py")
python.write_text(f'#!/bin/sh\nFAKE_SITE="{site}" exec "{sys.executable}" "{program}" "$@"\n', encoding="utf-8")
python.chmod(0o755)
