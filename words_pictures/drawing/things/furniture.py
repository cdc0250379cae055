"""What stands in a room to sit at, lie on or put away in."""

from __future__ import annotations

from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import marks
from words_pictures.drawing.things.thing import Options, Range, Thing, colour


def _table(f: Frame, o: Options) -> str:
    half, height, paint = o.number("width") / 2, o.number("height"), o.paint()
    top = 22 - height
    legs = "".join(
        marks.bar(f, [(side * (half - 46), top + 26), (side * (half - 30), -15)], 30, paint) for side in (-1, 1)
    )
    board = [
        (-half, top), (12 - half, top - 22), (half - 12, top - 22), (half, top),
        (half - 6, top + 22), (6 - half, top + 22),
    ]  # fmt: skip
    return legs + marks.flat(f, board, paint)


KINDS = (
    Thing(
        "table", _table, 620, 240, surface=True,
        options={"width": Range(160, 1300, 620), "height": Range(90, 360, 240), "colour": colour("wood")},
    ),
)  # fmt: skip
