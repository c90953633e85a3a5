"""A parsed file as it is handed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from technopark.knowledge import Path
from technopark.marks import Position


class Places(NamedTuple):
    """Where the parts of a file stand.

    Attributes:
        values: position of the value at each path.
        keys: position of the key of each mapping entry.
    """

    values: dict[Path, Position]
    keys: dict[Path, Position]


@dataclass(frozen=True)
class Tree:
    """A parsed file: nested dicts, lists and strings.

    Attributes:
        data: the top mapping; an empty value is ``None``.
        find_places: finds where each value stands.
        empties: paths whose value is empty.
        unclear: paths whose value could not be kept, though something is written there.
        bracketed: paths of the lists and groups in brackets.
        unfilled: paths whose value is still the placeholder of a new record.
    """

    data: dict[str, Any]
    find_places: Callable[[], Places]
    empties: tuple[Path, ...] = ()
    unclear: frozenset[Path] = frozenset()
    bracketed: frozenset[Path] = frozenset()
    unfilled: tuple[Path, ...] = ()

    @cached_property
    def _places(self) -> Places:
        return self.find_places()

    @property
    def values(self) -> Mapping[Path, Position]:
        """Position of the value at each path."""
        return self._places.values

    @property
    def keys(self) -> Mapping[Path, Position]:
        """Position of the key of each mapping entry."""
        return self._places.keys
