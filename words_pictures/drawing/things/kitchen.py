"""Kitchen and washing: what stands along the wall there, and the pan on it."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Extent, Options, Range, Thing, colour, yes_or_no

SIDES = (-1, 1)


def _fridge(f: Frame, o: Options) -> str:
    paint = o.paint()
    feet = "".join(marks.bar(f, [(s * 84, -20), (s * 84, -8)], 20, pen.GOWN) for s in SIDES)
    case = marks.soft(f, marks.rounded(-115, -470, 230, 456, 26), paint)
    gap = marks.straight(f, [(-112, -318), (112, -318)])
    grips = "".join(marks.bar(f, [(-84, top), (-84, top + 66)], 13, pen.STONE) for top in (-416, -280))
    if not marks.is_fine(f):
        return feet + case + gap + grips
    note = marks.box(f, -20, -270, 76, 84, pen.CREAM) + marks.heart(f, 18, -226, 20, pen.BERRY, outlined=False)
    return feet + case + gap + grips + note + marks.dots(f, [(18, -270)], 18, pen.TEAL)


def _empty_fridge(f: Frame, o: Options) -> str:
    paint = o.paint()
    feet = "".join(marks.bar(f, [(s * 84, -20), (s * 84, -8)], 20, pen.GOWN) for s in SIDES)
    case = marks.soft(f, marks.rounded(-115, -470, 230, 456, 26), paint)
    room = marks.soft(f, marks.rounded(-88, -444, 176, 404, 16), pen.AIR)
    lamp = marks.glow(f, 0, -400, 70) + marks.oval(f, 0, -436, 26, 10, pen.LIGHT)
    shelves = "".join(marks.straight(f, [(-84, y), (84, y)]) for y in (-336, -232, -128))
    lemon = marks.soft(
        f,
        [(-28, -256), (-18, -270), (10, -272), (22, -262), (32, -256), (22, -246), (8, -238), (-16, -240)],
        pen.YELLOW,
    )
    leaf = marks.flat(f, [(115, -452), (226, -492), (226, 14), (115, -34)], paint)
    rack = marks.flat(f, [(132, -300), (208, -312), (208, -262), (132, -256)], pen.WHITE)
    lower = marks.flat(f, [(132, -160), (208, -158), (208, -104), (132, -112)], pen.WHITE)
    return feet + case + room + lamp + shelves + lemon + leaf + rack + lower


def _empty_fridge_extent(o: Options) -> Extent:
    del o
    return -115, -492, 226, 14


def _cupboard(f: Frame, o: Options) -> str:
    """A kitchen unit with doors under a wooden top."""
    half, high, paint = o.number("width") / 2, o.number("height"), o.paint()
    body = marks.box(f, 16 - half, 28 - high, 2 * half - 32, high - 28, paint)
    top = marks.box(f, -half, -high, 2 * half, 36, pen.WOOD)
    count = max(1, round(half / 110))
    wide = (2 * half - 32) / count
    drawn = ""
    for i in range(count):
        left = 16 - half + i * wide
        drawn += marks.box(f, left + 18, 66 - high, wide - 36, high - 88, paint)
        knob = left + (wide - 40 if i % 2 == 0 else 40)
        drawn += marks.oval(f, knob, 72 - high * 0.5, 9, 9, pen.RED)
    return body + drawn + top


def _cooker(f: Frame, o: Options) -> str:
    paint = o.paint()
    case = marks.box(f, -130, -262, 260, 262, paint)
    top = marks.flat(f, [(-126, -300), (126, -300), (140, -264), (140, -246), (-140, -246), (-140, -264)], pen.GOWN)
    plates = marks.ovals(f, [(-62, -282), (62, -282)], 42, 9, pen.STONE, outlined=False)
    edge = marks.straight(f, [(-138, -264), (138, -264)], width=pen.FINE)
    oven = marks.soft(f, marks.rounded(-98, -172, 196, 130, 18), pen.GOWN)
    glass = marks.soft(f, marks.rounded(-76, -144, 152, 82, 12), pen.STRAW, outlined=False)
    grip = marks.bar(f, [(-80, -176), (80, -176)], 14, pen.STONE)
    knobs = marks.ovals(f, [(-84, -214), (-28, -214), (28, -214), (84, -214)], 13, 13, pen.RED)
    return case + top + plates + edge + oven + glass + grip + knobs


def _pan(f: Frame, o: Options) -> str:
    grips = "".join(
        marks.straight(f, [(s * 70, -66), (s * 96, -66), (s * 96, -50), (s * 70, -46)], width=pen.LINE + 1)
        for s in SIDES
    )
    pot = marks.soft(
        f, [(-74, -84), (-74, -84), (74, -84), (74, -84), (72, -18), (56, 0), (-56, 0), (-72, -18)], o.paint()
    )
    lid = marks.soft(f, [(-80, -82), (-80, -82), (-60, -100), (0, -108), (60, -100), (80, -82), (80, -82)], o.paint())
    knob = marks.oval(f, 0, -112, 13, 9, pen.BARK)
    shine = marks.band(f, [(-52, -62), (-50, -30)], 9, pen.WHITE, opacity=0.5) if marks.is_fine(f) else ""
    return grips + pot + shine + lid + knob + (marks.steam(f, [(-30, -128), (24, -128)]) if o.yes("hot") else "")


def _pan_extent(o: Options) -> Extent:
    return -100, -194 if o.yes("hot") else -122, 100, 0


def _sink(f: Frame, o: Options) -> str:
    paint = o.paint()
    body = marks.box(f, -150, -222, 300, 222, paint)
    doors = "".join(marks.box(f, x, -176, 116, 154, paint) for x in (-132, 16))
    knobs = marks.ovals(f, [(-34, -104), (34, -104)], 9, 9, pen.BARK)
    tap = marks.line(
        f, [(40, -262), (40, -262), (40, -330), (12, -360), (-20, -330), (-20, -330), (-20, -312)], width=pen.LINE + 13
    )
    tap += marks.line(
        f,
        [(40, -262), (40, -262), (40, -330), (12, -360), (-20, -330), (-20, -330), (-20, -312)],
        colour=pen.STONE,
        width=pen.LINE,
    )
    drop = marks.soft(f, [(-20, -300), (-12, -282), (-20, -274), (-28, -282)], pen.WATER)
    basin = marks.soft(f, marks.rounded(-110, -268, 220, 50, 20), pen.AIR)
    top = marks.box(f, -164, -250, 328, 36, pen.STONE)
    return body + doors + knobs + tap + basin + drop + top


def _washing_machine(f: Frame, o: Options) -> str:
    case = marks.soft(f, marks.rounded(-130, -280, 260, 280, 18), o.paint())
    panel = marks.straight(f, [(-127, -222), (127, -222)])
    knobs = marks.box(f, -100, -262, 84, 24, pen.STONE) + marks.oval(f, 82, -250, 15, 15, pen.TEAL)
    door = marks.oval(f, 0, -112, 88, 88, pen.STONE) + marks.oval(f, 0, -112, 64, 64, pen.SKY)
    if not marks.is_fine(f):
        return case + panel + knobs + door
    wash = marks.soft(
        f,
        [(-56, -100), (-30, -116), (-4, -98), (26, -114), (58, -98), (40, -66), (0, -54), (-40, -66)],
        pen.BERRY,
        outlined=False,
    )
    wash += marks.soft(f, [(-44, -82), (-16, -96), (10, -78), (6, -58), (-20, -60)], pen.YELLOW, outlined=False)
    return (
        case
        + panel
        + knobs
        + door
        + wash
        + marks.ovals(f, [(-22, -140), (12, -148)], 10, 10, pen.WHITE, outlined=False)
    )


def _laundry(f: Frame, o: Options) -> str:
    """A basket of washing."""
    heap = marks.soft(f, [(-104, -100), (-96, -150), (-50, -172), (-6, -140), (0, -96)], pen.BERRY)
    heap += marks.soft(f, [(-10, -100), (10, -164), (60, -176), (100, -140), (104, -98)], pen.YELLOW)
    heap += marks.soft(f, [(-60, -96), (-30, -140), (24, -146), (56, -98)], pen.SKY)
    sleeve = marks.soft(f, [(64, -116), (100, -112), (112, -64), (84, -58)], pen.YELLOW)
    basket = marks.soft(
        f, [(-118, -110), (-118, -110), (118, -110), (118, -110), (96, -12), (84, 0), (-84, 0), (-96, -12)], o.paint()
    )
    holes = [(x, y) for y in (-72, -38) for x in (-66, -33, 0, 33, 66)]
    weave = marks.dots(f, holes, 13, pen.INK) if marks.is_fine(f) else ""
    return heap + basket + weave + marks.bar(f, [(-114, -110), (114, -110)], 20, o.paint()) + sleeve


def _bin(f: Frame, o: Options) -> str:
    body = marks.soft(
        f, [(-60, -130), (-60, -130), (60, -130), (60, -130), (48, -8), (40, 0), (-40, 0), (-48, -8)], o.paint()
    )
    lid = marks.soft(
        f, [(-68, -130), (-68, -130), (-60, -160), (0, -176), (60, -160), (68, -130), (68, -130)], o.paint()
    )
    pedal = marks.bar(f, [(-16, -8), (16, -8)], 12, pen.GOWN)
    return body + lid + marks.seams(f, [[(-24, -104), (-20, -28)], [(24, -104), (20, -28)]]) + pedal


KINDS = (
    Thing("fridge", _fridge, 230, 474, behind=True, options={"colour": colour("sky")}),
    Thing("empty_fridge", _empty_fridge, 341, 506, behind=True, extent=_empty_fridge_extent, options={"colour": colour("sky")}),
    Thing(
        "kitchen_cupboard", _cupboard, 432, 268, behind=True, surface=True,
        options={"width": Range(200, 1000, 432), "height": Range(180, 340, 268), "colour": colour("cream")},
    ),
    Thing("cooker", _cooker, 284, 304, behind=True, surface=True, options={"colour": colour("white")}),
    Thing("pan", _pan, 200, 194, extent=_pan_extent, options={"colour": colour("red"), "hot": yes_or_no("yes")}),
    Thing("sink", _sink, 332, 368, behind=True, options={"colour": colour("cream")}),
    Thing("washing_machine", _washing_machine, 260, 280, behind=True, surface=True, options={"colour": colour("white")}),
    Thing("laundry", _laundry, 240, 180, options={"colour": colour("straw")}),
    Thing("bin", _bin, 136, 178, options={"colour": colour("sage")}),
)  # fmt: skip
