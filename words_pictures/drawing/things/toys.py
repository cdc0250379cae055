"""What a child holds dear and plays with: the companions, a ball, blocks, a drawing."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import INK, Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Choice, Options, Thing, colour


def _mirrored(points: list[Point], side: int) -> list[Point]:
    return [(side * x, y) for x, y in points]


def _eyes(f: Frame, x: float, y: float, across: float = 6.5, down: float = 8) -> str:
    return marks.ovals(f, [(-x, y), (x, y)], across, down, INK, outlined=False)


def _feet(f: Frame, paint: str, x: float = 24, across: float = 17, down: float = 11) -> str:
    return "".join(marks.oval(f, side * x, -6, across, down, paint) for side in (-1, 1))


def _fox(f: Frame, o: Options) -> str:
    paint = o.paint()
    ear: list[Point] = [(50, -118), (50, -118), (54, -176), (54, -176), (14, -146), (14, -146)]
    tail = [(28, -14), (74, -8), (98, -48), (90, -86), (72, -92), (72, -62), (56, -40), (24, -40)]
    tip = [(97, -58), (90, -86), (72, -92), (72, -66), (84, -60)]
    body = [(0, -96), (32, -76), (44, -30), (34, -2), (0, 2), (-34, -2), (-44, -30), (-32, -76)]
    head = [(0, -152), (40, -146), (62, -108), (44, -82), (0, -66), (-44, -82), (-62, -108), (-40, -146)]
    cheek: list[Point] = [(58, -106), (42, -85), (3, -70), (3, -78), (20, -100)]
    return (
        marks.soft(f, tail, paint)
        + marks.soft(f, tip, pen.WHITE)
        + "".join(marks.soft(f, _mirrored(ear, side), paint) for side in (-1, 1))
        + marks.soft(f, body, paint)
        + marks.oval(f, 0, -34, 19, 26, pen.WHITE, outlined=False)
        + _feet(f, paint)
        + marks.soft(f, head, paint)
        + "".join(marks.soft(f, _mirrored(cheek, side), pen.WHITE, outlined=False) for side in (-1, 1))
        + _eyes(f, 22, -114)
        + marks.oval(f, 0, -76, 11, 8, INK, outlined=False)
    )


def _bear(f: Frame, o: Options) -> str:
    paint = o.paint()
    body = [(0, -100), (38, -78), (52, -34), (38, -4), (0, 2), (-38, -4), (-52, -34), (-38, -78)]
    head = [(0, -166), (44, -154), (64, -116), (48, -82), (0, -70), (-48, -82), (-64, -116), (-44, -154)]
    muzzle = pen.CREAM
    smile = [(-11, -83), (0, -78), (11, -83)]
    return (
        "".join(marks.oval(f, side * 48, -152, 23, 23, paint) for side in (-1, 1))
        + "".join(marks.bar(f, [(side * 40, -76), (side * 58, -44)], 30, paint) for side in (-1, 1))
        + marks.soft(f, body, paint)
        + marks.oval(f, 0, -36, 25, 27, muzzle, outlined=False)
        + _feet(f, paint, 32, 22, 15)
        + marks.soft(f, head, paint)
        + marks.oval(f, 0, -92, 26, 20, muzzle, outlined=False)
        + _eyes(f, 26, -118)
        + marks.oval(f, 0, -99, 11, 8, INK, outlined=False)
        + marks.seams(f, [smile], opacity=1)
    )


def _rabbit(f: Frame, o: Options) -> str:
    paint = o.paint()
    ear: list[Point] = [(12, -136), (8, -190), (24, -238), (44, -236), (50, -196), (40, -132)]
    inner: list[Point] = [(22, -150), (20, -190), (28, -218), (38, -214), (38, -186), (32, -146)]
    body = [(0, -96), (32, -78), (44, -34), (34, -4), (0, 2), (-34, -4), (-44, -34), (-32, -78)]
    head = [(0, -156), (38, -148), (58, -112), (42, -80), (0, -70), (-42, -80), (-58, -112), (-38, -148)]
    mouth = [[(0, -88), (0, -82)], [(-10, -82), (-5, -78), (0, -82), (5, -78), (10, -82)]]
    return (
        marks.oval(f, 46, -26, 18, 18, pen.WHITE)
        + "".join(marks.soft(f, _mirrored(ear, side), paint) for side in (-1, 1))
        + "".join(marks.soft(f, _mirrored(inner, side), pen.PINK, outlined=False) for side in (-1, 1))
        + marks.soft(f, body, paint)
        + marks.oval(f, 0, -34, 19, 26, pen.WHITE, outlined=False)
        + _feet(f, paint, 26, 21, 12)
        + marks.soft(f, head, paint)
        + marks.oval(f, 0, -86, 19, 13, pen.WHITE, outlined=False)
        + _eyes(f, 22, -114)
        + marks.oval(f, 0, -95, 8, 6, pen.BERRY, outlined=False)
        + marks.seams(f, mouth, opacity=1)
    )


def _cat(f: Frame, o: Options) -> str:
    paint = o.paint()
    ear: list[Point] = [(56, -120), (56, -120), (58, -172), (58, -172), (16, -148), (16, -148)]
    tail = [
        (30, -10), (70, -6), (86, -40), (76, -84), (90, -104), (78, -122), (60, -104), (58, -60), (56, -34),
        (28, -36),
    ]  # fmt: skip
    body = [(0, -96), (32, -76), (44, -30), (34, -2), (0, 2), (-34, -2), (-44, -30), (-32, -76)]
    head = [(0, -152), (42, -144), (62, -112), (48, -80), (0, -68), (-48, -80), (-62, -112), (-42, -144)]
    stripes = [[(-14, -146), (-12, -132)], [(0, -150), (0, -134)], [(14, -146), (12, -132)]]
    whiskers = [[(side * 34, y), (side * 64, y + dy)] for side in (-1, 1) for y, dy in ((-94, -4), (-86, 4))]
    mouth = [(-10, -86), (-5, -81), (0, -86), (5, -81), (10, -86)]
    return (
        marks.soft(f, tail, paint)
        + "".join(marks.soft(f, _mirrored(ear, side), paint) for side in (-1, 1))
        + marks.soft(f, body, paint)
        + marks.oval(f, 0, -34, 18, 25, pen.WHITE, outlined=False)
        + _feet(f, paint)
        + marks.soft(f, head, paint)
        + marks.oval(f, 0, -88, 21, 14, pen.WHITE, outlined=False)
        + marks.seams(f, [*stripes, *whiskers], opacity=0.5)
        + _eyes(f, 22, -114)
        + marks.oval(f, 0, -95, 8, 6, pen.BERRY, outlined=False)
        + marks.seams(f, [mouth], opacity=1)
    )


def _dinosaur(f: Frame, o: Options) -> str:
    paint = o.paint()
    body = [
        (-40, -158), (0, -166), (26, -142), (28, -108), (40, -72), (66, -36), (104, -22), (104, -10), (60, -2), (0, 2),
        (-34, -4), (-42, -44), (-30, -84), (-64, -96), (-76, -122), (-66, -148),
    ]  # fmt: skip
    spikes: list[list[Point]] = [
        [(4, -160), (32, -174), (28, -140)],
        [(24, -132), (52, -132), (36, -100)],
        [(36, -90), (64, -80), (54, -52)],
        [(66, -46), (92, -46), (92, -24)],
    ]
    belly = [(-22, -84), (2, -64), (4, -26), (-14, -6), (-34, -20), (-34, -52)]
    return (
        marks.flats(f, spikes, pen.YELLOW)
        + marks.soft(f, body, paint)
        + marks.soft(f, belly, pen.CREAM, outlined=False)
        + marks.bar(f, [(-20, -74), (-44, -62)], 22, paint)
        + _feet(f, paint)
        + marks.oval(f, -38, -132, 6.5, 8, INK, outlined=False)
        + marks.dots(f, [(-24, -114)], 16, pen.PINK)
        + marks.seams(f, [[(-70, -112), (-54, -106), (-38, -110)]], opacity=1)
        + marks.dots(f, [(14, -104), (30, -64), (50, -28)], 15, pen.PINE)
    )


def _blanket_toy(f: Frame, o: Options) -> str:
    """A comfort cloth: a soft head, two ears knotted, and a cloth with knots at its corners."""
    paint = o.paint()
    cloth = [
        (0, -112), (30, -96), (52, -56), (98, -26), (100, -4), (72, -2), (30, -18), (0, 0), (-30, -18), (-72, -2),
        (-100, -4), (-98, -26), (-52, -56), (-30, -96),
    ]  # fmt: skip
    ear: list[Point] = [(16, -146), (36, -178), (64, -164), (70, -122), (54, -104), (42, -126)]
    head = [(0, -160), (36, -152), (52, -120), (38, -92), (0, -82), (-38, -92), (-52, -120), (-36, -152)]
    spots: list[Point] = [(-26, -44), (0, -66), (28, -42), (-62, -24), (64, -22), (2, -26)]
    knots = "".join(marks.bar(f, [(side * 68, -34), (side * 78, -8)], 18, paint) for side in (-1, 1))
    return (
        marks.soft(f, cloth, paint)
        + marks.dots(f, spots, 15, pen.WHITE)
        + knots
        + marks.soft(f, head, paint)
        + "".join(marks.soft(f, _mirrored(ear, side), pen.WHITE) for side in (-1, 1))
        + marks.seams(f, [[(-24, -118), (-17, -113), (-10, -118)], [(10, -118), (17, -113), (24, -118)]], opacity=1)
        + marks.oval(f, 0, -106, 8, 6, pen.BERRY, outlined=False)
        + marks.dots(f, [(-30, -104), (30, -104)], 15, pen.PINK)
    )


def _doll(f: Frame, o: Options) -> str:
    paint = o.paint()
    dress = [
        (-18, -92), (-18, -92), (18, -92), (18, -92), (34, -54), (54, -16), (54, -16), (0, -8), (-54, -16),
        (-54, -16), (-34, -54),
    ]  # fmt: skip
    hair = [(0, -176), (42, -166), (60, -126), (56, -86), (30, -78), (-30, -78), (-56, -86), (-60, -126), (-42, -166)]
    face = [(0, -152), (34, -144), (46, -116), (34, -90), (0, -80), (-34, -90), (-46, -116), (-34, -144)]
    skin, wool = _DOLLS[o.word("skin")]
    legs = "".join(marks.bar(f, [(side * 18, -20), (side * 20, -8)], 18, skin) for side in (-1, 1))
    arms = "".join(marks.bar(f, [(side * 20, -78), (side * 50, -56)], 20, skin) for side in (-1, 1))
    return (
        marks.soft(f, hair, wool)
        + legs
        + arms
        + marks.soft(f, dress, paint)
        + marks.soft(f, face, skin)
        + marks.soft(
            f, [(0, -158), (34, -152), (48, -122), (24, -136), (0, -130), (-24, -136), (-48, -122), (-34, -152)], wool
        )
        + _eyes(f, 17, -112, 5, 6)
        + marks.dots(f, [(-28, -100), (28, -100)], 13, pen.PINK)
        + marks.seams(f, [[(-9, -98), (0, -93), (9, -98)]], opacity=1)
        + marks.dots(f, [(-22, -34), (0, -46), (22, -34)], 12, pen.WHITE)
    )


_DOLLS = {
    "light": (pen.PEACH, pen.ORANGE),
    "brown": (pen.WOOD, pen.BARK),
    "dark": (pen.BARK, pen.GOWN),
}
"""Skin and woollen hair of the doll."""


def _ball(f: Frame, o: Options) -> str:
    """A soft ball of three colours, as for the beach."""
    paint = o.paint()
    left = [(-8, -112), (-8, -112), (-40, -92), (-44, -50), (-12, -8), (-12, -8), (-22, -60)]
    right = [(8, -114), (8, -114), (40, -92), (46, -50), (14, -8), (14, -8), (24, -60)]
    return (
        marks.oval(f, 0, -60, 56, 56, pen.WHITE, outlined=False)
        + marks.soft(f, left, paint, outlined=False)
        + marks.soft(f, right, paint, outlined=False)
        + marks.soft(f, [(-52, -78), (-50, -44), (-40, -24), (-44, -60), (-40, -94)], pen.YELLOW, outlined=False)
        + marks.soft(f, [(52, -78), (50, -44), (40, -24), (46, -60), (40, -94)], pen.YELLOW, outlined=False)
        + marks.oval(f, 0, -60, 56, 56, "none")
        + marks.oval(f, 2, -112, 11, 6, pen.WHITE)
    )


def _football(f: Frame, o: Options) -> str:
    patches = marks.flat(f, marks.ring(0, -60, 21, 5), pen.GOWN, outlined=False)
    inner, outer = marks.ring(0, -60, 24, 5), marks.ring(0, -60, 54, 5)
    return (
        marks.oval(f, 0, -60, 56, 56, pen.WHITE)
        + patches
        + marks.seams(f, [list(ends) for ends in zip(inner, outer, strict=True)], opacity=1)
    )


def _blocks(f: Frame, o: Options) -> str:
    low = marks.box(f, -90, -88, 84, 84, pen.RED) + marks.box(f, 4, -88, 84, 84, pen.TEAL)
    top = marks.box(f, -42, -176, 84, 84, pen.YELLOW)
    roof = marks.flat(f, [(-48, -180), (0, -236), (48, -180)], pen.LILAC)
    signs = (
        marks.oval(f, -48, -46, 20, 20, pen.CREAM, outlined=False)
        + marks.heart(f, 46, -46, 22, pen.CREAM, outlined=False)
        + marks.flat(f, marks.ring(0, -130, 26, 3), pen.ORANGE, outlined=False)
    )
    return low + top + signs + roof


def _childs_drawing(f: Frame, o: Options) -> str:
    paper = marks.flat(f, [(-70, -88), (70, -86), (72, 88), (-72, 86)], pen.WHITE)
    return paper + _SHOWN[o.word("shows")](f)


def _drawn_fox(f: Frame) -> str:
    head: list[Point] = [(-44, -44), (-20, -26), (20, -26), (44, -44), (38, 2), (0, 40), (-38, 2)]
    return (
        marks.flat(f, head, pen.ORANGE, outlined=False)
        + _eyes(f, 16, 0, 4, 5)
        + marks.oval(f, 0, 34, 6, 5, INK, outlined=False)
    )


def _drawn_sun(f: Frame) -> str:
    ends = zip(marks.ring(0, 0, 34, 8), marks.ring(0, 0, 54, 8), strict=True)
    rays = "".join(pen.curve(f.all(end), closed=False) for end in ends)
    return pen.drawn(rays, colour=pen.ORANGE) + marks.oval(f, 0, 0, 25, 25, pen.YELLOW, outlined=False)


def _drawn_fish(f: Frame) -> str:
    tail: list[Point] = [(24, 0), (54, -24), (54, 24)]
    return (
        marks.flat(f, tail, pen.TEAL, outlined=False)
        + marks.oval(f, -6, 0, 38, 24, pen.TEAL, outlined=False)
        + marks.dots(f, [(-24, -5)], 8, INK)
    )


def _drawn_heart(f: Frame) -> str:
    return marks.heart(f, 0, 2, 42, pen.RED, outlined=False)


def _drawn_home(f: Frame) -> str:
    roof: list[Point] = [(-50, -4), (0, -52), (50, -4)]
    return (
        marks.box(f, -34, -6, 68, 56, pen.STRAW, outlined=False)
        + marks.flat(f, roof, pen.RED, outlined=False)
        + marks.box(f, -10, 18, 22, 32, pen.TEAL, outlined=False)
    )


def _drawn_family(f: Frame) -> str:
    people = ((-36, 0, 1.0, pen.BERRY), (34, 4, 0.94, pen.BLUE), (0, 22, 0.62, pen.YELLOW))
    bodies = ""
    for x, y, share, paint in people:
        at = [(x - 17 * share, y + 44 * share), (x, y - 14 * share), (x + 17 * share, y + 44 * share)]
        bodies += marks.flat(f, at, paint, outlined=False)
        bodies += marks.oval(f, x, y - 24 * share, 14 * share, 14 * share, pen.WOOD, outlined=False)
    return bodies


_SHOWN = {
    "fox": _drawn_fox,
    "sun": _drawn_sun,
    "fish": _drawn_fish,
    "heart": _drawn_heart,
    "house": _drawn_home,
    "family": _drawn_family,
}
"""What a child's drawing can show."""


