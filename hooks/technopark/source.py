"""YAML text → plain data with positions. YAML guesses nothing here.

Every scalar stays text, so ``no``, ``1:30``, ``010`` and dates mean what they look
like; the field's type converts them later. A file with nothing to speak of is read the
quick way (``usual``), any other the careful one (``careful``), which also finds the places
in a file when somebody asks for them.
"""

from __future__ import annotations

from technopark.careful import Reader
from technopark.decoding import decode
from technopark.problems import Problem
from technopark.tree import Places, Tree
from technopark.usual import usual_data


def parse(raw: bytes, path: str) -> tuple[Tree | None, list[Problem]]:
    """Parse one file; what is wrong comes back as problems, never as an exception."""
    text, problems = decode(raw, path)
    if text is None:
        return None, problems
    usual = None if problems else usual_data(text, raw)
    if usual is not None:
        return Tree(usual, lambda: places_in(raw)), problems
    reader = Reader(path, problems, text)
    return reader.tree() if reader.read() else None, problems


def places_in(raw: bytes) -> Places:
    """Where the parts of a file stand, as far as it can be read."""
    text, _ = decode(raw, "")
    reader = Reader("", [], text or "")
    reader.read()
    return Places(reader.values, reader.keys)
