"""Drawings photographed on tables, beds and floors: made from a number, with where the sheet's corners came to lie."""

import math
import random
from dataclasses import dataclass
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SHEETS = ("stick figures", "filled", "lined", "squared", "to the edge", "framed", "empty", "pencil")
GROUNDS = ("dark wood", "light wood", "bed", "carpet", "tiles", "chequered cloth", "clutter")
NO_SHEETS = (*GROUNDS, "landscape", "balloons", "room", "grey wall")
CRAYONS = ((220, 40, 40), (40, 90, 200), (30, 140, 60), (240, 200, 30), (150, 80, 30), (20, 20, 20), (160, 60, 170))
SIZE = (760, 570)


@dataclass(frozen=True)
class Photographed:
    photo: Image.Image
    corners: tuple[tuple[float, float], ...]
    """Where the sheet lies, as fractions, clockwise from its top left."""
    what: str


def photographed(number: int, sheet: str | None = None, ground: str | None = None) -> Photographed:
    """A sheet turned by up to 22 degrees, slanting, half to nearly all of the photo, in uneven light, with noise."""
    rng = random.Random(number)
    size = SIZE if rng.random() < 0.5 else SIZE[::-1]
    sheet, ground = sheet or rng.choice(SHEETS), ground or rng.choice(GROUNDS)
    long, ratio = 700, rng.choice((2**0.5, 2**0.5, 1.3))
    of = (long, round(long / ratio)) if rng.random() < 0.5 else (round(long / ratio), long)
    corners = _laid(size, of, rng)
    photo = _lit(on_ground(drawn(sheet, of, rng), corners, grounds(ground, size, rng)), rng)
    return Photographed(photo, tuple((x / size[0], y / size[1]) for x, y in corners), f"{sheet} on {ground}")


def without_a_sheet(number: int, what: str | None = None) -> Image.Image:
    rng = random.Random(number)
    return _lit(grounds(what or rng.choice(NO_SHEETS), SIZE, rng), rng)


