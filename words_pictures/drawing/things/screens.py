"""What one looks at and phones with."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.home import DRAWINGS
from words_pictures.drawing.things.thing import PART, Choice, Extent, Options, Range, Thing, colour, of_parts

SIDES = (-1, 1)
SHOWS = Choice(tuple(DRAWINGS), "nothing")


def _shown(f: Frame, o: Options, x: float, y: float, half: float) -> str:
    """The small drawing on a screen or sheet, in a square of twice `half` around (x, y)."""
    at = Frame(*f.at(x, y), f.angle, f.scale * half / 70, f.mirrored)
    return DRAWINGS[o.word("shows")](at)


def _shine(f: Frame, x: float, y: float, size: float) -> str:
    if not marks.is_fine(f):
        return ""
    return marks.band(f, [(x, y + size), (x + size, y)], 10, pen.WHITE, opacity=0.55)


def _television(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    high = half * 1.2
    low = -46.0
    foot = "".join(marks.bar(f, [(s * half * 0.4, low), (s * half * 0.56, -10)], 18, pen.GOWN) for s in SIDES)
    case = marks.soft(f, marks.rounded(-half, low - high, 2 * half, high, 24), pen.GOWN)
    glass = marks.soft(f, marks.rounded(22 - half, 22 + low - high, 2 * half - 44, high - 52, 14), o.paint())
    light = marks.dots(f, [(half - 34, low - 15)], 10, pen.ORANGE)
    return (
        foot
        + case
        + glass
        + _shine(f, 44 - half, 44 + low - high, 46)
        + _shown(f, o, 0, low - high / 2 - 4, high * 0.36)
        + light
    )


def _television_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -46 - half * 1.2, half, 0


def _computer(f: Frame, o: Options) -> str:
    stand = marks.flat(f, [(-18, -70), (18, -70), (26, -10), (-26, -10)], pen.STONE)
    foot = marks.soft(f, marks.rounded(-74, -18, 148, 18, 9), pen.STONE)
    case = marks.soft(f, marks.rounded(-140, -246, 280, 184, 18), pen.GOWN)
    glass = marks.soft(f, marks.rounded(-122, -228, 244, 140, 8), o.paint())
    return stand + foot + case + glass + _shine(f, -104, -212, 34) + _shown(f, o, 0, -158, 58)


def _laptop(f: Frame, o: Options) -> str:
    lid = marks.soft(f, marks.rounded(-112, -166, 224, 152, 14), pen.STONE)
    glass = marks.flat(f, marks.rect(-94, -148, 188, 116), o.paint())
    base = marks.soft(
        f, [(-112, -22), (-112, -22), (112, -22), (112, -22), (134, -4), (124, 0), (-124, 0), (-134, -4)], pen.LINEN
    )
    return lid + glass + _shine(f, -80, -136, 28) + _shown(f, o, 0, -90, 46) + base


def _phone(f: Frame, o: Options) -> str:
    case = marks.soft(f, marks.rounded(-20, -39, 40, 78, 8), pen.GOWN)
    return case + marks.flat(f, marks.rect(-12, -29, 24, 54), o.paint(), outlined=False)


def _big_phone(f: Frame, o: Options) -> str:
    part = o.word("part")
    chin = marks.flat(
        f, [(-183, -140), (183, -140), (183, -36), (150, -4), (-150, -4), (-183, -36)], pen.GOWN, outlined=False
    )
    chin += marks.straight(f, [(-156, -138), (156, -138)]) + marks.oval(f, 0, -72, 30, 30, pen.STONE)
    if part == "front":
        return chin
    case = [(-186, -636), (-150, -672), (150, -672), (186, -636), (186, -36), (150, 0), (-150, 0), (-186, -36)]
    behind = marks.flat(f, case, pen.GOWN) + marks.box(f, -156, -626, 312, 520, o.paint())
    ear = marks.bar(f, [(-26, -649), (26, -649)], 4, pen.STONE) if marks.is_fine(f) else ""
    return behind + ear + (_shown(f, o, 0, -380, 100) + chin if part == "whole" else "")


def _tablet(f: Frame, o: Options) -> str:
    case = marks.soft(f, marks.rounded(-86, -64, 172, 128, 16), pen.GOWN)
    glass = marks.flat(f, marks.rect(-66, -48, 132, 96), o.paint(), outlined=False)
    button = marks.oval(f, 76, 0, 4, 4, pen.STONE, outlined=False)
    return case + glass + _shown(f, o, 0, 0, 44) + _shine(f, -56, -38, 20) + button


SCREEN = colour("sky")

_BIG_PHONE = of_parts((-188, -674, 188, 2), front=(-186, -142, 186, 0))

KINDS = (
    Thing(
        "television", _television, 380, 274, behind=True, extent=_television_extent,
        options={"width": Range(240, 700, 380), "colour": SCREEN, "shows": SHOWS},
    ),
    Thing("computer", _computer, 280, 246, options={"colour": SCREEN, "shows": SHOWS}),
    Thing("laptop", _laptop, 272, 166, options={"colour": SCREEN, "shows": SHOWS}),
    Thing("phone", _phone, 42, 80, hangs=True, small=True, options={"colour": SCREEN}),
    Thing(
        "big_phone", _big_phone, 372, 672, behind=True, extent=_BIG_PHONE, options={"colour": SCREEN, "shows": SHOWS, "part": PART},
    ),
    Thing(
        "tablet_computer", _tablet, 172, 128, hangs=True, small=True,
        options={"colour": SCREEN, "shows": Choice(tuple(DRAWINGS), "sun")},
    ),
)  # fmt: skip
