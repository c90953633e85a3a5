"""The live preview shows pages first: files for download and the search index follow.

    edit ─► build: pages anew, files and index as they were ─► shown
              └─► python -m technopark.later ─► files in the cache ─► sign ─► build: files and index anew ─► shown

Pages of an edit take a second, its books and leaflets several. They are made in a process of
their own, which the next edit ends: what is ready by then is kept and not made again.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from technopark.artefacts.making import Making
from technopark.problems import TechnoparkError

if TYPE_CHECKING:
    from technopark.artefacts.every import Files


MAKE = ("-m", "technopark.later")
"""What Python runs to make the files."""


class Later:
    """What follows the pages of a preview; one a repository, because a preview's builds share it.

    Attributes:
        sign: the file that is written when the files are there; the preview watches its folder.
        files: what the last build found made, or nothing.
    """

    def __init__(self, root: Path) -> None:
        """Nothing is on its way yet."""
        self._root = root
        self.sign = root / ".cache" / "preview" / "made"
        self.files: Files | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._there = threading.Event()
        atexit.register(self.stop)

    def begin(self) -> bool:
        """A build begins: end what is on its way. Whether this build is the one that follows the pages."""
        follows = self._there.is_set()
        self._there.clear()
        self.stop()
        return follows

    def start(self, site_name: str, site_url: str) -> None:
        """Make what is missing in another process, and then say so by the sign."""
        self.sign.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen([sys.executable, *MAKE, str(self._root), site_name, site_url], cwd=self._root)
        threading.Thread(target=self._wait, args=(self._process,), daemon=True).start()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        if process is self._process:  # not ended by the next edit; a failure was told, and the index is still to follow
            self._there.set()
            self.sign.write_bytes(b"")

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process and process.poll() is None:
            process.terminate()
            process.wait()


@cache
def later(root: Path) -> Later:
    """What follows the pages of the preview of a repository."""
    return Later(root)


def make(root: Path, site_name: str, site_url: str) -> None:
    """Make all files that are missing.

    Raises:
        TechnoparkError: one of them could not be made.
    """
    from technopark.artefacts.every import every_file
    from technopark.artefacts.transfer.brief import Site
    from technopark.checking import load
    from technopark.russian.linking import TermLinker

    cache_dir = root / ".cache"
    kb = load(root, cache_dir).kb
    linker = TermLinker.build(kb, cache_dir)
    every_file(kb, root, cache_dir, Site.of(site_name, site_url), linker, lambda _: nullcontext(), Making.ALONE)


def main(arguments: list[str]) -> int:
    """Make the files; a failure is told as the preview would tell it."""
    if os.environ.get("TECHNOPARK_DOCUMENTS") == "0":
        return 0
    try:
        make(Path(arguments[0]), arguments[1], arguments[2])
    except TechnoparkError as error:
        sys.stderr.write(f"Файлы для скачивания не собраны, страницы показаны с прежними. {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