def _crayons(f: Frame, o: Options) -> str:
    drawn = ""
    for x, angle, paint in ((-44, -16, pen.RED), (-16, -5, pen.YELLOW), (14, 6, pen.TEAL), (42, 15, pen.PLUM)):
        at = Frame(*f.at(x, -66), f.angle + (-angle if f.mirrored else angle), f.scale, f.mirrored)
        drawn += marks.flat(at, [(-11, 40), (-11, -26), (0, -48), (11, -26), (11, 40)], paint)
    return drawn + marks.flat(f, [(-62, -56), (62, -56), (54, -4), (-54, -4)], pen.SAGE)


def _puzzle(f: Frame, o: Options) -> str:
    """Three pieces that fit and one that is still to come."""
    pieces = ((-46, -46, "e", pen.RED), (46, -46, "", pen.YELLOW), (-46, 46, "n", pen.TEAL), (68, 66, "nw", pen.LILAC))
    return "".join(
        marks.soft(f, [(x + a, y + b) for a, b in _piece(tabs)], paint) for x, y, tabs, paint in reversed(pieces)
    )


def _piece(tabs: str) -> list[Point]:
    """A piece of 88 px with a tab on its sides named in `tabs`: n, e, w."""
    tab: list[Point] = [(-11, 0), (-11, 0), (-19, -15), (0, -30), (19, -15), (11, 0), (11, 0)]
    points: list[Point] = [(-44, -44), (-44, -44)]
    points += [(x, y - 44) for x, y in tab] if "n" in tabs else []
    points += [(44, -44), (44, -44)]
    points += [(44 - y, x) for x, y in tab] if "e" in tabs else []
    points += [(44, 44), (44, 44), (-44, 44), (-44, 44)]
    points += [(y - 44, -x) for x, y in tab] if "w" in tabs else []
    return points


