"""A picture file → a clean JPEG: turned upright, made smaller, with nothing of the camera left.

A picture is as hostile as any other text of an author: only three formats are tried, the size is
known before a pixel is unpacked, and whatever a decoder trips over is a sentence, not a traceback.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 20 * 1024 * 1024
"""A photograph of a good phone takes up to 12 MB."""
MAX_PIXELS = 64_000_000
"""Pixels unpacked at most: 192 MB of memory; phones make pictures of up to 50 million."""
MAX_SIDE = 1600
"""Longer side of what is published, pixels: a whole page of A4, a whole slide."""
QUALITY = 82
_GPS = 0x8825
"""Tag of EXIF under which the place of the picture stands."""


class BrokenPictureError(Exception):
    """The file is not a picture that can be published; the message says why, in Russian, without a full stop."""


def trouble(data: bytes) -> str:
    """Why a file cannot be published as a photograph; nothing if it can. Unpacks it whole."""
    try:
        with _opened(data) as image:
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            image.load()
    except BrokenPictureError as error:
        return str(error)
    return ""


def tells_the_place(data: bytes) -> bool:
    """Whether the file says where it was made; a file that does not open says nothing."""
    try:
        with _opened(data) as image:
            return bool(image.getexif().get_ifd(_GPS))
    except BrokenPictureError:
        return False


def develop(data: bytes) -> bytes:
    """The picture as a JPEG for publication: the same bytes for the same input.

    Pixels are copied into a new image, so no EXIF, XMP, IPTC, comment or text chunk can follow them.

    Raises:
        BrokenPictureError: the file is no picture, is damaged, or is too large.
    """
    with _opened(data) as image:
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a JPEG is unpacked no larger than needed
        profile = image.info.get("icc_profile")
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        plain = _srgb(_on_white(upright), profile)
        clean = Image.frombytes("RGB", plain.size, plain.tobytes())
        out = BytesIO()
        clean.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture of ours."""
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        return image.size


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, its size known to be bearable. Whatever goes wrong inside is a ``BrokenPictureError``."""
    if len(data) > MAX_BYTES:
        raise BrokenPictureError(f"файл больше {MAX_BYTES // 1024**2} МБ")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are judged below, and by our measure
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BrokenPictureError(f"в снимке больше {MAX_PIXELS // 1_000_000} миллионов точек")
                yield image
    except BrokenPictureError:
        raise
    except Image.DecompressionBombError:
        raise BrokenPictureError(f"в снимке больше {MAX_PIXELS // 1_000_000} миллионов точек") from None
    except UnidentifiedImageError:
        raise BrokenPictureError("это не снимок в формате JPEG, PNG или WebP") from None
    except Exception:  # decoders fail in dozens of ways; to the author it is one
        raise BrokenPictureError("файл повреждён и не открывается") from None


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, in RGB or CMYK."""
    if image.mode in ("RGB", "CMYK"):
        return image
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours of the web; a profile that does not fit the picture is not used."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return changed if changed is not None else image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert("RGB")
