"""What grows, shines and plays out of doors."""

from __future__ import annotations

from collections.abc import Sequence

from words_pictures.drawing import pen
from words_pictures.drawing.pen import INK, Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Choice, Extent, Options, Range, Thing, colour, square


def _tree(f: Frame, o: Options) -> str:
    paint = o.paint()
    trunk = [(-26, -4), (-26, -4), (-20, -120), (-24, -200), (24, -200), (20, -120), (30, -4), (30, -4)]
    crown = [
        (-150, -250), (-176, -330), (-120, -420), (-40, -480), (60, -474), (136, -410), (176, -326), (146, -240),
        (70, -196), (-70, -192),
    ]  # fmt: skip
    leaves = [
        [(-80, -330), (-56, -350), (-34, -330)],
        [(30, -390), (54, -410), (76, -390)],
        [(40, -280), (64, -300), (86, -280)],
    ]
    fruit = ""
    if o.word("bears") != "nothing":
        at: list[Point] = [(-100, -380), (-10, -420), (96, -330), (-30, -270), (-110, -280), (20, -340)]
        fruit = marks.ovals(f, at, 19, 19, pen.RED if o.word("bears") == "apples" else pen.PINK)
    return marks.soft(f, trunk, pen.BARK) + marks.soft(f, crown, paint) + marks.seams(f, leaves, opacity=0.5) + fruit


def bumps(rim: Sequence[Point], *, flat: bool = False) -> list[Point]:
    """Round bumps from point to point of a rim that goes round with the clock; `flat` leaves its foot straight."""
    points: list[Point] = []
    for i, (x, y) in enumerate(rim):
        points += [(x, y), (x, y)]
        if flat and i == len(rim) - 1:
            break
        to_x, to_y = rim[(i + 1) % len(rim)]
        along, down = to_x - x, to_y - y
        points += [(x + along * s + down * out, y + down * s - along * out) for s, out in _BUMP]
    return points


_BUMP = ((0.13, 0.25), (0.5, 0.4), (0.87, 0.25))
"""Along a bump: how far on the way, and how far outwards, in its own length."""


def smile(x: float, y: float, across: float, down: float) -> list[Point]:
    """A smile whose corners are `across` from its middle (x, y) and `down` above it."""
    return [(x + across * a, y - down * b) for a, b in ((-1, 1), (-0.62, 0.36), (0, 0), (0.62, 0.36), (1, 1))]


def _bush(f: Frame, o: Options) -> str:
    rim: list[Point] = [(-112, -4), (-116, -64), (-40, -112), (58, -98), (114, -56), (112, -4)]
    leaves = [
        [(-70, -60), (-52, -76), (-34, -60)],
        [(16, -80), (34, -96), (52, -80)],
        [(50, -32), (68, -46), (86, -32)],
    ]
    return marks.soft(f, bumps(rim, flat=True), o.paint()) + marks.seams(f, leaves, opacity=0.5)


def _hill(f: Frame, o: Options) -> str:
    half, height = o.number("width") / 2, o.number("height")
    rim: list[Point] = [
        (-half, 0), (-half, 0), (-half * 0.62, -height * 0.52), (-half * 0.1, -height), (half * 0.4, -height * 0.76),
        (half, 0), (half, 0),
    ]  # fmt: skip
    return marks.soft(f, rim, o.paint(), outlined=False)


def cloud_shape(width: float) -> list[Point]:
    """A cloud as wide as `width` around the origin, with a flat foot."""
    rim = [(-0.4, 0.24), (-0.36, -0.01), (-0.08, -0.14), (0.24, -0.06), (0.4, 0.06), (0.4, 0.24)]
    return bumps([(x * width, y * width) for x, y in rim], flat=True)


def _cloud_extent(o: Options) -> Extent:
    width = o.number("width")
    return -width * 0.48, -width * 0.27, width * 0.5, width * 0.25


def _cloud(f: Frame, o: Options) -> str:
    return marks.soft(f, cloud_shape(o.number("width")), o.paint(), outlined=o.word("line") == "yes")


def _rain_cloud(f: Frame, o: Options) -> str:
    """A soft grey cloud with a few drops."""
    drop: list[Point] = [(0, -26), (0, -26), (15, 4), (0, 18), (-15, 4)]
    at: list[Point] = [(-80, 74), (-22, 98), (36, 74), (92, 98)]
    cloud = [(x, y - 34) for x, y in cloud_shape(300)]
    drops = "".join(marks.soft(f, [(x + a, y + b) for a, b in drop], pen.WATER) for x, y in at)
    return marks.soft(f, cloud, o.paint()) + drops


