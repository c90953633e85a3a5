"""Photographs on slides: at most three, in the place of the weakest slides of the problem and the context.

Large sentences give way first, then the path through the contours on the slide of the place (the place itself
is better to see), then a bare number, which goes to the heading. Never a prompt: the holder would not see what
is missing. Never a chart. What a slide said is in its note already, so the number of slides, the share and the
speech stay as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from technopark.artefacts.pictures.photographs import Photo
from technopark.artefacts.pictures.shrinking import shrunk
from technopark.artefacts.transfer.brief import CaseBrief
from technopark.artefacts.transfer.deck.board import FOOT_SIZE, PHOTO_SIZES, PICTURE_HEIGHT, SOURCE_HEIGHT
from technopark.artefacts.transfer.deck.fitting import LEADING, fit, shortened
from technopark.artefacts.transfer.deck.slides import ACROSS, Drawn, Shot, Slide, Words
from technopark.russian.text import typography

MOST = 3
"""Photographs of a deck."""

WHERE = 2
"""Place from 0 of the slide that tells where it works."""

ORDER = (WHERE, 0, 4, 5, 1, 3)
"""Places of the slides that may give way, of equal ones the readiest first: where it works, the opening, who does it."""

KEPT = 0.8
"""Share of a picture's side that is shown at least; the rest may be cut off to make the picture larger."""

NARROWEST, WIDEST = 0.6, 3.4
"""Width to height of the thinnest pictures; what is beyond is cut to them, or nothing could be made out."""

SIDE, BYTES = 1280, 90_000
"""Longer side and bytes of a picture on a slide: three of them as text keep the HTML deck under 500 KB."""

SMALL_SIDE, SMALL_BYTES = 640, 32_000
"""Likewise on the sheets for rehearsing, where a slide is 78 mm wide."""

UNNAMED = "Снимок практики"


def with_photos(slides: Sequence[Slide], brief: CaseBrief) -> list[Slide]:
    """The slides, the weakest of the first six with photographs in their order; without photographs the same slides."""
    out = list(slides)
    turns = sorted((turn, number) for number, place in enumerate(ORDER) if (turn := _turn(place, out[place])) is not None)
    places = sorted(ORDER[number] for _, number in turns[: min(MOST, len(brief.photos))])
    for place, photo in zip(places, brief.photos, strict=False):
        out[place] = _shown(out[place], photo, brief.holder.short)
    return out


def _turn(place: int, slide: Slide) -> int | None:
    """When a slide gives way; ``None`` if it never does."""
    if slide.look not in ("opening", "thought"):
        return None
    if not all(isinstance(block, Words) for block in slide.blocks):
        return 1 if place == WHERE else None
    return 2 if _figures(slide) else 0


def _figures(slide: Slide) -> list[str]:
    return [text for block in slide.blocks if isinstance(block, Words) and block.role == "number" for text in block.texts]


def _shown(slide: Slide, photo: Photo, holder: str) -> Slide:
    """The slide with the photograph for its only block, and a heading of one line."""
    title = ": ".join([slide.title, *_figures(slide)])
    full_name = isinstance(slide.blocks[0], Drawn)  # the path through the contours stands under the holder's full name
    if full_name and not fit([typography(title)], ACROSS, PHOTO_SIZES[-1] * LEADING, PHOTO_SIZES, bold=True).whole:
        title = holder
    return replace(slide, look="photo", title=title, blocks=(shot(photo),), source=credit(photo))


def shot(photo: Photo) -> Shot:
    """The photograph cut and made small for a slide."""
    width, height = frame(photo.width / photo.height)
    data, aspect = photo.data, width / height
    picture = shrunk(data, side=SIDE, most=BYTES, aspect=aspect)
    small = shrunk(picture.data, side=SMALL_SIDE, most=SMALL_BYTES)
    return Shot(picture, small, width, height, photo.alt.strip() or UNNAMED, photo.name)


def frame(aspect: float) -> tuple[float, float]:
    """Width and height on a slide, points: as large as the place allows with no more than a fifth cut off."""
    place = ACROSS / PICTURE_HEIGHT
    own = min(aspect / KEPT, place) if aspect < place else max(aspect * KEPT, place)
    own = min(max(own, NARROWEST), WIDEST)
    return min(ACROSS, PICTURE_HEIGHT * own), min(PICTURE_HEIGHT, ACROSS / own)


def credit(photo: Photo) -> str:
    """Caption · author · licence; of them only the caption is shortened to fit two lines."""
    own = [" ".join(text.split()) for text in (shortened(photo.source, 90), shortened(photo.licence, 60))]
    caption = " ".join(photo.caption.split())
    for most in (len(caption), *range(200, 10, -10)):
        text = typography(" · ".join(part.rstrip(".") for part in (shortened(caption, most), *own) if part.rstrip(".")))
        if fit([text], ACROSS, SOURCE_HEIGHT, (FOOT_SIZE,)).whole:
            return text
    return typography(" · ".join(part for part in own if part))
