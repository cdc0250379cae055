"""The rooms, streets and things of the demo drawings, with the same pen as the people."""

from __future__ import annotations

import math

from words_pictures.demo import pen
from words_pictures.demo.pen import FINE, INK, Frame, Point

HORIZON = 880
"""Where wall and floor meet; people stand below it, the ground is at about three quarters of the page."""


def backdrop(wall: str, floor: str, *, horizon: float = HORIZON, seed: float = 1) -> str:
    """Wall and floor as two washes of paint that leave the paper's edge free."""
    left, right, top, bottom = 34, 1566, 36, 1166
    upper = [(left + 20, top + 8), (420, top - 6), (800, top + 6), (1200, top - 8), (right - 16, top + 10)]
    upper += [(right, top + 40), (right + 4, 480), (right - 4, horizon), (right - 4, horizon)]
    upper += [(left, horizon), (left, horizon), (left - 6, 460), (left + 2, top + 40)]
    lower = [
        (left, horizon - 6),
        (left, horizon - 6),
        (right - 4, horizon - 6),
        (right - 4, horizon - 6),
        (right + 4, 1010),
    ]
    lower += [(right - 6, bottom - 30), (right - 34, bottom), (1150, bottom + 8), (760, bottom - 5)]
    lower += [(380, bottom + 8), (left + 30, bottom - 2), (left + 2, bottom - 34), (left - 5, 1000)]
    return "".join(
        [
            pen.shape(pen.shaken(upper, 3, seed), wall, outlined=False),
            pen.shape(pen.shaken(lower, 3, seed), floor, outlined=False),
            grain(90, top + 60, 1420, horizon - top - 130, seed),
            grain(90, horizon + 40, 1420, bottom - horizon - 90, seed + 4, steps=5),
        ]
    )


def grain(x: float, y: float, width: float, height: float, seed: float, steps: int = 9) -> str:
    """A few pale strokes of the brush in one path, so that a wall is paint and not a flat area."""
    data = ""
    for i in range(steps):
        start = x + width * ((seed * 0.37 + i * 0.61803) % 1) * 0.8
        line = y + height * (i + 0.5) / steps
        length = 150 + 190 * ((seed * 0.71 + i * 0.41421) % 1)
        data += f"M{start:.0f} {line:.0f}q{length / 2:.0f} {-6 if i % 2 else 7} {length:.0f} 0"
    return f'<path d="{data}" stroke="{pen.WHITE}" stroke-width="15" opacity=".15"/>'


def skirting(colour: str = pen.WHITE, horizon: float = HORIZON) -> str:
    """The board along the foot of a wall."""
    return pen.edge([(40, horizon), (1560, horizon)], colour=colour, width=16)


def shade(x: float, y: float, across: float, down: float = 16) -> str:
    """The soft shadow under whoever stands here; the light is from the left."""
    return pen.spot(x + across * 0.12, y, across, down, INK, outlined=False, opacity=0.13)


def glow(x: float, y: float, radius: float, colour: str = pen.GLOW) -> str:
    """Lamplight in three rings."""
    rings = [(1.0, 0.15), (0.68, 0.18), (0.4, 0.26)]
    return "".join(
        pen.spot(x, y, radius * share, radius * share * 0.94, colour, outlined=False, opacity=opacity)
        for share, opacity in rings
    )


def rug(x: float, y: float, across: float, down: float, colour: str, border: str) -> str:
    """A round rug seen from the side."""
    return pen.spot(x, y, across, down, border) + pen.spot(x, y, across * 0.84, down * 0.76, colour, outlined=False)


def window(x: float, y: float, width: float, height: float, *, night: bool = False) -> str:
    """A window with curtains; by night with the moon, by day with a hill and a cloud."""
    drawn = pen.box(x - 14, y - 14, width + 28, height + 28, pen.WHITE)
    drawn += pen.box(x, y, width, height, pen.NAVY if night else pen.SKY)
    if night:
        drawn += moon(x + width * 0.62, y + height * 0.36, min(width, height) * 0.17)
        drawn += "".join(star(x + width * a, y + height * b, 9) for a, b in ((0.26, 0.22), (0.36, 0.66), (0.82, 0.74)))
    else:
        slope = [(x + 4, y + height * 0.74), (x + width * 0.4, y + height * 0.6), (x + width - 4, y + height * 0.78)]
        foot = [(x + width - 4, y + height - 4), (x + 4, y + height - 4)]
        hill = [slope[0], *slope, slope[-1], *(point for point in foot for _ in range(2))]
        drawn += pen.shape(hill, pen.SAGE, outlined=False)
        drawn += cloud(x + width * 0.6, y + height * 0.28, width * 0.2)
    sill = pen.box(x - 34, y + height + 12, width + 68, 24, pen.WHITE)
    return drawn + sill


