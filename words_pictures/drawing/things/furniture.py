"""What one sits at and sits on."""

from __future__ import annotations

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import (
    PAINTS,
    PART,
    Choice,
    Extent,
    Options,
    Range,
    Thing,
    colour,
    of_parts,
    square,
)

SIDES = (-1, 1)


def _legs(f: Frame, top: Point, foot: Point, width: float, paint: str) -> str:
    """A leg at the right from `top` to `foot`, and the same at the left."""
    return "".join(marks.bar(f, [(s * top[0], top[1]), (s * foot[0], foot[1])], width, paint) for s in SIDES)


# --- tables: `height` is the height of the top's front edge, `depth` how far the top goes up behind it -----------


def _table(f: Frame, o: Options) -> str:
    half, top, paint = o.number("width") / 2, -o.number("height"), o.paint()
    legs = _legs(f, (half - 46, top + 26), (half - 30, -15), 30, paint)
    cloth = o.word("cloth")
    return (
        legs
        + _top(f, half, top, o.number("depth"), paint)
        + (
            ""
            if cloth == "none"
            else _cloth(f, half, top + 8, PAINTS[cloth], pen.PINK if cloth == "white" else pen.WHITE)
        )
    )


def _top(f: Frame, half: float, y: float, depth: float, paint: str) -> str:
    back = half - 8 - depth * 0.2
    front = [(half, y), (half - 6, y + 22), (6 - half, y + 22), (-half, y)]
    return marks.flat(f, [(-back, y - depth), (back, y - depth), *front], paint)


def _table_extent(o: Options) -> Extent:
    half, high = o.number("width") / 2, o.number("height") + o.number("depth")
    return -half, -high, half, 0


def _cloth(f: Frame, half: float, y: float, paint: str, spots: str) -> str:
    """A cloth that hangs from height `y`, its lower edge in waves."""
    half -= 30
    count = max(2, round(half / 75) * 2)
    low = [(half - half * 2 * i / count, y + (112 if i % 2 == 0 else 100)) for i in range(count + 1)]
    cloth = marks.soft(f, [(-half, y), (-half, y), (half, y), (half, y), *low], paint)
    places = int(half * 2 / 105)
    at = [(105 * (i - (places - 1) / 2), y + 44 + 24 * (i % 2)) for i in range(places)]
    return cloth + marks.dots(f, at, 22, spots)


def _table_cloth(f: Frame, o: Options) -> str:
    paint = o.paint()
    return _cloth(f, o.number("width") / 2 + 22, -120, paint, pen.PINK if paint == pen.WHITE else pen.WHITE)


def _round_table(f: Frame, o: Options) -> str:
    half, y, paint = o.number("width") / 2, -o.number("height"), o.paint()
    down = half * 0.2
    foot = marks.bar(f, [(0, y), (0, -28)], 46, paint) + marks.oval(f, 0, -22, half * 0.36, 20, paint)
    top = marks.oval(f, 0, y + 22, half, down, pen.BARK) + marks.oval(f, 0, y, half, down, paint)
    light = pen.OAK if paint == pen.WOOD else pen.WHITE
    shine = marks.oval(
        f, 0, y - 6, half * 0.9, down * 0.82, light, outlined=False, opacity=1 if paint == pen.WOOD else 0.3
    )
    return foot + top + shine


def _round_table_extent(o: Options) -> Extent:
    half, high = o.number("width") / 2, o.number("height")
    return -half, -high - half * 0.2, half, 0


def _desk(f: Frame, o: Options) -> str:
    half, top, paint = o.number("width") / 2, -o.number("height"), o.paint()
    front = pen.OAK if paint == pen.WOOD else paint
    legs = _legs(f, (half - 46, top + 26), (half - 30, -15), 30, paint)
    panel = marks.box(f, 50 - half, top + 20, 2 * half - 100, 144, front)
    drawer = marks.box(f, half - 226, top + 46, 150, 66, front)
    knob = marks.oval(f, half - 151, top + 79, 11, 11, pen.BARK)
    return legs + panel + drawer + knob + _top(f, half, top, o.number("depth"), paint)


