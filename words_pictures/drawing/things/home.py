"""What belongs to the room itself: openings, what hangs on its walls and lies on its floor."""

from __future__ import annotations

import math
from dataclasses import replace

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Choice, Extent, Options, Range, Thing, colour, square, yes_or_no

SIDES = (-1, 1)


# --- on the floor -----------------------------------------------------------------------------------------------------


def _rug(f: Frame, o: Options) -> str:
    """A rug with corners and a fringe, seen from the side."""
    half, high = o.number("width") / 2 - 12, o.number("height")
    lean = high * 0.5
    fringe = marks.is_fine(f) * "".join(
        marks.straight(
            f, [(s * (half - lean * share), -high * share), (s * (half - lean * share + 14), 6 - high * share)]
        )
        for s in SIDES
        for share in (0.1, 0.3, 0.5, 0.7, 0.9)
    )
    whole = [(lean - half, -high), (half - lean, -high), (half, 0), (-half, 0)]
    stripe = [(x * 0.92, y * 0.76 - high * 0.12) for x, y in whole]
    inner = [(x * 0.84, y * 0.56 - high * 0.22) for x, y in whole]
    drawn = fringe + marks.flat(f, whole, o.paint("border")) + marks.flat(f, stripe, pen.CREAM, outlined=False)
    return drawn + marks.flat(f, inner, o.paint(), outlined=False)


def _carpet_round(f: Frame, o: Options) -> str:
    half, down = o.number("width") / 2, o.number("height") / 2
    inner = marks.oval(f, 0, -down, half * 0.84, down * 0.76, o.paint(), outlined=False)
    return marks.oval(f, 0, -down, half, down, o.paint("border")) + inner


def _light_from_door(f: Frame, o: Options) -> str:
    half, reach, slant = o.number("width") / 2, o.number("height"), o.number("slant")
    patch = [
        (-half, -reach), (half, -reach), (half + slant + reach * 0.5, 0), (slant - half - reach * 0.3, 0),
    ]  # fmt: skip
    return marks.flat(f, patch, pen.GLOW, outlined=False, opacity=0.5)


def _light_extent(o: Options) -> Extent:
    half, reach, slant = o.number("width") / 2, o.number("height"), o.number("slant")
    return min(-half, slant - half - reach * 0.3), -reach, max(half, half + slant + reach * 0.5), 0


