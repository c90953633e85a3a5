"""What is already done: stamps keyed by the hashes of the locks, the Python version and the folder.

The stamps of ``.venv`` lie inside it and those of ``node_modules`` inside that, so removing a
folder removes its stamps. ``busy`` names the part being installed: if it is still there at the
next start, the installation was cut off and nothing in ``.venv`` can be trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

LAYOUT = 2
"""Raised when ``.venv`` itself is made in another way, so that old ones are made anew."""

State = dict[str, object]
"""Part → stamp, with ``identity``, ``busy`` and ``installed`` beside them."""

FILES = {
    "runtime": ("requirements.lock",),
    "test": ("requirements-test.lock",),
    "nodejs": ("requirements-node.lock",),
    "node": ("package.json", "package-lock.json", ".npmrc"),
}
"""Part → files of the repository it is made from."""


@dataclass(frozen=True)
class Stamps:
    """The stamps of one repository folder, given by ``root``."""

    root: Path

    @property
    def venv(self) -> Path:
        """The environment's folder."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def file(self) -> Path:
        """Where the stamps of the environment lie."""
        return self.venv / "technopark-setup.json"

    @property
    def node_file(self) -> Path:
        """Where the stamp of ``node_modules`` lies."""
        return self.root / "node_modules" / ".technopark-setup"

    def wanted(self, part: str) -> str:
        """The stamp a part must carry to be fresh; the same whatever the line ends of a checkout."""
        total = hashlib.sha256()
        for name in FILES[part]:
            path = self.root / name
            total.update((path.read_bytes() if path.exists() else b"").replace(b"\r\n", b"\n") + b"\0")
        return total.hexdigest()

    def identity(self) -> dict[str, str]:
        """What the environment belongs to: another Python or another folder makes it useless."""
        version = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"
        return {"python": version, "root": str(self.root), "layout": str(LAYOUT)}

    @property
    def site_packages(self) -> Path:
        """Where the environment's libraries lie."""
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.venv / ("Lib" if os.name == "nt" else f"lib/{version}") / "site-packages"

    def installed(self) -> list[str]:
        """Names in site-packages: one that vanished since the stamp was written means damage."""
        return sorted(entry.name for entry in self.site_packages.iterdir() if entry.name != "__pycache__")

    def read(self) -> State:
        """The stamps of a healthy environment; empty if it must be made anew."""
        try:
            state = json.loads(self.file.read_text(encoding="utf-8"))
            healthy = (
                state["identity"] == self.identity()
                and "busy" not in state
                and self.python.exists()
                and (self.venv / "pyvenv.cfg").exists()
                and set(state.get("installed", [])) <= set(self.installed())
            )
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return dict(state) if healthy else {}

    def write(self, state: State) -> None:
        """Replace the stamps in one step: an interruption leaves the old ones."""
        draft = self.file.with_suffix(".tmp")
        draft.write_text(json.dumps(state, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self.file)

    def node_is_fresh(self) -> bool:
        """Whether ``node_modules`` is what the lock says, and no package of it is missing."""
        try:
            packages = json.loads((self.root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
            stamp = self.node_file.read_text(encoding="utf-8")
        except (OSError, ValueError, KeyError):
            return False
        return stamp == self.wanted("node") and all((self.root / name / "package.json").exists() for name in packages if name)

    def write_node(self) -> None:
        """Stamp ``node_modules``."""
        self.node_file.write_text(self.wanted("node"), encoding="utf-8")
