"""The lines somebody signed with, as a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ..drawing.composed import png
from ..filled import Strokes

WIDE, HIGH = 1000, 400
"""The place to sign on the screen: its points go from 0 to 1000 both across and down."""
_EDGE, _PEN, _INK = 24, 9, "2B2320"
_LEAST = (400, 160)
"""However small somebody writes, no more of the place is cut away than this leaves: a dot stays a dot."""
_PIXELS = 600
_PLACES = 1000


class Drawn(NamedTuple):
    """A picture (PNG) and its size in pixels."""

    picture: bytes
    width: int
    height: int


def signature_picture(strokes: Strokes) -> Drawn:
    """The lines on white, cut to where they are."""
    lines = [[(x * WIDE / _PLACES, y * HIGH / _PLACES) for x, y in stroke] for stroke in strokes if stroke]
    across, down = (sorted(point[side] for point in chain.from_iterable(lines)) for side in (0, 1))
    left, wide = _span(across[0], across[-1], _LEAST[0])
    top, high = _span(down[0], down[-1], _LEAST[1])
    paths = "".join(f'<path d="{_path(line)}"/>' for line in lines)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.1f} {top:.1f} {wide:.1f} {high:.1f}">'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="#fff"/>'
        f'<g fill="none" stroke="#{_INK}" stroke-width="{_PEN}" stroke-linecap="round" stroke-linejoin="round">{paths}</g></svg>'
    )
    return Drawn(png(svg, _PIXELS), _PIXELS, max(1, round(_PIXELS * high / wide)))


def _span(first: float, last: float, least: int) -> tuple[float, float]:
    """Where the cut begins and how long it is, with an edge around the lines."""
    long = max(last - first, least) + 2 * _EDGE
    return (first + last - long) / 2, long


def _path(line: Sequence[tuple[float, float]]) -> str:
    (x, y), *others = line
    # A line of one point is a dot: with no length at all nothing would be painted.
    return f"M{x:.1f} {y:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in others or [(x + 0.1, y)])
