"""The pen and the paints of every drawing: each shape is in page pixels, so that every line is equally wide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 1200
"""The page in pixels, 4 : 3; the book and Word show it 170 × 127 mm."""

LINE = 7
"""The outline in pixels at 1600 px: 0.75 mm on paper, as from a felt pen."""

FINE = 6
"""Brows, mouths and seams, where two lines lie close together."""

INK = "#46332e"
PAPER, WHITE, CREAM = "#fbf5e8", "#fffbf2", "#f7e8c9"
PEACH, PINK, BERRY, RED = "#f5d3b3", "#eeb3a8", "#b5566e", "#cd5f49"
ORANGE, YELLOW, STRAW = "#e38b43", "#f3c552", "#f8dc8f"
SAGE, GREEN, PINE = "#cbdab9", "#86ab70", "#4f7f62"
SKY, TEAL, BLUE, NAVY = "#cfe4ea", "#5b9a9c", "#6690bd", "#3f587b"
LILAC, PLUM = "#b6a0c6", "#7d5f86"
WOOD, BARK, STONE = "#cf9f6c", "#996d47", "#b9b4ab"
GOWN = "#57525c"
DUSK, SLATE, NIGHT, MOONLIT = "#6d87b0", "#5a719a", "#4d6894", "#8fa4c6"
AIR, MINT, WATER, MIST, MEADOW = "#dcebee", "#c7d8d8", "#a3d0e6", "#dbe6c6", "#b9c9aa"
LIGHT, GLOW, BREAD, OAK, SAND, LINEN = "#fbe6b4", "#ffe9a8", "#e3b063", "#dbb07d", "#d2bc97", "#e6e1d5"


def _joined(numbers: Iterable[float], digits: int) -> str:
    if not digits:
        return " ".join([str(round(number)) for number in numbers]).replace(" -", "-")
    written = [f"{round(number, digits):g}" for number in numbers]
    return " ".join(["0" if text == "-0" else text for text in written]).replace(" -", "-")


def _digits(points: Sequence[Point]) -> int:
    """Whole pixels do for a hand-drawn line; only the smallest marks need tenths."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return 0 if max(xs) - min(xs) > 18 or max(ys) - min(ys) > 18 else 1


def curve(points: Sequence[Point], *, closed: bool = True) -> str:
    """Path data of a soft line through all `points`; a point given twice becomes a corner."""
    digits = _digits(points)
    at: list[Point] = []
    corners: set[int] = set()
    for x, y in points:
        point = (round(x, digits), round(y, digits))
        if at and point == at[-1]:
            corners.add(len(at) - 1)
        else:
            at.append(point)
    if closed and len(at) > 1 and at[-1] == at[0]:
        at.pop()
        corners.add(0)
    pulls = _pulls(at, corners, closed=closed)
    (x, y), (pull_x, pull_y) = at[0], pulls[0]
    numbers = [pull_x, pull_y]
    data = ["M", _joined((x, y), digits)]
    steps = [*at[1:], at[0]] if closed else at[1:]
    leaving = [*pulls[1:], pulls[0]] if closed else pulls[1:]
    letter = "c"
    for (next_x, next_y), (pull_x, pull_y) in zip(steps, leaving, strict=True):
        across, down = next_x - x, next_y - y
        numbers += (next_x - pull_x - x, next_y - pull_y - y, across, down)
        data += (letter, _joined(numbers, digits))
        x, y, letter, numbers = next_x, next_y, "s", []
    if closed:
        data.append("z")
    return "".join(data)


def _pulls(at: Sequence[Point], corners: set[int], *, closed: bool) -> list[Point]:
    """The way the line leaves each point: along its neighbours, never past half the shorter side; at a corner not at all."""
    count = len(at)
    pulls: list[Point] = []
    for i, (here_x, here_y) in enumerate(at):
        if i in corners:
            pulls.append((0.0, 0.0))
            continue
        before, after = ((i - 1) % count, (i + 1) % count) if closed else (max(i - 1, 0), min(i + 1, count - 1))
        (before_x, before_y), (after_x, after_y) = at[before], at[after]
        x, y = (after_x - before_x) / 6, (after_y - before_y) / 6
        length = math.hypot(x, y)
        longest = 0.45 * min(
            math.hypot(before_x - here_x, before_y - here_y) if before != i else math.inf,
            math.hypot(after_x - here_x, after_y - here_y) if after != i else math.inf,
        )
        share = longest / length if longest < length else 1
        pulls.append((x * share, y * share))
    return pulls


