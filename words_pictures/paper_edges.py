# Pillow's own types name numpy's, which is not installed here.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
"""Where a sheet of paper lies in a photo.

A sheet is found by its four sides, for a drawing may fill the rest. Coming from any side, paper is where it gets
brighter and less coloured. So every place on a small map of the photo where that happens votes for the lines that
may run through it (a Hough transform with directions), and of the strongest lines those four are taken that hold a
sheet best. Light may be uneven: the map knows only ratios of brightness.

Plain Python over a map of 180 pixels. The figures below were tuned on some hundreds of made photos and a dozen real ones.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Of a sheet, clockwise from its top left."""

MAP_EDGE_PX = 180
SHARP_EDGE_PX = 720
"""On a map of this size the sides are drawn exactly, once it is known where they are."""

LEAST_HOLD = 0.94
"""Of some 1.2 a sheet on a plain table reaches; see `_Four.hold`."""
LEAST_CONTRAST = 0.1
"""Natural logarithm: a side's inside and outside differ by a tenth in one colour at least."""

_DIRECTIONS = 120
_TURN = 2 * math.pi / _DIRECTIONS
_COS = [math.cos(_TURN * k) for k in range(_DIRECTIONS)]
_SIN = [math.sin(_TURN * k) for k in range(_DIRECTIONS)]
_LINE_PX = 1.5
_SIDES_TRIED = 8
_LEAST_VOTES = 12
_FLOOR = 12
"""Added to each brightness before the logarithm, so that the noise of black is not the strongest edge of all."""
_LOGARITHM = [round(255 * math.log((v + _FLOOR) / _FLOOR) / math.log((255 + _FLOOR) / _FLOOR)) for v in range(256)]


def sheet_in(photo: Image.Image) -> Corners | None:
    """The corners of the sheet in an RGB photo, as fractions of width and height; None where no sheet is seen."""
    small = photo.resize(_size(photo, MAP_EDGE_PX), Image.Resampling.BOX)
    view = _Map.of(small)
    four = _best_four(view)
    if four is None:
        return None
    corners = _reached(view, four.corners)
    if _contrast(view, corners) < LEAST_CONTRAST:
        return None
    hold = four.hold if corners == four.corners else four.hold + _REACHED_BONUS
    if hold < LEAST_HOLD:
        return None
    return _exact(photo, _fractions(corners, small.size))


def _size(photo: Image.Image, edge: int) -> tuple[int, int]:
    scale = min(1.0, edge / max(photo.size))
    return max(1, round(photo.width * scale)), max(1, round(photo.height * scale))


# --- the map -------------------------------------------------------------------------------------------------------


class _Change(NamedTuple):
    """How much brighter it gets to the right and downwards, for each pixel, 128 being not at all."""

    across: bytes
    down: bytes


@dataclass(frozen=True)
class _Map:
    width: int
    height: int
    white: dict[int, tuple[int, int, int]]
    """Places where it gets whiter: how much to the right, how much downwards, and the square of both together. White is
    the darkest colour of a pixel: paper has it bright, what is dark or coloured has not."""
    colours: tuple[_Change, ...]
    """Of red, green and blue."""
    pixels: list[tuple[int, int, int]]

    @classmethod
    def of(cls, small: Image.Image) -> _Map:
        red, green, blue = small.split()
        # Five pixels across: pencil lines, and lined or squared paper, are gone from it.
        white = _change(ImageChops.darker(ImageChops.darker(red, green), blue), median=5)
        changes = [(x - 128, y - 128, (x - 128) ** 2 + (y - 128) ** 2) for x, y in zip(*white, strict=True)]
        least = min(100, max(9, sorted(strength for _, _, strength in changes)[int(0.8 * len(changes))]))
        strong = {at: change for at, change in enumerate(changes) if change[2] >= least}
        colours = tuple(_change(band, median=3) for band in (red, green, blue))
        raw = small.tobytes()
        return cls(*small.size, strong, colours, list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True)))

    def has(self, x: float, y: float) -> bool:
        return 0 <= x < self.width and 0 <= y < self.height

    def pixels_near(self, x: float, y: float, a: float, b: float, reach: int) -> Iterator[tuple[int, int, int]]:
        """Column, row and place in the map of the pixels up to `reach` before and behind (x, y) along (a, b)."""
        for step in range(-reach, reach + 1):
            column, row = round(x + step * a), round(y + step * b)
            if 1 <= column < self.width - 1 and 1 <= row < self.height - 1:
                yield column, row, row * self.width + column

    def begins_white(self, at: int, a: float, b: float) -> bool:
        """Does it get whiter here towards (a, b), and about in that direction?"""
        if at not in self.white:
            return False
        across, down, strength = self.white[at]
        towards = across * a + down * b
        return towards > 0 and towards * towards > 0.75 * strength

    def is_edge(self, x: float, y: float, a: float, b: float) -> bool:
        """Does any colour change here along (a, b), either way?"""
        for _, _, at in self.pixels_near(x, y, a, b, 1):
            for change in self.colours:
                across, down = change.across[at] - 128, change.down[at] - 128
                strength = across * across + down * down
                if strength >= 64 and (across * a + down * b) ** 2 > 0.75 * strength:
                    return True
        return False


