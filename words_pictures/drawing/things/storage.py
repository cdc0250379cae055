"""What things are kept in, and the green and the small lives of a room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame, Point
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Extent, Options, Range, Thing, colour

SIDES = (-1, 1)


def _wardrobe(f: Frame, o: Options) -> str:
    half, high, paint = o.number("width") / 2 - 12, o.number("height"), o.paint()
    feet = "".join(marks.bar(f, [(s * (half - 36), -26), (s * (half - 36), -10)], 24, pen.BARK) for s in SIDES)
    case = marks.box(f, -half, 14 - high, 2 * half, high - 36, paint)
    doors = "".join(marks.box(f, x, 44 - high, half - 22, high - 106, paint) for x in (14 - half, 8))
    top = marks.bar(f, [(6 - half, 14 - high), (half - 6, 14 - high)], 20, paint)
    base = marks.straight(f, [(-half, -46), (half, -46)])
    return (
        feet + case + base + doors + marks.ovals(f, [(-32, -high * 0.48), (32, -high * 0.48)], 10, 10, pen.YELLOW) + top
    )


def _shelf(f: Frame, o: Options) -> str:
    half = o.number("width") / 2
    holds = "".join(marks.straight(f, [(s * half * 0.66, -14), (s * half * 0.66, 0)], width=pen.LINE) for s in SIDES)
    return holds + marks.bar(f, [(14 - half, -18), (half - 14, -18)], 20, o.paint())


_ROW = (
    (31, 96, pen.RED), (27, 84, pen.YELLOW), (36, 102, pen.TEAL), (26, 78, pen.LILAC), (31, 92, pen.GREEN),
    (29, 86, pen.BLUE), (34, 98, pen.ORANGE),
)  # fmt: skip
"""Books in a row: width, height, paint."""


def _bookcase(f: Frame, o: Options) -> str:
    half, high, paint = o.number("width") / 2, o.number("height"), o.paint()
    case = marks.box(f, -half, -high, 2 * half, high, paint)
    case += marks.box(f, 20 - half, 20 - high, 2 * half - 40, high - 52, pen.CREAM, outlined=marks.is_fine(f))
    rows = max(1, round((high - 72) / 128))
    step = (high - 52) / rows
    floors = [20 - high + step * (row + 1) for row in range(rows)]
    books: dict[str, list[list[Point]]] = {}
    for row, floor in enumerate(floors):
        for book_paint, book in _row_of_books(28 - half, half - 28, floor, row, step - 26):
            books.setdefault(book_paint, []).append(book)
    drawn = "".join(marks.flats(f, shapes, book_paint) for book_paint, shapes in books.items())
    boards = "".join(marks.straight(f, [(24 - half, floor + 3), (half - 24, floor + 3)]) for floor in floors[:-1])
    balls = marks.ovals(f, [(half - 72, floor - 30) for floor in floors[1::2]], 30, 30, pen.PEACH)
    return case + drawn + boards + balls


def _row_of_books(left: float, right: float, floor: float, row: int, room: float) -> Iterator[tuple[str, list[Point]]]:
    """Books that stand on height `floor`, with their paints; on every second shelf a place is left for a ball."""
    x, stop = left, right - (96 if row % 2 else 24)
    for i in count():
        wide, high, paint = _ROW[(i * 3 + row * 2) % len(_ROW)]
        if x + wide > stop:
            return
        tall = min(high, room)
        yield paint, marks.rect(x, floor - tall, wide, tall)
        x += wide


def _coat_on_hook(f: Frame, o: Options) -> str:
    """A coat with a hood that hangs by its loop."""
    paint = o.paint()
    rail = marks.bar(f, [(-96, -150), (96, -150)], 34, pen.WOOD)
    others = marks.ovals(f, [(-72, -150), (72, -150)], 9, 9, pen.YELLOW)
    sleeve = [(30, -84), (58, -70), (84, 30), (92, 92), (92, 92), (56, 100), (56, 100), (44, 30)]
    cuff = [(91, 76), (93, 100), (54, 108), (52, 84)]
    sleeves = "".join(
        marks.soft(f, [(s * x, y) for x, y in sleeve], paint) + marks.flat(f, [(s * x, y) for x, y in cuff], pen.CREAM)
        for s in SIDES
    )
    body = [
        (-34, -102),
        (34, -102),
        (62, -74),
        (58, 20),
        (72, 158),
        (72, 158),
        (-72, 158),
        (-72, 158),
        (-58, 20),
        (-62, -74),
    ]
    hood = [(0, -132), (34, -112), (44, -78), (0, -58), (-44, -78), (-34, -112)]
    inner = [(0, -112), (22, -96), (26, -78), (0, -68), (-26, -78), (-22, -96)]
    drawn = rail + others + sleeves + marks.soft(f, body, paint) + marks.straight(f, [(0, -62), (0, 154)])
    drawn += marks.soft(f, hood, paint) + marks.soft(f, inner, pen.CREAM, outlined=False)
    pockets = marks.seams(f, [[(s * 20, 66), (s * 44, 58)] for s in SIDES], opacity=0.8)
    buttons = marks.dots(f, [(16, y) for y in (-30, 20, 108)], 15, pen.YELLOW) if marks.is_fine(f) else ""
    return drawn + pockets + buttons + marks.oval(f, 0, -148, 10, 10, pen.YELLOW)


def _plant(f: Frame, o: Options) -> str:
    drawn = ""
    for angle, length in ((-52, 150), (50, 150), (-24, 205), (26, 195), (0, 225)):
        side = -angle if f.mirrored else angle
        leaf = Frame(*f.at(0, -80), f.angle + side, f.scale)
        drawn += marks.soft(leaf, [(0, 0), (-30, -length * 0.55), (0, -length), (30, -length * 0.55)], pen.GREEN)
    return drawn + marks.flat(f, [(-50, -92), (50, -92), (40, 0), (-40, 0)], o.paint())


def _flowers(f: Frame, o: Options) -> str:
    heads = ((-58, -186, pen.BERRY), (2, -222, pen.YELLOW), (60, -178, pen.ORANGE))
    stems = "".join(marks.band(f, [(x * 0.2, -70), (x * 0.5, -120), (x, y)], 10, pen.PINE) for x, y, _ in heads)
    leaves = marks.soft(f, [(-12, -88), (-46, -92), (-80, -124), (-40, -120)], pen.GREEN)
    leaves += marks.soft(f, [(12, -86), (46, -88), (78, -118), (40, -116)], pen.GREEN)
    blooms = ""
    for x, y, paint in heads:
        petals = [f.oval(a, b, 17, 17) for a, b in marks.ring(x, y, 20, 5)]
        blooms += pen.clump(petals, paint) + marks.oval(f, x, y, 11, 11, pen.CREAM, outlined=False)
    vase = [
        (-34, -96), (-34, -96), (34, -96), (34, -96), (28, -72), (46, -34), (32, 0), (32, 0), (-32, 0), (-32, 0), (-46, -34), (-28, -72),
    ]  # fmt: skip
    return stems + leaves + blooms + marks.soft(f, vase, o.paint())


def _fish_bowl(f: Frame, o: Options) -> str:
    bowl = [(-56, -172), (-106, -110), (-98, -38), (-52, -2), (52, -2), (98, -38), (106, -110), (56, -172)]
    water = [(-101, -118), (-96, -40), (-50, -8), (50, -8), (96, -40), (101, -118), (50, -124), (-50, -114)]
    drawn = marks.soft(f, bowl, pen.WHITE) + marks.soft(f, water, pen.WATER, outlined=False)
    fishes = ((-30, -78, pen.ORANGE, 1), (34, -44, pen.YELLOW, -1), (-46, -32, pen.BERRY, 1))
    for x, y, paint, way in fishes[: int(o.number("count"))]:
        tail = [(x + way * 24, y), (x + way * 50, y - 18), (x + way * 50, y + 18)]
        drawn += marks.flat(f, tail, paint) + marks.oval(f, x, y, 30, 19, paint)
        drawn += marks.oval(f, x - way * 14, y - 4, 4, 4, pen.INK, outlined=False)
    weed = marks.band(f, [(70, -10), (60, -40), (76, -66), (66, -96)], 9, pen.PINE)
    return drawn + weed + marks.line(f, [(-60, -174), (0, -182), (60, -174)])


def _shelf_extent(o: Options) -> Extent:
    half = o.number("width") / 2
    return -half, -32, half, 0


KINDS = (
    Thing(
        "wardrobe", _wardrobe, 340, 620, behind=True,
        options={"width": Range(220, 620, 340), "height": Range(320, 760, 620), "colour": colour("wood")},
    ),
    Thing(
        "shelf", _shelf, 360, 32, behind=True, surface=True, extent=_shelf_extent,
        options={"width": Range(120, 800, 360), "colour": colour("wood")},
    ),
    Thing(
        "bookcase", _bookcase, 320, 460, behind=True,
        options={"width": Range(180, 700, 320), "height": Range(180, 720, 460), "colour": colour("wood")},
    ),
    Thing("coat_on_hook", _coat_on_hook, 226, 330, hangs=True, behind=True, options={"colour": colour("blue")}),
    Thing("plant", _plant, 260, 306, behind=True, options={"colour": colour("orange")}),
    Thing("flowers", _flowers, 196, 264, options={"colour": colour("sky")}),
    Thing("fish_bowl", _fish_bowl, 216, 182, options={"count": Range(1, 3, 2)}),
)  # fmt: skip
