"""What the build tells a person while it works, and the summary at its end."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from technopark.cache import write_atomically


@dataclass
class Report:
    """What a build did.

    Attributes:
        records: published records by kind slug.
        fictional: number of teaching examples.
        pages: number of HTML pages of the site.
        rendered: number of record pages rendered anew.
        written: files written; ``kept`` files left as they were; ``removed`` files deleted.
        errors: number of errors; ``warnings`` likewise.
        artefacts: number of files for download.
        seconds: seconds by step, in order.
    """

    records: dict[str, int] = field(default_factory=dict)
    fictional: int = 0
    pages: int = 0
    rendered: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    errors: int = 0
    warnings: int = 0
    artefacts: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Time a step; say its title first if a person is waiting."""
        if os.environ.get("TECHNOPARK_PROGRESS") == "1":
            print(f"  {title[0].upper()}{title[1:]}…", file=sys.stderr, flush=True)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[title] = self.seconds.get(title, 0.0) + time.perf_counter() - start

    def save(self, path: Path) -> None:
        """Write the report as JSON for whoever started the build."""
        write_atomically(path, json.dumps(asdict(self), ensure_ascii=False).encode("utf-8"))

    @classmethod
    def read(cls, path: Path) -> Report:
        """Read a report back."""
        values: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
        return cls(**values)  # type: ignore[arg-type]  # our own file, written by save()