def _change(grey: Image.Image, median: int) -> _Change:
    ratios = grey.filter(ImageFilter.MedianFilter(median)).point(_LOGARITHM).filter(ImageFilter.GaussianBlur(0.8))
    across = ratios.filter(ImageFilter.Kernel((3, 3), (-1, 0, 1, -2, 0, 2, -1, 0, 1), 4, 128))
    # Pillow lays a kernel's first row on the pixels below.
    down = ratios.filter(ImageFilter.Kernel((3, 3), (1, 2, 1, 0, 0, 0, -1, -2, -1), 4, 128))
    return _Change(across.tobytes(), down.tobytes())


# --- lines that may be sides ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Side:
    """A line `a·x + b·y = c` on which something whiter begins; (a, b) points into it."""

    a: float
    b: float
    c: float
    first: float = 0
    whiter: tuple[int, ...] = (0,)
    """How many pixels along it, from `first` up to each, are whiter on that side."""
    is_frame: bool = False
    """The edge of the photo: a sheet may run out of it."""

    def along(self, point: Point) -> float:
        """How far along the line a point of it is."""
        return point[1] * self.a - point[0] * self.b

    def share(self, start: float, end: float) -> float:
        """Which share of the pixels between two places along it are whiter on its side."""
        low, high = (start, end) if start < end else (end, start)
        return (self._whiter_up_to(high) - self._whiter_up_to(low)) / max(1.0, high - low)

    def _whiter_up_to(self, place: float) -> int:
        return self.whiter[max(0, min(len(self.whiter) - 1, int(place - self.first + 0.5)))]


def _sides(view: _Map) -> list[list[_Side]]:
    """The strongest lines that may be a sheet's left, top, right and bottom, each with the photo's own edge."""
    votes, nothing = _votes(view)
    w, h = view.width, view.height
    frames = ((1, 0, 1.0), (0, 1, 1.0), (-1, 0, 2.0 - w), (0, -1, 2.0 - h))
    return [
        [
            *(_side(view, _COS[k], _SIN[k], (c + 0.5) * _LINE_PX - nothing) for k, c in _peaks(votes, quarter)),
            _Side(*frames[quarter], is_frame=True),
        ]
        for quarter in range(4)
    ]


def _votes(view: _Map) -> tuple[list[list[float]], float]:
    """For each direction, the votes for each distance; and how far below zero distances begin."""
    nothing = math.hypot(view.width, view.height)
    votes = [[0.0] * (int(2 * nothing / _LINE_PX) + 3) for _ in range(_DIRECTIONS)]
    for at, (across, down, strength) in view.white.items():
        row, column = divmod(at, view.width)
        if not (1 <= column < view.width - 1 and 1 <= row < view.height - 1):
            continue
        weight = min(1.0, math.sqrt(strength) / 20) + 0.3
        towards = round(math.atan2(down, across) / _TURN)
        for k in range(towards - 2, towards + 3):
            k %= _DIRECTIONS
            votes[k][int((column * _COS[k] + row * _SIN[k] + nothing) / _LINE_PX)] += weight
    return votes, nothing