def on_ground(sheet: Image.Image, corners, ground: Image.Image) -> Image.Image:
    """The sheet laid on the ground with its corners there (pixels), and its shadow beside it."""
    twice = (2 * ground.width, 2 * ground.height)
    doubled = [(2 * x, 2 * y) for x, y in corners]
    seen = sheet.transform(
        twice, Image.Transform.PERSPECTIVE, _perspective(sheet.size, doubled), Image.Resampling.BICUBIC
    )
    mask = Image.new("L", twice)
    ImageDraw.Draw(mask).polygon(doubled, fill=255)
    mask = mask.resize(ground.size, Image.Resampling.BOX)
    shadow = ImageChops.offset(mask, 4, 3).filter(ImageFilter.GaussianBlur(4)).point(lambda v: v // 3)
    ground.paste((20, 18, 15), mask=shadow)
    ground.paste(seen.resize(ground.size, Image.Resampling.BOX), mask=mask)
    return ground


def _perspective(size, corners) -> list[float]:
    """From the photo back to the sheet, solved apart from the code under test: by Cramer's rule for the square."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    dx1, dx2, dx3 = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, dy3 = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    cross = dx1 * dy2 - dx2 * dy1
    g, h = (dx3 * dy2 - dx2 * dy3) / cross, (dx1 * dy3 - dx3 * dy1) / cross
    a, b, c = x1 - x0 + g * x1, x3 - x0 + h * x3, x0
    d, e, f = y1 - y0 + g * y1, y3 - y0 + h * y3, y0
    # The inverse of that matrix (Heckbert 1989, 2.2.3), in pixels of the sheet.
    back = (
        e - f * h,
        c * h - b,
        b * f - c * e,
        f * g - d,
        a - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d,
    )
    w, hh = size
    rows = [w * v for v in back[:3]] + [hh * v for v in back[3:6]] + list(back[6:])
    return [v / rows[8] for v in rows[:8]]


def _laid(size, of, rng) -> list[tuple[float, float]]:
    turn, tilt_x, tilt_y = math.radians(rng.uniform(-22, 22)), rng.uniform(-0.25, 0.25), rng.uniform(-0.25, 0.25)
    points = []
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = x * of[0] / 2, y * of[1] / 2
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        away = 1 + (tilt_x * x + tilt_y * y) / 700
        points.append((x / away, y / away))
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = rng.uniform(0.55, 0.93) * min(size[0] / (right - left), size[1] / (bottom - top))
    over_x, over_y = size[0] - scale * (right - left), size[1] - scale * (bottom - top)
    at_x, at_y = rng.uniform(0.3, 0.7) * over_x, rng.uniform(0.3, 0.7) * over_y
    return [((x - left) * scale + at_x, (y - top) * scale + at_y) for x, y in points]


# --- what is on the sheet ------------------------------------------------------------------------------------------


def drawn(kind: str, size, rng) -> Image.Image:
    w, h = size
    sheet = Image.new("RGB", size, rng.choice(((246, 246, 244), (250, 248, 240), (238, 240, 244))))
    pen = ImageDraw.Draw(sheet)
    if kind == "lined":
        for y in range(60, h, 26):
            pen.line((0, y, w, y), fill=(150, 180, 220))
    if kind == "squared":
        for at in range(0, max(size), 18):
            pen.line((0, at, w, at), fill=(165, 190, 225))
            pen.line((at, 0, at, h), fill=(165, 190, 225))
    if kind == "filled":
        pen.rectangle((w * 0.06, h * 0.55, w * 0.94, h * 0.95), fill=(70, 160, 70))
        pen.rectangle((w * 0.06, h * 0.05, w * 0.94, h * 0.5), fill=(120, 180, 240))
        pen.rectangle((w * 0.4, h * 0.35, w * 0.75, h * 0.8), fill=(200, 60, 50))
    if kind == "to the edge":
        pen.rectangle((0, h * 0.6, w, h), fill=(70, 160, 70))
    if kind == "framed":
        pen.rectangle((w * 0.1, h * 0.1, w * 0.9, h * 0.9), outline=(20, 20, 20), width=9)
    for _ in range(0 if kind == "empty" else rng.randint(2, 5)):
        crayon, width = ((130, 130, 135), 3) if kind == "pencil" else (rng.choice(CRAYONS), rng.randint(3, 9))
        _figure(pen, rng.uniform(0.2, 0.8) * w, rng.uniform(0.35, 0.7) * h, rng.uniform(0.17, 0.33) * h, crayon, width)
    return sheet


def _figure(pen, x, y, tall, crayon, width) -> None:
    pen.ellipse((x - tall / 5, y - tall, x + tall / 5, y - 0.6 * tall), outline=crayon, width=width)
    pen.line((x, y - 0.6 * tall, x, y), fill=crayon, width=width)
    for side in (-tall / 4, tall / 4):
        pen.line((x, y, x + side, y + tall / 2), fill=crayon, width=width)
        pen.line((x, y - 0.4 * tall, x + 1.2 * side, y - 0.2 * tall), fill=crayon, width=width)


# --- what it lies on, and the light --------------------------------------------------------------------------------


def grounds(kind: str, size, rng) -> Image.Image:
    w, h = size
    if kind in ("dark wood", "light wood"):
        base = (92, 58, 36) if kind == "dark wood" else (198, 162, 118)
        wood = _shaded(base, _speckled((w // 8, h), 3, 40, rng).resize(size), 0.3)
        for y in range(rng.randint(0, 100), h, rng.randint(80, 160)):
            ImageDraw.Draw(wood).line((0, y, w, y), fill=tuple(int(0.6 * v) for v in base), width=3)
        return wood
    if kind == "bed":
        base = rng.choice(((196, 200, 212), (214, 206, 196), (170, 190, 214)))
        return _shaded(base, Image.blend(_speckled(size, 90, 60, rng), _speckled(size, 25, 30, rng), 0.4), 0.35)
    if kind == "carpet":
        base = rng.choice(((120, 60, 60), (70, 90, 110), (130, 120, 100)))
        return _shaded(base, Image.blend(_speckled(size, 3, 70, rng), _speckled(size, 40, 60, rng), 0.3), 0.5)
    if kind == "tiles":
        base = rng.choice(((176, 170, 160), (150, 140, 130)))
        floor, apart = _shaded(base, _speckled(size, 12, 25, rng), 0.3), rng.randint(100, 200)
        for at in range(rng.randint(0, apart), max(size), apart):
            ImageDraw.Draw(floor).line((at, 0, at, h), fill=tuple(v - 60 for v in base), width=4)
            ImageDraw.Draw(floor).line((0, at, w, at), fill=tuple(v - 60 for v in base), width=4)
        return floor
    if kind == "chequered cloth":
        cloth, wide = Image.new("RGB", size, (205, 200, 195)), rng.randint(30, 60)
        pen = ImageDraw.Draw(cloth, "RGBA")
        for at in range(0, max(size), 2 * wide):
            pen.rectangle((at, 0, at + wide, h), fill=(200, 40, 50, 130))
            pen.rectangle((0, at, w, at + wide), fill=(200, 40, 50, 130))
        return cloth.rotate(rng.uniform(-20, 20), Image.Resampling.BICUBIC, fillcolor=(205, 120, 120))
    return _scene(kind, size, rng)


def _scene(kind: str, size, rng) -> Image.Image:
    w, h = size
    if kind == "landscape":
        scene = Image.new("RGB", size, (150, 190, 235))
        ImageDraw.Draw(scene).rectangle((0, rng.uniform(0.35, 0.7) * h, w, h), fill=(90, 130, 60))
    elif kind == "room":
        scene = Image.new("RGB", size, (200, 190, 170))
        pen = ImageDraw.Draw(scene)
        pen.polygon([(0, h), (w / 4, 0.7 * h), (w, 0.7 * h), (w, h)], fill=(130, 90, 60))
        pen.rectangle((0.35 * w, 0.4 * h, 0.8 * w, 0.75 * h), fill=(90, 60, 120))
        pen.rectangle((0.56 * w, 0.1 * h, 0.7 * w, 0.3 * h), fill=(90, 140, 180), outline=(120, 70, 40), width=9)
    elif kind == "grey wall":
        scene = _shaded((170, 170, 172), _speckled(size, 60, 20, rng), 0.3)
    else:
        scene = (
            grounds(rng.choice(GROUNDS[:4]), size, rng) if kind == "clutter" else Image.new("RGB", size, (90, 120, 160))
        )
        for _ in range(10):
            x, y, wide = rng.uniform(-0.1, 1) * w, rng.uniform(-0.1, 1) * h, rng.uniform(0.05, 0.2) * w
            colour = tuple(rng.randint(20, 250) for _ in range(3))
            ImageDraw.Draw(scene).ellipse((x, y, x + wide, y + rng.uniform(0.6, 1.4) * wide), fill=colour)
    return scene


def _speckled(size, cell, spread, rng) -> Image.Image:
    """Grey noise around 128, one value for each cell."""
    few = size if cell == 1 else (max(2, size[0] // cell + 2), max(2, size[1] // cell + 2))
    normal = NormalDist(128, spread)
    greys = [min(255, max(0, round(normal.inv_cdf((v + 0.5) / 256)))) for v in range(256)]
    noise = Image.frombytes("L", few, rng.randbytes(few[0] * few[1])).point(greys)
    return noise.resize(size, Image.Resampling.BICUBIC)


def _shaded(colour, grey: Image.Image, much: float) -> Image.Image:
    return Image.merge(
        "RGB", [grey.point([max(0, min(255, int(c + (v - 128) * much))) for v in range(256)]) for c in colour]
    )


def _lit(scene: Image.Image, rng) -> Image.Image:
    """Brighter on one side, often with the shadow of a hand, in lamplight or daylight, a little soft, with noise."""
    w, h = scene.size
    darkest, turn = rng.uniform(0.5, 0.95), rng.uniform(0, 2 * math.pi)
    light = Image.new("L", (32, 32))
    light.putdata([
        int(255 * (darkest + (1 - darkest) * max(0.0, min(1.0, 0.5 + (x - 16) / 32 * math.cos(turn) + (y - 16) / 32 * math.sin(turn)))))
        for y in range(32) for x in range(32)
    ])  # fmt: skip
    light = light.resize(scene.size, Image.Resampling.BICUBIC)
    if rng.random() < 0.5:
        hand, x = Image.new("L", scene.size, 255), rng.uniform(-0.2, 1) * w
        shape = [
            (x, 1.1 * h),
            (x + 0.15 * w, rng.uniform(0, 0.8) * h),
            (x + 0.5 * w, rng.uniform(0, 0.8) * h),
            (x + 0.7 * w, 1.1 * h),
        ]
        ImageDraw.Draw(hand).polygon(shape, fill=int(255 * rng.uniform(0.55, 0.8)))
        light = ImageChops.multiply(light, hand.filter(ImageFilter.GaussianBlur(rng.uniform(6, 24))))
    tint = rng.choice(((255, 255, 255), (255, 244, 222), (255, 236, 200), (238, 246, 255)))
    coloured = Image.merge("RGB", [light.point([v * t // 255 for v in range(256)]) for t in tint])
    seen = ImageChops.multiply(scene, coloured).filter(ImageFilter.GaussianBlur(rng.uniform(0, 1.2)))
    speckle = _speckled(scene.size, 1, rng.uniform(2, 8), rng)
    return ImageChops.add(seen, Image.merge("RGB", [speckle] * 3), 1, -128)
