"""What the places are furnished with: each piece stands where it is told, in page pixels, with the pen's own line."""

from __future__ import annotations

from collections.abc import Sequence

from words_pictures.drawing import pen
from words_pictures.drawing.pen import FINE, Point
from words_pictures.drawing.places import light as sky
from words_pictures.drawing.places.light import Light


def window(light: Light, x: float, y: float, width: float, height: float) -> str:
    """A window with its sill: a hill and a cloud, a low sun, or the moon."""
    drawn = pen.box(x - 14, y - 14, width + 28, height + 28, pen.WHITE)
    drawn += pen.box(x, y, width, height, pen.NAVY if light.is_night else pen.SKY if light.is_day else pen.PEACH)
    drawn += view(light, x + 4, y + 4, width - 8, height - 8)
    return drawn + pen.box(x - 34, y + height + 12, width + 68, 24, pen.WHITE)


def view(light: Light, x: float, y: float, width: float, height: float) -> str:
    """What is seen through a pane whose paint is already there."""
    if light.is_night:
        at = ((0.24, 0.24), (0.34, 0.68), (0.82, 0.76))[: 3 if width > 160 else 2]
        stars = "".join(sky.star(x + width * a, y + height * b, 9) for a, b in at)
        return sky.moon(x + width * 0.62, y + height * 0.36, min(width, height) * 0.17) + stars
    slope = [(x, y + height * 0.74), (x + width * 0.4, y + height * 0.6), (x + width, y + height * 0.78)]
    foot = [(x + width, y + height), (x + width, y + height), (x, y + height), (x, y + height)]
    hill = pen.shape([slope[0], *slope, slope[-1], *foot], pen.SAGE if light.is_day else pen.LILAC, outlined=False)
    if light.is_day:
        return hill + sky.cloud(x + width * 0.6, y + height * 0.28, width * 0.2)
    radius = min(width, height) * 0.2
    return pen.spot(x + width * 0.6, y + height * 0.6, radius, radius, pen.YELLOW, outlined=False) + hill