def _bowed(points: Sequence[Point], *, closed: bool) -> str:
    """Path data of nearly straight edges: a hand without a ruler is about 3 px off."""
    at = [(round(x), round(y)) for x, y in points]
    data = "M" + _joined(at[0], 0)
    last = at[0]
    for i, end in enumerate([*at[1:], at[0]] if closed else at[1:]):
        across, down = end[0] - last[0], end[1] - last[1]
        length = math.hypot(across, down) or 1
        bow = min(4.0, length / 60) * math.sin(last[0] * 1.7 + end[1] * 2.3 + i) / length
        data += f"q{_joined((across / 2 - down * bow, down / 2 + across * bow, across, down), 0)}"
        last = end
    return data + ("z" if closed else "")


def _path(data: str, fill: str | None, line: float | None, colour: str, opacity: float) -> str:
    attributes = f' fill="{fill}"' if fill else ""
    if line is None:
        attributes += ' stroke="none"'
    else:
        attributes += f' stroke-width="{line:g}"' if line != LINE else ""
        attributes += f' stroke="{colour}"' if colour != INK else ""
    return f'<path d="{data}"{attributes}{_faint(opacity, has_fill=bool(fill), has_line=line is not None)}/>'


def _faint(opacity: float, *, has_fill: bool, has_line: bool) -> str:
    # `opacity` alone has the whole page painted once more for that one shape (a third of the time of a picture in resvg);
    # a fill or a line by itself can be faint at no cost.
    if opacity == 1:
        return ""
    kind = "opacity" if has_fill and has_line else "fill-opacity" if has_fill else "stroke-opacity"
    return f' {kind}="{opacity:g}"'


def filled(data: str, fill: str, *, outlined: bool = True, opacity: float = 1) -> str:
    """Path data (one or more closed parts) as one shape."""
    return _path(data, fill, LINE if outlined else None, INK, opacity)


def drawn(data: str, *, colour: str = INK, width: float = FINE, opacity: float = 1) -> str:
    """Path data as one line."""
    return _path(data, None, width, colour, opacity)


def dash(ends: Sequence[tuple[Point, Point]]) -> str:
    """Path data of short straight lines; with a wide round pen they are eyes and cheeks."""
    return "".join(
        f"M{_joined(start, 1)}l{_joined((end[0] - start[0], end[1] - start[1] or 0.1), 1)}" for start, end in ends
    )


def clump(ovals: Sequence[str], fill: str) -> str:
    """Ovals grown together, with one outline around them all."""
    data = "".join(ovals)
    return filled(data, fill) + (filled(data, fill, outlined=False) if len(ovals) > 1 else "")


def shape(points: Sequence[Point], fill: str, *, outlined: bool = True, opacity: float = 1) -> str:
    """A soft closed shape through `points`."""
    return _path(curve(points), fill, LINE if outlined else None, INK, opacity)


def board(points: Sequence[Point], fill: str, *, outlined: bool = True, opacity: float = 1) -> str:
    """A shape with corners: furniture, walls, paper."""
    return boards([points], fill, outlined=outlined, opacity=opacity)


def boards(shapes: Iterable[Sequence[Point]], fill: str, *, outlined: bool = True, opacity: float = 1) -> str:
    """Several boards of one colour."""
    data = "".join(_bowed(points, closed=True) for points in shapes)
    return _path(data, fill, LINE if outlined else None, INK, opacity)


