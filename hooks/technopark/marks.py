"""Places of values inside a file, found when somebody asks: few records are ever asked for theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from technopark.knowledge import Path

Position = tuple[int, int]
"""Line and column, both from 1, in characters."""


class Marks(Mapping[Path, Position]):
    """Places by path."""

    def __init__(self, find: Callable[[], Mapping[Path, Position]]) -> None:
        """Keep the way to find them."""
        self._find = find
        self._places: Mapping[Path, Position] | None = None

    def _open(self) -> Mapping[Path, Position]:
        if self._places is None:
            self._places = self._find()
        return self._places

    def __getitem__(self, path: Path) -> Position:
        return self._open()[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._open())

    def __len__(self) -> int:
        return len(self._open())