def _peaks(votes: list[list[float]], quarter: int) -> list[tuple[int, int]]:
    """Direction and distance of the lines with most votes that face right (0), down (1), left (2) or up (3)."""
    middle = quarter * _DIRECTIONS // 4
    peaks: list[tuple[float, int, int]] = []
    for turned in range(middle - _DIRECTIONS // 8, middle + _DIRECTIONS // 8 + 1):
        k = turned % _DIRECTIONS
        here, before, after = votes[k], votes[k - 1], votes[(k + 1) % _DIRECTIONS]
        for c in range(1, len(here) - 1):
            most = here[c]
            if most > _LEAST_VOTES and most >= max(*here[c - 1 : c + 2], *before[c - 1 : c + 2], *after[c - 1 : c + 2]):
                peaks.append((most, turned, c))
    chosen: list[tuple[int, int]] = []
    for _, turned, c in sorted(peaks, reverse=True):
        if all(abs(turned - other) > 3 or abs(c - d) > 3 for other, d in chosen):
            chosen.append((turned, c))
    return [(turned % _DIRECTIONS, c) for turned, c in chosen[:_SIDES_TRIED]]


def _side(view: _Map, a: float, b: float, c: float) -> _Side:
    a, b, c = _laid_through(view, a, b, c)
    first, last = _ends(view, a, b)
    whiter = [0]
    for step in range(int(last - first) + 1):
        x, y = a * c - b * (first + step), b * c + a * (first + step)
        whiter.append(whiter[-1] + any(view.begins_white(at, a, b) for _, _, at in view.pixels_near(x, y, a, b, 1)))
    return _Side(a, b, c, first, tuple(whiter))


def _ends(view: _Map, a: float, b: float) -> tuple[float, float]:
    places = [y * a - x * b for x in (0, view.width) for y in (0, view.height)]
    return min(places), max(places)


def _laid_through(view: _Map, a: float, b: float, c: float) -> tuple[float, float, float]:
    """The line laid through the changes near it, by least squares of their distance."""
    n = sx = sy = sxx = sxy = syy = 0.0
    first, last = _ends(view, a, b)
    for step in range(int(last - first) + 1):
        x, y = a * c - b * (first + step), b * c + a * (first + step)
        for column, row, at in view.pixels_near(x, y, a, b, 2):
            if view.begins_white(at, a, b):
                weight = min(400, view.white[at][2])
                n, sx, sy = n + weight, sx + weight * column, sy + weight * row
                sxx += weight * column * column
                sxy += weight * column * row
                syy += weight * row * row
    if n < _LEAST_VOTES * 9:
        return a, b, c
    x, y = sx / n, sy / n
    lies = 0.5 * math.atan2(2 * (sxy / n - x * y), (sxx / n - x * x) - (syy / n - y * y))
    na, nb = -math.sin(lies), math.cos(lies)
    if na * a + nb * b < 0:
        na, nb = -na, -nb
    # More than 14 degrees off: something else lies near the line.
    return (na, nb, na * x + nb * y) if na * a + nb * b > 0.97 else (a, b, c)


# --- four of them --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Four:
    hold: float
    """How well four sides hold a sheet: how much of them is whiter inside, also of the worst of them; less for what
    goes on beyond the corners, as planks and tiles do; a little more for a larger sheet, so that a frame drawn on the
    paper does not win from the paper."""
    corners: Corners


_FRAME_SHARE = 0.55
_REACHED_BONUS = 0.1


def _best_four(view: _Map) -> _Four | None:
    fours = (_Four(_hold(view, sides, corners), corners) for sides, corners in _fours(view))
    best = heapq.nlargest(12, fours, key=lambda four: four.hold)
    whitest = _whitest(view.pixels, 0.9)
    judged = [_Four(four.hold - _too_dark(view, four.corners, whitest), four.corners) for four in best]
    return max(judged, key=lambda four: four.hold, default=None)


def _too_dark(view: _Map, corners: Corners, whitest: float) -> float:
    """What a sheet's hold loses when there is nothing white on it, compared with the rest of the photo."""
    left, right = (corners[0], corners[3]), (corners[1], corners[2])
    points = [
        _between(_between(*left, v / 12), _between(*right, v / 12), u / 12) for u in range(1, 12) for v in range(1, 12)
    ]
    within = [view.pixels[int(y) * view.width + int(x)] for x, y in points if view.has(x, y)]
    return 0.5 * max(0.0, whitest - _whitest(within, 0.9) - 0.45)


def _whitest(pixels: list[tuple[int, int, int]], share: float) -> float:
    """How white, as a natural logarithm, the pixel is that only the rest of this share surpass."""
    if not pixels:
        return 0.0
    whites = sorted(min(pixel) for pixel in pixels)
    return math.log(whites[int(share * (len(whites) - 1))] + _FLOOR)


def _fours(view: _Map) -> Iterator[tuple[tuple[_Side, _Side, _Side, _Side], Corners]]:
    """Top, right, bottom and left that enclose something of a sheet's shape."""
    lefts, tops, rights, bottoms = _sides(view)
    for left in lefts:
        for top in tops:
            top_left = _meeting(view, left, top)
            for right in rights if top_left else ():
                top_right = _meeting(view, top, right)
                if not top_left or not top_right or top_left[0] >= top_right[0] or not _face(left, right):
                    continue
                for bottom in bottoms:
                    bottom_right, bottom_left = _meeting(view, right, bottom), _meeting(view, bottom, left)
                    if not bottom_right or not bottom_left or top_left[1] >= bottom_left[1] or not _face(top, bottom):
                        continue
                    sides, corners = (top, right, bottom, left), (top_left, top_right, bottom_right, bottom_left)
                    if sum(side.is_frame for side in sides) <= 2 and _is_sheet_shaped(view, corners):
                        yield sides, corners


def _meeting(view: _Map, one: _Side, other: _Side) -> Point | None:
    """Where two sides meet, if that is within the photo or just beside it."""
    cross = one.a * other.b - one.b * other.a
    if abs(cross) < 0.5:
        return None
    x, y = (one.c * other.b - one.b * other.c) / cross, (one.a * other.c - one.c * other.a) / cross
    beside = 0.04 * max(view.width, view.height)
    inside = -beside <= x <= view.width + beside and -beside <= y <= view.height + beside
    return (x, y) if inside else None


def _face(one: _Side, other: _Side) -> bool:
    return one.a * other.a + one.b * other.b < -0.8


def _is_sheet_shaped(view: _Map, corners: Corners) -> bool:
    lengths = [math.dist(corners[i], corners[i - 3]) for i in range(4)]
    if _area(corners) < 0.07 * view.width * view.height or min(lengths) < 0.15 * min(view.width, view.height):
        return False
    if any(max(pair) > 2 * min(pair) for pair in (lengths[0::2], lengths[1::2])):
        return False
    return all(abs(_cosine(corners[i - 1], corners[i], corners[i - 3])) < 0.65 for i in range(4))


def _area(corners: Corners) -> float:
    """In square pixels; negative when the corners run anticlockwise."""
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(corners, (*corners[1:], corners[0]), strict=True)) / 2