def box(x: float, y: float, width: float, height: float, fill: str, *, outlined: bool = True) -> str:
    """An upright board whose upper left corner is at (x, y)."""
    return board([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill, outlined=outlined)


def stroke(points: Sequence[Point], *, colour: str = INK, width: float = LINE, opacity: float = 1) -> str:
    """A soft open line through `points`."""
    return _path(curve(points, closed=False), None, width, colour, opacity)


def edge(points: Sequence[Point], *, colour: str = INK, width: float = LINE, opacity: float = 1) -> str:
    """A nearly straight open line along `points`."""
    return _path(_bowed(points, closed=False), None, width, colour, opacity)


def spot(
    x: float, y: float, across: float, down: float, fill: str, *, outlined: bool = True, opacity: float = 1
) -> str:
    """An ellipse around (x, y); `across` and `down` are half its size."""
    digits = 0 if max(across, down) > 35 else 1
    cx, cy, rx, ry = (_joined([value], digits) for value in (x, y, across, down))
    bare = "" if outlined else ' stroke="none"'
    faint = _faint(opacity, has_fill=True, has_line=outlined)
    return f'<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="{fill}"{bare}{faint}/>'


def limb(points: Sequence[Point], width: float, fill: str, *, stripes: str | None = None) -> str:
    """A round sausage along two or three joints: the ink first, the colour on it."""
    data = _joint_path(points)
    inner = width - LINE
    drawn = f'<path d="{data}" stroke-width="{width + LINE:.0f}"/>'
    drawn += f'<path d="{data}" stroke="{fill}" stroke-width="{inner:.0f}"/>'
    if stripes:
        dashes = f'stroke-linecap="butt" stroke-dasharray="{LINE + 4} {LINE + 5}"'
        drawn += f'<path d="{data}" stroke="{stripes}" stroke-width="{inner:.0f}" {dashes}/>'
    return drawn


def _joint_path(points: Sequence[Point]) -> str:
    start, end = points[0], points[-1]
    if len(points) == 2 or _off_line(points[1], start, end) < 4:
        return f"M{_joined(start, 0)}L{_joined(end, 0)}"
    bend = points[1]
    stops = [start, _between(bend, start, 0.45), bend, _between(bend, end, 0.45), end]
    (x, y), before, turning, after, (end_x, end_y) = [(round(a), round(b)) for a, b in stops]
    (before_x, before_y), (after_x, after_y) = before, after
    bow = (turning[0] - before_x, turning[1] - before_y, after_x - before_x, after_y - before_y)
    return (
        f"M{_joined((x, y), 0)}l{_joined((before_x - x, before_y - y), 0)}"
        f"q{_joined(bow, 0)}l{_joined((end_x - after_x, end_y - after_y), 0)}"
    )


def _off_line(point: Point, start: Point, end: Point) -> float:
    """How far (px) `point` lies beside the straight line from `start` to `end`."""
    (x, y), (from_x, from_y), (to_x, to_y) = point, start, end
    length = math.dist(start, end) or 1
    return abs((to_x - from_x) * (from_y - y) - (from_x - x) * (to_y - from_y)) / length


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def shaken(points: Sequence[Point], by: float, seed: float) -> list[Point]:
    """The points a hand would have hit: each off by at most `by`, the same for the same `seed`."""
    return [
        (x + by * math.sin(seed * 7.3 + i * 2.9), y + by * math.sin(seed * 3.1 + i * 4.7))
        for i, (x, y) in enumerate(points)
    ]


@dataclass(frozen=True)
class Frame:
    """Where a part is laid on the page: its origin, turned by `angle` degrees, `scale` times as large."""

    x: float
    y: float
    angle: float = 0
    scale: float = 1
    mirrored: bool = False

    def at(self, x: float, y: float) -> Point:
        """The page point of (x, y) in this frame."""
        if self.mirrored:
            x = -x
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return (
            self.x + self.scale * (x * cos - y * sin),
            self.y + self.scale * (x * sin + y * cos),
        )

    def all(self, points: Iterable[Point]) -> list[Point]:
        """The page points of all `points`."""
        cos, sin = math.cos(math.radians(self.angle)) * self.scale, math.sin(math.radians(self.angle)) * self.scale
        side = -1 if self.mirrored else 1
        return [(self.x + x * side * cos - y * sin, self.y + x * side * sin + y * cos) for x, y in points]

    def oval(self, x: float, y: float, across: float, down: float) -> str:
        """Path data of an ellipse that turns with the frame; `across` and `down` are half its size."""
        cx, cy = self.at(x, y)
        rx, ry = across * self.scale, down * self.scale
        digits = 0 if max(rx, ry) > 9 else 1
        turned = abs(rx - ry) > 0.5 and abs(self.angle) > 1
        angle = math.radians(self.angle) if turned else 0.0
        dx, dy = round(rx, digits) * math.cos(angle), round(rx, digits) * math.sin(angle)
        radii = _joined((rx, ry, math.degrees(angle)), digits)
        there, back = _joined((2 * dx, 2 * dy), digits), _joined((-2 * dx, -2 * dy), digits)
        return f"M{_joined((cx - dx, cy - dy), digits)}a{radii} 1 0 {there}a{radii} 1 0 {back}z"


def page(*parts: str) -> str:
    """The parts, first below, as one SVG of 1600 × 1200."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<g fill="none" stroke="{INK}" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">'
        f"{''.join(parts)}</g></svg>"
    )
