"""Pictures as people and attackers send them, all made here."""

import random
import struct
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

HIDDEN = b"Bakkerstraat-17"
"""A safe address, as it may stand in a picture's metadata."""
KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


def photo(size=(640, 480), *, noise=12, seed=1) -> Image.Image:
    """Soft shapes with the noise of a camera: no two pixels alike."""
    rng = random.Random(seed)
    picture = Image.new("RGB", size, (120, 130, 140))
    pen = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y, wide = rng.randint(0, size[0]), rng.randint(0, size[1]), rng.randint(5, max(6, size[0] // 4))
        pen.ellipse((x, y, x + wide, y + wide), fill=tuple(rng.randint(0, 255) for _ in range(3)))
    speckle = Image.merge("RGB", [Image.effect_noise(size, noise) for _ in range(3)])
    return Image.blend(picture, speckle, 0.25)


def drawing(size=(800, 600)) -> Image.Image:
    """A child's drawing from a tablet: few colours, flat."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 200, 400, 500), fill=(220, 40, 40), outline="black", width=6)
    pen.polygon([(80, 200), (250, 60), (420, 200)], fill=(90, 60, 40))
    pen.ellipse((600, 40, 720, 160), fill=(250, 210, 30))
    return picture


def corners_marked(size=(64, 40)) -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right."""
    picture = Image.new("RGB", size, "white")
    half = (size[0] // 2, size[1] // 2)
    picture.paste("red", (0, 0, *half))
    picture.paste((0, 160, 0), (half[0], 0, size[0], half[1]))
    picture.paste("blue", (0, half[1], half[0], size[1]))
    return picture


def as_file(picture: Image.Image, kind: str, **settings) -> bytes:
    pillow_heif.register_heif_opener()
    written = BytesIO()
    picture.save(written, kind, **settings)
    return written.getvalue()


def with_everything_hidden(kind: str) -> bytes:
    """A picture that tells where the child lives in every way its kind knows."""
    tags = Image.Exif()
    tags[0x010E] = HIDDEN.decode()  # ImageDescription
    tags[0x0112] = 1
    places = tags.get_ifd(0x8825)
    places[1], places[2], places[3], places[4] = "N", (51.0, 3.0, 14.5), "E", (3.0, 43.0, 12.25)
    places[0x1B] = b"ASCII\0\0\0" + HIDDEN  # GPSProcessingMethod
    settings = {"exif": tags, "icc_profile": icc_profile(text=HIDDEN)}
    if kind == "JPEG":
        settings["comment"] = HIDDEN
    if kind in ("JPEG", "WEBP", "HEIF"):
        settings["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + HIDDEN + b"</x:xmpmeta>"
    if kind == "PNG":
        settings["pnginfo"] = PngImagePlugin.PngInfo()
        settings["pnginfo"].add_text("Comment", HIDDEN.decode())
        settings["pnginfo"].add_itxt("Where", HIDDEN.decode(), zip=False)
    return as_file(photo(), kind, **settings)


def icc_profile(*, text: bytes = b"Display P3") -> bytes:
    """A small ICC profile (ICC.1:2001-04) of the colours of a phone, Display P3 with a gamma of 2.2."""

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IHxx", 1, round(2.2 * 256))
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" * 80,
        b"cprt": b"text\0\0\0\0" + text + b"\0",
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, at = b"", b"", 132 + 12 * len(tags)
    for name, value in tags.items():
        value += b"\0" * (-len(value) % 4)
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value
    head = struct.pack(">I4xI4s4s4s12x4s", at + len(body), 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    head = head.ljust(68, b"\0") + struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, *between: bytes, pixels: bytes | None = None) -> bytes:
    """A grey PNG that says it is so large; without `pixels` its data is a handful of rows."""
    body = zlib.compress(b"\0" * (width + 1) * min(height, 4) if pixels is None else pixels)
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def apng_of(frames: int) -> bytes:
    """A tiny PNG that says it moves, in very many frames."""
    control = struct.pack(">IIIIIHHBB", 0, 2, 2, 0, 0, 1, 10, 0, 0)
    first = png_chunk(b"acTL", struct.pack(">II", frames, 0)) + png_chunk(b"fcTL", control)
    whole = png_of(2, 2, first)
    data = zlib.compress(b"\0\xff\xff" * 2)
    more = b"".join(
        png_chunk(b"fcTL", struct.pack(">I", 2 * n + 1) + control[4:])
        + png_chunk(b"fdAT", struct.pack(">I", 2 * n + 2) + data)
        for n in range(frames - 1)
    )
    return whole[:-12] + more + whole[-12:]


def webp_of(width: int, height: int) -> bytes:
    """The header of a WebP that says it is so large (RFC 9649, 2.7)."""
    body = (
        b"VP8X" + struct.pack("<IB3x", 10, 0) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def overwritten(whole: bytes) -> bytes:
    half = len(whole) // 2
    return whole[:half] + b"\0" * 200 + whole[half + 200 :]


def no_pictures() -> dict[str, bytes]:
    """What is no JPEG, PNG, WebP or HEIC, whatever its name says; and what is a broken one."""
    whole = as_file(photo(), "JPEG")
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><rect width='9' height='9'/></svg>"
    return {
        "empty": b"",
        "one byte": b"\xff",
        "noise": random.Random(7).randbytes(4000),
        "text": b"Liefste mama",
        "svg": svg,
        "svg with a declaration": b"<?xml version='1.0'?>" + svg,
        "html": b"<!doctype html><script>alert(1)</script>",
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n",
        "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n",
        "gif": as_file(drawing(), "GIF"),
        "gif that is a script": b"GIF89a/*" + b"\0" * 6 + b"*/=1;alert(1)",
        "tiff": as_file(drawing(), "TIFF"),
        "bmp": as_file(drawing(), "BMP"),
        "ppm": as_file(drawing(), "PPM"),
        "ico": as_file(drawing((64, 64)), "ICO"),
        "jpeg, half": whole[: len(whole) // 2],
        "jpeg, its last tenth gone": whole[: len(whole) * 9 // 10],
        "jpeg, nothing but a head": whole[:200],
        "png, half": as_file(photo(), "PNG")[:100_000],
        "png without pixels": png_of(400, 400, pixels=b""),
        "png, written over in the middle": overwritten(as_file(photo(), "PNG")),
        "webp, half": as_file(photo(), "WEBP")[:9000],
        "heic, half": as_file(photo(), "HEIF")[:9000],
        "heic, nothing but a brand": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "zip": b"PK\x03\x04" + b"\0" * 60,
        "text of 200 MB in a PNG": png_of(4, 4, png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 200_000_000))),
        "profile of 200 MB in a PNG": png_of(
            4, 4, png_chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * 200_000_000)), pixels=b""
        ),
    }


def too_large() -> dict[str, tuple[bytes, int]]:
    """Pictures that say they are enormous, and how many pixels they say."""
    return {
        "900 megapixels": (png_of(30_000, 30_000), 900_000_000),
        "61 megapixels": (png_of(6_100, 10_000), 61_000_000),
        "a PNG one pixel wide": (png_of(1, 2_000_000_000 // 2), 1_000_000_000),
        "a WebP of 268 megapixels": (webp_of(16_383, 16_383), 16_383 * 16_383),
        "a WebP of 25 megapixels": (webp_of(5_000, 5_000), 25_000_000),
    }
