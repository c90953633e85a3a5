"""The README's map of the repository and list of commands are true."""

from __future__ import annotations

import re
from pathlib import Path

from technopark.cli import cli
from technopark.setup.commands import COMMANDS


def the_map(root: Path) -> str:
    """The map's text."""
    text = (root / "README.md").read_text(encoding="utf-8")
    return text.partition("## Map of the repository")[2].split("```")[1]


def test_every_module_of_the_engine_is_on_the_map(root: Path) -> None:
    """Who adds a module says in a line what it is for."""
    engine = root / "hooks" / "technopark"
    names = {f"{path.parent.name}/" for path in engine.glob("*/__init__.py")} | {path.name for path in engine.glob("*.py")}
    assert sorted(name for name in names if name not in the_map(root)) == []


def test_everything_on_the_map_exists(root: Path) -> None:
    """No line outlives what it speaks of."""
    told = re.findall(r"[\w.-]+(?:\.py|/)(?!\w)", the_map(root))
    known = {path.name for folder in (root, root / "hooks", *(root / "hooks/technopark").glob("**/")) for path in folder.iterdir()}
    known |= {path.name for folder in ("tests", "macros") for path in (root / folder).iterdir()} | {"node_modules"}
    assert sorted(name for name in told if name.rstrip("/") not in known) == []


def test_every_command_is_in_the_readme(root: Path) -> None:
    """A command nobody can read about is not there."""
    text = (root / "README.md").read_text(encoding="utf-8")
    commands = {*cli.commands, *COMMANDS, "documents"} - {"help"}
    assert sorted(name for name in commands if f"run.py {name}" not in text) == []
