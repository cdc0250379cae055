"""What one sleeps and washes in. Who lies in it comes between its parts: behind, the person, a blanket, the front."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import PAINTS, PART, Choice, Extent, Options, Range, Thing, colour, of_parts

SIDES = (-1, 1)
COVER = Choice(("none", *PAINTS), "none")

PILLOW = ((24, -22), (40, -66), (150, -70), (196, -40), (180, 4), (60, 8))
"""A pillow whose corner nearest the head of the bed is at (0, 0), on a mattress of height 0."""


def _pillow(f: Frame, x: float, y: float, share: float = 1) -> str:
    return marks.soft(f, [(x + a * share, y + b * share) for a, b in PILLOW], pen.WHITE)


def _spots_for(paint: str) -> str:
    return pen.PINK if paint == pen.WHITE else pen.WHITE


def _bed(f: Frame, o: Options) -> str:
    half, top, paint = o.number("width") / 2 - 20, -o.number("height"), o.paint()
    ends = marks.bar(f, [(-half, top - 96), (-half, -20)], 40, paint)
    ends += marks.bar(f, [(half, top - 20), (half, -20)], 40, paint)
    mattress = marks.box(f, 8 - half, top, 2 * half - 16, 100, pen.WHITE)
    drawn = ends + mattress + _pillow(f, -half, top)
    cover = o.word("cover")
    return drawn if cover == "none" else drawn + _made(f, 190 - half, half - 4, top, 74, PAINTS[cover])


def _made(f: Frame, left: float, right: float, top: float, down: float, paint: str) -> str:
    """A blanket that lies flat on a bed nobody is in."""
    cloth = [
        (left, top - 14), (left, top - 14), (left + 60, top - 24), (right - 40, top - 20), (right, top + 6),
        (right, top + down), (right, top + down), ((left + right) / 2, top + down + 6), (left, top + down), (left, top + down),
    ]  # fmt: skip
    fold = marks.flat(
        f, [(left - 6, top - 16), (left + 34, top - 22), (left + 34, top + down), (left - 6, top + down)], pen.WHITE
    )
    count = max(2, round((right - left) / 76))
    across = [left + 34 + (right - left - 34) * (i + 0.5) / count for i in range(count)]
    rows = (0.14, 0.58) if down > 60 else (0.4, 0.1)
    spots = marks.dots(f, [(x, top + down * rows[i % 2]) for i, x in enumerate(across)], 20, _spots_for(paint))
    return marks.soft(f, cloth, paint) + spots + fold


def _bed_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -o.number("height") - 116, half, 0


def _blanket(f: Frame, o: Options) -> str:
    wide, high, paint = o.number("width"), o.number("height") - 84, o.paint()
    chest, foot, y = 8 - wide / 2, wide / 2, -84.0
    cloth = [
        (chest, y - high * 0.74), (chest + 70, y - high), ((chest + foot) / 2, y - high * 0.74),
        (foot - 70, y - high * 0.66), (foot - 4, y - high * 0.2), (foot, y + 74), (foot, y + 74),
        ((chest + foot) / 2, y + 84), (chest - 6, y + 74), (chest - 6, y + 74),
    ]  # fmt: skip
    places: list[Point] = [
        (chest + wide * (i - 0.35 + 0.4 * row) / 5, y - high * 0.32 + row * 58) for i in range(1, 5) for row in (0, 1)
    ]
    fold = [
        (chest - 8, y - high * 0.74), (chest + 26, y - high * 0.9), (chest + 34, y + 76), (chest - 10, y + 76),
    ]  # fmt: skip
    turned = marks.soft(f, [point for point in fold for _ in range(2)], pen.WHITE)
    return marks.soft(f, cloth, paint) + marks.dots(f, places, 22, _spots_for(paint)) + turned


def _bunk_bed(f: Frame, o: Options) -> str:
    half, paint = o.number("width") / 2 - 20, o.paint()
    posts = "".join(marks.bar(f, [(s * half, -510), (s * half, -20)], 40, paint) for s in SIDES)
    drawn = ""
    for top, cover in ((-392, o.paint("upper")), (-150, o.paint("lower"))):
        drawn += marks.box(f, 8 - half, top, 2 * half - 16, 76, pen.WHITE) + _pillow(f, -half, top, 0.92)
        drawn += _made(f, 176 - half, half - 8, top, 58, cover)
        drawn += marks.bar(f, [(8 - half, top + 78), (half - 8, top + 78)], 34, paint)
    rungs = "".join(marks.bar(f, [(half - 106, y), (half - 46, y)], 18, paint) for y in (-350, -270, -190, -110, -44))
    rails = "".join(marks.bar(f, [(half - x, -420), (half - x, -16)], 20, paint) for x in (112, 40))
    return posts + drawn + rungs + rails


def _cot(f: Frame, o: Options) -> str:
    half, paint, part = o.number("width") / 2 - 26, o.paint(), o.word("part")
    side = marks.box(f, -half - 6, -110, 2 * half + 12, 96, paint) + marks.heart(
        f, 0, -62, 24, pen.PEACH, outlined=False
    )
    if part == "front":
        return side
    ends = ""
    for at in (-half, half):
        end = [(at - 26, -6), (at - 26, -186), (at, -220), (at + 26, -186), (at + 26, -6), (at, 0)]
        ends += marks.soft(f, end, paint)
    mattress = marks.box(f, 24 - half, -136, 2 * half - 48, 60, pen.WHITE)
    pillow = [(26 - half + a, b - 136) for a, b in ((0, -10), (16, -42), (100, -46), (130, -14), (60, 8))]
    behind = ends + mattress + marks.soft(f, pillow, pen.WHITE)
    if part == "behind":
        return behind
    cover = [
        (150 - half, -150), (200 - half, -164), (half - 70, -158), (half - 30, -140), (half - 26, -90), (half - 26, -90),
        (150 - half, -90), (150 - half, -90),
    ]  # fmt: skip
    return behind + marks.soft(f, cover, o.paint("cover")) + side


def _cot_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return (26 - half - 6, -112, half - 20, -12) if o.word("part") == "front" else (-half, -224, half, 0)


def _bath(f: Frame, o: Options) -> str:
    part, paint = o.word("part"), o.paint()
    tub = [
        (-290, -176), (-290, -176), (290, -176), (290, -176), (268, -70), (206, -24), (-206, -24), (-268, -70),
    ]  # fmt: skip
    front = "".join(marks.bar(f, [(s * 190, -24), (s * 200, -12)], 24, pen.STONE) for s in SIDES)
    front += marks.soft(f, tub, paint) + marks.bar(f, [(-286, -178), (286, -178)], 30, pen.WHITE)
    if part == "front":
        return front
    tap = marks.bar(f, [(248, -180), (248, -262), (206, -262)], 18, pen.STONE)
    tap += marks.bar(f, [(206, -262), (206, -244)], 18, pen.STONE)
    foam = [
        (-250, -176), (-258, -206), (-214, -230), (-170, -212), (-126, -246), (-70, -222), (-16, -240), (40, -214),
        (92, -226), (134, -200), (140, -176),
    ]  # fmt: skip
    water = marks.soft(f, [foam[0], *foam, foam[-1]], pen.WHITE)
    bubbles = (
        marks.oval(f, -96, -270, 15, 15, pen.SKY) + marks.oval(f, -40, -288, 10, 10, pen.SKY)
        if marks.is_fine(f)
        else ""
    )
    return tap + water + bubbles + (front if part == "whole" else "")


_BATH = of_parts((-302, -300, 302, 0), behind=(-262, -300, 262, -172), front=(-302, -196, 302, 0))

KINDS = (
    Thing(
        "bed", _bed, 560, 286, behind=True, surface=True, extent=_bed_extent,
        options={
            "width": Range(420, 1000, 560), "height": Range(120, 260, 170), "colour": colour("wood"), "cover": COVER,
        },
    ),
    Thing(
        "blanket", _blanket, 380, 176,
        options={"width": Range(200, 800, 380), "height": Range(130, 240, 176), "colour": colour("teal")},
    ),
    Thing(
        "bunk_bed", _bunk_bed, 560, 534, behind=True,
        options={
            "width": Range(460, 720, 560), "colour": colour("wood"), "upper": colour("yellow"), "lower": colour("blue"),
        },
    ),
    Thing(
        "cot", _cot, 440, 224, behind=True, extent=_cot_extent,
        options={"width": Range(320, 700, 440), "colour": colour("wood"), "cover": colour("blue"), "part": PART},
    ),
    Thing("bath", _bath, 604, 300, behind=True, extent=_BATH, options={"colour": colour("white"), "part": PART}),
)  # fmt: skip
