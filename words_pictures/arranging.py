"""A composition changed by one step: somebody put in, moved, turned, feeling something else. A verb gives back a new composition.

Every step is about one part by its id, so that what two tablets do to different parts goes together. A part that is not there any more
is left alone: the composition comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .composition import (
    BEYOND_PX,
    BUBBLES,
    SIZES,
    Bubble,
    Composition,
    Figure,
    Part,
    Point,
    Stroke,
    Thing,
    read,
    to_value,
)
from .document import new_id
from .drawing.composed import Drawn
from .drawing.look import Look
from .drawing.pen import HEIGHT, WIDTH
from .errors import BadComposition

STEP_PX = 40
"""How far one press on *left* or *up* moves."""
LARGER = 1.12
IN_SIGHT_PX = 60
"""So much of a part stays on the page, or nobody could take hold of it any more."""


def with_part(composition: Composition, part: Mapping[str, Any], *, behind: bool = False) -> tuple[Composition, str]:
    """The composition with one part more, and the part's new id. `behind`: behind everybody, else in front of all.

    Raises BadComposition when there is no such part, or no room for another.
    """
    id = _new_id()
    content = to_value(composition)
    whole = [{**part, "id": id}, *content["parts"]] if behind else [*content["parts"], {**part, "id": id}]
    return read({**content, "parts": whole}), id


def without(composition: Composition, id: str) -> Composition:
    """The composition without a part; what was said by it, or lay on it, is let go."""
    gone = composition.part(id)
    if gone is None:
        return composition
    parts = [_let_go(part, id) for part in composition.parts if part.id != id and getattr(part, "of", "") != id]
    return replace(composition, parts=tuple(parts))


def placed(composition: Composition, id: str, x: float, y: float, looks: Mapping[str, Look]) -> Composition:
    """A part at another place of the page, with everything that goes along with it; never quite out of sight."""
    part = composition.part(id)
    if part is None:
        return composition
    left, top, right, bottom = Drawn(composition, looks, "").boxes()[id]
    dx = _held(x - part.x, IN_SIGHT_PX - right, WIDTH - IN_SIGHT_PX - left)
    dy = _held(y - part.y, IN_SIGHT_PX - bottom, HEIGHT - IN_SIGHT_PX - top)
    going = {id, *_carried_by(part), *(one.id for one in composition.things if one.along == id)}
    return _checked(
        composition, [_moved(one, round(dx), round(dy)) if one.id in going else one for one in composition.parts]
    )


def nudged(composition: Composition, id: str, across: int, down: int, looks: Mapping[str, Look]) -> Composition:
    """A part some steps to the right (or left, below 0) and down (or up)."""
    part = composition.part(id)
    return placed(composition, id, part.x + across * STEP_PX, part.y + down * STEP_PX, looks) if part else composition


def sized(composition: Composition, id: str, steps: int) -> Composition:
    """A part larger by some steps, or smaller (below 0); its foot stays where it is."""
    part = composition.part(id)
    return resized(composition, id, part.size * LARGER**steps) if part else composition


def resized(composition: Composition, id: str, size: float) -> Composition:
    """A part of another size, within what can be drawn."""
    return replace(composition, parts=tuple(_with(part, id, size=_size(size)) for part in composition.parts))


def turned(composition: Composition, id: str) -> Composition:
    """A figure or a thing looking the other way, with the hands where a mirror has them."""
    return _each(composition, id, _mirrored)


def rolled(composition: Composition, id: str, degrees: int) -> Composition:
    """A thing turned about its foot."""

    def roll(part: Part) -> Part:
        return replace(part, angle=(part.angle + degrees + 180) % 360 - 180) if isinstance(part, Thing) else part

    return _each(composition, id, roll)


def brought(composition: Composition, id: str, steps: int) -> Composition:
    """A part some steps to the front, or to the back (below 0)."""
    at = next((n for n, part in enumerate(composition.parts) if part.id == id), None)
    if at is None:
        return composition
    rest = [part for part in composition.parts if part.id != id]
    there = min(len(rest), max(0, at + steps))
    return replace(composition, parts=(*rest[:there], composition.parts[at], *rest[there:]))


def feeling(composition: Composition, id: str, feeling: str) -> Composition:
    """A figure with another face. Raises BadComposition when there is no such feeling."""
    return _checked(composition, [_with(part, id, feeling=feeling) for part in composition.parts])


def posed(composition: Composition, id: str, pose: str) -> Composition:
    """A figure in another pose, with the hands as that pose has them. Raises BadComposition when there is no such pose."""
    own = {"pose": pose, "left": None, "right": None, "tilt": None, "lean": None, "turn": None, "over": ""}
    kept = {} if pose in ("carry", "sit") else {"holds": ""}
    return _checked(composition, [_with(part, id, **own, **kept) for part in composition.parts])


def reaching(composition: Composition, id: str, side: str, to: Point | None) -> Composition:
    """A figure with one hand somewhere else, or where its pose has it; `side` is `left` or `right`."""
    if side not in ("left", "right"):
        raise BadComposition("side", f"no such hand: {side!r}")
    return _checked(composition, [_with(part, id, **{side: to}) for part in composition.parts])


def carrying(composition: Composition, id: str, baby: str) -> Composition:
    """A figure that carries another one, or nobody. Raises BadComposition when that cannot be."""
    parts = [_with(part, id, holds=baby, **({"pose": "carry"} if baby else {})) for part in composition.parts]
    return _checked(composition, parts)


def given(composition: Composition, id: str, figure: str, looks: Mapping[str, Look]) -> Composition:
    """A thing in the hands of a figure: at the hand, moving along, with the arms around it. `figure` empty: put down again."""
    thing, holder = composition.part(id), composition.part(figure)
    if not isinstance(thing, Thing):
        return composition
    if not isinstance(holder, Figure):
        parts = [_let_go(_with(part, id, along=""), id) for part in composition.parts]
        return replace(composition, parts=tuple(parts))
    holding = Drawn(posed(composition, figure, "hold"), looks, "").figures[figure]
    (left_x, left_y), (right_x, right_y) = holding.hand(-1), holding.hand(1)
    _, top, _, bottom = Drawn(composition, looks, "").boxes()[id]
    x, y = (left_x + right_x) / 2, (left_y + right_y) / 2 + (bottom - top) * 0.35
    parts = [part for part in posed(composition, figure, "hold").parts if part.id != id]
    at = next(n for n, part in enumerate(parts) if part.id == figure)
    parts[at] = _with(parts[at], figure, over=id)
    parts.insert(at + 1, replace(thing, x=round(x), y=round(y), along=figure))
    return _checked(composition, parts)


def set_in(composition: Composition, place: str | None = None, time: str | None = None) -> Composition:
    """The same people and things somewhere else, or at another time. Raises BadComposition when there is no such place or time."""
    return read(to_value(replace(composition, place=place or composition.place, time=time or composition.time)))


def saying(composition: Composition, id: str, language: str, words: str, shows: str | None = None) -> Composition:
    """A bubble with other words in a language, and another thing in it. Raises BadComposition when it is too long."""

    def said(part: Part) -> Part:
        if not isinstance(part, Bubble):
            return part
        kept = {one: text for one, text in part.words.items() if one != language}
        typed = " ".join(words.split())
        return replace(
            part, words={**kept, **({language: typed} if typed else {})}, shows=part.shows if shows is None else shows
        )

    return _checked(composition, [said(part) if part.id == id else part for part in composition.parts])


def bubbled(composition: Composition, figure: str, kind: str, looks: Mapping[str, Look]) -> tuple[Composition, str]:
    """The composition with an empty bubble beside the head of a figure, and the bubble's id."""
    if kind not in BUBBLES:
        raise BadComposition("bubble", f"no such bubble: {kind!r}")
    of = Drawn(composition, looks, "").figures.get(figure)
    x, y = (of.head.x, of.head.y) if of else (WIDTH / 2, HEIGHT / 2)
    aside = -1 if x > WIDTH / 2 else 1
    at = {"x": round(_held(x + aside * 330, 240, WIDTH - 240)), "y": round(_held(y - 210, 170, HEIGHT - 300))}
    return with_part(composition, {"bubble": kind, "of": figure if of else "", **at})


