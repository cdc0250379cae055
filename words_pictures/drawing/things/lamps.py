"""What gives light, and what shines in the night. The light around a lamp passes its box."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.home import moon_path
from words_pictures.drawing.things.thing import Extent, Options, Range, Thing, colour, square, yes_or_no


def _floor_lamp(f: Frame, o: Options) -> str:
    top = -o.number("height")
    pole = marks.bar(f, [(0, top + 60), (0, -18)], 16, pen.BARK) + marks.oval(f, 0, -16, 60, 15, pen.BARK)
    return pole + marks.flat(f, [(-46, top), (46, top), (84, top + 110), (-84, top + 110)], o.paint())


def _table_lamp(f: Frame, o: Options) -> str:
    foot = marks.bar(f, [(0, -84), (0, -16)], 14, pen.BARK) + marks.oval(f, 0, -14, 42, 13, pen.BARK)
    return foot + marks.flat(f, [(-36, -156), (36, -156), (66, -78), (-66, -78)], o.paint())


def _ceiling_lamp(f: Frame, o: Options) -> str:
    """A lamp on a cord of the chosen length; its foot is the lower edge of the shade."""
    bulb = marks.oval(f, 0, -20, 24, 20, pen.LIGHT)
    shade = [
        (-30, -116), (-30, -116), (30, -116), (30, -116), (104, -24), (104, -24), (0, -16), (-104, -24), (-104, -24),
    ]  # fmt: skip
    cord = marks.straight(f, [(0, -o.number("height")), (0, -116)])
    return cord + bulb + marks.soft(f, shade, o.paint())


def _candle(f: Frame, o: Options) -> str:
    lit = o.yes("lit")
    dish = marks.oval(f, 0, -12, 44, 11, pen.YELLOW)
    wax = marks.soft(f, marks.rounded(-20, -96, 40, 88, 9), o.paint())
    drip = marks.seams(f, [[(-6, -92), (-5, -66)]])
    wick = marks.straight(f, [(0, -96), (1, -108)])
    flame = marks.soft(f, [(0, -150), (0, -150), (17, -120), (0, -101), (-17, -120)], pen.YELLOW) if lit else ""
    core = marks.oval(f, 0, -115, 7, 9, pen.WHITE, outlined=False) if lit and marks.is_fine(f) else ""
    return dish + wax + drip + wick + flame + core


def _candle_extent(o: Options) -> Extent:
    return -46, -154 if o.yes("lit") else -112, 46, 0


def _is_large(f: Frame, half: float) -> bool:
    """Whether what shines has an outline: a small star of light is lost in one."""
    return half * f.scale > 22


def _moon(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    if not o.yes("full"):
        return moon_path(f, half * 0.22, 0, half, outlined=_is_large(f, half))
    spots = marks.ovals(
        f,
        [(-half * 0.3, -half * 0.24), (half * 0.34, half * 0.1), (-half * 0.1, half * 0.46)],
        half * 0.14,
        half * 0.12,
        pen.STRAW,
        outlined=False,
    )
    return marks.oval(f, 0, 0, half, half, pen.LIGHT, outlined=_is_large(f, half)) + spots


def _moon_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    across = half if o.yes("full") else half * 0.78
    return -across, -half, across, half


def _star(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    tips, dents = marks.ring(0, 0, half, 5), marks.ring(0, 0, half * 0.56, 5, 36)
    points = [point for pair in zip(tips, dents, strict=True) for point in pair]
    return marks.soft(f, points, o.paint(), outlined=_is_large(f, half))


KINDS = (
    Thing(
        "floor_lamp", _floor_lamp, 168, 600, behind=True,
        light=lambda f, o: marks.glow(f, 0, 40 - o.number("height"), 330),
        options={"height": Range(300, 760, 600), "colour": colour("yellow"), "lit": yes_or_no("yes")},
    ),
    Thing(
        "table_lamp", _table_lamp, 132, 156, light=lambda f, _: marks.glow(f, 0, -112, 300),
        options={"colour": colour("yellow"), "lit": yes_or_no("yes")},
    ),
    Thing(
        "ceiling_lamp", _ceiling_lamp, 208, 320, behind=True, light=lambda f, _: marks.glow(f, 0, 0, 380),
        options={"height": Range(140, 700, 320), "colour": colour("orange"), "lit": yes_or_no("yes")},
    ),
    Thing(
        "candle", _candle, 92, 154, extent=_candle_extent, light=lambda f, _: marks.glow(f, 0, -128, 170),
        options={"colour": colour("cream"), "lit": yes_or_no("yes")},
    ),
    Thing(
        "moon", _moon, 94, 120, hangs=True, behind=True, extent=_moon_extent,
        options={"width": Range(40, 400, 120), "full": yes_or_no()},
    ),
    Thing(
        "star", _star, 60, 60, hangs=True, behind=True, extent=square,
        options={"width": Range(20, 300, 60), "colour": colour("straw")},
    ),
)  # fmt: skip
