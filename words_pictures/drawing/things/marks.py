"""The strokes of the pen inside a frame: a thing says its shape in its own pixels, the line stays equally wide.

Lines of ink are `pen.LINE` or `pen.FINE` wide at any size; `bar` and `band` are as thick as they are drawn, so they
grow with the frame. What is only fine detail is left out where it would clot: ask `is_fine(frame)`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from words_pictures.drawing import pen
from words_pictures.drawing.pen import FINE, INK, LINE, Frame, Point

CLOTS = 0.42
"""The scale under which details of 7 px run into each other."""


def is_fine(f: Frame) -> bool:
    """Whether the frame is large enough for details."""
    return f.scale >= CLOTS


def soft(f: Frame, points: Sequence[Point], fill: str, *, outlined: bool = True, opacity: float = 1) -> str:
    """A soft closed shape; a point given twice is a corner."""
    return pen.shape(f.all(points), fill, outlined=outlined, opacity=opacity)


def flat(f: Frame, points: Sequence[Point], fill: str, *, outlined: bool = True, opacity: float = 1) -> str:
    """A shape with corners and nearly straight edges."""
    return pen.board(f.all(points), fill, outlined=outlined, opacity=opacity)


def flats(f: Frame, shapes: Sequence[Sequence[Point]], fill: str, *, outlined: bool = True) -> str:
    """Several shapes with corners, of one paint, in one path."""
    return pen.boards([f.all(points) for points in shapes], fill, outlined=outlined)


def rect(x: float, y: float, width: float, height: float) -> list[Point]:
    """The corners of an upright rectangle whose upper left corner is at (x, y)."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def box(f: Frame, x: float, y: float, width: float, height: float, fill: str, *, outlined: bool = True) -> str:
    """An upright board whose upper left corner is at (x, y)."""
    return flat(f, rect(x, y, width, height), fill, outlined=outlined)


def rounded(x: float, y: float, width: float, height: float, by: float) -> list[Point]:
    """The points of a rectangle with round corners, for `soft`: its sides stay straight."""
    right, low = x + width, y + height
    return [
        (x + by, y), (x + by, y), (right - by, y), (right - by, y),
        (right - by * 0.29, y + by * 0.29),
        (right, y + by), (right, y + by), (right, low - by), (right, low - by),
        (right - by * 0.29, low - by * 0.29),
        (right - by, low), (right - by, low), (x + by, low), (x + by, low),
        (x + by * 0.29, low - by * 0.29),
        (x, low - by), (x, low - by), (x, y + by), (x, y + by),
        (x + by * 0.29, y + by * 0.29),
    ]  # fmt: skip


def oval(
    f: Frame, x: float, y: float, across: float, down: float, fill: str, *, outlined: bool = True, opacity: float = 1
) -> str:
    """An ellipse around (x, y); `across` and `down` are half its size."""
    return pen.filled(f.oval(x, y, across, down), fill, outlined=outlined, opacity=opacity)


def ovals(f: Frame, at: Sequence[Point], across: float, down: float, fill: str, *, outlined: bool = True) -> str:
    """Equal ellipses of one paint in one path."""
    return pen.filled("".join(f.oval(x, y, across, down) for x, y in at), fill, outlined=outlined)


def dots(f: Frame, at: Sequence[Point], across: float, colour: str) -> str:
    """Round dots of paint, `across` px wide, in one short path."""
    return pen.drawn(
        pen.dash([(point, point) for point in f.all(at)]), colour=colour, width=round(max(across * f.scale, 2), 1)
    )


def bar(f: Frame, points: Sequence[Point], width: float, fill: str) -> str:
    """A round bar along two or three points with an outline: legs, rails, poles."""
    return pen.limb(f.all(points), max(width * f.scale, LINE + 5), fill)


def band(f: Frame, points: Sequence[Point], width: float, colour: str, *, opacity: float = 1) -> str:
    """A stripe of paint without an outline, `width` px wide at scale 1."""
    return pen.stroke(f.all(points), colour=colour, width=round(max(width * f.scale, 2), 1), opacity=opacity)


def hoop(f: Frame, x: float, y: float, across: float, down: float, width: float, fill: str) -> str:
    """A ring with an outline inside and outside, `width` px thick: the middle of its band is the given ellipse."""
    data, thick = f.oval(x, y, across, down), max(width * f.scale, LINE + 5)
    return pen.drawn(data, width=round(thick + LINE)) + pen.drawn(data, colour=fill, width=round(thick - LINE))


def line(f: Frame, points: Sequence[Point], *, colour: str = INK, width: float = LINE, opacity: float = 1) -> str:
    """A soft line of ink, equally wide at any scale."""
    return pen.stroke(f.all(points), colour=colour, width=width, opacity=opacity)


def straight(f: Frame, points: Sequence[Point], *, colour: str = INK, width: float = LINE, opacity: float = 1) -> str:
    """A nearly straight line of ink, equally wide at any scale."""
    return pen.edge(f.all(points), colour=colour, width=width, opacity=opacity)


def seams(f: Frame, lines: Sequence[Sequence[Point]], *, opacity: float = 0.45) -> str:
    """Fine pale lines in one path: folds, seams, grain. Left out where they would clot."""
    if not is_fine(f):
        return ""
    return pen.drawn("".join(pen.curve(f.all(points), closed=False) for points in lines), opacity=opacity)


def glow(f: Frame, x: float, y: float, radius: float, colour: str = pen.GLOW) -> str:
    """Lamplight around (x, y) in three rings."""
    rings = ((1.0, 0.15), (0.68, 0.18), (0.4, 0.26))
    cx, cy = f.at(x, y)
    return "".join(
        pen.spot(
            cx, cy, radius * share * f.scale, radius * share * 0.94 * f.scale, colour, outlined=False, opacity=part
        )
        for share, part in rings
    )


def heart(f: Frame, x: float, y: float, size: float, colour: str = pen.RED, *, outlined: bool = True) -> str:
    """A heart around (x, y), `size` half its width."""
    share = [
        (0, 0.9), (0, 0.9), (-0.8, 0.1), (-0.92, -0.46), (-0.48, -0.82), (0, -0.42),
        (0, -0.42), (0.48, -0.82), (0.92, -0.46), (0.8, 0.1),
    ]  # fmt: skip
    return soft(f, [(x + a * size, y + b * size) for a, b in share], colour, outlined=outlined)


def steam(f: Frame, at: Sequence[Point]) -> str:
    """Warm steam that rises from the points of `at`, 62 px high."""
    if not is_fine(f):
        return ""
    rising = [[(x, y), (x + 10, y - 22), (x - 6, y - 42), (x + 6, y - 62)] for x, y in at]
    return pen.drawn("".join(pen.curve(f.all(points), closed=False) for points in rising), width=FINE, opacity=0.4)


def ring(x: float, y: float, radius: float, count: int, turned: float = 0) -> list[Point]:
    """`count` points on a circle around (x, y), the first straight above it, `turned` in degrees."""
    turns = [math.tau * i / count + math.radians(turned) for i in range(count)]
    return [(x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in turns]
