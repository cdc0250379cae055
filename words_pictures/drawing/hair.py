"""Hair and what covers it, laid round a head from the shares in hair.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from . import pen
from .body import Build
from .look import CLOTH, HAIR_COLOURS, Look
from .pen import FINE, INK, Frame, Point

Share = tuple[float, float, float, float]
"""x, y, how far it slides with the face, and the radius of an oval."""

Shares = tuple[Share, ...]

_SHAPES = ("mass", "ovals", "knots", "lines", "ring", "band", "cap")
_DARKER: Mapping[str, str] = {
    "red": "berry", "orange": "wood", "yellow": "orange", "straw": "yellow", "sage": "green", "green": "pine",
    "pine": "dark", "teal": "pine", "sky": "teal", "blue": "navy", "navy": "blue", "lilac": "plum", "plum": "lilac",
    "pink": "berry", "berry": "plum", "white": "stone", "cream": "straw", "wood": "bark", "bark": "wood",
    "stone": "dark", "dark": "stone", "ink": "dark",
}  # fmt: skip
"""The paint that goes with a cover's for its brim."""


_LIGHT_STRANDS: Mapping[str, str] = {"black": pen.BARK, "dark_brown": pen.BARK}
"""Strands in dark hair."""


@dataclass(frozen=True)
class Part:
    """One shape of a style, as hair.toml explains it."""

    shape: str
    points: tuple[Shares, ...]
    paint: str = "hair"
    away: bool = False
    towards: bool = False
    stays: bool | None = None
    bare: bool = False
    wide: float = 0


@dataclass(frozen=True)
class Style:
    """A hair or a cover: its parts by layer."""

    behind: tuple[Part, ...] = ()
    over: tuple[Part, ...] = ()
    back: tuple[Part, ...] = ()
    hides: str = "none"

    def layer(self, name: str) -> tuple[Part, ...]:
        """The parts of `behind`, `over` or `back`."""
        return {"behind": self.behind, "over": self.over, "back": self.back}[name]


def _shares(points: Sequence[Sequence[float]]) -> Shares:
    return tuple((float(x), float(y), float(slide[0]) if slide else 0.0, 0.0) for x, y, *slide in points)


def _ovals(points: Sequence[Sequence[float]]) -> Shares:
    return tuple(
        (float(x), float(y), float(slide[0]) if slide else 0.0, float(radius)) for x, y, radius, *slide in points
    )


def _part(content: dict[str, Any], crowns: Mapping[str, Shares], paint: str) -> Part:
    shape = next(name for name in _SHAPES if name in content)
    drawn = content[shape]
    points: tuple[Shares, ...]
    match shape:
        case "cap":
            hairline = _shares(content["points"])
            points = (crowns[drawn] + hairline, hairline)
        case "lines":
            points = tuple(_shares(line) for line in drawn)
        case "ring":
            points = (_shares(drawn), _shares(content["hole"]))
        case "ovals" | "knots":
            points = (_ovals(drawn),)
        case _:
            points = (_shares(drawn),)
    kept = {name: content[name] for name in ("away", "towards", "stays", "bare", "wide") if name in content}
    return Part(shape, points, content.get("paint", paint), **kept)


def _read() -> tuple[Mapping[str, Style], Mapping[str, Style]]:
    content: dict[str, Any] = tomllib.loads(Path(__file__).with_name("hair.toml").read_text("utf-8"))
    crowns = {name: _shares(points) for name, points in content["crowns"].items()}
    nape = _part({"cap": "nape", "points": [[0.86, 0.56], [0, 0.76], [-0.86, 0.56]]}, crowns, "hair")

    def style(numbers: dict[str, Any], paint: str) -> Style:
        layers = {
            name: tuple(_part(part, crowns, paint) for part in numbers.get(name, ()))
            for name in ("behind", "over", "back")
        }
        if paint == "hair" and not layers["back"]:
            layers["back"] = (nape,)
        return Style(**layers, hides=numbers.get("hides", "none"))

    hairs = {name: style(numbers, "hair") for name, numbers in content["hair"].items()}
    return hairs, {"none": Style()} | {name: style(numbers, "cover") for name, numbers in content["cover"].items()}


