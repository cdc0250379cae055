"""What is drawn to be understood: a heart, a question, a thought, a worry, and what belongs to a feast."""

from __future__ import annotations

import math

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.outdoors import bumps, cloud_shape
from words_pictures.drawing.things.thing import Choice, Extent, Options, Range, Thing, colour


def _ink(f: Frame, width: float) -> float:
    """How wide a line is that is a sign by itself, and so grows with it (px)."""
    return round(max(width * f.scale, 6), 1)


def _heart(f: Frame, o: Options) -> str:
    return marks.heart(f, 0, 0, o.number("width") / 2 / 0.92, o.paint())


def _heart_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -half * 0.9, half, half


def _hearts(f: Frame, o: Options) -> str:
    return (
        marks.heart(f, 0, 26, 78, o.paint())
        + marks.heart(f, -96, -56, 32, o.paint("second"))
        + marks.heart(f, 88, -76, 42, o.paint("second"))
    )


def _question_mark(f: Frame, o: Options) -> str:
    hook: list[Point] = [(-37, -46), (-28, -78), (8, -88), (41, -60), (34, -24), (4, 6), (0, 40)]
    width = _ink(f, 22)
    dot: tuple[Point, Point] = (f.at(0, 84), f.at(0, 84))
    return marks.line(f, hook, colour=o.paint(), width=width) + pen.drawn(
        pen.dash([dot]), colour=o.paint(), width=round(width * 1.25, 1)
    )


def _exclamation(f: Frame, o: Options) -> str:
    """A soft exclamation mark: look here, and no alarm."""
    drop: list[Point] = [(-17, -80), (0, -96), (17, -80), (11, 10), (0, 24), (-11, 10)]
    return marks.soft(f, drop, o.paint()) + marks.oval(f, 0, 72, 18, 18, o.paint())


def _music_notes(f: Frame, o: Options) -> str:
    paint = o.paint()
    heads: list[Point] = [(-98, 62), (-26, 50), (72, 24)]
    stems: list[list[Point]] = [
        [(-80, 56), (-80, -50)],
        [(-8, 44), (-8, -62)],
        [(90, 18), (90, -78), (118, -56), (120, -26)],
    ]
    beam = marks.flat(f, [(-84, -64), (-4, -76), (-4, -48), (-84, -36)], paint, outlined=False)
    ovals = "".join(marks.soft(f, _note_head(x, y), paint, outlined=False) for x, y in heads)
    lines = "".join(pen.curve(f.all(stem), closed=False) for stem in stems)
    return ovals + beam + pen.drawn(lines, colour=paint, width=_ink(f, 11))


def _note_head(x: float, y: float) -> list[Point]:
    return [(x + a, y + b) for a, b in ((-24, 8), (-16, -12), (8, -18), (24, -8), (16, 12), (-8, 18))]


def _thought_cloud(f: Frame, o: Options) -> str:
    """A rounded place for what is thought or said, with bumps of about 100 px, that just fits its width and height."""
    across, down = o.number("width") / 2, o.number("height") / 2
    around = [(x * across, y * down) for x, y in marks.ring(0, 0, 1, 72)]
    ways = [math.dist(around[i - 1], around[i]) for i in range(72)]
    count = max(9, min(22, round(sum(ways) / 100)))
    rim: list[Point] = []
    gone = 0.0
    for point, way in zip(around, ways, strict=True):
        if gone >= sum(ways) / count * len(rim) and len(rim) < count:
            rim.append(point)
        gone += way
    points = bumps(rim)
    wide, high = max(x for x, _ in points), max(y for _, y in points)
    narrow, low = min(x for x, _ in points), min(y for _, y in points)
    fitted = [
        (((x - narrow) / (wide - narrow) * 2 - 1) * across, ((y - low) / (high - low) * 2 - 1) * down)
        for x, y in points
    ]
    return marks.soft(f, fitted, o.paint())


def _far_place(f: Frame, o: Options) -> str:
    """A place far away, seen as in a thought: a soft border, sky and ground."""
    half, tall = o.number("width") * 0.483 - 4, o.number("height") * 0.482
    sky, hill, ground = _FAR[o.word("time")]
    share: list[Point] = [(-0.92, -0.92), (0, -1), (0.94, -0.91), (1, 0), (0.94, 0.92), (0, 1), (-0.94, 0.91), (-1, 0)]
    low: list[Point] = [
        (-0.985, 0.46), (-0.985, 0.46), (0, 0.52), (0.985, 0.46), (0.985, 0.46), (0.945, 0.905), (0, 0.99), (-0.945, 0.9),
    ]  # fmt: skip
    far: list[Point] = [
        (-0.98, 0.62), (-0.98, 0.62), (-0.98, 0.3), (-0.4, 0.12), (0.3, 0.36), (0.98, 0.2), (0.98, 0.62), (0.98, 0.62),
    ]  # fmt: skip

    def laid(points: list[Point]) -> list[Point]:
        return [(x * half, y * tall) for x, y in points]

    return (
        marks.soft(f, laid(share), sky)
        + _far_sky(f, half, tall, o.word("time"))
        + marks.soft(f, laid(far), hill, outlined=False)
        + marks.soft(f, laid(low), ground, outlined=False)
        + marks.soft(f, laid(share), "none")
    )


