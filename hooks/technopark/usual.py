"""The quick way to read a file: most hold nothing but groups, lists and texts, and nothing to speak of.

It may refuse, never differ: for every text ``usual_data(text, raw)`` is ``None`` or the data
the careful reader gives with no problem, nothing empty, nothing in brackets
(``tests/test_usual.py`` proves it). Places are not taken: of a sound file nobody asks them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

MAX_DEPTH = 12
"""Deepest nesting; records need five levels."""

PLACEHOLDER = "ЗАПОЛНИТЕ"
"""Stands in a new record where a person has to write."""


def usual_data(text: str, raw: bytes) -> dict[str, Any] | None:
    """Nested dicts, lists and strings of a file, or ``None`` if the careful reader must look at it.

    Args:
        text: the text of the file, nothing blanked out or dropped.
        raw: the same as UTF-8, which is what the parser reads.
    """
    if ("#" in text and (" #" in text or "\t#" in text)) or "\\" in text or PLACEHOLDER in text:
        return None  # a note, or what may be written of a control character; or what is still to be written
    try:
        return _data(text, raw)
    except yaml.YAMLError:
        return None


def _data(text: str, raw: bytes) -> dict[str, Any] | None:  # noqa: C901, PLR0911, PLR0912 - one loop: a call an event would cost more than the event
    next_event: Callable[[], Any] = yaml.CBaseLoader(raw).get_event
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    next_event()  # the stream begins
    document = next_event()
    top = next_event()
    if type(top) is not mapping or document.version or document.tags or top.anchor or top.tag or top.flow_style:
        return None
    data: dict[str, Any] = {}
    stack: list[Any] = []
    box: Any = data
    key, is_map = None, True
    for event in iter(next_event, None):
        kind = type(event)
        if kind is scalar:
            value = event.value
            if event.anchor or event.tag or not value or value.isspace() or value == "~":
                return None
            if not is_map:
                if not event.style and _swallows(text, event):
                    return None
                box.append(value)
            elif key is not None:
                box[key] = value
                key = None
            elif value in box or not value.isidentifier() or not value.isascii():
                return None
            else:
                key = value
        elif kind is mapping or kind is sequence:
            if event.anchor or event.tag or event.flow_style or len(stack) > MAX_DEPTH - 2:
                return None
            new: Any = {} if kind is mapping else []
            if not is_map:
                box.append(new)
            elif key is None:
                return None
            else:
                box[key] = new
                key = None
            stack.append(box)
            box, is_map = new, kind is mapping
        elif not box or kind is yaml.AliasEvent:
            return None
        elif not stack:
            break
        else:
            box = stack.pop()
            is_map = type(box) is dict
    return data if _ends(next_event) else None


def _swallows(text: str, event: Any) -> bool:
    """Whether an item of a list may have swallowed the next one, which stood too far to the right."""
    start, end = event.start_mark, event.end_mark
    return start.line != end.line and "- " in text[start.index : end.index]


def _ends(next_event: Callable[[], Any]) -> bool:
    """Whether the first document is the last one."""
    next_event()  # it ends
    return type(next_event()) is yaml.StreamEndEvent