def curtains(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Two curtains beside a window that begins at (x, y)."""
    drawn = pen.edge([(x - 84, y - 40), (x + width + 84, y - 40)], colour=pen.BARK, width=13)
    folds = ""
    for side, at in ((-1, x - 6), (1, x + width + 6)):
        cloth = [(-26, -40), (-26, -40), (66, -40), (66, -40), (74, height * 0.6), (84, height + 70), (84, height + 70)]
        cloth += [(10, height + 76), (10, height + 76), (2, height * 0.5)]
        drawn += pen.shape([(at + side * a, y + b) for a, b in cloth], colour)
        fold = [(34, -20), (38, height * 0.5), (46, height + 50)]
        folds += pen.curve([(at + side * a, y + b) for a, b in fold], closed=False)
    return drawn + pen.drawn(folds, opacity=0.35)


def ceiling_lamp(light: Light, x: float, y: float, colour: str) -> str:
    """A lamp hanging to height `y`; it burns when it is dark."""
    shine = "" if light.is_day else sky.glow(x, y + 20, 420)
    side = [(30, -92), (30, -92), (104, 0), (104, 0)]
    shade = [*((x - a, y + b) for a, b in reversed(side)), *((x + a, y + b) for a, b in side), (x, y + 8)]
    return shine + pen.edge([(x, 42), (x, y - 92)]) + pen.spot(x, y + 4, 24, 20, pen.LIGHT) + pen.shape(shade, colour)


def floor_lamp(light: Light, x: float, y: float, height: float, colour: str = pen.YELLOW) -> str:
    """A standing lamp with its foot at (x, y); it burns when it is dark."""
    top = y - height
    shine = "" if light.is_day else sky.glow(x, top + 50, 420)
    pole = pen.limb([(x, top + 60), (x, y - 10)], 16, pen.BARK) + pen.spot(x, y - 6, 60, 15, pen.BARK)
    return shine + pole + pen.board([(x - 46, top), (x + 46, top), (x + 84, top + 110), (x - 84, top + 110)], colour)


def lamplight(light: Light, x: float, y: float) -> str:
    """The light around a small lamp that stands at (x, y), when it is dark."""
    return "" if light.is_day else sky.glow(x, y - 110, 380)


def table_lamp(x: float, y: float, colour: str = pen.YELLOW) -> str:
    """A small lamp standing at (x, y); `lamplight` goes under what it shines on."""
    foot = pen.limb([(x, y - 80), (x, y - 12)], 14, pen.BARK) + pen.spot(x, y - 10, 40, 12, pen.BARK)
    return foot + pen.board([(x - 34, y - 146), (x + 34, y - 146), (x + 62, y - 72), (x - 62, y - 72)], colour)


def plant(x: float, y: float, size: float = 1, pot: str = pen.ORANGE) -> str:
    """A pot plant standing at (x, y)."""
    at = pen.Frame(x, y, 0, size)
    leaves = ""
    for angle, length in ((-52, 150), (50, 150), (-24, 205), (26, 195), (0, 225)):
        leaf = pen.Frame(*at.at(0, -80), angle, size)
        leaves += pen.shape(leaf.all([(0, 0), (-30, -length * 0.55), (0, -length), (30, -length * 0.55)]), pen.GREEN)
    return leaves + pen.board(at.all([(-50, -92), (50, -92), (40, 0), (-40, 0)]), pot)


def drawing(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A child's drawing on the wall: a sun, a fish, a heart or a house."""
    cx, cy, s = x + width / 2, y + height / 2, min(width, height) / 140
    paper = pen.box(x, y, width, height, pen.WHITE)

    def at(points: Sequence[Point]) -> list[Point]:
        return [(cx + a * s, cy + b * s) for a, b in points]

    if kind == "sun":
        turns = ((0, 1), (0.71, 0.71), (1, 0), (0.71, -0.71), (0, -1), (-0.71, -0.71), (-1, 0), (-0.71, 0.71))
        rays = "".join(pen.curve(at([(34 * a, 34 * b), (52 * a, 52 * b)]), closed=False) for a, b in turns)
        return paper + pen.spot(cx, cy, 24 * s, 24 * s, pen.YELLOW, outlined=False) + pen.drawn(rays, colour=pen.ORANGE)
    if kind == "fish":
        tail = pen.board(at([(24, 0), (52, -22), (52, 22)]), pen.TEAL, outlined=False)
        return paper + tail + pen.spot(cx - 6 * s, cy, 36 * s, 22 * s, pen.TEAL, outlined=False)
    if kind == "heart":
        return paper + heart(cx, cy, 42 * s)
    walls = pen.board(at([(-34, 0), (34, 0), (34, 44), (-34, 44)]), pen.STRAW, outlined=False)
    return paper + walls + pen.board(at([(-48, 4), (0, -44), (48, 4)]), pen.RED, outlined=False)


def heart(x: float, y: float, size: float, colour: str = pen.RED) -> str:
    """A heart without an outline around (x, y)."""
    half = [(0, 0.9), (0, 0.9), (-0.8, 0.1), (-0.92, -0.46), (-0.48, -0.82), (0, -0.42), (0, -0.42)]
    other = [(0.48, -0.82), (0.92, -0.46), (0.8, 0.1)]
    return pen.shape([(x + a * size, y + b * size) for a, b in (*half, *other)], colour, outlined=False)


def mug(x: float, y: float, colour: str) -> str:
    """A mug standing at (x, y)."""
    handle = pen.stroke([(x + 22, y - 42), (x + 46, y - 40), (x + 42, y - 16), (x + 20, y - 14)])
    return handle + pen.board([(x - 26, y - 54), (x + 26, y - 54), (x + 22, y), (x - 22, y)], colour)


def door(x: float, y: float, width: float, height: float, colour: str, *, knob: int = 1) -> str:
    """A closed door whose foot is at height `y`, its left side at x."""
    frame = pen.box(x - 20, y - height - 20, width + 40, height + 20, pen.WHITE)
    leaf = pen.box(x, y - height, width, height, colour)
    panels = [_rect(x + width * 0.18, y - height * top, width * 0.64, height * 0.36) for top in (0.92, 0.46)]
    at = x + width - 28 if knob > 0 else x + 28
    return frame + leaf + pen.boards(panels, colour) + pen.spot(at, y - height * 0.48, 14, 14, pen.YELLOW)


def doorway(x: float, y: float, width: float, height: float, leaf: str) -> str:
    """An open door with a light room behind, the leaf turned outwards on the right."""
    frame = pen.box(x - 20, y - height - 20, width + 40, height + 20, pen.WHITE)
    room = pen.box(x, y - height, width, height, pen.LIGHT)
    side, wide = x + width, width * 0.4
    lamp = pen.edge([(x + width / 2, y - height + 6), (x + width / 2, y - height + 50)])
    lamp += pen.board(
        [(x + width / 2 + a, y - height + b) for a, b in ((-22, 50), (22, 50), (52, 96), (-52, 96))], pen.ORANGE
    )
    turned = pen.board([(side, y - height), (side + wide, y - height - 34), (side + wide, y + 40), (side, y)], leaf)
    return frame + room + lamp + turned + pen.spot(side + wide * 0.8, y - height * 0.46, 13, 14, pen.YELLOW)


def bed(x: float, y: float, wood: str, blanket: str, dots: str) -> str:
    """A made bed seen from its foot, which stands at (x, y); 270 px wide, as a bed is beside a grown-up."""
    head = [(-134, -120), (-134, -120), (-134, -440), (-110, -474), (0, -492), (110, -474), (134, -440)]
    head += [(134, -120), (134, -120)]
    pillow = [(-92, -330), (-84, -392), (0, -404), (84, -392), (92, -330), (0, -318)]
    cover = [(-122, -340), (-122, -340), (122, -340), (122, -340), (138, -60), (138, -60), (-138, -60), (-138, -60)]
    fold = [(-124, -344), (124, -344), (128, -296), (-128, -296)]
    at = [(x + 62 * (i - 1) - 16 * (row % 2), y - 250 + 52 * row) for row in range(3) for i in range(3)]
    foot = [
        (-146, -6), (-146, -6), (-146, -100), (-120, -126), (0, -136), (120, -126), (146, -100), (146, -6),
        (146, -6),
    ]  # fmt: skip

    def laid(points: Sequence[Point]) -> list[Point]:
        return [(x + a, y + b) for a, b in points]

    return (
        pen.shape(laid(head), wood)
        + pen.shape(laid(pillow), pen.WHITE)
        + pen.shape(laid(cover), blanket)
        + pen.drawn(pen.dash(list(zip(at, at, strict=True))), colour=dots, width=22)
        + pen.board(laid(fold), pen.WHITE)
        + pen.shape(laid(foot), wood)
    )


def books(x: float, y: float, width: float, colours: Sequence[str]) -> str:
    """A row of books standing on a shelf at height `y`, from x to the right."""
    step = width / len(colours)
    heights = (96, 84, 100, 90, 78)
    return "".join(
        pen.box(x + i * step, y - heights[i % 5], step, heights[i % 5], colour) for i, colour in enumerate(colours)
    )


def case(x: float, y: float, width: float, height: float, colour: str, shelves: int) -> str:
    """A bookcase whose foot is at height `y`, its left side at x, with room between its shelves."""
    back = pen.box(x, y - height, width, height, colour)
    step = height / shelves
    inside = [_rect(x + 18, y - height + 18 + i * step, width - 36, step - 28) for i in range(shelves)]
    return back + pen.boards(inside, pen.CREAM)


def desk(x: float, y: float, width: float, height: float, colour: str, front: str) -> str:
    """A table with a closed front; its top is at height `y`, its left side at x."""
    panel = pen.box(x + 18, y + 14, width - 36, height - 14, front)
    top = [(x, y), (x + 14, y - 24), (x + width - 14, y - 24), (x + width, y), (x + width - 4, y + 22), (x + 4, y + 22)]
    return panel + pen.board(top, colour)


def folds(lines: Sequence[Sequence[Point]], *, opacity: float = 0.35) -> str:
    """Fine pale lines in one path."""
    return pen.drawn("".join(pen.curve(points, closed=False) for points in lines), width=FINE, opacity=opacity)


def panels(x: float, y: float, width: float, height: float, colour: str, count: int) -> str:
    """Panels on a wall as lines of paint, without ink."""
    step = width / count
    data = "".join(
        pen.curve([point for corner in _rect(x + i * step + 14, y, step - 28, height) for point in (corner, corner)])
        for i in range(count)
    )
    return pen.drawn(data, colour=colour, width=LINE_OF_PAINT)


LINE_OF_PAINT = 6
"""Lines that lie behind people are of paint and thinner than ink."""


def _rect(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