def _cosine(before: Point, corner: Point, after: Point) -> float:
    ux, uy, vx, vy = before[0] - corner[0], before[1] - corner[1], after[0] - corner[0], after[1] - corner[1]
    return (ux * vx + uy * vy) / (math.hypot(ux, uy) * math.hypot(vx, vy) or 1)


def _hold(view: _Map, sides: tuple[_Side, _Side, _Side, _Side], corners: Corners) -> float:
    shares: list[float] = []
    beyond: list[float] = []
    for i, side in enumerate(sides):
        if side.is_frame:
            shares.append(_FRAME_SHARE)
            continue
        start, end = side.along(corners[i]), side.along(corners[i - 3])
        shares.append(min(1.0, side.share(start, end)))
        ahead = 1 if end > start else -1
        further = 0.2 * (end - start)
        beyond.append(side.share(start - further, start - 3 * ahead) + side.share(end + 3 * ahead, end + further))
    size = min(1.0, _area(corners) / (view.width * view.height))
    over = sum(beyond) / (2 * len(beyond))
    return 0.6 * sum(shares) / 4 + 0.4 * min(shares) - 0.15 * over + 0.25 * math.sqrt(size)


# --- a drawing that covers the sheet up to its edge ----------------------------------------------------------------


def _reached(view: _Map, corners: Corners) -> Corners:
    """The corners, a side moved out where the two beside it go on: there the sheet is coloured up to its edge."""
    moved = list(corners)
    for i in range(4):
        before, here, there, after = moved[i - 1], moved[i], moved[i - 3], moved[i - 2]
        further = _further_side(view, before, here, there, after)
        if further is not None:
            moved[i], moved[i - 3] = further
    return moved[0], moved[1], moved[2], moved[3]


