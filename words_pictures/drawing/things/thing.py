"""What a thing is: its name, how it is drawn, how large it is, and what may be chosen about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from words_pictures.drawing import pen
from words_pictures.drawing.pen import Frame

Extent = tuple[float, float, float, float]
"""Left, top, right and bottom of a thing in its own frame, in page pixels at size 1; y grows downwards."""

PAINTS: Mapping[str, str] = {
    "white": pen.WHITE,
    "cream": pen.CREAM,
    "peach": pen.PEACH,
    "pink": pen.PINK,
    "berry": pen.BERRY,
    "red": pen.RED,
    "orange": pen.ORANGE,
    "yellow": pen.YELLOW,
    "straw": pen.STRAW,
    "sage": pen.SAGE,
    "green": pen.GREEN,
    "pine": pen.PINE,
    "sky": pen.SKY,
    "teal": pen.TEAL,
    "blue": pen.BLUE,
    "navy": pen.NAVY,
    "lilac": pen.LILAC,
    "plum": pen.PLUM,
    "sand": pen.SAND,
    "wood": pen.WOOD,
    "oak": pen.OAK,
    "bark": pen.BARK,
    "stone": pen.STONE,
    "dark": pen.GOWN,
}
"""The paints a thing may be given, by the name that stands in the data."""


@dataclass(frozen=True)
class Choice:
    """An option that is one of a few words: a colour, yes or no, what a picture shows."""

    offered: tuple[str, ...]
    default: str


@dataclass(frozen=True)
class Range:
    """An option that is a number: a width or height in page pixels at size 1, or how many."""

    least: float
    most: float
    default: float


def colour(default: str) -> Choice:
    """The choice of any paint of `PAINTS`."""
    return Choice(tuple(PAINTS), default)


def yes_or_no(default: str = "no") -> Choice:
    """The choice between `yes` and `no`."""
    return Choice(("no", "yes"), default)


@dataclass(frozen=True)
class Options:
    """What was chosen about one thing; what was not chosen is as its kind has it."""

    kind: Mapping[str, Choice | Range]
    chosen: Mapping[str, str | float] = field(default_factory=dict[str, str | float])

    def number(self, name: str) -> float:
        """The number chosen for a `Range`."""
        return float(self.chosen.get(name, self.kind[name].default))

    def word(self, name: str) -> str:
        """The word chosen for a `Choice`."""
        return str(self.chosen.get(name, self.kind[name].default))

    def paint(self, name: str = "colour") -> str:
        """The paint (#rrggbb) of the chosen colour."""
        return PAINTS[self.word(name)]

    def yes(self, name: str) -> bool:
        """Whether `yes` was chosen."""
        return self.word(name) == "yes"


@dataclass(frozen=True)
class Thing:
    """A kind of thing that can be placed in a composition. `__init__.py` tells how one is added."""

    kind: str
    draw: Callable[[Frame, Options], str]
    width: float
    height: float
    hangs: bool = False
    options: Mapping[str, Choice | Range] = field(default_factory=dict[str, Choice | Range])
    surface: bool = False
    small: bool = False
    behind: bool = False
    extent: Callable[[Options], Extent] | None = None
    light: Callable[[Frame, Options], str] | None = None
    """The light around it, for what has an option `lit`: it falls on what stands behind, never on who stands nearer."""

    def reach(self, options: Options) -> Extent:
        """What the thing covers in its own frame, its outline and not the light around it.

        An option `width` or `height` replaces the natural one; `extent` is for what is larger than that, or lopsided.
        """
        if self.extent:
            return self.extent(options)
        width = options.number("width") if "width" in self.options else self.width
        height = options.number("height") if "height" in self.options else self.height
        top, bottom = (-height / 2, height / 2) if self.hangs else (-height, 0)
        return -width / 2, top, width / 2, bottom


def square(options: Options) -> Extent:
    """The extent of what hangs and is as high as the option `width`."""
    half = options.number("width") / 2
    return -half, -half, half, half


def of_parts(whole: Extent, **parts: Extent) -> Callable[[Options], Extent]:
    """The extent of what may be drawn in parts (`behind`, `front`), so that somebody can be in it."""
    return lambda options: parts.get(options.word("part"), whole)


PART = Choice(("whole", "behind", "front"), "whole")
"""Whether all of a thing is drawn, or what is behind somebody who is in it, or what is before them."""
