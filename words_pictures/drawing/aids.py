"""What helps somebody along: a wheelchair to sit in, crutches, a cane; and the phone that a hand holds to an ear."""

from __future__ import annotations

import math

from . import pen
from .body import Build, towards
from .pen import Frame, Point

_METAL, _SEAT = pen.STONE, pen.NAVY


def phone(at: Point, angle: float, scale: float) -> str:
    """A mobile phone as one holds it to the ear."""
    frame = Frame(*at, angle, scale)
    case = pen.board(frame.all([(-19, -38), (19, -38), (19, 38), (-19, 38)]), pen.INK)
    return case + pen.board(frame.all([(-12, -29), (12, -29), (12, 26), (-12, 26)]), pen.SKY, outlined=False)


def wheel_radius(build: Build, scale: float) -> float:
    """The large wheel of a wheelchair (px)."""
    return build.leg * 0.84 * scale


def wheelchair_behind(x: float, ground: float, build: Build, scale: float, facing: int) -> str:
    """The back rest, the handle and the far wheel of a wheelchair whose seat is in the middle of `x`."""
    leg, hip = build.leg * scale, build.hip * scale * facing
    radius = wheel_radius(build, scale)
    seat, back = ground - 1.3 * leg, x - hip * 1.12
    top = seat - build.torso * 0.62 * scale
    rest = [(back - facing * 6, top), (x + hip * 0.6, top + 4), (x + hip * 0.7, seat), (back, seat)]
    handle = pen.limb([(back, top + 6), (back - facing * leg * 0.26, top - 4)], 15, pen.INK)
    frame = pen.limb([(back, top), (back, ground - radius)], 14, _METAL)
    far = pen.spot(x + facing * radius * 0.12, ground - radius - 4, radius * 0.97, radius * 0.97, pen.GOWN)
    far += pen.spot(
        x + facing * radius * 0.12,
        ground - radius - 4,
        radius * 0.8,
        radius * 0.8,
        _METAL,
        outlined=False,
        opacity=0.35,
    )
    return far + frame + handle + pen.shape([point for point in rest for _ in range(2)], _SEAT)


def wheelchair_before(x: float, ground: float, build: Build, scale: float, facing: int) -> str:
    """The near wheel with its spokes, the foot rest and the small wheel, over whoever sits in it."""
    leg, radius = build.leg * scale, wheel_radius(build, scale)
    middle = ground - radius
    small = 0.2 * leg
    front = x + facing * leg * 1.12
    tube = [
        (x, middle),
        (front - facing * leg * 0.28, middle + leg * 0.1),
        (front - facing * leg * 0.14, ground - small),
    ]
    rest = pen.limb(
        [(front - facing * leg * 0.2, ground - leg * 0.1), (front + facing * leg * 0.3, ground - leg * 0.1)], 14, _METAL
    )
    caster = pen.spot(front - facing * leg * 0.14, ground - small, small, small, pen.GOWN)
    caster += pen.spot(front - facing * leg * 0.14, ground - small, small * 0.36, small * 0.36, _METAL, outlined=False)
    spokes = [
        ((x, middle), (x + math.cos(turn) * radius * 0.84, middle + math.sin(turn) * radius * 0.84))
        for turn in (i * math.pi / 4 + 0.3 for i in range(8))
    ]
    rim = f'<circle cx="{x:.0f}" cy="{middle:.0f}" r="{radius - 8:.0f}"'
    return (
        pen.limb(tube, 13, _METAL)
        + rest
        + caster
        + pen.drawn(pen.dash(spokes), colour=_METAL, width=5)
        + f'{rim} stroke-width="22"/>{rim} stroke="{pen.GOWN}" stroke-width="8"/>'
        + pen.spot(x, middle, radius * 0.16, radius * 0.16, _METAL)
    )


def crutch(hand: Point, foot: Point) -> str:
    """A crutch from a hand to the ground."""
    return pen.limb([hand, foot], 14, _METAL) + pen.drawn(pen.dash([(foot, foot)]), width=20)


def cuff(elbow: Point, wrist: Point, width: float) -> str:
    """The open ring of a crutch round a forearm of `width` px."""
    x, y = towards(elbow, wrist, math.dist(elbow, wrist) * 0.4)
    far = math.dist(elbow, wrist) or 1
    across, down = (wrist[1] - elbow[1]) / far * width * 0.5, -(wrist[0] - elbow[0]) / far * width * 0.5
    return pen.limb([(x - across, y - down), (x + across, y + down)], 15, _METAL)


def cane(hand: Point, foot: Point, facing: int) -> str:
    """A walking stick under a hand."""
    handle = [(hand[0] - facing * 16, hand[1] - 4), (hand[0] + facing * 24, hand[1] - 8)]
    return (
        pen.limb([hand, foot], 15, pen.BARK)
        + pen.limb(handle, 18, pen.BARK)
        + pen.drawn(pen.dash([(foot, foot)]), width=20)
    )


def leaning(top: Point, foot: Point, kind: str) -> str:
    """A crutch or cane that leans beside somebody whose hands are taken."""
    (x, y), paint = top, _METAL if kind == "crutches" else pen.BARK
    way = 1 if foot[0] < x else -1
    stick = pen.limb([top, foot], 15, paint) + pen.drawn(pen.dash([(foot, foot)]), width=20)
    if kind == "cane":
        return stick + pen.limb([(x - way * 14, y + 2), (x + way * 22, y - 6)], 18, paint)
    middle = (x + (foot[0] - x) * 0.3, y + (foot[1] - y) * 0.3)
    return stick + pen.limb([middle, (middle[0] - way * 26, middle[1] - 4)], 16, pen.BLUE)
