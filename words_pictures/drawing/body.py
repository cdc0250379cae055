"""Bodies: their measures by age, and how arms, hands, legs and feet are drawn along joints."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from . import pen
from .look import Look
from .pen import Frame, Point

STRETCH = 1.12
"""How much longer than itself an arm may be drawn; beyond it looks like rubber, so there it stops."""


@dataclass(frozen=True)
class Build:
    """The measures of a body in page pixels at size 1; widths of head, shoulder and hip are halves."""

    head: float
    head_height: float
    neck: float
    shoulder: float
    hip: float
    torso: float
    arm: float
    leg: float
    """Of one half: from hip to knee, or from knee to ankle."""
    arm_width: float
    leg_width: float
    hand: float = 1
    jaw: float = 0.66
    """The width of the chin's corners against the head: round for a child, narrower later."""
    eyes: float = 1
    """The size of the eyes; above 1 they stand lower too, as a child's do."""


BUILDS: Mapping[str, Build] = {
    "baby": Build(55, 52, 4, 32, 38, 80, 84, 38, 28, 38, 0.62, 0.72, 1.06),
    "small_child": Build(64, 63, 10, 37, 38, 104, 112, 59, 31, 40, 0.8, 0.68, 1.06),
    "child": Build(70, 70, 14, 42, 42, 130, 136, 82, 34, 44, 0.88, 0.66, 1.08),
    "teenager": Build(70, 77, 22, 54, 50, 188, 190, 131, 38, 50, 0.95, 0.58),
    "adult": Build(74, 78, 24, 60, 56, 204, 196, 137, 42, 54),
    "old": Build(74, 77, 18, 58, 58, 194, 190, 128, 42, 54, 1, 0.7),
}

_GROWN: Mapping[str, tuple[float, float, float]] = {
    # breadth, length, width of the limbs
    "middle": (1, 1, 1),
    "slight": (0.92, 0.99, 0.9),
    "tall": (1.08, 1.05, 1.05),
    "round": (1.2, 0.99, 1.14),
}


@cache
def build_of(look: Look) -> Build:
    """The measures of this person's body."""
    build, (broad, long, thick) = BUILDS[look.age], _GROWN[look.build]
    if look.age == "baby":
        broad, thick = min(broad, 1.08), min(thick, 1.08)
    return replace(
        build,
        shoulder=build.shoulder * (1 + (broad - 1) * 0.8),
        hip=build.hip * broad,
        torso=build.torso * long,
        arm=build.arm * long,
        leg=build.leg * long,
        arm_width=build.arm_width * thick,
        leg_width=build.leg_width * thick,
        jaw=build.jaw + (0.06 if look.build == "round" else 0),
    )


def trunk_half(build: Build, turn: float, length: float, *, pregnant: bool = False, side: int = 1) -> list[Point]:
    """One half of the trunk's outline in the trunk's frame, from the neck down to the hem; `side` 1 is the reader's right."""
    shoulder, hip, torso = build.shoulder * (1 - 0.12 * abs(turn)), build.hip, build.torso
    half = [
        (build.head * 0.24, -torso - 2),
        (shoulder * 0.72, -torso + build.shoulder * 0.15),
        (shoulder, -torso + build.shoulder * 0.63),
        (shoulder * 0.97, -torso * 0.5),
    ]
    if pregnant:
        belly = hip * (1.26 + 0.24 * turn * side)
        half = [*half[:3], (shoulder * 0.95, -torso * 0.56), (belly, -torso * 0.24)]
    if length > 60:
        flare = hip * (1.05 + length / 520)
        half = [*half, (max(hip * 1.02, half[-1][0] * 0.98), -8), (flare, length), (flare, length)]
    elif pregnant:
        half = [*half, (hip * 1.07, length), (hip * 1.07, length)]
    else:
        half = [*half, (hip * 1.05, -torso * 0.12), (hip * 1.06, length), (hip * 1.06, length)]
    return [(side * x, y) for x, y in half]


def within_reach(start: Point, end: Point, reach: float) -> Point:
    """`end`, or as far towards it from `start` as an arm of length `reach` is drawn."""
    far = math.dist(start, end)
    if far <= reach * STRETCH:
        return end
    share = reach * STRETCH / far
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def elbow(start: Point, end: Point, reach: float, side: int, bend: int) -> Point:
    """Where an arm of length `reach` bends; straight (and drawn out a little) when `end` is far.

    `bend` -1 takes the elbow up or inward, 0 lets it hang.
    """
    far = math.dist(start, end)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if far >= reach or far == 0:
        return middle
    # an elbow never folds to nothing: a hand near its own shoulder would send it a whole forearm away
    out = math.sqrt(max((reach / 2) ** 2 - (far / 2) ** 2, 0))
    across = (end[1] - start[1]) / far, -(end[0] - start[0]) / far
    both = [(middle[0] + sign * across[0] * out, middle[1] + sign * across[1] * out) for sign in (-1, 1)]
    hanging, raised = sorted(both, key=lambda point: point[1] + 0.6 * side * point[0], reverse=True)
    return raised if bend < 0 else hanging


def towards(end: Point, start: Point, by: float) -> Point:
    """The point `by` px before `end` on the way from `start`."""
    length = math.dist(start, end) or 1
    return end[0] + (start[0] - end[0]) / length * by, end[1] + (start[1] - end[1]) / length * by


_HANDS: Mapping[str, Sequence[Point]] = {
    "rest": [(-16, 14), (-15, -14), (-3, -18), (7, -30), (15, -25), (15, -16), (27, -4), (20, 15), (4, 19)],
    "open": [(-16, 13), (-15, -14), (-4, -18), (2, -31), (11, -31), (15, -18), (34, -20), (37, -13), (25, -6), (40, -1), (39, 7),
             (25, 6), (34, 15), (28, 21), (8, 19)],
    "point": [(-16, 14), (-15, -14), (-3, -18), (6, -27), (14, -24), (17, -15), (44, -13), (48, -5), (40, -1), (23, 1), (19, 15),
              (4, 19)],
}  # fmt: skip
"""A left hand, its wrist at the origin and its fingers to the right; the thumb is up."""


def hand(frame: Frame, side: int, kind: str, paint: str, *, gloved: bool = False) -> str:
    """A hand: a mitten at `rest`, `open` with its fingers apart, or one that does `point`."""
    size = 1.6 if gloved else 1.12
    return pen.shape(frame.all((x * size, -side * y * size) for x, y in _HANDS[kind]), paint)


_SHOE = [(-30, 14), (-30, -14), (-12, -27), (12, -25), (34, -12), (54, 4), (44, 15)]


def shoe(at: Point, angle: float, size: float, toe: int, paint: str) -> str:
    """A shoe or a bare foot with its ankle at a page point; `toe` -1 points left."""
    return laid(_shoe(round(size, 3), toe, paint), Frame(*at, angle))


@lru_cache(maxsize=256)
def _shoe(size: float, toe: int, paint: str) -> str:
    return pen.shape([(toe * x * 1.05 * size, y * size) for x, y in _SHOE], paint)


def laid(drawing: str, frame: Frame) -> str:
    """A drawing made round (0, 0), laid on the page at a frame."""
    if not drawing:
        return ""
    turned = f" rotate({frame.angle:.1f})" if round(frame.angle, 1) else ""
    return f'<g transform="translate({frame.x:.0f} {frame.y:.0f}){turned}">{drawing}</g>'
