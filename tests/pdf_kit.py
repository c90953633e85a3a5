"""What tests of PDF share: the structure a screen reader follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject


def structure_types(node: Any) -> Iterator[str]:
    """Types of the structure elements under a node of a tagged PDF, in reading order."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from structure_types(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from structure_types(node["/K"])
