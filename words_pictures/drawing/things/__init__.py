"""The things that can be placed in a picture, each with its own size and a few choices.

A thing is added in the module it belongs to (furniture.py, small.py, outdoors.py …), which ends with the tuple `KINDS`:

    def _lamp(f: Frame, o: Options) -> str:
        pole = marks.bar(f, [(0, -240), (0, -10)], 16, pen.BARK)
        return pole + marks.flat(f, [(-46, -330), (46, -330), (84, -220), (-84, -220)], o.paint())

    KINDS = (
        Thing("floor_lamp", _lamp, 168, 330, options={"colour": colour("yellow")}),
    )

and the module's name is added to `MODULES` here. The frame's origin is the middle of the thing's foot, its lowest line
(y is negative upwards); for what hangs on a wall, floats or lies in a hand (`hangs=True`) it is the thing's own middle.
Shapes are given in page pixels at size 1 and go through the frame (`marks`), so that a line is equally wide at any
size. `width` and `height` are the natural size with the default options; an option of that name replaces it, and
`extent` tells the reach of what is lopsided (`square` and `of_parts` are ready for two usual cases). What somebody
can be in has an option `part` (whole, behind, front): placed twice, with the person between. Only paints of the pen.
`surface`: arms and small things may rest on it, at the top of its box. `small`: it fits a hand. `behind`: it belongs
behind the people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from words_pictures.drawing.pen import Frame
from words_pictures.drawing.things import (
    beds,
    buildings,
    care,
    food,
    furniture,
    home,
    kitchen,
    lamps,
    outdoors,
    papers,
    screens,
    signs,
    small,
    storage,
    toys,
    vehicles,
)
from words_pictures.drawing.things.thing import PAINTS, Choice, Options, Range, Thing
from words_pictures.errors import BadComposition

__all__ = ["PAINTS", "THINGS", "Choice", "Options", "Range", "Thing", "box", "checked", "draw", "light"]

MODULES = (
    furniture, beds, home, storage, kitchen, lamps, screens, papers, food, care, small,
    buildings, outdoors, vehicles, signs, toys,
)  # fmt: skip

THINGS: Mapping[str, Thing] = {thing.kind: thing for module in MODULES for thing in module.KINDS}
"""Every kind of thing, in the order of the modules."""


def checked(kind: str, options: Mapping[str, object]) -> dict[str, str | float]:
    """The options as chosen for a thing of this kind, numbers and words apart.

    Raises BadComposition(place, why) for a kind that is not there, an option its kind has not, and a value out of bounds.
    """
    if kind not in THINGS:
        raise BadComposition(kind, "no such thing")
    known = THINGS[kind].options
    return {name: _checked_value(f"{kind}.{name}", known.get(name), value) for name, value in options.items()}


def _checked_value(place: str, option: Choice | Range | None, value: object) -> str | float:
    match option:
        case None:
            raise BadComposition(place, "no such option")
        case Choice(offered):
            if isinstance(value, str) and value in offered:
                return value
            raise BadComposition(place, f"not one of {', '.join(offered)}")
        case Range(least, most):
            if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
                return value
            raise BadComposition(place, f"not a number from {least:g} to {most:g}")


def _chosen(kind: str, options: Mapping[str, object] | None) -> tuple[Thing, Options]:
    chosen = checked(kind, options or {})
    return THINGS[kind], Options(THINGS[kind].options, chosen)


def draw(
    kind: str,
    x: float,
    y: float,
    *,
    size: float = 1,
    facing: int = 1,
    angle: float = 0,
    options: Mapping[str, object] | None = None,
) -> str:
    """A thing as SVG, its foot (or its middle, when it hangs) at the page point (x, y), turned by `angle` degrees.

    `facing` -1 mirrors it. Raises BadComposition as `checked` does.
    """
    thing, chosen = _chosen(kind, options)
    return thing.draw(Frame(x, y, angle, size, facing < 0), chosen)


def light(
    kind: str,
    x: float,
    y: float,
    *,
    size: float = 1,
    facing: int = 1,
    angle: float = 0,
    options: Mapping[str, object] | None = None,
) -> str:
    """The light around a thing that `draw` puts there, to be laid behind everything; empty for what gives none, or is out."""
    thing, chosen = _chosen(kind, options)
    if thing.light is None or not chosen.yes("lit"):
        return ""
    return thing.light(Frame(x, y, angle, size, facing < 0), chosen)


def box(
    kind: str,
    x: float,
    y: float,
    *,
    size: float = 1,
    facing: int = 1,
    angle: float = 0,
    options: Mapping[str, object] | None = None,
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the upright page rectangle around a thing drawn so; lamplight may pass it.

    Raises BadComposition as `checked` does.
    """
    thing, chosen = _chosen(kind, options)
    left, top, right, bottom = thing.reach(chosen)
    frame = Frame(x, y, angle, size, facing < 0)
    corners = frame.all([(left, top), (right, top), (right, bottom), (left, bottom)])
    xs, ys = zip(*corners, strict=True)
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))
