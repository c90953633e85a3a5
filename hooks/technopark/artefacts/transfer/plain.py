"""Plain text for places that count characters: messages, posts, cells of a spreadsheet."""

from __future__ import annotations

import re

from technopark.artefacts.transfer.flatten import fitted

_INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]")
"""Control characters, signs of no width and those that turn the direction of writing: a reader cannot see what they do."""


def units(text: str) -> int:
    """Length as programs count it: UTF-16 units, so a rare sign counts as two."""
    return len(text) + sum(char > "\uffff" for char in text)


def visible(text: str) -> str:
    """The text without invisible characters, each line with single spaces."""
    lines = (" ".join(_INVISIBLE.sub(" ", line).split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cut(text: str, most: int) -> str:
    """As many whole sentences as fit in so many units; never longer, whatever the text.

    A text that does not fit even by its first words is left out.
    """
    room = most
    while room > 1:
        out = fitted(text, room)
        over = units(out) - most
        if over <= 0:
            return out
        room = min(room, len(out)) - over
    return ""