def drawn(composition: Composition, colour: str, width: int, points: list[float]) -> Composition:
    """The composition with one more line drawn by hand. Raises BadComposition when there is no room for it."""
    content = to_value(composition)
    return read({**content, "strokes": [*content["strokes"], {"colour": colour, "width": width, "points": points}]})


def rubbed(composition: Composition, x: float, y: float, radius: float) -> Composition:
    """The composition without the lines that pass within `radius` pixels of a point."""

    def is_hit(stroke: Stroke) -> bool:
        return any(_distance((x, y), one, other) < radius + stroke.width / 2 for one, other in _pieces(stroke))

    return replace(composition, strokes=tuple(stroke for stroke in composition.strokes if not is_hit(stroke)))


def undrawn(composition: Composition) -> Composition:
    """The composition without anything drawn by hand."""
    return replace(composition, strokes=())


def _new_id() -> str:
    # Never that of a part that was there before: a step that comes late must not meet another part.
    return new_id()[:12]


def _each(composition: Composition, id: str, change: Callable[[Part], Part]) -> Composition:
    return replace(composition, parts=tuple(change(part) if part.id == id else part for part in composition.parts))


def _with(part: Part, id: str, **what: Any) -> Part:
    known = {key: value for key, value in what.items() if hasattr(part, key)}
    return replace(part, **known) if part.id == id else part