def _further_side(view: _Map, before: Point, here: Point, there: Point, after: Point) -> tuple[Point, Point] | None:
    """Instead of the side from `here` to `there`: the best edge between what goes on from `before` and from `after`."""
    goes_on, goes_on_there = _goes_on(view, before, here), _goes_on(view, after, there)
    if min(goes_on, goes_on_there) < 0.08:
        return None
    length = math.dist(before, here)
    best: tuple[float, Point, Point] | None = None
    for step in range(4, int(1.15 * goes_on * length) + 1):
        share = step / length
        for tilt in range(-6, 7):
            share_there = share * (1 + 0.04 * tilt)
            p, q = _beyond(before, here, share), _beyond(after, there, share_there)
            held = _edge_share(view, p, q) + 0.1 * share
            if share_there <= 1.15 * goes_on_there and held >= 0.6 and (best is None or held > best[0]):
                best = held, p, q
    if best is None or not _is_drawn_on(view, here, there, best[2], best[1]):
        return None
    return best[1], best[2]


def _goes_on(view: _Map, start: Point, end: Point) -> float:
    """How far the edge from `start` goes on beyond `end`, as a share of its length."""
    length = math.dist(start, end)
    a, b = -(end[1] - start[1]) / length, (end[0] - start[0]) / length
    far = hits = 0
    for step in range(1, int(1.5 * length)):
        x, y = _beyond(start, end, (step + 2) / length)
        if not (1 <= x < view.width - 1 and 1 <= y < view.height - 1) or (step > 12 and hits < 0.5 * step):
            break
        hits += view.is_edge(x, y, a, b)
        if hits >= 0.75 * step:
            far = step + 2
    return far / length


