"""Places of values inside a file, light to keep in a cache."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping

from technopark.knowledge import Path

Position = tuple[int, int]
"""Line and column, both from 1, in characters."""


class Marks(Mapping[Path, Position]):
    """Places by path. Kept packed after unpickling: few records are ever asked for theirs."""

    def __init__(self, places: dict[Path, Position]) -> None:
        """Take the places over."""
        self._places: dict[Path, Position] | None = places
        self._packed = b""

    def _open(self) -> dict[Path, Position]:
        if self._places is None:
            self._places = marshal.loads(self._packed)  # noqa: S302 - bytes of our own cache
        return self._places

    def __getitem__(self, path: Path) -> Position:
        return self._open()[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._open())

    def __len__(self) -> int:
        return len(self._open())

    def __getstate__(self) -> bytes:
        return self._packed or marshal.dumps(self._open())

    def __setstate__(self, packed: bytes) -> None:
        self._places, self._packed = None, packed
