"""QR codes of addresses: outlines for print, pixels for slides.

Level Q (a quarter of the code may be dirt or a crease), four modules of quiet zone: ISO/IEC 18004.
The outline is one closed shape, so no viewer shows hairlines between neighbouring modules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

import segno

QUIET = 4
"""Modules of white round a code, ISO/IEC 18004, 6.3.8."""

LEVEL = "q"
"""Error correction; segno raises it when a code of the same size can carry more."""

Point = tuple[int, int]
Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def _code(text: str) -> segno.QRCode:
    """The code, made once for every picture of it."""
    if not text:
        raise ValueError("Пустой QR-код: нечего зашифровать.")
    return segno.make_qr(text, error=LEVEL, encoding=None if text.isascii() else "utf-8")


def modules(text: str) -> Modules:
    """Rows of dark modules, without the quiet zone.

    Args:
        text: what the code says, usually an address.

    Raises:
        ValueError: the text is empty or too long for a code.
    """
    return tuple(tuple(bool(module) for module in row) for row in _code(text).matrix)


@lru_cache(maxsize=64)
def qr_svg(text: str, *, ground: bool = True) -> str:
    """A code as a standalone SVG picture, one unit a module, quiet zone included.

    Args:
        text: what the code says.
        ground: whether the picture paints its own white; without it the paper must be pale.
    """
    rows = modules(text)
    size = len(rows) + 2 * QUIET
    path = "".join(_path(loop) for loop in _outlines(rows))
    white = f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>' if ground else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
        f'{white}<path fill="#000" fill-rule="evenodd" d="{path}"/></svg>'
    )


@lru_cache(maxsize=64)
def qr_png(text: str, scale: int = 10) -> bytes:
    """A code as a black-and-white PNG, quiet zone included.

    Args:
        text: what the code says.
        scale: pixels a module.
    """
    out = BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=QUIET)
    return out.getvalue()


def _outlines(rows: Modules) -> Iterator[list[Point]]:
    """Closed borders between dark and light; even-odd filling gives the code back."""
    onward: dict[Point, list[Point]] = {}
    for start, end in _borders(rows):
        onward.setdefault(start, []).append(end)
    for start in list(onward):
        while onward.get(start):
            loop = [start]
            while (point := onward[loop[-1]].pop()) != start:
                loop.append(point)
            yield loop


def _borders(rows: Modules) -> Iterator[tuple[Point, Point]]:
    """Unit edges with dark on the right of their direction."""
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    for x, y in sorted(dark):
        left, top = x + QUIET, y + QUIET
        if (x, y - 1) not in dark:
            yield (left, top), (left + 1, top)
        if (x + 1, y) not in dark:
            yield (left + 1, top), (left + 1, top + 1)
        if (x, y + 1) not in dark:
            yield (left + 1, top + 1), (left, top + 1)
        if (x - 1, y) not in dark:
            yield (left, top + 1), (left, top)


def _path(loop: list[Point]) -> str:
    """SVG path of a border, straight runs joined."""
    corners = [
        point
        for before, point, after in zip([loop[-1], *loop], loop, [*loop[1:], loop[0]], strict=False)
        if (point[0] - before[0], point[1] - before[1]) != (after[0] - point[0], after[1] - point[1])
    ]
    (x, y), *rest = corners
    out = f"M{x} {y}"
    for to_x, to_y in rest:
        out += f"h{to_x - x}" if to_y == y else f"v{to_y - y}"
        x, y = to_x, to_y
    return out + "z"