def _checked(composition: Composition, parts: list[Part]) -> Composition:
    return read(to_value(replace(composition, parts=tuple(parts))))


def _let_go(part: Part, id: str) -> Part:
    match part:
        case Figure():
            return replace(
                part, over="" if part.over == id else part.over, holds="" if part.holds == id else part.holds
            )
        case Thing():
            return replace(part, along="" if part.along == id else part.along)
        case Bubble():
            return part


def _carried_by(part: Part) -> tuple[str, ...]:
    return (part.holds,) if isinstance(part, Figure) and part.holds else ()


def _moved(part: Part, dx: int, dy: int) -> Part:
    # What goes along may stand far beside the page already: it goes no further than a picture knows.
    def there(point: Point) -> Point:
        x, y = point
        return (
            round(_held(x + dx, -BEYOND_PX, WIDTH + BEYOND_PX)),
            round(_held(y + dy, -BEYOND_PX, HEIGHT + BEYOND_PX)),
        )

    x, y = there((part.x, part.y))
    moved = replace(part, x=x, y=y)
    if not isinstance(moved, Figure):
        return moved
    hands = {side: there(hand) for side in ("left", "right") if (hand := getattr(part, side)) is not None}
    return replace(moved, **hands)


def _mirrored(part: Part) -> Part:
    match part:
        case Figure():
            left, right = (
                None if hand is None else (2 * part.x - hand[0], hand[1]) for hand in (part.right, part.left)
            )
            ways = {key: -way for key in ("tilt", "lean", "turn") if (way := getattr(part, key)) is not None}
            return replace(part, facing=-part.facing, left=left, right=right, **ways)
        case Thing():
            return replace(part, facing=-part.facing, angle=-part.angle)
        case Bubble():
            return part


def _size(size: float) -> float:
    return round(_held(size, *SIZES), 3)


def _held(number: float, least: float, most: float) -> float:
    return min(max(number, least), max(least, most))


def _pieces(stroke: Stroke) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    points = [(x, y) for x, y, _ in stroke.points]
    return list(zip(points, points[1:] or points, strict=False))


def _distance(at: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    (x, y), (from_x, from_y), (to_x, to_y) = at, one, other
    across, down = to_x - from_x, to_y - from_y
    long = across**2 + down**2
    share = 0 if long == 0 else min(1, max(0, ((x - from_x) * across + (y - from_y) * down) / long))
    return ((from_x + share * across - x) ** 2 + (from_y + share * down - y) ** 2) ** 0.5
