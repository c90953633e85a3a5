#!/usr/bin/env python3
"""Set-up and every command of the knowledge base: ``python3 run.py build``. Standard library only.

This file parses on Python 3.6, so that an old Python can be told what is wrong with it;
the work itself is in ``hooks/technopark/setup``, which needs nothing but Python 3.11.
"""

import io
import os
import shutil
import sys

MINIMUM = (3, 11)


def use_utf8() -> None:
    """Make both streams UTF-8: an old console or a pipe must not turn a message into a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
        elif hasattr(stream, "buffer"):
            setattr(sys, name, io.TextIOWrapper(stream.buffer, encoding="utf-8", errors="replace", line_buffering=True))


def old_python_message() -> str:
    """Say that this Python is too old, and name a newer one if the machine has it."""
    text = "Нужен Python 3.11 или новее, а запущен %d.%d (%s)." % (sys.version_info[0], sys.version_info[1], sys.executable)
    newer = next((name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)), "")
    if newer:
        return text + "\nНа этом компьютере есть %s. Запустите:\n\n    %s run.py %s" % (newer, newer, " ".join(sys.argv[1:]))
    if os.name == "nt":
        return text + "\nУстановите новую версию с python.org и запустите:\n\n    py -3 run.py build"
    if os.path.exists("/etc/debian_version"):
        command = "sudo apt install python3.11 python3.11-venv"
        return text + "\nУстановите новую версию и запустите её:\n\n    %s\n    python3.11 run.py build" % command
    return text + "\nУстановите новую версию с python.org или через диспетчер пакетов вашей системы."


def start() -> int:
    """Check the Python, then let the set-up module do what was asked; returns the exit code."""
    use_utf8()
    if sys.version_info < MINIMUM:
        sys.stderr.write(old_python_message() + "\n")
        return 1
    root = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(root, "hooks"))
    from technopark.setup.commands import main

    return main(root, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