_FAR = {
    "day": (pen.SKY, pen.MIST, pen.SAGE),
    "evening": (pen.PEACH, pen.PINK, pen.GREEN),
    "night": (pen.NAVY, pen.SLATE, pen.DUSK),
}
"""Sky, hills and ground of a far place."""


def _far_sky(f: Frame, half: float, tall: float, time: str) -> str:
    if time == "evening":
        return marks.oval(f, half * 0.5, tall * 0.2, tall * 0.22, tall * 0.22, pen.YELLOW, outlined=False)
    if time == "night":
        size = min(half, tall) * 0.2
        x, y = half * 0.56, -tall * 0.5
        rim: list[Point] = [
            (0.5, 0.87), (0.5, 0.87), (0, 1), (-0.5, 0.87), (-0.87, 0.5), (-1, 0), (-0.87, -0.5), (-0.5, -0.87), (0, -1),
            (0.5, -0.87), (0.5, -0.87), (0.28, -0.52), (-0.12, 0), (0.2, 0.5),
        ]  # fmt: skip
        stars: list[Point] = [(-half * 0.6, -tall * 0.6), (-half * 0.2, -tall * 0.3), (half * 0.1, -tall * 0.7)]
        moon = marks.soft(f, [(x + a * size, y + b * size) for a, b in rim], pen.LIGHT, outlined=False)
        return moon + marks.dots(f, stars, 12, pen.LIGHT)
    clouds = ""
    for x, y, share in ((-0.56, -0.5, 0.36), (0.6, -0.62, 0.28)):
        width = half * share
        points = [(half * x + a, tall * y + b) for a, b in cloud_shape(width)]
        clouds += marks.soft(f, points, pen.WHITE, outlined=False)
    return clouds


def _worry(f: Frame, o: Options) -> str:
    """A worry: a small grey cloud with a line that is in a tangle."""
    tangle: list[Point] = [
        (-38, 12), (-24, -8), (-4, -6), (0, 12), (-14, 20), (-20, 4), (-2, -14), (22, -12), (26, 8), (12, 16), (8, 2),
        (24, -4), (42, 8),
    ]  # fmt: skip
    return marks.soft(f, cloud_shape(156), o.paint()) + marks.line(f, tangle, colour=pen.GOWN, width=pen.FINE)


