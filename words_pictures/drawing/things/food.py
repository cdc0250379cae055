"""Food and drink, and what they come in."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Choice, Extent, Options, Range, Thing, colour, yes_or_no

DRINKS = {"water": pen.WATER, "milk": pen.CREAM, "juice": pen.ORANGE}


def _glass(f: Frame, o: Options) -> str:
    water = marks.flat(f, [(-20, -44), (20, -44), (17, -3), (-17, -3)], DRINKS[o.word("drink")], outlined=False)
    return marks.flat(f, [(-25, -70), (25, -70), (20, 0), (-20, 0)], pen.WHITE) + water


def _cup(f: Frame, o: Options) -> str:
    handle = marks.line(f, [(22, -42), (46, -40), (42, -16), (20, -14)])
    cup = marks.flat(f, [(-26, -54), (26, -54), (22, 0), (-22, 0)], o.paint())
    return handle + cup + (marks.steam(f, [(-8, -64)]) if o.yes("hot") else "")


def _cup_extent(o: Options) -> Extent:
    return -30, -130 if o.yes("hot") else -58, 50, 4


def _plate(f: Frame, o: Options) -> str:
    return marks.oval(f, 0, -17, 68, 17, pen.WHITE) + marks.oval(f, 0, -18, 38, 8, o.paint(), outlined=False)


def _pancakes(f: Frame, o: Options) -> str:
    count = int(o.number("count"))
    plate = marks.oval(f, 0, -20, 100, 20, pen.WHITE)
    cakes = [f.oval(4 * (-1) ** i, -34 - i * 17, 74, 15) for i in range(count)]
    pile = "".join(pen.filled(cake, pen.BREAD) for cake in cakes) if marks.is_fine(f) else pen.clump(cakes, pen.BREAD)
    top = -35 - count * 17
    butter = marks.flat(f, [(-18, top + 16), (2, top + 9), (22, top + 16), (2, top + 24)], pen.STRAW, outlined=False)
    return plate + pile + butter + (marks.steam(f, [(-26, top - 8), (18, top - 8)]) if o.yes("hot") else "")


def _pancakes_extent(o: Options) -> Extent:
    high = 36 + 17 * int(o.number("count"))
    return -104, -high - (66 if o.yes("hot") else 0), 104, 4


def _bread(f: Frame, o: Options) -> str:
    del o
    loaf = marks.soft(f, [(-72, -4), (-76, -40), (-34, -66), (34, -66), (76, -40), (72, -4), (0, 2)], pen.BREAD)
    cuts = [[(x - 11, -52), (x + 8, -22)] for x in (-30, 6, 42)]
    return loaf + "".join(marks.band(f, cut, 9, pen.CREAM) for cut in cuts)


def _soup(f: Frame, o: Options) -> str:
    plate = marks.oval(f, 0, -14, 96, 14, pen.WHITE)
    bowl = marks.soft(
        f, [(-78, -66), (-78, -66), (78, -66), (78, -66), (58, -22), (32, -10), (-32, -10), (-58, -22)], o.paint()
    )
    soup = marks.oval(f, 0, -66, 78, 18, pen.WHITE) + marks.oval(f, 0, -64, 60, 11, pen.ORANGE, outlined=False)
    greens = marks.dots(f, [(-26, -66), (4, -60), (30, -67)], 9, pen.PINE) if marks.is_fine(f) else ""
    spoon = marks.bar(f, [(44, -68), (98, -112)], 9, pen.STONE)
    return plate + bowl + soup + greens + spoon + (marks.steam(f, [(-26, -92), (14, -92)]) if o.yes("hot") else "")


def _soup_extent(o: Options) -> Extent:
    return -100, -158 if o.yes("hot") else -122, 108, 4


def _fruit(f: Frame, o: Options) -> str:
    """A bowl with a banana, a pear, an orange and an apple."""
    pear = [(26, -168), (42, -150), (46, -128), (66, -96), (52, -62), (14, -60), (-6, -92), (8, -126), (10, -152)]
    banana = [(-78, -60), (-84, -104), (-62, -146), (-40, -158), (-34, -146), (-48, -118), (-46, -86), (-30, -62)]
    apple = [(-10, -110), (14, -114), (30, -88), (18, -54), (-28, -54), (-44, -86), (-32, -112)]
    drawn = marks.soft(f, banana, pen.YELLOW) + marks.line(f, [(26, -168), (32, -184)]) + marks.soft(f, pear, pen.GREEN)
    drawn += (
        marks.oval(f, 60, -80, 29, 29, pen.ORANGE)
        + marks.soft(f, apple, pen.RED)
        + marks.line(f, [(-10, -110), (-6, -128)])
    )
    bowl = [(-96, -66), (-96, -66), (96, -66), (96, -66), (70, -16), (36, 0), (-36, 0), (-70, -16)]
    return drawn + marks.soft(f, bowl, o.paint())


def _cake(f: Frame, o: Options) -> str:
    """A birthday cake with as many candles as chosen."""
    stand = marks.oval(f, 0, -14, 116, 14, pen.WHITE)
    body = marks.soft(
        f, [(-92, -96), (-92, -96), (92, -96), (92, -96), (92, -22), (60, -12), (-60, -12), (-92, -22)], pen.BREAD
    )
    drips = [
        (-92, -98),
        (-70, -104),
        (0, -108),
        (70, -104),
        (92, -98),
        (92, -66),
        (70, -54),
        (46, -70),
        (18, -50),
        (-12, -70),
        (-42, -52),
        (-68, -70),
        (-92, -60),
    ]
    icing = marks.soft(f, drips, o.paint())
    count = int(o.number("count"))
    at = [(160 * ((i + 0.5) / count - 0.5), -106) for i in range(count)]
    paints = (pen.SKY, pen.YELLOW, pen.LILAC)
    candles = "".join(marks.bar(f, [(x, y - 34), (x, y)], 10, paints[i % 3]) for i, (x, y) in enumerate(at))
    flames = "".join(
        marks.soft(
            f, [(x, y - 72), (x, y - 72), (x + 8, y - 54), (x, y - 45), (x - 8, y - 54)], pen.YELLOW, outlined=False
        )
        for x, y in at
    )
    return stand + body + icing + candles + flames


def _cake_extent(o: Options) -> Extent:
    return -120, -184 if o.number("count") >= 1 else -112, 120, 4


def _baby_bottle(f: Frame, o: Options) -> str:
    milk = marks.soft(f, marks.rounded(-20, -54, 40, 50, 9), pen.CREAM, outlined=False)
    bottle = marks.soft(f, marks.rounded(-25, -82, 50, 82, 15), pen.WHITE)
    cap = marks.soft(f, marks.rounded(-26, -100, 52, 24, 7), o.paint())
    teat = marks.soft(
        f,
        [(-15, -100), (-15, -100), (-8, -116), (-8, -130), (0, -136), (8, -130), (8, -116), (15, -100), (15, -100)],
        pen.PEACH,
    )
    lines = marks.seams(f, [[(2, y), (14, y)] for y in (-44, -28)])
    return teat + bottle + milk + cap + lines


def _bottle(f: Frame, o: Options) -> str:
    glass = marks.soft(
        f,
        [
            (-12, -150),
            (-12, -150),
            (12, -150),
            (12, -150),
            (12, -112),
            (28, -84),
            (28, -8),
            (22, 0),
            (-22, 0),
            (-28, -8),
            (-28, -84),
            (-12, -112),
        ],
        o.paint(),
    )
    cap = marks.box(f, -13, -162, 26, 20, pen.STONE)
    return glass + cap + marks.box(f, -25, -68, 50, 42, pen.CREAM, outlined=False)


KINDS = (
    Thing("glass", _glass, 54, 74, small=True, options={"drink": Choice(tuple(DRINKS), "water")}),
    Thing("cup", _cup, 80, 62, small=True, extent=_cup_extent, options={"colour": colour("red"), "hot": yes_or_no()}),
    Thing("plate", _plate, 142, 38, small=True, options={"colour": colour("sky")}),
    Thing(
        "pancakes", _pancakes, 208, 174, small=True, extent=_pancakes_extent,
        options={"count": Range(1, 8, 4), "hot": yes_or_no("yes")},
    ),
    Thing("bread", _bread, 156, 72, small=True),
    Thing("soup", _soup, 208, 162, small=True, extent=_soup_extent, options={"colour": colour("teal"), "hot": yes_or_no("yes")}),
    Thing("fruit", _fruit, 200, 188, options={"colour": colour("sky")}),
    Thing("cake", _cake, 240, 188, extent=_cake_extent, options={"count": Range(0, 9, 5), "colour": colour("pink")}),
    Thing("baby_bottle", _baby_bottle, 56, 140, small=True, options={"colour": colour("teal")}),
    Thing("bottle", _bottle, 60, 166, small=True, options={"colour": colour("pine")}),
)  # fmt: skip
