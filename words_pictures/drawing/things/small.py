"""What is carried along or worn: bags, keys, shoes, a sock."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Options, Range, Thing, colour

SIDES = (-1, 1)


def _keys(f: Frame, o: Options) -> str:
    ring = marks.hoop(f, 0, -50, 22, 22, 13, pen.STONE)
    drawn = ""
    for angle, paint in ((26, pen.STONE), (-16, o.paint())):
        turned = -angle if f.mirrored else angle
        key = Frame(*f.at(0, -34), f.angle + turned, f.scale, f.mirrored)
        drawn += marks.flat(
            key, [(-8, 24), (8, 24), (8, 58), (26, 58), (26, 72), (8, 72), (8, 84), (22, 84), (22, 98), (-8, 98)], paint
        )
        drawn += marks.oval(key, 0, 12, 26, 24, paint) + marks.oval(key, 0, 4, 7, 7, pen.WHITE)
    return ring + drawn


def _bag(f: Frame, o: Options) -> str:
    """A handbag or sports bag."""
    handle = marks.line(f, [(-42, -96), (-36, -150), (0, -166), (36, -150), (42, -96)], width=pen.LINE + 1)
    body = marks.soft(
        f, [(-72, -104), (-72, -104), (72, -104), (72, -104), (92, -30), (76, 0), (-76, 0), (-92, -30)], o.paint()
    )
    flap = marks.soft(f, [(-72, -108), (-72, -108), (72, -108), (72, -108), (62, -60), (0, -44), (-62, -60)], o.paint())
    return handle + body + flap + marks.oval(f, 0, -48, 11, 11, pen.YELLOW)


def _heavy_bag(f: Frame, o: Options) -> str:
    """The sack of worries that several people carry together."""
    wide, high, paint = o.number("width") / 2, o.number("height") / 2, o.paint()
    middle = -high
    sack = [
        (-0.2, -0.62), (-0.52, -0.44), (-0.98, 0.1), (-0.9, 0.7), (-0.5, 0.98), (0.5, 0.98), (0.92, 0.7), (0.98, 0.1),
        (0.52, -0.44), (0.2, -0.62),
    ]  # fmt: skip
    neck = [(-0.24, -0.62), (-0.4, -0.96), (0, -0.86), (0.4, -0.96), (0.24, -0.62)]
    drawn = "".join(marks.soft(f, [(a * wide, middle + b * high) for a, b in part], paint) for part in (neck, sack))
    folds = [[(-0.5, 0.2), (-0.3, 0.4), (-0.36, 0.66)], [(0.42, 0.1), (0.5, 0.36), (0.36, 0.6)]]
    creases = marks.seams(f, [[(a * wide, middle + b * high) for a, b in fold] for fold in folds])
    tie = middle - high * 0.6
    return drawn + creases + marks.bar(f, [(-wide * 0.24, tie), (wide * 0.24, tie)], 22, pen.BARK)


def _suitcase(f: Frame, o: Options) -> str:
    handle = marks.line(
        f,
        [(-34, -150), (-34, -150), (-34, -180), (-24, -188), (24, -188), (34, -180), (34, -150), (34, -150)],
        width=pen.LINE + 1,
    )
    case = marks.soft(f, marks.rounded(-116, -154, 232, 154, 24), o.paint())
    straps = "".join(marks.box(f, x, -152, 26, 150, pen.BARK) for x in (-76, 50))
    locks = marks.flats(f, [marks.rect(x, -104, 26, 20) for x in (-76, 50)], pen.YELLOW)
    return handle + case + straps + locks + marks.heart(f, 0, -72, 22, pen.CREAM, outlined=False)


def _backpack(f: Frame, o: Options) -> str:
    loop = marks.line(f, [(-18, -186), (-14, -208), (14, -208), (18, -186)])
    straps = "".join(marks.bar(f, [(s * 66, -120), (s * 80, -70), (s * 64, -20)], 16, pen.BARK) for s in SIDES)
    body = marks.soft(
        f,
        [(-70, -20), (-74, -130), (-46, -184), (0, -194), (46, -184), (74, -130), (70, -20), (52, 0), (-52, 0)],
        o.paint(),
    )
    pocket = marks.soft(f, marks.rounded(-48, -82, 96, 66, 16), o.paint())
    zip_ = marks.line(f, [(-46, -124), (0, -132), (46, -124)], width=pen.FINE)
    badge = marks.oval(f, 0, -50, 13, 13, pen.YELLOW, outlined=False) if marks.is_fine(f) else ""
    return loop + straps + body + zip_ + pocket + badge


def _shopping_bag(f: Frame, o: Options) -> str:
    greens = marks.soft(f, [(-52, -120), (-66, -176), (-40, -196), (-20, -176), (-22, -120)], pen.GREEN)
    loaf = marks.soft(f, [(-8, -110), (22, -196), (44, -202), (54, -182), (34, -110)], pen.BREAD)
    milk = marks.flat(f, [(-26, -120), (-26, -168), (-10, -184), (12, -184), (12, -120)], pen.WHITE)
    bag = marks.flat(f, [(-74, -132), (74, -132), (64, 0), (-64, 0)], o.paint())
    handle = marks.line(f, [(-34, -100), (-30, -66), (0, -56), (30, -66), (34, -100)])
    return greens + milk + loaf + bag + handle


def _sock(f: Frame, o: Options) -> str:
    foot = marks.soft(
        f, [(-52, -86), (2, -88), (8, -50), (48, -38), (60, -18), (34, -2), (-14, -6), (-46, -30)], o.paint()
    )
    heel = marks.soft(f, [(-49, -40), (-28, -34), (-24, -10), (-46, -28)], pen.WHITE, outlined=False)
    toe = marks.soft(f, [(34, -38), (52, -34), (56, -18), (38, -6), (30, -20)], pen.WHITE, outlined=False)
    cuff = marks.soft(f, marks.rounded(-56, -112, 62, 30, 9), pen.WHITE)
    return foot + (heel + toe if marks.is_fine(f) else "") + cuff


def _shoes(f: Frame, o: Options) -> str:
    drawn = ""
    for x, y in ((30, -12), (-30, 0)):
        sole = marks.soft(f, marks.rounded(x - 56, y - 16, 116, 16, 7), pen.WHITE)
        upper = [
            (x - 52, y - 14),
            (x - 52, y - 14),
            (x - 52, y - 58),
            (x - 52, y - 58),
            (x - 10, y - 58),
            (x - 4, y - 42),
            (x + 34, y - 34),
            (x + 56, y - 14),
            (x + 56, y - 14),
        ]
        drawn += marks.soft(f, upper, o.paint()) + sole
        laces = [((x + dx, y - 46 + dx * 0.36), (x + dx + 12, y - 34 + dx * 0.36)) for dx in (0, 15)]
        if marks.is_fine(f):
            drawn += pen.drawn(pen.dash([(f.at(*a), f.at(*b)) for a, b in laces]), colour=pen.WHITE)
    return drawn


def _mop(f: Frame, o: Options) -> str:
    stick = marks.bar(f, [(0, -330), (0, -70)], 13, pen.WOOD)
    threads = [f.oval(x, y, 15, 34) for x, y in ((-38, -34), (38, -34), (-19, -38), (19, -38), (0, -36))]
    folds = marks.seams(f, [[(x, -44), (x * 1.2, -14)] for x in (-26, -9, 9, 26)])
    head = marks.soft(f, marks.rounded(-46, -84, 92, 30, 13), pen.TEAL)
    return pen.clump(threads, o.paint()) + folds + stick + head


KINDS = (
    Thing("keys", _keys, 128, 162, hangs=True, small=True, options={"colour": colour("yellow")}),
    Thing("bag", _bag, 180, 172, small=True, options={"colour": colour("bark")}),
    Thing(
        "heavy_bag", _heavy_bag, 330, 280,
        options={"width": Range(160, 520, 330), "height": Range(140, 460, 280), "colour": colour("sand")},
    ),
    Thing("suitcase", _suitcase, 236, 194, small=True, options={"colour": colour("orange")}),
    Thing("backpack", _backpack, 180, 214, small=True, options={"colour": colour("red")}),
    Thing("shopping_bag", _shopping_bag, 152, 206, small=True, options={"colour": colour("straw")}),
    Thing("sock", _sock, 124, 116, small=True, options={"colour": colour("teal")}),
    Thing("shoes", _shoes, 182, 76, options={"colour": colour("red")}),
    Thing("mop", _mop, 110, 338, options={"colour": colour("white")}),
)  # fmt: skip