# --- seats: `height` is the height of the seat --------------------------------------------------------------------


def _chair(f: Frame, o: Options) -> str:
    half, seat, back, paint = o.number("width") / 2, -o.number("height"), o.number("back"), o.paint()
    if o.word("seen") == "side":
        legs = "".join(marks.bar(f, [(s * 60, seat + 8), (s * 69, -10)], 20, paint) for s in SIDES)
        rest = marks.bar(f, [(-70, seat), (-88, seat - back)], 26, paint)
        return legs + rest + marks.bar(f, [(-72, seat + 12), (72, seat + 12)], 26, paint)
    half -= 10
    legs = _legs(f, (half - 14, seat), (half - 8, -10), 20, paint)
    rest = [
        (4 - half, seat), (4 - half, seat), (2 - half, seat - back + 20), (22 - half, seat - back),
        (half - 22, seat - back), (half - 2, seat - back + 20), (half - 4, seat), (half - 4, seat),
    ]  # fmt: skip
    board = [(-half - 6, seat - 14), (half + 6, seat - 14), (half + 10, seat + 16), (-half - 10, seat + 16)]
    slats = marks.seams(f, [[(s * half * 0.36, seat - back + 34), (s * half * 0.34, seat - 34)] for s in SIDES])
    return legs + marks.soft(f, rest, paint) + slats + marks.flat(f, board, paint)


def _chair_extent(o: Options) -> Extent:
    half, high = o.number("width") / 2, o.number("height") + o.number("back")
    return (-102, -high - 14, 86, 0) if o.word("seen") == "side" else (-half, -high, half, 0)


def _stool(f: Frame, o: Options) -> str:
    seat, paint = -o.number("height"), o.paint()
    legs = _legs(f, (44, seat + 20), (62, -10), 20, paint)
    rung = marks.bar(f, [(-54, seat * 0.36), (54, seat * 0.36)], 14, paint)
    return rung + legs + marks.oval(f, 0, seat + 18, 76, 20, paint) + marks.oval(f, 0, seat + 6, 76, 20, paint)


def _stool_extent(o: Options) -> Extent:
    return -80, -o.number("height") - 16, 80, 0


def _high_chair(f: Frame, o: Options) -> str:
    """A child's chair; `front` is the tray before the child."""
    paint, part = o.paint(), o.word("part")
    tray = marks.soft(f, marks.rounded(-116, -262, 232, 36, 17), pen.WHITE)
    if part == "front":
        return tray
    legs = _legs(f, (64, -190), (96, -12), 24, paint)
    step = marks.soft(f, marks.rounded(-92, -104, 184, 26, 12), paint)
    back = marks.soft(f, marks.rounded(-78, -420, 156, 250, 52), paint)
    pad = marks.soft(f, marks.rounded(-52, -394, 104, 176, 36), pen.CREAM)
    seat = marks.soft(f, marks.rounded(-90, -222, 180, 48, 20), paint)
    arms = "".join(marks.bar(f, [(s * 92, -250), (s * 82, -200)], 20, paint) for s in SIDES)
    return legs + step + back + pad + arms + seat + ("" if part == "behind" else tray)


def _bench(f: Frame, o: Options) -> str:
    half, seat, paint = o.number("width") / 2 - 30, -o.number("height"), o.paint()
    rest = "".join(marks.bar(f, [(-half, seat - up), (half, seat - up)], 34, paint) for up in (150, 98))
    legs = _legs(f, (half - 60, seat - 150), (half - 60, -12), 20, pen.GOWN)
    return legs + rest + marks.bar(f, [(-half - 6, seat + 6), (half + 6, seat + 6)], 40, paint)


def _bench_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -o.number("height") - 172, half, 0


