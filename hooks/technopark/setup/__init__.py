"""Set-up of the machine and the commands of ``run.py``. Standard library only: it runs before anything is installed.

::

    commands.main ─ help? ─► its text
                  ├ steps.prepare(parts) ─ stamps fresh? ─► nothing
                  │                      └ .venv → runtime → test → node_modules, each stamp written last
                  └ hand over to ``python -m technopark`` in .venv (test: ruff, mypy, pytest)

``causes`` turns the output of a failed installer into words; ``stamps`` knows what is already done.
"""