HAIRS, COVERS = _read()

_TEMPLES = tuple(
    Part("mass", (_shares([(s * 1.03, 0.12), (s * 1.04, -0.4), (s * 0.8, -0.4), (s * 0.9, 0)]),)) for s in (-1, 1)
)
"""What a hat leaves of the hair at both sides."""


def layer(look: Look, build: Build, turn: float, scale: float, name: str) -> str:
    """The hair and the cover of one layer (`behind`, `over`, `back`) round (0, 0)."""
    cover = COVERS[look.cover]
    hair = HAIRS[look.hair].layer(name)
    if cover.hides == "all":
        hair = ()
    elif cover.hides == "flat":
        hair = tuple(part for part in hair if (name != "over" if part.stays is None else part.stays))
        if name == "over" and look.hair not in ("bald", "thin"):
            hair = (*_TEMPLES, *hair)
    return "".join(_drawn(part, look, build, turn, scale) for part in (*hair, *cover.layer(name)))


@cache
def room(look: Look) -> tuple[float, float, float, float]:
    """How far a head reaches with its hair and cover: left, top, right, bottom, in shares of the head."""
    cover = COVERS[look.cover]
    styles = [cover] if cover.hides == "all" else [cover, HAIRS[look.hair]]
    left, top, right, bottom = -1.18, -1.15, 1.18, 1.25 if look.beard == "beard" else 1.1
    for part in (part for style in styles for name in ("behind", "over", "back") for part in style.layer(name)):
        for x, y, slide, radius in (share for shares in part.points for share in shares):
            far = abs(x) + abs(slide) + radius if part.away or part.towards or slide else abs(x) + radius
            left, right = min(left, -far), max(right, far)
            top, bottom = min(top, y - radius * 1.08), max(bottom, y + radius * 1.08)
    return left, top, right, bottom


def _strand(part: Part, look: Look) -> str:
    # On dark hair a strand is light: a dark one would not be seen, and braids would look like straight hair.
    is_dark = part.paint == "hair" and look.hair_colour in _LIGHT_STRANDS
    return _LIGHT_STRANDS[look.hair_colour] if is_dark else INK


def _drawn(part: Part, look: Look, build: Build, turn: float, scale: float) -> str:
    away = -1 if turn >= 0 else 1
    side = away if part.away else -away if part.towards else 1
    across, down = build.head * scale, build.head_height * scale
    paint = _paint(part.paint, look)

    def points(shares: Shares) -> list[Point]:
        return [((side * x + slide * turn) * across, y * down) for x, y, slide, _ in shares]

    first = part.points[0]
    match part.shape:
        case "cap" if part.bare:
            hairline = pen.stroke(points(part.points[1]))
            return pen.shape(points(first), paint, outlined=False) + hairline
        case "mass" | "cap":
            return pen.shape(points(first), paint)
        case "lines":
            strands = "".join(pen.curve(points(line), closed=False) for line in part.points)
            return pen.drawn(strands, colour=_strand(part, look), width=FINE)
        case "ring":
            data = "".join(pen.curve(points(shares)) for shares in part.points)
            return f'<path d="{data}" fill="{paint}" fill-rule="evenodd"/>'
        case "band":
            return pen.limb(points(first), part.wide * scale, paint)
        case _:
            frame = Frame(0, 0)
            ovals = [
                frame.oval((side * x + slide * turn) * across, y * down, r * across, r * across)
                for x, y, slide, r in first
            ]
            if part.shape == "ovals":
                return _clump("".join(ovals), paint)
            return "".join(pen.filled(oval, paint) for oval in ovals)


def _clump(ovals: str, paint: str) -> str:
    """Ovals grown together, the whole outline outside them: what lies inside is painted over."""
    return f'<path d="{ovals}" stroke-width="{2 * pen.LINE}"/>' + pen.filled(ovals, paint, outlined=False)


def _paint(name: str, look: Look) -> str:
    match name:
        case "hair":
            return HAIR_COLOURS[look.hair_colour]
        case "cover":
            return CLOTH[look.cover_colour]
        case "dark":
            return CLOTH[_DARKER[look.cover_colour]]
        case _:
            return CLOTH[name]
