"""An uploaded picture made safe: upright, small, in sRGB, new pixels only.

Nothing of what was sent is kept but what can be seen. EXIF, GPS, XMP, comments, colour profiles, further frames and
whatever hangs behind the picture are gone, because only pixels are copied into the files made here.

Pictures come from strangers: a server calls these functions through `apart`, never by itself.
"""

# Pillow's own types name numpy's, which is not installed here.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from __future__ import annotations

import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pillow_heif  # pyright: ignore[reportMissingTypeStubs]
from PIL import ExifTags, Image, ImageChops, ImageCms

from words_pictures.errors import PictureRefused, PictureTooHeavy, PictureTooLarge, PictureUnreadable

MAX_BYTES = 25_000_000
MAX_PIXELS = 60_000_000
MAX_PIXELS_WEBP = 24_000_000
"""Pillow holds 16 bytes for each pixel of a WebP while it decodes (four pictures of 4 bytes), a HEIC 7 and the others
4: more would not fit in the memory that a picture gets (`apart.MEMORY_BYTES`)."""

ORIGINAL_EDGE_PX = 2000
"""Over a picture as wide as the page (170 mm) that is 299 dpi, over A4 landscape (250 mm) 203."""
ORIGINAL_EDGE_AT_MOST_PX = 2100
"""Half of what 12 and 13 megapixel phones make (4000 to 4160 px): JPEG halves those while it decodes, and shrinking
them once more by a few percent would only cost time and sharpness."""
SCREEN_EDGE_PX = 1200
SCREEN_BYTES = 80_000
FEW_COLOURS = 2048
"""A drawing made on a tablet has some dozens, and some hundreds where its lines are smoothed; a photo has tens of
thousands, for each speck of noise is a colour."""
FLAT_SHARE = 0.5
"""How many of a drawing's pixels are at least just like the one before them; in photos it is 1 in 100 to 1 in 10."""

_KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
_JPEG_QUALITY = 85
_SCREEN_QUALITY = 78
_SCREEN_QUALITY_AT_LEAST = 34
_BAND_ROWS = 256
_PLAIN = ("RGB", "L", "CMYK")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by its EXIF orientation (EXIF 2.32, tag 0x0112); 1 is upright already."""

# Thumbnails inside a HEIC need not show what the picture shows; depth and extra pictures are of no use here.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


@dataclass(frozen=True)
class PictureFile:
    """A picture as it is kept and sent: `width` and `height` in pixels."""

    data: bytes
    media_type: str
    """`image/jpeg`, `image/png` or `image/webp`."""
    width: int
    height: int


@dataclass(frozen=True)
class SafePicture:
    """The two files kept of an uploaded picture, both free of everything but pixels."""

    original: PictureFile
    """Long edge at most `ORIGINAL_EDGE_AT_MOST_PX`; PNG for a drawing of few colours, else JPEG. For Word and print too."""
    screen: PictureFile
    """WebP, long edge at most `SCREEN_EDGE_PX`, at most `SCREEN_BYTES`."""


def made_safe(upload: bytes | BinaryIO) -> SafePicture:
    """The picture in `upload`, made new.

    Raises PictureTooHeavy over `MAX_BYTES`, PictureTooLarge over `MAX_PIXELS`, and PictureUnreadable for what is not
    one whole JPEG, PNG, WebP or HEIC picture. The first picture of an animation is taken.
    """
    file = BytesIO(upload) if isinstance(upload, bytes) else upload
    _check_weight(file)
    _check_webp_size(file)
    with _refusing_what_is_broken(), Image.open(file, formats=_KINDS) as opened:
        _check_pixels(opened.width * opened.height, MAX_PIXELS)
        upright = _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
        profile = opened.info.get("icc_profile")
        opened.draft(None, fitted(opened.size, ORIGINAL_EDGE_PX))
        opened.load()
        pixels = _in_srgb(_small_on_white(opened), profile)
    return both_files(pixels if upright is None else pixels.transpose(upright))


def fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """`size` shrunk in proportion until its long edge is `edge`; as it is when it is no longer than that."""
    long = max(size)
    if long <= edge:
        return size
    return max(1, round(size[0] * edge / long)), max(1, round(size[1] * edge / long))


def both_files(pixels: Image.Image) -> SafePicture:
    """The files made of an RGB picture; nothing but its pixels goes into them."""
    pixels.info.clear()
    original = _original(pixels)
    return SafePicture(original, _screen(pixels, original))


def _check_weight(file: BinaryIO) -> None:
    weight = file.seek(0, 2)
    file.seek(0)
    if weight > MAX_BYTES:
        raise PictureTooHeavy(weight, MAX_BYTES)


def _check_webp_size(file: BinaryIO) -> None:
    """Refuse a WebP by its header (RFC 9649, 2.5 to 2.7): Pillow makes room for all of it on opening."""
    head = file.read(30)
    file.seek(0)
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return
    if head[12:16] == b"VP8X":
        width, height = 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    elif head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    else:
        width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    _check_pixels(width * height, MAX_PIXELS_WEBP)


def _check_pixels(pixels: int, limit: int) -> None:
    if pixels > limit:
        raise PictureTooLarge(pixels, limit)


@contextmanager
def _refusing_what_is_broken() -> Generator[None]:
    """Whatever Pillow raises over a picture, as a refusal of ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        # Pillow tells how many pixels only within its sentence.
        pixels = re.search(r"\d+", str(bomb))
        raise PictureTooLarge(int(pixels[0]) if pixels else 0, MAX_PIXELS) from bomb
    except Exception as broken:
        # Decoders meet broken files with whatever error was nearest: struct.error, KeyError, even AttributeError.
        raise PictureUnreadable(str(broken)) from broken


