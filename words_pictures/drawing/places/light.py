"""Day, evening and night: the paints of air and ground, and the washes they are laid down with."""

from __future__ import annotations

import math
from dataclasses import dataclass

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Point

HORIZON = 880
"""Where wall and floor meet; people stand below it, the ground is at about three quarters of the page."""

LEFT, RIGHT, TOP, BOTTOM = 34, 1566, 36, 1166
"""The edges of the paint; the paper around it stays free."""


@dataclass(frozen=True)
class Light:
    """The paints of one time of day: `wall` and `floor` for what dims a room, the others for what is out of doors."""

    time: str
    wall: str
    floor: str
    sky: str
    far: str
    near: str
    ground: str
    road: str
    pavement: str
    leaves: str
    house: tuple[str, str, str, str]
    roof: tuple[str, str, str, str]
    pane: str

    @property
    def is_day(self) -> bool:
        """Whether it is light outside."""
        return self.time == "day"

    @property
    def is_night(self) -> bool:
        """Whether the moon shines."""
        return self.time == "night"


LIGHTS = {
    light.time: light
    for light in (
        Light(
            time="day", wall=pen.CREAM, floor=pen.OAK, sky=pen.AIR, far=pen.MIST, near=pen.SAGE, ground=pen.MEADOW,
            road=pen.STONE, pavement=pen.LINEN, leaves=pen.GREEN, pane=pen.SKY,
            house=(pen.PEACH, pen.STRAW, pen.CREAM, pen.PINK),
            roof=(pen.RED, pen.ORANGE, pen.BERRY, pen.RED),
        ),
        Light(
            time="evening", wall=pen.LILAC, floor=pen.PLUM, sky=pen.PEACH, far=pen.PINK, near=pen.LILAC,
            ground=pen.GREEN, road=pen.MOONLIT, pavement=pen.SAND, leaves=pen.PINE, pane=pen.GLOW,
            house=(pen.PINK, pen.STRAW, pen.PEACH, pen.LILAC),
            roof=(pen.BERRY, pen.ORANGE, pen.PLUM, pen.BERRY),
        ),
        Light(
            time="night", wall=pen.DUSK, floor=pen.SLATE, sky=pen.NIGHT, far=pen.SLATE, near=pen.DUSK,
            ground=pen.SLATE, road=pen.NIGHT, pavement=pen.DUSK, leaves=pen.PINE, pane=pen.GLOW,
            house=(pen.MOONLIT, pen.LILAC, pen.DUSK, pen.MOONLIT),
            roof=(pen.NAVY, pen.PLUM, pen.NAVY, pen.PLUM),
        ),
    )
}  # fmt: skip
"""The light of each time of day."""

TIMES = tuple(LIGHTS)
"""The times of day, in their order."""


def room(wall: str, floor: str, light: Light, seed: float) -> str:
    """A room's wall and floor: by day its own paints, in the evening a dusk over them, by night the night's."""
    if light.is_night:
        return wash(light.wall, light.floor, seed=seed) + skirting(pen.MOONLIT)
    washes = wash(wall, floor, seed=seed)
    if not light.is_day:
        upper, lower = _areas(HORIZON, seed)
        washes += pen.shape(upper, light.wall, outlined=False, opacity=0.62)
        washes += pen.shape(lower, light.floor, outlined=False, opacity=0.35)
    return washes + skirting(pen.WHITE if light.is_day else pen.CREAM)


def wash(upper: str, lower: str, *, horizon: float = HORIZON, seed: float = 1) -> str:
    """Wall and floor, or sky and ground, as two washes of paint."""
    high, low = _areas(horizon, seed)
    return "".join(
        [
            pen.shape(high, upper, outlined=False),
            pen.shape(low, lower, outlined=False),
            _grain(TOP + 60, horizon - TOP - 130, seed, 9),
            _grain(horizon + 40, BOTTOM - horizon - 90, seed + 4, 5),
        ]
    )


def _areas(horizon: float, seed: float) -> tuple[list[Point], list[Point]]:
    """The outlines of the two washes, as a brush would have them."""
    high = [(LEFT + 20, TOP + 8), (420, TOP - 6), (800, TOP + 6), (1200, TOP - 8), (RIGHT - 16, TOP + 10)]
    high += [(RIGHT, TOP + 40), (RIGHT + 4, 480), (RIGHT - 4, horizon), (RIGHT - 4, horizon)]
    high += [(LEFT, horizon), (LEFT, horizon), (LEFT - 6, 460), (LEFT + 2, TOP + 40)]
    low = [(LEFT, horizon - 6), (LEFT, horizon - 6), (RIGHT - 4, horizon - 6), (RIGHT - 4, horizon - 6)]
    low += [(RIGHT + 4, 1010), (RIGHT - 6, BOTTOM - 30), (RIGHT - 34, BOTTOM), (1150, BOTTOM + 8), (760, BOTTOM - 5)]
    low += [(380, BOTTOM + 8), (LEFT + 30, BOTTOM - 2), (LEFT + 2, BOTTOM - 34), (LEFT - 5, 1000)]
    return pen.shaken(high, 3, seed), pen.shaken(low, 3, seed)


def _grain(y: float, height: float, seed: float, steps: int) -> str:
    """A few pale strokes of the brush in one path, so that a wall is paint and not a flat area."""
    data = ""
    for i in range(steps):
        start = 90 + 1136 * ((seed * 0.37 + i * 0.61803) % 1)
        line = y + height * (i + 0.5) / steps
        length = 150 + 190 * ((seed * 0.71 + i * 0.41421) % 1)
        data += f"M{start:.0f} {line:.0f}q{length / 2:.0f} {-6 if i % 2 else 7} {length:.0f} 0"
    return pen.drawn(data, colour=pen.WHITE, width=15, opacity=0.15)


