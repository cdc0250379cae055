"""One person drawn alone, to choose by: their head from near, all of them, their feet, and what they always have along."""

from __future__ import annotations

from functools import cache

from . import things
from .body import build_of
from .figure import Figure, figure, shade
from .look import Look
from .pen import INK, LINE
from .things.thing import PAINTS

Box = tuple[float, float, float, float]

PX = 320
"""How high a likeness says it is; a page makes it as high as it has room for."""
AIR = 10
"""Page pixels kept free around somebody, so that no outline touches the edge."""
_BESIDE = 0.86
"""A companion beside somebody, against the size it has by itself: knee-high to a child."""
_THING_OF = {"blanket": "blanket_toy"}
"""Companions that as things have another name."""


def face(look: Look) -> str:
    """Head and shoulders as a square SVG, close enough for a small round face: wide hair goes over the edge."""
    return _square(look, half=1.72, up=-0.12)


def near(look: Look) -> str:
    """Head and shoulders as a square SVG, with room for the widest hair and the highest hat: each head as large as the next."""
    return _square(look, half=2.05, up=0.2)


def whole(look: Look) -> str:
    """All of somebody as an SVG."""
    who = _standing(look)
    return _svg(shade(who) + who.drawn(), _around(who.box()))


def above(look: Look) -> str:
    """Somebody as far as below the hip, as an SVG: to see what they wear."""
    who = _standing(look)
    left, top, right, bottom = who.box()
    return _svg(who.drawn(), _around((left, top, right, min(bottom, who.hip[1] + build_of(look).leg * 0.75))))


def below(look: Look) -> str:
    """Somebody from the hip to the ground, as an SVG: to see what they have on legs and feet."""
    who = _standing(look)
    left, _, right, bottom = who.box()
    return _svg(shade(who) + who.drawn(), _around((left, who.hip[1] - build_of(look).torso * 0.3, right, bottom)))


def as_large_as(look: Look) -> str:
    """Somebody as an SVG as high as the largest grown-up, standing on its lower edge: to compare how big people are."""
    who = _standing(look)
    left, top, right, bottom = who.box()
    half = max(right, -left)
    return _svg(shade(who) + who.drawn(), _around((-half, min(top, bottom - _highest()), half, bottom)))


def with_companion(look: Look) -> str:
    """Somebody with what they always have along, beside them on the ground, as an SVG."""
    who = _standing(look)
    left, top, right, bottom = who.box()
    kind, options = companion(look)
    ground = who.ground if who.ground is not None else bottom
    wide = things.box(kind, 0, 0, size=_BESIDE, options=options)
    x = right - wide[0] + AIR
    beside = things.draw(kind, x, ground + 8, size=_BESIDE, options=options)
    return _svg(shade(who) + who.drawn() + beside, _around((left, top, x + wide[2], bottom)))


def companion(look: Look) -> tuple[str, dict[str, str]]:
    """Which thing somebody's companion is, and its options: its colour, unless it has its own."""
    kind = _THING_OF.get(look.companion, look.companion)
    is_painted = look.companion_colour in PAINTS and "colour" in things.THINGS[kind].options
    return kind, {"colour": look.companion_colour} if is_painted else {}


def _standing(look: Look) -> Figure:
    return figure(look, "stand", "calm", 0, 0, tilt=0)


def _bust(look: Look) -> Figure:
    return figure(look, "stand", "calm", 0, 0, turn=0.12, tilt=0, legs=False)


@cache
def _highest() -> float:
    _, top, _, bottom = _standing(Look(age="adult", build="tall")).box()
    return bottom - top


def _square(look: Look, half: float, up: float) -> str:
    """Head and shoulders, `half` the edge long in halves of the head; its middle lies `up` from the head's own."""
    who, build = _bust(look), build_of(look)
    edge, middle = build.head * half, who.head.y - build.head_height * up
    return _svg(who.drawn(), (-edge, middle - edge, edge, middle + edge))


def _around(box: Box) -> Box:
    left, top, right, bottom = box
    return left - AIR, top - AIR, right + AIR, bottom + AIR


def _svg(drawing: str, box: Box) -> str:
    left, top, right, bottom = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PX * (right - left) / (bottom - top):.0f}" height="{PX}"'
        f' viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}">'
        f'<g fill="none" stroke="{INK}" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">'
        f"{drawing}</g></svg>"
    )
