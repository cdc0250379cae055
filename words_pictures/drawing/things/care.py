"""Looking after a body: when it is ill, dirty, small or tired."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Options, Thing, colour


def _dummy(f: Frame, o: Options) -> str:
    teat = marks.soft(f, [(-14, -18), (-15, -34), (-26, -54), (0, -74), (26, -54), (15, -34), (14, -18)], pen.PEACH)
    ring = marks.hoop(f, 0, 40, 24, 24, 14, o.paint("border"))
    shield = marks.soft(
        f,
        [(0, -24), (36, -30), (66, -12), (64, 14), (34, 26), (0, 20), (-34, 26), (-64, 14), (-66, -12), (-36, -30)],
        o.paint(),
    )
    knob = marks.oval(f, 0, 0, 19, 16, o.paint("border"))
    return teat + shield + knob + ring


def _medicine(f: Frame, o: Options) -> str:
    bottle = marks.soft(f, marks.rounded(-32, -84, 64, 84, 11), o.paint())
    cap = marks.box(f, -22, -110, 44, 26, pen.WHITE)
    label = marks.box(f, -30, -62, 60, 40, pen.CREAM, outlined=False)
    cross = marks.flats(f, [marks.rect(-5, -56, 10, 28), marks.rect(-14, -47, 28, 10)], pen.BERRY, outlined=False)
    return bottle + cap + label + cross


def _thermometer(f: Frame, o: Options) -> str:
    del o
    tube = marks.bar(f, [(0, -46), (0, 34)], 26, pen.WHITE) + marks.oval(f, 0, 44, 17, 17, pen.RED)
    ticks = marks.seams(f, [[(2, y), (9, y)] for y in (-38, -24)])
    return tube + marks.band(f, [(0, 34), (0, -14)], 9, pen.RED) + ticks


def _plaster(f: Frame, o: Options) -> str:
    strip = marks.bar(f, [(-40, 0), (40, 0)], 40, o.paint())
    pad = marks.soft(f, marks.rounded(-17, -16, 34, 32, 5), pen.CREAM, outlined=False)
    holes = (
        marks.dots(f, [(s * x, y) for s in (-1, 1) for x, y in ((30, -7), (30, 7), (42, 0))], 5, pen.BARK)
        if marks.is_fine(f)
        else ""
    )
    return strip + pad + holes


def _tissues(f: Frame, o: Options) -> str:
    sheet = marks.soft(f, [(-28, -50), (-34, -88), (-6, -76), (18, -100), (28, -50)], pen.WHITE)
    return sheet + marks.box(f, -58, -54, 116, 54, o.paint())


def _soap(f: Frame, o: Options) -> str:
    dish = marks.soft(f, [(-80, -22), (-80, -22), (80, -22), (80, -22), (58, -2), (-58, -2)], pen.WHITE)
    bar = marks.soft(f, marks.rounded(-58, -62, 116, 46, 21), o.paint())
    shine = marks.band(f, [(-26, -46), (14, -48)], 9, pen.WHITE, opacity=0.6) if marks.is_fine(f) else ""
    bubbles = "".join(marks.oval(f, x, y, r, r, pen.SKY) for x, y, r in ((-18, -86, 14), (18, -98, 19), (48, -80, 11)))
    return bar + shine + dish + bubbles


def _toothbrush(f: Frame, o: Options) -> str:
    stem = marks.bar(f, [(-24, -70), (-24, 70)], 19, o.paint())
    tufts = [marks.rect(-14, y, 24, 16) for y in (-74, -58, -42)]
    paste = marks.soft(f, [(6, -84), (26, -74), (20, -58), (28, -44), (18, -28), (6, -26)], pen.SKY)
    return paste + marks.flats(f, tufts, pen.WHITE) + stem


KINDS = (
    Thing("dummy", _dummy, 138, 142, hangs=True, small=True, options={"colour": colour("teal"), "border": colour("yellow")}),
    Thing("medicine", _medicine, 68, 114, small=True, options={"colour": colour("orange")}),
    Thing("thermometer", _thermometer, 42, 126, hangs=True, small=True),
    Thing("plaster", _plaster, 124, 48, hangs=True, small=True, options={"colour": colour("peach")}),
    Thing("tissues", _tissues, 122, 104, options={"colour": colour("pink")}),
    Thing("soap", _soap, 176, 116, small=True, options={"colour": colour("pink")}),
    Thing("toothbrush", _toothbrush, 80, 182, hangs=True, small=True, options={"colour": colour("teal")}),
)  # fmt: skip