def _beyond(start: Point, end: Point, share: float) -> Point:
    return end[0] + (end[0] - start[0]) * share, end[1] + (end[1] - start[1]) * share


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _edge_share(view: _Map, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    a, b = -(end[1] - start[1]) / length, (end[0] - start[0]) / length
    return sum(view.is_edge(*_between(start, end, (i + 0.5) / 20), a, b) for i in range(20)) / 20


def _is_drawn_on(view: _Map, here: Point, there: Point, further_there: Point, further: Point) -> bool:
    """Is the strip between a side and the further one of another colour than what lies around it?

    A pattern that goes on beneath the sheet, as on a chequered cloth, is not.
    """
    inside = [
        _between(_between(here, there, u / 10), _between(further, further_there, u / 10), v / 6)
        for u in range(1, 10)
        for v in range(1, 6)
    ]
    around = [
        point
        for start, end in ((there, further_there), (further_there, further), (further, here))
        for point in _beside(start, end, (5,))
    ]
    return _difference(view, inside, around) > 0.3


def _contrast(view: _Map, corners: Corners) -> float:
    """How much a sheet's sides differ within and without, on average, to an eighth of its size deep."""
    deep = 0.12 * min(math.dist(corners[0], corners[1]), math.dist(corners[1], corners[2]))
    depths = tuple(2.5 + deep * part / 3 for part in range(4))
    differences = [
        _difference(view, _beside(start, end, depths), _beside(start, end, tuple(-depth for depth in depths)))
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    seen = [difference for difference in differences if difference > 0]
    return sum(seen) / len(seen) if seen else 0.0


def _beside(start: Point, end: Point, depths: tuple[float, ...]) -> list[Point]:
    """Points along a side, `depths` pixels to its right hand: within a sheet whose corners run clockwise."""
    length = math.dist(start, end) or 1
    a, b = -(end[1] - start[1]) / length, (end[0] - start[0]) / length
    points = [_between(start, end, (i + 0.5) / 16) for i in range(16)]
    return [(x + a * depth, y + b * depth) for x, y in points for depth in depths]


def _difference(view: _Map, some: list[Point], others: list[Point]) -> float:
    """The largest ratio between the two in one colour, as a natural logarithm; 0 when too little is in the photo."""
    here, there = _mean_logarithms(view, some), _mean_logarithms(view, others)
    if here is None or there is None:
        return 0.0
    return max(abs(one - other) for one, other in zip(here, there, strict=True))


def _mean_logarithms(view: _Map, points: list[Point]) -> list[float] | None:
    pixels = [view.pixels[int(y) * view.width + int(x)] for x, y in points if view.has(x, y)]
    if len(pixels) < 8:
        return None
    return [sum(math.log(pixel[band] + _FLOOR) for pixel in pixels) / len(pixels) for band in range(3)]


# --- drawn exactly -------------------------------------------------------------------------------------------------

_LOOK_PX = 7
_SAMPLES = 40


def _exact(photo: Image.Image, corners: Corners) -> Corners:
    """The corners (fractions) moved to where the colours change most on a larger map, a line through each side."""
    large = photo.resize(_size(photo, SHARP_EDGE_PX), Image.Resampling.BOX).filter(ImageFilter.BoxBlur(1))
    w, h = large.size
    points: list[Point] = [(x * w - 0.5, y * h - 0.5) for x, y in corners]
    pixels = large.tobytes()
    lines: list[tuple[Point, Point]] = []
    for i in range(4):
        start, end = points[i], points[i - 3]
        lines.append(_exact_line(pixels, w, h, start, end) or (start, end))
    sharp = [_crossing(lines[i - 1], lines[i]) or points[i] for i in range(4)]
    moved = [new if math.dist(old, new) < 3 * _LOOK_PX else old for old, new in zip(points, sharp, strict=True)]
    one, two, three, four = moved
    return _fractions((one, two, three, four), large.size)


def _exact_line(pixels: bytes, w: int, h: int, start: Point, end: Point) -> tuple[Point, Point] | None:
    """Two points of the line through the strongest changes beside the one from `start` to `end`."""
    length = math.dist(start, end) or 1
    a, b = -(end[1] - start[1]) / length, (end[0] - start[0]) / length
    changes: list[tuple[float, float, int]] = []
    for i in range(_SAMPLES):
        share = 0.05 + 0.9 * (i + 0.5) / _SAMPLES
        x, y = _between(start, end, share)
        found = _strongest_change(pixels, w, h, x, y, a, b)
        if found is not None:
            changes.append((share, *found))
    if len(changes) < _SAMPLES // 2:
        return None
    clear = sorted(strength for _, _, strength in changes)[len(changes) // 2] / 2
    fit = _straight([(share, offset) for share, offset, strength in changes if strength >= clear])
    if fit is None:
        return None
    ends = ((start, fit[0]), (end, fit[0] + fit[1]))
    first, last = ((point[0] + a * offset, point[1] + b * offset) for point, offset in ends)
    return first, last


def _strongest_change(
    pixels: bytes, w: int, h: int, x: float, y: float, a: float, b: float
) -> tuple[float, int] | None:
    """How far along (a, b) the three colours together change most, and by how much."""
    row: list[tuple[int, int, int]] = []
    for step in range(-_LOOK_PX - 2, _LOOK_PX + 3):
        column, line = round(x + step * a), round(y + step * b)
        if not (0 <= column < w and 0 <= line < h):
            return None
        at = 3 * (line * w + column)
        row.append((pixels[at], pixels[at + 1], pixels[at + 2]))
    changes = [
        sum(abs(inner - outer) for inner, outer in zip(row[i + 2], row[i - 2], strict=True))
        for i in range(2, len(row) - 2)
    ]
    most = max(changes)
    # The middle of all that is nearly as strong: a soft edge has no one strongest pixel.
    near = [i for i, change in enumerate(changes) if change >= 0.9 * most]
    return sum(near) / len(near) - _LOOK_PX, most


def _straight(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Where the line through (share, offset) begins at 0 and how much it rises to 1, strays left out."""
    fit = None
    for most_off in (None, 3.0, 1.5):
        if fit is not None and most_off is not None:
            begins, rises = fit
            points = [point for point in points if abs(begins + rises * point[0] - point[1]) <= most_off]
        if len(points) < _SAMPLES // 4:
            return fit
        n = len(points)
        mean_t, mean_o = sum(t for t, _ in points) / n, sum(o for _, o in points) / n
        spread = sum((t - mean_t) ** 2 for t, _ in points)
        rises = sum((t - mean_t) * (o - mean_o) for t, o in points) / spread if spread else 0.0
        fit = mean_o - rises * mean_t, rises
    return fit


def _crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point | None:
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    cross = (x1 - x2) * (y3 - y4) - (y1 - y2) * (x3 - x4)
    if abs(cross) < 1e-6:
        return None
    p, q = x1 * y2 - y1 * x2, x3 * y4 - y3 * x4
    return (p * (x3 - x4) - (x1 - x2) * q) / cross, (p * (y3 - y4) - (y1 - y2) * q) / cross


def _fractions(points: Corners, size: tuple[int, int]) -> Corners:
    """Pixels as fractions of the photo, within it; a pixel's number is that of its middle."""
    one, two, three, four = (
        (min(1.0, max(0.0, (x + 0.5) / size[0])), min(1.0, max(0.0, (y + 0.5) / size[1]))) for x, y in points
    )
    return one, two, three, four