def curtains(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Two curtains beside a window that begins at (x, y)."""
    drawn = pen.edge([(x - 84, y - 40), (x + width + 84, y - 40)], colour=pen.BARK, width=13)
    for side, at in ((-1, x - 6), (1, x + width + 6)):
        cloth = [(at - side * 26, y - 40), (at - side * 26, y - 40), (at + side * 66, y - 40), (at + side * 66, y - 40)]
        cloth += [
            (at + side * 74, y + height * 0.6),
            (at + side * 84, y + height + 70),
            (at + side * 84, y + height + 70),
        ]
        cloth += [
            (at + side * 10, y + height + 76),
            (at + side * 10, y + height + 76),
            (at + side * 2, y + height * 0.5),
        ]
        drawn += pen.shape(cloth, colour)
        drawn += pen.stroke(
            [(at + side * 34, y - 20), (at + side * 38, y + height * 0.5), (at + side * 46, y + height + 50)],
            width=FINE,
            opacity=0.35,
        )
    return drawn


def moon(x: float, y: float, radius: float) -> str:
    """A waning moon."""
    outer = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in (math.tau * i / 12 for i in range(2, 11))]
    inner = [(x + radius * 0.28, y - radius * 0.52), (x - radius * 0.12, y), (x + radius * 0.2, y + radius * 0.5)]
    return pen.shape([outer[0], *outer, outer[-1], *inner], pen.LIGHT, outlined=False)


def star(x: float, y: float, size: float) -> str:
    """A small star."""
    points = [
        (
            x + (size if i % 2 == 0 else size * 0.4) * math.sin(math.pi * i / 4),
            y - (size if i % 2 == 0 else size * 0.4) * math.cos(math.pi * i / 4),
        )
        for i in range(8)
    ]
    return pen.board(points, pen.LIGHT, outlined=False)


def cloud(x: float, y: float, size: float, colour: str = pen.WHITE, *, outlined: bool = False) -> str:
    """A cloud, `size` half its width."""
    share = [(-0.9, 0.3), (-0.94, -0.06), (-0.5, -0.24), (-0.1, -0.5), (0.38, -0.32), (0.84, -0.1), (0.9, 0.3)]
    return pen.filled(_bumps([(x + a * size, y + b * size) for a, b in share], flat=True), colour, outlined=outlined)


def _bumps(rim: list[Point], *, flat: bool = False) -> str:
    """Path data of round bumps from point to point; `flat` closes it with a straight foot."""
    data = f"M{rim[0][0]:.0f} {rim[0][1]:.0f}"
    ends = rim[1:] if flat else [*rim[1:], rim[0]]
    last = rim[0]
    for end in ends:
        radius = math.dist(last, end) * 0.6
        data += f"A{radius:.0f} {radius:.0f} 0 0 1 {end[0]:.0f} {end[1]:.0f}"
        last = end
    return data + "z"


def plant(x: float, y: float, scale: float = 1) -> str:
    """A pot plant standing at (x, y)."""
    frame = Frame(x, y, 0, scale)
    drawn = ""
    for angle, length in ((-52, 150), (50, 150), (-24, 205), (26, 195), (0, 225)):
        leaf = Frame(*frame.at(0, -80), angle, scale)
        drawn += pen.shape(leaf.all([(0, 0), (-30, -length * 0.55), (0, -length), (30, -length * 0.55)]), pen.GREEN)
    pot = [(-50, -92), (50, -92), (40, 0), (-40, 0)]
    return drawn + pen.board(frame.all(pot), pen.ORANGE)


def picture(x: float, y: float, width: float, height: float, kind: str = "fox") -> str:
    """One of Mila's own drawings on the wall: her fox, a sun or a fish."""
    paper = pen.box(x, y, width, height, pen.WHITE)
    cx, cy, s = x + width / 2, y + height / 2, min(width, height) / 140
    if kind == "sun":
        rays = "".join(
            pen.stroke(
                [
                    (cx + 34 * s * math.cos(a), cy + 34 * s * math.sin(a)),
                    (cx + 52 * s * math.cos(a), cy + 52 * s * math.sin(a)),
                ],
                colour=pen.ORANGE,
                width=FINE,
            )
            for a in (math.tau * i / 8 for i in range(8))
        )
        return paper + pen.spot(cx, cy, 24 * s, 24 * s, pen.YELLOW, outlined=False) + rays
    if kind == "fish":
        body = pen.spot(cx - 6 * s, cy, 36 * s, 22 * s, pen.TEAL, outlined=False)
        tail = [(cx + 24 * s, cy), (cx + 52 * s, cy - 22 * s), (cx + 52 * s, cy + 22 * s)]
        return (
            paper
            + pen.board(tail, pen.TEAL, outlined=False)
            + body
            + pen.spot(cx - 22 * s, cy - 5, 3, 3, INK, outlined=False)
        )
    head = [(-44, -44), (-20, -26), (20, -26), (44, -44), (38, 2), (0, 40), (-38, 2)]
    lines = pen.board([(cx + a * s, cy + b * s) for a, b in head], pen.ORANGE, outlined=False)
    eyes = "".join(pen.spot(cx + a * s, cy, 4 * s, 5 * s, INK, outlined=False) for a in (-16, 16))
    return paper + lines + eyes + pen.spot(cx, cy + 34 * s, 6 * s, 5 * s, INK, outlined=False)


def fox(x: float, y: float, scale: float = 1, angle: float = 0, *, mirrored: bool = False) -> str:
    """Vos, the toy fox, sitting at (x, y); 180 degrees puts him on his head."""
    f = Frame(x, y, angle, scale, mirrored)
    ear = [
        [(s * 50, -118), (s * 50, -118), (s * 54, -176), (s * 54, -176), (s * 14, -146), (s * 14, -146)]
        for s in (-1, 1)
    ]
    tail = [(28, -14), (74, -8), (98, -48), (90, -86), (72, -92), (72, -62), (56, -40), (24, -40)]
    tip = [(97, -58), (90, -86), (72, -92), (72, -66), (84, -60)]
    body = [(0, -96), (32, -76), (44, -30), (34, -2), (0, 2), (-34, -2), (-44, -30), (-32, -76)]
    head = [(0, -152), (40, -146), (62, -108), (44, -82), (0, -66), (-44, -82), (-62, -108), (-40, -146)]
    cheeks = [[(s * 58, -106), (s * 42, -85), (s * 3, -70), (s * 3, -78), (s * 20, -100)] for s in (-1, 1)]
    drawn = pen.shape(f.all(tail), pen.ORANGE) + pen.shape(f.all(tip), pen.WHITE)
    drawn += "".join(pen.shape(f.all(e), pen.ORANGE) for e in ear)
    drawn += pen.shape(f.all(body), pen.ORANGE)
    drawn += pen.filled(f.oval(0, -34, 19, 26), pen.WHITE, outlined=False)
    drawn += "".join(pen.filled(f.oval(s * 24, -6, 17, 11), pen.ORANGE) for s in (-1, 1))
    drawn += pen.shape(f.all(head), pen.ORANGE)
    drawn += "".join(pen.shape(f.all(c), pen.WHITE, outlined=False) for c in cheeks)
    drawn += "".join(pen.filled(f.oval(s * 22, -114, 6.5, 8), INK, outlined=False) for s in (-1, 1))
    return drawn + pen.filled(f.oval(0, -76, 11, 8), INK, outlined=False)


def sofa(x: float, y: float, width: float, colour: str) -> str:
    """A sofa whose seat is at height `y`, centred at x."""
    half = width / 2
    back = [
        (x - half + 30, y - 210),
        (x, y - 224),
        (x + half - 30, y - 210),
        (x + half, y - 150),
        (x + half, y + 60),
        (x - half, y + 60),
        (x - half, y - 150),
    ]
    seat = [(x - half + 40, y - 18), (x + half - 40, y - 18), (x + half - 30, y + 100), (x - half + 30, y + 100)]
    feet = "".join(
        pen.limb([(x + s * (half - 60), y + 110), (x + s * (half - 60), y + 150)], 24, pen.BARK) for s in (-1, 1)
    )
    arms = ""
    for s in (-1, 1):
        a = x + s * half
        arms += pen.shape(
            [
                (a - 48, y - 62),
                (a, y - 84),
                (a + 48, y - 62),
                (a + 52, y + 60),
                (a + 40, y + 122),
                (a - 40, y + 122),
                (a - 52, y + 60),
            ],
            colour,
        )
    return feet + pen.shape(back, colour) + pen.board(seat, colour) + arms


def cushion(x: float, y: float, size: float, colour: str, angle: float = 0) -> str:
    """A square cushion around (x, y)."""
    corners = [(-1, -1), (0, -0.86), (1, -1), (0.88, 0), (1, 1), (0, 0.88), (-1, 1), (-0.88, 0)]
    return pen.shape(Frame(x, y, angle, size).all(corners), colour)


def table(x: float, y: float, width: float, height: float, colour: str = pen.WOOD, *, depth: float = 22) -> str:
    """A table seen from the front: the middle of its top's front edge is at (x, y), its feet `height` lower."""
    half = width / 2
    legs = "".join(
        pen.limb([(x + s * (half - 46), y + 26), (x + s * (half - 30), y + height)], 30, colour) for s in (-1, 1)
    )
    back = half - 8 - depth * 0.2
    top = [
        (x - half, y),
        (x - back, y - depth),
        (x + back, y - depth),
        (x + half, y),
        (x + half - 6, y + 22),
        (x - half + 6, y + 22),
    ]
    return legs + pen.board(top, colour)


def round_table(x: float, y: float, across: float, down: float, foot: float, colour: str = pen.WOOD) -> str:
    """A round table seen a little from above; `foot` is the floor."""
    leg = pen.limb([(x, y), (x, foot - 20)], 46, colour) + pen.spot(x, foot - 14, across * 0.36, 22, colour)
    rim = pen.spot(x, y + 22, across, down, pen.BARK)
    return leg + rim + pen.spot(x, y, across, down, colour)


def table_cloth(x: float, y: float, width: float, colour: str, dots: str) -> str:
    """A cloth hanging down from the front of a table whose top is centred at (x, y)."""
    half = width / 2 - 30
    low = [(x + half - half * i / 3, y + (112 if i % 2 == 0 else 100)) for i in range(7)]
    cloth = pen.shape([(x - half, y), (x - half, y), (x + half, y), (x + half, y), *low], colour)
    at = [(x - half + 60 + 105 * i, y + 44 + 24 * (i % 2)) for i in range(int(half * 2 / 105))]
    return cloth + pen.drawn(pen.dash(list(zip(at, at, strict=True))), colour=dots, width=22)


def chair(x: float, y: float, foot: float, colour: str = pen.WOOD, *, width: float = 150, back: float = 190) -> str:
    """An empty chair seen from the front; the seat at height `y`."""
    half = width / 2
    legs = "".join(pen.limb([(x + s * (half - 14), y), (x + s * (half - 8), foot)], 20, colour) for s in (-1, 1))
    rest = [
        (x - half + 4, y),
        (x - half + 2, y - back + 20),
        (x - half + 22, y - back),
        (x + half - 22, y - back),
        (x + half - 2, y - back + 20),
        (x + half - 4, y),
    ]
    seat = [(x - half - 6, y - 14), (x + half + 6, y - 14), (x + half + 10, y + 16), (x - half - 10, y + 16)]
    return legs + pen.shape([rest[0], *rest, rest[-1]], colour) + pen.board(seat, colour)


def stool(x: float, y: float, foot: float, facing: int, colour: str = pen.WOOD) -> str:
    """A chair seen from the side; who sits on it looks towards `facing`."""
    legs = "".join(pen.limb([(x + dx, y), (x + dx * 1.15, foot)], 20, colour) for dx in (-60, 60))
    rest = pen.limb([(x - facing * 70, y), (x - facing * 88, y - 190)], 26, colour)
    return legs + rest + pen.limb([(x - 72, y + 8), (x + 72, y + 8)], 26, colour)


def bed_behind(x: float, y: float, width: float, colour: str = pen.WOOD, facing: int = 1) -> str:
    """The part of a bed behind its sleeper: ends, mattress, pillow. `y` is the top of the mattress."""
    head = x if facing > 0 else x + width
    foot = x + width if facing > 0 else x
    high = pen.limb([(head, y - 96), (head, y + 150)], 40, colour)
    low = pen.limb([(foot, y - 20), (foot, y + 150)], 40, colour)
    mattress = pen.box(x + 8, y, width - 16, 100, pen.WHITE)
    pillow = pen.shape(
        [(head + facing * a, y + b) for a, b in ((24, -22), (40, -66), (150, -70), (196, -40), (180, 4), (60, 8))],
        pen.WHITE,
    )
    return high + low + mattress + pillow


def blanket(x: float, y: float, width: float, colour: str, dots: str, facing: int = 1, *, high: float = 92) -> str:
    """The blanket over a sleeper, from the chest to the foot of the bed."""
    chest, foot = (x, x + width) if facing > 0 else (x + width, x)
    outline = [
        (chest, y - high * 0.74),
        (chest + facing * 70, y - high),
        (chest + facing * width * 0.5, y - high * 0.74),
    ]
    outline += [
        (foot - facing * 70, y - high * 0.66),
        (foot - facing * 4, y - high * 0.2),
        (foot, y + 74),
        (foot, y + 74),
    ]
    outline += [(x + width / 2, y + 84), (chest - facing * 6, y + 74), (chest - facing * 6, y + 74)]
    drawn = pen.shape(outline, colour)
    for i in range(1, 5):
        for row in (0, 1):
            spot_x = chest + facing * (width * (i - 0.35 + 0.4 * row) / 5)
            drawn += pen.spot(spot_x, y - high * 0.32 + row * 58, 11, 11, dots, outlined=False)
    fold = [
        (chest - facing * 8, y - high * 0.74),
        (chest + facing * 26, y - high * 0.9),
        (chest + facing * 34, y + 76),
        (chest - facing * 10, y + 76),
    ]
    return drawn + pen.shape([point for point in fold for _ in range(2)], pen.WHITE)


def cot_behind(x: float, y: float, width: float, colour: str = pen.WOOD, facing: int = 1) -> str:
    """A low cot without bars: two rounded ends, a mattress and a pillow."""
    drawn = ""
    for at in (x, x + width):
        drawn += pen.shape(
            [(at - 26, y + 130), (at - 26, y - 50), (at, y - 84), (at + 26, y - 50), (at + 26, y + 130), (at, y + 136)],
            colour,
        )
    head = x + 26 if facing > 0 else x + width - 26
    pillow = [(head + facing * a, y + b) for a, b in ((0, -10), (16, -42), (100, -46), (130, -14), (60, 8))]
    return drawn + pen.box(x + 24, y, width - 48, 60, pen.WHITE) + pen.shape(pillow, pen.WHITE)


def cot_front(x: float, y: float, width: float, colour: str = pen.WOOD) -> str:
    """The low solid side of the cot, with a heart in it."""
    side = pen.box(x - 6, y + 26, width + 12, 96, colour)
    return side + heart(x + width / 2, y + 74, 24, pen.PEACH, outlined=False)


def heart(x: float, y: float, size: float, colour: str = pen.RED, *, outlined: bool = True) -> str:
    """A heart around (x, y)."""
    share = [
        (0, 0.9),
        (0, 0.9),
        (-0.8, 0.1),
        (-0.92, -0.46),
        (-0.48, -0.82),
        (0, -0.42),
        (0, -0.42),
        (0.48, -0.82),
        (0.92, -0.46),
        (0.8, 0.1),
    ]
    return pen.shape([(x + a * size, y + b * size) for a, b in share], colour, outlined=outlined)


def note(x: float, y: float, size: float = 1, colour: str = INK, *, double: bool = False) -> str:
    """A note of music."""
    heads = [(x, y)] + ([(x + 46 * size, y - 6 * size)] if double else [])
    drawn = ""
    for a, b in heads:
        drawn += pen.filled(Frame(a, b, -20, size).oval(0, 0, 15, 11), colour, outlined=False)
        drawn += pen.stroke([(a + 13 * size, b - 3), (a + 14 * size, b - 62 * size)], colour=colour)
    if double:
        return drawn + pen.stroke(
            [(x + 14 * size, y - 62 * size), (x + 60 * size, y - 68 * size)], colour=colour, width=14 * size
        )
    return drawn + pen.stroke(
        [(x + 14 * size, y - 62 * size), (x + 32 * size, y - 50 * size), (x + 34 * size, y - 30 * size)], colour=colour
    )


def question(x: float, y: float, size: float = 1, colour: str = INK, width: float = 15) -> str:
    """A question mark around (x, y), about 130 px high at size 1."""
    hook = [(-30, -34), (-22, -60), (6, -68), (32, -46), (26, -18), (2, 4), (0, 28)]
    return pen.stroke([(x + a * size, y + b * size) for a, b in hook], colour=colour, width=width) + pen.spot(
        x, y + 58 * size, width * 0.62, width * 0.62, colour, outlined=False
    )


def thought(x: float, y: float, across: float, down: float, towards: Point, colour: str = pen.WHITE) -> str:
    """A thought bubble around (x, y) whose small rounds lead to the thinker."""
    rim = [
        (x + across * 0.96 * math.cos(math.tau * i / 12), y + down * 0.96 * math.sin(math.tau * i / 12))
        for i in range(12)
    ]
    drawn = ""
    start = _edge_of(x, y, across, down, towards)
    for share, radius in ((0.25, 20), (0.55, 14), (0.82, 9)):
        drawn += pen.spot(
            start[0] + (towards[0] - start[0]) * share,
            start[1] + (towards[1] - start[1]) * share,
            radius,
            radius,
            colour,
        )
    return pen.filled(_bumps(rim), colour) + drawn


def _edge_of(x: float, y: float, across: float, down: float, towards: Point) -> Point:
    angle = math.atan2((towards[1] - y) / down, (towards[0] - x) / across)
    return x + across * math.cos(angle), y + down * math.sin(angle)


def phone(x: float, y: float, angle: float = 0, scale: float = 1) -> str:
    """A mobile phone around (x, y), as one holds it to the ear."""
    f = Frame(x, y, angle, scale)
    case = [(-19, -38), (19, -38), (19, 38), (-19, 38)]
    return pen.board(f.all(case), INK) + pen.board(
        f.all([(-12, -29), (12, -29), (12, 26), (-12, 26)]), pen.SKY, outlined=False
    )


def letter(x: float, y: float, angle: float = 0, scale: float = 1, colour: str = pen.WHITE) -> str:
    """An envelope with its flap around (x, y)."""
    f = Frame(x, y, angle, scale)
    flap = pen.edge(f.all([(-62, -38), (0, 8), (62, -38)]), width=FINE)
    return pen.board(f.all([(-64, -40), (64, -40), (64, 40), (-64, 40)]), colour) + flap


def mug(x: float, y: float, colour: str) -> str:
    """A mug standing at (x, y)."""
    handle = pen.stroke([(x + 22, y - 42), (x + 46, y - 40), (x + 42, y - 16), (x + 20, y - 14)])
    return handle + pen.board([(x - 26, y - 54), (x + 26, y - 54), (x + 22, y), (x - 22, y)], colour)


def glass(x: float, y: float) -> str:
    """A glass of water standing at (x, y)."""
    water = pen.board([(x - 20, y - 44), (x + 20, y - 44), (x + 17, y - 2), (x - 17, y - 2)], pen.WATER, outlined=False)
    return pen.board([(x - 25, y - 70), (x + 25, y - 70), (x + 20, y), (x - 20, y)], pen.WHITE) + water


def tissues(x: float, y: float) -> str:
    """A box of paper tissues standing at (x, y)."""
    sheet = [(x - 28, y - 50), (x - 34, y - 88), (x - 6, y - 76), (x + 18, y - 100), (x + 28, y - 50)]
    return pen.shape(sheet, pen.WHITE) + pen.box(x - 58, y - 54, 116, 54, pen.PINK)


def pancakes(x: float, y: float, count: int = 4, *, steaming: bool = True) -> str:
    """A plate of pancakes standing at (x, y)."""
    drawn = pen.spot(x, y - 8, 100, 20, pen.WHITE)
    for i in range(count):
        drawn += pen.spot(x + 4 * (-1) ** i, y - 22 - i * 17, 74, 15, pen.BREAD)
    if not steaming:
        return drawn
    top = y - 40 - count * 17
    steam = [
        [(x + dx, top), (x + dx + 10, top - 22), (x + dx - 6, top - 42), (x + dx + 6, top - 62)] for dx in (-26, 18)
    ]
    return drawn + "".join(pen.stroke(line, width=FINE, opacity=0.4) for line in steam)


def plate(x: float, y: float) -> str:
    """An empty plate at (x, y)."""
    return pen.spot(x, y, 68, 17, pen.WHITE) + pen.spot(x, y - 1, 38, 8, pen.SKY, outlined=False)


def fish_bowl(x: float, y: float, scale: float = 1) -> str:
    """A round bowl with two fish, standing at (x, y)."""
    f = Frame(x, y, 0, scale)
    bowl = [(-56, -172), (-106, -110), (-98, -38), (-52, -2), (52, -2), (98, -38), (106, -110), (56, -172)]
    water = [(-101, -118), (-96, -40), (-50, -8), (50, -8), (96, -40), (101, -118), (50, -124), (-50, -114)]
    drawn = pen.shape(f.all(bowl), pen.WHITE) + pen.shape(f.all(water), pen.WATER, outlined=False)
    for a, b, colour, way in ((-30, -78, pen.ORANGE, 1), (34, -44, pen.YELLOW, -1)):
        tail = [(a + way * 24, b), (a + way * 50, b - 18), (a + way * 50, b + 18)]
        drawn += pen.board(f.all(tail), colour) + pen.filled(f.oval(a, b, 30, 19), colour)
        drawn += pen.filled(f.oval(a - way * 14, b - 4, 4, 4), INK, outlined=False)
    weed = pen.stroke(f.all([(70, -10), (60, -40), (76, -66), (66, -96)]), colour=pen.PINE, width=9)
    return drawn + weed + pen.stroke(f.all([(-60, -174), (0, -182), (60, -174)]))


def floor_lamp(x: float, y: float, height: float, colour: str = pen.YELLOW, *, lit: bool = True) -> str:
    """A standing lamp with its foot at (x, y)."""
    top = y - height
    light = glow(x, top + 40, 330) if lit else ""
    pole = pen.limb([(x, top + 60), (x, y - 10)], 16, pen.BARK) + pen.spot(x, y - 6, 60, 15, pen.BARK)
    return light + pole + pen.board([(x - 46, top), (x + 46, top), (x + 84, top + 110), (x - 84, top + 110)], colour)


def table_lamp(x: float, y: float, *, radius: float = 300, scale: float = 1, colour: str = pen.YELLOW) -> str:
    """A small lamp standing at (x, y), burning."""
    f = Frame(x, y, 0, scale)
    light = glow(*f.at(0, -110), radius) if radius else ""
    foot = pen.limb([f.at(0, -80), f.at(0, -12)], 14, pen.BARK) + pen.filled(f.oval(0, -10, 42, 13), pen.BARK)
    return light + foot + pen.board(f.all([(-36, -152), (36, -152), (66, -74), (-66, -74)]), colour)


def ceiling_lamp(x: float, y: float, colour: str = pen.ORANGE, *, lit: bool = False) -> str:
    """A lamp hanging to height `y`."""
    light = glow(x, y + 20, 380) if lit else ""
    bulb = pen.spot(x, y + 4, 24, 20, pen.LIGHT)
    shade_ = [
        (x - 30, y - 92),
        (x - 30, y - 92),
        (x + 30, y - 92),
        (x + 30, y - 92),
        (x + 104, y),
        (x + 104, y),
        (x, y + 8),
        (x - 104, y),
        (x - 104, y),
    ]
    return light + pen.edge([(x, 40), (x, y - 92)]) + bulb + pen.shape(shade_, colour)


def door(x: float, y: float, width: float, height: float, colour: str, *, knob: int = 1) -> str:
    """A closed door whose foot is at height `y`, its left side at x."""
    frame = pen.box(x - 20, y - height - 20, width + 40, height + 20, pen.WHITE)
    leaf = pen.box(x, y - height, width, height, colour)
    panels = "".join(
        pen.box(x + width * 0.18, y - height * top, width * 0.64, height * 0.36, colour) for top in (0.92, 0.46)
    )
    at = x + width - 28 if knob > 0 else x + 28
    return frame + leaf + panels + pen.spot(at, y - height * 0.48, 14, 14, pen.YELLOW)


def doorway(x: float, y: float, width: float, height: float, light: str, leaf: str, *, hinge: int = 1) -> str:
    """An open door: the light room behind, the leaf turned outwards at the side of `hinge`."""
    frame = pen.box(x - 20, y - height - 20, width + 40, height + 20, pen.WHITE)
    room = pen.box(x, y - height, width, height, light)
    at = x + width if hinge > 0 else x
    wide = width * 0.4 * hinge
    turned = pen.board([(at, y - height), (at + wide, y - height - 34), (at + wide, y + 40), (at, y)], leaf)
    return frame + room + turned + pen.spot(at + wide * 0.8, y - height * 0.46, 13, 14, pen.YELLOW)


def light_from_door(x: float, y: float, width: float, reach: float, slant: float) -> str:
    """The patch of light that an open door throws on the floor."""
    patch = [(x, y), (x + width, y), (x + width + slant + reach * 0.5, y + reach), (x + slant - reach * 0.3, y + reach)]
    return pen.board(patch, pen.GLOW, outlined=False, opacity=0.5)


def tree(x: float, y: float, scale: float = 1, colour: str = pen.GREEN) -> str:
    """A round linden tree with its foot at (x, y)."""
    f = Frame(x, y, 0, scale)
    trunk = [(-26, 0), (-20, -120), (-24, -200), (24, -200), (20, -120), (30, 0), (30, 0), (-26, 0)]
    crown = [
        (-150, -250),
        (-176, -330),
        (-120, -420),
        (-40, -480),
        (60, -474),
        (136, -410),
        (176, -326),
        (146, -240),
        (70, -196),
        (-70, -192),
    ]
    leaves = [
        [(-80, -330), (-56, -350), (-34, -330)],
        [(30, -390), (54, -410), (76, -390)],
        [(40, -280), (64, -300), (86, -280)],
    ]
    return (
        pen.shape(f.all(trunk), pen.BARK)
        + pen.shape(f.all(crown), colour)
        + "".join(pen.stroke(f.all(line), width=FINE, opacity=0.5) for line in leaves)
    )


def hills(horizon: float, back: str = pen.MIST, front: str = pen.SAGE) -> str:
    """Two rows of soft hills above the meadow's edge at `horizon`."""
    far = [(36, horizon - 90), (300, horizon - 170), (640, horizon - 90), (1000, horizon - 190), (1350, horizon - 110)]
    near = [(34, horizon - 30), (420, horizon - 70), (900, horizon - 10), (1300, horizon - 70), (1562, horizon - 20)]
    drawn = ""
    for ridge, colour in (([*far, (1562, horizon - 150)], back), (near, front)):
        foot = [(1562, horizon + 30), (36, horizon + 30)]
        drawn += pen.shape(
            [ridge[0], *ridge, ridge[-1], *(point for point in foot for _ in range(2))], colour, outlined=False
        )
    return drawn


def house(x: float, y: float, width: float, height: float, wall: str, roof: str) -> str:
    """A house front with a pitched roof; its foot at height `y`, its left side at x."""
    front = pen.box(x, y - height, width, height, wall)
    gable = [
        (x - 46, y - height + 8),
        (x + width * 0.16, y - height - 170),
        (x + width * 0.84, y - height - 170),
        (x + width + 46, y - height + 8),
    ]
    chimney = pen.box(x + width * 0.68, y - height - 236, 66, 110, pen.RED)
    return front + chimney + pen.board(gable, roof)


def pane(x: float, y: float, width: float, height: float, fill: str = pen.SKY) -> str:
    """A small plain window."""
    return pen.box(x, y, width, height, fill) + pen.box(x - 12, y + height, width + 24, 18, pen.WHITE)


def awning(x: float, y: float, width: float, colour: str) -> str:
    """A striped awning that hangs from height `y`."""
    count = 6
    step = width / count
    drawn = ""
    for i in range(count):
        left = x + i * step
        low = y + 92
        strip = [
            (left, y),
            (left, y),
            (left + step, y),
            (left + step, y),
            (left + step, low),
            (left + step * 0.5, low + 24),
            (left, low),
        ]
        drawn += pen.shape(strip, colour if i % 2 == 0 else pen.WHITE)
    return drawn


def loaf(x: float, y: float, size: float = 1) -> str:
    """A loaf of bread lying at (x, y)."""
    f = Frame(x, y, 0, size)
    crust = pen.shape(f.all([(-52, 0), (-54, -28), (-24, -46), (24, -46), (54, -28), (52, 0), (0, 4)]), pen.BREAD)
    cuts = "".join(pen.stroke(f.all([(a - 8, -36), (a + 6, -16)]), width=FINE) for a in (-22, 4, 30))
    return crust + cuts


def lorry(x: float, y: float, scale: float = 1) -> tuple[str, str]:
    """A lorry seen from the side, wheels on height `y`: what is behind the driver, and the door before him."""
    f = Frame(x, y, 0, scale)
    load = pen.board(f.all([(-330, -330), (30, -330), (30, -60), (-330, -60)]), pen.CREAM)
    stripe = pen.edge(f.all([(-326, -190), (26, -190)]), colour=pen.TEAL, width=34 * scale)
    cab = pen.shape(
        f.all(
            [
                (50, -60),
                (50, -60),
                (50, -356),
                (70, -376),
                (196, -374),
                (226, -346),
                (262, -176),
                (290, -160),
                (292, -60),
                (292, -60),
            ]
        ),
        pen.RED,
    )
    glass_ = pen.shape(
        f.all([(74, -176), (74, -176), (74, -342), (88, -352), (184, -350), (206, -334), (234, -176), (234, -176)]),
        pen.SKY,
    )
    doors = pen.board(f.all([(70, -172), (240, -172), (240, -72), (70, -72)]), pen.RED)
    wheels = "".join(
        pen.spot(*f.at(a, -44), 54 * scale, 54 * scale, pen.GOWN)
        + pen.spot(*f.at(a, -44), 22 * scale, 22 * scale, pen.STONE)
        for a in (-240, -110, 170)
    )
    return load + stripe + cab + glass_, doors + wheels


def bag(x: float, y: float, width: float, height: float) -> str:
    """A big heavy sack around (x, y)."""
    sack = [
        (-0.2, -0.62),
        (-0.52, -0.44),
        (-0.98, 0.1),
        (-0.9, 0.7),
        (-0.5, 0.98),
        (0.5, 0.98),
        (0.92, 0.7),
        (0.98, 0.1),
        (0.52, -0.44),
        (0.2, -0.62),
    ]
    neck = [(-0.24, -0.62), (-0.4, -0.96), (0, -0.86), (0.4, -0.96), (0.24, -0.62)]
    drawn = pen.shape([(x + a * width, y + b * height) for a, b in neck], pen.SAND)
    drawn += pen.shape([(x + a * width, y + b * height) for a, b in sack], pen.SAND)
    folds = [[(-0.5, 0.2), (-0.3, 0.4), (-0.36, 0.66)], [(0.42, 0.1), (0.5, 0.36), (0.36, 0.6)]]
    drawn += "".join(
        pen.stroke([(x + a * width, y + b * height) for a, b in fold], width=FINE, opacity=0.5) for fold in folds
    )
    return drawn + pen.limb([(x - width * 0.24, y - height * 0.6), (x + width * 0.24, y - height * 0.6)], 22, pen.BARK)


def calendar(x: float, y: float, width: float, height: float) -> str:
    """A month on the wall: suns and moons and the colours of who comes, no writing."""
    drawn = pen.box(x, y, width, height, pen.WHITE) + pen.box(x, y, width, height * 0.17, pen.RED)
    colours = (pen.BERRY, pen.LILAC, pen.GREEN, pen.BERRY, pen.TEAL, pen.ORANGE, pen.BLUE)
    for who, colour in enumerate(colours):
        days = [(x + width * ((who - row * 3) % 7 + 0.7) / 7.4, y + height * (0.3 + row * 0.19)) for row in range(4)]
        drawn += pen.drawn(pen.dash(list(zip(days, days, strict=True))), colour=colour, width=round(width / 12))
    rings = "".join(pen.stroke([(x + width * a, y - 16), (x + width * a, y + 14)]) for a in (0.25, 0.75))
    return drawn + rings


def thermometer(x: float, y: float, angle: float = 20) -> str:
    """A clinical thermometer around (x, y)."""
    f = Frame(x, y, angle)
    tube = pen.limb([f.at(0, -46), f.at(0, 34)], 26, pen.WHITE)
    bulb = pen.filled(f.oval(0, 44, 17, 17), pen.RED)
    return tube + bulb + pen.stroke([f.at(0, 34), f.at(0, -14)], colour=pen.RED, width=9)


def sheet(x: float, y: float, width: float, height: float, angle: float = 0, colour: str = pen.WHITE) -> str:
    """A sheet of paper around (x, y)."""
    f = Frame(x, y, angle)
    w, h = width / 2, height / 2
    return pen.board(f.all([(-w, -h), (w, -h), (w, h), (-w, h)]), colour)


def pencil(x: float, y: float, angle: float, colour: str) -> str:
    """A crayon whose point is at (x, y)."""
    f = Frame(x, y, angle)
    return pen.board(f.all([(0, 0), (10, -18), (10, -74), (-10, -74), (-10, -18)]), colour)


def ball(x: float, y: float, radius: float) -> str:
    """A football around (x, y)."""
    drawn = pen.spot(x, y, radius, radius, pen.WHITE)
    drawn += pen.board(
        [
            (x + radius * 0.36 * math.sin(math.tau * i / 5), y - radius * 0.36 * math.cos(math.tau * i / 5))
            for i in range(5)
        ],
        INK,
        outlined=False,
    )
    for i in range(5):
        sin, cos = math.sin(math.tau * i / 5), math.cos(math.tau * i / 5)
        drawn += pen.stroke(
            [(x + radius * 0.4 * sin, y - radius * 0.4 * cos), (x + radius * 0.88 * sin, y - radius * 0.88 * cos)],
            width=FINE,
        )
    return drawn


def goal(x: float, y: float, width: float, height: float) -> str:
    """A football goal standing on height `y`, its net behind."""
    net = ""
    for i in range(1, 9):
        net += f"M{x + width * i / 9:.0f} {y - height:.0f}V{y:.0f}"
    for i in range(1, 6):
        net += f"M{x:.0f} {y - height * i / 6:.0f}h{width:.0f}"
    drawn = f'<path d="{net}" stroke="{pen.WHITE}" stroke-width="{FINE}" opacity=".75"/>'
    posts = [(x, y), (x, y - height), (x + width, y - height), (x + width, y)]
    return drawn + pen.edge(posts, width=24 + pen.LINE) + pen.edge(posts, colour=pen.WHITE, width=24 - pen.LINE)


def bench(x: float, y: float, width: float, foot: float) -> str:
    """A bench centred at x with its seat at height `y`."""
    half = width / 2
    rest = "".join(pen.limb([(x - half, y - dy), (x + half, y - dy)], 34, pen.WOOD) for dy in (150, 98))
    legs = "".join(
        pen.limb([(x + s * (half - 60), y - 150), (x + s * (half - 60), foot)], 20, pen.GOWN) for s in (-1, 1)
    )
    return legs + rest + pen.limb([(x - half - 10, y + 6), (x + half + 10, y + 6)], 40, pen.WOOD)


def street_lamp(x: float, y: float, height: float) -> str:
    """A burning lamp on a post."""
    top = y - height
    post = pen.limb([(x, top + 40), (x, y)], 20, pen.GOWN)
    return (
        glow(x, top + 30, 330)
        + post
        + pen.shape(
            [
                (x - 60, top + 50),
                (x - 34, top - 16),
                (x, top - 34),
                (x + 34, top - 16),
                (x + 60, top + 50),
                (x, top + 62),
            ],
            pen.LIGHT,
        )
    )


def low_fence(x: float, y: float, width: float) -> str:
    """A fence that comes to the hip: two rails on posts, top at height `y`."""
    posts = "".join(pen.limb([(x + width * i / 4, y), (x + width * i / 4, y + 190)], 24, pen.WHITE) for i in range(5))
    return posts + "".join(pen.limb([(x - 10, y + dy), (x + width + 10, y + dy)], 24, pen.WHITE) for dy in (24, 100))


def bunting(y: float, colours: tuple[str, ...] = (pen.RED, pen.YELLOW, pen.TEAL, pen.LILAC)) -> str:
    """A line of small flags along the top of a room."""

    def height(x: float) -> float:
        return y + 60 * math.sin(math.pi * (x - 60) / 1480)

    drawn = pen.stroke([(60 + i * 370, height(60 + i * 370)) for i in range(5)])
    for i, colour in enumerate(colours):
        places = range(110 + i * 96, 1500, 96 * len(colours))
        flags = [[(x - 26, height(x)), (x + 26, height(x)), (x, height(x) + 54)] for x in places]
        drawn += pen.boards(flags, colour)
    return drawn