def _sun(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    ends = zip(marks.ring(0, 0, half * 0.72, 10), marks.ring(0, 0, half * 0.94, 10), strict=True)
    rays = "".join(pen.curve(f.all(end), closed=False) for end in ends)
    drawn = pen.drawn(rays, colour=pen.ORANGE, width=round(max(14 * f.scale, 7), 1))
    drawn += marks.oval(f, 0, 0, half * 0.56, half * 0.56, pen.YELLOW)
    if o.word("face") == "no":
        return drawn
    eyes = marks.ovals(f, [(-half * 0.2, -half * 0.06), (half * 0.2, -half * 0.06)], 6.5, 8, INK, outlined=False)
    cheeks = marks.dots(f, [(-half * 0.36, half * 0.12), (half * 0.36, half * 0.12)], half * 0.16, pen.ORANGE)
    return drawn + cheeks + eyes + marks.seams(f, [smile(0, half * 0.27, half * 0.2, half * 0.11)], opacity=1)


def _rainbow(f: Frame, o: Options) -> str:
    """Bows of paint that end in two clouds."""
    half = o.number("width") / 2
    reach = half * 0.78
    bows = ""
    for i, paint in enumerate((pen.RED, pen.ORANGE, pen.YELLOW, pen.GREEN, pen.BLUE, pen.LILAC)):
        radius = reach * (1 - i * 0.085)
        arch = [(radius * x, radius * y - half * 0.1) for x, y in _ARCH]
        bows += marks.band(f, arch, reach * 0.1, paint)
    share = cloud_shape(half * 0.6)
    return bows + "".join(
        marks.soft(f, [(side * half * 0.7 + x, y - half * 0.17) for x, y in share], pen.WHITE) for side in (-1, 1)
    )


_ARCH: tuple[Point, ...] = ((-1, 0), (-0.92, -0.38), (-0.71, -0.71), (-0.38, -0.92), (0, -1),
                            (0.38, -0.92), (0.71, -0.71), (0.92, -0.38), (1, 0))  # fmt: skip


def _rainbow_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -half * 0.92, half, 0


def _road(f: Frame, o: Options) -> str:
    """A road along the page, seen from its side."""
    half, height = o.number("width") / 2, o.number("height")
    dashes = int(half * 2 // 170)
    step = half * 2 / max(dashes, 1)
    marks_ = [
        [(-half + step * (i + 0.26), -height / 2), (-half + step * (i + 0.74), -height / 2)] for i in range(dashes)
    ]
    line = "".join(pen.curve(f.all(ends), closed=False) for ends in marks_)
    return marks.flat(f, marks.rect(-half, -height, half * 2, height), pen.STONE, outlined=False) + pen.drawn(
        line, colour=pen.WHITE, width=round(max(10 * f.scale, 3), 1)
    )


def _path(f: Frame, o: Options) -> str:
    """A winding path that comes towards who looks at it."""
    half, height = o.number("width") / 2, o.number("height")
    share: list[Point] = [
        (-0.16, -1), (-0.16, -1), (0.04, -1), (0.04, -1), (0.3, -0.82), (0.12, -0.6), (0.2, -0.42), (0.86, -0.2), (1, 0),
        (1, 0), (-0.7, 0), (-0.7, 0), (-0.6, -0.2), (-0.34, -0.42), (-0.26, -0.6), (0.02, -0.8),
    ]  # fmt: skip
    return marks.soft(f, [(x * half, y * height) for x, y in share], o.paint(), outlined=False)


def _path_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half * 0.71, -o.number("height"), half, 0


def _swing(f: Frame, o: Options) -> str:
    paint = o.paint()
    legs = "".join(
        marks.bar(f, [(side * 180, -470), (side * (180 + lean), -12)], 24, paint)
        for side in (-1, 1)
        for lean in (-44, 54)
    )
    beam = marks.bar(f, [(-206, -470), (206, -470)], 28, paint)
    ropes = "".join(marks.straight(f, [(x, -456), (x, -150)]) for x in (-72, 72))
    return legs + ropes + beam + marks.bar(f, [(-90, -146), (90, -146)], 26, pen.RED)


def _slide(f: Frame, o: Options) -> str:
    ladder = "".join(marks.bar(f, [(x, -340), (x - 34, -12)], 20, pen.WOOD) for x in (-150, -72))
    rungs = "".join(
        marks.bar(f, [(-160 - 8 * i, -250 + 70 * i), (-90 - 8 * i, -250 + 70 * i)], 18, pen.WOOD) for i in range(4)
    )
    chute: list[Point] = [
        (-176, -322), (-176, -322), (-60, -322), (-16, -300), (120, -86), (158, -62), (216, -58), (216, -58),
        (216, -14), (216, -14), (140, -16), (84, -46), (-52, -266), (-176, -270), (-176, -270),
    ]  # fmt: skip
    rails = "".join(marks.bar(f, [(x, -420), (x, -318)], 20, pen.WOOD) for x in (-160, -66))
    rails += marks.bar(f, [(-160, -424), (-66, -424)], 22, pen.WOOD)
    return (
        ladder + rungs + rails + marks.soft(f, chute, o.paint()) + marks.bar(f, [(150, -20), (150, -12)], 20, pen.WOOD)
    )


def _sandpit(f: Frame, o: Options) -> str:
    sand: list[Point] = [(-206, -44), (-150, -84), (-60, -78), (20, -112), (110, -76), (206, -44), (0, -28)]
    bucket: list[Point] = [(74, -124), (142, -124), (132, -56), (84, -56)]
    handle = marks.line(f, [(78, -122), (86, -164), (130, -164), (138, -122)])
    spade = marks.bar(f, [(-98, -164), (-82, -98)], 14, pen.WOOD)
    spade += marks.soft(f, [(-100, -100), (-68, -106), (-60, -66), (-78, -50), (-94, -60)], pen.RED)
    return (
        spade
        + marks.soft(f, sand, pen.STRAW)
        + handle
        + marks.flat(f, bucket, pen.TEAL)
        + marks.flat(f, [(-230, -56), (230, -56), (222, -4), (-222, -4)], o.paint())
    )


def _pond(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    shore = [
        (-half, -62), (-half * 0.7, -104), (-half * 0.1, -116), (half * 0.6, -108), (half, -66), (half * 0.72, -20),
        (half * 0.1, -6), (-half * 0.66, -16),
    ]  # fmt: skip
    water = [(x * 0.9, (y + 61) * 0.78 - 61) for x, y in shore]
    leaf = marks.oval(f, half * 0.42, -50, 44, 15, pen.GREEN) + marks.oval(f, half * 0.34, -64, 17, 13, pen.PINK)
    ripples = [
        [(-half * 0.5, -72), (-half * 0.34, -78), (-half * 0.18, -72)],
        [(-half * 0.1, -40), (half * 0.06, -46), (half * 0.2, -40)],
    ]
    waves = "".join(pen.curve(f.all(ripple), closed=False) for ripple in ripples)
    return (
        marks.soft(f, shore, pen.SAGE)
        + marks.soft(f, water, pen.WATER, outlined=False)
        + pen.drawn(waves, colour=pen.WHITE)
        + leaf
        + _duck(f, -half * 0.3, -70)
    )


def _duck(f: Frame, x: float, y: float) -> str:
    body: list[Point] = [(-46, -8), (-58, -34), (-28, -28), (8, -30), (34, -22), (36, 0), (0, 10), (-34, 6)]
    bill: list[Point] = [(44, -62), (70, -54), (46, -46)]
    return (
        marks.soft(f, [(x + a, y + b) for a, b in bill], pen.ORANGE)
        + marks.soft(f, [(x + a, y + b) for a, b in body], pen.YELLOW)
        + marks.oval(f, x + 28, y - 54, 24, 24, pen.YELLOW)
        + marks.ovals(f, [(x + 34, y - 58)], 4.5, 5.5, INK, outlined=False)
    )


def _snowman(f: Frame, o: Options) -> str:
    arms = "".join(
        marks.line(f, [(side * 66, -190), (side * 118, -236), (side * 138, -230)], colour=pen.BARK, width=10)
        for side in (-1, 1)
    )
    scarf: list[Point] = [(-56, -262), (0, -248), (56, -262), (60, -238), (0, -222), (-60, -238)]
    end: list[Point] = [(18, -232), (46, -236), (56, -168), (28, -164)]
    hat = marks.box(f, -38, -424, 76, 62, pen.NAVY) + marks.bar(f, [(-64, -362), (64, -362)], 20, pen.NAVY)
    nose: list[Point] = [(-2, -312), (-2, -296), (40, -300)]
    return (
        marks.oval(f, 0, -84, 112, 84, pen.WHITE)
        + arms
        + marks.oval(f, 0, -196, 80, 70, pen.WHITE)
        + marks.oval(f, 0, -306, 62, 58, pen.WHITE)
        + marks.flat(f, end, o.paint())
        + marks.soft(f, scarf, o.paint())
        + hat
        + marks.ovals(f, [(-22, -322), (22, -322)], 6.5, 8, INK, outlined=False)
        + marks.flat(f, nose, pen.ORANGE)
        + marks.seams(f, [smile(0, -272, 22, 12)], opacity=1)
        + marks.dots(f, [(0, -206), (0, -166), (0, -110)], 17, INK)
    )


def _flowerbed(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    count = min(12, max(2, round(half / 34)))
    stems, blooms = "", ""
    hearts: list[Point] = []
    for i in range(count):
        x = -half + 46 + (half - 46) * 2 * i / (count - 1)
        y = -112 - 30 * (i % 2)
        paint = (pen.RED, pen.YELLOW, pen.LILAC, pen.PINK)[i % 4]
        stems += pen.curve(f.all([(x, y), (x + 4, -70), (x, -20)]), closed=False)
        blooms += marks.soft(f, bumps(marks.ring(x, y, 22, 5)), paint)
        hearts.append((x, y))
    soil: list[Point] = [
        (-half, -2), (-half + 14, -36), (-half * 0.5, -46), (half * 0.5, -44), (half - 14, -36), (half, -2),
    ]  # fmt: skip
    return (
        pen.drawn(stems, colour=pen.PINE, width=round(max(9 * f.scale, 5), 1))
        + blooms
        + marks.dots(f, hearts, 19, pen.STRAW)
        + marks.soft(f, [soil[0], *soil, soil[-1]], o.paint())
    )


KINDS = (
    Thing("tree", _tree, 352, 484, behind=True,
          options={"colour": colour("green"), "bears": Choice(("nothing", "apples", "blossom"), "nothing")},
          extent=lambda _: (-178, -484, 178, 0)),
    Thing("bush", _bush, 292, 152, options={"colour": colour("green")}),
    Thing("hill", _hill, 800, 240, behind=True,
          options={"width": Range(200, 1520, 800), "height": Range(60, 500, 240), "colour": colour("sage")}),
    Thing("cloud", _cloud, 240, 132, hangs=True, behind=True, extent=_cloud_extent,
          options={"width": Range(80, 700, 240), "colour": colour("white"), "line": Choice(("no", "yes"), "no")}),
    Thing("rain_cloud", _rain_cloud, 304, 236, hangs=True, options={"colour": colour("stone")}),
    Thing("sun", _sun, 220, 220, hangs=True, behind=True, extent=square,
          options={"width": Range(80, 500, 220), "face": Choice(("no", "yes"), "yes")}),
    Thing("rainbow", _rainbow, 800, 368, behind=True, extent=_rainbow_extent,
          options={"width": Range(240, 1500, 800)}),
    Thing("road", _road, 1520, 110, behind=True,
          options={"width": Range(200, 1530, 1520), "height": Range(50, 300, 110)}),
    Thing("path", _path, 420, 280, behind=True, extent=_path_extent,
          options={"width": Range(160, 1200, 420), "height": Range(100, 500, 280), "colour": colour("sand")}),
    Thing("swing", _swing, 496, 490, options={"colour": colour("wood")}),
    Thing("slide", _slide, 420, 438, options={"colour": colour("yellow")}, extent=lambda _: (-204, -438, 220, 0)),
    Thing("sandpit", _sandpit, 466, 176, options={"colour": colour("wood")}),
    Thing("pond", _pond, 520, 152, options={"width": Range(300, 1200, 520)}),
    Thing("snowman", _snowman, 290, 428, options={"colour": colour("red")}),
    Thing("flowerbed", _flowerbed, 360, 176, options={"width": Range(150, 1200, 360), "colour": colour("bark")}),
)  # fmt: skip