def _small_on_white(opened: Image.Image) -> Image.Image:
    """The pixels of `opened` as RGB, L or CMYK, see-through places white, no longer than an original may be."""
    small = opened.size
    if max(small) > ORIGINAL_EDGE_AT_MOST_PX:
        small = fitted(small, ORIGINAL_EDGE_PX)
    factor = max(opened.size) // max(small)
    if factor == 1 and opened.size != small and opened.mode in _PLAIN and not opened.has_transparency_data:
        return opened.resize(small, Image.Resampling.HAMMING)
    reduced = _reduced_on_white(opened, factor)
    return reduced if reduced.size == small else reduced.resize(small, Image.Resampling.HAMMING)


def _reduced_on_white(opened: Image.Image, factor: int) -> Image.Image:
    """New pixels, one for each `factor` × `factor`. Band by band, so that no large picture is in memory twice."""
    rows = _BAND_ROWS * factor
    canvas: Image.Image | None = None
    for top in range(0, opened.height, rows):
        band = _on_white(opened.crop((0, top, opened.width, min(top + rows, opened.height)))).reduce(factor)
        canvas = canvas or Image.new(band.mode, (band.width, -(-opened.height // factor)))
        canvas.paste(band, (0, top // factor))
    if canvas is None:
        raise PictureUnreadable("no rows")
    return canvas


def _on_white(band: Image.Image) -> Image.Image:
    if band.mode.startswith("I;16"):
        return band.point(lambda grey: grey / 256).convert("L")
    if band.has_transparency_data:
        seen = band.convert("RGBA")
        white = Image.new("RGB", band.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    return band if band.mode in _PLAIN else band.convert("RGB")


def _in_srgb(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones photograph in wider colours than sRGB: without this a child's red crayon turns dull."""
    if profile:
        try:
            there = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(pixels, there, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile that is broken, or made for other channels, says nothing about these pixels
        if converted is not None:
            return converted
    return pixels.convert("RGB")


def _original(pixels: Image.Image) -> PictureFile:
    if _is_drawn_flat(pixels):
        return _file(pixels, "PNG", compress_level=6)
    return _file(pixels, "JPEG", quality=_JPEG_QUALITY)


def _is_drawn_flat(pixels: Image.Image) -> bool:
    """Few colours, and most pixels just like their neighbour: a drawing from a tablet, or a scan in black and white."""
    if pixels.getcolors(FEW_COLOURS) is None:
        return False
    beside = ImageChops.difference(pixels, ImageChops.offset(pixels, 1, 0)).convert("L")
    return beside.histogram()[0] >= FLAT_SHARE * pixels.width * pixels.height


def _screen(pixels: Image.Image, original: PictureFile) -> PictureFile:
    """The picture for the screen: at first less exact, then smaller too, until it is light enough."""
    edge, quality = SCREEN_EDGE_PX, _SCREEN_QUALITY
    over = _screen_bytes_expected(original) / SCREEN_BYTES
    while True:
        if over > 1:
            edge, quality = _lighter(edge, quality, over)
        small = pixels.resize(fitted(pixels.size, edge), Image.Resampling.HAMMING)
        file = _file(small, "WEBP", quality=quality, method=1)
        over = len(file.data) / SCREEN_BYTES
        if over <= 1:
            return file


def _screen_bytes_expected(original: PictureFile) -> float:
    """About what the screen's picture would weigh, told from the JPEG just made; saves most photos a second try.

    Over ten photos a pixel of WebP at `_SCREEN_QUALITY` weighed 0.53 times what a pixel of the JPEG did where that was
    smooth (0.115 bytes), and 0.8 times where it was all noise (0.19 bytes).
    """
    if original.media_type != "image/jpeg":
        return 0
    weight = len(original.data) / (original.width * original.height)
    shrunk = min(1, SCREEN_EDGE_PX / max(original.width, original.height))
    return len(original.data) * shrunk**2 * min(0.8, 0.2 + 3 * weight)


def _lighter(edge: int, quality: int, over: float) -> tuple[int, int]:
    """The long edge and the quality that should make a WebP `over` times as light.

    Its bytes go with about the 0.75th power of the quality and, in noisy photos, the 1.7th of the edge (measured).
    """
    lower = max(_SCREEN_QUALITY_AT_LEAST, int(quality / over**1.35))
    still_over = over * (lower / quality) ** 0.75
    return (edge if still_over <= 1 else int(0.98 * edge / still_over**0.6), lower)


def _file(pixels: Image.Image, kind: str, **settings: int) -> PictureFile:
    written = BytesIO()
    pixels.save(written, kind, **settings)
    return PictureFile(written.getvalue(), Image.MIME[kind], *pixels.size)
