"""Pictures made small enough for a file with a limit of its own: decks, posters, previews.

The same picture and limits give the same bytes: sizes and qualities are tried in a fixed order.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

QUALITIES = (82, 74, 66, 58, 50, 42)
"""Of JPEG, tried in turn; below the last one fewer pixels look better than worse ones."""

SMALLER = 0.8
"""By how much the sides are made smaller when no quality is enough."""

LEAST_SIDE = 64
"""Pixels; a picture of this size is taken whatever it weighs, which is a few kilobytes."""

COLOURS = (24, 16, 12, 8, 6, 4, 2)
"""Of a preview, tried in turn."""


@dataclass(frozen=True)
class Jpeg:
    """A JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int

    @property
    def address(self) -> str:
        """The picture as a ``data:`` address."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.data).decode('ascii')}"

    @property
    def svg(self) -> str:
        """The picture inside an SVG: templates of Typst are given text only, and an SVG may hold a photograph."""
        size = f'width="{self.width}" height="{self.height}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {self.width} {self.height}">'
            f'<image {size} href="{self.address}"/></svg>'
        )


def shrunk(data: bytes, *, side: int, most: int, aspect: float = 0) -> Jpeg:
    """A picture as a JPEG within a number of bytes, with nothing but pixels in it.

    Args:
        data: a picture of ours.
        side: greatest longer side, pixels.
        most: greatest number of bytes.
        aspect: width to height to which the middle is cut out; 0 leaves the whole.
    """
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        whole = image.convert("RGB")
    middle = _middle(whole, aspect) if aspect else whole
    while True:
        middle.thumbnail((side, side), Image.Resampling.LANCZOS)
        plain = Image.frombytes("RGB", middle.size, middle.tobytes())
        for quality in QUALITIES:
            out = BytesIO()
            plain.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= most or (quality == QUALITIES[-1] and side <= LEAST_SIDE):
                return Jpeg(out.getvalue(), *plain.size)
        side = max(LEAST_SIDE, round(max(plain.size) * SMALLER))


def _middle(image: Image.Image, aspect: float) -> Image.Image:
    """The largest part of that shape round the centre."""
    width = min(image.width, max(1, round(image.height * aspect)))
    height = min(image.height, max(1, round(image.width / aspect)))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def lighter(png: bytes, most: int) -> bytes:
    """A preview within a number of bytes: a photograph in it needs fewer colours than a page of words has."""
    for colours in COLOURS:
        if len(png) <= most:
            break
        with Image.open(BytesIO(png)) as image:
            few = image.convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        out = BytesIO()
        few.save(out, "PNG", compress_level=9)
        png = out.getvalue()
    return png