KINDS = (
    Thing("fox", _fox, 166, 178, small=True, options={"colour": colour("orange")},
          extent=lambda _: (-64, -178, 101, 6)),
    Thing("bear", _bear, 148, 178, small=True, options={"colour": colour("oak")}, extent=lambda _: (-78, -177, 78, 12)),
    Thing("rabbit", _rabbit, 120, 242, small=True, options={"colour": colour("stone")},
          extent=lambda _: (-60, -242, 66, 8)),
    Thing("blanket_toy", _blanket_toy, 206, 182, small=True, options={"colour": colour("sky")}),
    Thing("cat", _cat, 152, 174, small=True, options={"colour": colour("straw")}, extent=lambda _: (-64, -174, 92, 6)),
    Thing("dinosaur", _dinosaur, 186, 176, small=True, options={"colour": colour("green")},
          extent=lambda _: (-78, -176, 108, 6)),
    Thing("doll", _doll, 124, 178, small=True,
          options={"colour": colour("berry"), "skin": Choice(tuple(_DOLLS), "brown")}),
    Thing("ball", _ball, 112, 118, small=True, options={"colour": colour("red")}),
    Thing("football", _football, 112, 118, small=True),
    Thing("blocks", _blocks, 188, 240),
    Thing("childs_drawing", _childs_drawing, 144, 176, hangs=True, small=True, options={"shows": Choice(tuple(_SHOWN), "sun")}),
    Thing("crayons", _crayons, 130, 122, small=True),
    Thing("puzzle", _puzzle, 202, 196, hangs=True, extent=lambda _: (-94, -94, 116, 114)),
)  # fmt: skip
"""Toys, in the order in which they are offered: the companions first."""
