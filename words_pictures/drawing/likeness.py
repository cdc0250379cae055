"""One person drawn alone, to choose by: their head from near, all of them, their feet, and what they always have along."""

from __future__ import annotations

from dataclasses import replace

from . import hair, things
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
    """Head and shoulders as a square SVG, as close as hair and hat allow: for a small round face."""
    who, build, (left, top, right, _) = _bust(look), build_of(look), hair.room(look)
    edge = max(build.head * max(-left, right, 1.3), build.head_height * (1.95 - top) / 2) + AIR
    return _square(who, edge, who.head.y + build.head_height * top - AIR + edge)


def near(look: Look) -> str:
    """Head and shoulders as a square SVG, with room for the widest hair and the highest hat: each head as large as the next."""
    who, build = _bust(look), build_of(look)
    return _square(who, build.head * 2.05, who.head.y - build.head_height * 0.2)


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


def among_ages(look: Look) -> str:
    """Somebody as an SVG as high as the largest grown-up, standing on its lower edge: to compare how big people are."""
    return _as_high_as(look, Look(age="adult", build="tall"))


def among_builds(look: Look) -> str:
    """Somebody as an SVG as high as the tallest of their age, standing on its lower edge."""
    return _as_high_as(look, replace(look, build="tall"))


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


def _as_high_as(look: Look, other: Look) -> str:
    who = _standing(look)
    (left, top, right, bottom), (_, other_top, _, other_bottom) = who.box(), _standing(other).box()
    half = max(right, -left)
    return _svg(shade(who) + who.drawn(), _around((-half, min(top, bottom - other_bottom + other_top), half, bottom)))


def _square(who: Figure, edge: float, middle: float) -> str:
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