def _arrow(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    shape: list[Point] = [
        (-half, -18), (half - 66, -18), (half - 66, -50), (half, 0), (half - 66, 50), (half - 66, 18), (-half, 18),
    ]  # fmt: skip
    return marks.flat(f, shape, o.paint())


def _check(f: Frame, o: Options) -> str:
    shape: list[Point] = [
        (-72, 4), (-72, 4), (-48, -20), (-48, -20), (-18, 12), (-18, 12), (52, -62), (52, -62), (74, -38), (74, -38),
        (-18, 58), (-18, 58),
    ]  # fmt: skip
    return marks.soft(f, shape, o.paint())


def _hands(f: Frame, o: Options) -> str:
    """Two open hands beside each other, palms towards who looks."""
    skin = _SKINS[o.word("skin")]
    drawn = ""
    for side in (-1, 1):
        sleeve: list[Point] = [(36, 62), (112, 62), (124, 116), (26, 116)]
        hand: list[Point] = [
            (44, 64), (40, 30), (18, 2), (16, -18), (30, -22), (46, 0), (44, -54), (50, -74), (62, -70), (66, -20),
            (70, -82), (80, -92), (90, -82), (88, -20), (98, -72), (110, -78), (116, -66), (108, -12), (122, -44),
            (134, -46), (136, -32), (122, 14), (106, 64), (106, 64), (44, 64),
        ]  # fmt: skip
        drawn += marks.soft(f, [(side * x, y) for x, y in hand], skin)
        drawn += marks.flat(f, [(side * x, y) for x, y in sleeve], o.paint())
    return drawn


_SKINS = {"light": pen.PEACH, "brown": pen.WOOD, "dark": pen.BARK}
"""Skins of hands that are nobody's in particular."""


def _bunting(f: Frame, o: Options) -> str:
    """Small flags on a line that hangs a little through."""
    half = o.number("width") / 2
    sag = half * 0.07

    def height(x: float) -> float:
        return -34 + sag * (1 - (x / half) ** 2)

    count = max(3, round(half / 48))
    step = half * 2 / count
    cord = marks.line(f, [(half * share, height(half * share)) for share in (-1, -0.5, 0, 0.5, 1)])
    flags: dict[str, list[list[Point]]] = {}
    for i in range(count):
        x = -half + step * (i + 0.5)
        paint = (pen.RED, pen.YELLOW, pen.TEAL, pen.LILAC)[i % 4]
        flags.setdefault(paint, []).append([(x - 26, height(x)), (x + 26, height(x)), (x, height(x) + 54)])
    return cord + "".join(marks.flats(f, shapes, paint) for paint, shapes in flags.items())


def _bunting_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -38, half, 24 + half * 0.07


def _present(f: Frame, o: Options) -> str:
    ribbon = o.paint("ribbon")
    bows: list[Point] = [(0, -142), (-24, -186), (-60, -184), (-58, -152)]
    return (
        marks.box(f, -74, -112, 148, 108, o.paint())
        + marks.box(f, -18, -112, 36, 108, ribbon)
        + marks.box(f, -86, -142, 172, 40, o.paint())
        + marks.box(f, -18, -142, 36, 40, ribbon)
        + "".join(marks.soft(f, [(side * x, y) for x, y in bows], ribbon) for side in (-1, 1))
        + marks.oval(f, 0, -146, 15, 13, ribbon)
    )


def _balloon(f: Frame, o: Options) -> str:
    round_part: list[Point] = [
        (0, -300), (52, -282), (72, -228), (48, -166), (0, -138), (-48, -166), (-72, -228), (-52, -282),
    ]  # fmt: skip
    string: list[Point] = [(0, -122), (12, -84), (-10, -44), (2, -4)]
    shine = marks.band(f, [(-40, -246), (-30, -268)], 13, pen.WHITE, opacity=0.7) if marks.is_fine(f) else ""
    knot = marks.flat(f, [(-14, -120), (0, -142), (14, -120)], o.paint())
    return marks.line(f, string, width=pen.FINE) + knot + marks.soft(f, round_part, o.paint()) + shine


KINDS = (
    Thing("heart", _heart, 120, 114, hangs=True, extent=_heart_extent,
          options={"width": Range(30, 400, 120), "colour": colour("red")}),
    Thing("hearts", _hearts, 256, 218, hangs=True, options={"colour": colour("red"), "second": colour("pink")},
          extent=lambda _: (-130, -116, 130, 100)),
    Thing("question_mark", _question_mark, 104, 202, hangs=True, options={"colour": colour("red")}),
    Thing("exclamation", _exclamation, 40, 192, hangs=True, options={"colour": colour("orange")}),
    Thing("music_notes", _music_notes, 250, 166, hangs=True, options={"colour": colour("teal")}),
    Thing("thought_cloud", _thought_cloud, 380, 320, hangs=True,
          options={"width": Range(120, 1200, 380), "height": Range(100, 900, 320), "colour": colour("white")}),
    Thing("far_place", _far_place, 760, 500, hangs=True, behind=True,
          options={"width": Range(240, 1400, 760), "height": Range(180, 900, 500),
                   "time": Choice(tuple(_FAR), "day")}),
    Thing("worry", _worry, 156, 84, hangs=True, small=True, options={"colour": colour("stone")}),
    Thing("arrow", _arrow, 220, 104, hangs=True, options={"width": Range(120, 900, 220), "colour": colour("teal")},
          extent=lambda o: (-o.number("width") / 2, -52, o.number("width") / 2, 52)),
    Thing("check", _check, 150, 122, hangs=True, options={"colour": colour("green")}),
    Thing("hands", _hands, 276, 210, hangs=True, extent=lambda _: (-138, -94, 138, 118),
          options={"colour": colour("teal"), "skin": Choice(tuple(_SKINS), "brown")}),
    Thing("bunting", _bunting, 1400, 110, hangs=True, behind=True, extent=_bunting_extent,
          options={"width": Range(240, 1500, 1400)}),
    Thing("present", _present, 172, 190, options={"colour": colour("lilac"), "ribbon": colour("yellow")}),
    Thing("balloon", _balloon, 148, 304, options={"colour": colour("red")}),
)  # fmt: skip
"""Signs, in the order in which they are offered."""