def _stairs(f: Frame, o: Options) -> str:
    """Steps that go up towards the side one faces, with a rail."""
    count, wide, high = int(o.number("steps")), o.number("width"), o.number("height")
    run, rise, left = wide / count, high / count, -wide / 2
    outline: list[Point] = [(left, 0)]
    for i in range(count):
        outline += [(left + i * run, -(i + 1) * rise), (left + (i + 1) * run, -(i + 1) * rise)]
    treads = marks.flat(f, [*outline, (left + wide, 0)], o.paint())
    sides = [[(left + i * run + 10, -i * rise), (left + wide - 10, -i * rise)] for i in range(1, count)]
    lines = marks.seams(f, sides)
    posts = [(left + run * (i + 0.5), -(i + 1) * rise) for i in (0, count // 2, count - 1)]
    rail = "".join(marks.bar(f, [(x, y - 150), (x, y - 10)], 18, pen.BARK) for x, y in posts)
    rail += marks.bar(f, [(posts[0][0], posts[0][1] - 152), (posts[-1][0], posts[-1][1] - 152)], 24, pen.BARK)
    return (rail if o.yes("rail") else "") + treads + lines


def _stairs_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -o.number("height") - (168 if o.yes("rail") else 0), half, 0


# --- openings ----------------------------------------------------------------------------------------------------------


def _window(f: Frame, o: Options) -> str:
    half, high = o.number("width") / 2 - 34, o.number("height") / 2 - 26
    wide, tall = 2 * half, 2 * high - 10
    top = -high
    sky = {"night": pen.NAVY, "evening": pen.PEACH, "lit": pen.LIGHT}.get(o.word("time"), pen.SKY)
    frame = marks.box(f, -half - 14, top - 14, wide + 28, tall + 28, pen.WHITE)
    view = _view(f, half, top, wide, tall, o.word("time"))
    sill = marks.box(f, -half - 34, top + tall + 12, wide + 68, 24, pen.WHITE)
    return frame + marks.box(f, -half, top, wide, tall, sky, outlined=marks.is_fine(f)) + view + sill


def _view(f: Frame, half: float, top: float, wide: float, tall: float, time: str) -> str:
    """What is seen through the glass; nothing where a lamp burns behind it."""
    match time:
        case "night":
            return _night(f, half, top, wide, tall)
        case "lit":
            return ""
        case _:
            return _hill(f, half, top, wide, tall, time)


def _night(f: Frame, half: float, top: float, wide: float, tall: float) -> str:
    at = [(-half + wide * a, top + tall * b) for a, b in ((0.26, 0.22), (0.36, 0.66), (0.82, 0.74))]
    stars = star_path(f, at, 9)
    return moon_path(f, -half + wide * 0.62, top + tall * 0.36, min(wide, tall) * 0.17) + stars


def _hill(f: Frame, half: float, top: float, wide: float, tall: float, time: str) -> str:
    slope = [(4 - half, top + tall * 0.74), (-half + wide * 0.4, top + tall * 0.6), (half - 4, top + tall * 0.78)]
    foot = [(half - 4, top + tall - 4), (4 - half, top + tall - 4)]
    corners = [point for point in foot for _ in range(2)]
    hill = marks.soft(f, [slope[0], *slope, slope[-1], *corners], pen.SAGE, outlined=False)
    if time == "evening":
        sun = marks.oval(f, -half + wide * 0.6, top + tall * 0.5, wide * 0.13, wide * 0.13, pen.YELLOW, outlined=False)
        return sun + hill
    return hill + cloud_path(f, -half + wide * 0.6, top + tall * 0.28, wide * 0.2)


def cloud_path(f: Frame, x: float, y: float, size: float) -> str:
    """A white cloud without an outline around (x, y), `size` half its width."""
    rim = [(-0.9, 0.3), (-1.02, -0.02), (-0.7, -0.26), (-0.46, -0.3), (-0.1, -0.58), (0.3, -0.42), (0.62, -0.36)]
    rim += [(0.9, -0.12), (1.02, 0.12), (0.9, 0.3)]
    points = [(x + a * size, y + b * size) for a, b in rim]
    return marks.soft(f, [points[0], *points, points[-1]], pen.WHITE, outlined=False)


def moon_path(f: Frame, x: float, y: float, radius: float, *, outlined: bool = False) -> str:
    """A waning moon around (x, y)."""
    outer = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in (math.tau * i / 12 for i in range(2, 11))]
    inner = [(x - radius * a, y + radius * b) for a, b in ((0.09, -0.5), (0.25, 0), (0.09, 0.5))]
    return marks.soft(f, [outer[0], *outer, outer[-1], *inner], pen.LIGHT, outlined=outlined)


def star_path(f: Frame, at: list[Point], size: float) -> str:
    """Small four-pointed stars in one path."""
    stars = [
        [
            (x + size * (1 if i % 2 == 0 else 0.4) * math.sin(math.pi * i / 4),
             y - size * (1 if i % 2 == 0 else 0.4) * math.cos(math.pi * i / 4))
            for i in range(8)
        ]
        for x, y in at
    ]  # fmt: skip
    return marks.flats(f, stars, pen.LIGHT, outlined=False)


def _curtain(f: Frame, o: Options) -> str:
    """Two curtains on a rail; a window of the same width less 170 fits between them."""
    half, high, paint = o.number("width") / 2, o.number("height"), o.paint()
    top, low = -high / 2 + 8, high / 2
    drawn = marks.bar(f, [(8 - half, top), (half - 8, top)], 9, pen.BARK)
    for s in SIDES:
        cloth = [
            (s * (half - 116), top), (s * (half - 116), top), (s * (half - 18), top), (s * (half - 18), top),
            (s * (half - 10), top + high * 0.6), (s * half, low - 8), (s * half, low - 8),
            (s * (half - 74), low), (s * (half - 74), low), (s * (half - 82), top + high * 0.5),
        ]  # fmt: skip
        drawn += marks.soft(f, cloth, paint)
    folds = [[(s * (half - 50), top + 24), (s * (half - 46), 0), (s * (half - 38), low - 30)] for s in SIDES]
    return drawn + marks.seams(f, folds)


def _door(f: Frame, o: Options) -> str:
    half, high, paint = o.number("width") / 2 - 20, o.number("height") - 20, o.paint()
    wide = 2 * half
    frame = marks.box(f, -half - 20, -high - 20, wide + 40, high + 20, pen.WHITE)
    leaf = marks.box(f, -half, -high, wide, high, paint)
    panels = "".join(
        marks.box(f, -half + wide * 0.18, -high * top, wide * 0.64, high * 0.36, paint) for top in (0.92, 0.46)
    )
    return frame + leaf + panels + marks.oval(f, half - 28, -high * 0.48, 14, 14, pen.YELLOW)


def _open_door(f: Frame, o: Options) -> str:
    half, high, paint = o.number("width") / 2 - 20, o.number("height") - 20, o.paint()
    frame = marks.box(f, -half - 20, -high - 20, 2 * half + 40, high + 20, pen.WHITE)
    light = {"light": pen.LIGHT, "day": pen.SKY, "dark": pen.SLATE}[o.word("behind")]
    room = marks.box(f, -half, -high, 2 * half, high, light)
    wide = half * 0.8
    leaf = marks.flat(f, [(half, -high), (half + wide, -high - 34), (half + wide, 40), (half, 0)], paint)
    return frame + room + leaf + marks.oval(f, half + wide * 0.8, -high * 0.46, 13, 14, pen.YELLOW)


def _open_door_extent(o: Options) -> Extent:
    half, high = o.number("width") / 2 - 20, o.number("height") - 20
    return -half - 20, -high - 34, half * 1.8, 40


# --- on the wall -------------------------------------------------------------------------------------------------------


def _picture_frame(f: Frame, o: Options) -> str:
    half, high = o.number("width") / 2, o.number("height") / 2
    paper = marks.box(f, -half, -high, 2 * half, 2 * high, pen.WHITE)
    return paper + DRAWINGS[o.word("shows")](Frame(*f.at(0, 0), f.angle, f.scale * min(half, high) / 70, f.mirrored))


def _sun(f: Frame) -> str:
    rays = [
        ((34 * math.cos(a), 34 * math.sin(a)), (52 * math.cos(a), 52 * math.sin(a)))
        for a in (math.tau * i / 8 for i in range(8))
    ]
    lines = pen.drawn(pen.dash([(f.at(*start), f.at(*end)) for start, end in rays]), colour=pen.ORANGE)
    return marks.oval(f, 0, 0, 24, 24, pen.YELLOW, outlined=False) + lines


def _fish(f: Frame) -> str:
    tail = marks.flat(f, [(24, 0), (52, -22), (52, 22)], pen.TEAL, outlined=False)
    body = marks.oval(f, -6, 0, 36, 22, pen.TEAL, outlined=False)
    return tail + body + marks.oval(f, -22, -5, 3.5, 3.5, pen.INK, outlined=False)


def _fox(f: Frame) -> str:
    head = [(-44, -44), (-20, -26), (20, -26), (44, -44), (38, 2), (0, 40), (-38, 2)]
    eyes = marks.ovals(f, [(-16, 0), (16, 0)], 4, 5, pen.INK, outlined=False)
    nose = marks.oval(f, 0, 34, 6, 5, pen.INK, outlined=False)
    return marks.flat(f, head, pen.ORANGE, outlined=False) + eyes + nose


def _heart(f: Frame) -> str:
    return marks.heart(f, 0, 2, 40, pen.RED)


def _house(f: Frame) -> str:
    walls = marks.box(f, -30, -6, 60, 44, pen.STRAW, outlined=False)
    roof = marks.flat(f, [(-44, -4), (0, -42), (44, -4)], pen.RED, outlined=False)
    return walls + roof + marks.box(f, -9, 10, 18, 28, pen.TEAL, outlined=False)


def _flower(f: Frame) -> str:
    stem = marks.band(f, [(0, 0), (2, 44)], 7, pen.GREEN)
    petals = marks.ovals(f, marks.ring(0, -12, 20, 6), 12, 12, pen.BERRY, outlined=False)
    return stem + petals + marks.oval(f, 0, -12, 11, 11, pen.YELLOW, outlined=False)


def _empty(f: Frame) -> str:
    del f
    return ""


DRAWINGS = {
    "fox": _fox,
    "sun": _sun,
    "fish": _fish,
    "heart": _heart,
    "house": _house,
    "flower": _flower,
    "nothing": _empty,
}
"""What a child's drawing shows, on a sheet whose half is 70 px."""


def _mirror(f: Frame, o: Options) -> str:
    half, high = o.number("width") / 2, o.number("height") / 2
    glass = marks.oval(f, 0, 0, half, high, o.paint()) + marks.oval(
        f, 0, 0, half - 20, high - 20, pen.AIR, outlined=marks.is_fine(f)
    )
    if not marks.is_fine(f):
        return glass
    shines = [
        [(-half * 0.36, high * 0.1), (half * 0.08, -high * 0.5)],
        [(-half * 0.2, high * 0.34), (half * 0.3, -high * 0.28)],
    ]
    return glass + "".join(marks.band(f, shine, 12, pen.WHITE) for shine in shines)


def _clock(f: Frame, o: Options) -> str:
    """A clock, that runs the right way round whichever way it faces."""
    f = replace(f, mirrored=False)
    half = o.number("width") / 2
    face = marks.oval(f, 0, 0, half, half, o.paint()) + marks.oval(
        f, 0, 0, half * 0.82, half * 0.82, pen.WHITE, outlined=marks.is_fine(f)
    )
    hour = math.radians(o.number("hour") * 30)
    minute = math.radians((o.number("hour") % 1) * 360)
    ends = [
        (math.sin(hour) * half * 0.4, -math.cos(hour) * half * 0.4),
        (math.sin(minute) * half * 0.62, -math.cos(minute) * half * 0.62),
    ]
    hands = "".join(marks.straight(f, [(0, 0), end]) for end in ends)
    ticks = marks.dots(f, marks.ring(0, 0, half * 0.68, 4), 8, pen.STONE) if marks.is_fine(f) else ""
    return face + ticks + hands


def _calendar(f: Frame, o: Options) -> str:
    """A month: suns, and the colours of who comes; no writing."""
    wide, high = o.number("width"), o.number("height") - 16
    left, top = -wide / 2, 16 - o.number("height") / 2
    head = high * 0.2
    drawn = marks.box(f, left, top, wide, high, pen.WHITE) + marks.box(f, left, top, wide, head, o.paint())
    drawn += _small_sun(f, 0, top + head / 2, head * 0.2)
    colours = (pen.BERRY, pen.LILAC, pen.GREEN, pen.BERRY, pen.TEAL, pen.ORANGE, pen.BLUE)
    for who, paint in enumerate(colours):
        days = [
            (left + wide * ((who - row * 3) % 7 + 0.7) / 7.4, top + high * (0.32 + row * 0.185)) for row in range(4)
        ]
        drawn += marks.dots(f, days if who < 6 else days[:2], wide / 12, paint)
    for row in (2, 3):
        drawn += _small_sun(
            f, left + wide * ((6 - row * 3) % 7 + 0.7) / 7.4, top + high * (0.32 + row * 0.185), wide / 40
        )
    rings = [(left + wide * share, top) for share in (0.25, 0.75)]
    return drawn + "".join(marks.straight(f, [(x, y - 14), (x, y + 14)]) for x, y in rings)


def _small_sun(f: Frame, x: float, y: float, radius: float) -> str:
    rays = [
        (f.at(*a), f.at(*b))
        for a, b in zip(marks.ring(x, y, radius * 1.6, 8), marks.ring(x, y, radius * 2.1, 8), strict=True)
    ]
    width = round(max(radius * 0.5 * f.scale, 1.5), 1)
    return marks.oval(f, x, y, radius, radius, pen.YELLOW, outlined=False) + pen.drawn(
        pen.dash(rays), colour=pen.YELLOW, width=width
    )


TIME = Choice(("day", "evening", "night", "lit"), "day")

KINDS = (
    Thing(
        "rug", _rug, 640, 90,
        options={
            "width": Range(200, 1400, 640), "height": Range(50, 220, 90), "colour": colour("sage"), "border": colour("pine"),
        },
    ),
    Thing(
        "carpet_round", _carpet_round, 640, 90,
        options={
            "width": Range(160, 1400, 640), "height": Range(40, 400, 90), "colour": colour("peach"), "border": colour("red"),
        },
    ),
    Thing(
        "light_from_door", _light_from_door, 300, 210, extent=_light_extent,
        options={"width": Range(120, 600, 300), "height": Range(80, 400, 210), "slant": Range(-400, 400, 10)},
    ),
    Thing(
        "stairs", _stairs, 620, 588, behind=True, extent=_stairs_extent,
        options={
            "width": Range(240, 1300, 620), "height": Range(120, 700, 420), "steps": Range(2, 9, 5), "colour": colour("oak"),
            "rail": yes_or_no("yes"),
        },
    ),
    Thing(
        "window", _window, 348, 342, hangs=True, behind=True,
        options={"width": Range(180, 760, 348), "height": Range(170, 620, 342), "time": TIME},
    ),
    Thing(
        "curtain", _curtain, 440, 370, hangs=True, behind=True,
        options={"width": Range(300, 900, 440), "height": Range(200, 760, 370), "colour": colour("sage")},
    ),
    Thing(
        "door", _door, 340, 720, behind=True,
        options={"width": Range(96, 500, 340), "height": Range(120, 900, 720), "colour": colour("teal")},
    ),
    Thing(
        "open_door", _open_door, 472, 774, behind=True, extent=_open_door_extent,
        light=lambda f, o: marks.glow(f, 0, -(o.number("height") - 20) * 0.5, 420),
        options={
            "width": Range(180, 560, 340), "height": Range(240, 900, 720), "colour": colour("teal"),
            "behind": Choice(("light", "day", "dark"), "light"), "lit": yes_or_no(),
        },
    ),
    Thing(
        "picture_frame", _picture_frame, 150, 170, hangs=True, behind=True,
        options={
            "width": Range(90, 420, 150), "height": Range(90, 420, 170), "shows": Choice(tuple(DRAWINGS), "fox"),
        },
    ),
    Thing(
        "mirror", _mirror, 180, 250, hangs=True, behind=True,
        options={"width": Range(110, 400, 180), "height": Range(110, 560, 250), "colour": colour("wood")},
    ),
    Thing(
        "clock", _clock, 130, 130, hangs=True, behind=True, extent=square,
        options={"width": Range(80, 260, 130), "hour": Range(0, 12, 4), "colour": colour("teal")},
    ),
    Thing(
        "calendar", _calendar, 260, 216, hangs=True, behind=True,
        options={"width": Range(140, 600, 260), "height": Range(120, 500, 216), "colour": colour("red")},
    ),
)  # fmt: skip