def skirting(colour: str) -> str:
    """The board along the foot of a wall."""
    return pen.edge([(40, HORIZON), (1560, HORIZON)], colour=colour, width=16)


def band(top: float, bottom: float, colour: str, *, left: float = LEFT, right: float = RIGHT - 3) -> str:
    """A strip of paint across the page, between two heights: a road, panelling, a strip of tiles."""
    return pen.boards([[(left, top), (right, top), (right, bottom), (left, bottom)]], colour, outlined=False)


def glow(x: float, y: float, radius: float, colour: str = pen.GLOW) -> str:
    """Lamplight in three rings, as far as the paint goes."""
    rings = ((1.0, 0.15), (0.68, 0.18), (0.4, 0.26))
    return "".join(
        pen.shape(_ring(x, y, radius * share), colour, outlined=False, opacity=opacity) for share, opacity in rings
    )


def _ring(x: float, y: float, radius: float) -> list[Point]:
    turns = [math.tau * i / 8 for i in range(8)]
    at = [(x + radius * math.cos(turn), y + radius * 0.94 * math.sin(turn)) for turn in turns]
    return [(min(max(a, LEFT + 4), RIGHT - 8), min(max(b, TOP + 8), BOTTOM - 8)) for a, b in at]


def firmament(light: Light, moon_at: Point = (1290, 210)) -> str:
    """What hangs in the sky: clouds by day, the low sun in the evening, moon and stars by night."""
    x, y = moon_at
    if light.is_day:
        return cloud(x - 940, 210, 110) + cloud(x - 440, 150, 84) + cloud(x, 220, 96)
    if light.is_night:
        stars = ((-930, 0), (-760, 90), (-520, -70), (-330, 60), (-150, -50), (150, 120))
        return moon(x, y, 62) + "".join(star(x + dx, y + dy, 12) for dx, dy in stars)
    dome = [(250, HORIZON), (250, HORIZON), (430, 690), (800, 590), (1170, 690), (1350, HORIZON), (1350, HORIZON)]
    dusk = pen.shape(dome, pen.STRAW, outlined=False, opacity=0.7)
    return dusk + cloud(x - 900, 220, 120, pen.PINK) + cloud(x, 160, 100, pen.PINK)


def cloud(x: float, y: float, size: float, colour: str = pen.WHITE) -> str:
    """A cloud without an outline, `size` half its width."""
    share = [(-0.9, 0.3), (-0.94, -0.06), (-0.5, -0.24), (-0.1, -0.5), (0.38, -0.32), (0.84, -0.1), (0.9, 0.3)]
    return pen.filled(_bumps([(x + a * size, y + b * size) for a, b in share]), colour, outlined=False)


def _bumps(rim: list[Point]) -> str:
    """Path data of round bumps from point to point, closed with a straight foot."""
    data, last = f"M{rim[0][0]:.0f} {rim[0][1]:.0f}", rim[0]
    for end in rim[1:]:
        radius = 0.6 * ((end[0] - last[0]) ** 2 + (end[1] - last[1]) ** 2) ** 0.5
        data += f"A{radius:.0f} {radius:.0f} 0 0 1 {end[0]:.0f} {end[1]:.0f}"
        last = end
    return data + "z"


def hedge(y: float, height: float, colour: str) -> str:
    """A row of soft round bushes across the whole page, its foot at `y`, without an outline."""
    left, right = LEFT + 60, RIGHT - 64
    tops = [(left + 117 * i, y - height * (0.86 + 0.14 * (-1) ** i)) for i in range(12)]
    rim: list[Point] = [(left, y), *tops, (right, y - height), (right, y)]
    return pen.filled(_bumps(rim), colour, outlined=False)


def hills(light: Light, horizon: float) -> str:
    """Two rows of soft hills that end at `horizon`."""
    far = [(36, -90), (300, -170), (640, -90), (1000, -190), (1350, -110), (1562, -150)]
    near = [(34, -30), (420, -70), (900, -10), (1300, -70), (1562, -20)]
    drawn = ""
    for ridge, colour in ((far, light.far), (near, light.near)):
        rim = [(x, horizon + y) for x, y in ridge]
        foot = [(1562, horizon + 8), (1562, horizon + 8), (36, horizon + 8), (36, horizon + 8)]
        drawn += pen.shape([rim[0], *rim, rim[-1], *foot], colour, outlined=False)
    return drawn


def moon(x: float, y: float, radius: float) -> str:
    """A waning moon: what a circle leaves of another one, a little larger, behind it."""
    tip, high, hollow = x + 0.5 * radius, 0.87 * radius, 0.9 * radius
    crescent = (
        f"M{tip:.0f} {y - high:.0f}A{radius:.0f} {radius:.0f} 0 1 0 {tip:.0f} {y + high:.0f}"
        f"A{hollow:.0f} {hollow:.0f} 0 1 1 {tip:.0f} {y - high:.0f}z"
    )
    return pen.filled(crescent, pen.LIGHT, outlined=False)


def star(x: float, y: float, size: float) -> str:
    """A small star of four points."""
    share = [(0, -1), (0.28, -0.28), (1, 0), (0.28, 0.28), (0, 1), (-0.28, 0.28), (-1, 0), (-0.28, -0.28)]
    return pen.board([(x + a * size, y + b * size) for a, b in share], pen.LIGHT, outlined=False)
