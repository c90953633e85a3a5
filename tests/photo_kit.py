"""Briefs with photographs for the tests of decks and paper: pictures are drawn here, so they are the same everywhere."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from technopark.artefacts.pictures.developing import develop
from technopark.artefacts.pictures.photographs import Photo
from technopark.artefacts.transfer.brief import CaseBrief

ALT = "Мастерская: два верстака у окна, на стене инструменты"
CAPTION = "Мастерская центра, где пары собирают первый стул"
SOURCE, LICENCE = "Учебно-методический центр", "CC BY 4.0"
LANDSCAPE, PORTRAIT, PANORAMA = (1600, 1067), (1200, 1600), (1600, 500)


def picture(size: tuple[int, int], *, noise: bool = False) -> bytes:
    """A clean JPEG: a disc in the middle of two colours, or noise, which no codec can make small."""
    if noise:
        image = Image.frombytes("RGB", size, random.Random(4).randbytes(3 * size[0] * size[1]))  # noqa: S311 - a picture, not a secret
    else:
        image = Image.new("RGB", size, "#c8641e")
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, size[0], size[1] // 2), fill="#1e78c8")
        radius = min(size) / 4
        draw.ellipse((size[0] / 2 - radius, size[1] / 2 - radius, size[0] / 2 + radius, size[1] / 2 + radius), fill="#ffffff")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    return develop(out.getvalue())


def photo(folder: Path, number: int, size: tuple[int, int], *, noise: bool = False, text: str = "") -> Photo:
    """A photograph as ``case_photos`` gives it; ``text`` stands for all its words if it is given."""
    path = folder / f"photo-{number}.jpg"
    path.write_bytes(picture(size, noise=noise))
    with Image.open(path) as made:
        width, height = made.size
    words = (text,) * 4 if text else (f"{ALT}, снимок {number}", CAPTION, LICENCE, SOURCE)
    return Photo(path, f"cases/primer/photo-{number}.jpg", *words, width, height)


def pictured(brief: CaseBrief, folder: Path, sizes: Sequence[tuple[int, int]], *, noise: bool = False, text: str = "") -> CaseBrief:
    """The brief with so many photographs of these sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    return replace(brief, photos=tuple(photo(folder, at, size, noise=noise, text=text) for at, size in enumerate(sizes, 1)))