def _sofa(f: Frame, o: Options) -> str:
    half, seat, paint = o.number("width") / 2 - 54, -o.number("height"), o.paint()
    back = [
        (30 - half, seat - 210), (0, seat - 224), (half - 30, seat - 210), (half, seat - 150),
        (half, -90), (-half, -90), (-half, seat - 150),
    ]  # fmt: skip
    cushion = [(40 - half, seat - 18), (half - 40, seat - 18), (half - 30, -50), (30 - half, -50)]
    feet = _legs(f, (half - 60, -40), (half - 60, -14), 24, pen.BARK)
    arm = [(-48, seat - 62), (0, seat - 84), (48, seat - 62), (52, -90), (40, -28), (-40, -28), (-52, -90)]
    arms = "".join(marks.soft(f, [(s * half + x, y) for x, y in arm], paint) for s in SIDES)
    places = max(1, round(half / 230))
    gaps = [(2 * half - 90) * i / places - half + 45 for i in range(1, places)]
    parts = marks.seams(
        f, [[(x, seat - 190), (x, seat - 34)] for x in gaps] + [[(x, seat + 4), (x, -64)] for x in gaps]
    )
    return feet + marks.soft(f, back, paint) + marks.flat(f, cushion, paint) + parts + arms


def _sofa_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -o.number("height") - 224, half, 0


def _cushion(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    corners = [(-1, -1), (0, -0.86), (1, -1), (0.88, 0), (1, 1), (0, 0.88), (-1, 1), (-0.88, 0)]
    drawn = marks.soft(f, [(x * half, y * half) for x, y in corners], o.paint())
    button = half * 0.1
    return drawn + (
        marks.oval(f, 0, 0, button, button, pen.WHITE, outlined=False, opacity=0.6) if marks.is_fine(f) else ""
    )


SEEN = Choice(("front", "side"), "front")

KINDS = (
    Thing(
        "table", _table, 620, 242, surface=True, extent=_table_extent,
        options={
            "width": Range(160, 1300, 620), "height": Range(90, 320, 220), "depth": Range(14, 120, 22),
            "colour": colour("wood"), "cloth": Choice(("none", *PAINTS), "none"),
        },
    ),
    Thing(
        "round_table", _round_table, 620, 282, surface=True, extent=_round_table_extent,
        options={"width": Range(200, 1200, 620), "height": Range(100, 360, 220), "colour": colour("wood")},
    ),
    Thing(
        "desk", _desk, 600, 252, surface=True, extent=_table_extent,
        options={
            "width": Range(360, 900, 600), "height": Range(190, 320, 230), "depth": Range(14, 80, 22),
            "colour": colour("wood"),
        },
    ),
    Thing(
        "table_cloth", _table_cloth, 560, 124,
        options={"width": Range(160, 1240, 560), "colour": colour("white")},
    ),
    Thing(
        "chair", _chair, 190, 380, behind=True, extent=_chair_extent,
        options={
            "width": Range(130, 300, 190), "height": Range(120, 300, 180), "back": Range(120, 320, 200),
            "colour": colour("wood"), "seen": SEEN,
        },
    ),
    Thing(
        "armchair", _sofa, 400, 394, behind=True, extent=_sofa_extent,
        options={"width": Range(320, 480, 400), "height": Range(130, 240, 170), "colour": colour("orange")},
    ),
    Thing(
        "stool", _stool, 160, 196, behind=True, extent=_stool_extent,
        options={"height": Range(100, 260, 180), "colour": colour("wood")},
    ),
    Thing(
        "sofa", _sofa, 980, 394, behind=True, extent=_sofa_extent,
        options={"width": Range(560, 1300, 980), "height": Range(130, 240, 170), "colour": colour("teal")},
    ),
    Thing(
        "cushion", _cushion, 120, 120, hangs=True, extent=square,
        options={"width": Range(70, 200, 120), "colour": colour("yellow")},
    ),
    Thing(
        "bench", _bench, 700, 372, behind=True, extent=_bench_extent,
        options={"width": Range(300, 1100, 700), "height": Range(150, 240, 200), "colour": colour("wood")},
    ),
    Thing(
        "high_chair", _high_chair, 240, 424, behind=True, extent=of_parts((-120, -424, 120, 0), front=(-120, -266, 120, -222)),
        options={"colour": colour("teal"), "part": PART},
    ),
)  # fmt: skip
